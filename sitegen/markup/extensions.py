"""What we add to Python-Markdown: citations, refused HTML, ids, and what is left over."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from html import unescape
from html.entities import html5
from typing import Protocol

import markdown
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from sitegen.content.front_matter import FORBIDDEN
from sitegen.markup.notes import NEAR, Page
from sitegen.model.kinds import Heading
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


class Writer(Protocol):
    """Who uses the processors: the page that is being read, and the parser."""

    page: Page
    markdown: markdown.Markdown


class Table(TableProcessor):
    """A table whose every row has as many cells as its first; Markdown would leave out what is too much."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer.markdown.parser, {})
        self.writer = writer

    def _build_row(self, row: str, parent: etree.Element, align: Sequence[str | None]) -> None:
        cells = len(self._split_row(row))  # type: ignore[attr-defined]  # types-markdown leaves these methods out
        if cells != len(align):
            message = f"cells in this row: {cells}, in the first: {len(align)}; they must be as many"
            self.writer.page.report(row, message)
        if any(align) and parent.tag == "thead":
            message = "a colon in the line of hyphens below this one; take it out, columns cannot be aligned"
            self.writer.page.report(row, message)
        super()._build_row(row, parent, [None] * len(align))  # type: ignore[misc]


class Citation(InlineProcessor):
    """`[@AAO2013; @CKS-GG]` → a link, close to the word before, to the numbered sources at the end of the page."""

    def __init__(self, pattern: str, writer: Writer) -> None:
        super().__init__(pattern, writer.markdown)
        self.writer = writer

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        group, keys = etree.Element("sup", {"class": "citation"}), []
        for key in (key.strip().removeprefix("@") for key in m[1].split(";")):
            keys.append(key)
            if not re.fullmatch(r"[A-Z0-9-]+", key):
                written = m[0].strip()
                self.writer.page.report(written, f"'{written}' is not a citation; write [@KEY] or [@ONE; @TWO]")
        etree.SubElement(group, "a").text = AtomicString(" ".join(keys))
        return group, m.start(0), m.end(0)


class RawHtml(InlineProcessor):
    """HTML in Markdown is refused, and shown as the text it is."""

    def __init__(self, pattern: str, writer: Writer) -> None:
        super().__init__(pattern, writer.markdown)
        self.writer = writer

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        tag = NEAR.split(m[0])[0][:40]
        self.writer.page.report(tag, f"HTML ({tag}) cannot be used here; use Markdown or a ::: component")
        return "", m.start(0), m.end(0)


class Entity(InlineProcessor):
    """`&nbsp;` → the character it stands for, so that a heading's words are plain text."""

    def __init__(self, pattern: str, writer: Writer) -> None:
        super().__init__(pattern, writer.markdown)
        self.writer = writer

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        text = unescape(m[0]) if len(m[0]) < 50 else ""  # Python reads no number of thousands of digits
        if m[0][1] != "#" and m[0][1:] not in html5:
            self.writer.page.report(m[0], f"there is no character '{m[0]}'; for the sign & itself write &amp;")
        if not text or FORBIDDEN.search(text):
            self.writer.page.report(m[0], f"'{m[0]}' stands for an invisible control character; delete it")
            text = ""
        return text, m.start(0), m.end(0)


class Finish(Treeprocessor):
    """Headings get ids, citations numbers, links and pictures their addresses, in the order of the text."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer.markdown)
        self.writer = writer

    def run(self, root: etree.Element) -> None:
        page = self.writer.page
        ids = {element.get("id"): 1 for element in root.iter()}
        is_whole = not LEFT_OVERS.search("".join(root.itertext()))
        for element in root.iter():
            if not is_whole:
                self.left_over(page, element)
            if element.tag == "sup" and element.get("class") == "citation":
                self.citation(page, element)
            elif element.tag == "table":
                self.table(element)
            elif element.tag == "a" and not (element.get("href") or "").startswith(("#source-", "#fn")):
                self.link(page, element)
            elif element.tag == "img":
                element.set("src", page.picture(element.get("src") or "", element.get("alt") or ""))
            elif element.tag in HEADINGS:
                self.heading(page, element, ids)

    def citation(self, page: Page, element: etree.Element) -> None:
        """One link to the first of its sources; each source leads back to where it is first cited."""
        [link] = element
        known = len(page.citations)
        keys = str(link.text).split(" ")
        numbers = sorted({page.citations.setdefault(key, len(page.citations) + 1) for key in keys})
        text = ", ".join(f"{first}–{last}" if first < last else str(first) for first, last in spans(numbers))
        link.text = AtomicString(text)
        link.set("href", f"#source-{numbers[0]}")
        link.set("aria-label", f"Source{'s' * (len(numbers) > 1)} {text.replace('–', ' to ')}")
        first, *others = [number for number in numbers if number > known] or [0]
        if first:
            element.set("id", f"cited-{first}")
        for number in others:
            etree.SubElement(element, "span", {"id": f"cited-{number}"})

    def table(self, element: etree.Element) -> None:
        """The first cell of each row heads it, and each other cell carries its column's name for small screens."""
        names = [" ".join("".join(words(cell)).split()) for cell in element.iter("th")]
        for row in element.iterfind("tbody/tr"):
            for name, cell in zip(names, row, strict=False):
                cell.set("data-label", name)
            row[0].tag = "th"
            row[0].attrib.pop("data-label")
            row[0].set("scope", "row")
        for cell in element.iterfind("thead/tr/th"):
            cell.set("scope", "col")

    def left_over(self, page: Page, element: etree.Element) -> None:
        for text in (element.text, element.tail):
            marks = LEFT_OVERS.finditer(text) if text and not isinstance(text, AtomicString) else ()
            for mark in {found[0]: found for found in marks}.values():
                fault = list(LEFT_OVER.values())[(mark.lastindex or 1) - 1]
                before, after = mark.string[: mark.end()][-20:], mark.string[mark.end() :][:20]
                around = (NEAR.split(before)[-1] + NEAR.split(after)[0]).strip()
                page.report(around if around in page.part.text else mark[0], f"'{around}': {fault}")

    def link(self, page: Page, element: etree.Element) -> None:
        target = element.get("href") or ""
        if not "".join(element.itertext()).strip() and element.find(".//img") is None:
            page.report(f"]({target}", f"the link to '{target}' has no words")
        if element.find(".//a") is not None:
            page.report(f"]({target}", f"the link to '{target}' has a citation or footnote in it; put it behind")
        element.set("href", page.link(target))

    def heading(self, page: Page, element: etree.Element, ids: dict[str | None, int]) -> None:
        title = " ".join(UNESCAPE.unescape("".join(words(element))).split())
        level, deepest = int(element.tag[1]), page.headings[-1].level + 1 if page.headings else 2
        if level == 1:
            page.report_heading(
                1, title, f"'# {title}': the page's title is its only first-level heading; begin with ##"
            )
        elif level > deepest:
            page.report_heading(level, title, f"the heading '{title}' skips a level; write {'#' * deepest} before it")
        if not title:
            page.report_heading(level, title, "a heading without words")
        if not element.get("id"):
            element.set("id", unused(slug(title) or "section", ids))
        page.headings.append(Heading(element.get("id") or "", title, level))


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
