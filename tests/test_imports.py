"""Imports point one way, and a build that has nothing to do loads nothing slow."""

import ast
import json
import re
import subprocess
import sys

import pytest
from conftest import ROOT, TODAY

SITEGEN = ROOT / "sitegen"
MODULES = sorted(path.stem for path in SITEGEN.glob("*.py") if path.stem != "__init__")
SLOW = {"markdown", "jinja2", "markupsafe", "yaml", "frontmatter", "PIL", "livereload", "tornado", "watchfiles",
        "subprocess", "shutil", "difflib", "html.parser", "asyncio", "xml", "logging", "pathlib"}  # fmt: skip


def run(script, *arguments):
    """What a script prints as JSON, run by an interpreter of its own."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{script}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def imported(module):
    """The modules of sitegen that one imports, at its head or inside a function."""
    for node in ast.walk(ast.parse((SITEGEN / f"{module}.py").read_text())):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("sitegen."))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_modules_above_it(module):
    order = re.findall(r"^- `(\w+)\.py` – ", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert set(imported(module)) <= set(order[: order.index(module)])


ALONE = """
import importlib, json
failed = {}
for name in sys.argv[1:]:
    for known in [known for known in sys.modules if known.startswith("sitegen")]:
        del sys.modules[known]
    try:
        importlib.import_module(f"sitegen.{name}")
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


def test_a_build_without_a_change_loads_nothing_slow(build_site):
    root = build_site().root
    assert SLOW.intersection(run(UNCHANGED, root, str(TODAY))) == set()
