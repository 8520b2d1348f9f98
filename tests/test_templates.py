"""layouts/: what stands for a template stands for all that it names."""

import pytest
from conftest import FILES

from sitegen.problems import Problems
from sitegen.templates import Templates


@pytest.fixture
def layouts(write):
    def layouts(files):
        root = write({f"layouts/{name}": text for name, text in files.items()})
        return Templates(f"{root}/layouts", f"{root}/.cache", b"")

    return layouts


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "base.html" %}',
        "{% include 'base.html' %}",
        '{% from "base.html" import a %}',
        '{{ component("a", b=1) }}',
        '{% call component("a") %}',
    ],
)
def test_the_digest_of_a_template_changes_with_whatever_it_names(layouts, text):
    files = {"page.html": text, "base.html": "1", "components/a.html": '{{ component("b") }}', "components/b.html": "1"}
    before, other = layouts(files).digest("page.html"), layouts(files).digest("components/b.html")
    changed = layouts({name: f"{content}2" if name != "page.html" else content for name, content in files.items()})
    assert changed.digest("page.html") != before
    assert layouts(files | {"alone.html": "1"}).digest("components/b.html") == other
    assert layouts(files | {"components/b.html": "1"}).digest("page.html") == before


def test_templates_that_name_each_other_have_a_digest(layouts):
    assert layouts({"a.html": '{% include "b.html" %}', "b.html": '{% include "a.html" %}'}).digest("a.html")


def test_components_are_the_html_files_of_their_folder(layouts):
    names = [
        "components/a.html",
        "components/a.html~",
        "components/.a.html",
        "components/note.txt",
        "root/robots.txt",
        "root/feed.xml",
    ]
    found = layouts(dict.fromkeys(names, ""))
    assert found.components == ["a"]
    assert found.in_folder("root") == ["root/feed.xml", "root/robots.txt"]


def test_a_layout_in_a_wrong_encoding_is_a_problem(layouts):
    with pytest.raises(Problems) as found:
        layouts({"a.html": "\n<p>é".encode("latin-1")})
    assert str(found.value) == "layouts/a.html:2: not saved as UTF-8; save the file again with encoding UTF-8"


def test_a_component_is_rendered_from_its_parameters(layouts):
    found = layouts(
        {name.removeprefix("layouts/"): text for name, text in FILES.items() if name.startswith("layouts/")}
    )
    assert found.component("door", {"href": "a", "text": "<b>"}) == '<a class="door" href="a">&lt;b&gt;</a>'
    assert found.parameters("grid").optional == {"caption"}
    assert found.render("root/robots.txt", {"site": "https://a.org/<"}) == "Sitemap: https://a.org/<sitemap.xml\n"


def test_a_byte_order_mark_and_other_line_endings_change_nothing(layouts):
    assert layouts({"a.html": b"\xef\xbb\xbfa\r\nb"}).render("a.html", {}) == "a\nb"
