"""What is noted of a text: what it names, each with its line, and what is told of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_layouts import LAYOUTS

from sitegen.markup.convert import convert_page, make_parser
from sitegen.markup.marks import mark
from sitegen.markup.notes import PICTURES, Notes
from sitegen.markup.places import TARGET, Part, Places
from sitegen.model.page import Heading, Reference, TextFacts
from sitegen.problems import MOST, Problems

TEXT = """\
## One {: #first }

[a](../contact.md#x) [b](#first) [c](a.md)

![d](d.png) and it is so [@TWO; @ONE], see the [@ONE]

## Two

![e](../e.svg) ![d](d.png) [c](a.md)
"""


def test_what_a_text_names_is_noted_with_its_lines():
    markup = convert_page(make_parser({}), LAYOUTS, [], Part(TEXT, 7), Notes("news/b.md", {}))
    assert markup.facts == TextFacts(
        links=(
            Reference("contact.md#x", 9),
            Reference("#first", 9),
            Reference("news/a.md", 9),
            Reference("news/a.md", 15),
        ),
        citations=(Reference("TWO", 11), Reference("ONE", 11)),
        pictures=(Reference("news/d.png", 11), Reference("e.svg", 15), Reference("news/d.png", 15)),
    )
    assert markup.headings == (Heading("first", "One", 2, 7), Heading("two", "Two", 2, 13))
    assert markup.words == (
        Reference("#first", 7),
        Reference("One", 7),
        Reference("#first", 9),
        Reference("#two", 13),
        Reference("Two", 13),
    )


def test_a_thing_is_at_its_next_place_then_at_its_last_or_else_where_the_part_begins():
    places = Places(Part("b a\n\na\n\na `b`", 7))
    assert [places.line("a") for _ in range(4)] == [7, 9, 11, 11]
    assert [places.line("b"), places.line("b"), places.line("c")] == [7, 7, 7]
    assert Places(Part("`a\nb` c", 7)).line("c") == 8


LINKS = st.lists(
    st.sampled_from(["[a](", "[a]: ", "<", " ", "\n", "b.md", "b.md#c", ")", ">", ' "t")', "`", "\\", "(", "x"])
)


@given(LINKS.map("".join), st.sampled_from(["b.md", "b.md#c", "x", "(b.md", "b.m", "b.md)", "<b.md", "b.md x", ""]))
def test_a_link_is_found_where_its_pattern_finds_it(text, target):
    places = Places(Part(text, 1))
    assert places.targets(target) == places.matches(target, TARGET)


def test_what_markdown_has_set_aside_is_found_as_it_was_written():
    assert Places(Part("a\na`b`c", 7)).line("a\x02inline:0\x03c") == 8


def test_a_link_that_is_refused_is_told_and_leads_nowhere():
    notes = Notes("news/a.md", {})
    notes.begin(Part("b.txt\n\n[b](b.txt)", 7))
    assert notes.link("b.txt") == "#"
    assert [(problem.path, problem.line) for problem in notes.unsure] == [("news/a.md", 9)]


def test_a_film_is_three_files_each_of_its_own_kind():
    notes = Notes("news/a.md", {})
    assert notes.film({"src": "a.mp4", "poster": "../b.png", "captions": "c.vtt"}, 9) == {
        "src": mark("picture", "news/a.mp4"),
        "poster": mark("picture", "b.png"),
        "captions": mark("picture", "news/c.vtt"),
    }
    files = (Reference("news/a.mp4", 9), Reference("b.png", 9), Reference("news/c.vtt", 9))
    assert (notes.facts().pictures, notes.problems) == (files, [])
    notes.film({"src": "a.mov", "poster": "b.gif", "captions": "c.srt"}, 12)
    where = "must be a file below content/ whose name ends in"
    assert [str(problem) for problem in notes.problems] == [
        f"news/a.md:12: the film 'a.mov' {where} .mp4",
        f"news/a.md:12: the picture 'b.gif' {where} {' '.join(PICTURES)}",
        f"news/a.md:12: the file of captions 'c.srt' {where} .vtt",
    ]


def test_a_text_with_more_faults_than_anyone_reads_is_left():
    notes = Notes("a.md", {})
    for number in range(1, MOST):
        notes.report("", f"fault {number}")
    with pytest.raises(Problems) as found:
        notes.report("", "the last")
    assert len(found.value.problems) == MOST
