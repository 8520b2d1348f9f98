"""An SVG drawing without scripts, addresses, comments and what drawing programs note of whoever drew it."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from sitegen.problems import Problem, Problems, problem

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
XML = "{http://www.w3.org/XML/1998/namespace}"
ACTIVE = {"script", "foreignObject", "animate", "animateMotion", "animateTransform", "set", "image", "iframe", "a"}
OUTSIDE = re.compile(r"@import|url\(\s*[\"']?(?!#)|expression\(|javascript:", re.IGNORECASE)
AGAIN = 'save it from the drawing program as "plain SVG"'


def clean(path: str, data: bytes) -> tuple[int, int, bytes]:
    """Width and height (the proportions of its view box) and the drawing's bytes, or every fault in it."""
    if b"<!ENTITY" in data.replace(b"\0", b""):  # UTF-16, too
        raise problem(path, 0, f"declares entities of its own; {AGAIN}")
    try:
        root = etree.fromstring(data)
    except (etree.ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise problem(path, line, f"not an SVG drawing that can be read; {AGAIN}") from None
    if root.tag != f"{{{SVG}}}svg":
        raise problem(path, 0, f"not an SVG drawing; {AGAIN}")
    if found := [Problem(path, 0, fault) for fault in faults(root)]:
        raise Problems(found)
    try:
        strip(root)
    except RecursionError:
        raise problem(path, 0, f"groups within groups, too deep to read; {AGAIN}") from None
    root.attrib = {"xmlns": SVG} | root.attrib
    _, _, width, height = (float(number) for number in re.split(r"[\s,]+", root.get("viewBox", "").strip()))
    text = etree.tostring(root, encoding="unicode")
    return max(1, round(width)), max(1, round(height)), text.encode()


def faults(root: etree.Element) -> Iterator[str]:
    if not re.fullmatch(r"\s*(-?[\d.]+[\s,]+){2}[\d.]*[1-9][\d.]*[\s,]+[\d.]*[1-9][\d.]*\s*", root.get("viewBox", "")):
        yield f"has no view box (viewBox) that tells its proportions; {AGAIN}"
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name in ACTIVE:
            yield f"holds <{name}>, and a drawing may hold only shapes and words; take it out"
        if name == "style" and OUTSIDE.search(element.text or ""):
            yield "its style sheet names an address; take it out"
        for attribute, value in element.attrib.items():
            short = attribute.rpartition("}")[2]
            if short.lower().startswith("on"):
                yield f"holds a script ({short}); take it out"
            elif (short == "href" and not value.startswith("#")) or OUTSIDE.search(value):
                yield f"names an address ({short}); a drawing holds everything itself"


def strip(element: etree.Element) -> None:
    """Takes out metadata and whatever other vocabularies say, and the vocabularies' names."""
    element.tag = element.tag.rpartition("}")[2]
    for child in list(element):
        if not child.tag.startswith(f"{{{SVG}}}") or child.tag == f"{{{SVG}}}metadata":
            element.remove(child)
        else:
            strip(child)
    for name in [name for name in element.attrib if name.startswith("{") and not name.startswith(XML)]:
        value = element.attrib.pop(name)
        if name == f"{{{XLINK}}}href":
            element.set("href", value)
