"""What we add to Python-Markdown: citations, refused HTML, ids, and what is left over."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from html import unescape
from html.entities import html5
from typing import Any

import markdown
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from sitegen.files import FORBIDDEN
from sitegen.markup.facts import LINKS, address_of, make_plain, name_of, plain
from sitegen.markup.marks import SIGN
from sitegen.markup.notes import NEAR, Notes
from sitegen.urls import slug

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UNESCAPE = UnescapeTreeprocessor()
LEFT_OVER = {  # marks that Markdown found no sense in and would show to readers → what is wrong
    r"\*\*": "bold (**) that is never closed, or begins or ends with a space",
    r"\[\^[^\]\[\s]*\]": "a footnote without its text; write [^1]: and the text on a line of their own",
    r"\]\(|\]\[": "a link that is never closed, or has another in it, or whose address is missing",
    r"\[@": "a citation that is never closed; write [@KEY]",
    r"\{:": "{: } must stand at the end of a heading, or on the line below a paragraph",
    r"<[!?/]": "HTML cannot be used here; use Markdown or a ::: component",
    r"\| ?:?--|--:? ?\|": "a table needs an empty line above it, and as many names as there are cells below them",
    r"\n {0,3}(?:[*+-]|1\.) ": "a list needs an empty line above it",
}
LEFT_OVERS = re.compile("|".join(f"({pattern})" for pattern in LEFT_OVER))


class Parser(markdown.Markdown):
    """Python-Markdown with the notes on the page that it converts at the moment."""

    notes: Notes


def notes_of(processor: Any) -> Notes:
    """The notes that a processor of Python-Markdown's writes in."""
    parser: Parser = processor.md
    return parser.notes


class Table(TableProcessor):
    """A table whose every row has as many cells as its first; Markdown would leave out what is too much."""

    def _build_row(self, row: str, parent: etree.Element, align: Sequence[str | None]) -> None:
        cells = len(self._split_row(row))  # type: ignore[attr-defined]  # types-markdown leaves these methods out
        if cells != len(align):
            message = f"cells in this row: {cells}, in the first: {len(align)}; they must be as many"
            self.parser.md.notes.report(row, message)  # type: ignore[attr-defined]
        if any(align) and parent.tag == "thead":
            message = "a colon in the line of hyphens below this one; take it out, columns cannot be aligned"
            self.parser.md.notes.report(row, message)  # type: ignore[attr-defined]
        super()._build_row(row, parent, [None] * len(align))  # type: ignore[misc]


class Citation(InlineProcessor):
    """`[@AAO2013; @CKS-GG]` → a link, close to the word before, to the numbered sources at the end of the page."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        group, keys = etree.Element("sup", {"class": "citation"}), []
        for key in (key.strip().removeprefix("@") for key in m[1].split(";")):
            if not re.fullmatch(r"[A-Z0-9-]+", key):
                written = m[0].strip()
                notes_of(self).report(written, f"'{written}' is not a citation; write [@KEY] or [@ONE; @TWO]")
            notes_of(self).cite(key)
            keys.append(key)
        etree.SubElement(group, "a").text = AtomicString(" ".join(keys))
        return group, m.start(0), m.end(0)


class RawHtml(InlineProcessor):
    """HTML in Markdown is refused, and shown as the text it is."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        tag = NEAR.split(m[0])[0][:40]
        notes_of(self).report(tag, f"HTML ({tag}) cannot be used here; use Markdown or a ::: component")
        return "", m.start(0), m.end(0)


class Entity(InlineProcessor):
    """`&nbsp;` → the character it stands for, so that a heading's words are plain text."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        text = unescape(m[0]) if len(m[0]) < 50 else ""  # Python reads no number of thousands of digits
        if m[0][1] != "#" and m[0][1:] not in html5:
            notes_of(self).report(m[0], f"there is no character '{m[0]}'; for the sign & itself write &amp;")
        if not text or FORBIDDEN.search(text):
            notes_of(self).report(m[0], f"'{m[0]}' stands for an invisible control character; delete it")
            text = ""
        return text, m.start(0), m.end(0)


class Finish(Treeprocessor):
    """Headings get ids, citations numbers, links and pictures their addresses, in the order of the text."""

    def run(self, root: etree.Element) -> None:
        notes, ids = notes_of(self), {element.get("id"): 1 for element in root.iter()}
        if "{" in notes.part.text:
            make_plain(root)
        is_whole = not LEFT_OVERS.search("".join(root.itertext()))
        for element in root.iter():
            if not is_whole:
                left_over(notes, element)
            if element.tag == "sup" and element.get("class") == "citation":
                number_citations(notes, element)
            elif element.tag == "table":
                head_rows(element)
            elif element.tag == "a" and not (element.get("href") or "").startswith(("#source-", "#fn")):
                address_link(notes, element)
            elif element.tag == "img":
                element.set("src", notes.picture(element.get("src") or "", element.get("alt") or ""))
            elif element.tag in HEADINGS:
                name_heading(notes, element, ids)


def left_over(notes: Notes, element: etree.Element) -> None:
    for text in (element.text, element.tail):
        marks = LEFT_OVERS.finditer(text) if text and not isinstance(text, AtomicString) else ()
        for left in {found[0]: found for found in marks}.values():
            fault = list(LEFT_OVER.values())[(left.lastindex or 1) - 1]
            before, after = left.string[: left.end()][-20:], left.string[left.end() :][:20]
            around = (NEAR.split(before)[-1] + NEAR.split(after)[0]).strip()
            notes.report(around if around in notes.part.text else left[0], f"'{around}': {fault}")


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
    if SIGN in target and not address_of(target):
        notes.report("](", LINKS)
    else:
        element.set("href", address_of(target) or notes.link(target))


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
    """An element's text without its citations."""
    yield element.text or ""
    for child in element:
        if child.get("class") != "citation":
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
