"""The benchmark measures real builds."""

import re

import pytest
from conftest import ROOT, TODAY

from sitegen.commands.bench import main, run


def test_bench_times_cold_unchanged_and_edited_builds():
    blocks = main(str(ROOT), TODAY, [2], runs=1).split("\n\n")
    headings, *rows = zip(*(block.splitlines() for block in blocks), strict=True)
    assert [heading.partition("; (a) the bare import 0.")[0] for heading in headings] == [
        "2 pages, ours",
        "2 pages, ours, the site's layouts",
    ]
    assert [{row.split()[0] for row in pair} for pair in rows] == [{"cold"}, {"unchanged"}, {"one"}]
    assert all(re.search(r"\d s wall .* MB = +\d+\.\d\d x \(a\) wall", row) for pair in rows for row in pair)
    assert all(re.search(r"; \d+\.\d\d x \(b\) \+ \(a\) wall, \d+\.\d\d CPU$", row) for row in rows[0])


def test_bench_ends_when_a_build_fails():
    with pytest.raises(SystemExit, match="false failed"):
        run(["false"])
