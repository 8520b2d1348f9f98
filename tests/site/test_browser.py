"""The site and its preview in Debian's Chromium."""

import gc

import pytest
from chromium import NEEDS_CHROMIUM, WIDER, visit
from conftest import FILES, page
from test_preview import Running

pytestmark = NEEDS_CHROMIUM


@pytest.fixture
def preview(write):
    running = Running(write(FILES), "/")
    yield running
    running.stop()
    gc.collect()  # what the server leaves behind, before another test is blamed for it


def test_saves_show_in_an_open_page_the_second_within_a_second_too(open_page, preview):
    shown = open_page()
    shown.goto(f"http://localhost:{preview.port}/contact/")
    for words in ("First save.", "Second save.", "Third save."):
        preview.save("content/contact.md", page("Contact", body=f"{words}\n"))
        shown.get_by_text(words).wait_for(timeout=5000)


def test_a_mistake_appears_over_the_page_and_goes_when_mended(open_page, preview):
    shown = open_page()
    shown.goto(f"http://localhost:{preview.port}/contact/")
    preview.save("content/contact.md", page("Contact", body="::: nota\nText\n:::\n"))
    shown.get_by_role("alert").get_by_text("content/contact.md:7: there is no component 'nota'").wait_for(timeout=5000)
    assert shown.get_by_role("heading", name="Contact").is_visible()
    preview.save("content/contact.md", page("Contact", body="Mended.\n"))
    shown.get_by_text("Mended.").wait_for(timeout=5000)
    assert shown.get_by_role("alert").count() == 0


def test_every_page_keeps_its_policy_asks_nobody_else_and_fits_a_small_screen(open_page, real_site):
    shown = open_page(width=320)
    said, asked = [], []
    shown.on("console", lambda message: said.append(message.text))
    shown.on("request", lambda request: asked.append(request.url))
    assert [url for url in visit(shown, real_site) if shown.evaluate(WIDER)] == []
    assert said == []
    assert [url for url in asked if not url.startswith((real_site[0], "data:"))] == []
    assert shown.context.cookies() == []


def test_the_reader_may_choose_the_theme_and_only_a_choice_is_kept(open_page, real_site):
    paper = "getComputedStyle(document.body).backgroundColor"
    shown = open_page(color_scheme="dark")
    shown.goto(real_site[0])
    dark = shown.evaluate(paper)
    assert shown.evaluate("localStorage.length") == 0
    shown.get_by_role("button", name="Light view").click()
    light = shown.evaluate(paper)
    shown.goto(real_site[0] + "contact/")
    assert (shown.evaluate(paper), shown.evaluate("localStorage.theme")) == (light, "light")
    shown.get_by_role("button", name="Dark view").click()
    assert (shown.evaluate(paper), shown.evaluate("localStorage.length")) == (dark, 0)
    assert (light, dark) == ("rgb(250, 248, 243)", "rgb(17, 25, 29)")
