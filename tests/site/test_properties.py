"""Whatever a file of content/ holds, it ends in a page or in problems, and a page holds only what was meant."""

import contextlib

import html5lib
import nh3
import pytest
from conftest import page
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from writers import converter_in

from sitegen.content import facts_files, folder, page_file, tables
from sitegen.content.folder import FACTS
from sitegen.model.kinds import KINDS
from sitegen.problems import Problems

QUICK = settings(max_examples=60, derandomize=True, deadline=None)
SECRET = {*"\n\x02\x03\ue000\ue001"}  # marks of the parsers', and what would break a problem's line
TAGS = {
    *(
        "a",
        "button",
        "span",
        "aside",
        "blockquote",
        "del",
        "br",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ),
    *("hr", "img", "li", "ol", "p", "pre", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {
    "*": {"dir", "id", "lang"},
    "a": {"aria-label", "class", "href", "title"},
    "button": {"type", "popovertarget"},
    "span": {"id", "popover", "role"},
    "aside": {"class"},
    "div": {"class"},
    "img": {"alt", "src", "title"},
    "ol": {"start"},
    "sup": {"class"},
    "td": {"data-label"},
    "th": {"scope"},
}
MARKDOWN = (  # pieces of pages, between bars
    "a¦palsy¦Palsy¦**¦*¦_¦`¦``¦\\¦[¦]¦(¦)¦!¦<¦>¦&¦\"¦'¦|¦{¦ ¦  \n¦\n¦\n\n¦\n    ¦\n        ¦\n> ¦\n- ¦"
    "\n1. ¦\n7. ¦\n:   ¦\t¦\n---\n¦\n## a¦\n### b¦\n#### c¦\n##\n¦\n# d¦\n===\n¦\n-----\n¦\n***\n¦#¦"
    "\n```\n¦~~~¦<b>¦</b>¦<script>alert(1)</script>¦<img src=x onerror=y>¦<!--¦-->¦<!-- x -->¦<?x?>¦"
    "<div\nid=x>¦<!DOCTYPE html>¦<a href='x'>¦</p>¦<p>¦<svg/onload=x>¦<https://x.org>¦<a@b.c>¦&lt;¦&amp;¦"
    "&amp;lt;b&amp;gt;¦&#60;b&#62;¦&nbsp;¦&nosuch;¦&#x202e;¦&#0;¦&#xE000;o0¦[@ONE]¦[@ONE; @TWO]¦[@one]¦[@¦"
    "[@]¦[^1]¦\n\n[^1]: a note\n\n¦[^2]¦[^1]:¦[a](contact.md)¦[a](../contact.md#b)¦[](contact.md)¦"
    "[a](javascript:alert(1))¦[a](<java script:x>)¦[a](data:text/html,x)¦[a](//x.org)¦"
    "[a](https://x.org/?a=1&b=2 'c\"d')¦[a](&#106;avascript:x)¦](x)¦[a][b]¦\n\n[b]: javascript:x\n\n¦"
    "\n\n[b]: contact.md 'c<d'\n\n¦![a](b.svg)¦![](b.svg)¦![a](x:y)¦![a\"onerror=x](b.png 'c')¦"
    "[![a](b.svg)](contact.md)¦![&no;<b>](b.svg '&no;')¦[[@ONE]](contact.md)¦"
    "[a [b](contact.md)](contact.md)¦![a][b]¦{: #a }¦\n{: #b lang=es }\n¦{: .x }¦{: onclick=x }¦{: #a¦"
    '{#x}¦{{ 7 * 7 }}¦{% raw %}¦{# x #}¦\n::: note type="plain"\n¦\n::: note type="loud"\n\n¦\n:::\n¦'
    '\n::::\n¦\n::: nte\n¦\n> :::\n¦\n::: note type="x"\n¦'
    '\n::: door href="contact.md" text="<b>&\'"\n:::\n¦'
    '\n::: door href="javascript:x" text="a"\n:::\n¦\n::: grid data="t.csv" caption="a"\n:::\n¦'
    '\n::: grid data="x.csv"\n:::\n¦\n::: note type=plain\n¦\n\n| a | b |\n|---|---|\n| c | d |\n\n¦'
    "\n| a | b |\n¦\n|--|--|\n¦\n\na|b\n:-|-:\nc|d\n\n¦\n\nTerm\n:   text\n\n¦"
    "\n\n- a\n    - b\n\n        c\n\n¦\n\n> a\n> > b\n\n¦\n\n1. a\n\n    b\n\n¦\x00¦\x02¦\x03¦"
    "\x02klzzwxh:0000\x03¦\u202e¦\u2028¦\ue000o0¦\ufeff¦\r¦é¦你¦🙂¦\u0301¦"
    "~~¦~~a~~¦\\\n¦\x0b¦\n• ¦\n1) ¦ {#x}\n¦\n- [ ] ¦www.x.org¦https://x.org/_(b)¦<a@b.org>¦"
    '\\"¦\u00ad¦\n<<<<<<< a\n¦@ONE¦==a=='
)
YAML = (
    "a¦b¦c¦0¦1¦:¦-¦#¦&¦*¦!¦|¦>¦'¦\"¦%¦@¦`¦[¦]¦{¦}¦,¦?¦ ¦\n¦\\¦~¦\n  ¦\n- ¦: ¦ #¦---\n¦...\n¦null¦no¦"
    '2026-02-30¦2026-01-01¦&x ¦*x¦!!int 7¦!x ¦<<: ¦? ¦"\\ud800"¦"\\x00"¦[@ONE]¦<b>¦02134¦9:00¦1.10'
)
PIECES, SETTINGS = st.sampled_from(MARKDOWN.split("¦")), st.sampled_from(YAML.split("¦"))
BODIES = st.lists(PIECES | PIECES | st.text(max_size=5), max_size=14).map("".join)
VALUES = st.text(max_size=12) | st.lists(SETTINGS, max_size=8).map("".join)
NAMES = sorted({name for kind in KINDS.values() for name in page_file.fields.fields_of(kind.page)})
PATHS = [
    "a.md",
    "index.md",
    "404.md",
    "about/index.md",
    *(f"{folder}/a.md" for kind in KINDS.values() for folder in kind.folders),
]


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The page that some bytes become, or None where they have problems, each told in one line."""
    glossary = {"palsy": 'a "weakness" of <muscles>', "a": "b"}
    parser, templates = converter_in(tmp_path_factory.mktemp("site"), glossary)

    class InMemory(folder.Folder):
        """One file of content/ and a table, which are not on a disk."""

        def read(self, path):
            return self.path if path != "t.csv" else b"<a>,b\n&,<script>\n"

    def read(path, data):
        try:
            return page_file.read(path, InMemory(data, {path: None, "t.csv": None}, []), parser, templates)
        except Problems as found:
            assert found.problems and not any(SECRET & {*str(problem)} for problem in found.problems)
            return None

    return read


def faults_of(html):
    """What another parser and another sanitizer find wrong with a page's text."""
    parser = html5lib.HTMLParser()
    parser.parseFragment(html)
    faults = [name for _, name, _ in parser.errors if name != "expected-named-entity"]  # &no; in a tooltip is shown so
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"https", "tel", "mailto"}, link_rel=None)
    plain = [html5lib.serialize(html5lib.parseFragment(text), alphabetical_attributes=True) for text in (html, clean)]
    return (
        faults + [text for text in plain if plain[0] != plain[1]] + sorted(SECRET & {*html} - {"\n", "\ue001"})
    )  # U+E001: a picture's place


@QUICK
@given(
    st.sampled_from(PATHS),
    st.binary(max_size=80) | BODIES.map(lambda text: f"---\n{text}\n---\n".encode(errors="replace")),
)
@example("a.md", b"")
@example("a.md", b"---\n---\n")
@example("a.md", b"---\nx: " + b"[\n" * 3_000 + b"---\n")
@example("a.md", page(body="> " * 500).encode())
@example("a.md", page(body="".join(" " * 4 * depth + "- a\n" for depth in range(90))).encode())
def test_any_bytes_end_in_a_page_or_in_problems(read, path, data):
    read(path, data)


@QUICK
@given(st.sampled_from(PATHS), st.lists(st.tuples(st.sampled_from(NAMES) | VALUES, VALUES), max_size=5))
def test_any_settings_end_in_a_page_or_in_problems(read, path, pairs):
    read(path, page(fields="".join(f"{name}: {value}\n" for name, value in pairs)).encode(errors="replace"))


@QUICK
@given(st.sampled_from(["t.csv", *FACTS]), VALUES | st.lists(st.tuples(VALUES, VALUES).map(": ".join)).map("\n".join))
@example("glossary.yaml", "? ")
def test_any_facts_and_tables_are_read_or_have_problems(path, text):
    with contextlib.suppress(Problems):
        (tables.read_table if path == "t.csv" else facts_files.read)(path, text.encode())


@QUICK
@given(BODIES)
def test_a_page_holds_only_what_was_meant(read, body):
    made = read("a.md", page(body=body).encode(errors="replace"))
    assume(made)  # as many pages as there are examples: too few fail the test
    assert faults_of(made.markup.body) == []
    assert not any(SECRET & {*heading.title} for heading in made.markup.headings)


@pytest.mark.parametrize("html", ["<b>a</b>", '<p onclick="a">b</p>', "<em>a", '<a href="javascript:a">b</a>', "\x02"])
def test_the_other_parser_and_the_sanitizer_find_what_was_not_meant(html):
    assert faults_of(html) != []
