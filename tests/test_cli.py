"""A command is done, answered with one exit status, and never with a traceback."""

import contextlib
import os
import shutil
import subprocess
import sys

import pytest
from conftest import FILES, ROOT, page

from sitegen import cli
from sitegen.commands import arguments

PYTHON = sys._base_executable  # noqa: SLF001  # nothing public names the Python outside the environment
COMMANDS = list(arguments.parsers()[1])


@pytest.fixture
def run(write, capsys):
    """Runs a command on a tiny site and the files given; what it printed on the two streams, and its status."""

    def run(name, files=(), **values):
        status = cli.run(write(FILES | dict(files)), (name, values))
        return *capsys.readouterr(), status

    return run


@pytest.fixture
def fresh(tmp_path):
    """A fresh clone, run by a Python that has no libraries: whatever has to be installed would fail there."""
    shutil.copytree(ROOT / "sitegen", tmp_path / "sitegen")
    shutil.copy(ROOT / "build.py", tmp_path)

    def run(*arguments):
        command = [PYTHON, "-B", f"{tmp_path}/build.py", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"COLUMNS": "100"})
        assert not (tmp_path / ".venv").exists()
        return done.stdout, done.stderr, done.returncode

    return run


def test_a_bare_command_line_builds_without_argparse():
    script = "import sys; from sitegen import cli; print(cli.parse([]), 'argparse' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "('build', {}) False\n"


def test_without_arguments_the_site_is_built_and_anything_else_is_read():
    assert cli.parse([]) == ("build", {})
    assert cli.parse(["bench", "9"]) == ("bench", {"sizes": [9]})


@pytest.mark.parametrize(("name", "tools"), [("build", False), ("test", True), ("form", True)])
def test_only_what_needs_the_tests_tools_asks_for_them(name, tools):
    assert cli.locks(name) == ["requirements.txt", "tests/requirements.txt"][: 1 + tools]


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_help_needs_no_environment(fresh, command):
    said, told, status = fresh(*command, "--help")
    assert (told, status) == ("", 0)
    assert said.startswith(f"usage: {' '.join(['python3 build.py', *command])}")


@pytest.mark.parametrize(
    "words",
    [["bulid"], ["build", "now"], ["preview", "70000"], ["bench", "foo"], ["new", "page"], ["check", "\udcff\x1b"]],
    ids=repr,
)
def test_wrong_arguments_need_no_environment(fresh, words):
    said, told, status = fresh(*words)
    assert (said, status) == ("", 2)
    assert len(told.splitlines()) == 1 and told.endswith(" --help says more)\n")


def test_build_publishes(run):
    assert run("build") == ("3 pages in public/, 15 files changed\n", "", 0)


def test_check_publishes_nothing(run, tmp_path):
    assert run("check") == ("3 pages, no problems; nothing was published\n", "", 0)
    assert not (tmp_path / "public").exists()


def test_portable_builds_into_a_folder_of_its_own(run, tmp_path):
    said = "Search and what pages reckon or write need a host; opened from a disk, pages show their tables and words instead"
    assert run("portable") == (f"3 pages in portable/\n{said}\n", "", 0)
    assert 'href="./contact/index.html"' in (tmp_path / "portable/index.html").read_text()
    assert not (tmp_path / "public").exists()


def test_report_tells_what_staff_should_look_at(run):
    said, told, status = run("report", {"content/a.md": page("A draft", "draft: true\n")})
    assert said.startswith("Before launch: ") and "\n\nDrafts: 1\n  content/a.md\n" in said
    assert (told, status) == ("", 0)


def test_new_makes_a_draft(run, tmp_path):
    assert run("new", kind="page", title="A title")[1:] == ("", 0)
    assert (tmp_path / "content/a-title.md").exists()


def test_problems_end_with_1(run):
    told = "content/a.md:7: there is no page 'nowhere.md'\n1 problem; nothing was published, the site is as it was.\n"
    assert run("build", {"content/a.md": page("A page", body="[x](nowhere.md)\n")}) == ("", told, 1)


def test_a_file_that_cannot_be_read_ends_with_1(run, tmp_path):
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/broken.html").symlink_to("nowhere")
    said, told, status = run("check")
    why = "layouts/broken.html: No such file or directory; nothing was published, the site is as it was.\n"
    assert (said, status) == ("", 1) and told.endswith(why)


def test_an_argument_that_only_the_command_can_judge_ends_with_2(run):
    assert run("new", kind="pagee", title="A title") == ("", "there is no kind 'pagee', did you mean 'page'?\n", 2)


def test_ctrl_c_ends_with_130_and_says_nothing(run):
    class Title:
        def split(self):
            raise KeyboardInterrupt

    assert run("new", kind="page", title=Title()) == ("", "", 130)


def test_a_command_that_cannot_say_it_is_done_says_that(capsys):
    with contextlib.suppress(OSError), open("/dev/full", "w") as full, contextlib.redirect_stdout(full):
        status = cli.say("All done")
    why = "all is done, but what there is to say of it could not be written: No space left on device\n"
    assert (capsys.readouterr().err, status) == (why, 1)


def test_a_python_that_leaves_out_the_scripts_own_folder_finds_the_program(fresh, monkeypatch):
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    assert fresh("--help")[1:] == ("", 0)


MISSING = "msgspec is missing from {}; delete that folder, and run the command again.\n"
WITHOUT = """
import runpy, sys
sys.modules["msgspec"] = None
sys.argv = ["build.py", "check"]
runpy.run_path("build.py", run_name="__main__")
"""


def test_a_library_that_is_missing_is_told_in_a_line(run, monkeypatch):
    done = subprocess.run([sys.executable, "-c", WITHOUT], cwd=ROOT, capture_output=True, text=True)
    assert (done.stderr, done.returncode) == (MISSING.format(sys.prefix), 1)

    def lost(*_):
        raise ModuleNotFoundError("No module named 'msgspec'", name="msgspec")

    monkeypatch.setattr("sitegen.commands.check.main", lost)
    assert run("check") == ("", MISSING.format(sys.prefix), 1)
