"""The benchmark measures real builds."""

import re

import pytest
from conftest import ROOT, TODAY

from sitegen.commands.bench import main, run


def test_bench_times_cold_unchanged_and_edited_builds():
    heading, *rows = main(str(ROOT), TODAY, [2], runs=1).splitlines()
    assert heading.startswith("2 pages; (a) the bare import 0.")
    assert [row.split()[0] for row in rows] == ["cold", "unchanged", "one"]
    assert all(re.search(r"\d s wall .* MB = +\d+\.\d\d x \(a\) wall", row) for row in rows)


def test_bench_ends_when_a_build_fails():
    with pytest.raises(SystemExit, match="false failed"):
        run(["false"])
