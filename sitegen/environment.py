"""The virtual environment that everything runs in: made, filled from the locks and entered where it is missing."""

import os
import sys

NO_PIP = """\
Nothing half-made was left behind. Check the internet connection, and that Python has pip (on Debian and Ubuntu: apt
install python3-pip); then run the command again."""
LOST = "{} is missing from {}; delete that folder, and run the command again."
NO_ROOM = "It cannot be set up in this folder; copy the folder to your own documents, and run the command there."
INTERRUPTED = "Setting up was interrupted; the next command begins it again."


def enter(root: str, locks: list[str]) -> None:
    """Returns once this process runs in an environment that holds what the locks name, as paths below `root`.

    Inside a virtual environment that is the one used; outside any, `.venv` below `root` is made and
    this process goes on as one in it. A copy of a lock in the environment says that it is installed.
    """
    inside = sys.prefix != sys.base_prefix
    prefix = sys.prefix if inside else os.path.join(root, ".venv")
    python = sys.executable if inside else python_of(prefix)
    for lock in locks if inside else locks[:1]:  # the others are installed from inside
        path, stamp = os.path.join(root, lock), os.path.join(prefix, f"installed-{lock.replace('/', '-')}")
        if not is_filled(python, path, stamp):
            held = turn(root)
            if not is_filled(python, path, stamp):  # by another command meanwhile
                install(prefix, python, path, stamp, make=not inside)
            if held is not None:
                os.close(held)
    if not inside:
        go_on(python)


def python_of(prefix: str) -> str:
    return os.path.join(prefix, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))


def is_filled(python: str, lock: str, stamp: str) -> bool:
    return os.path.exists(python) and is_same(lock, stamp)


def turn(root: str) -> int | None:
    """Waits until no other command sets up this folder; others wait until what is returned is closed."""
    try:
        import fcntl  # lazy: not on Windows

        folder = os.open(root, os.O_RDONLY)
        fcntl.flock(folder, fcntl.LOCK_EX)
    except (ImportError, OSError):  # no locks here
        return None
    return folder


def is_same(one: str, other: str) -> bool:
    try:
        with open(one, "rb") as first, open(other, "rb") as second:
            return first.read() == second.read()
    except OSError:
        return False


def install(prefix: str, python: str, lock: str, stamp: str, make: bool) -> None:
    """Fills the environment and stamps it; where it was to be made, it is whole afterwards or not there at all."""
    import shutil  # lazy, as the next three: an environment is seldom made
    import subprocess
    import venv
    from importlib.util import find_spec

    print(f"Setting up {prefix} (needed once; takes about a minute) ...", flush=True)
    has_pip = find_spec("ensurepip" if make else "pip") is not None  # Debian leaves both out
    base = getattr(sys, "_base_executable", sys.executable)
    pip = [python, "-m", "pip"] if has_pip else [base, "-m", "pip", "--python", python]
    try:
        if make:
            venv.create(prefix, clear=True, symlinks=os.name != "nt", with_pip=has_pip)
        options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
        command = [*pip, "install", *options, "-r", lock]
        subprocess.run(command, check=True, capture_output=True, text=True, env=settings())
        shutil.copyfile(lock, stamp)
    except BaseException as error:  # Ctrl-C, too, leaves nothing behind
        if make:
            shutil.rmtree(prefix, ignore_errors=True)
        if isinstance(error, subprocess.CalledProcessError):
            sys.exit(f"Setting up failed: {error.stderr or error.stdout}\n{NO_PIP}")
        if isinstance(error, OSError | ValueError):  # venv refuses a path with a colon by a ValueError
            sys.exit(f"Setting up failed: {error}\n{NO_ROOM}")
        if isinstance(error, KeyboardInterrupt):
            print(f"\n{INTERRUPTED}", file=sys.stderr)
        raise


def settings() -> dict[str, str]:
    """The variables for pip: those that would have it put the libraries elsewhere, or nowhere, are left out."""
    elsewhere = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN", "PIP_NO_DEPS")
    return {name: value for name, value in os.environ.items() if name not in elsewhere} | {"PIP_USER": "0"}


def go_on(python: str) -> None:
    """Replaces this process, so that no child outlives a killed parent; Windows cannot."""
    command = [python, *sys.argv]
    if os.name == "nt":
        import subprocess  # lazy, as above

        sys.exit(subprocess.run(command).returncode)
    os.execv(python, command)
