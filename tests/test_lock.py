"""The locks hold what pyproject.toml asks for, and nothing says where it is fetched from."""

import os
import re
import tomllib

import pytest
import yaml
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


HOSTS = """
cdn jsdelivr net, cdnjs cloudflare com, codeload github com, conda anaconda org, crates io, deb debian org, esm sh,
files pythonhosted org, ghcr io, jsr io, npm pkg github com, objects githubusercontent com, archive ubuntu com,
proxy golang org, pypi python org, quay io, raw githubusercontent com, registry npmjs com, registry npmjs org,
registry yarnpkg com, repo anaconda com, repo1 maven org, rubygems org, security debian org, test pypi org, unpkg com
"""  # of packages and of files to download; with spaces, as this file is looked through, too
DOWNLOAD = "|".join(host.strip().replace(" ", r"\.") for host in HOSTS.split(","))
ADDRESS = re.compile(
    rf"(?<![\w.-])(?:{DOWNLOAD})(?![\w.-])"
    r"|://\S+/(?:\+?simple\b|releases/downloa[d]/)"  # an index as PEP 503 lays it out, wherever it is
    r"|://\S+\.(?:whl|tgz|tar\.gz|crate|gem)\b"
    r"|--(?:extra-)?index[-]url|--find[-]links"
    r"|\bregistry ?= ?\S*:/[/]|\"resolve[d]\":"  # as uv and npm write them into their locks
)


def tracked():
    """The files of the project: all but what .gitignore names."""
    ignored = {".git", *(line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines())}
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = set(folders) - ignored
        found += [os.path.relpath(os.path.join(folder, name), ROOT) for name in set(names) - ignored]
    return sorted(found)


def address_in(text):
    """The address of a registry that is written in a text, or the option that gives one."""
    found = (ADDRESS.search(line) for line in text.splitlines() if ":" in line or "." in line or "--" in line)
    return next((one[0] for one in found if one), None)


def test_no_file_names_the_address_of_a_registry():
    texts = {name: (ROOT / name).read_bytes().decode("utf-8", "ignore") for name in tracked()}
    assert {"requirements.txt", "tests/hosts/package-lock.json", "tests/test_lock.py"} <= texts.keys()
    assert {name: found for name, text in texts.items() if (found := address_in(text))} == {}


@pytest.mark.parametrize(
    "address",
    [
        "https://files@pythonhosted.org/packages/aa/one-1.0.zip",
        "https://mirror.example/root/pypi/+simpl@e/one/",
        "https://mirror.example/simpl@e",
        "https://mirror.example/a/one-1.0-py3-none-any.wh@l",
        "https://example.org/one/releases/@download/v1/one.zip",
        '"resolv@ed": "one"',
        "--index@-url mirror.example",
        "source = { registry @= 'https://mirror.example/' }",
    ],
)
def test_such_an_address_would_be_found(address):
    assert address_in(address) is None
    assert address_in(address.replace("@", "." if "hosted" in address else ""))


@pytest.mark.parametrize(
    "text", ["https://docs.pytest.org/en/stable/", "see https://pypi.org/project/msgspec/", "--all"]
)
def test_a_link_to_documentation_is_none(text):
    assert address_in(text) is None


@pytest.mark.parametrize("path", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_and_every_job_has_only_the_rights_it_names(path):
    workflow = yaml.safe_load(path.read_text())
    used = re.findall(r"uses: (.*)", path.read_text())
    assert used == [text for text in used if re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}  # v[\d.]+", text)]
    assert workflow["permissions"] == {}
    assert all(job["permissions"] and job["timeout-minutes"] for job in workflow["jobs"].values())
