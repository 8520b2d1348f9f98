"""Debian's Chromium, and the real site served to it."""

import gc
import os
import shutil

import pytest
from conftest import REAL_DAY, copied
from playwright.sync_api import sync_playwright
from servers import serving

import build as commands
from sitegen.output.compress import with_compressed
from sitegen.output.publish import publish

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
NEEDS_CHROMIUM = [
    pytest.mark.skipif(
        not (CHROMIUM or os.environ.get("CI")), reason="no Chromium here (on Debian: apt install chromium)"
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


@pytest.fixture(scope="module")
def browser():
    assert CHROMIUM, "Chromium is missing: .ci/run installs it"
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


def published(folder):
    """Builds what is in the folder into its public/, as the command does, on the real site's day."""
    built = commands.build(folder, REAL_DAY)
    files = with_compressed(built.files, f"{folder}/.cache/compressed", built.library.version)
    publish(files, f"{folder}/public", f"{folder}/.cache/public")
    return built


@pytest.fixture(scope="session")
def real_site(tmp_path_factory):
    """The real site as a host without any settings would serve it: its address, its pages' urls and its folder."""
    folder = tmp_path_factory.mktemp("site")
    built = published(copied(folder))
    urls = [linked.card.url for linked in built.site.pages.values()]
    with serving(folder / "public") as address:
        yield address, urls, folder / "public"


def visit(shown, real_site):
    """Goes through every page of the site; yields their urls."""
    address, urls, _ = real_site
    for url in urls:
        shown.goto(address + url)
        yield url
