"""What stands inside a line: citations, bare addresses, characters by name; and HTML, which is refused."""

import re
import xml.etree.ElementTree as etree
from html import unescape
from html.entities import html5

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from sitegen.files import FORBIDDEN
from sitegen.markup.extensions import notes_of
from sitegen.markup.notes import NEAR

LAST = r"[^\s<>\"“”\x02\x03.,;:!?'’)\]*_~]"  # no stop or bracket of the sentence around it
ADDRESS = (
    r"(?<![\w@/.-])(?:https?://|www\.)[a-zA-Z0-9](?>(?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::[0-9]+)?"
    rf"(?![^\W0-9_a-zA-Z])(?:[/?#][^\s<>\"“”\x02\x03]*{LAST}|/)?"
)
MAIL = r"<([\w.+-]+@[\w-]+(?:\.[\w-]+)+)>"
REMEDY = {  # a tag → what does the same
    "br": "end the line with \\ for a new line",
    "a": "write [words](page.md) for a link",
    "img": "write ![what it shows](picture.jpg)",
    "iframe": "write [words](https://…) for a link to what it shows",
    "script": "take it out",
    "style": "take it out",
    "!--": "take it out",
} | {
    tag: f"write {ours}"
    for tags, ours in {
        "b strong": "**words** for bold ones",
        "i em": "*words* for italics",
        "p div": "an empty line between paragraphs",
        "ul li": "- and a space before each entry of a list",
        "ol": "1. and a space before each entry of a list",
        "h1 h2": "## before a heading",
        "h3": "### before a heading",
        "table tr td th": "| a | b | for each row of a table",
        "hr": "--- between empty lines",
    }.items()
    for tag in tags.split()
}
ELSE = "use Markdown or a ::: component"


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
        tag, notes = NEAR.split(m[0])[0][:40], notes_of(self)
        if tag.startswith("</") and re.search(rf"<{re.escape(tag[2:-1])}\b.*{re.escape(tag)}", notes.part.text):
            return "", m.start(0), m.end(0)  # told where it begins, on the same line
        notes.report(tag, f"HTML ({tag}) cannot be used here; {remedy(m[0])}")
        return "", m.start(0), m.end(0)


def remedy(tag: str) -> str:
    """What does the same as a tag of HTML: <br/> → end the line with \\"""
    if tag.endswith((".md>", ".pdf>")):
        return f"write [words]({tag[1:-1]}) for a link"
    found = re.match(r"</?(!--|[a-zA-Z][a-zA-Z0-9]*)", tag)
    return REMEDY.get(found[1].lower(), ELSE) if found else ELSE


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


class BareAddress(InlineProcessor):
    """`https://example.org/` in a text → a link of the same words."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        written = m[0]
        if written.count("(") > written.count(")") and data[m.end(0) : m.end(0) + 1] == ")":
            written += ")"  # https://en.wikipedia.org/wiki/Heat_(film)
        link = etree.Element("a", {"href": f"https://{written}" if written.startswith("www.") else written})
        link.text = AtomicString(written)
        return link, m.start(0), m.start(0) + len(written)


class MailAddress(InlineProcessor):
    """`<desk@example.org>` → a link to write there; whether it is the practice's is looked at with all addresses."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        link = etree.Element("a", {"href": f"mailto:{m[1]}"})
        link.text = AtomicString(m[1])
        return link, m.start(0), m.end(0)
