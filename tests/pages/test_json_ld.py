"""Structured data: its types, and that nothing in it can break out of its script or claim what is not known."""

import json

import html5lib
import pytest
from conftest import CONDITION, FILES, HEALTH, LAYOUT, PRACTICE, TREATMENT, page

SCRIPT = '{% for text in json_ld %}<script type="application/ld+json">{{ text|safe }}</script>{% endfor %}'
LAYOUTS = {name: LAYOUT + SCRIPT for name in FILES if name.startswith("layouts/") and FILES[name] == LAYOUT}
REVIEWED = "reviewed:\n  by: Ann Other\n  credentials: MD\n  on: 2026-05-01\n"
PAGES = {  # fields, the page's type, and that of what it is about
    "conditions/a.md": (
        CONDITION + "icd10: [G51.0, O99.35-]\nalso_called: [A weak face]\n" + REVIEWED,
        "MedicalWebPage",
        "MedicalCondition",
    ),
    "treatments/surgery.md": (TREATMENT, "MedicalWebPage", "SurgicalProcedure"),
    "treatments/toxin.md": (TREATMENT.replace("surgical", "non-surgical"), "MedicalWebPage", "MedicalTherapy"),
    "when-it-started/a.md": (HEALTH + "from: birth\norder: 1\n", "MedicalWebPage", None),
    "living-with/a.md": (HEALTH + "order: 1\n", "MedicalWebPage", None),
    "referral/a.md": (HEALTH.replace("patient", "clinician") + "order: 1\n", "MedicalWebPage", None),
    "about/people/ann.md": ("name: Ann Other\ncredentials: MD\nrole: Director\n", "ProfilePage", "Person"),
    "news/a.md": (HEALTH + "date: 2026-02-01\nauthor: Ann Other\n" + REVIEWED, "Article", None),
    "news/b.md": (HEALTH + "date: 2026-02-01\nauthor: A practice\n", "Article", None),
    "gallery/index.md": ("", "ImageGallery", None),
    "about/index.md": ("", "AboutPage", None),
}


def nodes(html):
    """The graph of a page, by type."""
    scripts = html5lib.parse(html, namespaceHTMLElements=False).findall(".//script[@type='application/ld+json']")
    [text] = [script.text for script in scripts]
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


FOLDERS = {path.rpartition("/")[0] for path in PAGES} | {"about"}
SECTIONS = {f"content/{folder}/index.md": page(f"The section {folder}") for folder in FOLDERS}


def url_of(path):
    return path.removesuffix("index.md").replace(".md", "/")


@pytest.fixture
def graph_of(build_site):
    """The structured data of a page of PAGES."""
    written = {f"content/{path}": page(f"The page {path}", fields) for path, (fields, _, _) in PAGES.items()}
    site = build_site(LAYOUTS | SECTIONS | written)
    return lambda path: nodes(site[url_of(path)])


def test_a_kind_of_page_has_its_type(graph_of):
    for path, (_, kind, entity) in PAGES.items():
        graph = graph_of(path)
        assert graph.keys() == {"WebSite", "BreadcrumbList", "MedicalClinic", kind}, path
        assert graph[kind].get("mainEntity", {}).get("@type") == entity, path


def test_home_and_contact_describe_the_practice(build_site):
    files = {"content/more.md": page("More"), "content/index.md": page("Home", body="[More](more.md)\n")}
    site = build_site(LAYOUTS | files)
    assert nodes(site["index.html"]).keys() == {"WebSite", "WebPage", "MedicalClinic"}
    assert nodes(site["contact/"]).keys() == {"WebSite", "BreadcrumbList", "ContactPage", "MedicalClinic"}
    name = {"name": "A practice", "url": "https://example.org/", "telephone": "+13105550100"}
    named = {"@type": "MedicalClinic", "@id": "https://example.org/#practice"} | name
    assert nodes(site["more/"])["MedicalClinic"] == named  # whom the other nodes call the publisher
    clinic = nodes(site["contact/"])["MedicalClinic"]
    assert nodes(site["contact/"])["ContactPage"]["mainEntity"] == {"@id": clinic["@id"]}


def test_what_the_practice_has_not_given_is_not_there(build_site):
    clinic = nodes(build_site(LAYOUTS)["contact/"])["MedicalClinic"]
    known = {"@type", "@id", "name", "url", "description", "telephone", "address"}
    assert clinic.keys() == known
    assert clinic["address"].keys() == {"@type", "addressLocality", "addressRegion", "addressCountry"}


def test_what_the_practice_has_given_is_there(build_site):
    given = 'street: 1 A Street\npostal_code: "90210"\nfax: "+13105550101"\nemail: us@example.org\n'
    site = build_site(LAYOUTS | {"content/practice.yaml": PRACTICE + given})
    clinic = nodes(site["contact/"])["MedicalClinic"]
    assert (clinic["faxNumber"], clinic["email"]) == ("+13105550101", "us@example.org")
    assert clinic["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "1 A Street",
        "addressLocality": "A city",
        "addressRegion": "CA",
        "postalCode": "90210",
        "addressCountry": "US",
    }


def test_a_condition_has_its_codes_and_names(graph_of):
    node = graph_of("conditions/a.md")["MedicalWebPage"]
    assert node["mainEntity"]["alternateName"] == ["A weak face"]
    assert node["mainEntity"]["code"] == [{"@type": "MedicalCode", "codeValue": "G51.0", "codingSystem": "ICD-10-CM"}]
    assert node["medicalAudience"] == {"@type": "Patient"}


def test_a_review_is_claimed_only_where_there_was_one(graph_of):
    node = graph_of("conditions/a.md")["MedicalWebPage"]
    assert (node["lastReviewed"], node["reviewedBy"]["name"]) == ("2026-05-01", "Ann Other")
    node = graph_of("living-with/a.md")["MedicalWebPage"]
    assert "lastReviewed" not in node and "reviewedBy" not in node


def test_a_page_for_doctors_says_so(graph_of):
    node = graph_of("referral/a.md")["MedicalWebPage"]
    assert node["medicalAudience"] == "https://schema.org/Clinician"
    assert node["mentions"]["contactType"] == "referring doctors"


def test_an_articles_author_is_a_person_or_the_practice(graph_of):
    article = graph_of("news/a.md")["Article"]
    assert article["author"] == {"@type": "Person", "name": "Ann Other"}
    assert (article["headline"], article["datePublished"]) == ("The page news/a.md", "2026-02-01")
    assert article["dateModified"] == "2026-05-01"
    assert article.keys().isdisjoint({"lastReviewed", "reviewedBy"})  # words of a MedicalWebPage
    assert graph_of("news/b.md")["Article"]["author"] == {"@id": "https://example.org/#practice"}


def test_the_trail_is_counted_from_home_to_the_page(graph_of):
    items = graph_of("about/people/ann.md")["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == [1, 2, 3, 4]
    assert [item["item"].removeprefix("https://example.org/") for item in items] == [
        "",
        "about/",
        "about/people/",
        "about/people/ann/",
    ]


NASTY = """</script><script>alert(1)</script> "a" 'b' \\ & <!-- &nosuch; ]]> end"""
QUOTED = "'" + NASTY.replace("'", "''") + "'"


def test_nothing_written_can_break_out(build_site):
    written = {}
    for number, (path, (fields, _, _)) in enumerate(PAGES.items()):
        for word in ("Ann Other", "Director", "A weak face", "MD"):
            fields = fields.replace(word, QUOTED)
        written[f"content/{path}"] = page(
            f"A </script>\"&'{number}", f"short_title: A </script>\"&'\nsources: [ONE]\n{fields}"
        )
    practice = PRACTICE.replace("name: A practice", f"name: {QUOTED}").replace("city: A city", f"city: {QUOTED}")
    sources = FILES["content/sources.yaml"].replace("First source.", QUOTED)
    facts = {"content/practice.yaml": practice, "content/sources.yaml": sources}
    site = build_site(LAYOUTS | SECTIONS | written | facts)
    for url in (*map(url_of, PAGES), "contact/"):
        assert len(html5lib.parse(site[url], namespaceHTMLElements=False).findall(".//script")) == 1
        assert nodes(site[url])["WebSite"]["name"] == NASTY
