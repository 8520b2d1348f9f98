"""An SVG drawing as a page holds it in itself: in the page's colors, with ids and links of the page's own."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from sitegen.files import FORBIDDEN, invisible
from sitegen.markup.marks import DRAWING_ID as ID
from sitegen.markup.marks import ROOT
from sitegen.markup.notes import Notes
from sitegen.media.svg import LOOKS, Reading
from sitegen.model.drawings import PALETTE, Drawing
from sitegen.problems import Problems, did_you_mean

COLORS = ("fill", "stroke", "color", "stop-color", "flood-color", "lighting-color")
INK = frozenset({"black", "#000", "#000000", "rgb(0,0,0)", "currentcolor"})
FREE = ("none", "inherit", "transparent", "context-fill", "context-stroke", "url(")
IN_PAGE = ("width", "height", "x", "y")  # of the whole drawing: pages say how large it is
OWN = re.compile(r"(url\(\s*[\"']?#)")
TOLD = (f"{ID}-title", f"{ID}-desc")


def read(path: str, data: bytes) -> Drawing:
    """The drawing of a file, or every fault in it, each with its line."""
    notes = Notes(path, {})
    notes.root = ROOT
    reading = Reading(path, notes.link)
    root = reading.read(data)
    for element in root.iter():
        lay_out(element)
        spell_out(element)
        for fault in faults_in(element):
            reading.report(element, fault)
        own(element)
    found = reading.problems + notes.problems + notes.unsure
    if found:
        raise Problems(found)
    title, description = (" ".join((root.findtext(name) or "").split()) for name in ("title", "desc"))
    frame(root, bool(title), bool(description), bool(notes.links))
    return Drawing(etree.tostring(root, encoding="unicode"), tuple(notes.links), bool(title and description))


def lay_out(element: etree.Element) -> None:
    """Without what only moves lines of the file apart; a title's and a description's words alone."""
    if element.tag in ("title", "desc"):
        words = "".join(element.itertext())
        for child in list(element):
            element.remove(child)
        element.text = words
    if element.tag not in ("title", "desc", "text", "tspan", "textPath", "a"):
        element.text = None if not (element.text or "").strip() else element.text
        for child in element:
            child.tail = "\n"


def spell_out(element: etree.Element) -> None:
    """`style="fill:none"` → `fill="none"`, since a page allows no styles of its own; black is the ink of the page."""
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in LOOKS:
            element.set(name.strip(), value.replace("!important", "").strip())
    for name in COLORS:
        if element.get(name, "").lower().replace(" ", "") in INK:
            element.set(name, "currentColor")


def faults_in(element: etree.Element) -> Iterator[str]:
    """Classes that no drawing has, colors that stay the same in the dark, and signs that nobody sees."""
    for name in element.get("class", "").split():
        if name not in PALETTE:
            near = did_you_mean(name, PALETTE) or f"; there are {', '.join(PALETTE)}"
            yield f"there is no class '{name}' for drawings{near}"
    for name in COLORS:
        value = element.get(name, "currentColor")
        if value != "currentColor" and not value.lower().startswith(FREE):
            wanted = f"write currentColor, and a class beside it: {', '.join(PALETTE)}"
            yield f"{name}: '{value}' is a color of its own, which may not be seen in the dark; {wanted}"
    written = [value for name, value in element.attrib.items() if (element.tag, name) != ("a", "href")]
    for text in (element.text, element.tail, *written):
        if hidden := FORBIDDEN.search(text or ""):
            yield invisible(hidden[0])


def own(element: etree.Element) -> None:
    """Ids, and what names them, with a mark of the page that they are on."""
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, f"{ID}-own-{value}")
        elif name == "href" and value.startswith("#"):
            element.set(name, f"#{ID}-own-{value[1:]}")
        elif name in LOOKS:
            element.set(name, OWN.sub(rf"\1{ID}-own-", value))
        elif name in ("aria-labelledby", "aria-describedby"):
            element.set(name, " ".join(f"{ID}-own-{one}" for one in value.split()))


def frame(root: etree.Element, has_title: bool, has_description: bool, has_links: bool) -> None:
    """The drawing as one picture with its name and description, or as a group of links, or as an ornament."""
    for name in IN_PAGE:
        root.attrib.pop(name, None)
    root.attrib = {"class": " ".join(["drawing__picture", *root.get("class", "").split()])} | {
        name: value for name, value in root.attrib.items() if name != "class"
    }
    root.attrib.setdefault("fill", "currentColor")  # black, as in a file by itself
    if not has_title:
        root.attrib |= {"aria-hidden": "true", "focusable": "false"}
        return
    root.attrib |= {"role": "group" if has_links else "img", "aria-labelledby": TOLD[0]}
    if has_description:
        root.set("aria-describedby", TOLD[1])
    told = [element for element in root if element.tag in ("title", "desc")]
    for element in told:
        element.set("id", f"{ID}-{element.tag}")
    if not has_links:
        shapes = etree.Element("g", {"aria-hidden": "true"})
        shapes.extend([element for element in root if element not in told])
        shapes.tail = shapes.text = "\n"
        root[:] = [*told, shapes]
