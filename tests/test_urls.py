"""Addresses, and what names become in them."""

import pytest

from sitegen.urls import base_of, file_of, is_servable, permalink, resolve, root_of, section_of, slug


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", ""),
        ("404.md", "404.html"),
        ("contact.md", "contact/"),
        ("news/index.md", "news/"),
        ("about/people/index.md", "about/people/"),
        ("conditions/bells-palsy.md", "conditions/bells-palsy/"),
        ("card-index.md", "card-index/"),
        ("a/404.md", "a/404/"),
    ],
)
def test_the_path_says_the_address(path, url):
    assert permalink(path) == url


@pytest.mark.parametrize(
    ("url", "root"),
    [("", "./"), ("contact/", "../"), ("about/people/ann/", "../../../"), ("404.html", "/sub/")],
)
def test_the_root_is_a_relative_way_but_for_the_page_shown_anywhere(url, root):
    assert root_of(url, "/sub/") == root


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What is Bell’s palsy?", "what-is-bells-palsy"),
        ("Ménière disease", "meniere-disease"),
        ("Guillain-Barré, Möbius & Co.", "guillain-barre-mobius-co"),
        ("Me\u0301lange", "melange"),
        ("½ cup, 3²", "1-2-cup-32"),
        ("ﬁrst", "first"),
        ("你好", ""),
    ],
)
def test_a_slug_keeps_every_letter_that_has_a_plain_form(title, name):
    assert slug(title) == name


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("", "index.html"),
        ("contact/", "contact/index.html"),
        ("old", "old/index.html"),
        ("404.html", "404.html"),
        ("a.b/c", "a.b/c/index.html"),
    ],
)
def test_an_address_names_the_file_that_hosts_serve(url, file):
    assert file_of(url) == file


def test_the_base_is_the_path_of_the_sites_address():
    assert (base_of("https://example.org/"), base_of("https://example.org/some/base/")) == ("/", "/some/base/")


@pytest.mark.parametrize(
    "url",
    [
        "con/",
        "a/aux.html",
        "a/.htaccess",
        "web.config",
        "a.br",
        "a..",
        "a//b",
        ".",
        "",
        "_worker.js",
        "a/_middleware.js",
        "_pages/a/",
        "CNAME",
        "netlify.toml",
        "vercel.json",
        "staticwebapp.config.json",
    ],
)
def test_names_that_mean_something_to_a_host_are_not_served(url):
    assert not is_servable(url)


@pytest.mark.parametrize("url", ["old/page/", "a.html", "console/", "a", "a_b/", "cname-record/", "package/"])
def test_plain_names_are_served(url):
    assert is_servable(url)


def test_a_relative_path_is_resolved_and_a_page_knows_its_section():
    assert resolve("conditions/a.md", "../contact.md") == "contact.md"
    paths = ["conditions/x.md", "conditions/index.md", "contact.md", "index.md"]
    assert [section_of(path) for path in paths] == ["conditions/index.md", "index.md", "index.md", ""]
