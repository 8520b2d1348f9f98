"""Apostrophes are printed, whatever key was typed, where readers see them."""

import json

import pytest
from conftest import page

from sitegen.cache import content_of
from sitegen.markup.typography import printed, typeset


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Bell's palsy won't", "Bell’s palsy won’t"),
        ("Bell’s palsy", "Bell’s palsy"),
        ("6' tall, 'so', O'Brien, dogs' 'n'", "6' tall, 'so', O'Brien, dogs' 'n'"),
        ("", ""),
    ],
)
def test_an_apostrophe_inside_a_word_is_printed(typed, shown):
    assert printed(typed) == typeset(typed and f"<p>{typed}</p>").removeprefix("<p>").removesuffix("</p>") == shown


@pytest.mark.parametrize("html", ["<p>it&#39;s</p>", "<p>it&#x27;s</p>", "<p><b>so</b> it's</p>", "<a href=x>it's</a>"])
def test_text_is_typeset_however_it_is_written(html):
    assert typeset(html).count("it’s") == 1


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://a.org/it\'s"></a>',
        '<img alt="it&#39;s">',
        '<script type="application/ld+json">{"name":"it\'s"}</script>',
        "<style>a::after{content:'x'y'z'}</style>",
        "<p>a</p><pre>it's</pre><p>b</p><code>it's</code>",
    ],
)
def test_what_is_no_text_stays(html):
    assert typeset(html) == html


def test_a_page_its_title_and_the_search_show_the_same_apostrophe(build_site):
    files = {"content/contact.md": page("It's here", body="It's [it's](https://a.org/it's).\n")}
    site = build_site(files | {"layouts/root/search.json": "{{ pages|map(attribute='title')|list|tojson }}"})
    shown = site["contact/"]
    assert "It’s here" in shown and '<p>It’s <a href="https://a.org/it\'s">it’s</a>.</p>' in shown
    assert "It’s here" in json.loads(content_of(site.files["search.json"]))
