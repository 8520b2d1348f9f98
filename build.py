"""The one program to run: it sets up what it needs, then does as it is asked; `python3 build.py --help` says what."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # a sentence is kinder than a syntax error
    sys.exit("This needs Python 3.11 or newer; python.org has it for every system.")

import gc
import os

ROOT = os.path.dirname(os.path.abspath(__file__))
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)  # Python leaves it out where PYTHONSAFEPATH is set

from sitegen import cli, environment

if __name__ == "__main__":
    show = sys.excepthook  # Ctrl-C ends a command quietly even while it starts
    sys.excepthook = lambda kind, *error: None if kind is KeyboardInterrupt else show(kind, *error)
    name, _ = cli.parse(sys.argv[1:])  # help and wrong arguments end here, before anything is installed
    environment.enter(ROOT, cli.locks(name))
    if name in ("build", "check"):
        gc.disable()  # they end long before their garbage would matter

try:
    from sitegen.build import build, build_and_publish  # noqa: F401  # for those who import this module
except ModuleNotFoundError as lost:
    if __name__ != "__main__":
        raise
    sys.exit(environment.LOST.format(lost.name, sys.prefix))


def run(arguments: list[str]) -> int:
    return cli.run(ROOT, cli.parse(arguments))


if __name__ == "__main__":
    os._exit(run(sys.argv[1:]))  # taking every object apart first would cost a tenth of a build
