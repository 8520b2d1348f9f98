"""`test`: the tests, by pytest; without options all of them, and how much of sitegen/ the tests of its rooms reach."""

import datetime
import subprocess
import sys
from collections.abc import Sequence

PYTEST_USAGE = 4  # pytest's own status for options it does not know
PARALLEL = ["pytest", "--numprocesses=auto", "--dist=worksteal"]
WHOLE = [
    [*PARALLEL, "--cov", "--cov-report=", "--ignore=tests/site"],
    ["coverage", "report", "--skip-covered", "--fail-under=97"],
    [*PARALLEL, "tests/site"],  # uncounted: counting takes a fifth of their time, and they reach what the others do
]


def main(root: str, today: datetime.date, options: Sequence[str]) -> str:
    steps = [["pytest", *options]] if options else WHOLE
    ended = [subprocess.run([sys.executable, "-m", *step], cwd=root).returncode for step in steps]
    if any(ended):
        sys.exit(2 if options and ended == [PYTEST_USAGE] else 1)
    return "All passed"
