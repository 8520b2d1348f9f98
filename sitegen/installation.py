"""Makes a virtual environment and fills it from the lock with whatever installer the machine has."""

import shutil
import subprocess
import sys

HELP = "Check the internet connection and run the command again; nothing half-made was left behind."


def install(prefix: str, python: str, lock: str, stamp: str, make: bool) -> None:
    """Leaves `prefix` filled and stamped with a copy of the lock, or, where it was to be made, no trace of it."""
    print(f"Setting up {prefix} (needed once; takes about a minute) …", flush=True)
    try:
        if make:
            shutil.rmtree(prefix, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", prefix], check=True)
        subprocess.run([*installer(python), "-r", lock], check=True)
        shutil.copyfile(lock, stamp)
    except (subprocess.CalledProcessError, OSError) as error:
        if make:
            shutil.rmtree(prefix, ignore_errors=True)
        sys.exit(f"Setting up failed: {error}\n{HELP}")


def installer(python: str) -> list[str]:
    """The command that installs into the environment of `python`, which need not have pip itself."""
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    base = getattr(sys, "_base_executable", sys.executable)
    for pip in ([python, "-m", "pip"], [base, "-m", "pip", "--python", python]):
        if subprocess.run([*pip, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
            return [*pip, "install", *options]
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--quiet", "--require-hashes", "--python", python]
    sys.exit("pip is missing: install it (on Debian and Ubuntu: apt install python3-pip) and run the command again.")
