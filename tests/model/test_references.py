"""What pages name in vain is told at the line that names it; what cannot be is told, too."""

import datetime

import pytest
from conftest import CONDITION, FILES, HEALTH, PRACTICE, ROOT, TODAY, TREATMENT, page
from samples import DRAWING

from sitegen.model.page import Reference

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


def test_pictures_that_may_be_shown_keep_their_files_and_others_are_told_at_their_consents(build_site):
    picture = "  - src: {}.svg\n    alt: A\n    view: front\n    caption: C\n    consent: {}\n"
    fields = "procedure: A\nonset_to_treatment: B\ninterval: C\nnot_improved: D\nconditions: []\ntreatments: []\n"
    fields += "pictures:\n" + picture.format("a", "R-1") + picture.format("b", "NONE") + picture.format("c", "R-1")
    register = "R-1:\n  scope: [website]\n  date: 2026-01-01\n  expiry: 2030-01-01\n"
    files = {"content/gallery/index.md": page("Gallery"), "content/gallery/a.md": page("Case", fields)}
    files |= {"content/consent.yaml": register} | {f"content/gallery/{name}.svg": DRAWING for name in "abc"}
    site = build_site(files).site
    assert [(problem.path, problem.line) for problem in site.withheld] == [("gallery/a.md", 21)]
    shown = site.pages["gallery/a.md"].document.pictures
    assert shown == (Reference("gallery/a.svg", 12), Reference("gallery/c.svg", 22))


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


def test_insurance_checked_on_a_day_to_come_is_told(build_site, problems_of):
    practice = FILES["content/practice.yaml"] + f"insurance:\n  plans: [Plan Alpha]\n  checked_on: {TOMORROW}\n"
    assert problems_of({"content/practice.yaml": practice}) == [
        f"content/practice.yaml:15: insurance: checked_on: {TOMORROW} has not come yet; write a day that has"
    ]
    assert build_site({"content/practice.yaml": practice}, today=TOMORROW)


def test_a_section_is_no_treatment(problems_of):
    files = SECTIONS | {
        "content/conditions/a.md": page(fields=CONDITION.replace("treatments: []", "treatments: [index]"))
    }
    assert problems_of(files) == ["content/conditions/a.md:10: no treatment called 'index'"]


WAYS = "  - heading: In\n    links:\n      - {page: index.md, text: Home}\n      - {page: lost.md, text: Lost}\n"
NAMED = {  # file, fields → what they name in vain
    "the page of a reviewer": (
        "contact.md",
        "reviewed:\n  by: about/people/ann.md\n  on: 2026-01-01\n",
        ["6: there is no page 'about/people/ann.md'"],
    ),
    "doors and steps": (
        "contact.md",
        f"doors:\n  - {{heading: In}}\n{WAYS}steps:\n{WAYS}",
        [f"{line}: there is no page 'lost.md'" for line in (10, 15)],
    ),
    "next steps": (
        "contact.md",
        "next:\n  - {page: index.md, why: First}\n  - why: Then\n    page: lost.md#now\n",
        ["8: there is no page 'lost.md'"],
    ),
    "figures and drawing of the home page": (
        "index.md",
        "trust:\n  - {figure: 1 in 2, text: A}\n  - figure: 1 in 3\n    text: B\n    source: TREE\n"
        "hero: drawings/lost.svg\n",
        ["9: no source called 'TREE' in sources.yaml", "10: there is no drawing 'drawings/lost.svg'"],
    ),
    "results": (
        "treatments/a.md",
        TREATMENT + "results:\n  - figure: 1 in 3\n    text: B\n    source: TREE\n",
        ["18: no source called 'TREE' in sources.yaml"],
    ),
    "works of a person": (
        "about/people/a.md",
        "name: A\ncredentials: MD\nrole: B\nworks:\n  - heading: A\n    text: B\n    where: C\n"
        "    page: lost.md\n    source: TREE\n",
        ["12: there is no page 'lost.md'", "13: no source called 'TREE' in sources.yaml"],
    ),
}


@pytest.mark.parametrize("name", NAMED)
def test_what_settings_name_in_vain_is_told_at_its_line(problems_of, name):
    path, fields, messages = NAMED[name]
    sections = {f"content/{folder}/index.md": page(f"Our {folder}") for folder in ("treatments", "about")}
    files = sections | {f"content/{path}": page("Some page", fields)}
    assert problems_of(files) == [f"content/{path}:{message}" for message in messages]


def test_what_practice_yaml_names_in_vain_is_told_at_its_line(problems_of):
    lists = (
        "notices:\n  - {text: A, until: 2026-12-01}\n  - text: B\n    until: 2026-12-01\n"
        "    pages:\n      - index.md\n      - contct.md\n"
        'helplines:\n  - {number: "988", name: A, source: ONE}\n  - {number: "311", name: B}\n'
        '  - number: "211"\n    name: C\n    source: TREE\n'
    )
    assert problems_of({"content/practice.yaml": FILES["content/practice.yaml"] + lists}) == [
        "content/practice.yaml:19: there is no page 'contct.md', did you mean 'contact.md'?",
        "content/practice.yaml:25: no source called 'TREE' in sources.yaml",
    ]


def test_whom_to_tell_of_a_weakness_is_looked_at_within_a_year(build_site, problems_of):
    def given(days):
        expires = TODAY + datetime.timedelta(days)
        security = f"security:\n  contact: mailto:a@example.org\n  expires: {expires}\n"
        template = (ROOT / "layouts/security.txt").read_text()
        return {"content/practice.yaml": FILES["content/practice.yaml"] + security, "layouts/security.txt": template}

    assert "contact/" in build_site(given(364))
    assert problems_of(given(365)) == [
        "content/practice.yaml:15: security: expires: must be less than a year away, so that someone looks at it "
        "in time"
    ]


def test_what_every_page_leads_to_is_there_and_published(problems_of, write):
    write(FILES)
    assert problems_of({"content/404.md": None, "content/contact.md": page("Contact", "draft: true\n")})[:2] == [
        "content/404.md: this page is missing; every page leads to it",
        "content/contact.md:1: this page is not published; every page leads to it",
    ]


def test_a_drawing_of_the_gallery_may_stand_in_a_text(build_site):
    files = {"content/contact.md": page("Contact", body="![A face](gallery/a.svg)\n"), "content/gallery/a.svg": DRAWING}
    assert "<img" in build_site(files)["contact/"]


def test_without_the_file_of_sources_none_is_told_to_be_missing(problems_of):
    files = {"content/contact.md": page("Contact", body="Text [@THREE].\n"), "content/sources.yaml": "one: two\n"}
    assert {problem.partition(":")[0] for problem in problems_of(files)} == {"content/sources.yaml"}


def test_an_address_that_is_the_practices_may_be_written(build_site, problems_of):
    contact = {"content/contact.md": page("Contact", body="One.\n\nWrite to a@example.org or b@example.org.\n")}
    practice = {"content/practice.yaml": FILES["content/practice.yaml"] + "email: a@example.org\n"}
    assert problems_of(contact | practice) == [
        "content/contact.md:9: the e-mail address 'b@example.org' is not one of practice.yaml's; take it out, or write "
        "it there"
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
