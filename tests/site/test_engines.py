"""Every page type and every tool in Firefox and in WebKit, the engine of every iPhone, beside Chromium."""

import re

import pytest
from chromium import WIDER, needs_chromium
from engines import wait_until

PAGES = {
    "home": "",
    "conditions": "conditions/",
    "condition": "conditions/bells-palsy/",
    "treatments": "treatments/",
    "treatment": "treatments/gracilis-muscle-transfer/",
    "stage": "when-it-started/within-72-hours/",
    "director": "about/people/babak-azizzadeh/",
    "gallery": "gallery/",
    "visit": "contact/",
    "hub": "referral/",
    "dates": "referral/dates/",
    "grading": "referral/grading/",
    "letter": "referral/what-to-send/",
    "plan": "your-visit/my-plan/",
    "guide": "living-with/eating-and-drinking/",
    "news": "news/",
    "article": "news/when-bells-palsy-does-not-get-better/",
    "glossary": "glossary/",
    "search": "search/",
    "404": "404.html",
    "legal": "privacy/",
    "handout": "conditions/bells-palsy/handout/",
}
WIDTHS = [390, 1280]
SHOWN = (
    "css => [...document.querySelectorAll(css)].filter(one => one.checkVisibility()).map(one => one.textContent.trim())"
)
TEXT = "css => document.querySelector(css).textContent"
CHOOSE = """(css, value) => { const one = document.querySelector(css); one.value = value;
  for (const kind of ["input", "change"]) one.dispatchEvent(new Event(kind, {bubbles: true})); }"""
STATE = f"() => ({{faults, wide: {WIDER}, styled: getComputedStyle(document.body).fontFamily.startsWith('Atkinson')}})"
# How the first element of each sort that is seen looks: by its name and classes, or by what it stands in.
LOOK = """() => {
  const names = "position float color backgroundColor fontFamily fontSize fontWeight fontStyle textDecorationLine " +
    "textDecorationStyle textTransform borderTopWidth borderRightWidth borderBottomWidth borderLeftWidth " +
    "borderTopStyle borderLeftStyle borderTopColor borderLeftColor borderTopLeftRadius paddingTop paddingRight " +
    "paddingBottom paddingLeft listStyleType columnCount columnSpan flexDirection flexWrap justifyContent rotate " +
    "boxShadow opacity fill stroke strokeWidth strokeDasharray textAnchor zIndex objectFit containerType clipPath " +
    "letterSpacing scrollMarginTop colorScheme";
  const own = "select, input, textarea, svg *, [popovertarget]", looks = {};
  for (const one of document.querySelectorAll("body, body *:not(option, title)")) {
    const parent = one.parentElement, classes = [...one.classList].sort().join(".");
    const where = classes ? one.localName : parent.classList[0] ?? parent.localName;
    const sort = classes ? `${where}.${classes}` : `${where} > ${one.localName}`;
    if (sort in looks || !one.checkVisibility({visibilityProperty: true})) continue;
    for (const part of ["", "::before", "::after"]) {
      const style = getComputedStyle(one, part || null);
      if (part && ["none", "normal"].includes(style.content)) continue;
      const look = looks[sort + part] = Object.fromEntries(names.split(" ").map(name => [name, style[name]]));
      if (!one.matches(own)) look.display = style.display; // which browsers call by names of their own
      look.columns = style.display === "grid" && style.gridTemplateColumns.split(" ").length;
    }
  }
  return looks;
}"""
# Scripts show what they serve once they have been read; the search tells what it has found for what stands in it.
READY = """() => [...document.querySelectorAll("main :is(form, .search)")].every(one => !one.hidden) &&
  [...document.querySelectorAll(".search")].every(one =>
    !one.querySelector(".search__words").value || one.querySelector(".search__count").textContent)"""
READ = """declarations => { const style = getComputedStyle(document.documentElement);
  const value = text => text.replace(/var\\((--[\\w-]+)\\)/g, (whole, name) => style.getPropertyValue(name) || whole);
  return declarations.filter(([name, text]) => !CSS.supports(name, value(value(text)))).map(one => one.join(": ")); }"""
# How often a line parts a term from the brackets, stops and sources beside it, over many widths of the page.
PARTED = """() => { const range = document.createRange(), page = document.querySelector("main");
  const kept = [...page.querySelectorAll("span:has(> [popovertarget])")], found = [];
  for (let width = 250; width < 390; width++) {
    page.style.width = `${width}px`;
    for (const span of kept) for (const one of span.childNodes) {
      range.selectNode(one);
      const beside = range.getBoundingClientRect(), term = span.querySelector("button").getBoundingClientRect();
      if (beside.width && (beside.bottom < term.top + 4 || beside.top > term.bottom - 4)) found.push(span.innerText);
    }
  }
  return [kept.length, found]; }"""
# What an engine may leave unread, and nothing is lost.
UNREAD = {
    r"text-wrap: pretty": "a line that ends worse",
    r"(-webkit-)?text-size-adjust: 100%": "text is not enlarged anyway",
    r"forced-color-adjust: none": "it forces no colors",
    r"orphans: 3|widows: 3": "printed paragraphs break as they do elsewhere",
    r"scrollbar-width: thin": "the bar is as wide as elsewhere",
    r"content: .* / \"\"": "the same without its silence stands before it",
    r"(-webkit-)?print-color-adjust: exact": "the reader's choice of backgrounds holds",
}

pytestmark = pytest.mark.browser


@pytest.fixture
def urls(request, real_site):
    return real_site[1] if request.config.getoption("--all") else list(PAGES.values())


def looks_of(engine, address, urls):
    """The state of each page at each width, and how each sort of element looks there."""
    states, looks = {}, {}
    for width in WIDTHS:
        engine.resize(width)
        for url in urls:
            engine.open(address + url)
            wait_until(engine, READY)
            states[url, width] = engine.run(STATE)
            looks[url, width] = engine.run(LOOK)
    return states, looks


@pytest.fixture(scope="session")
def chromium_looks(browser, watched):
    """The same in Chromium, once for all."""
    looks = {}

    def look(urls):
        for width in WIDTHS:
            shown = browser.new_page(viewport={"width": width, "height": 800})
            for url in urls:
                if (url, width) not in looks:
                    shown.goto(watched + url)
                    shown.wait_for_function(READY)
                    looks[url, width] = shown.evaluate(LOOK)
            shown.close()
        return looks

    return look


def differ(one, other):
    """Whether two values of a style are more than a rounding apart."""
    numbers = r"-?\d+(?:\.\d+)?(?:e-\d+)?"
    if re.sub(numbers, "", str(one)) != re.sub(numbers, "", str(other)):
        return True
    pairs = zip(re.findall(numbers, str(one)), re.findall(numbers, str(other)), strict=True)
    return any(abs(float(a) - float(b)) > 0.11 for a, b in pairs)


@needs_chromium
def test_every_page_type_loads_and_looks_as_in_chromium(engine, watched, urls, request):
    states, looks = looks_of(engine, watched, urls)
    assert {at: state for at, state in states.items() if state != {"faults": [], "wide": False, "styled": True}} == {}
    found = {}
    for at, theirs in request.getfixturevalue("chromium_looks")(urls).items():
        for sort in theirs.keys() | looks[at].keys():
            one, other = theirs.get(sort, {}), looks[at].get(sort, {})
            apart = {name: (one.get(name), other.get(name)) for name in one.keys() | other.keys()}
            apart = {name: values for name, values in apart.items() if differ(*values)}
            if apart:
                found.setdefault(sort, (at, apart))
    assert found == {}


def declarations(css):
    """What a style sheet declares, but for its fonts: pairs of a name and a value."""
    css = re.sub(r"/\*.*?\*/|@font-face\s*\{[^}]*\}", "", css, flags=re.DOTALL)
    found = re.findall(r"(?<=[;{}])\s*([a-z-]+)\s*:\s*([^;{}]+?)\s*(?=[;}])", css)
    return sorted({(name, value) for name, value in found if not name.startswith("--")})


def test_every_declaration_of_the_style_sheet_is_read(engine, watched, real_site):
    [sheet] = (real_site[2] / "css").glob("*.css")
    declared = declarations(sheet.read_text())
    assert len(declared) > 500
    engine.open(watched)
    unread = engine.run(READ, declared)
    assert [one for one in unread if not any(re.fullmatch(known, one) for known in UNREAD)] == []
    assert engine.run(READ, [["text-decoration", "underline glitter"], ["color", "var(--paper)"]]) == [
        "text-decoration: underline glitter"
    ]


def test_the_menu_opens_and_closes_on_a_telephone_and_stands_open_on_a_desk(engine, watched):
    engine.resize(390)
    engine.open(watched)
    assert engine.run(SHOWN, ".header__link") == []
    engine.click(".header__menu")
    assert engine.run(SHOWN, ".header__link, .header__buttons a")[-2:] == ["Ask for a visit", "Call (310) 657-2203"]
    assert len(engine.run(SHOWN, ".header__link")) == 6
    engine.click(".header__close")
    assert engine.run(SHOWN, ".header__link") == []
    engine.resize(1280)
    assert len(engine.run(SHOWN, ".header__link")) == 6
    assert engine.run("() => document.querySelector('.header').getBoundingClientRect().height") < 90


def test_the_page_being_read_is_marked_in_the_menu(engine, watched):
    engine.resize(1280)
    engine.open(watched + PAGES["condition"])
    line = "css => getComputedStyle(document.querySelector(css)).textDecorationLine"
    assert engine.run(line, ".header__link[aria-current]") == "underline"


def test_dark_and_light_are_chosen_and_kept(engine, watched):
    paper = "() => getComputedStyle(document.body).backgroundColor"
    engine.resize(1280)
    engine.open(watched)
    light = engine.run(paper)
    engine.click(".footer__theme")
    dark = engine.run(paper)
    assert (light, dark) == ("rgb(250, 248, 243)", "rgb(17, 25, 29)")
    engine.open(watched + PAGES["condition"])
    assert engine.run(paper) == dark
    engine.click(".footer__theme")
    assert engine.run(paper) == light


def test_what_is_drawn_takes_the_color_of_its_class(engine, watched):
    engine.resize(1280)
    engine.open(f"{watched}treatments/masseter-to-facial-nerve-transfer/")
    look = """css => [...document.querySelectorAll(css)].map(shape => { const style = getComputedStyle(shape);
      return style.stroke === "none" ? style.fill : style.stroke; })"""
    assert set(engine.run(look, "figure .drawing__clay > *")) == {"rgb(154, 67, 24)"}
    assert set(engine.run(look, "figure .drawing__paper > *")) == {"rgb(250, 248, 243)"}
    assert set(engine.run(look, "figure path[stroke-width='2.2']")) == {"rgb(22, 37, 43)"}


def test_a_term_carries_a_mark_and_explains_itself(engine, watched):
    engine.resize(390)
    engine.open(watched + PAGES["condition"])
    term, style = "[popovertarget=term-1]", "css => getComputedStyle(document.querySelector(css)).textDecorationStyle"
    assert engine.run(style, term) == "dotted"
    assert engine.run(SHOWN, "#term-1") == []
    engine.click(term)
    assert engine.run(SHOWN, "#term-1") != []
    box = engine.run("() => document.querySelector('#term-1').getBoundingClientRect().toJSON()")
    assert box["bottom"] <= 800 and box["right"] <= 390 and box["width"] > 300
    engine.click(".page__lead")
    assert engine.run(SHOWN, "#term-1") == []


@pytest.mark.parametrize("page", ["condition", "treatment"])
def test_no_line_parts_a_term_from_what_stands_beside_it(engine, watched, page):
    engine.resize(390)
    engine.open(watched + PAGES[page])
    count, parted = engine.run(PARTED)
    assert count >= 2 and parted == []


def test_the_contents_fold_on_a_telephone_and_stand_open_on_a_desk(engine, watched):
    engine.resize(390)
    engine.open(watched + PAGES["condition"])
    assert engine.run(SHOWN, ".contents-list__link") == []
    engine.click(".contents-list__toggle")
    assert len(engine.run(SHOWN, ".contents-list__link")) >= 4
    engine.click(".contents-list__link")
    assert engine.run("() => location.hash.length > 1 && scrollY > 100")
    engine.resize(1280)
    engine.open(watched + PAGES["condition"])
    assert len(engine.run(SHOWN, ".contents-list__link")) >= 4


def test_a_citation_opens_the_sources_it_leads_to(engine, watched):
    engine.resize(1280)
    engine.open(watched + PAGES["condition"])
    assert engine.run(SHOWN, ".page-record__source") == []
    engine.click(".citation a")
    assert len(engine.run(SHOWN, ".page-record__source:target")) == 1
    engine.open(watched + PAGES["condition"])
    engine.click(".page-record__toggle")
    assert len(engine.run(SHOWN, ".page-record__source")) > 5


def test_search_finds_a_page_and_tells_an_emergency(engine, watched):
    engine.open(watched + PAGES["search"])
    wait_until(engine, "() => !document.querySelector('.search').hidden")
    engine.write(".search__words", "droopy face")
    wait_until(engine, f"() => ({SHOWN})('.search__results li').length >= 3")
    links = engine.run(
        "() => [...document.querySelectorAll('.search__results a')].slice(0, 3).map(one => one.pathname)"
    )
    assert "/conditions/stroke-or-palsy/" in links
    assert engine.run(SHOWN, ".search__urgent") != []


def test_dates_are_reckoned(engine, watched):
    engine.open(watched + PAGES["dates"])
    wait_until(engine, f"() => ({SHOWN})('.date-windows form').length")
    assert engine.run("() => document.querySelector('[name=onset]').type") == "date"
    engine.run(CHOOSE, "[name=onset]", "2024-01-15")
    assert engine.run(TEXT, ".date-windows__dates") == "Until Jan 18, 2024: closed"
    engine.run(CHOOSE, "[name=stage]", "3-21")
    assert engine.run(TEXT, ".date-windows__dates") == "Closed"


def test_the_grade_is_told(engine, watched):
    engine.open(watched + PAGES["grading"])
    told = ".grade-helper__told"
    wait_until(engine, f"() => ({SHOWN})('.grade-helper form').length")
    assert engine.run(TEXT, told) == "Questions left: 5"
    answers = {"forehead": "none", "eye": "easy", "mouth": "weak", "rest": "symmetric", "synkinesis": "none"}
    for name, answer in answers.items():
        engine.run(CHOOSE, f"[name={name}]", answer)
    words = "House–Brackmann grade III of VI (moderate). Write beside it: the forehead does not move."
    assert engine.run(TEXT, told) == words


def test_the_letter_is_written(engine, watched):
    engine.open(watched + PAGES["letter"])
    wait_until(engine, f"() => ({SHOWN})('.letter-builder form').length")
    engine.write(".letter-builder .field__input", "A.B.")
    letter = "() => document.querySelector('.letter-builder__text').value"
    assert ": A.B.\n" in engine.run(letter)
    engine.click("[data-do=copy]")
    wait_until(engine, "() => /Copied|Ctrl/.test(document.querySelector('.letter-builder [role=status]').textContent)")
    assert "Patient: A.B.\nDay of onset: ***\n" in engine.run(TEXT, ".letter-builder__quick")
    engine.click("[data-do=fhir]")
    wait_until(engine, "() => document.querySelector('.letter-builder [role=status]').textContent.includes('Saved as')")
    engine.click("[data-do=clear]")
    assert "A.B." not in engine.run(letter)


def test_a_plan_is_made_and_kept_in_a_link(engine, watched):
    engine.open(watched + PAGES["plan"])
    wait_until(engine, f"() => ({SHOWN})('.plan form').length")
    assert engine.run(SHOWN, ".plan__sheet") == [] and engine.run(SHOWN, ".plan__lines table") == []
    engine.run(CHOOSE, "[name=day]", "2024-02-29")
    assert "It counts from Feb 29, 2024." in engine.run(TEXT, ".plan [role=status]")
    engine.run(CHOOSE, "[name=question-3]", "tight")
    lines = engine.run(SHOWN, ".plan__parts li")
    assert lines[0].startswith("Call 911") and any("facial retraining" in line for line in lines)
    engine.click(".plan__made summary")
    engine.write("#plan-visit-wish", "A <b>dry</b> pillow")
    assert engine.run(TEXT, ".plan__visit dd") == "A <b>dry</b> pillow"
    engine.click("[data-do=link]")
    link = engine.run("() => document.querySelector('#plan-link').value")
    assert link == f"{watched}{PAGES['plan']}#day=2024-02-29&is=tight"
    engine.open(watched)
    engine.open(link)
    wait_until(engine, f"() => ({SHOWN})('.plan__parts li').length")
    assert engine.run(SHOWN, ".plan__parts li") == lines and engine.run(TEXT, ".plan__visit") == ""
    engine.click("[data-do=clear]")
    assert engine.run("() => location.hash") == "" and engine.run(SHOWN, ".plan__sheet") == []


def test_a_diary_is_kept_and_deleted(engine, watched):
    page, smile = (
        f"{watched}living-with/twelve-week-diary/",
        "() => document.querySelector('.diary [name=smile]').value",
    )
    engine.open(page)
    wait_until(engine, f"() => ({SHOWN})('.diary [data-do=turn-on]').length")
    engine.click("[data-do=turn-on]")
    wait_until(engine, f"() => ({SHOWN})('.diary [name=smile]').length")
    engine.run(CHOOSE, ".diary [name=smile]", "Flicker")
    kept = "() => document.querySelector('.diary').textContent.includes('Week 1 is kept in this browser.')"
    wait_until(engine, kept)
    engine.open(page)
    wait_until(engine, f"() => ({SHOWN})('.diary [name=smile]').length")
    wait_until(engine, f"() => ({smile})() === 'Flicker'")
    engine.run("() => { window.confirm = () => true; }")
    engine.click(".diary [data-do=delete]")
    wait_until(engine, "() => document.querySelector('.diary').textContent.includes('The diary is deleted.')")
    engine.open(page)
    wait_until(engine, f"() => ({SHOWN})('.diary [data-do=turn-on]').length")
    assert engine.run(SHOWN, ".diary [name=smile]") == []


def test_what_goes_wrong_in_a_page_would_be_told(engine, watched):
    engine.open(watched)
    engine.run("""() => { for (const [name, values] of [["script", {type: "module", src: "/nothing.js"}],
      ["script", {textContent: "1"}], ["p", {innerHTML: "wide".repeat(999), style: "overflow-wrap: normal"}]])
      document.body.append(Object.assign(document.createElement(name), values)); setTimeout(() => nothing()); }""")
    wait_until(engine, "() => faults.length >= 3")
    state = engine.run(STATE)
    assert state["wide"] and all(part in str(state["faults"]) for part in ("nothing.js", "script-src", "nothing"))
    assert differ("1px solid", "2px solid") and differ("rgb(1, 2, 3)", None) and not differ("1.01px", "1.0666px")
