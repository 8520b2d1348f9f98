"""Changes the code a little, again and again, to see whether a test notices: `python tests/mutate.py ROOM MODULE ...`.

ROOM is content, markup, model or output; its own tests are run, but for those that need a browser. Without a MODULE,
all of them are changed. Prints a line for each module, and the changes that no test noticed. Needs
`pip install mutmut==3.8.1` beside what tests/requirements.txt names.
"""

import collections
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parents[1]
ROOMS = ("content", "markup", "model", "output")
COPIED = ("build.py", "content", "layouts", "assets", "docs", "requirements.txt", "README.md")
SETTINGS = """
[tool.mutmut]
source_paths = ["sitegen"]
only_mutate = {modules}
also_copy = {copied}
pytest_add_cli_args = ["-m", "not browser", "--tb=no", {without}]
pytest_add_cli_args_test_selection = ["tests/{room}"]
"""
WITHOUT = ("cacheprovider", "xdist", "unraisableexception", "threadexception")  # the last two take half of the time
OUTCOMES = {"killed": "killed", "survived": "survived", "timeout": "timed out", "no tests": "not covered"}


def mutmut(folder, *arguments):
    """What mutmut prints; if it fails, the last of that, and the end."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        sys.exit("\n".join(done.stdout.splitlines()[-40:]))
    return done.stdout


def outcomes(folder):
    """By module, by the name of a change: killed, survived, …"""
    found = collections.defaultdict(dict)
    for line in mutmut(folder, "results", "--all", "true").splitlines():
        name, _, outcome = line.strip().partition(": ")
        found[name.split(".")[2]][name] = OUTCOMES.get(outcome, outcome)
    return found


def summary(by_name):
    counts = collections.Counter(by_name.values())
    told = [f"{counts.pop(outcome, 0)} {outcome}" for outcome in OUTCOMES.values()]
    return ", ".join([f"{len(by_name)} mutants", *told, *(f"{count} {outcome}" for outcome, count in counts.items())])


def main(room, *modules):
    with tempfile.TemporaryDirectory() as folder:
        for name in (*COPIED, "sitegen", "tests", "pyproject.toml"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, f"{folder}/{name}")
        mutated = [f"sitegen/{room}/{module}.py" for module in modules or "*"]
        with open(f"{folder}/pyproject.toml", "a") as file:
            without = ", ".join(f'"-p", "no:{plugin}"' for plugin in WITHOUT)
            file.write(SETTINGS.format(room=room, modules=mutated, copied=list(COPIED), without=without))
        mutmut(folder, "run", "--max-children", "1")
        for module, by_name in outcomes(folder).items():
            print(f"{room}/{module}: {summary(by_name)}")
            for name, outcome in by_name.items():
                if outcome not in ("killed", "timed out"):
                    print(mutmut(folder, "show", name))


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ROOMS:
        sys.exit(__doc__)
    main(*sys.argv[1:])
