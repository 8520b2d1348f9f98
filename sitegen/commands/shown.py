"""What the preview shows: the last good site, pages of the next one as soon as they are made, and what is wrong."""

import asyncio
import contextlib
import datetime
import mimetypes
import traceback
from collections.abc import Callable
from typing import Any

from sitegen import cache
from sitegen.build import First
from sitegen.cache import content_of
from sitegen.commands.marks import marked, waits
from sitegen.editor.faults import LeftOut
from sitegen.editor.handlers import edit_link
from sitegen.files import TYPES
from sitegen.output.publish import Files, publish
from sitegen.problems import Problem, Problems
from sitegen.today import today
from sitegen.urls import file_of

FAULT = (
    "a fault of the program ({}), not of your text. What you have saved is kept, and the next save is tried again; "
    "show whoever looks after the program what the terminal says"
)


class Preview:
    """The last good site, what is wrong with the present one, and how often it was built."""

    def __init__(self, root: str, build: Callable[..., Any], base: str) -> None:
        self.root, self.build, self.base = root, build, base
        self.folder, self.spare = f"{root}/.cache/preview", f"{root}/.cache/preview-spare"
        self.paths: frozenset[str] = frozenset()
        self.notes: dict[str, str] = {}
        self.early: Files = {}  # of the build that is under way: pages that are looked at, and what they need
        self.problems: list[Problem] = []
        self.builds, self.is_stuck, self.has_failed = 0, False, False
        self.turn = asyncio.Lock()  # saves are seen, and the editor builds, too: one at a time
        self.rebuild()

    def rebuild(self, first: First | None = None) -> bool:
        """Whether that changed anything a browser shows."""
        changed, self.is_stuck = 0, False
        first = None if self.has_failed else first  # it may fail again, and would take back what it has shown
        self.has_failed = True
        try:
            with cache.locked(f"{self.root}/.cache"):
                day = today(self.root)
                built = self.build(self.root, day, drafts=True, base=self.base, first=first)
                changed = publish(built.files, self.folder, self.spare)
            self.paths = frozenset(built.files)
            pages = built.site.pages.values()
            self.notes = {file_of(one.card.url): waits(one.document.page, day) for one in pages}
            problems = Problems(built.ahead).below("content").problems
            problems += [LeftOut(*one) for one in Problems(built.site.withheld).below("content").problems]
            self.has_failed = False
        except Problems as found:
            problems = found.problems
        except OSError as error:
            self.is_stuck = True
            problems = [Problem(error.filename or "a file", 0, error.strerror or str(error))]
        except Exception as error:  # whatever it is, the preview goes on
            traceback.print_exc()
            problems = [Problem("build.py", 0, FAULT.format(type(error).__name__))]
        was_early, self.early = self.early, {}
        if not changed and not was_early and problems == self.problems and self.builds:
            return False
        self.builds += 1 + (problems != self.problems)  # then pages that came early look otherwise, too
        self.problems = problems
        stops, left_out = parted(problems)
        print(stops or f"built at {datetime.datetime.now():%H:%M:%S}", left_out, sep="\n" * bool(left_out), flush=True)
        return True

    def show_early(self, files: Files) -> bool:
        """Shows pages of a build that is under way; whether they look otherwise than before."""
        if all(content_of(file) == self.file(name) for name, file in files.items() if name.endswith(".html")):
            return False
        self.early = files
        return True

    def number(self, name: str) -> int:
        """Of which build a file is that is shown now."""
        return self.builds + (name in self.early)

    def file(self, name: str) -> bytes:
        """What is shown now, or nothing."""
        with contextlib.suppress(OSError):
            if name in self.early:
                return content_of(self.early[name])
            with open(f"{self.folder}/{name}", "rb") as file:
                return file.read()
        return b""

    def page(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and bytes for a path below the base: the file as a host would serve it, problems above it."""
        name = name_of(path)
        status = 200 if name in self.paths or name in self.early else 404
        name, build = (name if status == 200 else "404.html"), self.number(name)
        data = self.file(name) or b"<!doctype html><title>Preview</title><body></body>"
        extension = name.rpartition(".")[2]
        kind = TYPES.get(extension) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        if extension == "html":
            data += f'<script src="/livereload.js?build={build}"></script>'.encode()
            data += edit_link(self.root, path)
            stops, left_out = parted(self.problems)
            data = marked(data, stops, self.notes.get(name, ""), left_out)
        return status, kind, data


def parted(problems: list[Problem]) -> tuple[str, str]:
    """What stops the site, and what it is published without."""
    left_out = [one for one in problems if isinstance(one, LeftOut)]
    stops = [one for one in problems if not isinstance(one, LeftOut)]
    return str(Problems(stops)), str(Problems(left_out))


def name_of(path: str) -> str:
    """The file for a path below the base: contact/ → contact/index.html"""
    return f"{path}index.html" if not path or path.endswith("/") else path
