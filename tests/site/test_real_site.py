"""The real content, built with the real layouts, as independent readers see it."""

import datetime
import gzip
import json
import re
import struct
import types
import urllib.parse
import urllib.robotparser
import xml.etree.ElementTree as etree

import html5lib
import msgspec_schemaorg.enums.intangible
import msgspec_schemaorg.models
import pytest
from conftest import REAL_DAY

import build as commands
from sitegen.cache import content_of
from sitegen.model.kinds import Health
from sitegen.pages.hosts import HEADERS, POLICY

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RFC3339 = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"


@pytest.fixture(scope="module")
def real(real_built):
    """The real site: its files' bytes, its pages' documents by address, and what it was built from."""
    built = real_built
    files = {path: content_of(file) for path, file in built.files.items()}
    urls = {linked.card.url: linked.document.page for linked in built.site.pages.values()}
    documents, errors = {}, {}
    for path in (path for path in files if path.endswith(".html")):
        parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
        documents[path.removesuffix("index.html")] = parser.parse(files[path].decode())
        errors[path] = parser.errors
    practice = built.content.practice
    return types.SimpleNamespace(
        files=files, pages=urls, documents=documents, errors=errors, practice=practice, built=built
    )


def test_every_page_parses_without_an_error(real):
    assert {path: errors for path, errors in real.errors.items() if errors} == {}
    assert len(real.errors) >= 25


def test_drafts_build_too(real, copied, tmp_path):
    drafts = [path for path, loaded in real.built.content.documents.items() if loaded.page.draft]
    built = commands.build(copied(tmp_path), REAL_DAY, drafts=True)
    assert drafts and {*drafts} <= built.site.pages.keys()


def test_every_page_has_language_title_description_and_canonical(real):
    titles, descriptions = set(), set()
    for url in real.pages:
        document = real.documents[url]
        assert document.get("lang") == "en"
        [title] = document.findall("./head/title")
        [description] = document.findall("./head/meta[@name='description']")
        [canonical] = document.findall("./head/link[@rel='canonical']")
        [heading] = document.findall(".//h1")
        assert title.text.strip() and "".join(heading.itertext()).strip(), url
        assert 70 <= len(description.get("content")) <= 155, url
        assert canonical.get("href") == real.practice.url + url
        titles.add(title.text)
        descriptions.add(description.get("content"))
    assert len(titles) == len(descriptions) == len(real.pages)


def requests_of(document):
    """The addresses a browser fetches to show a page."""
    for element in document.iter():
        if element.tag == "link" and element.get("rel") not in ("canonical", "alternate"):
            yield element.get("href")
        for name in ("src", "poster", "data", "action"):
            if element.get(name) is not None:
                yield element.get(name)
        yield from (part.split()[0] for part in (element.get("srcset") or "").split(",") if part.strip())
        styles = (element.get("style") or "") + (element.text or "" if element.tag == "style" else "")
        yield from re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')\s]+)", styles)
        yield from (element.get(name) for name in ("{http://www.w3.org/1999/xlink}href",) if element.get(name))


def test_nothing_is_requested_from_another_host(real):
    for url, document in real.documents.items():
        asked = [urllib.parse.urlsplit(address) for address in requests_of(document)]
        assert [address.geturl() for address in asked if address.scheme or address.netloc] == [], url
        assert document.findall(".//iframe") == document.findall(".//base") == []


def test_a_pages_text_arrives_in_the_first_round_trip(real):
    weights = {url: len(gzip.compress(real.files[f"{url}index.html"], 9)) for url in real.pages if url[-4:] != "html"}
    heavy = {url for url, weight in weights.items() if weight > 14_600}
    assert heavy <= {"glossary/", "referral/evidence/"}, {url: weights[url] for url in heavy}  # they list everything
    for url, document in real.documents.items():
        redirects = document.find(".//meta[@http-equiv='refresh']") is not None
        assert len(document.findall(".//link[@rel='stylesheet']")) == (0 if redirects else 1), url
        for script in document.findall(".//script[@src]"):
            assert script.get("defer") is not None or script.get("type") == "module", url
            assert re.search(r"\.[0-9a-f]{8}\.js$", script.get("src")), url
    scripts = [data for path, data in real.files.items() if path.endswith(".js") and "minisearch" not in path]
    assert scripts and all(len(gzip.compress(data, 9)) < 2500 for data in scripts)


def test_every_link_leads_to_a_file_and_every_anchor_to_an_id(real):
    ids = {url: {element.get("id") for element in document.iter()} for url, document in real.documents.items()}
    for url, document in real.documents.items():
        links = [element.get("href") for element in document.iter() if element.get("href")]
        for link in {*links, *requests_of(document)}:
            address = urllib.parse.urlsplit(urllib.parse.urljoin(f"https://here/{url}", link))
            if address.netloc != "here" or address.scheme != "https":
                continue
            path = address.path.removeprefix("/")
            assert (f"{path}index.html" if path.endswith("/") or not path else path) in real.files, (url, link)
            assert not address.fragment or address.fragment in ids[path], (url, link)


def test_links_are_relative_but_for_404(real):
    for url, document in real.documents.items():
        links = [element.get("href") for element in document.iter("a")]
        inside = [link for link in links if not link.startswith(("https:", "http:", "tel:", "mailto:", "#"))]
        assert inside and {link.startswith("/") for link in inside} == {url == "404.html"}, url


def test_the_policy_of_a_page_is_that_of_the_headers_and_allows_nothing_inside_the_page(real):
    for url in real.pages:
        document = real.documents[url]
        [policy] = document.findall("./head/meta[@http-equiv='Content-Security-Policy']")
        [referrer] = document.findall("./head/meta[@name='referrer']")
        assert referrer.get("content") == HEADERS["Referrer-Policy"], url
        assert policy.get("content").replace("connect-src 'none'", "connect-src 'self'") == POLICY
        assert document.findall(".//style") == []
        assert policy.get("content").startswith("default-src 'none'") and "unsafe" not in policy.get("content")
        assert [element.tag for element in document.iter() if element.get("style")] == [], url


def test_headings_skip_no_level_pictures_have_words_and_ids_are_unique(real):
    for url, document in real.documents.items():
        levels = [int(element.tag[1]) for element in document.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        assert levels[0] == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
        assert all(element.get("alt") is not None for element in document.iter("img")), url
        ids = [element.get("id") for element in document.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), url


def test_every_health_page_names_its_sources(real):
    health = {url: page for url, page in real.pages.items() if isinstance(page, Health)}
    assert len(health) >= 10
    for url in health:
        sources = [
            element for element in real.documents[url].iter("li") if (element.get("id") or "").startswith("source-")
        ]
        assert sources and all("".join(source.itertext()).strip() for source in sources), url


def test_the_sitemap_lists_every_page_once_with_its_day(real):
    root = etree.fromstring(real.files["sitemap.xml"])
    assert root.tag == f"{SITEMAP}urlset"
    entries = {entry.findtext(f"{SITEMAP}loc"): entry for entry in root}
    assert len(entries) == len(root) <= 50_000
    assert entries.keys() == {real.practice.url + url for url in real.pages if url != "404.html"}
    for url, page in real.pages.items():
        if page.written:
            day = entries[real.practice.url + url].findtext(f"{SITEMAP}lastmod")
            assert page.written <= datetime.date.fromisoformat(day) <= REAL_DAY
    assert {child.tag for entry in root for child in entry} <= {f"{SITEMAP}loc", f"{SITEMAP}lastmod"}


def test_robots_may_see_everything_and_find_the_sitemap(real):
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(real.files["robots.txt"].decode().splitlines())
    assert all(robots.can_fetch("anyone", real.practice.url + url) for url in real.pages)
    assert robots.site_maps() == [f"{real.practice.url}sitemap.xml"]


def test_the_feed_keeps_the_rules_of_atom(real):
    feed = etree.fromstring(real.files["feed.xml"])
    entries = feed.findall(f"{ATOM}entry")
    assert feed.tag == f"{ATOM}feed" and entries
    for element in (feed, *entries):  # RFC 4287, 4.1.1 and 4.1.2: exactly one of each
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1 and element.findtext(ATOM + name).strip()
        assert len(element.findall(f"{ATOM}published")) <= 1 and len(element.findall(f"{ATOM}summary")) <= 1
        assert len(element.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert element.findtext(f"{ATOM}id").startswith(real.practice.url)
        for author in element.findall(f"{ATOM}author"):
            assert author.findtext(f"{ATOM}name").strip()
        for day in (*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")):
            assert re.fullmatch(RFC3339, day.text)
    assert feed.find(f"{ATOM}author") is not None
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == f"{real.practice.url}feed.xml"


def test_the_feed_holds_the_news_newest_first(real):
    feed = etree.fromstring(real.files["feed.xml"])
    days = [entry.findtext(f"{ATOM}published") for entry in feed.findall(f"{ATOM}entry")]
    ids = {entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")}
    news = {url for url in real.pages if url.startswith("news/") and url != "news/"}
    assert days == sorted(days, reverse=True) and ids == {real.practice.url + url for url in news}
    assert feed.findtext(f"{ATOM}updated") >= max(days)


def test_the_manifest_names_icons_of_the_size_it_says(real):
    manifest = json.loads(real.files["manifest.webmanifest"])
    assert manifest["name"] == real.practice.name and len(manifest["short_name"]) <= 30
    assert manifest["start_url"] == manifest["scope"] == "./"
    for icon in manifest["icons"]:
        data = real.files[icon["src"]]
        width, height = struct.unpack(">II", data[16:24])
        assert data.startswith(b"\x89PNG") and icon["sizes"] == f"{width}x{height}" and icon["type"] == "image/png"


def read_card(data):
    """A vCard's properties as (name, parameters) → fields, read as strictly as RFC 2426 writes them."""
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    lines = data.decode().removesuffix("\r\n").replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCARD", "VERSION:3.0", "END:VCARD")
    card = {}
    for line in lines[2:-1]:
        head, value = re.fullmatch(r"([A-Z-]+(?:;[A-Z]+=[A-Z,]+)*):(.*)", line).groups()
        assert re.fullmatch(r"(?:[^\\\x00-\x1f]|\\[\\,;nN])*", value) and head not in card
        card[head] = [re.sub(r"\\(.)", r"\1", field) for field in re.split(r"(?<!\\);", value)]
    return card


def test_the_vcard_holds_what_the_practice_has_given(real):
    practice = real.practice
    assert read_card(real.files["practice.vcf"]) == {
        "FN": [practice.name],
        "N": [practice.name, "", "", "", ""],
        "ORG": [practice.name],
        "TEL;TYPE=WORK,VOICE": [practice.telephone],
        "ADR;TYPE=WORK": ["", "", practice.street or "", practice.city, practice.region, practice.postal_code or "",
                          practice.country],
        "URL": [practice.url],
        "NOTE": ["Not for emergencies. In an emergency, call 911."],
    } | ({"TEL;TYPE=WORK,FAX": [practice.fax]} if practice.fax else {}) | (
        {"EMAIL;TYPE=INTERNET": [practice.email]} if practice.email else {}
    )  # fmt: skip


def graph_of(document):
    [script] = document.findall(".//script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert data.keys() == {"@context", "@graph"} and data["@context"] == "https://schema.org"
    return data["@graph"]


def nodes(value):
    """Every node below a value, itself included."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(part)


def range_of(kind, name):
    """The names of what schema.org expects as a property's value."""
    annotation = next(parent.__annotations__[name] for parent in kind.__mro__ if name in parent.__annotations__)
    return set(re.findall(r"\w+", str(annotation)))


def types_of(value):
    """The names of the types that a value has."""
    if isinstance(value, list):
        return set.intersection(*map(types_of, value))
    if isinstance(value, dict):
        kind = getattr(msgspec_schemaorg.models, value["@type"])
        return {parent.__name__ for parent in kind.__mro__} - {"object", "Struct"}
    if str(value).startswith("https://schema.org/"):
        word, enums = value.removeprefix("https://schema.org/"), vars(msgspec_schemaorg.enums.intangible)
        return {name for name, enum in enums.items() if word in getattr(enum, "__members__", ())}
    if str(value).startswith("https://"):
        return {"str", "URL", "Thing"}  # a thing may be named by its address
    return {"int"} if isinstance(value, int) else {"str", "date", "datetime"}


def test_json_ld_uses_only_words_of_schema_org(real):
    for url in real.pages.keys() - {"404.html"}:
        for node in (node for part in graph_of(real.documents[url]) for node in nodes(part)):
            if node.keys() == {"@id"}:
                continue
            kind = getattr(msgspec_schemaorg.models, node["@type"])
            for name in node.keys() - {"@type", "@id"}:
                assert name in kind.__struct_fields__, (url, node["@type"], name)
                if not (isinstance(node[name], dict) and node[name].keys() == {"@id"}):
                    assert types_of(node[name]) & range_of(kind, name), (url, node["@type"], name)


TYPES = {
    "home": "WebPage",
    "section": "WebPage",
    "page": "WebPage",
    "condition": "MedicalWebPage",
    "treatment": "MedicalWebPage",
    "stage": "MedicalWebPage",
    "guide": "MedicalWebPage",
    "referral": "MedicalWebPage",
    "person": "ProfilePage",
    "article": "Article",
    "contact/": "ContactPage",
    "about/": "AboutPage",
    "gallery/": "ImageGallery",
}
ENTITIES = {
    "condition": {"MedicalCondition"},
    "treatment": {"SurgicalProcedure", "MedicalTherapy"},
    "person": {"Person"},
}


def test_each_kind_of_page_has_its_json_ld_types(real):
    for linked in real.built.site.pages.values():
        url, kind = linked.card.url, linked.card.kind
        if url == "404.html":
            continue
        graph = {node["@type"]: node for node in graph_of(real.documents[url])}
        expected = {"WebSite", "MedicalClinic", TYPES.get(url, TYPES.get(kind))}
        expected |= {"BreadcrumbList"} if url else set()
        expected |= {"Physician"} if linked.document.page.path == real.practice.director else set()
        assert graph.keys() == expected, url
        entity = graph[TYPES.get(url, TYPES.get(kind))].get("mainEntity", {}).get("@type")
        assert entity in ENTITIES.get(kind, {None}), url


PLACES = {"street": "streetAddress", "postal_code": "postalCode", "fax": "faxNumber", "email": "email"}
NOT_KNOWN = {"openingHours", "openingHoursSpecification", "geo", "hasMap", "sameAs", "priceRange", "aggregateRating",
             "review", "legalName", "identifier", "usNPI", "isAcceptingNewPatients", "availableService"}  # fmt: skip


def test_json_ld_claims_nothing_the_practice_has_not_given(real):
    missing = {word for field, word in PLACES.items() if not getattr(real.practice, field)}
    for url in real.pages.keys() - {"404.html"}:
        words = {name for node in nodes(graph_of(real.documents[url])) for name in node}
        assert words.isdisjoint(missing | NOT_KNOWN), url
        assert real.pages[url].reviewed or words.isdisjoint({"lastReviewed", "reviewedBy"}), url


def test_json_ld_says_what_a_reader_can_see(real):
    for url in real.pages.keys() - {"404.html"}:
        document = real.documents[url]
        visible = " ".join(" ".join(document.find("body").itertext()).split())
        for node in nodes(graph_of(document)):
            for name in ("headline", "jobTitle", "honorificSuffix", "codeValue", "alternateName", "addressLocality"):
                for text in [node[name]] if isinstance(node.get(name), str) else node.get(name, []):
                    assert text in visible, (url, name)
