"""The terms of the glossary, explained where they first stand on a page for patients."""

import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping

from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.util import AtomicString

from sitegen.markup.extensions import HEADINGS, Parser, notes_of
from sitegen.markup.typography import typewritten
from sitegen.urls import slug

SIGNS = re.compile(r"[^\w\s\x02\x03]+")  # brackets, quotation marks, stops; not the parser's own marks
NOT_EXPLAINED = HEADINGS | {"a", "abbr", "code", "sup", "th"}


class Glossary(AbbrTreeprocessor):
    """Explains a term where it first stands in running text, not in headings and links, and not to doctors.

    The term becomes a button that opens its meaning: for mouse, touch and keyboard, without a script (HTML, popover).
    """

    def __init__(self, parser: Parser, terms: Mapping[str, str]) -> None:
        typed = {typewritten(term): meaning for term, meaning in terms.items()}
        super().__init__(parser, typed | {term.replace("'", "’"): meaning for term, meaning in typed.items()})
        longest_first = "|".join(re.escape(term) for term in sorted(self.abbrs, key=len, reverse=True))
        self.RE = self.pattern = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)")  # once, and not for each page

    def run(self, root: etree.Element) -> None:
        if not self.abbrs or not notes_of(self).explains:
            return
        for block in (block for block in root if self.pattern.search("\n".join(block.itertext()))):
            self.iter_element(block, root)
            for parent in list(block.iter()):
                for child in list(parent):
                    if child.tag == "abbr" and child.text:
                        self.explain(parent, child, typewritten(child.text.lower()))

    def explain(self, parent: etree.Element, child: etree.Element, term: str) -> None:
        notes = notes_of(self)
        if term in notes.explained or slug(term) == posixpath.basename(notes.path).removesuffix(".md"):
            dissolve(parent, child)
            return
        notes.explained.append(term)
        name = f"term-{len(notes.explained)}"
        meaning = etree.Element("span", {"popover": "", "id": name, "role": "note"})
        meaning.text = AtomicString(f" ({child.attrib['title']})")  # in brackets where browsers know no popover
        meaning.tail, child.tail = child.tail, None
        child.tag, child.attrib = "button", {"type": "button", "popovertarget": name}
        index = list(parent).index(child)
        parent.insert(index + 1, meaning)
        keep_together(parent, index)

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


def keep_together(parent: etree.Element, index: int) -> None:
    """Puts a button and its meaning into a span with what they may not part from, in which the style ends no line.

    A button is no letter: a line could end between it and a bracket, a full stop or a source.
    """
    members, after = list(parent)[index : index + 2], list(parent)[index + 2 :]
    if not members[-1].tail and after and after[0].tag == "sup":
        members.append(after[0])
    before = (parent[index - 1].tail if index else parent.text) or ""
    cut = len(before) - signs(before[::-1])
    tail = members[-1].tail or ""
    end = signs(tail)
    if cut == len(before) and not end and len(members) == 2:
        return
    span = etree.Element("span")
    span.text, members[-1].tail, span.tail = type(before)(before[cut:]), type(tail)(tail[:end]), type(tail)(tail[end:])
    if index:
        parent[index - 1].tail = type(before)(before[:cut])
    else:
        parent.text = type(before)(before[:cut])
    for member in members:
        parent.remove(member)
        span.append(member)
    parent.insert(index, span)


def signs(text: str) -> int:
    """How many signs a text begins with."""
    found = SIGNS.match(text)
    return found.end() if found else 0


def dissolve(parent: etree.Element, child: etree.Element) -> None:
    """Takes an element of text alone out of its parent and leaves the text."""
    index = list(parent).index(child)
    words = AtomicString((child.text or "") + (child.tail or ""))
    if index:
        parent[index - 1].tail = AtomicString((parent[index - 1].tail or "") + words)
    else:
        parent.text = AtomicString((parent.text or "") + words)
    parent.remove(child)
