"""Debian's Chromium: where it is there without the windows that nobody sees, which takes half the time."""

import gc
import io
import os
import shutil

import pypdf
import pytest
from playwright.sync_api import expect, sync_playwright
from running import PATIENCE

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
FLAGS += ["--font-render-hinting=none"]  # letters as wide in both
NEEDS_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (CHROMIUM or os.environ.get("CI")),
        reason="no Chromium here (Debian: chromium-headless-shell)",
    ),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # playwright's own pipes
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def needs_chromium(test):
    """A test that alone of its file needs Chromium."""
    for mark in NEEDS_CHROMIUM:
        test = mark(test)
    return test


WIDER = "document.documentElement.scrollWidth > innerWidth"  # the page scrolls sideways


@pytest.fixture(scope="session")
def browser():
    assert CHROMIUM, "Chromium is missing: .ci/run installs it"
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    gc.collect()  # what playwright leaves behind, before another test is blamed for it


@pytest.fixture
def open_page(browser):
    """Opens an empty page of a width, in a context of its own with the options given."""
    contexts = []

    def open_page(width=1280, **options):
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, **options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


def asked_by(shown):
    """The addresses that a page asks for from now on, but for its icon, which browsers ask for when they please."""
    asked = []

    def note(request):
        if not request.url.startswith("blob:") and "/icons/" not in request.url:
            asked.append(request.url)

    shown.on("request", note)
    return asked


def settled(shown, address):
    """The page at an address with our fonts, which are left out where they come late: here they came before."""
    shown.goto(address)
    shown.evaluate("document.fonts.ready")
    shown.goto(address)
    return shown


def visit(shown, real_site, urls=None):
    """Goes through the pages of the site, all or some; yields their urls."""
    for url in real_site[1] if urls is None else urls:
        shown.goto(real_site[0] + url)
        yield url


def printed(shown, paper="Letter"):
    """The pages of paper that a page prints to, as text."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(shown.pdf(format=paper))).pages]
