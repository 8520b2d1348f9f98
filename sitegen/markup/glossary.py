"""The terms of the glossary, explained where they first stand on a page for patients."""

import xml.etree.ElementTree as etree

from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.util import AtomicString

from sitegen.markup.extensions import HEADINGS, notes_of

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
        explained = notes_of(self).explained
        if term in explained:
            dissolve(parent, child)
            return
        explained.append(term)
        name = f"term-{len(explained)}"
        meaning = etree.Element("span", {"popover": "", "id": name})
        meaning.text, meaning.tail, child.tail = AtomicString(child.attrib["title"]), child.tail, None
        child.tag, child.attrib = "button", {"type": "button", "popovertarget": name}
        parent.insert(list(parent).index(child) + 1, meaning)

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


def dissolve(parent: etree.Element, child: etree.Element) -> None:
    """Takes an element of text alone out of its parent and leaves the text."""
    index = list(parent).index(child)
    words = AtomicString((child.text or "") + (child.tail or ""))
    if index:
        parent[index - 1].tail = AtomicString((parent[index - 1].tail or "") + words)
    else:
        parent.text = AtomicString((parent.text or "") + words)
    parent.remove(child)
