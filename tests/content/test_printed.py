"""Words that are printed as they stand: what must not stand in the glossary, in sources and in tables."""

import pytest

from sitegen.content import facts_files, tables
from sitegen.problems import Problems

SHOWN = "would be shown as it is; only plain words stand here"
FILLED = "would be shown as it is: a fact is filled in on pages, in words.yaml and practice.yaml only; write it there"
NUMBER = "a number here is not compared with practice.yaml; write it in the text of a page, the practice's own as "
NUMBER += "{telephone}"
CELL = "is how a spreadsheet shows a cell that it cannot fill; write what belongs there"
WORDS = [
    ("Call {telephone}", f"'{{telephone}}' {FILLED}"),
    ("Call { telephone }", f"'{{ telephone }}' {FILLED}"),
    ("{telphone}", f"'{{telphone}}' {FILLED}"),
    ("{doctors fax}", f"'{{doctors fax}}' {FILLED}"),
    ("fax} now", "'fax}' lacks its opening brace; write {fax}"),
    ("{fax now", "'{fax' lacks its closing brace; write {fax}"),
    ("Call (310) 555-0199", f"'(310) 555-0199': {NUMBER}"),
    ("3105550199", f"'3105550199': {NUMBER}"),
    ("**that**", f"'**that**' {SHOWN}"),
    ("__that__", f"'__that__' {SHOWN}"),
    ("a *twitch*", f"'*twitch*' {SHOWN}"),
    ("(_that_)", f"'_that_' {SHOWN}"),
    ("~~that~~", f"'~~that~~' {SHOWN}"),
    ("[medicine](treatments/nothing.md)", f"'](treatments/nothing.md)' {SHOWN}"),
    ("[@NOPE]", f"'[@NOPE]' {SHOWN}"),
    ("<b>that", f"'<b>' {SHOWN}"),
    ("TODO", "TODO: this is still to be written; write it, or take it out"),
    ("#REF!", f"'#REF!' {CELL}"),
    ("#N/A", f"'#N/A' {CELL}"),
    ("#VALUE!", f"'#VALUE!' {CELL}"),
    ("#DIV/0!", f"'#DIV/0!' {CELL}"),
    ("#NAME?", f"'#NAME?' {CELL}"),
    ("########", f"'########' {CELL}"),
    ("Err:502", f"'Err:502' {CELL}"),
]
PLAIN = [
    "*p < 0.05; **p < 0.01 (*p), 5*3*2, BRCA1* and *2, 0.04* or 0.03*, *a, *b, x_1 and y_, a_b_c",
    "p = 0.04** and 0.03**, 5 * 3, [sic], (a) [b] {c}, Date: ____, snake_case__name",
    "G51.0, 2026-11-23, 10.1007/s00701-016-2767-7, 978-3-16-148410-0, 2019–2021, 1,234,567",
    "# of eyes, #1, No. #12, C#, #hashtag, a < b, <5%, todo",
]


def told(read, path, text):
    with pytest.raises(Problems) as found:
        read(path, text.encode())
    return [str(problem) for problem in found.value.problems]


@pytest.mark.parametrize(("words", "message"), WORDS)
def test_words_that_nobody_understands_are_told_in_the_glossary(words, message):
    text = f"palsy: weakness\nsteroid: 'A medicine. {words}'\n"
    assert told(facts_files.read, "glossary.yaml", text) == [f"glossary.yaml:2: steroid: {message}"]


def test_the_terms_of_the_glossary_are_words_too():
    assert told(facts_files.read, "glossary.yaml", "'**palsy**': weakness\n") == [
        f"glossary.yaml:1: **palsy**: '**palsy**' {SHOWN}"
    ]


@pytest.mark.parametrize(("words", "message"), WORDS)
def test_words_that_nobody_understands_are_told_in_sources(words, message):
    text = f"ONE:\n  tier: A\n  text: 'A title. {words}'\n  title: '{words}'\n"
    assert told(facts_files.read, "sources.yaml", text) == [
        f"sources.yaml:3: ONE: text: {message}",
        f"sources.yaml:4: ONE: title: {message}",
    ]


@pytest.mark.parametrize(("words", "message"), WORDS)
def test_words_that_nobody_understands_are_told_in_a_table(words, message):
    assert told(tables.read_table, "t.csv", f"Plan,{words}\nAlpha,yes\n\nBeta,{words}\n") == [
        f"t.csv:1: column '{words}': {message}",
        f"t.csv:4: column '{words}': {message}",
    ]


@pytest.mark.parametrize("words", PLAIN)
def test_signs_that_mean_what_they_show_are_left_alone(words):
    assert facts_files.read("glossary.yaml", f'a: "{words}"\n'.encode())[0] == {"a": words}
    assert facts_files.read("sources.yaml", f'A:\n  tier: A\n  text: "{words}"\n'.encode())[0]["A"].text == words
    assert tables.read_table("t.csv", f'a\n"{words}"\n'.encode())["rows"] == [[words]]


def test_the_address_of_a_source_is_no_words():
    text = "A:\n  tier: A\n  text: A title.\n  url: https://example.org/?a=__b__&c=3105550199\n  doi: 10.1000/__b__\n"
    assert facts_files.read("sources.yaml", text.encode())[0]["A"].doi == "10.1000/__b__"
