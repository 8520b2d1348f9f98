"""Imports lead from room to room in one direction, and a build that has nothing to do loads nothing slow."""

import ast
import json
import re
import subprocess
import sys

import pytest
from conftest import PRACTICE, ROOMS, ROOT, TODAY, page
from samples import DRAWING

SITEGEN = ROOT / "sitegen"
PATHS = sorted(SITEGEN.rglob("*.py"))
MODULES = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in PATHS]
SLOW = {"markdown", "jinja2", "markupsafe", "yaml", "frontmatter", "PIL", "livereload", "tornado",
        "subprocess", "shutil", "difflib", "html.parser", "asyncio", "xml", "logging", "pathlib"}  # fmt: skip


def run(script, *arguments):
    """What a script prints as JSON, run by an interpreter of its own."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{script}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def imported(path):
    """The modules of sitegen that a file imports, at its head or inside a function."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from (name for name in names if name.startswith("sitegen."))


def floor(module):
    """0 for the plain modules, which every room may use; then the rooms in their order."""
    room = module.split(".")[1]
    return ROOMS.index(room) + 1 if room in ROOMS else 0


@pytest.mark.parametrize("path", PATHS, ids=lambda path: str(path.relative_to(SITEGEN)))
def test_a_room_imports_only_from_rooms_above_it(path):
    own = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    assert [name for name in imported(path) if floor(name) > floor(own)] == []


def test_no_imports_go_round_in_a_circle():
    uses = {}
    for path, module in zip(PATHS, MODULES, strict=True):
        names = {name if name in MODULES else name.rpartition(".")[0] for name in imported(path)}
        uses[module] = names - {module, "sitegen"}
    while free := [module for module, names in uses.items() if not names & uses.keys()]:
        for module in free:
            del uses[module]
    assert uses == {}


def test_no_test_module_imports_another():
    paths = (ROOT / "tests").rglob("test_*.py")
    found = {str(path): re.findall(r"^(?:from|import) test_\w+", path.read_text(), re.MULTILINE) for path in paths}
    assert {path: names for path, names in found.items() if names} == {} and len(found) > 50


ALONE = """
import importlib, json
failed = {}
for name in sys.argv[1:]:
    for known in [known for known in sys.modules if known.startswith("sitegen")]:
        del sys.modules[known]
    try:
        importlib.import_module(name)
    except Exception as error:
        failed[name] = repr(error)
print(json.dumps(failed))
"""


def test_each_module_can_be_imported_alone():
    assert run(ALONE, *MODULES) == {}


UNCHANGED = """
import datetime, json
import build
build.build(sys.argv[1], datetime.date.fromisoformat(sys.argv[2]))
print(json.dumps(sorted(sys.modules)))
"""


DRAWN = {
    "layouts/components/drawing.html": "{# A drawing. #}\n<p>{{ file }}{{ caption }}{{ legend }}</p>",
    "content/contact.md": page("Contact", body='::: drawing file="drawings/face.svg" caption="A face"\n:::\n'),
    "content/drawings/face.svg": DRAWING.replace("</title>", "</title><desc>A line from left to right.</desc>"),
    "content/drawings/face.md": "Words.\n",
    "content/practice.yaml": PRACTICE + "logo: drawings/mark.svg\n",
    "content/drawings/mark.svg": DRAWING,
}


def test_a_build_without_a_change_loads_nothing_slow(build_site):
    root = build_site(DRAWN).root
    assert SLOW.intersection(run(UNCHANGED, root, str(TODAY))) == set()
