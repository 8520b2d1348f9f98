"""No address that was published vanishes unnoticed."""

import datetime
import os

import pytest
from conftest import FILES, HEALTH, TODAY, page

import build as commands
from sitegen.problems import Problems

VISIT = {
    "content/visit/index.md": page("Your visit"),
    "content/visit/traveling-to-us.md": page("Traveling to us", "aliases: [/old/way.html]\n"),
}
GONE = "content/visit/traveling-to-us.md: the page at {0} is gone; write gone: [{0}] into menu.yaml or, better, "
GONE += "aliases: [{0}] into the page that takes its place"
PAGE, OLD = "/visit/traveling-to-us/", "/old/way.html"
AWAY = {"content/visit/traveling-to-us.md": None}
RENAMED = AWAY | {"content/visit/travelling-to-us.md": page("Travelling to us", f"aliases: [{PAGE}, {OLD}]\n")}
NEAR = ", did you mean 'visit/travelling-to-us.md'?"


@pytest.fixture
def then(write):
    """The problems of a site that was published with the first files and changed by the second."""

    def then(files, changes, **options):
        root = write(FILES | VISIT | files)
        commands.build_and_publish(root, TODAY)
        try:
            commands.build(write(changes), **{"today": TODAY} | options)
        except Problems as found:
            return str(found).splitlines()
        return []

    return then


def menu(gone):
    return {"content/menu.yaml": f"{FILES['content/menu.yaml']}gone: {gone}\n"}


def test_a_page_that_is_taken_away_asks_where_its_addresses_lead(then):
    assert then({}, AWAY) == [GONE.format(OLD), GONE.format(PAGE)]


def test_of_a_page_that_is_renamed_the_new_name_is_guessed(then):
    renamed = RENAMED | {"content/visit/travelling-to-us.md": page("Travelling to us")}
    assert then({}, renamed) == [GONE.format(OLD) + NEAR, GONE.format(PAGE) + NEAR]


def test_an_old_address_that_is_taken_out_is_one_as_well(then):
    assert then({}, {"content/visit/traveling-to-us.md": page("Traveling to us")}) == [
        GONE.format(OLD) + ", did you mean 'visit/traveling-to-us.md'?"
    ]


def test_a_draft_takes_no_place_but_its_own(then):
    heir = page("Travelling to us", f"draft: true\naliases: [{PAGE}, {OLD}]\n")
    assert then({}, AWAY | {"content/visit/travelling-to-us.md": heir}) == [
        GONE.format(OLD) + NEAR, GONE.format(PAGE) + NEAR,
    ]  # fmt: skip
    again = page("Traveling to us", f"draft: true\naliases: [{OLD}]\n")
    assert then({}, {"content/visit/traveling-to-us.md": again, "content/visit/travelling-to-us.md": None}) == []


def test_a_page_that_cannot_be_read_has_not_vanished(then):
    changes = {"content/visit/traveling-to-us.md": page("Traveling to us", f"aliases: [{OLD}]\ntittle: A\n")}
    told = "content/visit/traveling-to-us.md:6: there is no field 'tittle' here, did you mean 'title'?"
    assert then({}, changes) == [told]


def test_of_a_page_that_others_need_only_that_is_told(then):
    changes = {"content/index.md": None, "content/visit/index.md": None}
    assert then({}, changes) == [
        "content/index.md: this page is missing; every page leads to it",
        "content/visit/index.md: this page is missing; a folder of pages needs one of its own",
    ]


def test_it_is_told_together_with_what_names_the_page(then):
    told = then({"content/contact.md": page("Contact", body="[a](visit/traveling-to-us.md)\n")}, AWAY)
    assert told[0].startswith("content/contact.md:7: there is no page 'visit/traveling-to-us.md'") and len(told) == 3


def test_the_preview_tells_it_and_a_report_has_nothing_to_do_with_it(then):
    assert len(then({}, AWAY, drafts=True, base="/")) == 2
    assert then(VISIT, AWAY, drafts=True) == []


@pytest.mark.parametrize("changes", [RENAMED, AWAY | menu(f"[{PAGE}, {OLD}]")], ids=["aliases", "gone"])
def test_an_address_that_is_accounted_for_is_not_asked_for(then, changes):
    assert then({}, changes) == []


NEWS = HEALTH + "date: 2026-01-01\nauthor: One\nexpires: 2026-12-24\n"
WAITING = {
    "a draft": (
        {"content/visit/traveling-to-us.md": page("Traveling", "draft: true\naliases: [/old/way.html]\n")},
        TODAY,
    ),
    "held back": (
        {"content/visit/traveling-to-us.md": page("Traveling", "publish_on: 2027-01-01\naliases: [/old/way.html]\n")},
        TODAY,
    ),
    "expired": ({}, datetime.date(2026, 12, 25)),
}


@pytest.mark.parametrize("changes", WAITING)
def test_a_page_that_waits_or_has_expired_has_not_vanished(then, changes):
    files, today = WAITING[changes]
    news = {"content/news/index.md": page("News"), "content/news/a.md": page("Some news", NEWS)}
    assert then(news, files, today=today) == []


def test_what_is_gone_for_good_is_no_address_of_a_page(then):
    line = "content/menu.yaml:3: gone: '/contact/' is an address of contact.md; take it out here"
    assert then({}, menu("[/contact/]")) == [line]


def test_without_a_site_published_before_nothing_is_said(write):
    root = write(FILES | VISIT)
    commands.build(root, TODAY)
    assert commands.build(write(AWAY), TODAY)


def test_the_list_is_written_again_only_when_it_changes(write):
    root = write(FILES)
    commands.build_and_publish(root, TODAY)
    before = os.stat(f"{root}/.cache/published-addresses")
    commands.build_and_publish(root, TODAY)
    assert os.stat(f"{root}/.cache/published-addresses").st_mtime_ns == before.st_mtime_ns


def test_a_menu_that_cannot_be_read_is_told_alone(then):
    told = then({}, AWAY | {"content/menu.yaml": "header: ["})
    assert [line.partition(":")[0] for line in told] == ["content/menu.yaml"]
