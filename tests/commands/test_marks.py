"""What the preview adds to a page."""

import datetime

import pytest
from chromium import needs_chromium
from conftest import HEALTH, TODAY, page

from sitegen.commands import marks

PAGE = b"<!doctype html><title>A page</title><title>in a drawing</title><body class=a><h1>A page</h1>"
COMES, GOES = "publish_on: 2026-12-03\n", "expires: 2027-01-05\n"


def test_a_page_in_order_is_shown_as_it_is():
    assert marks.marked(PAGE, "", "") == PAGE


def test_what_is_wrong_stands_in_the_page_and_before_its_title():
    shown = marks.marked(PAGE, "a.md:1: <b>", "Draft").decode()
    assert shown.startswith(
        "<!doctype html><title>✗ A page</title><title>in a drawing</title><body class=a>\n<div role"
    )
    assert '<pre style="white-space:pre-wrap;margin:.5rem 0 0">a.md:1: &lt;b&gt;</pre></div>' in shown
    assert shown.index("a.md:1") < shown.index("Draft</p>\n<h1>A page</h1>")


def test_what_the_site_is_published_without_is_no_error():
    shown = marks.marked(PAGE, "", "Draft", "a.md:1: <b>").decode()
    assert "<title>A page</title>" in shown and "preview-problems" not in shown and "Mend this" not in shown
    assert "published without this until it is mended. All else is published." in shown
    assert shown.index("a.md:1: &lt;b&gt;") < shown.index("Draft</p>\n<h1>A page</h1>")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("", ""),
        (COMES, "Not published before December 3, 2026."),
        (GOES, "Is taken down on January 5, 2027."),
        (COMES + GOES, "Not published before December 3, 2026. Is taken down on January 5, 2027."),
        (COMES + GOES + "draft: true\n", "Draft: this page is not published."),
    ],
)
def test_a_page_says_whether_and_when_readers_see_it(build_site, fields, told):
    news = {"content/news/index.md": page("News")}
    news["content/news/a.md"] = page("Some news", f"{HEALTH}date: 2026-01-01\nauthor: One\n{fields}")
    one = build_site(news, drafts=True).site.pages["news/a.md"].document.page
    assert marks.waits(one, TODAY) == told


def test_on_its_day_a_page_waits_no_longer(build_site):
    one = build_site({"content/contact.md": page("Contact", "publish_on: 2026-11-23\n")})
    assert marks.waits(one.site.pages["contact.md"].document.page, datetime.date(2026, 11, 23)) == ""


@needs_chromium
def test_what_is_wrong_stays_in_view_wherever_one_has_scrolled(open_page):
    shown = open_page()
    text = b"<!doctype html><title>A page</title><body>" + b"<p>Text.</p>" * 200
    shown.set_content(marks.marked(text, "a.md:1: wrong\n" * 100, "").decode())
    shown.evaluate("scrollTo(0, 3000)")
    box = shown.locator("#preview-problems").bounding_box()
    assert (box["y"], box["height"]) == (0, 400)
