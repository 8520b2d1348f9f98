"""The portable site: every link names a file, and pages read and lead on when they are opened from a disk."""

import re
import urllib.parse

import pytest
from chromium import needs_chromium
from playwright.sync_api import expect

from sitegen.output.portable import portable
from sitegen.output.publish import publish


@pytest.fixture(scope="module")
def folder(tmp_path_factory, real_built):
    folder = tmp_path_factory.mktemp("stick")
    publish(portable(real_built.files), f"{folder}/site", f"{folder}/spare")
    return folder / "site"


def test_every_link_names_a_file(folder):
    links = 0
    for page in folder.rglob("*.html"):
        if page.name == "404.html":  # shown by hosts only
            continue
        for link in re.findall(r'(?:href="|src="|url=)(\.[^"#]*)["#]', page.read_text()):
            assert (page.parent / urllib.parse.unquote(link)).resolve().is_file(), (page, link)
            links += 1
    assert links > 3000


@needs_chromium
def test_pages_lead_on_from_a_disk(folder, open_page):
    shown = open_page(java_script_enabled=False)
    shown.goto((folder / "index.html").as_uri())
    shown.get_by_role("navigation", name="Main").get_by_role("link", name="Conditions").click()
    shown.locator("main").get_by_role("link", name="Lyme disease").first.click()
    expect(shown).to_have_url((folder / "conditions/lyme-disease/index.html").as_uri())
    expect(shown.get_by_role("heading", level=1)).to_be_visible()
