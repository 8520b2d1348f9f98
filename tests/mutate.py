"""Changes the code a little, again and again, to see whether a test notices: `python tests/mutate.py ROOM [MODULE]`.

ROOM is content, markup, model or output; its own tests are run, but for those that need a browser. For each change that
no test notices it prints the difference. Needs `pip install mutmut==3.8.1` beside what tests/requirements.txt names.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parents[1]
ROOMS = ("content", "markup", "model", "output")
COPIED = ("build.py", "content", "layouts", "assets", "requirements.txt", "README.md")
SETTINGS = """
[tool.mutmut]
source_paths = ["sitegen"]
only_mutate = ["sitegen/{room}/{module}.py"]
also_copy = {copied}
pytest_add_cli_args = ["-m", "not browser", "-p", "no:cacheprovider", "-p", "no:xdist"]
pytest_add_cli_args_test_selection = ["tests/{room}"]
"""


def mutmut(folder, *arguments, **options):
    return subprocess.run([sys.executable, "-m", "mutmut", *arguments], cwd=folder, **options)


def survivors(folder):
    lines = mutmut(folder, "results", capture_output=True, text=True, check=True).stdout.splitlines()
    return [name.strip() for name, _, outcome in (line.partition(": ") for line in lines) if outcome == "survived"]


def main(room, module="*"):
    with tempfile.TemporaryDirectory() as folder:
        for name in (*COPIED, "sitegen", "tests", "pyproject.toml"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, f"{folder}/{name}")
        with open(f"{folder}/pyproject.toml", "a") as file:
            file.write(SETTINGS.format(room=room, module=module, copied=list(COPIED)))
        mutmut(folder, "run", "--max-children", "2", check=True)
        for name in survivors(folder):
            print(f"\n{name} was not noticed:", flush=True)
            mutmut(folder, "show", name)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or sys.argv[1] not in ROOMS:
        sys.exit(__doc__)
    main(*sys.argv[1:])
