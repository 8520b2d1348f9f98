"""What the look promises, in Debian's Chromium: a way to a visit, no blank sides, light pages, nothing that jumps."""

import http.server
import json
import pathlib
import re
import threading

import brotli
import pytest
from chromium import NEEDS_CHROMIUM, printed, settled, visit
from conftest import ROOT
from playwright.sync_api import expect

from sitegen.pages import hosts
from sitegen.pages.assets import LAYERS

ACUTE = {
    "when-it-started/within-72-hours/",
    "when-it-started/3-days-to-3-weeks/",
    "treatments/eye-protection/",
    *(
        f"conditions/{name}/"
        for name in (
            "bells-palsy",
            "stroke-or-palsy",
            "ramsay-hunt-syndrome",
            "lyme-disease",
            "bells-palsy-in-pregnancy",
            "facial-palsy-in-children",
            "weakness-on-both-sides",
            "ear-infection-and-cholesteatoma",
            "facial-trauma",
            "surgical-injury",
        )
    ),
}
KINDS = ["", "conditions/bells-palsy/", "treatments/selective-neurectomy/", "about/people/babak-azizzadeh/", "contact/"]
KINDS += ["referral/", "gallery/", "when-it-started/more-than-1-year/", "search/", "404.html"]
ACTS = ["Ask for a visit", "Call (310) 657-2203"]
IN_VIEW = """names => [...document.querySelectorAll("a.button")].some(one => { const box = one.getBoundingClientRect();
  return names.includes(one.textContent) && box.width && box.top >= 0 && box.bottom <= innerHeight; })"""
# The places of scrolling at which no text, picture or control stands in the right third of the window.
BLANK = """() => { const right = () => {
    const left = innerWidth * 0.65;
    const seen = box => box.width && box.right > left && box.bottom > 0 && box.top < innerHeight;
    const things = [...document.querySelectorAll("svg, img, input, select, textarea")];
    if (things.some(one => seen(one.getBoundingClientRect()))) return true;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (texts.nextNode()) {
      if (!texts.currentNode.data.trim()) continue;
      range.selectNodeContents(texts.currentNode);
      if ([...range.getClientRects()].some(seen)) return true;
    }
    return false; };
  const blank = [], end = Math.max(1, document.documentElement.scrollHeight - innerHeight);
  for (let top = 0; top < end; top += 400) {
    scrollTo({top, behavior: "instant"});
    if (!right()) blank.push(top);
  }
  scrollTo({top: 0, behavior: "instant"});
  return blank; }"""
FACTS = """() => { const all = (selector, of) => [...(of ?? document).querySelectorAll(selector)]; return {
  offered: all(".page__title .offered-mark").length,
  director: all("main a[href$='people/babak-azizzadeh/']").length,
  lead: document.querySelector("main .page__lead")?.innerText ?? "",
  isForDoctors: all("a.header__link[aria-current]").some(one => one.textContent.includes("For doctors")),
  strips: all(".emergency-strip").length,
  cards: all(".page__cards .care-card--emergency").length,
  leavingCards: all(".page__cards .care-card a[href^=http]").length,
  eye: document.querySelector(".page__cards .care-card--urgent")?.innerText ?? "",
  steps: all(".next-steps .door-list__door").map(one => one.querySelector(".button")?.innerText),
}; }"""
SHIFTS = """new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shift =
  (window.shift ?? 0) + entry.value; }).observe({type: "layout-shift", buffered: true})"""
SMALL = """() => [...document.querySelectorAll("a, button, summary, input, select, textarea")].filter(one => {
  const target = one.type === "checkbox" ? one.labels[0] : one, box = target.getBoundingClientRect();
  const isWord = getComputedStyle(target).display === "inline" && !one.closest("sup"); // as wide as it happens to be
  return box.width && ([...target.getClientRects()].some(part => part.height < 24) || !isWord && box.width < 23.5);
}).map(one => one.outerHTML.slice(0, 120))"""
BEFORE = """names => { const all = [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
    .filter(one => one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}));
  return all.findIndex(one => names.includes(one.textContent) || one.matches("[href^='tel:+']")); }"""
BROKEN = """() => [...document.querySelectorAll("main :is(tbody th, td)")].flatMap(cell => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange(), found = [];
  while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/[^\\s\\u2010-\\u2014\\/-]+/g)) {
    range.setStart(texts.currentNode, word.index);
    range.setEnd(texts.currentNode, word.index + word[0].length);
    if (new Set([...range.getClientRects()].map(part => Math.round(part.top / 9))).size > 1) found.push(word[0]);
  }
  return found; })"""
NAMELESS = """() => [...document.querySelectorAll("main .flow > table tbody tr")].filter(
  row => !row.querySelector("th[scope=row]")).map(row => row.outerHTML.slice(0, 120))"""

pytestmark = NEEDS_CHROMIUM


def test_home_says_on_the_first_screen_of_a_telephone_what_to_do_and_stays_short(open_page, real_site):
    shown = open_page(width=390)
    shown.set_viewport_size({"width": 390, "height": 740})
    settled(shown, real_site[0])
    button = shown.locator("main .button").first.bounding_box()
    assert button["y"] + button["height"] <= 740
    assert shown.locator("main a").count() <= 45
    assert shown.evaluate("document.documentElement.scrollHeight") <= 6500


@pytest.fixture(scope="module")
def wide(browser, real_site):
    """What every page holds and shows in a wide window, all at one visit."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    shown, seen = context.new_page(), {}
    for url in visit(shown, real_site):
        seen[url] = shown.evaluate(FACTS) | {"visit": shown.evaluate(IN_VIEW, ACTS), "blank": shown.evaluate(BLANK)}
        seen[url]["before"] = shown.evaluate(BEFORE, ACTS)
    context.close()
    return seen


@pytest.fixture(scope="module")
def narrow(browser, real_site, samples):
    """What pages show on a telephone, all at one visit."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    shown, seen = context.new_page(), {}
    for url in visit(shown, real_site, samples):
        page = seen[url] = {"small": shown.evaluate(SMALL), "before": shown.evaluate(BEFORE, ACTS)}
        shown.set_viewport_size({"width": 320, "height": 800})
        page["cells"] = shown.evaluate(BROKEN) + shown.evaluate(NAMELESS)
        shown.set_viewport_size({"width": 390, "height": 800})
        if not shown.evaluate(IN_VIEW, ACTS):
            shown.get_by_role("button", name="Menu").click()
        page["visit"] = shown.evaluate(IN_VIEW, ACTS)
        shown.set_viewport_size({"width": 360, "height": 800})
    context.close()
    return seen


def without(seen, name):
    return [url for url, page in seen.items() if not page[name]]


def with_any(seen, name):
    return {url: page[name] for url, page in seen.items() if page[name]}


def test_every_page_shows_a_way_to_a_visit(wide):
    assert without(wide, "visit") == [] and len(wide) > 90


def test_the_page_to_ask_for_a_visit_on_calls_and_leads_not_to_itself(open_page, real_site):
    shown = open_page()
    shown.goto(f"{real_site[0]}contact/")
    assert shown.locator("main a").evaluate_all("all => all.filter(one => one.href === location.href).length") == 0
    assert shown.locator(".visit-card .button, .next-steps .button").first.get_attribute("href").startswith("tel:")


def test_the_rail_keeps_its_button_in_a_low_window(open_page, real_site):
    shown = open_page()
    shown.set_viewport_size({"width": 1280, "height": 640})
    shown.goto(f"{real_site[0]}treatments/eye-protection/")
    shown.evaluate("scrollTo({ top: 1500, behavior: 'instant' })")
    box = shown.locator(".page__rail .visit-card").bounding_box()
    assert box["y"] > 0 and box["y"] + box["height"] < 640


def test_on_a_telephone_a_way_to_a_visit_is_one_tap_away(narrow):
    assert without(narrow, "visit") == [] and len(narrow) > 20


def test_the_header_is_one_row_from_a_tablet_up_and_its_menu_a_panel_below(open_page, real_site):
    shown = settled(open_page(width=1024), real_site[0])
    assert shown.locator(".header").bounding_box()["height"] < 90
    links = [link.bounding_box() for link in shown.locator(".header__link").all()]
    assert len({round(box["y"]) for box in links}) == 1 and len(links) == 6
    shown = settled(open_page(width=360, java_script_enabled=False), real_site[0])
    assert shown.locator(".header").bounding_box()["height"] < 80
    expect(shown.get_by_role("link", name="Treatments", exact=True).first).not_to_be_visible()
    shown.get_by_role("button", name="Menu").click()
    panel = shown.get_by_role("navigation", name="Main")
    assert panel.get_by_role("link").all_inner_texts()[-2:] == ACTS
    expect(panel.get_by_role("link", name="For doctors")).to_be_visible()
    shown.get_by_role("button", name="Close").click()
    expect(panel).not_to_be_visible()


def test_no_page_leaves_its_right_side_blank_for_a_whole_screen(wide):
    assert with_any(wide, "blank") == {}


def test_no_kind_leaves_its_right_side_blank_on_a_large_screen(open_page, real_site, kinds):
    shown = open_page(width=1600)
    assert {url: blank for url in visit(shown, real_site, kinds) if (blank := shown.evaluate(BLANK))} == {}


def test_the_director_is_named_and_linked_where_he_treats(wide):
    offered = {url: page for url, page in wide.items() if page["offered"] or url == ""}
    assert [url for url, page in offered.items() if not page["director"] or "Azizzadeh" not in page["lead"]] == []
    assert len(offered) == 9


RULES = """async text => { const sheet = new CSSStyleSheet();
  const all = rules => [...rules].flatMap(one => [one.cssText, ...all(one.cssRules ?? [])]);
  sheet.replaceSync(text.startsWith("/") ? await (await fetch(text)).text() : text);
  return all(sheet.cssRules); }"""


def test_the_style_sheet_says_what_was_written(open_page, real_site):
    address, _, public = real_site
    shown = open_page(bypass_csp=True)
    shown.goto(address)
    [css] = (public / "css").glob("*.css")
    folder = ROOT / "assets/css"
    paths = [path for layer in LAYERS for path in (folder / f"{layer}.css", *sorted((folder / layer).glob("*.css")))]
    said = shown.evaluate(RULES, "\n".join(path.read_text() for path in paths if path.exists()))
    named = re.compile(r"(?<=fonts/)([a-z]+)\.[0-9a-f]{8}(?=\.woff2)")
    rules = [named.sub(r"\1", rule) for rule in shown.evaluate(RULES, f"/css/{css.name}")]
    close = [[re.sub(r"(?<=:) | ?([,>]) ?", r"\1", rule) for rule in written] for written in (rules[1:], said)]
    assert close[0] == close[1] and len(said) > 500


def test_pages_are_light_and_hold_no_style(real_site):
    _, urls, public = real_site
    pages = {path: path.read_bytes() for path in public.rglob("*.html")}
    heavy = {path for path, data in pages.items() if len(brotli.compress(data, quality=10)) > 14_600}
    assert len(heavy) <= len(pages) * 0.05, sorted(heavy)
    for path, data in pages.items():
        assert b"<style" not in data and b" style=" not in data, path
    [css] = (public / "css").glob("*.css")
    assert re.fullmatch(r"site\.[0-9a-f]{8}\.css", css.name)
    assert len(brotli.compress(css.read_bytes(), quality=11)) <= 10_240
    fonts = list((public / "fonts").glob("*.woff2"))
    assert len(fonts) == 2 and sum(font.stat().st_size for font in fonts) <= 40_000
    assert len(list((public / "fonts").glob("*-license.*.txt"))) == 2


@pytest.mark.parametrize("url", KINDS[:-2])
def test_a_first_view_asks_for_little(open_page, real_site, url):
    address, _, public = real_site
    shown, asked = open_page(width=390), []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(address + url, wait_until="networkidle")
    asked = list(dict.fromkeys(asked))
    assert len(asked) <= 6
    files = [public / (path + "index.html" if path.endswith("/") or not path else path)
             for path in (one.removeprefix(address) for one in asked)]  # fmt: skip
    sent = [file.with_name(file.name + ".br") for file in files]
    weight = sum((small if small.exists() else file).stat().st_size for small, file in zip(sent, files, strict=True))
    assert weight <= 70_000


@pytest.mark.parametrize("fonts", ["at once", "late", "never"])
def test_nothing_jumps_whenever_the_fonts_come(request, open_page, real_site, fonts):
    shown = open_page(width=390)
    shown.add_init_script(SHIFTS)
    if fonts == "never":
        shown.route("**/*.woff2", lambda route: route.abort())
    if fonts == "late":

        def late(route):
            shown.wait_for_timeout(700)
            route.continue_()

        shown.route("**/*.woff2", late)
    found = {}
    for url, width in seen_at(request.config.getoption("--all")):
        shown.set_viewport_size({"width": width, "height": 800})
        shown.goto(real_site[0] + url, wait_until="load")
        shown.wait_for_timeout(300)
        found[url, width] = shown.evaluate("window.shift ?? 0")
    assert {seen: shift for seen, shift in found.items() if shift > 0.001} == {}


def seen_at(at_all):
    """Each page at every width, or by day at one of them."""
    widths = [390, 768, 1280]
    return [(url, width) for n, url in enumerate(KINDS) for width in (widths if at_all else [widths[n % 3]])]


def test_targets_are_large_enough_for_a_shaking_finger(narrow):
    assert with_any(narrow, "small") == {}


def test_a_reader_by_keyboard_meets_a_way_to_a_visit_early(wide, narrow):
    for seen in (wide, narrow):
        assert {url: page["before"] for url, page in seen.items() if not 0 <= page["before"] <= 30} == {}


def test_the_emergency_is_one_line_but_on_the_pages_of_the_first_weeks(wide):
    strips = {url: page["strips"] for url, page in wide.items()}
    assert strips == {url: 0 if page["isForDoctors"] else 1 for url, page in wide.items()}
    cards = {url: page for url, page in wide.items() if page["cards"]}
    assert cards.keys() == ACUTE and with_any(cards, "leavingCards") == {}
    for url, page in cards.items():
        assert "See an eye doctor today" in page["eye"], url
        assert "At night or on a weekend, go to an emergency room" in page["eye"], url


def test_every_page_ends_in_a_next_step_that_someone_chose(wide):
    steps = {url: page["steps"] for url, page in wide.items() if url}
    assert {url: doors for url, doors in steps.items() if not 2 <= len(doors) <= 4 or doors[0] not in ACTS} == {}


def test_tables_name_their_rows_and_break_no_word_on_a_telephone(narrow):
    assert with_any(narrow, "cells") == {}


def test_a_cell_of_a_table_says_its_column_on_a_telephone(open_page, real_site):
    shown = open_page(width=320)
    shown.goto(real_site[0] + "referral/when-to-refer/")
    cell = shown.locator("main table td[data-label]").first
    label = cell.evaluate("one => getComputedStyle(one, '::before').content")
    assert label == json.dumps(cell.get_attribute("data-label"))


def test_a_source_leads_back_to_where_it_is_cited(open_page, real_site):
    shown = open_page()
    shown.goto(real_site[0] + "conditions/bells-palsy/")
    expect(shown.locator(".page-record__sources")).not_to_be_visible()
    shown.locator("main .page__body .citation a").first.click()
    source = shown.locator(".page-record__source:target")
    expect(source).to_be_visible()
    source.locator(".page-record__back").click()
    expect(shown.locator(".citation:target").first).to_be_visible()


def test_the_hub_prints_on_one_side_and_no_sheet_holds_a_footer_alone(open_page, real_site):
    shown = settled(open_page(), real_site[0] + "referral/")
    [side] = printed(shown)
    assert all(words in side for words in ("3 months", "72 hours", "(310) 657-2203", "No cause has been found"))
    for url in [*KINDS, "conditions/bells-palsy/handout/"]:
        shown.goto(real_site[0] + url)
        sheets = printed(shown)
        assert sheets[-1].strip(), url
        assert "Save our number" not in "".join(sheets), url


class WithHeaders(http.server.SimpleHTTPRequestHandler):
    """A host that says what our files tell hosts to say."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map}
    extensions_map |= {f".{ending}": kind for ending, kind in hosts.TYPES.items()}
    asked: list[str] = []

    def end_headers(self):
        for name, value in hosts.headers("/").items():
            if name != "Strict-Transport-Security":
                self.send_header(name, value)
        super().end_headers()

    def do_GET(self):
        self.asked.append(f"{self.path} {self.headers.get('Sec-Purpose', '')}".strip())
        super().do_GET()

    def log_message(self, *arguments):
        """Says nothing: the tests do."""


def test_a_host_with_our_headers_lets_the_next_page_be_fetched_before_it_is_asked_for(open_page, real_site):
    rules = json.loads((real_site[2] / hosts.SOON).read_text())
    assert [(rule["eagerness"], rule["source"]) for rule in rules["prefetch"]] == [("moderate", "document")]
    WithHeaders.asked.clear()
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *given: WithHeaders(*given, directory=str(real_site[2]))
    )
    threading.Thread(target=server.serve_forever).start()
    try:
        shown, said = open_page(), []
        shown.on("console", lambda message: said.append(message.text))
        shown.goto(f"http://127.0.0.1:{server.server_port}/conditions/")
        shown.wait_for_timeout(500)
        shown.get_by_role("link", name="Synkinesis", exact=True).first.hover()
        shown.wait_for_timeout(1500)
    finally:
        server.shutdown()
        server.server_close()
    assert said == []
    assert f"/{hosts.SOON}" in WithHeaders.asked
    assert "/conditions/synkinesis/ prefetch" in WithHeaders.asked


def test_terms_are_marked_in_words_that_every_engine_reads():
    css = (pathlib.Path(__file__).parents[2] / "assets/css/base.css").read_text()
    assert "text-decoration-style: dotted" in css and "underline dotted" not in css


def test_colors_have_values_for_browsers_without_the_newest_functions():
    css = (pathlib.Path(__file__).parents[2] / "assets/css/tokens.css").read_text()
    plain, _, newer = css.partition("@supports (color: light-dark")
    names = set(re.findall(r"(--[\w-]+): light-dark", newer))
    assert names and names <= set(re.findall(r"(--[\w-]+): #", plain))
