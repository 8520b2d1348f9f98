"""A drawing in a page: its ids, links and colors are the page's; what would reach the page around it is told."""

import xml.etree.ElementTree as etree

import pytest

from sitegen.markup.marks import DRAWING_ID, ROOT
from sitegen.media import inline_svg
from sitegen.media.svg import SHEET
from sitegen.model.drawings import PALETTE
from sitegen.model.page import Reference
from sitegen.problems import Problems

PATH = "drawings/a.svg"
TOLD = "<title>A face</title><desc>A face from the front.</desc>"


def written(inner="", attributes=""):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" {attributes}>\n{inner}\n</svg>'


def read(inner="", attributes=""):
    return inline_svg.read(PATH, written(inner, attributes).encode())


def told(inner="", attributes=""):
    with pytest.raises(Problems) as found:
        read(inner, attributes)
    return str(found.value).splitlines()


def test_a_drawing_is_one_picture_with_a_name_and_a_description():
    drawing = read(f'{TOLD}<path class="drawing__clay" stroke="currentColor" d="M0 0h9"/>', 'width="9mm" fill="none"')
    assert drawing.is_told and drawing.links == ()
    assert drawing.svg.replace(DRAWING_ID, "drawing-1").replace("\n", "") == (
        '<svg class="drawing__picture" viewBox="0 0 9 9" fill="none" role="img" aria-labelledby="drawing-1-title" '
        'aria-describedby="drawing-1-desc"><title id="drawing-1-title">A face</title>'
        '<desc id="drawing-1-desc">A face from the front.</desc>'
        '<g aria-hidden="true"><path class="drawing__clay" stroke="currentColor" d="M0 0h9" /></g></svg>'
    )


def test_a_drawing_with_links_is_a_group_of_them():
    drawing = read(f'{TOLD}<a href="../contact.md#hours">\n<text>Call us</text></a>')
    assert f'<a href="{ROOT}contact/#hours">\n<text>Call us</text>' in drawing.svg
    assert 'role="group"' in drawing.svg and "aria-hidden" not in drawing.svg
    assert drawing.links == (Reference("contact.md#hours", 2),)


def test_a_drawing_without_a_name_is_an_ornament():
    drawing = read('<path d="M0 0h9"/>')
    assert not drawing.is_told
    assert drawing.svg.startswith(
        '<svg class="drawing__picture" viewBox="0 0 9 9" fill="currentColor" aria-hidden="true" focusable="false">'
    )
    named = read("<title>A face</title>")
    assert not named.is_told and "aria-describedby" not in named.svg and 'role="img"' in named.svg


def test_ids_and_what_names_them_belong_to_the_page():
    inner = '<path id="p" d="M0 0"/><use href="#p" fill="url(#p)"/><g aria-labelledby="p q"/>'
    svg = read(inner).svg.replace(DRAWING_ID, "drawing-7")
    assert 'id="drawing-7-own-p"' in svg and 'href="#drawing-7-own-p" fill="url(#drawing-7-own-p)"' in svg
    assert 'aria-labelledby="drawing-7-own-p drawing-7-own-q"' in svg


def test_styles_become_attributes_and_black_the_ink_of_the_page():
    svg = read(
        '<path style="fill:none;stroke: #000000 !important;-x-label:a" fill="red"/><g color="rgb(0, 0, 0)"/>'
    ).svg
    assert '<path fill="none" stroke="currentColor" />' in svg and '<g color="currentColor" />' in svg


def test_words_keep_their_spaces_and_a_name_is_plain():
    words = '<title>A <tspan>face</tspan></title><text>Eye <a href="../b.md">to <tspan>b</tspan> on</a> left</text>'
    root = etree.fromstring(read(words).svg)
    assert root.findtext("title") == "A face" and "".join(root.find("text").itertext()) == "Eye to b on left"


CLASSES = ", ".join(PALETTE)


@pytest.mark.parametrize(
    ("inner", "messages"),
    [
        (
            '<g class="drawing__cley"/>',
            ["there is no class 'drawing__cley' for drawings, did you mean 'drawing__clay'?"],
        ),
        ('<g class="page"/>', [f"there is no class 'page' for drawings; there are {CLASSES}"]),
        (
            '<path fill="#fff" style="stroke:red"/>',
            [
                f"{name}: '{color}' is a color of its own, which may not be seen in the dark; "
                f"write currentColor, and a class beside it: {CLASSES}"
                for name, color in (("fill", "#fff"), ("stroke", "red"))
            ],
        ),
        (
            "<style>p { display: none }</style>",
            [SHEET],
        ),
        (
            '<a href="/contact/"/>',
            ["the link '/contact/' must be the path of a .md or .pdf file, or begin with https:// or tel:+"],
        ),
        ("<script/>", ["holds <script>, and a drawing may hold only shapes and words; take it out"]),
        ("<text>A\ue001b</text>", ["an invisible control character (U+E001); delete it"]),
    ],
)  # fmt: skip
def test_what_cannot_stand_in_a_page_is_told_with_its_line(inner, messages):
    assert told(inner) == [f"{PATH}:2: {message}" for message in messages]


def test_all_that_is_wrong_is_told_at_once():
    assert [line.partition(": ")[0] for line in told('<g class="a"/>\n<video/>\n<a href="b"/>')] == [
        f"{PATH}:2",
        f"{PATH}:3",
        f"{PATH}:4",
    ]


def test_addresses_outside_may_be_linked():
    assert 'href="tel:+13105550100"' in read('<a href="tel:+13105550100"><text>Call</text></a>').svg
