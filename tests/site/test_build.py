"""The commands, as staff run them."""

import os
import shutil
import subprocess
import sys

import pytest
from conftest import FILES, ROOT, page


@pytest.fixture
def project(write):
    """A project with a tiny site; `project("check")` runs a command in it."""
    root = write(FILES)
    shutil.copytree(ROOT / "sitegen", f"{root}/sitegen")
    shutil.copy(ROOT / "build.py", root)
    shutil.copy(ROOT / "requirements.txt", root)

    def run(*arguments, wait=True):
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        command = [sys.executable, f"{root}/build.py", *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        return (*process.communicate(), process.returncode) if wait else process

    return run


def public(root):
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted((root / "public").rglob("*"))
        if path.is_file()
    }


def test_a_build_publishes_and_the_next_has_nothing_to_do(project, tmp_path):
    assert project() == ("3 pages in public/, 15 files changed\n", "", 0)
    assert project() == ("3 pages in public/, no files changed\n", "", 0)
    (tmp_path / "content/contact.md").write_text(page("Contact", body="New.\n"))
    assert project() == ("3 pages in public/, 3 files changed\n", "", 0)
    assert b"New." in public(tmp_path)["public/contact/index.html"]


def test_a_mistake_is_told_and_what_is_published_stays(project, tmp_path):
    project()
    before = public(tmp_path)
    (tmp_path / "content/contact.md").write_text(page("Contact", body="[x](y.md)\n"))
    told = "content/contact.md:7: there is no page 'y.md'\n1 problem; nothing was published, the site is as it was.\n"
    assert project() == ("", told, 1)
    assert public(tmp_path) == before


def test_a_file_that_cannot_be_read_is_told_in_one_line(project, tmp_path):
    (tmp_path / "layouts/broken.html").symlink_to("nowhere")
    _, told, status = project()
    assert told.endswith(
        "layouts/broken.html: No such file or directory; nothing was published, the site is as it was.\n"
    )
    assert (len(told.splitlines()), status) == (1, 1)


def test_check_publishes_nothing(project, tmp_path):
    assert project("check") == ("3 pages, no problems; nothing was published\n", "", 0)
    assert public(tmp_path) == {}


def test_a_draft_is_counted_but_not_published(project, tmp_path):
    (tmp_path / "content/a.md").write_text(page("A draft", "draft: true\n"))
    said, _, status = project()
    assert said == "3 pages in public/, 15 files changed; 1 not published (drafts, or not their time)\n"
    assert status == 0


def test_report_says_what_staff_should_look_at(project):
    said, _, status = project("report")
    assert said.startswith("Before launch: 7\n")
    assert status == 0


def test_new_makes_a_draft_that_builds(project, tmp_path):
    said, _, status = project("new", "article", "What's new?")
    assert said == "content/news/whats-new.md is a draft: fill in its fields, then take out `draft: true`\n"
    assert status == 0
    assert project()[2] == 0


@pytest.mark.parametrize("arguments", [["bulid"], ["build", "now"], ["new", "page"], ["check", "it"]])
def test_an_unknown_command_is_answered_with_the_commands(project, arguments):
    said, told, status = project(*arguments)
    assert (said, status) == ("", 2)
    assert len(told.splitlines()) == 1 and "python3 build.py" in told


def test_builds_at_once_wait_for_each_other(project, tmp_path):
    running = [project(wait=False) for _ in range(4)]
    said = sorted(process.communicate()[0] for process in running)
    assert [process.returncode for process in running] == [0, 0, 0, 0]
    assert said == ["3 pages in public/, 15 files changed\n"] + ["3 pages in public/, no files changed\n"] * 3
    assert len(public(tmp_path)) == 15
