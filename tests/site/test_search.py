"""Search in Debian's Chromium: what patients type leads to the right page, and an emergency is told first."""

import gzip
import json
import re

import pytest
from chromium import NEEDS_CHROMIUM
from conftest import ROOT
from playwright.sync_api import expect
from real_layouts import LAYOUTS

from sitegen.model.kinds import KINDS

pytestmark = NEEDS_CHROMIUM
QUERIES = {  # as people type → the page that should be among the first three
    "bels palsy": "conditions/bells-palsy/",
    "bells pallsy": "conditions/bells-palsy/",
    "Bell’s palsy": "conditions/bells-palsy/",
    "idiopathic facial palsy": "conditions/bells-palsy/",
    "droopy face": "conditions/stroke-or-palsy/",
    "stroke or bells palsy": "conditions/stroke-or-palsy/",
    "derrame facial": "conditions/stroke-or-palsy/",
    "parálisis facial": "conditions/bells-palsy/",
    "paralisis": "conditions/long-standing-paralysis/",
    "crooked smile": "treatments/gracilis-muscle-transfer/",
    "get my smile back": "treatments/gracilis-muscle-transfer/",
    "cant close my eye": "treatments/eye-protection/",
    "eye won't close": "treatments/eye-protection/",
    "dry eye": "treatments/eye-protection/",
    "eyelid weight": "treatments/eyelid-weight-and-tightening/",
    "gold weight": "treatments/eyelid-weight-and-tightening/",
    "eye closes when I smile": "conditions/synkinesis/",
    "sinkinesis": "conditions/synkinesis/",
    "synkinesis": "conditions/synkinesis/",
    "tight face": "conditions/synkinesis/",
    "face moves by itself": "conditions/hemifacial-spasm/",
    "face twitching": "conditions/hemifacial-spasm/",
    "hemifacial spasm": "conditions/hemifacial-spasm/",
    "ramsey hunt": "conditions/ramsay-hunt-syndrome/",
    "shingles face": "conditions/ramsay-hunt-syndrome/",
    "blisters in ear": "conditions/ramsay-hunt-syndrome/",
    "acoustic neuroma": "conditions/acoustic-neuroma/",
    "vestibular schwannoma": "conditions/acoustic-neuroma/",
    "parotid tumour": "conditions/parotid-tumors/",
    "lump in front of ear": "conditions/parotid-tumors/",
    "lyme": "conditions/lyme-disease/",
    "tick bite": "conditions/lyme-disease/",
    "moebius": "conditions/moebius-syndrome-and-palsy-from-birth/",
    "mobius syndrome": "conditions/moebius-syndrome-and-palsy-from-birth/",
    "baby born with crooked mouth": "conditions/moebius-syndrome-and-palsy-from-birth/",
    "my child has a weak face": "conditions/facial-palsy-in-children/",
    "pregnant bells palsy": "conditions/bells-palsy-in-pregnancy/",
    "car accident": "conditions/facial-trauma/",
    "after surgery face weak": "conditions/surgical-injury/",
    "facelift nerve damage": "conditions/surgical-injury/",
    "both sides": "conditions/weakness-on-both-sides/",
    "guillain barre": "conditions/weakness-on-both-sides/",
    "swollen lips": "conditions/melkersson-rosenthal-syndrome/",
    "cholesteatoma": "conditions/ear-infection-and-cholesteatoma/",
    "botox": "treatments/botulinum-toxin/",
    "prednisone": "treatments/steroids-and-antivirals/",
    "acyclovir": "treatments/steroids-and-antivirals/",
    "physical therapy": "treatments/facial-retraining/",
    "mime therapy": "treatments/facial-retraining/",
    "masseter": "treatments/masseter-to-facial-nerve-transfer/",
    "trigeminal nerve transfer": "treatments/masseter-to-facial-nerve-transfer/",
    "tongue nerve": "treatments/hypoglossal-to-facial-nerve-transfer/",
    "cross face graft": "treatments/cross-face-nerve-graft/",
    "thigh muscle": "treatments/gracilis-muscle-transfer/",
    "selective neurolysis": "treatments/selective-neurectomy/",
    "is it too late": "when-it-started/more-than-1-year/",
    "how long does it last": "conditions/bells-palsy/",
    "insurance": "your-visit/costs-and-insurance/",
    "depressed": "living-with/mood/",
    "drooling when drinking": "living-with/eating-and-drinking/",
    "cant speak on the phone": "living-with/please-call-for-me/",
    "zoom calls": "living-with/photographs-and-video-calls/",
    "what to bring": "your-visit/what-to-bring/",
    "icd 10": "referral/icd-10-cm-codes/",
    "house brackmann": "referral/grading/",
    "phone number": "contact/",
    "before and after pictures": "gallery/",
    "facial paralysis doctor los angeles": "about/people/babak-azizzadeh/",
    "botox for synkinesis": "treatments/botulinum-toxin/",
    "smile surgery": "treatments/gracilis-muscle-transfer/",
}

LEADING = {  # what brings people to us → the page that has to come first
    "synkinesis surgery": "treatments/selective-neurectomy/",
    "best synkinesis surgeon": "about/people/babak-azizzadeh/",
    "second opinion": "your-visit/first-visit/",
    "before and after": "gallery/",
    "eye won't close at night": "treatments/eye-protection/",
    "my face drooped this morning": "when-it-started/within-72-hours/",
    "woke up with a crooked face": "conditions/stroke-or-palsy/",
    "half my face is numb": "conditions/stroke-or-palsy/",
    "tight face": "conditions/synkinesis/",
}


@pytest.fixture
def search(open_page, real_site):
    """Opens the page for searching, with words typed if there are any."""

    def search(words="", **options):
        shown = open_page(**options)
        shown.goto(f"{real_site[0]}search/")
        shown.get_by_label("What are you looking for?").fill(words)
        return shown

    return search


@pytest.fixture
def found(search, real_site):
    """What is found for every query, best first."""
    shown = search()
    [path] = (real_site[2] / "js").glob("search.*.js")
    source = f"""async queries => {{ const it = await import('/js/{path.name}');
      const same = JSON.parse(document.querySelector('.search').dataset.same);
      const made = it.index(await (await fetch('/search.json')).json(), same);
      return queries.map(query => it.find(made, query).slice(0, 3).map(found => found.id)); }}"""
    queries = [*QUERIES, *LEADING]
    return dict(zip(queries, shown.evaluate(source, queries), strict=True))


def test_what_people_type_leads_to_the_page_they_need(found):
    missed = {query: found[query] for query, wanted in QUERIES.items() if wanted not in found[query]}
    assert len(QUERIES) >= 60 and len(missed) <= len(QUERIES) // 20, json.dumps(missed, indent=1)


def test_what_brings_people_to_us_leads_to_one_page_first(found):
    assert {query: found[query][:1] for query in LEADING} == {query: [page] for query, page in LEADING.items()}


def test_every_kind_of_page_that_can_be_found_has_a_name():
    script = (ROOT / "assets/js/search-results.js").read_text()
    named = re.findall(r'(\w+): "[^"]+"', script.partition("const KINDS = {")[2].partition("}")[0])
    page = dict.fromkeys(("title", "names", "summary", "words", "audience"), "")
    pages = [page | {"kind": kind, "url": "" if kind == "home" else f"{kind}/"} for kind in KINDS]
    listed = json.loads(LAYOUTS.render("root/search.json", {"pages": pages}))
    assert sorted(named) == sorted(found["kind"] for found in listed)


TINY = [
    {"id": "m/", "title": "Möbius syndrome", "summary": "Weakness from birth.", "kind": "condition"},
    {"id": "s/", "title": "Surgery after an injury", "summary": "When it can help the eye.", "kind": "treatment"},
    {"id": "h/", "title": "House-Brackmann grading", "summary": "Grades of Bell's palsy.", "kind": "referral"},
]
PAGES = [page | {"names": [""], "words": [], "audience": "patient"} for page in TINY]


@pytest.fixture
def call(search, real_site):
    """Evaluates an expression with `it`, the search script; `made`, an index of three pages; and `value`."""
    shown = search()
    [path] = (real_site[2] / "js").glob("search.*.js")

    def call(expression, value=None):
        source = f"async ([pages, value]) => {{ const it = await import('/js/{path.name}'); "
        source += 'const made = it.index(pages, { Bells: "Bell’s", "belle’s": "bell\'s" }); '
        source += f"return {expression}; }}"
        return shown.evaluate(source, [PAGES, value])

    return call


def test_accents_plurals_hyphens_and_apostrophes_are_found_in_any_form(call):
    words = {
        "m/": ["Möbius", "Mo\u0308bius", "MÖBIUS SYNDROMES"],
        "s/": ["surgeries", "injuries", "eyes"],
        "h/": ["house brackmann", "House–Brackmann", "Bell’s", "bell's palsies", "bells", "belle's"],
    }
    for page, typed in words.items():
        found = call("value.map(words => it.find(made, words).map(found => found.id)[0])", typed)
        assert dict(zip(typed, found, strict=True)) == dict.fromkeys(typed, page)


@pytest.mark.parametrize("word", ["constructor", "__proto__", "toString", "hasOwnProperty", "%", "'", "’s", "\u0308"])
def test_words_that_mean_something_to_javascript_are_only_words(call, word):
    assert isinstance(call("it.find(made, value).length", word), int)


def test_the_search_library_is_the_one_that_is_named_and_imported(open_page, real_site):
    [script] = (real_site[2] / "js").glob("search.*.js")
    [library] = (real_site[2] / "js").glob("minisearch.*.js")
    assert f'import MiniSearch from "./{library.name}";' in script.read_text()
    assert library.read_text().startswith("// MiniSearch 7.2.0, MIT,") and library.stat().st_size < 20_000
    [licence] = (real_site[2] / "js").glob("minisearch-license.*.txt")
    assert "Permission is hereby granted, free of charge" in licence.read_text()
    shown = open_page()
    shown.goto(real_site[0])
    source = f"""async () => {{
      const made = new (await import('/js/{library.name}')).default({{ fields: ['text'] }});
      made.addAll([{{ id: 1, text: 'a red eye' }}, {{ id: 2, text: 'a dry mouth' }}]);
      return [made.search('eye').map(found => found.id), made.search('mout', {{ fuzzy: 0.25 }}).map(found => found.id)];
    }}"""
    assert shown.evaluate(source) == [[1], [2]]


def test_script_and_index_are_small_and_loaded_nowhere_else(open_page, real_site):
    files = [*(real_site[2] / "js").glob("*search*.js"), real_site[2] / "search.json"]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) <= 60_000
    shown, asked = open_page(), []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(real_site[0] + "conditions/")
    assert not [address for address in asked if "search" in address]


def test_results_are_counted_marked_and_shared_by_their_address(search, real_site):
    shown = search("lyme")
    shown.get_by_text("Pages found:").wait_for()
    first = shown.locator(".search__results li").first
    expect(first.get_by_role("link")).to_have_text("Lyme disease and facial palsy")
    assert first.locator("mark").first.inner_text() == "Lyme" and "Condition" in first.inner_text()
    expect(shown).to_have_url(f"{real_site[0]}search/?q=lyme")
    shown.reload()
    shown.get_by_text("Pages found:").wait_for()
    expect(shown.get_by_label("What are you looking for?")).to_have_value("lyme")
    shown.get_by_label("What are you looking for?").fill("steroid")
    shown.get_by_label("For whom").select_option("Doctors")
    expect(shown.locator(".search__results li").first).to_contain_text("for doctors", ignore_case=True)
    shown.get_by_label("What are you looking for?").fill("zzzzqqq")
    shown.get_by_text("No page found").wait_for()


def test_the_keyboard_leads_from_the_words_to_the_first_page(search):
    shown = search("gracilis")
    shown.get_by_text("Pages found:").wait_for()
    shown.get_by_label("What are you looking for?").focus()
    shown.keyboard.press("Tab")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    shown.wait_for_url("**/treatments/gracilis-muscle-transfer/")


ALARMS = [
    "stroke",
    "my arm is weak",
    "can't speak",
    "cant talk",
    "face droop",
    "derrame",
    "face went numb",
    "woke up so",
]


@pytest.mark.parametrize("words", ALARMS)
def test_signs_of_an_emergency_show_911_above_any_page(search, words):
    shown = search(words)
    shown.get_by_role("link", name="call 911 now", exact=True).wait_for()
    assert shown.locator(".search__urgent").bounding_box()["y"] < shown.locator(".search__results").bounding_box()["y"]


@pytest.mark.parametrize("sign", ["can't speak", "can’t speak"])
def test_a_sign_of_an_emergency_is_known_with_any_apostrophe(call, sign):
    typed = ["can't speak", "can’t speak", "cant speak", "speak"]
    found = call("value.typed.map(words => it.isUrgent(words, [value.sign]))", {"typed": typed, "sign": sign})
    assert found == [True, True, True, False]


def test_other_words_show_no_alarm(search):
    shown = search("insurance")
    shown.get_by_text("Pages found:").wait_for()
    expect(shown.locator(".search__urgent")).not_to_be_visible()


def test_a_wrong_address_leads_to_the_nearest_pages(open_page, real_site):
    shown = open_page()
    shown.route("**/old/bels-palsy_help.html", lambda route: route.fulfill(path=real_site[2] / "404.html"))
    shown.goto(f"{real_site[0]}old/bels-palsy_help.html")
    shown.get_by_text("Pages found:").wait_for()
    expect(shown.get_by_label("Were you looking for this?")).to_have_value("old bels palsy help")
    nearest = [link.get_attribute("href") for link in shown.locator(".search__results a").all()[:3]]
    assert f"{real_site[0]}conditions/bells-palsy/" in nearest
    assert shown.url.endswith("/old/bels-palsy_help.html")


ADDRESSES = {  # what stands in the address → the words it is searched for by
    "old/caf%e9/bells": "old café bells",
    "caf%C3%A9/bells": "café bells",
    "50%25-off%": "50 off",
    "100%/": "100",
    "%": "",
    "%E0%A4%A/palsy": "à A palsy",
    "%c3%28/palsy.php": "Ã palsy",
    "a%00b%zz/%u0041": "a b zz u0041",
    "Mo%CC%88bius": "Möbius",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_any_form_is_searched_for_its_words(open_page, real_site, address):
    shown, errors = open_page(), []
    shown.on("pageerror", lambda error: errors.append(error))
    shown.route(lambda url: url == real_site[0] + address, lambda route: route.fulfill(path=real_site[2] / "404.html"))
    shown.goto(real_site[0] + address)
    shown.wait_for_load_state("networkidle")
    field = shown.get_by_label("Were you looking for this?")
    assert field.is_visible() and (field.input_value(), errors) == (ADDRESSES[address], [])


FAILURES = {
    "no network": lambda route: route.abort(),
    "no such file": lambda route: route.fulfill(status=404, body="<h1>Not found</h1>"),
    "half a file": lambda route: route.fulfill(body='[{"id": "a'),
    "something else": lambda route: route.fulfill(body="{}"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_where_search_fails_it_says_so_and_leads_to_the_list_of_all_pages(open_page, real_site, failure):
    shown, errors = open_page(), []
    shown.on("pageerror", lambda error: errors.append(error))
    shown.route("**/search.json", FAILURES[failure])
    shown.goto(f"{real_site[0]}search/?q=stroke")
    shown.get_by_role("status").get_by_text("Search cannot be used right now.").wait_for()
    assert shown.get_by_label("What are you looking for?").count() == shown.get_by_label("For whom").count() == 0
    assert shown.get_by_role("link", name="call 911 now", exact=True).is_visible() and errors == []
    shown.get_by_role("link", name="See every page in one list").click()
    assert shown.url == f"{real_site[0]}site-map/"


def test_without_scripts_every_name_stands_from_a_to_z(open_page, real_site):
    shown = open_page(java_script_enabled=False)
    shown.goto(f"{real_site[0]}search/")
    expect(shown.locator(".search")).not_to_be_visible()
    letters = shown.locator(".a-to-z__letter").all_inner_texts()
    assert letters == sorted(letters) and set(letters) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ") and len(letters) > 12
    shown.get_by_role("link", name="Idiopathic facial palsy").click()
    expect(shown).to_have_url(f"{real_site[0]}conditions/bells-palsy/")
