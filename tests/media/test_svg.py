"""Drawings are published as shapes, words and their look; notes go, and what may not be published is told."""

import pathlib
import xml.etree.ElementTree as etree

import pytest
import tinycss2
from chromium import needs_chromium
from hypothesis import given
from hypothesis import strategies as st
from samples import DRAWING

from sitegen.media import svg
from sitegen.problems import Problems

DRAWINGS = sorted(pathlib.Path(__file__).with_name("drawings").iterdir())

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


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_programs_drawings_lose_their_notes_and_keep_their_words(path):
    _, _, data = svg.clean(path.name, path.read_bytes())
    before, after = etree.fromstring(path.read_bytes()), etree.fromstring(data)
    assert not any(word in data.lower() for word in (b"jane", b"inkscape:", b"sodipodi", b"data-", b"<!", b"<?"))
    words = ["".join(part.itertext()) for root in (before, after) for part in root.iter(f"{svg.SVG}text")]
    assert words and words[: len(words) // 2] == words[len(words) // 2 :]


@needs_chromium
@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_programs_drawings_look_the_same_as_before(open_page, tmp_path, path):
    (tmp_path / "before.svg").write_bytes(path.read_bytes())
    (tmp_path / "after.svg").write_bytes(svg.clean(path.name, path.read_bytes())[2])
    (tmp_path / "empty.svg").write_text(drawing())
    shots = {}
    for name in ("before", "after", "empty"):
        (tmp_path / f"{name}.html").write_text(f'<img src="{name}.svg" width="600" height="400">')
        shown = open_page(800)
        shown.goto(f"file://{tmp_path}/{name}.html")
        assert shown.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)")
        shots[name] = shown.screenshot()
    assert shots["before"] == shots["after"] != shots["empty"]


AGAIN = 'save it from the drawing program as "plain SVG"'


def drawing(inner="", attributes=""):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" {attributes}>{inner}</svg>'


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            drawing("<script>alert(1)</script>"),
            ["a.svg:1: holds <script>, and a drawing may hold only shapes and words; take it out"],
        ),
        (drawing("", 'onload="alert(1)"'), ["a.svg:1: holds a script (onload); take it out"]),
        (
            drawing('<path style="fill:url(/a)"/>'),
            ["a.svg:1: names an address (style); a drawing holds everything itself"],
        ),
        (drawing("<style>@import 'a.css'</style>"), ["a.svg:1: its style sheet names an address; take it out"]),
        (
            drawing("<style>a{}<g/>@import 'a.css'</style>"),
            ["a.svg:1: its style sheet names an address; take it out"],
        ),
        (drawing("<video/>"), ["a.svg:1: holds <video>, and a drawing may hold only shapes and words; take it out"]),
        (
            drawing('<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="alert(1)"/>'),
            [
                "a.svg:1: holds <img>, and a drawing may hold only shapes and words; take it out",
                "a.svg:1: holds a script (onerror); take it out",
            ],
        ),
        (drawing('<use href="other.svg#a"/>'), ["a.svg:1: names an address (href); a drawing holds everything itself"]),
        (
            drawing('<image href="data:image/png;base64,AA"/><foreignObject/>'),
            [
                "a.svg:1: holds <foreignObject>, and a drawing may hold only shapes and words; take it out",
                "a.svg:1: holds <image>, and a drawing may hold only shapes and words; take it out",
                "a.svg:1: names an address (href); a drawing holds everything itself",
            ],
        ),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("&a;"), [f"a.svg: declares entities of its own; {AGAIN}"]),
        ("<svg>", [f"a.svg:1: not an SVG drawing that can be read; {AGAIN}"]),
        ("", [f"a.svg:1: not an SVG drawing that can be read; {AGAIN}"]),
        (drawing("<g>" * 3000 + "</g>" * 3000), [f"a.svg: groups within groups, too deep to read; {AGAIN}"]),
        ("<html/>", [f"a.svg:1: not an SVG drawing; {AGAIN}"]),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" width="9"/>',
            [f"a.svg:1: has no view box (viewBox) that tells its proportions; {AGAIN}"],
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>',
            [f"a.svg:1: has no view box (viewBox) that tells its proportions; {AGAIN}"],
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_published_is_told(text, messages):
    assert told(text) == messages


def told(text):
    with pytest.raises(Problems) as found:
        svg.clean("a.svg", text.encode())
    return str(found.value).splitlines()


def cleaned(inner="", attributes=""):
    return svg.clean("a.svg", drawing(inner, attributes).encode())[2].decode()


@pytest.mark.parametrize(
    ("view_box", "size"),
    [
        ("0 0 9 9", (9, 9)),
        (" -1.5,+.5 , 99.6\t5e1 ", (100, 50)),
        ("0 0 0.2 0.2", (1, 1)),
        ("0 0 1.2.3 4", None),
        (". 0 1 1", None),
        ("0 0 1 .", None),
        ("0 0 9", None),
        ("0 0 9 9 9", None),
        ("0,,0 9 9", None),
        ("0 0 -9 9", None),
        ("0 0 9 0.0", None),
        ("0 0 9 1e999", None),
        ("0 0 1000000 9", None),
        ("0 0 nan inf", None),
        ("0 0 1_0 9", None),
        ("0 0 ٩ 9", None),
        ("0 0 100% 9", None),
        ("0" + " " * 100_000 + "0 9 9", None),
    ],
)
def test_proportions_are_those_of_a_view_box_as_svg_writes_it(view_box, size):
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}"/>'
    if size:
        assert svg.clean("a.svg", text.encode())[:2] == size
    else:
        assert told(text) == [f"a.svg:1: has no view box (viewBox) that tells its proportions; {AGAIN}"]


@pytest.mark.parametrize(
    ("css", "fault"),
    [
        ("fill:url(https://example.org/a)", "names an address"),
        ("fill:url( ' /a')", "names an address"),
        ("fill:URL(//example.org)", "names an address"),
        ("fill:url(#a) url(data:,b)", "names an address"),
        ("fill:url(&quot;", "names an address"),
        ("mask:image-set('https://example.org/a.png' 1x)", "says 'image-set(', which may hide an address"),
        ("mask:-webkit-image-set('a.png' 1x)", "says '-webkit-image-set(', which may hide an address"),
        ("cursor:image('a.png')", "says 'image(', which may hide an address"),
        ("fill:src('a.png')", "says 'src(', which may hide an address"),
        ("fill:u\\rl(https://example.org/a)", "says '\\', which may hide an address"),
        ("fill:\\75 rl(a.png)", "says '\\', which may hide an address"),
        ("width:expression(1)", "says 'expression(', which may hide an address"),
    ],
)
def test_css_that_may_lead_out_of_the_drawing_is_told_wherever_it_stands(css, fault):
    value = css.partition(":")[2]
    for place, text in zip(
        PLACES, (f'<g style="{css}"/>', f'<g mask="{value}"/>', f"<style>g{{{css}}}</style>"), strict=True
    ):
        start = "its style sheet " if "<style>" in text else ""
        assert f"a.svg:1: {start}{fault}{place}" in told(drawing(text))


PLACES = (
    " (style); a drawing holds everything itself",
    " (mask); a drawing holds everything itself",
    "; take it out",
)


@pytest.mark.parametrize(
    "rule", ["@font-face{src:local(a)}", "@keyframes a{}", "@charset 'a';", "@namespace 'a';", "@"]
)
def test_a_style_sheet_may_say_nothing_but_rules_and_media(rule):
    word = rule.partition("{")[0].split()[0]
    assert told(drawing(f"<style>g{{}} {rule}</style>"))[0] == (
        f"a.svg:1: its style sheet says '{word}', which may hide an address; take it out"
    )


def test_a_style_sheet_that_never_ends_is_read_in_one_pass():
    css = "-" * 900_000
    assert f"<style>{css}</style>" in cleaned(f"<style>{css}</style>")


def test_rules_that_only_say_how_shapes_look_stay():
    css = "@media(width:9px){.a:not(.b){fill:url( '#c' ) rgb(1,2,3);transform:translateX(2px) rotate(4deg)}}"
    assert f"<style>{css}</style>" in cleaned(f"<style>{css}</style>")


def test_notes_in_a_style_sheet_go_and_join_nothing():
    assert "<style> a{} </style>" in cleaned("<style>/* Jane */a{}/* and more</style>")
    assert "says 'rl('" in told(drawing("<style>a{b:u/**/rl(https://example.org)}</style>"))[0]


def test_other_programs_words_go_and_the_text_around_them_stays():
    other = '<x:note xmlns:x="https://example.org/x" onclick="a" href="b">Jane</x:note>'
    assert "<text>One, two <tspan>three</tspan> and four</text>" in cleaned(
        f"<text>One, {other}two <tspan>three</tspan>{other} and four</text>"
    )


def test_what_leads_to_a_shape_of_the_drawing_itself_stays():
    assert '<use href="#a" /><g clip-path="url(\'#a\')" />' in cleaned('<use href="#a"/><g clip-path="url(\'#a\')"/>')


def test_attributes_that_are_not_known_go():
    text = cleaned('<g data-name="Jane" tabindex="0" ping="https://a.org" xml:id="b" id="c" aria-label="d(e)"/>')
    assert '<g id="c" aria-label="d(e)" />' in text


def test_an_address_that_all_others_start_from_is_told():
    assert told(drawing("", 'xml:base="https://example.org/"')) == [
        "a.svg:1: names an address (base); a drawing holds everything itself"
    ]


PIECES = [
    "url(",
    "src(",
    "image-set(",
    "u\\rl(",
    "\\75rl(",
    "@import ",
    "@media a{",
    "#a",
    "'",
    '"',
    ")",
    " ",
    ";",
    "{",
    "}",
]
PIECES += ["a:", "https://b.org", "/*", "*/", "\\", "\n", "URL(", "&#x9;", "@", "not(", "/", "-", "*"]


def tokens(nodes):
    for node in nodes:
        yield node
        for name in ("content", "prelude", "arguments"):
            yield from tokens(getattr(node, name, None) or ())


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_style_sheet_that_is_published_names_an_address_to_a_real_reader_of_css(css):
    try:
        text = cleaned(f"<style>{css}</style>".replace("<style></style>", "<style> </style>"))
    except Problems:
        return
    written = etree.fromstring(text)[0].text or ""
    for node in tokens(tinycss2.parse_component_value_list(written)):
        assert node.type != "url" or node.value.startswith("#")
        assert node.type != "function" or node.lower_name in ("not", "url")
        if node.type == "function" and node.lower_name == "url":
            assert next(part for part in node.arguments if part.type != "whitespace").value.startswith("#")
        assert node.type != "at-keyword" or node.lower_value == "media"
