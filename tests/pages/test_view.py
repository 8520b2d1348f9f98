"""What a page may show."""

import pytest
from conftest import HEALTH, page

from sitegen.pages.view import PageLinks, entry


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("", "2026-01-01"),
        ("changes:\n  - on: 2026-03-01\n    what: All.\n  - on: 2026-02-01\n    what: Some.\n", "2026-03-01"),
        ("reviewed:\n  by: Ann Other\n  credentials: MD\n  on: 2026-05-01\n", "2026-05-01"),
    ],
)
def test_a_page_was_last_updated_when_written_changed_or_reviewed(build_site, fields, day):
    guide = page("A guide", HEALTH + "order: 1\n" + fields)
    site = build_site({"content/your-visit/index.md": page("Your visit"), "content/your-visit/a.md": guide})
    assert entry(site.site.pages["your-visit/a.md"])["updated"] == day


def test_a_page_without_dates_has_none(build_site):
    pages = build_site().site.pages
    assert entry(pages["contact.md"]) == {
        "url": "contact/",
        "title": "Contact",
        "summary": pages["contact.md"].card.summary,
        "kind": "page",
        "updated": None,
        "date": None,
        "author": None,
        "names": [""],
        "words": [pages["contact.md"].document.page.description],
        "audience": "patient",
    }


def test_an_article_has_its_day_and_author(build_site):
    article = page("Some news", HEALTH + "author: Ann Other\ndate: 2026-02-01\n")
    site = build_site({"content/news/index.md": page("News"), "content/news/a.md": article})
    facts = entry(site.site.pages["news/a.md"])
    assert (facts["date"], facts["author"], facts["updated"]) == ("2026-02-01", "Ann Other", "2026-02-01")


def test_what_is_on_a_page_is_kept_as_lines_and_read_as_lists():
    kept = PageLinks(id_lines="top\nmain", link_lines="contact/#phone")
    assert (kept.ids, kept.links) == (["top", "main"], ["contact/#phone"])
