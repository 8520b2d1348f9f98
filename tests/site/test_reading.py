"""Pages in Debian's Chromium for those who would rather listen, or read large print."""

import pytest
from chromium import NEEDS_CHROMIUM, WIDER
from playwright.sync_api import expect

from sitegen.model.kinds import Health

pytestmark = NEEDS_CHROMIUM
URL = "conditions/synkinesis/"
# Chromium has no voice here: a voice that finishes when it is told to, which notes what it was given.
VOICES = """voices => { const spoken = [], told = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", {value: { spoken, now: null, voices,
    getVoices() { return this.voices; },
    addEventListener: (kind, act) => told.push(act),
    come(voices) { this.voices = voices; told.forEach(act => act()); },
    speak(one) { this.now = one; spoken.push([one.text, one.voice.name, one.lang]); },
    cancel() { const one = this.now; this.now = null; one?.onerror(); },
    finish() { const one = this.now; this.now = null; one.onend(); },
  }}); }"""
FAR = {"name": "Far", "lang": "en-US", "localService": False, "default": True}
OTHER = {"name": "Other", "lang": "de-DE", "localService": True, "default": True}
NEAR = {"name": "Near", "lang": "en_GB", "localService": True, "default": False}
NEARER = {"name": "Nearer", "lang": "en-US", "localService": True, "default": False}
SPOKEN = "speechSynthesis.spoken.map(one => one[0])"
NOW = "[...document.querySelectorAll('.read-aloud__now')].map(one => one.textContent.slice(0, 30))"


@pytest.fixture
def open_voiced(open_page, real_site):
    def open_voiced(*voices, url=URL, width=390):
        shown = open_page(width)
        shown.add_init_script(f"({VOICES})({list(voices)})".replace("True", "true").replace("False", "false"))
        shown.goto(real_site[0] + url)
        return shown

    return open_voiced


def named(shown, name):
    return shown.get_by_role("group", name="Read this page aloud").get_by_role("button", name=name)


def test_nothing_is_offered_without_a_voice_of_the_device_for_the_page(open_voiced, open_page, real_site):
    shown, asked = open_page(), []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(real_site[0] + URL, wait_until="networkidle")
    expect(named(shown, "Listen")).not_to_be_visible()
    assert [url for url in asked if "aloud" in url] == []
    shown = open_voiced(FAR, OTHER)
    before = shown.locator(".page__text").bounding_box()
    expect(named(shown, "Listen")).not_to_be_visible()
    shown.evaluate("voices => speechSynthesis.come(voices)", [FAR, OTHER, NEAR])
    expect(named(shown, "Listen")).to_be_visible()
    assert shown.locator(".page__text").bounding_box() == before and not shown.evaluate(WIDER)  # nothing has moved


def test_headings_and_text_are_read_in_order_each_marked_and_nothing_else(open_voiced):
    shown = open_voiced(FAR, OTHER, NEAR, NEARER)
    named(shown, "Listen").click()
    expect(named(shown, "Pause")).to_be_focused()
    title = shown.locator("h1").inner_text()
    assert shown.evaluate("speechSynthesis.spoken") == [[title, "Nearer", "en-US"]]
    assert shown.evaluate(NOW) == [title[:30]]
    finish = f"""() => {{ const marked = new Set();
      for (; speechSynthesis.now; speechSynthesis.finish()) marked.add({NOW}.length);
      return [...marked]; }}"""
    assert shown.evaluate(finish) == [1]
    spoken = shown.evaluate(SPOKEN)
    expect(named(shown, "Listen")).to_be_visible()
    assert shown.evaluate(NOW) == [] and len(spoken) > 40
    headings = shown.locator(".page__body > h2").all_inner_texts()
    assert [words for words in spoken if words in headings] == headings
    whole = "\n".join(spoken)
    assert shown.locator(".page__lead").inner_text() in whole
    assert "Home" not in spoken and "Ask for a visit" not in whole and "Sources and review" not in whole
    copied = """one => { const text = one.cloneNode(true);
      text.querySelectorAll("sup, [popover]").forEach(it => it.remove());
      return text.textContent; }"""
    assert shown.locator(".page__body li").first.evaluate(copied) in spoken


def test_reading_is_held_goes_on_and_stops_by_keyboard_and_on_leaving(open_voiced, real_site):
    shown = open_voiced(NEAR, width=1280)
    named(shown, "Listen").focus()
    shown.keyboard.press("Enter")
    shown.evaluate("speechSynthesis.finish()")
    second = shown.evaluate(SPOKEN)[1]
    shown.keyboard.press("Enter")
    assert shown.evaluate("speechSynthesis.now") is None and len(shown.evaluate(NOW)) == 1
    expect(named(shown, "Go on")).to_be_focused()
    shown.keyboard.press("Enter")
    assert shown.evaluate(SPOKEN)[1:] == [second, second]
    shown.evaluate("scrollTo(0, 2000)")
    expect(named(shown, "Stop")).to_be_in_viewport()
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    expect(named(shown, "Listen")).to_be_focused()
    expect(named(shown, "Stop")).not_to_be_visible()
    assert (shown.evaluate("speechSynthesis.now"), shown.evaluate(NOW)) == (None, [])
    for stop in (
        lambda: shown.keyboard.press("Escape"),
        lambda: shown.evaluate("dispatchEvent(new Event('pagehide'))"),
    ):
        named(shown, "Listen").click()
        assert shown.evaluate(f"{SPOKEN}.at(-1)") == shown.locator("h1").inner_text()
        stop()
        assert (shown.evaluate("speechSynthesis.now"), shown.evaluate(NOW)) == (None, [])
        expect(named(shown, "Listen")).to_be_visible()


def test_pages_for_patients_are_read_aloud_and_no_others(real_site, real_built):
    pages = {one.card.url: one.document.page for one in real_built.site.pages.values() if one.card.url != "404.html"}
    offered = {url for url in pages if 'class="read-aloud ' in (real_site[2] / url / "index.html").read_text()}
    assert offered == {url for url, page in pages.items() if isinstance(page, Health) and page.audience == "patient"}


def test_larger_text_is_chosen_kept_and_taken_back_and_is_large_print_on_paper(open_page, real_site):
    size = "getComputedStyle(document.body).fontSize"
    points = """() => [...document.querySelectorAll(".page__body :is(p, li)")].map(
      one => (0.75 * parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom).toFixed(1))"""
    shown = open_page()
    shown.goto(real_site[0])
    assert (shown.evaluate(size), shown.evaluate("localStorage.length")) == ("18px", 0)
    shown.get_by_role("button", name="Larger text").click()
    assert shown.evaluate(size) == "22.5px"
    shown.goto(real_site[0] + URL)
    assert (shown.evaluate(size), shown.evaluate("({...localStorage})")) == ("22.5px", {"text": "large"})
    shown.emulate_media(media="print")
    assert set(shown.evaluate(points)) == {"16.8"}
    shown.emulate_media(media="screen")
    shown.get_by_role("button", name="Largest text").focus()
    shown.keyboard.press("Enter")
    assert shown.evaluate(size) == "27px"
    shown.get_by_role("button", name="Usual text").click()
    assert (shown.evaluate(size), shown.evaluate("localStorage.length")) == ("18px", 0)
    shown.evaluate("localStorage.text = '<b>constructor'")
    shown.reload()
    expect(shown.get_by_role("button", name="Usual text")).to_be_visible()
