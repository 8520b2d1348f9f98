"""The virtual environment that everything runs in: made, filled from the lock and entered where it is missing."""

import os
import sys


def enter(root: str, lock: str) -> None:
    """Returns once this process runs in an environment that holds what `lock` names.

    Inside a virtual environment that is the one used; outside any, `.venv` below `root` is made and
    this process goes on as one in it. A copy of the lock in the environment tells that it is filled.
    """
    inside = sys.prefix != sys.base_prefix
    prefix = sys.prefix if inside else os.path.join(root, ".venv")
    python = sys.executable if inside else python_of(prefix)
    stamp = os.path.join(prefix, "-".join(["installed", *os.path.relpath(lock, root).split(os.sep)]))
    if not (os.path.exists(python) and is_same(lock, stamp)):
        from sitegen import installation  # slow to import and seldom wanted

        installation.install(prefix, python, lock, stamp, make=not inside)
    if not inside:
        go_on(python)


def python_of(prefix: str) -> str:
    return os.path.join(prefix, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))


def is_same(one: str, other: str) -> bool:
    try:
        with open(one, "rb") as first, open(other, "rb") as second:
            return first.read() == second.read()
    except OSError:
        return False


def go_on(python: str) -> None:
    """Replaces this process, so that no child outlives a killed parent; Windows cannot."""
    command = [python, *sys.argv]
    if os.name == "nt":
        import subprocess  # as above

        sys.exit(subprocess.run(command).returncode)
    os.execv(python, command)
