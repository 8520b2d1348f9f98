"""The site's commands, and the steps by which a build makes it."""

import gc
import sys

gc.disable()  # a build ends long before its garbage would matter
if sys.version_info < (3, 11):  # noqa: UP036  # a sentence is kinder than a syntax error
    sys.exit("This needs Python 3.11 or newer; python.org has it for every system.")

import os

from sitegen import environment

ROOT = os.path.dirname(os.path.abspath(__file__))
if __name__ == "__main__":
    tell = sys.excepthook  # Ctrl-C is no fault, not even while this starts
    sys.excepthook = lambda kind, *found: None if kind is KeyboardInterrupt else tell(kind, *found)
    tools = ["tests/requirements.txt"] if sys.argv[1:2] in (["test"], ["form"]) else []
    environment.enter(ROOT, ["requirements.txt", *tools])

from sitegen.build import build, build_and_publish  # noqa: F401
from sitegen.cli import HELP, main, run, say  # noqa: F401

if __name__ == "__main__":
    status = run(sys.argv[1:])
    os._exit(status)  # taking every object apart first would cost a tenth of a build
