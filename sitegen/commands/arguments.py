"""What can be asked: every command, its arguments and its help."""

import argparse
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from sitegen.problems import did_you_mean, printable

PROGRAM = "python3 build.py"
WHAT = "The website of the practice. Without a command it is built into public/."
KINDS = (
    "section, condition, treatment, stage, guide, referral, person, case, article, notice, story or page, "
    "or a folder of one of these"
)
PLACES = (
    "the port to begin with (8000 by itself), and a path below which it is shown, as some hosts would (/ by itself)"
)
HIGHEST_PORT, MOST_PAGES = 65_535, 100_000
BASE = re.compile(r"/(?:(?!\.+/)[\w.~!$&'()*+,;=:@-]+/)*", re.ASCII)  # what RFC 3986 allows in a path as it is


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Ends with 2 and one sentence, without argparse's way of naming the argument."""
        sentence = re.sub(r"^argument [^:]*: ", "", message)
        self.exit(2, f"{sentence} ({self.prog} --help says more)\n")


def parsers() -> tuple[Parser, Mapping[str, Parser]]:
    """The whole command line, and its part for each command."""
    top = Parser(prog=PROGRAM, description=WHAT, allow_abbrev=False)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, usage: str, help: str) -> Parser:
        usage = f"{PROGRAM} {name} {usage}".strip()
        return commands.add_parser(name, usage=usage, help=help, description=f"{help}.", allow_abbrev=False)

    command("build", "", "builds the site into public/; if anything is wrong, public/ stays as it was")
    preview = command(
        "preview", "[PORT] [/BASE/]", "shows the site, drafts too, on this machine, and every save at once"
    )
    preview.add_argument("places", nargs="*", type=place, metavar="PORT, /BASE/", help=PLACES)
    command("check", "", "builds without publishing")
    command("report", "", "what staff should look at: drafts, reviews due, facts not given, hard pages")
    new = command("new", "KIND TITLE", "makes a draft with every field of its kind")
    new.add_argument("kind", metavar="KIND", help=KINDS)
    new.add_argument("title", metavar="TITLE", help="in quotes, if it has several words")
    command("portable", "", "builds into portable/, to open without a host, from a USB stick say")
    command("form", "", "makes the referral form (PDF) again, when its fields have changed")
    test = command("test", "[OPTIONS]", "runs the tests; without options all of them, and that they reach every line")
    test.add_argument("options", nargs="*", metavar="OPTIONS", help="those of pytest")
    bench = command("bench", "[--peers] [N ...]", "times builds of practice sites")
    bench.add_argument("--peers", action="store_true", help="beside other generators, which are fetched for it")
    bench.add_argument("sizes", nargs="*", type=size, metavar="N", help="pages of a site; 100 and 1000 by themselves")
    return top, commands.choices


def read(arguments: list[str]) -> tuple[str, dict[str, Any]]:
    """["bench", "9"] → ("bench", {"sizes": [9]}); help and wrong arguments end the process."""
    top, commands = parsers()
    name, *rest = arguments
    if name == "test" and rest not in (["-h"], ["--help"]):
        return name, {"options": rest}  # pytest reads them, and its own sort is not ours
    if name not in (*commands, "-h", "--help"):
        top.error(f"there is no command '{printable(name)}'{did_you_mean(name, commands)}")
    found, unknown = top.parse_known_args(arguments)
    if unknown:
        hint = "; put a title of several words in quotes" if name == "new" else ""
        commands[name].error(f"'{printable(unknown[0])}' is more than {name} takes{hint}")
    values = vars(found)
    if name == "bench" and values.pop("peers"):
        return "peers", values
    return name, placed(values["places"], commands[name]) if name == "preview" else values


def place(text: str) -> int | str:
    """9000 → 9000 (a port) · /a/b → /a/b/ (a base)"""
    shown = printable(text)
    if re.fullmatch(r"[+-]?\d+", text):
        if re.fullmatch("[1-9][0-9]{0,4}", text) and int(text) <= HIGHEST_PORT:
            return int(text)
        raise argparse.ArgumentTypeError(f"the port must be a number from 1 to {HIGHEST_PORT}, not '{shown}'")
    if not text.startswith("/"):
        raise argparse.ArgumentTypeError(f"'{shown}' is neither a port, like 9000, nor a base, like /some/path/")
    base = f"{text.rstrip('/')}/"
    if BASE.fullmatch(base):
        return base
    message = f"the base '{shown}' must be letters, digits and hyphens between slashes, like /some/path/"
    raise argparse.ArgumentTypeError(message)


def placed(places: list[int | str], preview: Parser) -> dict[str, Any]:
    """[9000, "/a/"] → {"port": 9000, "base": "/a/"}, in either order"""
    values = {"port" if isinstance(place, int) else "base": place for place in places}
    if len(values) < len(places):
        preview.error("preview takes one port and one base")
    return values


def size(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,5}", text) or int(text) > MOST_PAGES:
        message = f"'{printable(text)}' is no number of pages; write one from 1 to {MOST_PAGES}, like 1000"
        raise argparse.ArgumentTypeError(message)
    return int(text)
