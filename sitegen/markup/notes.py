"""What is found out about a page while its Markdown is read: problems, links, pictures, citations, headings."""

import functools
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from sitegen.model.kinds import Heading, beside, permalink
from sitegen.problems import MOST, Problem, Problems, line_of

PLACE = "\ue001"  # private use: cannot come from a writer (front_matter refuses it)
ROOT = f"{PLACE}root{PLACE}"  # the way to the site's root, in a page that is shown at any depth
HELD = re.compile("\x02[^\x03]*\x03")  # what Markdown has set aside
NEAR = re.compile("[\n\x02\x03]")
PICTURES = (".svg", ".jpg", ".jpeg", ".png", ".webp", ".avif")
IN_CONTENT = re.compile(r"[a-z0-9/-]+\.[a-z0-9]+")
OUTSIDE = re.compile(r"https://[^\s/.]+\.\S+|tel:\+[0-9]+")


class Part(NamedTuple):
    """A piece of Markdown and the line of the file on which it begins."""

    text: str
    line: int


def root_of(path: str, anywhere: str) -> str:
    """The way from a page to the site's root: conditions/bells-palsy.md → ../../"""
    return anywhere if path == "404.md" else "../" * permalink(path).count("/") or "./"


def picture_mark(path: str) -> str:
    """Stands in HTML for a picture's address until the picture has been made."""
    return f"{PLACE}picture:{path}{PLACE}"


class Page:
    """What is being found out about one page while its Markdown is read."""

    def __init__(self, path: str, tables: Mapping[str, Any], explains: bool = True) -> None:
        self.path, self.tables, self.explains = path, tables, explains
        self.part = Part("", 1)
        self.problems: list[Problem] = []
        self.refused: dict[str, int] = {}
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.citations: dict[str, int] = {}
        self.headings: list[Heading] = []
        self.explained: list[str] = []
        self.root = root_of(path, ROOT)

    def report(self, found: str, message: str) -> None:
        """A problem at the place of `found`; the second time the same text is refused, at its second place."""
        found, message = NEAR.split(found)[0], HELD.sub("…", message)
        times = self.refused[found] = self.refused.get(found, -1) + 1
        line = line_of(self.part.text, found, self.part.line, times)
        self.add(line, message)

    def add(self, line: int, message: str) -> None:
        """One more problem; ends the reading when there are more than anyone would read, as each takes time."""
        self.problems.append(Problem(self.path, line, message))
        if len(self.problems) >= MOST:
            raise Problems(self.problems)

    def report_heading(self, level: int, title: str, message: str) -> None:
        """A problem at the first heading of a level that has not been reached yet."""
        rows = heading_rows(self.part.text, level)
        reached = [heading.level for heading in self.headings].count(level)
        row = rows[reached] if reached < len(rows) else line_of(self.part.text, title, 0)
        self.add(self.part.line + row, message)

    def link(self, target: str) -> str:
        """A relative address for what the writer wrote: `../contact.md` → `../../contact/`."""
        if OUTSIDE.fullmatch(target):
            return target
        path, _, anchor = target.partition("#")
        anchor = f"#{anchor}" if anchor else ""
        if anchor and not path:
            return anchor
        if ":" in path or path.startswith("/") or not path.endswith(".md"):
            wanted = "must be the path of a .md file, or begin with https:// or tel:+"
            self.report(self.written(target), f"the link '{target}' {wanted}")
            return "#"
        path = beside(self.path, path)
        self.links.append(path)
        return self.root + permalink(path) + anchor

    def written(self, target: str) -> str:
        """An address as it stands in the text, where the same letters may come earlier."""
        marks = ("](", "](<", "<", ": ", '="')
        return next((mark + target for mark in marks if mark + target in self.part.text), target)

    def picture(self, target: str, alt: str) -> str:
        if not alt.strip():
            self.report(
                self.written(target),
                f"the picture '{target}' needs words for those who cannot see it: ![what it shows](…)",
            )
        return self.file(target, "picture", PICTURES)

    def film(self, values: Mapping[str, str]) -> dict[str, str]:
        """The marks of a film's three files."""
        return {
            "src": self.file(values["src"], "film", (".mp4",)),
            "poster": self.file(values["poster"], "picture", PICTURES),
            "captions": self.file(values["captions"], "file of captions", (".vtt",)),
        }

    def file(self, target: str, what: str, endings: tuple[str, ...]) -> str:
        """The mark of a file below content/ that the page shows: a picture, a film, its captions."""
        path = beside(self.path, target)
        if not IN_CONTENT.fullmatch(path) or not path.endswith(endings):
            wanted = f"must be a file below content/ whose name ends in {' '.join(endings)}"
            self.report(self.written(target), f"the {what} '{target}' {wanted}")
        self.pictures.append(path)
        return picture_mark(path)


@functools.lru_cache(maxsize=6)
def heading_rows(text: str, level: int) -> list[int]:
    """The rows of a text, from 0, that begin a heading of this level."""
    heading = re.compile(rf"[ >*+-]*#{{{level}}}(?!#)")
    return [number for number, row in enumerate(text.split("\n")) if heading.match(row)]
