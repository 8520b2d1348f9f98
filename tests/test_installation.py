"""Filling an environment with whatever installer the machine has."""

import os
import shutil
import sys

import pytest

from sitegen.installation import HELP, install, installer


@pytest.fixture
def lock(tmp_path):
    (tmp_path / "requirements.txt").write_text("")
    return f"{tmp_path}/requirements.txt"


def program(path, *lines):
    """A shell script as an executable file."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def without_pip(tmp_path, monkeypatch):
    """A machine on which no Python has pip."""
    monkeypatch.setattr(sys, "_base_executable", program(tmp_path / "bin/base", "exit 1"))
    monkeypatch.setenv("PATH", f"{tmp_path}/bin")
    return program(tmp_path / "bin/python", "exit 1")


@pytest.fixture
def without_installs(tmp_path):
    """A Python whose pip fails at every installation."""
    return program(tmp_path / "bin/python", 'test "$3" != install')


def test_an_environment_is_made_filled_and_stamped(tmp_path, lock):
    prefix = tmp_path / "made"
    prefix.mkdir()
    (prefix / "left-over").write_text("")
    install(str(prefix), shutil.which("true"), lock, f"{prefix}/installed", make=True)
    assert (prefix / "installed").read_text() == ""
    assert os.access(prefix / "bin/python", os.X_OK) and not (prefix / "left-over").exists()


def test_an_environment_that_cannot_be_filled_is_taken_away(tmp_path, lock, without_installs):
    with pytest.raises(SystemExit) as ended:
        install(f"{tmp_path}/made", without_installs, lock, f"{tmp_path}/made/installed", make=True)
    assert str(ended.value.code).startswith("Setting up failed: Command '[")
    assert str(ended.value.code).endswith(f"returned non-zero exit status 1.\n{HELP}")
    assert not (tmp_path / "made").exists()


def test_an_environment_of_ones_own_is_kept_when_it_cannot_be_filled(tmp_path, lock, without_installs):
    with pytest.raises(SystemExit):
        install(f"{tmp_path}/bin", without_installs, lock, f"{tmp_path}/bin/installed", make=False)
    assert os.listdir(tmp_path / "bin") == ["python"]


def test_the_environments_own_pip_comes_first(tmp_path):
    python = program(tmp_path / "bin/python")
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    assert installer(python) == [python, "-m", "pip", "install", *options]


def test_then_that_of_the_python_it_was_made_with(tmp_path, monkeypatch):
    python, base = program(tmp_path / "bin/python", "exit 1"), program(tmp_path / "bin/base")
    monkeypatch.setattr(sys, "_base_executable", base)
    assert installer(python)[:5] == [base, "-m", "pip", "--python", python]


def test_then_uv(tmp_path, without_pip):
    uv = program(tmp_path / "bin/uv")
    assert installer(without_pip) == [uv, "pip", "install", "--quiet", "--require-hashes", "--python", without_pip]


def test_a_machine_without_any_is_told_what_to_install(without_pip):
    assert shutil.which("uv") is None
    with pytest.raises(SystemExit) as ended:
        installer(without_pip)
    assert ended.value.code == (
        "pip is missing: install it (on Debian and Ubuntu: apt install python3-pip) and run the command again."
    )
