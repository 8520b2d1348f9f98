"""The environment that everything runs in, made where it is missing."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT

from sitegen import environment

BUILD = """\
import os, sys
from sitegen import environment
root = os.path.dirname(os.path.abspath(__file__))
environment.enter(root, os.path.join(root, "requirements.txt"))
print(sys.prefix == os.path.join(root, ".venv"), sys.argv[1:])
"""


@pytest.fixture
def project(tmp_path):
    """A folder with nothing but a build.py that enters the environment, and a lock without libraries."""
    (tmp_path / "sitegen").mkdir()
    for name in ("__init__", "environment", "installation"):
        shutil.copy(ROOT / f"sitegen/{name}.py", tmp_path / "sitegen")
    (tmp_path / "build.py").write_text(BUILD)
    (tmp_path / "requirements.txt").write_text("")
    return tmp_path


def run(project, *arguments):
    """What build.py prints, run by a Python outside any environment."""
    command = [sys._base_executable, f"{project}/build.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_the_first_run_makes_the_environment_and_goes_on_in_it(project):
    first, second = run(project, "new", "a page"), run(project, "check")
    assert first == [
        f"Setting up {project}/.venv (needed once; takes about a minute) …",
        "True ['new', 'a page']",
    ]
    assert second == ["True ['check']"]


def test_inside_an_environment_that_is_filled_nothing_is_done(tmp_path, monkeypatch):
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "installed-requirements.txt").write_text("")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    environment.enter(str(tmp_path), f"{tmp_path}/requirements.txt")
    assert not (tmp_path / ".venv").exists()


def test_inside_an_environment_that_lacks_something_only_that_is_installed(tmp_path, monkeypatch):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/requirements.txt").write_text("one\n")
    (tmp_path / "installed-tests-requirements.txt").write_text("another\n")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "executable", shutil.which("true"))  # does whatever pip is asked
    environment.enter(str(tmp_path), f"{tmp_path}/tests/requirements.txt")
    assert (tmp_path / "installed-tests-requirements.txt").read_text() == "one\n"
    assert sorted(os.listdir(tmp_path)) == ["installed-tests-requirements.txt", "tests"]


def test_outside_one_that_is_filled_is_entered(tmp_path, monkeypatch):
    python = pathlib.Path(environment.python_of(f"{tmp_path}/.venv"))
    python.parent.mkdir(parents=True)
    python.write_text("not a program")
    for name in ("requirements.txt", ".venv/installed-requirements.txt"):
        (tmp_path / name).write_text("")
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    with pytest.raises(PermissionError):  # it went on as that program, had it been one
        environment.enter(str(tmp_path), f"{tmp_path}/requirements.txt")


def test_on_windows_the_command_runs_in_a_child(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["-c", "raise SystemExit(3)"])
    with monkeypatch.context() as system, pytest.raises(SystemExit) as ended:
        system.setattr(os, "name", "nt")
        environment.go_on(sys.executable)
    assert ended.value.code == 3


def test_on_windows_an_environment_has_its_python_elsewhere(monkeypatch):
    with monkeypatch.context() as system:
        system.setattr(os, "name", "nt")
        python = environment.python_of(".venv")
    assert python == os.path.join(".venv", "Scripts", "python.exe")


def test_a_missing_file_is_like_none(tmp_path):
    (tmp_path / "a").write_text("")
    assert not environment.is_same(f"{tmp_path}/a", f"{tmp_path}/b")
