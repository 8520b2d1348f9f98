"""The site and its preview in Debian's Chromium."""

import contextlib
import gc
import http.server
import os
import shutil
import threading

import pytest
from conftest import FILES, ROOT, TODAY, page
from playwright.sync_api import sync_playwright
from test_preview import Running

import build as commands
from sitegen.publish import publish

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
pytestmark = [
    pytest.mark.skipif(
        not (CHROMIUM or os.environ.get("CI")), reason="no Chromium here (on Debian: apt install chromium)"
    ),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # playwright's own pipes
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def browser():
    assert CHROMIUM, "Chromium is missing: .ci/run installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def preview(write):
    running = Running(write(FILES), "/")
    yield running
    running.stop()
    gc.collect()  # what the server leaves behind, before another test is blamed for it


def test_saves_show_in_an_open_page_the_second_within_a_second_too(browser, preview):
    shown = browser.new_page()
    shown.goto(f"http://localhost:{preview.port}/contact/")
    for words in ("First save.", "Second save.", "Third save."):
        preview.save("content/contact.md", page("Contact", body=f"{words}\n"))
        shown.get_by_text(words).wait_for(timeout=5000)
    shown.close()


def test_a_mistake_appears_over_the_page_and_goes_when_mended(browser, preview):
    shown = browser.new_page()
    shown.goto(f"http://localhost:{preview.port}/contact/")
    preview.save("content/contact.md", page("Contact", body="::: nota\nText\n:::\n"))
    shown.get_by_role("alert").get_by_text("content/contact.md:7: there is no component 'nota'").wait_for(timeout=5000)
    assert shown.get_by_role("heading", name="Contact").is_visible()
    preview.save("content/contact.md", page("Contact", body="Mended.\n"))
    shown.get_by_text("Mended.").wait_for(timeout=5000)
    assert shown.get_by_role("alert").count() == 0
    shown.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        """Says nothing: the tests do."""


@pytest.fixture(scope="module")
def real_site(tmp_path_factory):
    """The real site as a host without any settings would serve it, and its pages' addresses."""
    folder = tmp_path_factory.mktemp("site")
    for name in ("content", "layouts", "assets"):
        shutil.copytree(ROOT / name, folder / name)
    built = commands.build(str(folder), TODAY)
    publish(built.files, f"{folder}/public", f"{folder}/.cache/public")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: Quiet(*a, directory=f"{folder}/public"))
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}/", [linked.card.url for linked in built.site.pages.values()]
    server.shutdown()
    server.server_close()


def test_every_page_keeps_its_policy_asks_nobody_else_and_fits_a_small_screen(browser, real_site):
    address, urls = real_site
    with contextlib.closing(browser.new_context(viewport={"width": 320, "height": 640})) as context:
        shown = context.new_page()
        said, asked = [], []
        shown.on("console", lambda message: said.append(message.text))
        shown.on("request", lambda request: asked.append(request.url))
        for url in urls:
            shown.goto(address + url)
            assert shown.evaluate("document.documentElement.scrollWidth") <= 320, url
        assert said == []
        assert [url for url in asked if not url.startswith((address, "data:"))] == []
        assert context.cookies() == []


def test_the_reader_may_choose_the_theme_and_only_a_choice_is_kept(browser, real_site):
    paper = "getComputedStyle(document.body).backgroundColor"
    with contextlib.closing(browser.new_context(color_scheme="dark")) as context:
        shown = context.new_page()
        shown.goto(real_site[0])
        dark = shown.evaluate(paper)
        assert shown.evaluate("localStorage.length") == 0
        shown.get_by_role("button", name="Light view").click()
        light = shown.evaluate(paper)
        shown.goto(real_site[0] + "contact/")
        assert (shown.evaluate(paper), shown.evaluate("localStorage.theme")) == (light, "light")
        shown.get_by_role("button", name="Dark view").click()
        assert (shown.evaluate(paper), shown.evaluate("localStorage.length")) == (dark, 0)
        assert (light, dark) == ("rgb(251, 250, 246)", "rgb(16, 24, 28)")
