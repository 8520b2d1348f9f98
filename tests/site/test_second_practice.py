"""Another practice, in another field of medicine, with its own content/ and colors, and with our layouts and code."""

import html
import json
import re
import shutil

import html5lib
import pytest
from axe import broken, with_axe
from chromium import needs_chromium
from conftest import REAL_DAY, ROOT
from playwright.sync_api import expect
from servers import serving
from shared import published
from trees import graph, text_of
from vnu import checked, needs_vnu

from sitegen.build import build
from sitegen.cache import content_of

SECOND = ROOT / "tests/second_practice"
WORDS = re.compile(  # of the first practice: its names, numbers and place, what it treats and how
    r"facial|nerve|palsy|palsies|paraly[sz]|\bbell[’']?s\b|(?<!-)\bstrokes?\b(?![-:=\"'{]| stroke-)|droop|synkine|botox"
    r"|botulin|brackmann|masseter|gracilis|neurectom|\beyes?\b|eyelid|forehead|\bsmil|(?:your|the|a|weak) faces?\b"
    r"|azizzadeh|babak|beverly|institute|657.?2203",
    re.IGNORECASE,
)
TOOLS = ("grade-helper",)  # a tool of one field, which pages of that field call: its questions are the scale's own
EXCEPT = {f"{name}.{ending}" for name in TOOLS for ending in ("html", "css", "js")}


def found_in(text):
    return sorted({found[0].lower() for found in WORDS.finditer(text)})


def test_no_layout_script_or_module_names_the_first_practice_or_its_field():
    paths = [path for name in ("layouts", "sitegen", "assets/js") for path in (ROOT / name).rglob("*.*")]
    texts = {path: path.read_text() for path in paths if path.suffix != ".pyc" and path.name not in EXCEPT}
    assert len(texts) > 150
    assert {str(path): words for path, text in texts.items() if (words := found_in(text))} == {}


def test_the_list_finds_what_the_first_practice_says(real_built):
    pages = [path for path in real_built.files if path.endswith("index.html")]
    assert [path for path in pages if not found_in(content_of(real_built.files[path]).decode())] == []


def sources(folder):
    """The second practice's content and colors with our layouts and assets, in a folder."""
    for name in ("layouts", "assets"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(SECOND / "content", folder / "content")
    (folder / "assets/css/tokens").mkdir()
    shutil.copy(SECOND / "colors.css", folder / "assets/css/tokens")
    return folder


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """The second practice's site: its folder and what its build gave."""
    folder = sources(tmp_path_factory.mktemp("second"))
    return folder, published(str(folder))


@pytest.fixture(scope="module")
def pages(second):
    """Every page's tree, handouts too, by its address."""
    folder = second[0] / "public"
    return {
        str(path.relative_to(folder)).removesuffix("index.html"): html5lib.parse(
            path.read_bytes(), namespaceHTMLElements=False
        )
        for path in folder.rglob("*.html")
    }


def test_it_builds_without_a_problem(second):
    built = second[1]
    assert built.site.withheld == [] and len(built.site.pages) == 16


def test_no_published_file_has_a_word_of_the_first_practice(second):
    folder = second[0] / "public"
    style = [(ROOT / f"assets/css/components/{name}.css") for name in TOOLS]
    found, looked_at = {}, 0
    for path in (path for path in folder.rglob("*") if path.suffix not in (".png", ".woff2", ".gz", ".br")):
        if path.is_file():
            text = html.unescape(path.read_text())
            for component in style if path.suffix == ".css" else ():
                text = text.replace(component.read_text() if component.exists() else "", "")
            looked_at += 1
            found[str(path.relative_to(folder))] = found_in(text)
    assert looked_at > 40 and {path: words for path, words in found.items() if words} == {}


def test_the_form_of_the_first_practice_is_not_offered(second, pages):
    assert [path for path in second[1].files if path.startswith("files/") or path.endswith(".pdf")] == []
    assert [url for url, page in pages.items() if "PDF" in text_of(page)] == []


CONTACT = [
    "(503) 555-0101", "(503) 555-0102", "(503) 555-0103", "In Spanish", "English, Spanish", "book.example.org",
    "portal.example.org", "desk@example.org", "12 Maple Street", "Sampleton, OR 97000", "3 Harbor Lane",
    "Portsample, OR 97001", "(503) 555-0104", "Monday to Thursday 8 am to 5 pm", "Friday 8 am to noon",
    "Tuesday 9 am to 6 pm", "December 24, 2026 to December 25, 2026: closed", "Winter holiday", "Free behind the house",
    "Swelling with a fever cannot wait",
]  # fmt: skip


def test_its_places_hours_and_ways_are_shown(pages):
    assert [words for words in CONTACT if words not in text_of(pages["contact/"])] == []
    assert "Or ask online" in text_of(pages["conditions/tooth-decay/"])
    people = text_of(pages["about/"])
    assert all(name in people for name in ("Ana Example", "Ben Sample", "Dee Specimen"))


def test_its_places_hours_and_ways_are_in_structured_data(pages):
    clinic = graph(pages["contact/"])["MedicalClinic"]
    first, second = clinic["department"]
    assert (clinic["name"], clinic["medicalSpecialty"]) == ("Maple Street Dental", ["https://schema.org/Dentistry"])
    assert clinic["knowsLanguage"] == ["English", "Spanish"]
    assert [place["address"]["addressLocality"] for place in (first, second)] == ["Sampleton", "Portsample"]
    assert [len(place["openingHoursSpecification"]) for place in (first, second)] == [5, 2]
    [holiday] = first["specialOpeningHoursSpecification"]
    assert (holiday["validFrom"], holiday["validThrough"]) == ("2026-12-24", "2026-12-25")
    decay = graph(pages["conditions/tooth-decay/"])["MedicalWebPage"]["mainEntity"]
    assert decay["associatedAnatomy"] == {"@type": "AnatomicalStructure", "name": "Tooth"}
    assert graph(pages["referral/how-to-refer/"])["MedicalWebPage"]["about"]["name"] == "Tooth loss"


def test_its_own_words_stand_where_the_first_practice_has_others(pages):
    home, decay = text_of(pages[""]), text_of(pages["conditions/tooth-decay/"])
    assert "What brings you here?" in home and "To fill a gap" in home and "For dentists who refer" in home
    assert "Call 911 now if:" in decay and "swelling makes it hard to breathe or swallow" in decay
    assert "Swelling and bleeding: a made-up guide" in decay and "Swelling with a fever" not in decay
    assert "Swelling with a fever cannot wait" in text_of(pages["conditions/gum-disease/"])
    assert "What goes wrong around it." in text_of(pages["conditions/"])
    assert "To replace a tooth" in text_of(pages["services/"])
    taken_home = text_of(pages["conditions/tooth-decay/handout/"])
    assert "Can this tooth be kept?" in taken_home and "Sugar feeds germs" not in taken_home
    assert [url for url, page in pages.items() if re.search(r"\{\w+\}", text_of(page))] == []


def test_its_colors_are_all_that_a_browser_is_told(second, pages):
    told = [meta.get("content") for meta in pages[""].findall(".//meta[@name='theme-color']")]
    manifest = json.loads((second[0] / "public/manifest.webmanifest").read_text())
    assert told == ["#f7f9fb", "#0f171e"] and {manifest["theme_color"], manifest["background_color"]} == {"#f7f9fb"}


def test_a_folder_of_services_holds_treatments_and_both_sides_name_the_other(second, pages):
    assert second[1].site.pages["services/filling.md"].card.kind == "treatment"
    assert "Conditions it is used for" in text_of(pages["services/filling/"])
    links = {link.get("href") for link in pages["conditions/tooth-decay/"].iter("a")}
    assert "../../services/filling/" in links


def test_in_another_country_every_page_has_its_emergency_number(tmp_path):
    facts = sources(tmp_path) / "content/practice.yaml"
    facts.write_text(facts.read_text().replace("country: US", "country: GB"))
    files = build(str(tmp_path), REAL_DAY).files
    pages = {path: content_of(file).decode() for path, file in files.items() if path.endswith((".html", ".vcf"))}
    assert [path for path, text in pages.items() if re.search(r"\b911\b", text)] == []
    doctors = ["referral/how-to-refer/index.html", "referral/index.html"]
    assert sorted(path for path, text in pages.items() if "999" not in text) == doctors


@needs_vnu
def test_every_page_is_valid(second):
    assert checked(second[0] / "public") == (0, "")


@needs_chromium
def test_every_page_keeps_the_rules_of_axe(second, pages, open_page):
    shown = with_axe(open_page(width=390, bypass_csp=True))
    with serving(second[0] / "public") as address:
        for url in pages:
            shown.goto(address + url)
            assert broken(shown) == [], url


@needs_chromium
def test_what_is_typed_finds_its_pages_and_shows_its_alert(second, open_page):
    shown = open_page()
    with serving(second[0] / "public") as address:
        shown.goto(f"{address}search/?q=cavity")
        expect(shown.locator(".search__results a").first).to_have_text("Tooth decay")
        expect(shown.locator(".search__urgent")).to_be_hidden()
        shown.get_by_label("What are you looking for?").fill("cannot Breathe")
        expect(shown.get_by_text("Hard to breathe or swallow?")).to_be_visible()
