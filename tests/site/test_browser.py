"""The site and its preview in Debian's Chromium."""

import gc

import pytest
from chromium import NEEDS_CHROMIUM
from conftest import FILES, page
from playwright.sync_api import expect
from running import Running

pytestmark = NEEDS_CHROMIUM


@pytest.fixture
def preview(write):
    running = Running(write(FILES), "/")
    yield running
    running.stop()
    gc.collect()  # what the server leaves behind, before another test is blamed for it


def test_saves_show_in_an_open_page(open_page, preview):
    shown = open_page()
    shown.goto(f"http://localhost:{preview.port}/contact/")
    for words in ("First save.", "Second save.", "Third save."):
        preview.save("content/contact.md", page("Contact", body=f"{words}\n"))
        shown.get_by_text(words).wait_for()


def test_problems_appear_in_the_open_page_and_go_when_mended(open_page, preview):
    shown = open_page()
    shown.goto(f"http://localhost:{preview.port}/contact/")
    preview.save("content/contact.md", page("Contact", body="::: nota\nText\n:::\n"))
    shown.get_by_role("alert").get_by_text("content/contact.md:7: there is no component 'nota'").wait_for()
    expect(shown.get_by_role("heading", name="Contact")).to_be_visible()
    preview.save("content/contact.md", page("Contact", body="Mended.\n"))
    shown.get_by_text("Mended.").wait_for()
    expect(shown.get_by_role("alert")).to_have_count(0)


def test_only_a_chosen_theme_is_stored(open_page, real_site):
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
