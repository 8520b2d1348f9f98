"""`test`: the tests, by pytest; without options all of them, and how much of sitegen/ they reach."""

import datetime
import subprocess
import sys
from collections.abc import Sequence

PYTEST_USAGE = 4  # pytest's own status for options it does not know


def main(root: str, today: datetime.date, options: Sequence[str]) -> str:
    everything = ["pytest", "--numprocesses=auto", "--dist=worksteal", "--cov", "--cov-report="]
    whole = [everything, ["coverage", "report", "--skip-covered", "--fail-under=97"]]
    for step in [["pytest", *options]] if options else whole:
        if status := subprocess.run([sys.executable, "-m", *step], cwd=root).returncode:
            sys.exit(2 if options and status == PYTEST_USAGE else 1)
    return "All passed"
