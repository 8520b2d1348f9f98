"""A setting that every page may have is shown on each kind of page of the real site."""

import pathlib

import pytest
from conftest import REAL_DAY, page

import build as commands
from sitegen.cache import content_of

WAYS = """doors:
  - heading: A way of mine
    text: Where it leads
    links: [{page: contact.md, text: Ask here}]
steps:
  - heading: A step of mine
    text: What it is
"""
PAGES = ["conditions/bells-palsy", "treatments/fillers", "when-it-started/within-72-hours", "living-with/mood"]
PAGES += ["referral/grading", "about/people/babak-azizzadeh", "news/when-should-a-doctor-refer", "about/index"]


@pytest.fixture
def built_with(tmp_path, copied):
    """Builds a copy of the real site in which these pages begin with other settings; gives a page's HTML."""

    def built_with(paths, settings):
        root = pathlib.Path(copied(tmp_path))
        for path in paths:
            file = root / f"content/{path}.md"
            file.write_text(file.read_text().replace("---\n", f"---\n{settings}", 1))
        files = commands.build(str(root), REAL_DAY).files
        return {path: content_of(files[f"{path.removesuffix('/index')}/index.html"]).decode() for path in paths}

    return built_with


def test_ways_and_steps_are_shown_on_every_kind_of_page(built_with):
    for path, html in built_with(PAGES, WAYS).items():
        assert html.count("A way of mine") == html.count("A step of mine") == 1, path


def test_an_ordinary_page_shows_facts_and_the_list_of_treatments(built_with):
    html = built_with(["contact", "accessibility"], "facts: [{name: A fact, text: of mine}]\nlists: goals\n")
    for path, shown in html.items():
        assert "<dt>A fact</dt>" in shown and 'href="treatments/' in shown.replace("../", ""), path


def test_a_notice_lists_the_sources_that_it_cites(tmp_path, copied):
    root = pathlib.Path(copied(tmp_path))
    (root / "content/news/notices").mkdir()
    notice = page("A new floor", f"date: {REAL_DAY}\n", "We moved [@AAO2013].\n")
    (root / "content/news/notices/a-new-floor.md").write_text(notice)
    html = content_of(commands.build(str(root), REAL_DAY).files["news/notices/a-new-floor/index.html"]).decode()
    assert 'id="source-1"' in html
