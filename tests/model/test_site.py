"""How pages relate: sections, trails, neighbors, relations, drafts, dates and old addresses."""

import datetime

import pytest
from conftest import CONDITION, FILES, HEALTH, PRACTICE, TODAY, TREATMENT, page

STAGE = HEALTH + 'from: "0 hours"\n'
ARTICLE = HEALTH + "author: A practice\n"
SECTIONS = {
    f"content/{folder}/index.md": page(f"The section {folder}")
    for folder in ("conditions", "treatments", "when-it-started", "living-with", "news")
}


def titles(cards):
    return [card.title for card in cards]


def groups(site, path):
    return {group.heading: titles(group.cards) for group in site.site.pages[path].groups}


def condition(treatments="[]", stages="[]"):
    return CONDITION.replace("treatments: []", f"treatments: {treatments}").replace("stages: []", f"stages: {stages}")


def test_a_page_has_a_trail_through_its_sections(build_site):
    site = build_site(
        {
            "content/about/index.md": page("About us"),
            "content/about/people/index.md": page("Our people"),
            "content/about/people/ann.md": page("Ann Other", "name: Ann Other\ncredentials: MD\nrole: Director\n"),
        }
    )
    assert titles(site.site.pages["about/people/ann.md"].trail) == ["Home", "About us", "Our people"]
    assert titles(site.site.pages["about/people/index.md"].children) == ["Ann Other"]
    assert titles(site.site.pages["about/index.md"].children) == ["Our people"]


def test_a_section_lists_pages_by_order_and_title_then_subsections(build_site):
    site = build_site(
        SECTIONS
        | {
            "content/living-with/b.md": page("Speaking", HEALTH + "order: 2\n"),
            "content/living-with/c.md": page("Eating", HEALTH + "order: 2\n"),
            "content/living-with/d.md": page("Working", HEALTH + "order: 1\n"),
            "content/living-with/a/index.md": page("A part"),
        }
    )
    assert titles(site.site.pages["living-with/index.md"].children) == ["Working", "Eating", "Speaking", "A part"]


def test_pages_with_an_order_lead_to_the_one_before_and_the_one_after(build_site):
    guides = {f"content/living-with/{n}.md": page(f"Part {n}", HEALTH + f"order: {n}\n") for n in (1, 2, 3)}
    pages = build_site(SECTIONS | guides).site.pages
    first, second, third = (pages[f"living-with/{n}.md"] for n in (1, 2, 3))
    assert (first.previous, first.next) == (None, second.card)
    assert (second.previous, second.next) == (first.card, third.card)
    assert (third.previous, third.next) == (second.card, None)


def test_pages_ordered_by_title_have_no_neighbors(build_site):
    conditions = {f"content/conditions/{n}.md": page(f"Condition {n}", CONDITION) for n in (1, 2)}
    linked = build_site(SECTIONS | conditions).site.pages["conditions/1.md"]
    assert (linked.previous, linked.next) == (None, None)


def test_a_relation_is_written_once_and_shown_on_both_sides(build_site):
    site = build_site(
        SECTIONS
        | {
            "content/conditions/palsy.md": page("Palsy", condition("[toxin]", "[first-days]")),
            "content/treatments/toxin.md": page("Toxin", TREATMENT.replace("stages: []", "stages: [first-days]")),
            "content/when-it-started/first-days.md": page("First days", STAGE + "order: 1\n"),
        }
    )
    assert groups(site, "conditions/palsy.md") == {"Treatments": ["Toxin"], "When it started": ["First days"]}
    assert groups(site, "treatments/toxin.md") == {
        "Conditions it is used for": ["Palsy"],
        "When it started": ["First days"],
    }
    assert groups(site, "when-it-started/first-days.md") == {"Conditions": ["Palsy"], "Treatments": ["Toxin"]}
    assert '<h2>Treatments</h2>\n<a href="../../treatments/toxin/">Toxin</a>' in site["conditions/palsy/"]


def test_a_link_in_a_text_makes_no_relation(build_site):
    site = build_site(
        SECTIONS
        | {
            "content/conditions/other.md": page("Other", CONDITION, "[Palsy](palsy.md)\n"),
            "content/conditions/palsy.md": page("Palsy", condition("[toxin]")),
            "content/treatments/toxin.md": page("Toxin", TREATMENT, "[Other](../conditions/other.md)\n"),
        }
    )
    assert groups(site, "conditions/palsy.md") == {"Treatments": ["Toxin"]}
    assert groups(site, "conditions/other.md") == {}


def test_people_need_no_page_of_their_own_section(build_site):
    ann = page("Ann Other", "name: Ann Other\ncredentials: MD\nrole: Director\n")
    site = build_site({"content/about/index.md": page("About us"), "content/about/people/ann.md": ann})
    assert titles(site.site.pages["about/people/ann.md"].trail) == ["Home", "About us"]
    assert titles(site.site.pages["about/index.md"].children) == ["Ann Other"]


STEP = "next:\n  - page: {}\n    why: It comes first.\n"


def test_a_page_names_its_next_steps_by_their_files(build_site, problems_of):
    assert build_site({"content/contact.md": page("Contact", STEP.format("index.md"))}).site.pages["contact.md"]
    assert problems_of({"content/contact.md": page("Contact", STEP.format("indax.md"))}) == [
        "content/contact.md:6: there is no page 'indax.md', did you mean 'index.md'?"
    ]


def test_the_sources_of_figures_are_among_those_of_the_site(problems_of):
    glance = "order: 1\nglance:\n  - figure: 1 in 2\n    text: recover\n    source: {}\n"
    guide = page("A guide", HEALTH + glance.format("THREE"))
    assert problems_of(SECTIONS | {"content/living-with/a.md": guide}) == [
        "content/living-with/a.md:12: no source called 'THREE' in sources.yaml"
    ]


def test_news_stand_newest_first(build_site):
    days = {"a": "2026-03-01", "b": "2026-11-23", "c": "2025-12-31"}
    articles = {f"content/news/{n}.md": page(f"News {n}", ARTICLE + f"date: {day}\n") for n, day in days.items()}
    pages = build_site(SECTIONS | articles).site.pages
    assert titles(pages["news/index.md"].children) == ["News b", "News a", "News c"]
    assert (pages["news/a.md"].previous.title, pages["news/a.md"].next.title) == ("News b", "News c")


@pytest.mark.parametrize(
    ("fields", "is_shown", "is_shown_among_drafts"),
    [
        ("", True, True),
        ("draft: true\n", False, True),
        ("draft: false\n", True, True),
        ("publish_on: 2026-11-23\n", True, True),
        ("publish_on: 2026-11-24\n", False, True),
        ("expires: 2026-11-24\n", True, True),
        ("expires: 2026-11-23\n", False, False),
    ],
)
def test_drafts_wait_and_news_come_and_go_on_their_day(build_site, fields, is_shown, is_shown_among_drafts):
    files = SECTIONS | {"content/news/a.md": page("Some news", ARTICLE + "date: 2026-11-01\n" + fields)}
    for drafts, expected in ((False, is_shown), (True, is_shown_among_drafts)):
        site = build_site(files, drafts=drafts)
        assert ("news/a/" in site) is expected
        assert ("Some news" in site["news/"]) is expected


def test_a_page_comes_and_goes_as_the_days_pass(build_site):
    news = page("Some news", ARTICLE + "date: 2026-11-01\npublish_on: 2026-11-24\nexpires: 2026-11-26\n")
    files = SECTIONS | {"content/news/a.md": news}
    shown = ["news/a/" in build_site(files, TODAY + datetime.timedelta(day)) for day in range(5)]
    assert shown == [False, True, True, False, False]


def test_a_drafts_old_addresses_wait_with_it(build_site):
    files = SECTIONS | {"content/conditions/a.md": page("A draft", CONDITION + "draft: true\naliases: [/old/]\n")}
    assert "old/" not in build_site(files)
    assert "old/" in build_site(files, drafts=True)


WRONG = {
    "no index.md": (
        {"content/conditions/a.md": page("A condition", CONDITION)},
        ["content/conditions/index.md: this page is missing; a folder of pages needs one of its own"],
    ),
    "a section that is a draft": (
        {
            "content/living-with/index.md": page("Living with it", "draft: true\n"),
            "content/living-with/a.md": page("A guide", HEALTH + "order: 1\n"),
        },
        [
            "content/living-with/a.md:1: its section living-with/index.md is not published; "
            "publish that too, or make this a draft"
        ],
    ),
    "no page at all": (
        {"content/index.md": None, "content/404.md": None, "content/contact.md": None},
        [
            "content/404.md: this page is missing; every page leads to it",
            "content/contact.md: this page is missing; every page leads to it",
            "content/index.md: this page is missing; every page leads to it",
            "content/menu.yaml:1: there is no page 'contact.md'",
            "content/practice.yaml:9: there is no page 'contact.md'",
        ],
    ),
    "necessary pages that are drafts": (
        {f"content/{name}.md": page(f"A draft of {name}", "draft: true\n") for name in ("index", "404", "contact")},
        [
            "content/404.md:1: this page is not published; every page leads to it",
            "content/contact.md:1: this page is not published; every page leads to it",
            "content/index.md:1: this page is not published; every page leads to it",
            "content/menu.yaml:1: the link to 'contact.md' leads to a page that is not published",
            "content/practice.yaml:9: the link to 'contact.md' leads to a page that is not published",
        ],
    ),
    "no files of facts": (
        {f"content/{name}.yaml": None for name in ("practice", "menu", "sources", "glossary")},
        [f"content/{name}.yaml: this file is missing" for name in ("glossary", "menu", "practice", "sources")],
    ),
    "a menu of missing pages": (
        {
            **SECTIONS,
            "content/menu.yaml": "header:\n  - treatments/index.md\n  - condition/index.md\nfooter: [contct.md]\n",
        },
        [
            "content/menu.yaml:3: there is no page 'condition/index.md', did you mean 'conditions/index.md'?",
            "content/menu.yaml:4: there is no page 'contct.md', did you mean 'contact.md'?",
        ],
    ),
    "a page that cannot be read is not also missing": (
        {"content/contact.md": "Call us.\n", "content/index.md": page("Home", body="[Call us](contact.md)\n")},
        ["content/contact.md:1: the first line must be three hyphens (---), then the page's settings, then --- again"],
    ),
    "unknown relations": (
        SECTIONS
        | {
            "content/conditions/a.md": page("A condition", condition("[laser-pen, laser]", "[erly]")),
            "content/treatments/lasers.md": page("Lasers", TREATMENT.replace("stages: []", "stages: [later]")),
            "content/when-it-started/early.md": page("Early days", STAGE + "order: 1\n"),
        },
        [
            "content/conditions/a.md:9: no stage called 'erly', did you mean 'early'?",
            "content/conditions/a.md:10: no treatment called 'laser', did you mean 'lasers'?",
            "content/conditions/a.md:10: no treatment called 'laser-pen', did you mean 'lasers'?",
            "content/treatments/lasers.md:9: no stage called 'later'",
        ],
    ),
    "relations and links to drafts": (
        SECTIONS
        | {
            "content/conditions/a.md": page(
                "A condition", condition("[laser]"), "Text.\n\n[x](../treatments/laser.md)\n"
            ),
            "content/treatments/laser.md": page("Laser", TREATMENT + "draft: true\n"),
        },
        [
            "content/conditions/a.md:10: the treatment 'laser' is not published; take it out here",
            "content/conditions/a.md:15: the link to 'treatments/laser.md' leads to a page that is not published",
        ],
    ),
    "a link to an expired page": (
        SECTIONS
        | {
            "content/contact.md": page("Contact", body="[News](news/old.md)\n"),
            "content/news/old.md": page("Old news", ARTICLE + "date: 2026-01-01\nexpires: 2026-02-01\n"),
        },
        ["content/contact.md:7: the link to 'news/old.md' leads to a page that is not published"],
    ),
    "links to missing pages": (
        SECTIONS
        | {
            "content/treatments/toxin.md": page("Toxin", TREATMENT),
            "content/conditions/a.md": page(
                "A condition", CONDITION, "[a](../treatments/toxin.md)\n\n[b](toxin.md) and\n\n[c](./nowhere.md#x)\n"
            ),
        },
        [
            "content/conditions/a.md:15: there is no page 'conditions/toxin.md', did you mean 'treatments/toxin.md'?",
            "content/conditions/a.md:17: there is no page 'conditions/nowhere.md', did you mean 'conditions/index.md'?",
        ],
    ),
    "a link out of the site": (
        {"content/contact.md": page("Contact", body="[Out](../../secret.md)\n")},
        ["content/contact.md:7: there is no page '../../secret.md'"],
    ),
    "unknown sources": (
        {
            "content/contact.md": page("Contact", "sources: [ONE, OEN]\n", "Text [@ONE].\n\nText [@THREE; @TWO-A].\n"),
            "content/practice.yaml": None,
        },
        [
            "content/contact.md:5: no source called 'OEN' in sources.yaml, did you mean 'ONE'?",
            "content/contact.md:10: no source called 'THREE' in sources.yaml",
            "content/contact.md:10: no source called 'TWO-A' in sources.yaml, did you mean 'TWO'?",
            "content/practice.yaml: this file is missing",
        ],
    ),
    "no picture": (
        {"content/contact.md": page("Contact", body="![A map](map.svg)\n"), "content/maps.svg": "<svg/>"},
        ["content/contact.md:7: there is no picture 'map.svg', did you mean 'maps.svg'?"],
    ),
    "two pages with one address": (
        {"content/a.md": page("A page"), "content/a/index.md": page("A section")},
        ["content/a/index.md:1: has the same address as a.md (/a/); rename one of them"],
    ),
    "aliases that are taken": (
        {
            "content/404.md": page("Not found", "aliases:\n  - /old/index.html\n  - /404.html\n"),
            "content/contact.md": page("Contact", "aliases:\n  - /old\n  - /old/\n  - /contact\n  - /Contact/\n"),
            "content/index.md": page("Home", "aliases: [/index.html]\n"),
        },
        [
            "content/404.md:7: the alias '/404.html' is already the address of 404.md; take it out",
            "content/contact.md:6: the alias '/old' is already the address of 404.md; take it out",
            "content/contact.md:7: the alias '/old/' is already the address of contact.md; take it out",
            "content/contact.md:8: the alias '/contact' is already the address of contact.md; take it out",
            "content/contact.md:9: the alias '/Contact/' is already the address of contact.md; take it out",
            "content/index.md:5: the alias '/index.html' is already the address of index.md; take it out",
        ],
    ),
    "aliases that are no addresses": (
        {"content/contact.md": page("Contact", "aliases:\n  - /../../etc/passwd\n  - //host/x\n  - /a/./b/\n")},
        [
            "content/contact.md:6: the alias '/../../etc/passwd' is not an address; write it like /old/page/",
            "content/contact.md:7: the alias '//host/x' is not an address; write it like /old/page/",
            "content/contact.md:8: the alias '/a/./b/' is not an address; write it like /old/page/",
        ],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_references_that_do_not_hold_are_told_at_their_line(write, problems_of, name):
    write(FILES)
    files, messages = WRONG[name]
    assert problems_of(files) == messages


def test_unknown_facts_of_the_practice_are_told_at_their_line(problems_of):
    practice = PRACTICE.replace("director: contact.md", "director: people/ann.md").replace("[ONE]", "[NONE]", 1)
    assert problems_of({"content/practice.yaml": practice}) == [
        "content/practice.yaml:9: there is no page 'people/ann.md'",
        "content/practice.yaml:11: no source called 'NONE' in sources.yaml, did you mean 'ONE'?",
    ]


def test_sources_on_care_of_the_eye_are_checked_too(problems_of):
    practice = PRACTICE.replace("eye_sources: [ONE]", "eye_sources: [ONE, TREE]")
    assert problems_of({"content/practice.yaml": practice}) == [
        "content/practice.yaml:12: no source called 'TREE' in sources.yaml"
    ]


def test_a_relation_to_a_page_that_cannot_be_read_is_told_once(problems_of):
    files = {"content/conditions/a.md": page("A condition", condition("[laser]")), "content/treatments/laser.md": ""}
    assert problems_of(SECTIONS | files) == [
        "content/treatments/laser.md:1: the file is empty; begin with a line of three hyphens (---) and the title"
    ]


def test_a_link_is_told_at_its_line_in_a_file_with_crlf(problems_of):
    text = page("Contact", body="[a](index.md#a) [b](a/index.md)\n\n[c](inde.md)\n")
    assert problems_of({"content/contact.md": text.replace("\n", "\r\n")})[1:] == [
        "content/contact.md:9: there is no page 'inde.md', did you mean 'index.md'?"
    ]
