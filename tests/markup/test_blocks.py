"""`:::` blocks: every mistake in one is told, none is shown."""

import pytest
from conftest import page
from samples import DRAWING

AS_IT_IS = "would be shown as it is; only plain words stand here"
LONE = "::: must be the first thing on its line, outside lists and quotations"
SHALLOW = "a list inside a list is indented by four spaces, any other by none"


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("::: nte\n:::\n", ["7: there is no component 'nte', did you mean 'note'?"]),
        ("::: x\n:::\n", ["7: there is no component 'x'; the preview shows all of them at /components/"]),
        ("::: note\n:::\n", ["7: note: the parameter 'type' is missing"]),
        (
            '::: note typ="plain"\n:::\n',
            ["7: note: the parameter 'type' is missing", "7: note: there is no parameter 'typ', did you mean 'type'?"],
        ),
        ('::: note type="plane"\n:::\n', ["7: note: type: 'plane' is not one of plain, loud, did you mean 'plain'?"]),
        ('::: note type="plain" type="loud"\n:::\n', ["7: note: a parameter is written twice"]),
        ('::: note type="plain" body="a"\n:::\n', ["7: note: there is no parameter 'body'"]),
        ('::: door href="contact.md" text=" "\n:::\n', ["7: door: the parameter 'text' is empty"]),
        *(
            (f'::: door href="contact.md" text="a {words}"\n:::\n', [f"7: text: '{mark}' {AS_IT_IS}"])
            for words, mark in (
                ("**b**", "**"),
                ("[@ONE]", "[@ONE]"),
                ("[b](c.md)", "](c.md)"),
                ("<b>b</b>", "<b>"),
                ("&amp; b", "&amp;"),
            )
        ),
        (
            '::: door href="contact.md" text="a"\nText.\n:::\n',
            ["7: 'door' takes no text; close it (:::) on the line below"],
        ),
        (
            "::: note type=plain\n:::\n",
            ["7: '::: note type=plain' cannot be read; write ::: name parameter=\"value\", with straight quotes"],
        ),
        (
            "::: note type=“plain”\n:::\n",
            ["7: '::: note type=“plain”' cannot be read; write ::: name parameter=\"value\", with straight quotes"],
        ),
        ('Text.\n::: note type="plain"\nText.\n', ["8: 'note' has no closing line (:::)"]),
        ('::: note type="plain"\n::: note type="loud"\n:::\n', ["7: 'note' has no closing line (:::)"]),
        ("Text.\n\n:::\n", ["9: ::: closes a block, but none is open"]),
        ('- a\n\n    ::: note type="plain"\n    b\n    :::\n', [f"9: {LONE}", f"11: {LONE}"]),
        ('> ::: note type="plain"\n> :::\n\n1. :::\n\nA\n:   ::: b\n', [f"{line}: {LONE}" for line in (7, 8, 10, 13)]),
        (
            '::: note type="plain"\n: a\n:::\n',
            ["7: 'note' cannot stand here; put an empty line below it, and no list or table around it"],
        ),
        ("- a\n  - b\n", [f"8: {SHALLOW}"]),
        ("1. a\n\n   - b\n\n    - c\n      - d\n", [f"9: {SHALLOW}", f"12: {SHALLOW}"]),
    ],
)
def test_a_component_with_a_fault(told, body, problems):
    assert told(body) == [f"content/contact.md:{problem}" for problem in problems]


def test_faults_inside_and_after_a_faulty_component_are_told_too(told):
    body = '::: nte\n<b>\n\n::: door href="/a" text="b"\n:::\n:::\n# c\n'
    assert told(body) == [
        "content/contact.md:7: there is no component 'nte', did you mean 'note'?",
        "content/contact.md:8: HTML (<b>) cannot be used here; write **words** for bold ones",
        "content/contact.md:10: the link '/a' must be the path of a .md or .pdf file, or begin with https:// or tel:+",
        "content/contact.md:13: '# c': the page's title is its only first-level heading; begin with ##",
    ]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('::: note type="plain"\n**a**\n:::', '<aside class="plain"><p><strong>a</strong></p></aside>'),
        (':::note   type="plain"\na\n::::::', '<aside class="plain"><p>a</p></aside>'),
        (
            'a\n::: note type="loud"\n- b\n:::\nc',
            '<p>a</p>\n<aside class="loud"><ul>\n<li>b</li>\n</ul></aside>\n<p>c</p>',
        ),
        ('- a\n::: note type="loud"\nb\n:::', '<ul>\n<li>a</li>\n</ul>\n<aside class="loud"><p>b</p></aside>'),
        (
            '::: note type="plain"\na\n::: note type="loud"\nb\n:::\n:::',
            '<aside class="plain"><p>a</p>\n<aside class="loud"><p>b</p></aside></aside>',
        ),
        ('::: note type="plain"\n[a](index.md) [@ONE]\n:::', '<aside class="plain"><p><a href="../">a</a><sup class='),
        (
            '::: door href="index.md" text="<x> & 3 * 4_a {{ 1 }}"\n:::',
            '<a class="door" href="../">&lt;x&gt; &amp; 3 * 4_a {{ 1 }}</a>',
        ),
        ("`{{ 7 * 7 }} {% raw %} {# a #}`", "<p><code>{{ 7 * 7 }} {% raw %} {# a #}</code></p>"),
    ],
)
def test_a_component_becomes_its_html(build_site, body, html):
    site = build_site({"content/contact.md": page("Contact", body=body)})
    assert f"<main>\n{html}" in site["contact/"]


def test_a_picture_or_a_link_inside_a_component_is_found_at_any_depth(build_site):
    body = '::: note type="plain"\n![a](a-b.svg)\n\n[b](contact.md)\n:::\n'
    site = build_site({"content/404.md": page("Not found", body=body), "content/a-b.svg": DRAWING})
    [picture] = [path for path in site.files if path.startswith("pictures/")]
    image = f'<img alt="a" src="/{picture}" width="100" height="50" decoding="async">'
    assert f'<aside class="plain"><p>{image}</p>\n<p><a href="/contact/">b</a></p></aside>' in site["404.html"]
