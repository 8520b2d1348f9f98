"""The locks hold what pyproject.toml asks for."""

import re
import tomllib

from conftest import ROOT
from packaging.requirements import Requirement

ASKED = tomllib.loads((ROOT / "pyproject.toml").read_text())


def locked(path):
    return dict(re.findall(r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)", (ROOT / path).read_text(), re.MULTILINE))


def missing(asked, lock):
    wanted = [Requirement(text) for text in asked]
    return [str(want) for want in wanted if not want.specifier.contains(lock.get(want.name.lower(), "0"))]


def test_what_a_build_needs_is_locked():
    assert missing(ASKED["project"]["dependencies"], locked("requirements.txt")) == []


def test_what_the_tests_need_is_locked_with_the_same_versions():
    build, tests = locked("requirements.txt"), locked("tests/requirements.txt")
    assert missing(ASKED["dependency-groups"]["test"], tests) == []
    assert build.items() <= tests.items()


def test_every_locked_file_has_a_hash():
    for path in ("requirements.txt", "tests/requirements.txt"):
        entries = re.split(r"^(?=\w)", (ROOT / path).read_text(), flags=re.MULTILINE)[1:]
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
