"""The benchmark measures real builds."""

import re

import pytest
from conftest import ROOT, TODAY

from sitegen.commands.bench import main, run


def test_it_prints_cold_unchanged_and_edited_builds_of_a_real_site():
    heading, *rows = main(str(ROOT), TODAY, [2], runs=1).splitlines()
    assert heading.startswith("2 pages; (a) the bare import 0.")
    assert [row.split()[0] for row in rows] == ["cold", "unchanged", "one"]
    assert all(re.search(r"\d s wall .* MB = +\d+\.\d\d x \(a\) wall", row) for row in rows)


def test_a_command_that_fails_ends_it():
    with pytest.raises(SystemExit, match="false failed"):
        run(["false"])
