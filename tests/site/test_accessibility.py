"""Pages in Debian's Chromium as readers use them: by keyboard, by touch, without scripts, printed."""

import pytest
from chromium import NEEDS_CHROMIUM, printed, settled, visit
from playwright.sync_api import expect
from vnu import checked, needs_vnu

REACHABLE = """() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")]
  .filter(one => one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}))
  .map(one => [...document.all].indexOf(one))"""
FOCUSED = """() => { const one = document.activeElement;
  if (one === document.body) return null;  // on to the browser's own bar
  const box = one.getClientRects()[0], style = getComputedStyle(one);
  const y = Math.max(0, Math.min(box.top + box.height / 2, innerHeight - 1));  // a long table reaches out of view
  const above = document.elementFromPoint(box.left + Math.min(box.width / 2, 5), y);
  return [[...document.all].indexOf(one), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
          one.contains(above) || above?.contains(one) || above?.control === one]; }"""
NOT_ON_PAPER = ["Skip to main content", "Dark view", "Menu", "On this page", "Save our number"]
KINDS = [
    "",
    "conditions/bells-palsy/",
    "treatments/botulinum-toxin/",
    "referral/",
    "referral/dates/",
    "referral/what-to-send/",
    "your-visit/my-plan/",
    "contact/",
    "404.html",
]
WIDE = ["", "conditions/bells-palsy/", "referral/what-to-send/"]  # what looks another way where there is room

pytestmark = NEEDS_CHROMIUM


@pytest.mark.parametrize(("width", "url"), [*((360, url) for url in KINDS), *((1280, url) for url in WIDE)])
def test_tab_reaches_everything_in_order_with_a_visible_focus(open_page, real_site, width, url):
    shown = settled(open_page(width=width), real_site[0] + url)
    shown.wait_for_function("!document.querySelector('.search[hidden]')")  # which a script shows
    wanted, reached = shown.evaluate(REACHABLE), []
    shown.keyboard.press("Tab")
    while focused := shown.evaluate(FOCUSED):
        element, is_outlined, is_on_top = focused
        if element not in reached[-1:]:  # a date field has several stops of its own
            assert is_outlined and is_on_top, shown.evaluate("document.activeElement.outerHTML")
            reached.append(element)
        assert len(reached) <= len(wanted)
        shown.keyboard.press("Tab")
    assert reached == wanted


def test_the_skip_link_comes_first_and_leads_to_the_text(open_page, real_site):
    shown = open_page(width=360)
    shown.goto(real_site[0] + "contact/")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_pages_read_and_lead_on_without_scripts(open_page, real_site):
    shown = open_page(width=320, java_script_enabled=False)
    shown.goto(real_site[0])
    shown.get_by_role("button", name="Menu").focus()
    shown.keyboard.press("Enter")
    shown.get_by_role("navigation", name="Main").get_by_role("link", name="For doctors").click()
    expect(shown).to_have_url(real_site[0] + "referral/")
    expect(shown.get_by_role("heading", level=1)).to_be_visible()


def test_the_whole_decision_to_refer_stands_on_one_screen(open_page, real_site):
    shown = settled(open_page(width=1280), real_site[0] + "referral/")
    signs = shown.locator(".page__signs").bounding_box()
    assert signs["y"] + signs["height"] <= 800 and shown.locator(".columns").bounding_box()["y"] < signs["y"]


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_when_to_refer_prints_on_one_side_and_sources_behind(open_page, real_site, paper):
    shown = settled(open_page(), real_site[0] + "referral/when-to-refer/")
    side, behind, *_ = printed(shown, paper)
    assert "(310) 657-2203" in side and "72 hours" in side
    last = " ".join(shown.locator(".page__body > :last-child").inner_text().split())
    assert last in " ".join(side.split()) and behind.lstrip().startswith("Sources")


def test_print_opens_details_and_leaves_out_controls(open_page, real_site, kinds):
    shown, opened = open_page(), 0
    for url in visit(shown, real_site, [*kinds, "conditions/bells-palsy/"]):
        folded = shown.evaluate(
            "[...document.querySelectorAll('main details > :not(summary) td')].map(one => one.innerText)"
        )
        text = " ".join(" ".join(printed(shown)).split())
        assert [words for words in folded if " ".join(words.split()) not in text] == [], url
        assert [words for words in NOT_ON_PAPER if words in text] == [], url
        opened += len(folded)
    assert opened > 5


@needs_vnu
def test_every_page_and_drawing_is_valid(real_site):
    assert checked(real_site[2]) == (0, "")


def test_a_term_opens_by_keyboard_and_touch_without_scripts(open_page, real_site):
    shown = open_page(width=360, java_script_enabled=False, has_touch=True)
    shown.goto(real_site[0] + "conditions/bells-palsy/")
    term = shown.locator("main [popovertarget]").first
    meaning = shown.locator(f"#{term.get_attribute('popovertarget')}")
    expect(meaning).not_to_be_visible()
    term.focus()
    shown.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    assert len(meaning.inner_text()) > 20
    shown.keyboard.press("Escape")
    expect(meaning).not_to_be_visible()
    term.tap()
    expect(meaning).to_be_visible()
