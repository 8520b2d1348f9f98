"""Every page's file, redirects, and files for machines, each made again only when what it shows has changed."""

import pathlib

import pytest
from conftest import CONDITION, FILES, HEALTH, LAYOUT, PRACTICE, ROOT, TODAY, page
from samples import DRAWING

SUB_PATH = {"content/practice.yaml": PRACTICE.replace("https://example.org/", "https://example.org/sub/")}
MACHINE = """\
{{ site }} {{ built }}
{% for page in pages %}{{ page.url }} {{ page.updated }}
{% endfor %}{% for page in articles %}{{ page.date }} {{ page.title }}
{% endfor %}"""


@pytest.mark.parametrize(
    ("alias", "file", "target"),
    [
        ("/old/", "old/index.html", "../contact/"),
        ("/old", "old/index.html", "../contact/"),
        ("/old.html", "old.html", "./contact/"),
        ("/a/b/old.htm", "a/b/old.htm", "../../contact/"),
        ("/a/b/", "a/b/index.html", "../../contact/"),
        ("/old/index.html", "old/index.html", "../contact/"),
        ("/v1.2/old", "v1.2/old/index.html", "../../contact/"),
        ("/Old_Page.html", "Old_Page.html", "./contact/"),
    ],
)
def test_an_old_address_leads_to_the_page(build_site, alias, file, target):
    site = build_site({"content/contact.md": page("Contact", f"aliases: [{alias}]\n")})
    assert site[file] == f'<title>Contact</title><h1>Moved</h1><a href="{target}">Contact</a>'


def test_several_old_addresses_lead_to_home_and_to_a_page(build_site):
    redirect = "{{ root }} {{ url }} {{ target }} {{ address }} {{ title }}"
    site = build_site(
        SUB_PATH
        | {
            "layouts/redirect.html": redirect,
            "content/index.md": page("Home", "aliases: [/home, /start/now.html]\n"),
            "content/contact.md": page("Contact", "aliases: [/call.html]\n"),
        }
    )
    assert site["home/"] == "../ home ../ https://example.org/sub/ Home"
    assert site["start/now.html"] == "../ start/now.html ../ https://example.org/sub/ Home"
    assert site["call.html"] == "./ call.html ./contact/ https://example.org/sub/contact/ Contact"


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("/robots.txt", "robots.txt"),
        ("/robots.txt/old/", "robots.txt"),
        ("/old.html/more/", "old.html"),
        ("/contact/index.html/old", "contact/index.html"),
    ],
)
def test_an_old_address_cannot_take_a_files_place(problems_of, alias, file):
    files = {"content/contact.md": page("Contact", f"aliases:\n  - /old.html\n  - {alias}\n")}
    assert problems_of(files) == [
        f"content/contact.md:7: the alias '{alias}' is already the address of {file}; take it out"
    ]


def test_all_faults_of_pages_and_machine_files_are_told_at_once(problems_of):
    files = {
        "content/contact.md": page("Contact", body="[x](#nowhere)\n"),
        "content/index.md": page("Home", body="[x](#nowhere)\n"),
        "layouts/root/robots.txt": "{{ sight }}",
        "layouts/redirect.html": "\n{{ here }}",
        "content/404.md": page("Not found", "aliases: [/old/]\n"),
    }
    assert problems_of(files) == [
        "content/contact.md:7: nothing on the page is called 'nowhere'",
        "content/index.md:7: nothing on the page is called 'nowhere'",
        "layouts/redirect.html:2: 'here' is undefined",
        "layouts/root/robots.txt:1: 'sight' is undefined",
    ]


@pytest.mark.parametrize(
    ("practice", "base", "start"), [({}, None, "/"), (SUB_PATH, None, "/sub/"), (SUB_PATH, "/draft/", "/draft/")]
)
def test_404_links_from_the_base_path(build_site, practice, base, start):
    picture = {
        "content/map.svg": DRAWING,
        "content/404.md": page("Not found", body="[x](contact.md)\n\n![m](map.svg)\n"),
    }
    html = build_site(practice | picture, base=base)["404.html"]
    assert f'<a href="{start}contact/">x</a>' in html
    assert f'<a href="{start}contact/">Contact</a>' in html
    assert f'src="{start}pictures/' in html
    assert 'href="."' not in html and 'href="./' not in html


def test_a_page_links_relatively_under_any_path(build_site):
    body = "[Home](index.md)\n"
    pages = [
        build_site(files | {"content/contact.md": page("Contact", body=body)})["contact/"] for files in ({}, SUB_PATH)
    ]
    assert pages[0] == pages[1]
    assert '<a href="../">Home</a>' in pages[0]


def test_home_and_404_list_every_section(build_site):
    site = build_site({"content/news/index.md": page("All news")})
    for url, start in (("index.html", "./"), ("404.html", "/")):
        assert f'<a href="{start}news/">All news</a>' in site[url]
    assert "All news" not in site["contact/"]


def test_machine_files_list_pages_and_news_newest_first(build_site):
    article = HEALTH + "author: Ann Other\n"
    files = {
        "layouts/root/list.txt": MACHINE,
        "content/news/index.md": page("All news"),
        "content/news/a.md": page("News of May", article + "date: 2026-05-01\n"),
        "content/news/b.md": page("News of June", article + "date: 2026-06-01\n"),
        "content/news/c.md": page("News to come", article + "date: 2026-07-01\ndraft: true\n"),
    }
    lines = build_site(files, drafts=True)["list.txt"].splitlines()
    assert lines[0] == "https://example.org/ 2026-06-01"
    assert lines[1:6] == [" None", "contact/ None", "news/ None", "news/b/ 2026-06-01", "news/a/ 2026-05-01"]
    assert lines[6:] == ["2026-06-01 News of June", "2026-05-01 News of May"]


def test_a_site_without_dates_has_the_first_of_all_days(build_site):
    assert build_site({"layouts/root/list.txt": MACHINE})["list.txt"].splitlines()[0].endswith(" 1970-01-01")


def test_lines_of_a_contact_card_end_as_its_standard_wants(build_site):
    site = build_site({"layouts/root/practice.vcf": "BEGIN:VCARD\nEND:VCARD\n"})
    assert pathlib.Path(site.files["practice.vcf"].path).read_bytes() == b"BEGIN:VCARD\r\nEND:VCARD\r\n"


def test_long_lines_of_a_contact_card_are_folded_between_letters(build_site):
    card = f"BEGIN:VCARD\nNOTE:{'é' * 70}{'a' * 80}\nEND:VCARD\n"
    data = pathlib.Path(build_site({"layouts/root/practice.vcf": card}).files["practice.vcf"].path).read_bytes()
    assert max(map(len, data.split(b"\r\n"))) == 75
    assert data.decode().replace("\r\n ", "") == card.replace("\n", "\r\n")


SECURITY = "security:\n  contact: {}\n  expires: {}\n"


def test_security_txt_is_published_once_a_contact_is_given(build_site):
    files = {"layouts/security.txt": (ROOT / "layouts/security.txt").read_text()}
    assert ".well-known/security.txt" not in build_site(files)
    given = PRACTICE + SECURITY.format("mailto:us@example.org", "2027-06-01")
    assert build_site(files | {"content/practice.yaml": given})[".well-known/security.txt"] == (
        "Contact: mailto:us@example.org\nExpires: 2027-06-01T00:00:00Z\nPreferred-Languages: en\n"
        "Canonical: https://example.org/.well-known/security.txt\n"
    )


RENEW = "security: expires: must be less than a year away, so that someone looks at it in time"


@pytest.mark.parametrize(
    ("contact", "expires", "problem"),
    [
        ("https://example.org/tell", "2027-11-23", f"15: {RENEW}"),
        (
            "us@example.org",
            "2027-06-01",
            "14: security: contact: 'us@example.org' should be an address that begins with mailto: or https://",
        ),
        (
            "mailto:us",
            "2027-06-01",
            "14: security: contact: 'mailto:us' should be an address that begins with mailto: or https://",
        ),
        (
            "https://example.org/tell",
            "soon",
            "15: security: expires: 'soon' is not a date; write year-month-day, like 2026-11-23",
        ),
    ],
)
def test_security_contact_is_checked(problems_of, contact, expires, problem):
    practice = PRACTICE + SECURITY.format(contact, expires)
    assert problems_of({"content/practice.yaml": practice}) == [f"content/practice.yaml:{problem}"]


@pytest.mark.parametrize("expires", ["2026-11-24", "2027-11-22"])
def test_security_txt_may_expire_from_tomorrow_to_a_year_from_now(build_site, expires):
    practice = PRACTICE + SECURITY.format("https://example.org/tell", expires)
    files = {"content/practice.yaml": practice, "layouts/security.txt": "{{ practice.security.expires }}"}
    assert build_site(files)[".well-known/security.txt"] == expires


def test_an_expired_security_txt_is_told_and_not_published(build_site):
    practice = PRACTICE + SECURITY.format("https://example.org/tell", TODAY)
    site = build_site({"content/practice.yaml": practice, "layouts/security.txt": "x"})
    assert ".well-known/security.txt" not in site and list(map(str, site.site.withheld)) == [
        "practice.yaml:15: security.txt held until 2026-11-23; it is not published: check the contact, write a new day"
    ]


def test_a_page_is_made_again_only_when_what_it_shows_has_changed(build_site):
    files = {
        "content/conditions/index.md": page("Conditions"),
        "content/conditions/a.md": page("Condition A", CONDITION),
        "content/conditions/b.md": page("Condition B", CONDITION),
    }
    before = build_site(files).files
    after = build_site(files | {"content/conditions/a.md": page("Condition A", CONDITION, "Other text.\n")}).files
    assert [path for path in after if after[path] != before[path]] == ["conditions/a/index.html"]
    after = build_site(files | {"content/conditions/a.md": page("Condition C", CONDITION)}).files
    assert {path for path in after if after[path] != before.get(path)} == {
        "404.html",
        "index.html",
        "conditions/index.html",
        "conditions/a/index.html",
        "robots.txt",  # a file for machines sees every page
    }


EVERY_PAGE = {"index.html", "contact/index.html", "404.html"}


@pytest.mark.parametrize(
    ("name", "text", "changed"),
    [
        ("layouts/page.html", LAYOUT + "\n", {"contact/index.html"}),
        ("layouts/components/note.html", "{# A note. #}\n<p>{{ type }}{{ body }}</p>\n", {"index.html"}),
        ("content/sources.yaml", FILES["content/sources.yaml"].replace("Second", "2nd"), {"index.html"}),
        ("content/glossary.yaml", "text: what is written\n", EVERY_PAGE),
        ("assets/css/base.css", "p { color: red }\n", EVERY_PAGE | {"robots.txt"}),
        ("content/practice.yaml", PRACTICE + "fax: 310-555-0101\n", EVERY_PAGE | {"robots.txt"}),
    ],
)
def test_what_a_change_touches_is_made_again(build_site, write, name, text, changed):
    home = {"content/index.md": page("Home", body='Text [@TWO].\n\n::: note type="loud"\nText.\n:::\n')}
    before = build_site(home).files
    after = build_site(home | {name: text}).files
    assert {path for path in after if after[path] != before.get(path) and not path.startswith("css/")} == changed
