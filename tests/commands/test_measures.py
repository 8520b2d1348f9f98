"""The measures of a page's words and sources."""

from collections import Counter

import pytest
from conftest import FILES, HEALTH, page

from sitegen.commands import measures
from sitegen.model.practice import Source

FULL = {"authors": "Other A", "title": "A study", "year": 2020, "doi": "10.1000/1"}
SOURCES = FILES["content/sources.yaml"] + "BAD:\n  text: A poor source.\n  tier: D\n"
RULES = "self_talk:\n  our own page: say the fact\nclaims:\n  guarantee: give the figure\n"


def measured(build_site, body, fields=""):
    text = page("A guide", HEALTH + "order: 1\n" + fields, body)
    files = {"content/your-visit/index.md": page("Your visit"), "content/your-visit/a.md": text}
    built = build_site(files | {"content/house-rules.yaml": RULES, "content/sources.yaml": SOURCES})
    return measures.measured(built)["your-visit/a.md"]


def test_lists_tables_headings_and_forms_are_no_prose(build_site):
    long = "Here are the twelve words of a sentence that is not so short."
    prose = measured(build_site, f"## A heading\n\n{long} And so on.\n").rhythm
    listed = "- One.\n- Two.\n\n    - Three.\n\n- Four.\n\n| a |\n|---|\n| b. c. |\n"
    listed += f"\n## A heading\n\n**When is it?** {long} And so on.\n\nName: ……\n\nNo sentence\n"
    assert measured(build_site, listed).rhythm == prose
    assert prose.short == pytest.approx(1 / 3)  # the summary is long
    assert measures.Rhythm(0, 0) == measures.rhythm.__annotations__["return"](0, 0)


def test_tiers_are_counted_and_c_and_d_are_weak(build_site):
    found = measured(build_site, "A [@ONE]. B [@TWO]. C [@ONE; @BAD].\n").tiers
    assert found == Counter(A=2, D=1) and measures.weak(found) == pytest.approx(1 / 3) and measures.weak({}) == 0


@pytest.mark.parametrize("body", ["It’s on our own page.\n", "## Our own pages\n\nText.\n", "- a\n- our\n  own page\n"])
def test_a_phrase_is_found_wherever_readers_see_it(build_site, body):
    assert measured(build_site, body).self_talk == ["our own page"]


def test_claims_are_found_in_settings_too_but_not_in_notes_of_changes(build_site):
    fields = "search_words: [guaranteed results]\nchanges:\n  - {on: 2026-01-01, what: Our own page was mended}\n"
    found = measured(build_site, "We grant no guaranties.\n", fields)
    assert (found.claims, found.self_talk) == (["guarantee"], [])


@pytest.mark.parametrize(("body", "doses"), [
    ("Take 50 mg a day.", True), ("1,000 milligrams", True), ("Give 1mg/kg.", True), ("5 mm", False), ("mg", False),
])  # fmt: skip
def test_doses_are_seen(build_site, body, doses):
    assert measured(build_site, body + "\n").doses == doses


@pytest.mark.parametrize(("source", "missing"), [
    (Source("A text.", "A", **FULL), []),
    (Source("A text.", "A", **{**FULL, "authors": None, "year": None}), ["authors", "year"]),
    (Source("A text.", "A", **{**FULL, "doi": None}), ["doi, pmid or url"]),
    (Source("A text.", "A", **{**FULL, "doi": None, "pmid": "1"}), []),
    (Source("A text.", "A"), ["authors", "title", "year", "doi, pmid or url"]),
])  # fmt: skip
def test_what_a_citation_lacks(source, missing):
    assert measures.missing_parts(source) == missing


def test_a_page_of_the_web_may_have_the_day_it_was_seen_for_its_year(build_site):
    text = "ONE:\n  text: A page.\n  tier: A\n  url: https://example.org/\n  seen_on: 2026-01-01\n"
    for journal, missing in (("", ["authors", "title"]), ("  journal: J\n", ["authors", "title", "year"])):
        built = build_site({"content/sources.yaml": text + journal})
        assert measures.missing_parts(built.content.sources["ONE"]) == missing


@pytest.mark.parametrize(("path", "length", "cut"), [("contact.md", 52, 0), ("contact.md", 55, 3), ("index.md", 60, 0)])
def test_a_title_is_cut_where_the_practices_short_name_goes_over_65_characters(build_site, path, length, cut):
    practice = FILES["content/practice.yaml"] + "short_name: Practice A\n"
    built = build_site({"content/practice.yaml": practice, f"content/{path}": page("x" * length)})
    assert measures.cut(built.site.pages[path].document.page, built.content.practice) == cut
