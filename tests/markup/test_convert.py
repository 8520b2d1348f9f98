"""Markdown becomes HTML; what is no sense in it is told, never shown."""

import re

import pytest
from conftest import FILES, HEALTH, TREATMENT, page
from hypothesis import given
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor
from samples import DRAWING

from sitegen.markup.convert import begun, make_parser, parsed
from sitegen.markup.notes import Notes
from sitegen.markup.places import Part
from sitegen.markup.typography import printed

WANTED = "must be the path of a .md or .pdf file, or begin with https:// or tel:+"
HTML = "cannot be used here; use Markdown or a ::: component"
BOLDLY = "cannot be used here; write **words** for bold ones"
APART = "cannot be used here; write an empty line between paragraphs"
OUT = "cannot be used here; take it out"
LEAD = "cannot be used here; write [words](page.md) for a link"
SHOW = "cannot be used here; write ![what it shows](picture.jpg)"
BOLD = "bold (**) that is never closed, or begins or ends with a space"
LINK = "a link that is never closed, or has another in it, or whose address is missing"
PICTURE = "a picture without its address; write ![what it shows](picture.jpg)"
TURNED = "the brackets of a link stand so: [words](page.md)"
RULE = "a table needs a line of hyphens below its first row:"
APART_ROW = "a row that stands apart from its table; take out the empty line above it"
HYPHENS = "hyphens below a row are shown as they are; take this line out, or put an empty line before the next table"
ROWS = "a table needs an empty line above it, and as many names as there are cells below them"
WORDS = "needs words for those who cannot see it: ![what it shows](…)"
PALSY = (
    '<button popovertarget="term-1" type="button">{}</button>'
    '<span id="term-1" popover="" role="note"> (weakness of muscles)</span>'
)
PATH = "write the path of its file, like contact.md"
ENDINGS = ".svg .jpg .jpeg .png .webp .avif .heic .heif"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            "| a | b |\n|---|---|\n| c | d |",
            '<thead>\n<tr>\n<th scope="col">a</th>\n<th scope="col">b</th>\n</tr>\n</thead>\n'
            '<tbody>\n<tr>\n<th scope="row">c</th>\n<td data-label="b">d</td>',
        ),
        ("a | b\n--- | ---\n- | -", '<th scope="row">-</th>\n<td data-label="b">-</td>'),
        ("- a | b\n- c | d", "<ul>\n<li>a | b</li>\n<li>c | d</li>\n</ul>"),
        ("a | b\\\nc | d", "<p>a | b<br>\nc | d</p>"),
        ("|a| + |b|", "<p>|a| + |b|</p>"),
        ("Term\n:   text", "<dl>\n<dt>Term</dt>\n<dd>text</dd>\n</dl>"),
        ("a[^1]\n\n[^1]: b", '<p>a<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>'),
        ("3. a\n4. b\n\n- c", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n<ul>\n<li>c</li>\n</ul>'),
        ("- a\n    - b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        (
            "a < b & c > d, \\*e\\* &lt;f&gt; &amp; `<g>`",
            "<p>a &lt; b &amp; c &gt; d, *e* &lt;f&gt; &amp; <code>&lt;g&gt;</code></p>",
        ),
        ("[a](index.md#b) [c](#a)\n\n## A", '<a href="../#b">a</a> <a href="#a">c</a>'),
        ("[a][b]\n\n[b]: index.md 'c\"d'", '<a href="../" title="c&quot;d">a</a>'),
        ("<https://a.org/?b=1&c=2>", '<a href="https://a.org/?b=1&amp;c=2">https://a.org/?b=1&amp;c=2</a>'),
        ("[call](tel:+13105550100)", '<a href="tel:+13105550100">call</a>'),
        ("a\n--- b\n\n12 - 3 * 4 or < 5", "<main>\n<p>a\n--- b</p>\n<p>12 - 3 * 4 or &lt; 5</p>\n</main>"),
    ],
)
def test_markdown_becomes_html(build_site, body, html):
    files = {
        "content/index.md": page("Home", body="## B\n\n[a](contact.md)"),
        "content/contact.md": page("Contact", body=body + "\n"),
    }
    assert html in build_site(files)["contact/"]


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("a <b>b</b>\n\nc <b>\n", [f"7: HTML (<b>) {BOLDLY}", f"9: HTML (<b>) {BOLDLY}"]),
        ("<div\nclass='a'>\n\n</div>\n", [f"7: HTML (<div) {APART}", f"10: HTML (</div>) {APART}"]),
        ("<!-- a -->\n\n- b <!-- a -->\n", [f"7: HTML (<!-- a -->) {OUT}", f"9: HTML (<!-- a -->) {OUT}"]),
        ("<!-- a\n\nb -->\n", [f"7: '<!-- a': HTML {HTML}"]),
        ("<script>alert(1)</script>\n", [f"7: HTML (<script>) {OUT}"]),
        (
            "<img src=x onerror=y> <a href='[b](c.md)'>\n",
            [f"7: HTML (<a href=') {LEAD}", f"7: HTML (<img src=x onerror=y>) {SHOW}"],
        ),
        ("<!DOCTYPE html> <?a?>\n", [f"7: '<!DOCTYPE html>': HTML {HTML}", f"7: HTML (<?a?>) {HTML}"]),
        (
            "a &nosuch; &#x202e; &#2;\n",
            [
                "7: '&#2;' stands for an invisible control character; delete it",
                "7: '&#x202e;' stands for an invisible control character; delete it",
                "7: there is no character '&nosuch;'; for the sign & itself write &amp;",
            ],
        ),
    ],
)
def test_html_is_refused_where_it_stands(told, body, problems):
    assert told(body) == [f"content/contact.md:{problem}" for problem in problems]


@pytest.mark.parametrize(
    ("written", "first", "step"),
    [
        ("[a]({1})", 7, 2),
        ("[a](<{1}>)", 7, 2),
        ("[a][{0}]\n\n[{0}]: {1}", 9, 4),
        ('::: door href="{1}" text="a"\n:::', 7, 3),
    ],
)
def test_a_link_is_a_file_of_ours_or_a_safe_address(told, written, first, step):
    targets = [
        "javascript:alert(1)",
        "JaVaScript:a",
        "java&#115;cript:a.md",
        "vbscript:a.md",
        "data:text/html,a",
    ]
    targets += ["//a.org", "https://", "https://b", "/contact/"]
    body = "\n\n".join(written.format(number, target) for number, target in enumerate(targets))
    problems = [
        f"content/contact.md:{first + step * n}: the link '{target}' {WANTED}" for n, target in enumerate(targets)
    ]
    assert told(body + "\n") == problems


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        (
            "see a.txt\n\n[a](a.txt)\n\n[b](a.txt)\n",
            [f"{line}: no page has the address 'a.txt'; {PATH}" for line in (9, 11)],
        ),
        ("[a]()\n", ["7: the link has no target between ( and )"]),
        ("[ ](index.md)\n", ["7: the link to 'index.md' has no words"]),
        ("[a [@ONE]](index.md)\n", ["7: the link to 'index.md' has a citation or footnote in it; put it behind"]),
        ("[a [b](index.md)](index.md)\n", [f"7: 'a [b](index.md)': {LINK}"]),
        ("a\n\n[b][c]\n", [f"9: '[b][c]': {LINK}"]),
        ("[a](index.md\n", [f"7: '[a](index.md': {LINK}"]),
        *((f"(a)[{to}]\n", [f"7: '[{to}]': {TURNED}"]) for to in ("../contact.md", "a.pdf", "https://a.org/")),
        ("[a] [index.md#b]\n", [f"7: '[index.md#b]': {TURNED}"]),
        ("[a b(index.md)\n", ["7: '[a b(index.md)': a link whose words lack their ]: [words](page.md)"]),
        ("<../contact.md>\n", ["7: '<../contact.md>': a link without words; write [words](page.md)"]),
        ("<contact.md>\n", ["7: HTML (<contact.md>) cannot be used here; write [words](contact.md) for a link"]),
        ("![a] (b c.png)\n", [f"7: '![a] (b c.png)': {PICTURE}"]),
        ("![a] (b.png)\n", ["7: there is no picture 'b.png'"]),
        ("![a]\n(b.png)\n", ["7: there is no picture 'b.png'"]),
        ("![a][b.png]\n", [f"7: '![a][b.png]': {PICTURE}"]),
        (
            "b.gif\n\n![a](b.gif)\n",
            ["9: the picture 'b.gif' must be a file below content/ whose name ends in " + ENDINGS],
        ),
        (
            "![a](https://a.org/b.png)\n",
            ["7: the picture 'https://a.org/b.png' lies on another site; save it beside the page and write its name"],
        ),
        (
            "![a](../b.png)\n",
            ["7: the picture '../b.png' must be a file below content/ whose name ends in " + ENDINGS],
        ),
        ("b.png\n\n![ ](b.png)\n", [f"9: the picture 'b.png' {WORDS}"]),
        (
            "a [@one] [@] [@ONE\n@TWO]\n",
            [
                f"7: '{text}' is not a citation; write [@KEY] or [@ONE; @TWO]"
                for text in ("[@ONE @TWO]", "[@]", "[@one]")
            ],
        ),
        ("[@`a`]\n", ["7: '[@…]' is not a citation; write [@KEY] or [@ONE; @TWO]"]),
        ("a [@ONE\n", ["7: 'a [@ONE': a citation that is never closed; write [@KEY]"]),
        (
            "a[^1] [^2]\n\n[^1]: b\n",
            ["7: '[^2]': a footnote without its text; write [^1]: and the text on a line of their own"],
        ),
        (
            "a[^1] b[^2]\n\n[^1]: c\n[^1]: d\n[^2]: e\n",
            ["10: the footnote '1' is written twice; give one of them another name, here and in the text"],
        ),
        ("**a** b\n\n**c\n", [f"9: '**c': {BOLD}"]),
        ("** a**\n", [f"7: '** a**': {BOLD}"]),
        ("12 - 3 * 4 ** or < 5\n", [f"7: '12 - 3 * 4 ** or < 5': {BOLD}"]),
        ("a:\n- b\n", ["8: '- b': a list needs an empty line above it"]),
        ("a:\n1. b\n", ["8: '1. b': a list needs an empty line above it"]),
        ("a\n| a | b |\n|---|---|\n", [f"9: '|---|---|': {ROWS}"]),
        ("| a | b |\n|---|\n| 1 | 2 |\n", [f"8: '|---|': {ROWS}"]),
        (" | a | b |\n | 1 | 2 |\n", [f"7: {RULE} | --- | --- |"]),
        ("a | b\n1 | 2\n", [f"7: {RULE} --- | ---"]),
        ("| a |\n|---|\n| 1 |\n\n| 2 | 3 |\n", ["11: " + APART_ROW]),
        ("a\n\n| 1 | 2 |\n", [f"9: {RULE} | --- | --- |"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n|---|---|\n| 3 | 4 |\n", ["10: " + HYPHENS]),
        ("a | --\n", [f"7: 'a | --': {ROWS}"]),
        ("a --| b\n", [f"7: 'a --| b': {ROWS}"]),
        (
            "| a | b |\n|---|---|\n| c |\n| d | e | f |\n",
            [
                f"{line}: cells in this row: {cells}, in the first: 2; they must be as many"
                for line, cells in ((9, 1), (10, 3))
            ],
        ),
        ("- " * 2400 + "a\n", ["6: lists or quotations nested too deeply"]),
    ],
)
def test_markdown_that_would_not_do_what_was_meant_is_told(told, body, problems):
    assert told(body) == [f"content/contact.md:{problem}" for problem in problems]


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("# A b\n", ["7: '# A b': the page's title is its only first-level heading; begin with ##"]),
        (
            "a\n\nA\n===\n",
            [
                "9: '# A': the page's title is its only first-level heading; begin with ##",
                "10: '===' makes a heading of the words above it; put an empty line between, or take it out",
            ],
        ),
        ("a\n\n## a\n\n#### a **b** [@ONE]\n", ["11: the heading 'a b' skips a level; write ### before it"]),
        (
            "### a\n\n## b\n\n#### a\n",
            [
                "7: the heading 'a' skips a level; write ## before it",
                "11: the heading 'a' skips a level; write ### before it",
            ],
        ),
        (
            "#1 tip\n\n##\n\n##\n",
            [
                "7: '# 1 tip': the page's title is its only first-level heading; begin with ##",
                "9: a heading without words",
                "11: a heading without words",
            ],
        ),
    ],
)
def test_headings_begin_at_the_second_level_and_skip_none(told, body, problems):
    assert told(body) == [f"content/contact.md:{problem}" for problem in problems]


def test_headings_get_ids_and_make_the_contents(build_site):
    body = "## What is Bell’s palsy?\n\n### *A* & B\\* &lt;C&gt; [@ONE]\n\n## A\n\n## A\n\n## 你\n\n## B {: #a-2 }\n"
    layout = "{% for heading in contents %}{{ heading.level }} {{ heading.id }} {{ heading.title }}|{% endfor %}"
    files = {"content/contact.md": page(body=body), "layouts/page.html": layout + FILES["layouts/page.html"]}
    text = build_site(files)["contact/"]
    assert text.startswith(
        "2 what-is-bells-palsy What is Bell’s palsy?|3 a-b-c A &amp; B* &lt;C&gt;|2 a A|2 a-3 A|2 section 你|2 a-2 B|"
    )
    assert (
        '<h2 id="what-is-bells-palsy">What is Bell’s palsy?</h2>\n<h3 id="a-b-c"><em>A</em> &amp; B* &lt;C&gt;' in text
    )


def test_a_term_is_explained_where_it_first_stands_in_running_text(build_site):
    body = (
        "## Palsy\n\n[palsy](index.md), `palsy`, palsys, Palsy, **palsy** and palsy, **a** palsy[^1]\n\n[^1]: palsy\n"
    )
    text = build_site({"content/contact.md": page(body=body)})["contact/"]
    assert '<h2 id="palsy">Palsy</h2>' in text
    assert (
        f"palsys, <span>{PALSY.format('Palsy')},</span> <strong>palsy</strong> and palsy, <strong>a</strong> palsy<sup"
        in text
    )
    assert text.count("<button") == 1


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            "| palsy |\n|---|\n| palsy |\n",
            f'<th scope="col">palsy</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<th scope="row">{PALSY.format("palsy")}</th>',
        ),
        ("A note[^1]\n\n[^1]: palsy\n", f"<p>{PALSY.format('palsy')}&#160;<a"),
    ],
)
def test_tables_and_notes_explain_terms_too(build_site, body, shown):
    assert shown in build_site({"content/contact.md": page(body=body)})["contact/"]


def test_the_longest_term_that_fits_is_explained(build_site):
    glossary = "palsy: weakness\npalsy brace: a support\n"
    site = build_site({"content/contact.md": page(body="A palsy brace.\n"), "content/glossary.yaml": glossary})
    assert '>palsy brace</button><span id="term-1" popover="" role="note"> (a support)</span>' in site["contact/"]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Zzell's sign", "Zzell’s sign"),
        ("Zzell’s sign", "Zzell's sign"),
        ("Zzell's sign", "Zzell's sign"),
        ("House scale (HB)", "House scale (HB)"),
        ("+/- test", "+/- test"),
    ],
)
def test_a_term_is_found_whichever_apostrophe_and_signs_it_has(build_site, term, text):
    body = f"See a{text}, {text}b, then {text} alone, and {term}.\n"
    files = {"content/contact.md": page(body=body), "content/glossary.yaml": f'"{term}": a meaning\n'}
    before, button, after = build_site(files)["contact/"].partition("<button")
    assert before.endswith("b, then ") and button and "<button" not in after
    assert f">{printed(text)}</button>" in after and " (a meaning)</span> alone" in after


def test_a_site_without_a_glossary_explains_nothing(build_site):
    assert (
        "<p>palsy</p>"
        in build_site({"content/contact.md": page(body="palsy\n"), "content/glossary.yaml": ""})["contact/"]
    )


def test_links_and_pictures_lead_to_the_files_of_the_site(build_site):
    files = {
        "content/news/index.md": page(
            "News", body='[a](../contact.md) ![b](b-c.svg \'d\')\n\n::: door href="../index.md" text="e"\n:::\n'
        ),
        "content/news/b-c.svg": DRAWING,
    }
    site = build_site(files)
    [picture] = [path for path in site.files if path.startswith("pictures/")]
    assert '<p><a href="../contact/">a</a> <img alt="b" title="d" src="../' + picture in site["news/"]
    assert '<a class="door" href="../">e</a>' in site["news/"]


def test_citations_are_numbered_through_the_fields_and_then_the_body(build_site):
    fields = TREATMENT.replace("helps_when: []", 'helps_when: ["It helps. [@TWO]"]')
    files = {
        "content/treatments/index.md": page("Treatments"),
        "content/treatments/a.md": page("Surgery", fields, "One [@ONE], two [@TWO].\n"),
        "layouts/treatment.html": "{{ page.helps_when[0] }}|{{ page.evidence }}|" + FILES["layouts/page.html"],
    }
    text = build_site(files)["treatments/a/"]
    cited = '<sup class="citation"{1}><a aria-label="Source {0}" href="#source-{0}">{0}</a></sup>'
    first, second = (cited.format(number, f' id="cited-{number}"') for number in (1, 2))
    assert text.startswith(f"It helps.{first}|It is thin.|")
    assert f"<p>One{second}, two{cited.format(1, '')}.</p>" in text
    assert '<p id="source-1">Second source.</p>\n<p id="source-2">First source.</p>' in text


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("A; @B", ("Sources 1, 2", "1, 2")),
        ("A; @B; @C", ("Sources 1 to 3", "1–3")),
        ("A] b [@B] c [@A; @B; @C; @D", ("Sources 1 to 4", "1–4")),
        ("A] b [@B] c [@C] d [@D; @A; @B", ("Sources 1, 2, 4", "1, 2, 4")),
    ],
)
def test_citations_side_by_side_are_one_link_and_each_source_is_cited_first_in_one_place(build_site, keys, shown):
    sources = "".join(f"{key}:\n  text: Source {key}.\n  tier: A\n" for key in ("ONE", *"ABCD"))
    text = build_site({"content/sources.yaml": sources, "content/contact.md": page(body=f"a [@{keys}]\n")})["contact/"]
    label, numbers = shown
    assert f'<a aria-label="{label}" href="#source-1">{numbers}</a>' in text
    cited = re.findall(r'id="cited-(\d)"', text)
    assert cited == [str(number) for number in range(1, len(cited) + 1)] and len(cited) == len(set("ABCD") & set(keys))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("A (palsy).", f"A <span>({PALSY.format('palsy')}).</span></p>"),
        ("**A** “palsy” b", f"</strong> <span>“{PALSY.format('palsy')}”</span> b</p>"),
        ("palsy-like", f"<p><span>{PALSY.format('palsy')}-</span>like</p>"),
        ("palsy.", f"<p><span>{PALSY.format('palsy')}.</span></p>"),
        ("palsy [@ONE], b", f"<p><span>{PALSY.format('palsy')}<sup"),
        ("palsy [@ONE], b", "</sup>,</span> b</p>"),
        ("A palsy b.", "</span> b.</p>"),
        ("palsy", "</span></p>"),
    ],
)
def test_no_line_ends_between_a_term_and_the_sign_beside_it(build_site, body, shown):
    assert shown in build_site({"content/contact.md": page(body=f"{body}\n")})["contact/"]


def test_a_page_does_not_explain_what_it_is_about(build_site):
    files = {f"content/{name}.md": page(name.title(), body="A palsy.\n") for name in ("palsy", "more")}
    links = {"content/index.md": page("Home", body="[p](palsy.md) [m](more.md)\n")}
    site = build_site(files | links)
    assert ("<button" in site["palsy/"], "<button" in site["more/"]) == (False, True)


def test_faults_of_fields_stand_at_the_lines_of_the_fields(problems_of):
    fields = TREATMENT.replace("helps_when: []", "helps_when:\n- Fine.\n- <b>").replace("It is thin.", "'[@one]'")
    files = {"content/treatments/a.md": page(fields=fields), "content/treatments/index.md": page("Treatments")}
    assert problems_of(files) == [
        "content/treatments/a.md:12: HTML (<b>) cannot be used here; write **words** for bold ones",
        "content/treatments/a.md:14: '[@one]' is not a citation; write [@KEY] or [@ONE; @TWO]",
    ]


def test_a_component_in_a_field_is_rebuilt_with_its_template_and_table(build_site):
    fields = TREATMENT.replace("evidence: It is thin.", 'evidence: |\n  ::: grid data="../t.csv"\n  :::')
    files = {
        "content/treatments/a.md": page("Surgery", fields),
        "content/treatments/index.md": page("Treatments"),
        "content/t.csv": "a\n1\n",
        "layouts/treatment.html": "<h1>a</h1>{{ page.evidence }}",
    }
    assert "<table>1;</table>" in build_site(files)["treatments/a/"]
    assert "<table>2;</table>" in build_site(files | {"content/t.csv": "a\n2\n"})["treatments/a/"]
    files["layouts/components/grid.html"] = "<b>{{ data.rows|length }}</b>"
    assert "<b>1</b>" in build_site(files)["treatments/a/"]


def test_a_persons_publications_are_numbered_after_the_body(build_site):
    fields = "name: A\ncredentials: MD\nrole: Director\npublications: ['A paper. [@TWO]']\n"
    files = {
        "content/about/index.md": page("About"),
        "content/about/people/index.md": page("People"),
        "content/about/people/a.md": page("A person", fields, "One [@ONE].\n"),
        "layouts/person.html": FILES["layouts/page.html"] + "{{ page.publications[0] }}",
    }
    text = build_site(files)["about/people/a/"]
    assert text.index("First source.") < text.index("Second source.") < text.index('href="#source-2"')


def test_pages_for_doctors_explain_no_terms(build_site):
    files = {
        "content/news/index.md": page("News"),
        "content/news/a.md": page("For patients", NEWS, "A palsy.\n"),
        "content/news/b.md": page("For doctors", NEWS.replace("patient", "clinician"), "A palsy.\n"),
    }
    site = build_site(files)
    assert PALSY.format("palsy") in site["news/a/"]
    assert "<p>A palsy.</p>" in site["news/b/"]


NEWS = HEALTH + "date: 2026-01-01\nauthor: One\n"


SKIPPING, WHOLE = make_parser({}), make_parser({})
WHOLE.treeprocessors.register(InlineProcessor(WHOLE), "inline", 20)
PIECES = ["`a`", "\\*", "\\\n", "\x0b", "[^1]", "\n\n[^1]: a\n\n", "[@ONE]", "[a](https://a.org)", "[b]", "![a](b.jpg)"]
PIECES += ["\n\n[b]: https://a.org\n\n", "{telephone}", "<https://a.org>", "<a@b.org>", "  \n", "<b>", "&amp;"]
PIECES += ["www.a.org", "https://a.org/", "~~a~~", "*a*", "**a**", "_a_", "a", "\n\n", "\n- ", "\n# ", "\n> "]


def converted(parser, text):
    notes = Notes("a.md", {})
    part = begun(parser, Part(text, 1), notes)
    return parsed(parser, part.text, part, notes), notes.problems, notes.facts()


@pytest.mark.parametrize("text", PIECES)
def test_each_sign_alone_is_seen(text):
    assert converted(SKIPPING, f"c {text} d") == converted(WHOLE, f"c {text} d")


@given(st.lists(st.sampled_from([*PIECES, " "])).map("".join))
def test_a_text_is_left_alone_only_where_markdown_would_find_nothing(text):
    assert converted(SKIPPING, text) == converted(WHOLE, text)
