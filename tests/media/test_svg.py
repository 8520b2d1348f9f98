"""Drawings are published without scripts, addresses and notes; whatever else they hold is told."""

import xml.etree.ElementTree as etree

import pytest
from samples import DRAWING

from sitegen.media import svg
from sitegen.problems import Problems

NOTED = """<?xml version="1.0"?>
<?xml-stylesheet href="https://example.org/a.css"?>
<!-- drawn by Jane Patient -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50" inkscape:export-filename="/home/jane/face.png">
<metadata><creator>Jane Patient</creator></metadata>
<inkscape:page label="Jane"/>
<title>A line</title><defs><path id="p" d="M0 0h9"/></defs>
<use xlink:href="#p" fill="url(#p)" inkscape:label="Jane" xml:lang="en"/>
</svg>"""


def test_what_is_drawn_stays_and_what_is_noted_goes():
    width, height, data = svg.clean("a.svg", NOTED.encode())
    root = etree.fromstring(data)
    assert (width, height) == (100, 50)
    assert [element.tag.rpartition("}")[2] for element in root.iter()] == ["svg", "title", "defs", "path", "use"]
    use = root[-1]
    assert use.get("href") == "#p" and use.get("fill") == "url(#p)"
    assert use.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert not any(word in data for word in (b"Jane", b"jane", b"inkscape", b"example.org", b"metadata"))


def test_a_drawing_without_notes_stays_as_it_is():
    assert svg.clean("a.svg", DRAWING.encode()) == (100, 50, DRAWING.encode())


AGAIN = 'save it from the drawing program as "plain SVG"'


def drawing(inner="", attributes=""):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" {attributes}>{inner}</svg>'


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            drawing("<script>alert(1)</script>"),
            ["a.svg: holds <script>, and a drawing may hold only shapes and words; take it out"],
        ),
        (drawing("", 'onload="alert(1)"'), ["a.svg: holds a script (onload); take it out"]),
        (
            drawing('<path style="fill:url(/a)"/>'),
            ["a.svg: names an address (style); a drawing holds everything itself"],
        ),
        (drawing("<style>@import 'a.css'</style>"), ["a.svg: its style sheet names an address; take it out"]),
        (drawing('<use href="other.svg#a"/>'), ["a.svg: names an address (href); a drawing holds everything itself"]),
        (
            drawing('<image href="data:image/png;base64,AA"/><foreignObject/>'),
            [
                "a.svg: holds <foreignObject>, and a drawing may hold only shapes and words; take it out",
                "a.svg: holds <image>, and a drawing may hold only shapes and words; take it out",
                "a.svg: names an address (href); a drawing holds everything itself",
            ],
        ),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("&a;"), [f"a.svg: declares entities of its own; {AGAIN}"]),
        ("<svg>", [f"a.svg:1: not an SVG drawing that can be read; {AGAIN}"]),
        ("", [f"a.svg:1: not an SVG drawing that can be read; {AGAIN}"]),
        (drawing("<g>" * 3000 + "</g>" * 3000), [f"a.svg: groups within groups, too deep to read; {AGAIN}"]),
        ("<html/>", [f"a.svg: not an SVG drawing; {AGAIN}"]),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" width="9"/>',
            [f"a.svg: has no view box (viewBox) that tells its proportions; {AGAIN}"],
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>',
            [f"a.svg: has no view box (viewBox) that tells its proportions; {AGAIN}"],
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_published_is_told(text, messages):
    with pytest.raises(Problems) as found:
        svg.clean("a.svg", text.encode())
    assert str(found.value).splitlines() == messages
