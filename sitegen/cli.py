"""What was asked of build.py: read, done, and answered with an exit status."""

import os
import sys

UNTOUCHED = "nothing was published, the site is as it was."
DONE = "all is done, but what there is to say of it could not be written"

Command = tuple[str, dict[str, object]]  # the name of its module in commands/, and what `main` there takes


def parse(arguments: list[str]) -> Command:
    """["preview", "9000"] → ("preview", {"port": 9000}); help and wrong arguments end the process, with 0 and 2."""
    if not arguments:
        return "build", {}
    from sitegen.commands import arguments as known  # lazy: imports argparse

    return known.read(arguments)


def locks(name: str) -> list[str]:
    """The lists of libraries that a command needs."""
    return ["requirements.txt", *(["tests/requirements.txt"] if name in ("test", "form") else [])]


def run(root: str, command: Command) -> int:
    """Does what is asked and prints what there is to say of it; returns 0 for done, 1 for problems, 2 for a wrong
    argument, 130 for Ctrl-C."""
    import importlib  # lazy, like the next three: the process that only enters the environment needs none of them

    from sitegen.commands import WrongArgument
    from sitegen.environment import LOST
    from sitegen.problems import Problems, annotation
    from sitegen.today import today

    name, values = command
    try:
        said = importlib.import_module(f"sitegen.commands.{name}").main(root, today(root), **values)
    except Problems as found:
        count = len(found.problems)
        print(f"{found}\n{count} problem{'s' if count > 1 else ''}; {UNTOUCHED}", file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(*map(annotation, found.problems), sep="\n")
    except WrongArgument as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except ModuleNotFoundError as lost:
        print(LOST.format(lost.name, sys.prefix), file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'writing'}: {error.strerror or error}; {UNTOUCHED}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    else:
        return say(said)
    return 1


def say(said: str) -> int:
    """The exit status of a command that is done, whether or not what it has to say can be written."""
    try:
        print(said, flush=True)
        return 0
    except OSError as error:  # a log on a full disk, a reader who has gone
        print(f"{DONE}: {error.strerror}", file=sys.stderr)
        return 1
