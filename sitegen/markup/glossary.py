"""The terms of the glossary, explained where they first stand on a page for patients."""

import posixpath
import xml.etree.ElementTree as etree

from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.util import AtomicString

from sitegen.markup.extensions import HEADINGS, notes_of
from sitegen.urls import slug

JOINER = "\u2060"  # a button is no letter: a line could else end between it and a full stop
NOT_EXPLAINED = HEADINGS | {"a", "abbr", "code", "sup", "th"}


class Glossary(AbbrTreeprocessor):
    """Explains a term where it first stands in running text, not in headings and links, and not to doctors.

    The term becomes a button that opens its meaning: for mouse, touch and keyboard, without a script (HTML, popover).
    """

    def run(self, root: etree.Element) -> None:
        if notes_of(self).explains:
            super().run(root)
            for parent in list(root.iter()):
                for child in list(parent):
                    if child.tag == "abbr" and child.text:
                        self.explain(parent, child, child.text.lower())

    def explain(self, parent: etree.Element, child: etree.Element, term: str) -> None:
        notes = notes_of(self)
        if term in notes.explained or slug(term) == posixpath.basename(notes.path).removesuffix(".md"):
            dissolve(parent, child)
            return
        notes.explained.append(term)
        name = f"term-{len(notes.explained)}"
        meaning = etree.Element("span", {"popover": "", "id": name, "role": "note"})
        index, after = list(parent).index(child), child.tail or ""
        if not after[:1].isspace() and (after or index + 1 < len(parent)):
            after = type(after)(JOINER + after)
        join_before(parent, index)
        meaning.text, meaning.tail, child.tail = AtomicString(child.attrib["title"]), after, None
        child.tag, child.attrib = "button", {"type": "button", "popovertarget": name}
        parent.insert(index + 1, meaning)

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


def join_before(parent: etree.Element, index: int) -> None:
    """Keeps an opening bracket or quotation mark on the line of the element it stands before."""
    before = parent[index - 1].tail if index else parent.text
    if before and not before[-1].isspace():
        if index:
            parent[index - 1].tail = type(before)(before + JOINER)
        else:
            parent.text = type(before)(before + JOINER)


def dissolve(parent: etree.Element, child: etree.Element) -> None:
    """Takes an element of text alone out of its parent and leaves the text."""
    index = list(parent).index(child)
    words = AtomicString((child.text or "") + (child.tail or ""))
    if index:
        parent[index - 1].tail = AtomicString((parent[index - 1].tail or "") + words)
    else:
        parent.text = AtomicString((parent.text or "") + words)
    parent.remove(child)
