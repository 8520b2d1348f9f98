"""Layouts that fail on anything undefined, at their own file and line."""

import pytest
from conftest import FILES, page

from sitegen.jinja import long_date
from sitegen.problems import Problems
from sitegen.templates import Templates

QUOTED = "write a template's name in quotes, not as a variable"


@pytest.fixture
def layouts(write, tmp_path):
    """The layouts of a folder that holds the files given."""
    return lambda files: Templates(f"{write(files)}/layouts", f"{tmp_path}/.cache", b"")


@pytest.mark.parametrize(
    ("layout", "told"),
    [
        ("<p>\n{{ pge.title }}\n</p>", "layouts/page.html:2: 'pge' is undefined"),
        ("\n\n{{ page.tytle }}", "layouts/page.html:3: 'dict object' has no attribute 'tytle'"),
        (
            "{% if page %}\n",
            "layouts/page.html:1: Unexpected end of template. Jinja was looking for the following "
            "tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.",
        ),
        (
            "\n{% include 'bse.html' %}",
            "layouts/page.html:2: there is no template 'bse.html', did you mean 'base.html'?",
        ),
        (
            "\n{{ component('nte') }}",
            "layouts/page.html:2: there is no template 'components/nte.html', did you mean 'components/note.html'?",
        ),
        ("\n{{ 1 // 0 }}", "layouts/page.html:2: integer division or modulo by zero"),
        ("{{ 'x'|date }}", "layouts/page.html:1: Invalid isoformat string: 'x'"),
        ("a\n{% set n = 'note' %}{{ component(n) }}", f"layouts/page.html:2: {QUOTED}"),
        ("a\n{{ component('note' if page else 'b') }}", f"layouts/page.html:2: {QUOTED}"),
        ("a\n{{ component(\"no\" ~ 'te') }}", f"layouts/page.html:2: {QUOTED}"),
        ("a\n{% set n = 'a' %}{% include n %}", f"layouts/page.html:2: {QUOTED}"),
        ("a\n{%- extends page.title -%}", f"layouts/page.html:2: {QUOTED}"),
        ("a\n{% set n = 'note' %}{% call component(n) %}b{% endcall %}", f"layouts/page.html:2: {QUOTED}"),
    ],
)
def test_what_fails_in_a_layout_is_told_at_its_line(problems_of, layout, told):
    assert told in problems_of({"layouts/page.html": layout, "layouts/base.html": ""})


def test_what_fails_in_a_component_is_told_there(problems_of):
    broken = {
        "layouts/components/note.html": "{# A note. #}\n<p>\n{{ type.x.y }}{{ body }}",
        "content/contact.md": NOTE,
    }
    assert problems_of(broken) == ["layouts/components/note.html:3: 'str object' has no attribute 'x'"]


NOTE = page("Contact", body='::: note type="plain"\nText.\n:::\n')


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{# A note. #}\n{% if %}{{ body }}", "2: Expected an expression, got 'end of statement block'"),
        ("{{ type }}\n\n{{ body|shout }}", "3: No filter named 'shout'."),
        ("{{ type }}{{ body }}\n{% include 'a' %}", "2: there is no template 'a'"),
    ],
)
def test_a_component_that_cannot_be_read_is_told_once_for_all_pages(problems_of, source, told):
    files = {"layouts/components/note.html": source, "content/contact.md": NOTE, "content/404.md": NOTE}
    assert f"layouts/components/note.html:{told}" in problems_of(files)


def test_what_fails_in_a_file_for_machines_is_told_at_its_line(problems_of):
    assert problems_of({"layouts/root/robots.txt": "a\n{{ b }}"}) == ["layouts/root/robots.txt:2: 'b' is undefined"]


def test_a_layout_that_is_missing_is_told_by_its_name(problems_of):
    layout = "{% extends 'b' %}"
    assert problems_of({"layouts/page.html": layout}) == ["layouts/page.html:1: there is no template 'b'"]


def test_a_parameter_may_have_any_name(build_site):
    note = "{{ name }} {{ caller is defined }} {{ self is defined }}"
    files = {
        "layouts/components/note.html": note,
        "content/contact.md": page("Contact", body='::: note name="a"\n:::\n'),
    }
    assert "<main>\na False" in build_site(files)["contact/"]


def test_a_layout_in_another_encoding_is_told_with_its_line(write, tmp_path):
    root = write({"layouts/a.html": b"<p>\n\xe9</p>"})
    with pytest.raises(
        Problems, match=r"layouts/a\.html:2: not saved as UTF-8; save the file again with encoding UTF-8"
    ):
        Templates(f"{root}/layouts", f"{tmp_path}/.cache", b"")


def test_a_component_takes_what_its_template_names(layouts):
    found = layouts({"layouts/components/a.html": "{# A.\n   kind: x | y-z\n   body: text #}\n" + TAKES}).parameters(
        "a"
    )
    assert (found.required, found.optional) == ({"kind", "items", "body"}, {"label", "size"})
    assert found.choices == {"kind": ["x", "y-z"]}


TAKES = "{{ kind }}{% for item in items %}{{ item }}{% endfor %}{% if label is defined %}{{ label }}{% endif %}" + (
    "{{ size|default('1') }}{{ component('b') }}{{ body }}"
)


def test_a_component_sees_its_parameters_and_nothing_else(layouts):
    made = layouts(
        {"layouts/a.html": "{% set x = 1 %}{{ component('b', y=2) }}", "layouts/components/b.html": "{{ x }}{{ y }}"}
    )
    with pytest.raises(Problems, match="components/b.html:1: 'x' is undefined"):
        made.render("a.html", {"x": 3})


def test_text_is_escaped_in_html_and_not_in_other_files(layouts):
    made = layouts({"layouts/a.html": "{{ x }}", "layouts/root/a.xml": "{{ x }}", "layouts/root/a.txt": "{{ x }}"})
    assert [made.render(name, {"x": "<&>"}) for name in ("a.html", "root/a.xml", "root/a.txt")] == [
        "&lt;&amp;&gt;",
        "&lt;&amp;&gt;",
        "<&>",
    ]


def test_a_call_gives_a_component_its_body(layouts):
    called = "{% call component('b', x='<') %}<p>{{ y }}</p>{% endcall %}"
    made = layouts({"layouts/a.html": called, "layouts/components/b.html": " {{ x }}{{ body }}\n"})
    assert made.render("a.html", {"y": "&"}) == "&lt;<p>&amp;</p>"


def test_compiled_templates_are_kept_and_harm_to_them_does_none(layouts, tmp_path):
    files = {"layouts/a.html": "{{ x }}"}
    layouts(files).render("a.html", {"x": 1})
    [kept] = (tmp_path / ".cache/templates").iterdir()
    kept.write_bytes(b"0" * 200)
    assert layouts(files).render("a.html", {"x": 2}) == "2"
    assert layouts(files).render("a.html", {"x": 3}) == "3"


def test_the_digest_of_a_layout_changes_with_everything_it_uses(layouts):
    files = {
        "layouts/a.html": "{% extends 'base.html' %}",
        "layouts/base.html": "{{ component('b') }}",
        "layouts/components/b.html": "{% include 'c.html' %}",
        "layouts/c.html": "1",
        "layouts/d.html": "1",
        "layouts/.hidden": "1",
    }
    before = layouts(files)
    assert layouts({"layouts/d.html": "2"}).digest("a.html") == before.digest("a.html")
    assert layouts({"layouts/c.html": "2"}).digest("a.html") != before.digest("a.html")
    assert before.components == ["b"]
    assert ".hidden" not in before.sources


def test_a_changed_component_changes_the_pages_that_use_it(build_site):
    assert 'class="plain"' in build_site({"content/contact.md": NOTE})["contact/"]
    changed = FILES["layouts/components/note.html"].replace("<aside", "<aside id='n'")
    assert (
        "<aside id='n'" in build_site({"layouts/components/note.html": changed, "content/contact.md": NOTE})["contact/"]
    )


def test_dates_are_written_out():
    assert long_date("2026-11-03") == "November 3, 2026"
