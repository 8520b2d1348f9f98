"""A change of a setting changes the lines of that setting and no others."""

import pytest
from conftest import ROOT
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sitegen.content import front_matter
from sitegen.content.fields import fields_of
from sitegen.editor import lines, page, source
from sitegen.editor.lines import BEYOND, STRANGE, Lines
from sitegen.model.kinds import kind_of
from sitegen.problems import Problems

CONTENT = ROOT / "content"
PATHS = [path for path in sorted(CONTENT.rglob("*.md")) if "drawings" not in path.parts]
PAGES = {str(path.relative_to(CONTENT)): path.read_bytes() for path in PATHS}
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cf", "Zl", "Zp", "Cn")), min_size=1, max_size=60)
LIKE_YAML = st.sampled_from(
    [
        "true",
        "~",
        "null",
        "- a",
        "a: b",
        "a # b",
        "'a'",
        '"',
        "&amp;nbsp;",
        "&nbsp;",
        "*a",
        "[a, b]",
        "{a}",
        "02134",
        "“a”",
    ]
)
VALUES = (TEXT | LIKE_YAML).map(str.strip).filter(bool)
ENDS = st.sampled_from([b"\n", b"\r\n", b"\r"])
MARKS = st.sampled_from([b"", b"\xef\xbb\xbf"])


def rows_of(parts, name):
    field = parts.fields[name]
    rows = parts.settings.split("\n")
    return rows[: field.first], rows[field.end :]


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.sampled_from(sorted(PAGES)), st.data())
def test_a_changed_setting_reads_back_and_no_other_line_differs(path, data):
    text = source.read(path, PAGES[path]).text
    old = page.parts(path, text)
    name = data.draw(st.sampled_from(sorted(old.values)))
    before = old.values[name]
    is_list = isinstance(before, list) and all(isinstance(item, str) for item in before)
    assume(isinstance(before, str) or is_list)
    value = data.draw(st.lists(VALUES | st.sampled_from(before or ["a"]), max_size=4) if is_list else VALUES)
    new = page.parts(path, page.changed(path, text, {name: value}, None))
    assert new.values == {**old.values, name: value} and list(new.values) == list(old.values)
    assert rows_of(new, name) == rows_of(old, name)
    assert (new.head, new.fence, new.body) == (old.head, old.fence, old.body)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.sampled_from(sorted(PAGES)), st.data())
def test_a_setting_that_comes_is_one_line_and_goes_without_a_trace(path, data):
    text = source.read(path, PAGES[path]).text
    name = data.draw(st.sampled_from(["short_title", "publish_on", "search_words", "in_short"]))
    assume(name not in page.parts(path, text).values)
    value = data.draw(VALUES)
    more = page.changed(path, text, {name: value}, None)
    rows = more.split("\n")
    assert len(rows) == text.count("\n") + 2 and page.parts(path, more).values[name] == value
    assert page.changed(path, more, {name: None}, None) == text


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.sampled_from(sorted(PAGES)), ENDS, MARKS, st.data())
def test_one_changed_line_of_a_text_leaves_all_others_as_bytes(path, end, mark, data):
    file = mark + PAGES[path].replace(b"\n", end)
    read = source.read(path, file)
    body = page.parts(path, read.text).body
    rows = body.split("\n")
    number = data.draw(st.integers(0, len(rows) - 1).filter(lambda number: rows[number].strip()))
    rows[number] = data.draw(VALUES)
    written = source.with_text(read, page.changed(path, read.text, {}, "\n".join(rows)))
    old, new = file.split(end), written.split(end)
    assert len(old) == len(new)
    assert [at for at, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]] in (
        [],
        [read.text.count("\n") - body.count("\n") + number],
    )


@pytest.mark.parametrize("path", sorted(PAGES))
def test_every_page_is_put_together_again_as_it_was(path):
    read = source.read(path, PAGES[path])
    parts = page.parts(path, read.text)
    assert source.with_text(read, parts.head + parts.settings + parts.fence + parts.body) == PAGES[path]
    for name, field in parts.fields.items():
        if isinstance(parts.values[name], list | dict):
            same = {name: Lines(lines.shown(parts.settings, field))}
            assert page.parts(path, page.changed(path, read.text, same, None)).values == parts.values


CHANGES = [
    ("title: One", {"title": "Two"}, "title: Two"),
    ('title: "One"  # a note', {"title": 'T "w" o'}, 'title: "T \\"w\\" o"  # a note'),
    ("title: 'One'", {"title": "It's"}, "title: 'It''s'"),
    ("title: One", {"title": "One: two"}, 'title: "One: two"'),
    ("title:", {"title": "One"}, "title: One"),
    ("title: One", {"title": ""}, 'title: ""'),
    ("title: One\n  two\nx: 1", {"title": "Three"}, "title: Three\nx: 1"),
    ("title:\n  One\nx: 1", {"title": "Two"}, "title:\n  Two\nx: 1"),
    ("title: |\n    One\n    two\n\n# note\nx: 1", {"title": "a\nb"}, "title: |\n    a\n    b\n\n# note\nx: 1"),
    ("title: >\n  One\n  two\nx: 1", {"title": "a\nb"}, 'title: "a\\nb"\nx: 1'),
    ("title: |\n  One\nx: 1", {"title": ""}, 'title: ""\nx: 1'),
    ("title: [a]", {"title": "b"}, "title: b"),
    ("aliases: [ /a/, '/b/' ]  # old", {"aliases": ["/b/", "/c/"]}, "aliases: ['/b/', /c/]  # old"),
    ("aliases: [/a/,\n  /b/]\nx: 1", {"aliases": ["/b/"]}, "aliases: [/b/]\nx: 1"),
    ("aliases:\n  - /a/\n  # two\n  - /b/\nx: 1", {"aliases": ["/c/", "/b/"]}, "aliases:\n  - /c/\n  - /b/\nx: 1"),
    ("aliases:\n- /a/\n\n# note\nx: 1", {"aliases": ["/a/", "/b/"]}, "aliases:\n- /a/\n- /b/\n\n# note\nx: 1"),
    ("aliases:\n- /a/\nx: 1", {"aliases": []}, "aliases: []\nx: 1"),
    ("aliases: /a/", {"aliases": ["/a/"]}, "aliases: [/a/]"),
    ("aliases: []", {"aliases": ["/a/", "b, c"]}, 'aliases: [/a/, "b, c"]'),
    ("sources:\n  - [a]\n  - b", {"sources": ["b"]}, "sources:\n  - b"),
    ("title: One\nx: 1", {"draft": "true"}, "title: One\ndraft: true\nx: 1"),
    ("x: 1", {"title": "One"}, "title: One\nx: 1"),
    ("title: One", {"draft": None}, "title: One"),
    ("title: One\n# note\ndraft: true\nx: 1", {"draft": None}, "title: One\n# note\nx: 1"),
    ("title: One", {"facts": ["a" * 60, "b" * 40]}, f"title: One\nfacts:\n  - {'a' * 60}\n  - {'b' * 40}"),
    ("next:\n    - page: a.md", {"next": Lines("- page: c.md\n  why: d")}, "next:\n    - page: c.md\n      why: d"),
    ("reviewed: {by: A, on: B}", {"reviewed": Lines("by: A\non: C")}, "reviewed:\n  by: A\n  on: C"),
    ("reviewed:\n  by: A", {"reviewed": Lines("{by: A,\n  on: C}")}, "reviewed: {by: A,\n  on: C}"),
    ("title: One", {"reviewed": Lines("by: A")}, "title: One\nreviewed:\n  by: A"),
]  # fmt: skip
ORDER = list(fields_of(kind_of("a.md").page))


@pytest.mark.parametrize(("before", "changes", "after"), CHANGES)
def test_the_least_change(before, changes, after):
    assert lines.change(f"{before}\n", changes, ORDER) == f"{after}\n"


def test_what_is_not_said_by_its_own_lines_is_refused():
    with pytest.raises(Problems, match=BEYOND):
        lines.change("next:\n- page: a.md\nx: 1\n", {"next": Lines("- page: b.md\ndraft: true")}, ORDER)
    with pytest.raises(Problems, match="a bracket"):
        lines.change("next:\n  - a\nx: 1\n", {"next": Lines("[a")}, ORDER)
    with pytest.raises(Problems, match=STRANGE):
        lines.change("title: |1\n  One\n", {"title": "Two\nthree"}, ORDER)


def test_a_text_in_the_place_of_an_empty_one_begins_after_an_empty_line():
    assert page.changed("a.md", "---\ntitle: A\n---", {}, "Text.") == "---\ntitle: A\n---\n\nText.\n"
    assert page.changed("a.md", "---\ntitle: A\n---\n", {}, "Text.") == "---\ntitle: A\n---\n\nText.\n"
    assert page.changed("a.md", "---\ntitle: A\n---\n\nOld.", {}, "Text.\n") == "---\ntitle: A\n---\n\nText."


def test_a_soft_break_of_another_setting_stays():
    text = "---\ntitle: A\x0bpage\nsummary: B\n---\n"
    assert page.changed("a.md", text, {"summary": "C"}, None) == "---\ntitle: A\x0bpage\nsummary: C\n---\n"


def test_settings_in_braces_are_changed_as_text():
    with pytest.raises(Problems, match="settings in braces; write each on a line of its own"):
        page.parts("a.md", "---\n{title: A}\n---\n")


def test_every_way_to_end_a_line_stays_where_it_was():
    read = source.read("a.csv", b"a\r\nb\nc\rd")
    assert source.with_text(read, "a\nx\nc\nd\ne") == b"a\r\nx\r\nc\rd\r\ne"
    assert source.with_text(source.read("a.csv", b"a"), "a\nb\n") == b"a\nb\n"


def test_utf_16_stays_utf_16():
    read = source.read("a.csv", "a\r\né".encode("utf-16"))
    assert source.with_text(read, "b\né").decode("utf-16") == "b\r\né"


def test_what_can_be_read_has_fields_with_the_same_names():
    text = "title: One\n# a note\nnext:\n  - page: a.md\n"
    assert lines.fields_in(text).keys() == front_matter.parse("", text).values.keys()
    assert lines.fields_in("") == {}
