"""Facts of practice.yaml in Markdown: marks for their words, and for text that depends on them."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence

from markdown.inlinepatterns import InlineProcessor

from sitegen.markup.blocks import Block
from sitegen.markup.marks import SIGN, mark, pattern
from sitegen.markup.notes import Notes
from sitegen.model.facts import BRACES, FACTS, LEADING, fault
from sitegen.model.page import Reference
from sitegen.model.telephone import NUMBER
from sitegen.problems import Problem, did_you_mean

MARKS = {name: mark("fact-text", name) for name in FACTS}
PLAIN = re.compile(pattern("fact-text"))
LINKS = f"a link to a fact is written [call us]({{telephone}}); it can lead to {', '.join(LEADING)}"
UNFIT = re.compile(r"<h[1-6]\b|<sup id=\"fnref")
LEADS = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6"})  # what holds no link, or is repeated inside one


class FactName(InlineProcessor):
    """`{telephone}` → a mark that is filled when the page is made; other braces stay as they are."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | None, int | None, int | None]:  # type: ignore[override]
        return (mark("fact", m[1]), m.start(0), m.end(0)) if m[1] in FACTS else (None, None, None)


def note(notes: Notes, blocks: Sequence[Block]) -> None:
    """The facts and numbers of the part being converted, each with its line; a fact is not noted where a block asks
    for it."""
    text = notes.places.text
    for found in BRACES.finditer(text):
        line = notes.places.line_at(found.start())
        if found[1] in FACTS and found[1] not in asked(blocks, line):
            notes.named.append(Reference(found[1], line))
        elif message := fault(found[1]):
            notes.problems.append(Problem(notes.path, line, message))
    notes.telephones += [Reference(found[0], notes.places.line_at(found.start())) for found in NUMBER.finditer(text)]


def asked(blocks: Sequence[Block], line: int) -> set[str]:
    """The facts for which the blocks around a line ask."""
    around = [block.values or {} for block in blocks if block.name == "when" and block.line < line < block.end]
    return {values["given"] for values in around if "given" in values}


def in_text(text: str) -> str:
    """A parameter of a block with marks for its facts, which are plain words there."""
    return BRACES.sub(lambda found: mark("fact-text", found[1]) if found[1] in FACTS else found[0], text)


def when(block: Block, body: str, notes: Notes) -> str:
    """Marks around a text that is shown only while a fact is given, or only while it is missing."""
    for message in faults(block.values or {}, body):
        notes.problems.append(Problem(notes.path, block.line, f"when: {message}"))
    [(how, name)] = list((block.values or {}).items())[:1] or [("given", "")]
    return mark("when", f"{how} {name}") + body.strip() + mark("end")


def faults(values: dict[str, str], body: str) -> Iterator[str]:
    if len(values) != 1:
        yield 'write either given="…" or missing="…", with the name of one fact'
    for name in values.values():
        if name not in FACTS:
            yield f"there is no fact '{name}'{did_you_mean(name, FACTS)}"
    if UNFIT.search(body):
        yield "no heading or footnote can stand in it; put it before or behind"


def make_plain(root: etree.Element) -> None:
    """Facts inside links, headings and attributes as words without a link of their own."""
    for element in root.iter():
        for name, value in element.attrib.items():
            if SIGN in value:
                element.set(name, plain(value))
        if element.tag in LEADS:
            for inner in element.iter():
                inner.text = inner.text and type(inner.text)(plain(inner.text))
                if inner is not element:
                    inner.tail = inner.tail and type(inner.tail)(plain(inner.tail))


def address_of(target: str) -> str:
    """The mark of the address to which a fact leads, for a link that names it; nothing for any other link."""
    fact = PLAIN.fullmatch(target)
    return mark("fact-href", fact[1]) if fact and fact[1] in LEADING else ""


def lead(notes: Notes, target: str, line: int | None = None) -> str:
    """The address to which a link leads, which may be that of a fact."""
    if SIGN not in target:
        return notes.link(target, line)
    address = address_of(target)
    if not address:
        notes.report("](", LINKS, line)
    return address


def plain(text: str) -> str:
    return text.replace(f"{SIGN}fact:", f"{SIGN}fact-text:")


def name_of(title: str) -> str:
    """A heading's words with the names of its facts in place of their marks."""
    return PLAIN.sub(r"\1", title)
