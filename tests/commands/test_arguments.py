"""Whatever stands after build.py is a command with its values, help, or answered with one sentence."""

import contextlib
import datetime
import importlib
import inspect
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.commands import arguments
from sitegen.model.kinds import KINDS

COMMANDS = list(arguments.parsers()[1])
FLAGS = ["--help", "-h", "--", "-", "-k", "--all", "--port=1", "@file"]
NUMBERS = ["0", "1", "-1", "007", "8000", "65535", "65536", "9" * 5000, "1e3", "٣", "½"]
PATHS = ["/", "//", "/a/", "/a+b/", "/(", "/[a/", "/a b/", "/../", "/%2e/", "/é/", "content/a.md", "C:\\site", "con"]
ODD = ["", " ", "\0", "\n", "\x1b[31m", "\udcff", "\u202e", "%s", "%(prog)s", "{0}", "🙂"]
WORDS = [*COMMANDS, *KINDS, *FLAGS, *NUMBERS, *PATHS, *ODD]
READ = [
    (["build"], ("build", {})),
    (["check"], ("check", {})),
    (["preview"], ("preview", {})),
    (["preview", "9000"], ("preview", {"port": 9000})),
    (["preview", "/a+b"], ("preview", {"base": "/a+b/"})),
    (["preview", "/a/b/", "65535"], ("preview", {"port": 65535, "base": "/a/b/"})),
    (["preview", "1", "/"], ("preview", {"port": 1, "base": "/"})),
    (["new", "page", "A title"], ("new", {"kind": "page", "title": "A title"})),
    (["bench"], ("bench", {"sizes": []})),
    (["bench", "1", "100000"], ("bench", {"sizes": [1, 100_000]})),
    (["bench", "--peers"], ("peers", {"sizes": []})),
    (["bench", "--peers", "9", "10"], ("peers", {"sizes": [9, 10]})),
    (["bench", "9", "--peers"], ("peers", {"sizes": [9]})),
    (["test"], ("test", {"options": []})),
    (["test", "-k", "a and b", "--help", "--", "x"], ("test", {"options": ["-k", "a and b", "--help", "--", "x"]})),
]
PORT = "the port must be a number from 1 to 65535, not "
PAGES = " is no number of pages; write one from 1 to 100000, like 1000"
REFUSED = [
    (["bulid"], "there is no command 'bulid', did you mean 'build'?"),
    (["-x"], "there is no command '-x'"),
    (["\x1b[31m"], "there is no command '\\x1b[31m'"),
    (["build", "now"], "'now' is more than build takes"),
    (["check", "--fast"], "'--fast' is more than check takes"),
    (["check", "--hel"], "'--hel' is more than check takes"),
    (["preview", "70000"], f"{PORT}'70000'"),
    (["preview", "0"], f"{PORT}'0'"),
    (["preview", "-5"], f"{PORT}'-5'"),
    (["preview", "9" * 5000], f"{PORT}'{'9' * 5000}'"),
    (["preview", "٣٠٠٠"], f"{PORT}'٣٠٠٠'"),
    (["preview", "oops"], "'oops' is neither a port, like 9000, nor a base, like /some/path/"),
    (["preview", "a/b/"], "'a/b/' is neither a port, like 9000, nor a base, like /some/path/"),
    (["preview", "/a b/"], "the base '/a b/' must be letters, digits and hyphens between slashes, like /some/path/"),
    (["preview", "/a/../"], "the base '/a/../' must be letters, digits and hyphens between slashes, like /some/path/"),
    (["preview", "1", "2"], "preview takes one port and one base"),
    (["preview", "/a/", "/b/"], "preview takes one port and one base"),
    (["new"], "the following arguments are required: KIND, TITLE"),
    (["new", "page"], "the following arguments are required: TITLE"),
    (["new", "page", "A", "title"], "'title' is more than new takes; put a title of several words in quotes"),
    (["bench", "foo"], f"'foo'{PAGES}"),
    (["bench", "10", "0"], f"'0'{PAGES}"),
    (["bench", "100001"], f"'100001'{PAGES}"),
]


def asked(words):
    """What was read, or the exit status; and what was printed on the two streams."""
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        try:
            found = arguments.read(words)
        except SystemExit as ended:
            found = ended.code
    return found, out.getvalue(), errors.getvalue()


@pytest.mark.parametrize(("words", "command"), READ)
def test_what_is_written_rightly_is_read(words, command):
    assert asked(words) == (command, "", "")


@pytest.mark.parametrize(("words", "sentence"), REFUSED)
def test_wrong_arguments_are_answered_with_a_sentence(words, sentence):
    status, said, told = asked(words)
    command = f"{words[0]} " if words[0] in COMMANDS else ""
    assert (status, said, told) == (2, "", f"{sentence} (python3 build.py {command}--help says more)\n")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help(command, flag):
    status, said, told = asked([command, flag])
    assert (status, told) == (0, "")
    assert said.startswith(f"usage: python3 build.py {command}")


ANYTHING = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=4)


@given(st.one_of(st.sampled_from(COMMANDS), st.text()), ANYTHING)
@example("new", ["page", "-"])
@example("preview", ["--", "-1"])
@settings(max_examples=300, derandomize=True, deadline=None)
def test_no_arguments_end_in_a_traceback(first, others):
    found, said, told = asked([first, *others])
    if isinstance(found, tuple):
        name, values = found
        main = importlib.import_module(f"sitegen.commands.{name}").main
        inspect.signature(main).bind("root", datetime.date.today(), **values)
        assert (said, told) == ("", "")
    elif found == 0:
        assert said.startswith("usage: python3 build.py") and told == ""
    else:
        assert (found, said) == (2, "")
        assert told.endswith(" --help says more)\n") and len(told.splitlines()) == 1


def test_the_help_of_new_names_every_kind():
    assert sorted(arguments.KINDS.replace(" or page", ", page").split(", ")[:-1]) == sorted(KINDS.keys() - {"home"})
