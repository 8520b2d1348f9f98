"""Same sources, same bytes: wherever, whenever and however often they are built."""

import importlib.metadata
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest
from conftest import REAL_DAY, ROOT

import build as commands

BUILD = """
import datetime, hashlib, json, sys
import build
from sitegen.output.compress import with_compressed
root, day = sys.argv[1], datetime.date.fromisoformat(sys.argv[2])
digests = {}
for path, content in with_compressed(build.build(root, day).files, f"{root}/.cache/compressed", b"").items():
    data = content if isinstance(content, bytes) else open(content.path, "rb").read()
    digests[path] = hashlib.sha256(data).hexdigest()
print(json.dumps(digests))
"""
HERE = {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Pacific/Kiritimati"}
BASE = sys._base_executable  # noqa: SLF001  # nothing public names the Python outside the environment
THERE = {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "America/Los_Angeles"}


@pytest.fixture
def copy(tmp_path):
    """Copies the real site's sources to a folder of this test's own."""

    def copy(name):
        for folder in ("content", "layouts", "assets"):
            shutil.copytree(ROOT / folder, tmp_path / name / folder, copy_function=shutil.copyfile)
        return tmp_path / name

    return copy


def build_in(root, environment, *python):
    """The digests of the site's files, built by an interpreter of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    command = [*(python or [sys.executable]), "-c", BUILD, str(root), str(REAL_DAY)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_builds_in_two_places_are_the_same_with_and_without_cache(copy):
    one, other = copy("one"), copy("a place/with another name")
    first = build_in(one, HERE)
    assert len(first) > 20
    assert build_in(other, THERE) == first
    assert build_in(one, THERE) == first


def libraries(folder):
    """Fills a folder with what requirements.txt names and nothing else: an environment that no test was ever run in."""
    folder.mkdir()
    names = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    for distribution in map(importlib.metadata.distribution, names):
        for path in distribution.files:
            top = folder / path.parts[0]
            if path.parts[0] not in ("..", "__pycache__") and not top.exists():
                top.symlink_to(distribution.locate_file(path.parts[0]))
    return str(folder)


def test_what_the_tests_need_makes_no_difference(copy, tmp_path):
    one, other = copy("one"), copy("other")
    here = build_in(one, {})
    alone = {"PYTHONPATH": os.pathsep.join((libraries(tmp_path / "libraries"), str(ROOT)))}
    python = (BASE, "-S")
    assert subprocess.run([*python, "-c", "import pytest"], env=os.environ | alone, capture_output=True).returncode == 1
    assert build_in(other, alone, *python) == here
    index = one / ".cache/pages-public.index"
    written = index.stat().st_mtime_ns
    assert build_in(one, alone, *python) == here
    assert index.stat().st_mtime_ns == written  # nothing was made again


def other_pythons():
    """Pythons of other minor releases that run here, the newest first: on the path, beside this one, or GitHub's."""
    beside, tools = pathlib.Path(BASE).resolve().parents[2], pathlib.Path("/opt/hostedtoolcache/Python")
    folders = [*map(pathlib.Path, os.get_exec_path()), *beside.glob("*/bin"), *tools.glob("*/x64/bin")]
    minors = [minor for minor in range(30, 10, -1) if minor != sys.version_info.minor]
    for version, folder in itertools.product((f"3.{minor}" for minor in minors), folders):
        python = folder / f"python{version}"
        if python.is_file() and not subprocess.run([python, "-c", ""], capture_output=True).returncode:
            yield version, str(python)


def test_another_python_makes_the_same_files(copy, tmp_path):
    version, python = next(other_pythons(), (None, None))
    if not python:
        pytest.skip("there is no Python of another minor release here")
    folder = tmp_path / "libraries"
    wheels = ["--target", folder, "--python-version", version, "--only-binary", ":all:", "--require-hashes"]
    pip = [BASE, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *wheels, "-r", ROOT / "requirements.txt"], check=True)
    other = {"PYTHONPATH": os.pathsep.join((str(folder), str(ROOT)))}
    assert build_in(copy("other"), other, python, "-S") == build_in(copy("one"), {})


def contents(root):
    return {
        path: content if isinstance(content, bytes) else pathlib.Path(content.path).read_bytes()
        for path, content in commands.build(str(root), REAL_DAY).files.items()
    }


def test_a_change_that_is_taken_back_leaves_no_trace(copy):
    root = copy("one")
    page = root / "content/index.md"
    before, text = contents(root), page.read_text()
    page.write_text(text + "\nMore.\n")
    changed = contents(root)
    page.write_text(text)
    assert changed["index.html"] != before["index.html"]
    assert contents(root) == before
