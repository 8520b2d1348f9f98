"""Markdown to HTML, with citations, checked links and components as `:::` blocks."""

import functools
import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from html.entities import html5
from typing import Any, NamedTuple

import markdown
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import ENTITY_RE, HTML_RE, InlineProcessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from sitegen.components import Block, split
from sitegen.front_matter import FORBIDDEN
from sitegen.layouts import Layouts
from sitegen.problems import Problem, Problems, line_of
from sitegen.schema import Facts, Heading, Markup, kind_of, permalink

MARK = "\ue000"  # private use: cannot come from a writer (front_matter refuses it)
PLACE = "\ue001"  # as private
ROOT = f"{PLACE}root{PLACE}"  # the way to the site's root, in a page that is shown at any depth
OPENED = re.compile(f"<p>{MARK}o(\\d+)</p>([^{MARK}]*)<p>{MARK}c\\1</p>")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UNESCAPE = UnescapeTreeprocessor()
NOT_EXPLAINED = HEADINGS | {"a", "abbr", "code", "sup", "th"}
OUTSIDE = re.compile(r"https://[^\s/]+\.[^\s]+|tel:\+\d+")
LEFT_OVER = {  # marks that Markdown found no sense in and would show to readers → what is wrong
    r"\*\*": "bold (**) that is never closed, or begins or ends with a space",
    r"\[\^[^\]\s]*\]": "a footnote without its text; write [^1]: and the text on a line of their own",
    r"\]\(|\]\[": "a link that is never closed, or has another in it, or whose address is missing",
    r"\[@": "a citation that is never closed; write [@KEY]",
    r"\{:": "{: } must stand at the end of a heading, or on the line below a paragraph",
    r"<[!?/]": "HTML cannot be used here; use Markdown or a ::: component",
    r"\| ?:?--|--:? ?\|": "a table needs an empty line above it, and as many names as there are cells below them",
    r"\n {0,3}(?:[*+-]|1\.) ": "a list needs an empty line above it",
}
LEFT_OVERS = re.compile("|".join(f"({pattern})" for pattern in LEFT_OVER))
HELD = re.compile("\x02[^\x03]*\x03")  # what Markdown has set aside
NEAR = re.compile("[\n\x02\x03]")


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


class Writer:
    """Turns pages' Markdown into HTML; one instance serves a whole build."""

    def __init__(self, layouts: Layouts, glossary: Mapping[str, str]) -> None:
        self.layouts = layouts
        terms = {form: text for term, text in glossary.items() for form in (term, term[:1].upper() + term[1:])}
        extensions = [TableExtension(), DefListExtension(), FootnoteExtension(), SaneListExtension()]
        self.markdown = markdown.Markdown(extensions=extensions, output_format="html")
        self.markdown.parser.blockprocessors.register(Table(self), "table", 75)
        self.page = Page("", {})
        self.markdown.preprocessors.deregister("html_block")
        self.markdown.inlinePatterns.deregister("automail")
        self.markdown.inlinePatterns.register(Citation(r"\s?\[@([^\]\[]*)\]", self), "citation", 175)
        self.markdown.inlinePatterns.register(RawHtml(HTML_RE, self), "html", 90)
        self.markdown.inlinePatterns.register(Entity(ENTITY_RE, self), "entity", 80)
        self.markdown.treeprocessors.register(Glossary(self, terms), "abbr", 7)
        self.markdown.treeprocessors.register(Finish(self), "finish", 5)

    def parse(
        self, path: str, fields: list[Part], body: Part, tables: Mapping[str, Any], for_doctors: bool = False
    ) -> Markup:
        """The page's HTML, citations numbered in the order in which its layout shows them, or every fault in it.

        A person's fields (publications) come after the body, all others before it. Doctors need no glossary.
        """
        self.page = page = Page(path, tables, explains=not for_doctors)
        is_body_first = kind_of(path).name == "person"
        html = self.convert(body) if is_body_first else ""
        headings = tuple(page.headings)
        written = tuple(unwrapped(self.convert(part)) for part in fields)
        if not is_body_first:
            page.headings.clear()
            html = self.convert(body)
            headings = tuple(page.headings)
        if page.problems:
            raise Problems(page.problems)
        facts = Facts(tuple(dict.fromkeys(page.links)), tuple(page.citations), tuple(dict.fromkeys(page.pictures)))
        return Markup(written, html, headings, facts)

    def convert(self, part: Part) -> str:
        page = self.page
        page.part, page.refused = part, {}
        text, blocks, problems = split(page.path, part.text, part.line, self.layouts, MARK)
        page.problems += problems
        if "{:" in text and "attr_list" not in self.markdown.treeprocessors:
            from sitegen.attributes import SafeAttributes  # slow to import and seldom wanted

            self.markdown.treeprocessors.register(SafeAttributes(self.markdown, self.report), "attr_list", 8)
        self.markdown.reset()
        try:
            html = self.markdown.convert(text)
        except RecursionError:
            page.report("", "lists or quotations nested too deeply")
            return ""
        changed = len(blocks)
        while changed:
            html, changed = OPENED.subn(lambda found: self.component(blocks[int(found[1])], found[2]), html)
        for block in blocks if MARK in html and not problems else ():
            if re.search(f"{MARK}[oc]{block.number}(?!\\d)", html):
                message = (
                    f"'{block.name}' cannot stand here; put an empty line below it, and no list or table around it"
                )
                page.problems.append(Problem(page.path, block.line, message))
        return html

    def report(self, found: str, message: str) -> None:
        self.page.report(found, message)

    def component(self, block: Block, body: str) -> str:
        if block.values is None:
            return ""
        page, values = self.page, dict[str, Any](block.values)
        if "href" in values:
            values["href"] = page.link(values["href"])
        if "src" in values:
            values["src"] = page.picture(values["src"], values.get("alt", ""))
        if "data" in values:
            values["data"] = page.tables[values["data"]]
        if block.takes_body:
            from markupsafe import Markup as Safe  # comes with jinja2

            values["body"] = Safe(body.strip())
        elif body.strip():
            message = f"'{block.name}' takes no text; close it (:::) on the line below"
            page.problems.append(Problem(page.path, block.line, message))
        return self.layouts.component(block.name, values)


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
        self.root = root_of(path, ROOT)

    def report(self, found: str, message: str) -> None:
        """A problem at the place of `found`; the second time the same text is refused, at its second place."""
        found, message = NEAR.split(found)[0], HELD.sub("…", message)
        times = self.refused[found] = self.refused.get(found, -1) + 1
        line = line_of(self.part.text, found, self.part.line, times)
        self.problems.append(Problem(self.path, line, message))

    def report_heading(self, level: int, title: str, message: str) -> None:
        """A problem at the first heading of a level that has not been reached yet."""
        rows = heading_rows(self.part.text, level)
        reached = [heading.level for heading in self.headings].count(level)
        row = rows[reached] if reached < len(rows) else line_of(self.part.text, title, 0)
        self.problems.append(Problem(self.path, self.part.line + row, message))

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
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path))
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
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), target))
        if not re.fullmatch(r"[a-z0-9/-]+\.(svg|png)", path):
            self.report(self.written(target), f"the picture '{target}' must be an .svg or .png file below content/")
        self.pictures.append(path)
        return picture_mark(path)


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
    """`[@AAO2013; @CKS-GG]` → links, close to the word before, to the numbered sources at the end of the page."""

    def __init__(self, pattern: str, writer: Writer) -> None:
        super().__init__(pattern, writer.markdown)
        self.writer = writer

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        group = etree.Element("sup", {"class": "citation"})
        for key in (key.strip().removeprefix("@") for key in m[1].split(";")):
            if not re.fullmatch(r"[A-Z0-9-]+", key):
                written = m[0].strip()
                self.writer.page.report(written, f"'{written}' is not a citation; write [@KEY] or [@ONE; @TWO]")
            etree.SubElement(group, "a").text = AtomicString(key)
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
        text = unescape(m[0])
        if m[0][1] != "#" and m[0][1:] not in html5:
            self.writer.page.report(m[0], f"there is no character '{m[0]}'; for the sign & itself write &amp;")
        if not text or FORBIDDEN.search(text):
            self.writer.page.report(m[0], f"'{m[0]}' stands for an invisible control character; delete it")
            text = ""
        return text, m.start(0), m.end(0)


class Glossary(AbbrTreeprocessor):
    """Explains the glossary's terms in running text, not in headings and links, and not to doctors."""

    def __init__(self, writer: Writer, terms: dict[str, str]) -> None:
        super().__init__(writer.markdown, terms)
        self.writer = writer

    def run(self, root: etree.Element) -> None:
        if self.writer.page.explains:
            super().run(root)

    def iter_element(self, el: etree.Element, parent: etree.Element | None = None) -> None:
        if el.tag in NOT_EXPLAINED:
            around, inner = etree.Element(el.tag), el.text
            around.tail, el.text = None, AtomicString(inner or "")
            children = list(el)
            for child in children:
                el.remove(child)
            super().iter_element(el, parent)
            el.text = inner
            el.extend(children)
        else:
            super().iter_element(el, parent)


class Finish(Treeprocessor):
    """Headings get ids, citations numbers, links and pictures their addresses, in the order of the text."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer.markdown)
        self.writer = writer

    def run(self, root: etree.Element) -> None:
        page = self.writer.page
        ids = {element.get("id") for element in root.iter()}
        is_whole = not LEFT_OVERS.search("".join(root.itertext()))
        for element in root.iter():
            if not is_whole:
                self.left_over(page, element)
            if element.tag == "sup" and element.get("class") == "citation":
                for link in element:
                    number = page.citations.setdefault(str(link.text), len(page.citations) + 1)
                    link.text = AtomicString(str(number))
                    link.set("href", f"#source-{number}")
                    link.set("aria-label", f"Source {number}")
            elif element.tag == "a" and not (element.get("href") or "").startswith(("#source-", "#fn")):
                self.link(page, element)
            elif element.tag == "img":
                element.set("src", page.picture(element.get("src") or "", element.get("alt") or ""))
            elif element.tag in HEADINGS:
                self.heading(page, element, ids)

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

    def heading(self, page: Page, element: etree.Element, ids: set[str | None]) -> None:
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
            element.set("id", unused(slug(title), ids))
        page.headings.append(Heading(element.get("id") or "", title, level))


@functools.lru_cache(maxsize=6)
def heading_rows(text: str, level: int) -> list[int]:
    """The rows of a text, from 0, that begin a heading of this level."""
    heading = re.compile(rf"[ >*+-]*#{{{level}}}(?!#)")
    return [number for number, row in enumerate(text.split("\n")) if heading.match(row)]


def words(element: etree.Element) -> Iterator[str]:
    """An element's text without its citations."""
    yield element.text or ""
    for child in element:
        if child.get("class") != "citation":
            yield from words(child)
        yield child.tail or ""


def slug(title: str) -> str:
    """What is Bell's palsy? → what-is-bells-palsy"""
    return re.sub(r"[^a-z0-9]+", "-", title.lower().replace("'", "").replace("’", "")).strip("-") or "section"


def unused(name: str, ids: set[str | None]) -> str:
    number, unique = 1, name
    while unique in ids:
        number += 1
        unique = f"{name}-{number}"
    ids.add(unique)
    return unique


def unwrapped(html: str) -> str:
    """`<p>One paragraph</p>` without its tags."""
    return html[3:-4] if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>") else html
