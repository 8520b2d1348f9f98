"""Facts of practice.yaml in a text: noted with their lines, marked for what is filled in later, or told of."""

import pytest
from real_layouts import LAYOUTS

from sitegen.markup.convert import convert_page, make_parser
from sitegen.markup.marks import mark
from sitegen.markup.notes import Notes
from sitegen.markup.places import Part
from sitegen.model.page import Reference
from sitegen.problems import Problems

TELEPHONE, FAX = mark("fact-text", "telephone"), mark("fact-text", "fax")


def converted(text):
    return convert_page(make_parser({}), LAYOUTS, [], Part(text, 7), Notes("a.md", {}))


def test_facts_and_numbers_are_noted_but_not_a_fact_for_which_a_block_asks():
    facts = converted(
        'Call {telephone}, `{city}`, {x} or\n310-555-0100.\n\n::: when given="fax"\n{fax} {email}\n:::\n\n'
        '::: when missing="name"\n{fax} {name}\n:::\n'
    ).facts
    named = [("telephone", 7), ("email", 11), ("fax", 15), ("name", 15)]
    assert facts.named == tuple(Reference(name, line) for name, line in named)
    assert facts.numbers == (Reference("310-555-0100", 8),)


def test_numbers_of_fields_and_of_the_body_are_noted_together():
    fields, body = [Part("Fax 310-555-0101.", 4)], Part("Call 310-555-0100.", 7)
    facts = convert_page(make_parser({}), LAYOUTS, fields, body, Notes("a.md", {})).facts
    assert facts.numbers == (Reference("310-555-0101", 4), Reference("310-555-0100", 7))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{telephone} {x}", f"<p>{mark('fact', 'telephone')} {{x}}</p>"),
        (
            "## {telephone} **or {fax}** {fax}",
            f'<h2 id="telephone-or-fax-fax">{TELEPHONE} <strong>or {FAX}</strong> {FAX}</h2>',
        ),
        (
            "[{telephone} **a** {fax}](b.md) {fax}",
            f"{TELEPHONE} <strong>a</strong> {FAX}</a> {mark('fact', 'fax')}</p>",
        ),
        ("![{telephone}](b.png)", f'alt="{TELEPHONE}"'),
        ('::: action-link href="b.md" text="{telephone} {x}"\n:::', f"{TELEPHONE} {{x}}"),
        ('::: action-link href="{telephone}" text="Call"\n:::', f'href="{mark("fact-href", "telephone")}"'),
    ],
)
def test_a_fact_is_marked_as_plain_words_where_a_link_cannot_stand(written, shown):
    assert shown in converted(written).body


def test_a_text_that_depends_on_a_fact_stands_between_marks():
    html = converted('::: when given="fax"\nA\n:::\n\n::: when missing="email"\nB\n:::\n').body
    given, missing, end = mark("when", "given fax"), mark("when", "missing email"), mark("end")
    assert html == f"{given}<p>A</p>{end}\n{missing}<p>B</p>{end}"


@pytest.mark.parametrize(
    ("written", "problems"),
    [
        ("a\n\n{telefone} {fox}", [
            "a.md:9: there is no fact 'fox', did you mean 'fax'? For braces around a word write \\{",
            "a.md:9: there is no fact 'telefone', did you mean 'telephone'? For braces around a word write \\{",
        ]),
        ('::: action-link href="{city}" text="b"\n:::\n\n::: figure src="{city}" alt="b"\n:::', [
            "a.md:7: a link to a fact is written [call us]({telephone}); it can lead to telephone, text, email, "
            "directions, booking, pay, portal, form, emergency_number",
            "a.md:10: the picture '{city}' must be a file below content/ whose name ends in "
            ".svg .jpg .jpeg .png .webp .avif .heic .heif",
        ]),
        ("a\n\n### {city}\n\n**{telephone} a\n\n![{city}]({fax})", [
            "a.md:9: the heading '{city}' skips a level; write ## before it",
            "a.md:11: '**{telephone} a': bold (**) that is never closed, or begins or ends with a space",
            "a.md:13: the picture '{fax}' must be a file below content/ whose name ends in "
            ".svg .jpg .jpeg .png .webp .avif .heic .heif",
        ]),
        ("a\n\n::: when\nb\n:::", [
            'a.md:9: when: write either given="…" or missing="…", with the name of one fact',
        ]),
        ('::: when given="fx" missing="fax"\n## B\n:::', [
            "a.md:7: when: no heading or footnote can stand in it; put it before or behind",
            "a.md:7: when: there is no fact 'fx', did you mean 'fax'?",
            'a.md:7: when: write either given="…" or missing="…", with the name of one fact',
        ]),
        ('::: when given="fax"\nb[^1]\n:::\n\n[^1]: c', [
            "a.md:7: when: no heading or footnote can stand in it; put it before or behind",
        ]),
    ],
)  # fmt: skip
def test_what_names_no_fact_is_told_with_its_line(written, problems):
    with pytest.raises(Problems) as found:
        converted(written)
    assert str(found.value).splitlines() == problems
