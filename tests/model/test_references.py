"""What pages name in vain is told at the line that names it; what cannot be is told, too."""

import datetime

import pytest
from conftest import CONDITION, FILES, HEALTH, PRACTICE, TODAY, TREATMENT, page
from samples import DRAWING

SECTIONS = {
    "content/conditions/index.md": page("Conditions"),
    "content/treatments/index.md": page("Treatments"),
    "content/treatments/botox.md": page("Botox", TREATMENT),
}
TOMORROW = TODAY + datetime.timedelta(days=1)
NEWS = {"content/news/index.md": page("News")}


def test_a_relation_is_told_at_its_own_line_though_the_title_says_the_same(problems_of):
    fields = CONDITION.replace("treatments: []", "treatments:\n  - botox\n  - botx")
    files = SECTIONS | {"content/conditions/a.md": page("Cond botx thing", fields)}
    assert problems_of(files) == ["content/conditions/a.md:12: no treatment called 'botx', did you mean 'botox'?"]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("NICE-1 is a guideline.\n\nSee it [@NICE-1].\n", "9: no source called 'NICE-1' in sources.yaml"),
        ("`vanished.md` and ``[x](vanished.md)``\n\n[x](vanished.md)\n", "9: there is no page 'vanished.md'"),
        ("[x](../../etc.md)\n", "7: there is no page '../../etc.md'"),
        ("botaged.md, [x]\n\n[x]: aged.md\n", "9: there is no page 'aged.md'"),
        ("a.svg\n\n![A](a.svg)\n", "9: there is no picture 'a.svg'"),
        ('Text b.md.\n\n::: door href="b.md" text="b"\n:::\n', "9: there is no page 'b.md'"),
    ],
)
def test_a_name_in_running_text_is_not_taken_for_what_names_a_page(problems_of, body, problem):
    assert problems_of({"content/contact.md": page("Contact", body=body)}) == [f"content/contact.md:{problem}"]


def test_two_broken_links_to_one_page_are_told_at_both_lines(problems_of):
    body = "[a](vanished.md)\n\nText.\n\n[b](vanished.md)\n\n[c](vanished.md#x)\n"
    assert problems_of({"content/contact.md": page("Contact", body=body)}) == [
        f"content/contact.md:{line}: there is no page 'vanished.md'" for line in (7, 11, 13)
    ]


def test_a_missing_picture_of_a_case_is_told_at_its_line_also_beside_one_without_consent(problems_of):
    picture = "  - src: {}.svg\n    alt: A\n    view: front\n    caption: C\n    consent: {}\n"
    fields = "procedure: A\nonset_to_treatment: B\ninterval: C\nnot_improved: D\nconditions: []\ntreatments: []\n"
    fields += "pictures:\n" + picture.format("gone", "NONE") + picture.format("lost", "R-1")
    register = "R-1:\n  scope: [website]\n  date: 2026-01-01\n  expiry: 2030-01-01\n"
    files = {"content/gallery/index.md": page("Gallery"), "content/gallery/a.md": page("Case", fields)}
    files |= {"content/consent.yaml": register, "content/gallery/last.svg": DRAWING}
    assert problems_of(files) == [
        "content/gallery/a.md:17: there is no picture 'gallery/lost.svg', did you mean 'gallery/last.svg'?"
    ]


def test_a_menu_names_pages_line_by_line(problems_of):
    menu = "header:\n  - contact.md\n  - nowhere.md\nfooter:\n  - index.md\n  - lost.md\n"
    assert problems_of({"content/menu.yaml": menu}) == [
        "content/menu.yaml:3: there is no page 'nowhere.md'",
        "content/menu.yaml:6: there is no page 'lost.md'",
    ]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (HEALTH.replace("2026-01-01", str(TOMORROW)) + "date: 2026-01-01\nauthor: A\n", "6: written"),
        (HEALTH + f"date: {TOMORROW}\nauthor: A\n", "8: date"),
        (HEALTH + "date: 2026-01-01\nauthor: A\nreviewed:\n  by: A\n  credentials: MD\n  on: {}\n", "13: reviewed: on"),
        (HEALTH + "date: 2026-01-01\nauthor: A\nchanges:\n  - what: A\n    on: {}\n", "12: changes: on"),
    ],
)
def test_what_has_not_happened_yet_is_not_published_as_done(build_site, problems_of, fields, line):
    files = NEWS | {"content/news/a.md": page("Some news", fields.format(TOMORROW))}
    told = f"content/news/a.md:{line}: {TOMORROW} has not come yet; write a day that has"
    told += f", or add a line publish_on: {TOMORROW}" if line == "8: date" else ""
    assert problems_of(files) == [told]
    assert "news/a/" in build_site(files, today=TOMORROW)
    assert "news/a/" not in build_site(
        {"content/news/a.md": files["content/news/a.md"].replace("\n---", "\ndraft: true\n---")}
    )


def test_an_article_that_waits_for_its_day_may_bear_it(build_site):
    article = page("Some news", HEALTH + f"date: {TOMORROW}\nauthor: A\npublish_on: {TOMORROW}\n")
    files = NEWS | {"content/news/a.md": article}
    assert "news/a/" not in build_site(files)
    assert "news/a/" in build_site(files, drafts=True)


def test_a_wait_stated_for_a_day_to_come_is_told(problems_of):
    practice = FILES["content/practice.yaml"] + f"referrals:\n  wait:\n    time: Two weeks\n    as_of: {TOMORROW}\n"
    assert problems_of({"content/practice.yaml": practice}) == [
        f"content/practice.yaml:16: referrals: wait: as_of: {TOMORROW} has not come yet; write a day that has"
    ]


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("3 months", "2 weeks", True),
        ("1 week", "7 days", True),
        ("72 hours", "3 days", True),
        ("birth", "1 hour", False),
        ("3 weeks", "3 months", False),
    ],
)
def test_a_stage_ends_after_it_starts(build_site, problems_of, start, end, told):
    fields = f"{HEALTH}order: 1\nfrom: {start}\nto: {end}\n"
    files = {"content/when-it-started/index.md": page("When"), "content/when-it-started/a.md": page("Stage", fields)}
    if told:
        message = f"to: '{end}' must be later than from, '{start}'"
        assert problems_of(files) == [f"content/when-it-started/a.md:10: {message}"]
    else:
        assert "when-it-started/a/" in build_site(files)


def test_what_a_list_names_twice_is_told_at_its_second_line(problems_of):
    fields = CONDITION.replace("treatments: []", "treatments: [botox, botox]") + "sources:\n  - ONE\n  - ONE\n"
    files = SECTIONS | {"content/conditions/a.md": page(fields=fields)}
    assert problems_of(files | {"content/menu.yaml": "header: [contact.md, contact.md]\nfooter: []\n"}) == [
        "content/conditions/a.md:10: treatments: 'botox' is written twice; take one out",
        "content/conditions/a.md:13: sources: 'ONE' is written twice; take one out",
        "content/menu.yaml:1: header: 'contact.md' is written twice; take one out",
    ]


def test_a_section_is_no_treatment(problems_of):
    files = SECTIONS | {
        "content/conditions/a.md": page(fields=CONDITION.replace("treatments: []", "treatments: [index]"))
    }
    assert problems_of(files) == ["content/conditions/a.md:10: no treatment called 'index'"]


def test_a_term_explained_twice_is_told(problems_of):
    assert problems_of({"content/glossary.yaml": "palsy: weakness\nPalsy: loss\n"}) == [
        "content/glossary.yaml:2: 'Palsy' is explained twice, first as 'palsy'; keep one"
    ]


@pytest.mark.parametrize(
    "target", ["https://example.org/feed.xml", "https://www.example.org/files/a.pdf", "https://example.org.uk/contact/"]
)
def test_an_address_that_is_no_page_of_ours_is_taken(build_site, target):
    assert f'href="{target}"' in build_site({"content/404.md": page("Not found", body=f"[a]({target})\n")})["404.html"]


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("/contact", "contact.md"),
        ("contact/", "contact.md"),
        ("contact.html", "contact.md"),
        ("/Contact/index.html#b", "contact.md#b"),
        ("http://example.org", "index.md"),
        ("http://localhost", "index.md"),
        ("http://127.0.0.1:8000/old/", "contact.md"),
        ("/old/", "contact.md"),
    ],
)
def test_an_address_of_ours_is_told_with_the_path_of_its_file(problems_of, target, written):
    files = {
        "content/contact.md": page("Contact", "aliases: [/old/]\n"),
        "content/404.md": page("Not found", body=f"[a]({target})\n"),
    }
    assert problems_of(files) == [f"content/404.md:7: the link '{target}' is an address of this site; write {written}"]


def test_below_a_path_an_address_is_ours_only_there(build_site, problems_of):
    practice = {"content/practice.yaml": PRACTICE.replace("https://example.org/", "https://example.org/base/")}
    body = "[a](https://example.org/contact/)\n"
    assert (
        "https://example.org/contact/"
        in build_site(practice | {"content/404.md": page("Not found", body=body)})["404.html"]
    )
    body = "[a](https://example.org/base/contact/)\n"
    assert problems_of(practice | {"content/404.md": page("Not found", body=body)}) == [
        "content/404.md:7: the link 'https://example.org/base/contact/' is an address of this site; write contact.md"
    ]
