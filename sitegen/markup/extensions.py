"""What we add to Python-Markdown: ids, numbers of citations, names of columns, and links that are looked at."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from typing import Any

import markdown
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from sitegen.markup import leftovers
from sitegen.markup.facts import lead, make_plain, name_of, plain
from sitegen.markup.marks import SIGN
from sitegen.markup.notes import Notes
from sitegen.markup.targets import DOCUMENT
from sitegen.urls import slug

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UNESCAPE = UnescapeTreeprocessor()
OURS = re.compile(r"#(?:source-\d+$|fn(?:ref\d*)?:)")  # where citations and footnotes lead
SIGNS = re.compile(r"[`\\\[<&*_{\x0b]|  \n|~~|https?://|www\.")  # something of each that has a meaning inside a line


class Parser(markdown.Markdown):
    """Python-Markdown with the notes on the page that it converts at the moment."""

    notes: Notes


def notes_of(processor: Any) -> Notes:
    """The notes that a processor of Python-Markdown's writes in."""
    parser: Parser = processor.md
    return parser.notes


class Table(TableProcessor):
    """A table whose every row has as many cells as its first; Markdown would leave out what is too much.

    Colons in its line of hyphens, which Google Docs always writes, align nothing.
    """

    def _build_row(self, row: str, parent: etree.Element, align: Sequence[str | None]) -> None:
        cells = len(self._split_row(row))  # type: ignore[attr-defined]  # types-markdown leaves these methods out
        if cells != len(align):
            message = f"cells in this row: {cells}, in the first: {len(align)}; they must be as many"
            self.parser.md.notes.report(row, message)  # type: ignore[attr-defined]
        super()._build_row(row, parent, [None] * len(align))  # type: ignore[misc]


class Inline(InlineProcessor):
    """Markdown's own, kept away from texts without any sign for it: it would look for twenty kinds of them in each."""

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        plain = [(element, element.text) for element in tree.iter() if element.text and not SIGNS.search(element.text)]
        for element, _ in plain:
            element.text = None
        super().run(tree, ancestors)
        for element, text in plain:
            element.text = text
        return tree


class Unescape(UnescapeTreeprocessor):
    """Markdown's own, which looks at every text and attribute; only a backslash gives it anything to do."""

    def run(self, root: etree.Element) -> None:
        if "\\" in notes_of(self).part.text:
            super().run(root)


class Finish(Treeprocessor):
    """Headings get ids, citations numbers, links and pictures their addresses, in the order of the text."""

    def run(self, root: etree.Element) -> None:
        notes, ids = notes_of(self), {element.get("id"): 1 for element in root.iter()}
        if "{" in notes.part.text:
            make_plain(root)
        leftovers.report(notes, root)
        for element in root.iter():
            if element.tag == "sup" and element.get("class") == "citation":
                number_citations(notes, element)
            elif element.tag == "table":
                head_rows(element)
            elif element.tag == "a" and not OURS.match(element.get("href") or ""):
                address_link(notes, element)
            elif element.tag == "img":
                element.set("src", notes.picture(element.get("src") or "", element.get("alt") or ""))
            elif element.tag in HEADINGS:
                name_heading(notes, element, ids)


def number_citations(notes: Notes, element: etree.Element) -> None:
    """One link to the first of its sources; each source leads back to where it is first cited."""
    [link] = element
    known = len(notes.numbers)
    numbers = sorted({notes.number(key) for key in str(link.text).split(" ")})
    text = ", ".join(f"{first}–{last}" if first < last else str(first) for first, last in spans(numbers))
    link.text = AtomicString(text)
    link.set("href", f"#source-{numbers[0]}")
    link.set("aria-label", f"Source{'s' * (len(numbers) > 1)} {text.replace('–', ' to ')}")
    first, *others = [number for number in numbers if number > known] or [0]
    if first:
        element.set("id", f"cited-{first}")
    for number in others:
        etree.SubElement(element, "span", {"id": f"cited-{number}"})


def head_rows(table: etree.Element) -> None:
    """The first cell of each row heads it, and each other cell carries its column's name for small screens."""
    names = [plain(" ".join("".join(words(cell)).split())) for cell in table.iter("th")]
    for row in table.iterfind("tbody/tr"):
        for name, cell in zip(names, row, strict=False):
            cell.set("data-label", name)
        row[0].tag = "th"
        row[0].attrib.pop("data-label")
        row[0].set("scope", "row")
    for cell in table.iterfind("thead/tr/th"):
        cell.set("scope", "col")


def address_link(notes: Notes, element: etree.Element) -> None:
    target = element.get("href") or ""
    if not "".join(element.itertext()).strip() and element.find(".//img") is None:
        notes.report(f"]({target}", f"the link to '{target}' has no words")
    if element.find(".//a") is not None:
        notes.report(f"]({target}", f"the link to '{target}' has a citation or footnote in it; put it behind")
    element.set("href", lead(notes, target))
    if DOCUMENT.fullmatch(target):
        add_words(element, f" ({element.get('href')})".replace(f"{SIGN}document:", f"{SIGN}document-words:"))


def add_words(element: etree.Element, words: str) -> None:
    """Puts words at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = type(element.text or "")((element.text or "") + words)


def name_heading(notes: Notes, element: etree.Element, ids: dict[str | None, int]) -> None:
    title = " ".join(UNESCAPE.unescape("".join(words(element))).split())
    level, deepest = int(element.tag[1]), notes.headings[-1].level + 1 if notes.headings else 2
    line = notes.heading_line(level, title)
    if level == 1:
        message = f"'# {title}': the page's title is its only first-level heading; begin with ##"
        notes.report(title, message, line)
    elif level > deepest:
        message = f"the heading '{title}' skips a level; write {'#' * deepest} before it"
        notes.report(title, message, line)
    if not title:
        notes.report(title, "a heading without words", line)
    if not element.get("id"):
        element.set("id", unused(slug(name_of(title)) or "section", ids))
    notes.heading(element.get("id") or "", title, level, line)


def spans(numbers: list[int]) -> list[tuple[int, int]]:
    """[3, 5, 6, 7] → (3, 3), (5, 7); two in a row stand each alone: [5, 6] → (5, 5), (6, 6)"""
    found: list[tuple[int, int]] = []
    for number in numbers:
        first, last = found[-1] if found else (-1, -1)
        if number == last + 1 and (first < last or number + 1 in numbers):
            found[-1] = (first, number)
        else:
            found.append((number, number))
    return found


def words(element: etree.Element) -> Iterator[str]:
    """An element's text without its citations and the numbers of its footnotes."""
    yield element.text or ""
    for child in element:
        if child.tag != "sup":
            yield from words(child)
        yield child.tail or ""


def unused(name: str, ids: dict[str | None, int]) -> str:
    """The name, or with the next number that is free; `ids` counts the uses of each."""
    unique = name
    while unique in ids:
        ids[name] += 1
        unique = f"{name}-{ids[name]}"
    ids[unique] = 1
    return unique
