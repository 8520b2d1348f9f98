"""The days to come are looked at today, so that no later build stops by itself."""

import datetime
import os

import pytest
from conftest import HEALTH, LAYOUT, TODAY, page

import build as commands
from sitegen.problems import Problems

NEWS = HEALTH + "date: 2026-01-01\nauthor: One\n"
LATER = datetime.date(2026, 12, 24)
STOPS = f"(this would stop the site on {LATER})"


def article(body="Text.\n", day="publish_on", more=""):
    """An article that comes or goes on a day to come."""
    return page("Some news", f"{NEWS}{day}: {LATER}\n{more}", body)


WRONG = article("a [@NOPE]\n")
WAITING = {"content/news/index.md": page("News"), "content/news/a.md": article()}


def rendered(root):
    """When each page that is kept was made."""
    folder = f"{root}/.cache/pages-public"
    return {name: os.stat(f"{folder}/{name}").st_mtime_ns for name in os.listdir(folder)}


CASE = """procedure: A
onset_to_treatment: A
interval: A
not_improved: A
conditions: []
treatments: []
pictures: [{src: no.jpg, alt: A, view: At rest, caption: Before, consent: R-1}]
"""
CONSENTS = f"R-1:\n  scope: [website]\n  date: {LATER}\n  expiry: 2028-01-01\n"
NO_SVG = 'not an SVG drawing that can be read; save it from the drawing program as "plain SVG"'
FAULTS = {
    "a.md:1: no page leads here; link to it, or move it into a section": {
        "content/a.md": page("New hours", f"publish_on: {LATER}\n")
    },
    "news/a.md:13: no source called 'NOPE' in sources.yaml": {"content/news/a.md": WRONG},
    "gallery/a.md:11: there is no picture 'gallery/no.jpg'": {
        "content/gallery/a.md": page("A case", CASE),
        "content/gallery/index.md": page("Gallery", "lists: cases\n"),
        "content/consent.yaml": CONSENTS,
    },
    f"news/b.svg:1: {NO_SVG}": {"content/news/a.md": article("![b](b.svg)\n"), "content/news/b.svg": "b"},
    "news/a.md:15: nothing on the page is called 'c'": {"content/news/a.md": article("## B\n\n[b](#c)\n")},
    "news/index.md:7: the link to 'news/a.md' leads to a page that is not published": {
        "content/news/a.md": article(day="expires"),
        "content/news/index.md": page("News", body="[a](a.md)\n"),
    },
}


@pytest.mark.parametrize("problem", FAULTS)
def test_a_fault_of_a_day_to_come_is_told_today(problems_of, build_site, problem):
    assert problems_of(WAITING | FAULTS[problem]) == [f"content/{problem} {STOPS}"]
    with pytest.raises(Problems, match=problem.partition(": ")[2].partition(";")[0]):
        build_site({}, today=LATER)


def test_a_fault_of_many_days_is_told_once(problems_of):
    more = {"content/news/b.md": page("Other news", NEWS + "expires: 2026-12-31\n")}
    fault = {"content/news/a.md": WRONG}
    assert problems_of(WAITING | more | fault) == [
        f"content/news/a.md:13: no source called 'NOPE' in sources.yaml {STOPS}"
    ]


def test_a_page_that_waits_is_not_published_before_its_day(build_site):
    site = build_site(WAITING)
    assert "news/a/" not in site and "news/a/" in build_site({}, today=LATER)


def test_drafts_are_for_no_day(build_site):
    draft = article("a [@NOPE]\n", more="draft: true\n")
    assert "news/a/" not in build_site(WAITING | {"content/news/a.md": draft})


def test_what_was_found_right_is_not_made_again_until_something_changes(build_site):
    root = build_site(WAITING).root

    def last():
        return os.stat(f"{root}/.cache/rehearsed-public").st_mtime_ns

    found = last()
    commands.build(root, TODAY)
    build_site({}, drafts=True)
    assert last() == found
    changed, more = {}, page("Contact", body="More.\n")
    for path, text in (("content/contact.md", more), ("layouts/page.html", LAYOUT + "\n"), ("assets/js/a.js", "")):
        changed[path] = text
        build_site(changed)
        assert last() > found
        found = last()


def test_pages_stay_in_the_cache_when_a_day_to_come_has_a_fault(build_site, problems_of):
    before = rendered(build_site({"content/news/index.md": page("News")}).root)
    problems_of(WAITING | {"content/news/a.md": WRONG})
    after = rendered(build_site({"content/news/a.md": None}).root)
    assert before == after
