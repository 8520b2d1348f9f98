"""`{: … }` in Markdown."""

import pytest
from conftest import page


def test_headings_and_paragraphs_take_an_id_and_a_language(build_site):
    site = build_site({"content/contact.md": page("Contact", body="## Two {: #second }\n\nOlá.\n{: lang=pt-BR }\n")})
    assert '<h2 id="second">Two</h2>' in site["contact/"]
    assert '<p lang="pt-BR">Olá.</p>' in site["contact/"]


def test_words_take_a_language_and_the_braces_behind_them_stay(build_site):
    body = "*Hola*{: lang=es } {x}, **no**{: lang=es } y.\n"
    shown = '<p><em lang="es">Hola</em> {x}, <strong lang="es">no</strong> y.</p>'
    assert shown in build_site({"content/contact.md": page("Contact", body=body)})["contact/"]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("onclick=alert", "onclick=alert"),
        ('style="color:red"', "style=color:red"),
        (".loud", ".loud"),
        ("hidden", "hidden"),
        ("#Big", "id=Big"),
        ("lang=x", "lang=x"),
        ("lang=ES", "lang=ES"),
        ("lang=es-E", "lang=es-E"),
        ("lang", "lang"),
        ("id", "id"),
    ],
)
def test_anything_else_is_refused(problems_of, written, named):
    assert problems_of({"content/contact.md": page("Contact", body=f"Text.\n\nMore.\n{{: {written} }}\n")}) == [
        f"content/contact.md:10: '{named}' cannot be set here; only {{: #an-id }} and {{: lang=es }}"
    ]


def test_braces_without_a_colon_are_text(build_site):
    assert "<p>A {x} b.</p>" in build_site({"content/contact.md": page("Contact", body="A {x} b.\n")})["contact/"]


def test_a_brace_too_many_leaves_the_text_alone(problems_of):
    assert problems_of({"content/contact.md": page("Contact", body="## A {: #a }}\n")}) == [
        "content/contact.md:7: 'A {: #a }}': {: } must stand at the end of a heading, or on the line below a paragraph"
    ]


@pytest.mark.parametrize("body", ["Text. {: #a }", "{: #a }"])
def test_a_list_that_would_set_nothing_is_refused(problems_of, body):
    assert problems_of({"content/contact.md": page("Contact", body=f"Text.\n\n{body}\n")}) == [
        f"content/contact.md:9: '{body}': {{: }} must stand at the end of a heading, or on the line below a paragraph"
    ]


def test_pages_read_before_change_nothing(build_site):
    contact = page("Contact", body="## A {x} {y}\n")
    for home in (page("Home"), page("Home", body="*a*{: #b }\n")):
        site = build_site({"content/index.md": home, "content/contact.md": contact})
        assert '<h2 id="a-x-y">A {x} {y}</h2>' in site["contact/"]
