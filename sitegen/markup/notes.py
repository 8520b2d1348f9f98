"""What is noted about a page while its Markdown is converted: problems, links, pictures, citations, headings."""

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from sitegen.markup.marks import ROOT, as_written, mark
from sitegen.markup.places import BARE, HELD, TARGET, Part, Places, heading_rows
from sitegen.markup.targets import DOCUMENT, WANTED, outside
from sitegen.model import drawings
from sitegen.model.page import Dated, Heading, Reference, TextFacts
from sitegen.problems import MOST, Problem, Problems
from sitegen.urls import permalink, relative, resolve, root_of

ESCAPED = re.compile("\x02([0-9]{1,7})\x03")
NEAR = re.compile("[\n\x02\x03]")
PICTURES = (".svg", ".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif")
NAMELESS = re.compile(  # words that say nothing of a picture: none, a file's name, IMG_4021, picture 2
    r"(?:img|dsc\w?|image|picture|photo|untitled|screenshot)?[\s\d_().#-]*|\S+\.(?:jpe?g|png|webp|avif|hei[cf]|svg)",
    re.IGNORECASE,
)


class Notes:
    """What has been noted about one page, part by part."""

    def __init__(self, path: str, tables: Mapping[str, Any], explains: bool = True) -> None:
        self.path, self.tables, self.explains = path, tables, explains
        self.root = root_of(permalink(path), ROOT)
        self.problems: list[Problem] = []
        self.unsure: list[Problem] = []  # of which more can be said once all pages are known
        self.links: list[Reference] = []
        self.pictures: list[Reference] = []
        self.addresses: list[Reference] = []
        self.telephones: list[Reference] = []
        self.named: list[Reference] = []
        self.dated: list[Dated] = []
        self.citations: dict[str, Reference] = {}
        self.numbers: dict[str, int] = {}
        self.headings: list[Heading] = []
        self.words: list[Reference] = []
        self.explained: list[str] = []
        self.begin(Part("", 1))

    def begin(self, part: Part) -> None:
        """What is noted from now on stands in this part."""
        self.part, self.places = part, Places(part)

    def facts(self) -> TextFacts:
        citations = tuple(self.citations[key] for key in self.numbers)
        several = (self.links, self.pictures, self.addresses, self.telephones, self.named)
        links, pictures, addresses, numbers, named = (tuple(dict.fromkeys(found)) for found in several)
        return TextFacts(links, citations, pictures, addresses, numbers, named, tuple(self.dated))

    def report(self, written: str, message: str, line: int | None = None) -> None:
        """A problem at `line`, or where the text was written; the second time the same is refused, at its second place.

        Ends the conversion when there are more than anyone would read, as each takes time.
        """
        written, message = NEAR.split(as_written(written))[0], as_written(message)
        place = line or self.places.line(written)
        self.problems.append(Problem(self.path, place, HELD.sub("…", message)))
        if len(self.problems) >= MOST:
            raise Problems(self.problems)

    def cite(self, key: str) -> None:
        if key not in self.citations:
            found = re.search(rf"\[@[^\]\[]*(?<![A-Z0-9-]){re.escape(key)}(?![A-Z0-9-])", self.places.text)
            line = self.places.line_at(found.start()) if found else self.part.line
            self.citations[key] = Reference(key, line)

    def number(self, key: str) -> int:
        """The number of a source on this page, by the order of first use."""
        return self.numbers.setdefault(key, len(self.numbers) + 1)

    def heading(self, id: str, title: str, level: int, line: int) -> None:
        self.headings.append(Heading(id, title, level, line))
        self.words += [Reference(f"#{id}", line), Reference(title, line)]

    def heading_line(self, level: int, title: str) -> int:
        """The line of the first heading of a level that has not been noted yet."""
        rows = heading_rows(self.part.text, level)
        noted = [heading.level for heading in self.headings].count(level)
        return self.part.line + rows[noted] if noted < len(rows) else self.places.line(title)

    def link(self, target: str, line: int | None = None) -> str:
        """A relative address for what the writer wrote: `../contact.md` → `../../contact/`."""
        line, target = line or self.line_of(target), unescaped(target)
        address, fault = outside(target)
        if fault:
            self.report(target, f"the link '{target}' {fault}" if target else f"the link {fault}", line)
            return "#"
        if address:
            if address.startswith("https:"):
                self.links.append(Reference(address, line))
            return address
        if DOCUMENT.fullmatch(target):
            return self.document(target, line)
        path, _, anchor = target.partition("#")
        anchor = f"#{anchor}" if anchor else ""
        if anchor and not path:
            self.links.append(Reference(anchor, line))
            self.words.append(Reference(anchor, line))
            return anchor
        if ":" in path or path.startswith("/") or not path.endswith(".md"):
            self.links.append(Reference(target, line))  # an address of ours, for which its file's path is told
            self.unsure.append(Problem(self.path, line, f"the link '{target}' {WANTED}"))
            return "#"
        path = resolve(self.path, path)
        self.links.append(Reference(path + anchor, line))
        return self.root + permalink(path) + anchor

    def line_of(self, target: str) -> int:
        """The line of the next link to a target, which may stand alone in the text if it is a whole address."""
        if re.match(r"https?://\w", target):
            return self.places.line(re.sub("^https?://", "", target), BARE)
        return self.places.line(target, TARGET if target else r"\]\(\s*\)")

    def document(self, target: str, line: int) -> str:
        """The mark of a document (PDF) below content/."""
        path = resolve(self.path, target.replace("%20", " "))
        if path.startswith(("../", "/")):
            self.report(target, f"the link '{target}' must be a document below content/", line)
        self.pictures.append(Reference(path, line))
        return mark("document", path)

    def picture(self, target: str, alt: str, line: int | None = None) -> str:
        target = as_written(target)
        line = line or self.places.line(target, TARGET)
        if NAMELESS.fullmatch(alt.strip()):
            wanted = f"the picture '{target}' needs words for those who cannot see it: ![what it shows](…)"
            self.report(target, wanted, line)
        if resolve(self.path, target).startswith(drawings.FOLDER):
            self.report(target, f"'{target}' is a drawing; show it with ::: drawing file=\"{target}\"", line)
        return self.file(unescaped(target), "picture", PICTURES, line)

    def drawing(self, target: str, line: int) -> dict[str, str]:
        """The marks of a drawing, which the page holds in itself, and of the words that belong beside it."""
        path = resolve(self.path, target)
        if not re.fullmatch(rf"{drawings.FOLDER}[a-z0-9/-]+\.svg", path):
            wanted = "must be a file in content/drawings/ whose name ends in .svg"
            if re.fullmatch(r"[a-z0-9-]+\.svg", name := posixpath.basename(target)):
                wanted += f"; write {relative(drawings.FOLDER + name, posixpath.dirname(self.path))}"
            self.report(target, f"the drawing '{target}' {wanted}", line)
        self.pictures.append(Reference(path, line))
        return {"file": mark("drawing", path), "legend": mark("legend", path)}

    def film(self, values: Mapping[str, str], line: int) -> dict[str, str]:
        """The marks of a film's three files."""
        return {
            "src": self.file(values["src"], "film", (".mp4",), line),
            "poster": self.file(values["poster"], "picture", PICTURES, line),
            "captions": self.file(values["captions"], "file of captions", (".vtt",), line),
        }

    def file(self, target: str, what: str, endings: tuple[str, ...], line: int) -> str:
        """The mark of a file below content/ that the page shows: a picture, a film, its captions."""
        path = resolve(self.path, target.replace("%20", " "))
        if fault := strange_file(path, target, endings):
            self.report(target, f"the {what} {fault}", line)
        self.pictures.append(Reference(path, line))
        return mark("picture", path)


def strange_file(path: str, target: str, endings: tuple[str, ...]) -> str:
    """Why a page cannot show a file of this name."""
    if target.startswith("data:"):
        return "is inside the text; save it as a file beside the page and write its name"
    if target.startswith(("http:", "https:", "//")):
        return f"'{target}' lies on another site; save it beside the page and write its name"
    if path.startswith("../") or ":" in path or not path.lower().endswith(endings):
        return f"'{target}' must be a file below content/ whose name ends in {' '.join(endings)}"
    return ""


def unescaped(text: str) -> str:
    """A text with the signs that Markdown has set aside because of a backslash before them."""
    return ESCAPED.sub(lambda found: chr(int(found[1])), text)
