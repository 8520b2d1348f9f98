"""Files as they are saved, and the settings at the top of a page."""

import pytest
from conftest import page

from sitegen.content import front_matter
from sitegen.problems import MOST, Problems

QUOTES = 'put the whole value in quotes: "…"'
MARKED = f"a value that begins with * or & or !; {QUOTES}"
SPECIAL = f"a value that begins with a special character (@ ` %); {QUOTES}"
NO_LIST = "an entry of a list below a line that has its value already; begin a list below a line of `name:` alone"
UTF_8 = "not saved as UTF-8; save the file again with encoding UTF-8"
HYPHENS = "the first line must be three hyphens (---), then the page's settings, then --- again"


def told(data):
    """The problems of a file, a line each."""
    with pytest.raises(Problems) as found:
        text = front_matter.decode("a.md", data if isinstance(data, bytes) else data.encode())
        front_matter.parse("a.md", front_matter.split("a.md", text).settings, 2)
    return str(found.value).splitlines()


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        ("", [":1: the file is empty; begin with a line of three hyphens (---) and the title"]),
        (" \n\n", [":1: the file is empty; begin with a line of three hyphens (---) and the title"]),
        ("Text.\n", [f":1: {HYPHENS}"]),
        ("\n---\ntitle: A\n---\n", [f":1: {HYPHENS}"]),
        (" ---\ntitle: A\n---\n", [f":1: {HYPHENS}"]),
        ("----\ntitle: A\n---\nText\n---\n", [f":1: {HYPHENS}"]),
        ("---\ntitle: A\n\nText.\n", [":1: the settings have no end; put a line of three hyphens (---) after them"]),
        (page("Café").encode("latin-1"), [f":2: {UTF_8}"]),
        (b"\xff\xfe\x00", [f":1: {UTF_8}"]),
        (page(body="a\n" * 11_000), [":6: the text is longer than 20,000 characters; make two pages of it"]),
        (
            page(body="a\n\n" + "b\n" * 2501 + "\n" + "(" * 10),
            [
                ":9: a paragraph of more than 5,000 characters; put an empty line into it",
                ":2511: more than 9 brackets in each other; close each one",
            ],
        ),
        (
            page(body="a\n\n\n  " + "(" * 10 + "\n\n\nX" + "(" * 10),
            [f":{line}: more than 9 brackets in each other; close each one" for line in (10, 13)],
        ),
        (page(body="a" * 5000 + "\n" + "b" * 5001), [":8: a line of more than 5,000 characters; break it up"]),
        (
            page(body="a\0\n\u202eb\n\uf0e0\n\ufeff\n"),
            [
                ":7: an invisible control character (U+0000); delete it",
                ":8: an invisible control character (U+202E); delete it",
                ":9: an invisible control character (U+F0E0); delete it",
                ":10: an invisible control character (U+FEFF); delete it",
            ],
        ),
    ],
)
def test_a_file_that_cannot_be_a_page(data, problems):
    assert told(data) == [f"a.md{problem}" for problem in problems]


def test_a_file_of_which_nothing_can_be_read_is_told_a_hundred_times():
    with pytest.raises(Problems) as found:
        front_matter.decode("a.md", b"\0\n" * (MOST + 1))
    assert len(found.value.problems) == MOST


def test_spaces_may_stand_behind_the_hyphens():
    assert front_matter.split("a.md", "---  \ntitle: A\n--- \nText.\n") == ("title: A\n", "Text.\n", 4)
    assert front_matter.split("a.md", "---\u00a0\ntitle: A\n---\u00a0\nText.\n") == ("title: A\n", "Text.\n", 4)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("[" * 10, 10),
        ("[" * 9, 0),  # too few to matter
        ("[a]" * 20, 1),
        ("[a" * 10, 10),
        ("[[a]] (" * 10, 2),
        ("[]]" * 10 + "[[", 2),
        ("[[]" * 10, 11),
    ],
)
def test_brackets_are_counted_where_they_stand_in_each_other(text, most):
    assert front_matter.depth(text, "[", "]") == most


@pytest.mark.parametrize("nine", ["[" * 9 + "]" * 9, "(" * 9 + ")" * 9])
def test_nine_brackets_may_stand_in_each_other_and_others_beside_them(nine):
    body = f"{nine} {nine}\n"
    assert front_matter.split("a.md", f"---\ntitle: A\n---\n{body}").body == body


@pytest.mark.parametrize(
    ("settings", "problems"),
    [
        (
            "x:\ty\nz:\ty",
            ["5: a tab among the settings; use spaces instead", "6: a tab among the settings; use spaces instead"],
        ),
        ("draft: true\ndraft: true", ["6: 'draft' is written twice; keep one"]),
        ("reviewed: {by: A, by: B}", ["5: 'by' is written twice; keep one"]),
        ("draft: &a true\nsources: *a", [f"5: {MARKED}", f"6: {MARKED}"]),
        ("draft: !!bool yes", [f"5: {MARKED}"]),
        ("sources: *", [f"5: a value that begins with * or &; {QUOTES}"]),
        ("sources: [@ONE]", [f"5: {SPECIAL}"]),
        ("sources: %a", [f"5: {SPECIAL}"]),
        ("sources: ]", [f"5: a value that begins with a special character (] }} ,); {QUOTES}"]),
        ("sources: ? a", [f"5: a value that begins with a question mark; {QUOTES}"]),
        ("sources: >a", [f"5: a value that begins with | or >; {QUOTES}"]),
        ("sources: - a", ["5: a list begins on the line below its name, each entry after a hyphen"]),
        ("a: b: c", [f"5: a colon inside a value, or a line that is indented too far; {QUOTES}"]),
        ("  a: b", ["5: begins with a space; move it to the left edge: a: b"]),
        ("draft:true", ["5: put a space after the colon: draft: true"]),
        ("a: 'b", ["5: a quotation mark that is never closed"]),
        ("a: [b\nc: d", [f"5: a bracket that is never closed; if the value only begins with one, {QUOTES}"]),
        ('a: "\\d"', ["5: a backslash inside double quotes; write two of them"]),
        ('a: "b" c', [f"5: words after the closing quotation mark; {QUOTES}"]),
        ("- a", [f"5: {NO_LIST}"]),
        ("a: |\n  b:c\n\n  d\ne:f", ["9: put a space after the colon: e: f"]),
        ("# a:b\nc: - d", ["6: a list begins on the line below its name, each entry after a hyphen"]),
        ('a: "b\n  c"\nd:e', ["7: put a space after the colon: d: e"]),
        ("? [a]\n: b", ["5: a list or mapping where a name should be; write `name: value`"]),
        ('a: "b\\x07"', ["5: an invisible control character (U+0007); delete it"]),
        (
            "summary: Step #1",
            [
                "5: 'summary' is written twice; keep one",
                f"5: what stands after # would be left out; {QUOTES}, or two spaces before a note of yours",
            ],
        ),
        ("...\n--- a", ["6: a line of --- or ... inside the settings; take it out"]),
        ("a: " + "[" * 2000, ["5: lists within lists, too deep to read; put the value in quotes"]),
        ("a: >\n" + " b\n" * 30_000, ["2: the settings are longer than 65,536 characters; move text to the body"]),
    ],
)
def test_settings_that_cannot_be_read(settings, problems):
    assert told(page(fields=settings + "\n")) == [f"a.md:{problem}" for problem in problems]


@pytest.mark.parametrize("settings", ["words", "- a\n- b", '"words"'])
def test_settings_must_be_names_and_values(settings):
    assert told(f"---\n{settings}\n---\n") == ["a.md:2: the settings must be lines of `name: value`"]


@pytest.mark.parametrize(
    "value", ["02134", "no", "9:00", "1.10", "+13105550100", "1e3", "0x1F", "2026-01-01", "nothing", "nul"]
)
def test_every_value_is_the_text_that_was_written(value):
    assert front_matter.parse("a.md", f"name: {value}").values == {"name": value}


@pytest.mark.parametrize("value", ["~", "null", "Null", "NULL"])
def test_nothing_in_yamls_words_is_nothing_and_in_quotes_a_text(value):
    assert front_matter.parse("a.md", f"name: {value}").values == {"name": ""}
    assert front_matter.parse("a.md", f'name: "{value}"').values == {"name": value}


def test_values_keep_their_lines():
    front = front_matter.parse("a.md", "title: A\nreviewed:\n  by: B\nsources:\n- C\n- D\n", 2)
    assert front.values == {"title": "A", "reviewed": {"by": "B"}, "sources": ["C", "D"]}
    assert (front.line("reviewed", "by"), front.line("sources", 1), front.line("sources", 9)) == (4, 7, 5)
    assert front.line("missing") == 1


def test_comments_and_empty_settings_are_no_fault():
    assert front_matter.parse("a.md", "# a comment\na: b  # another\n").values == {"a": "b"}
    assert front_matter.parse("a.md", "").values == {}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_marks_and_line_endings_change_nothing(build_site, mark, ending):
    data = mark + page("Contact", body="One\ntwo.\n").replace("\n", ending).encode()
    assert "<p>One\ntwo.</p>" in build_site({"content/contact.md": data})["contact/"]


def test_hyphens_in_the_text_end_nothing(build_site):
    site = build_site({"content/contact.md": page("Contact", body="One\n\n---\n\ntwo: b\n")})
    assert "<p>One</p>\n<hr>\n<p>two: b</p>" in site["contact/"]
