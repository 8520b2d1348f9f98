"""A patient's own words are published only under a consent to them, and go with it."""

import datetime

import pytest
from conftest import LAYOUT, TODAY, page

import build as commands
from sitegen.cache import content_of
from sitegen.commands import check
from sitegen.problems import Problems

CONSENT = "R-1:\n  scope: [words]\n  date: 2026-01-01\n  expiry: 2027-01-01\n"
STORY = """consent: R-1
received: Nothing
connection: None
typical: Most people get better [@ONE].
for_counsel: [Look at it]
"""
FILES = {
    "content/stories/index.md": page("Stories"),
    "content/stories/a.md": page("A story", STORY),
    "content/consent.yaml": CONSENT,
    "layouts/page.html": LAYOUT.replace(
        "<main>", "<main>{% for card in shell.menu.footer %}<a href={{ root }}{{ card.url }}>x</a>{% endfor %}"
    ),
}
GOES = "goes when its consent does, and would take this link with it; the foot of every page leads to its section"


def test_words_with_a_consent_are_published_and_their_section_is_in_the_footer(build_site):
    site = build_site(FILES)
    assert "stories/a/" in site and "<a href=../stories/>x</a>" in site["contact/"] and site.site.withheld == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there is no consent 'R-1' in consent.yaml"),
        (CONSENT + "  withdrawn: 2026-11-01\n", "the consent 'R-1' was withdrawn on 2026-11-01"),
        (CONSENT.replace("words", "website"), "the consent 'R-1' is for website, not for words"),
    ],
)
def test_words_that_no_consent_allows_are_told_and_left_out_with_their_empty_section(build_site, text, why):
    site = build_site(FILES | {"content/consent.yaml": text})
    assert "stories/a/" not in site and "stories/" not in site and ">x<" not in site["contact/"]
    [problem] = Problems(site.site.withheld).below("content").problems
    assert str(problem) == f"content/stories/a.md:5: {why}; the page is not published: delete it"
    with pytest.raises(Problems, match="the page is not published"):
        check.main(site.root, TODAY)


def test_a_draft_is_seen_in_the_preview_before_there_is_a_consent(build_site):
    site = build_site(
        FILES | {"content/stories/a.md": page("A story", "draft: true\n" + STORY), "content/consent.yaml": ""},
        drafts=True,
    )
    assert "stories/a/" in site and site.site.withheld == []


def test_words_go_on_the_day_on_which_their_consent_ends(build_site):
    assert "stories/a/" in build_site(FILES, today=datetime.date(2026, 12, 31))
    assert "stories/a/" not in build_site({}, today=datetime.date(2027, 1, 1))


def test_other_stories_stay_with_their_section(build_site):
    more = {"content/stories/b.md": page("Another story", STORY.replace("R-1", "R-2"))}
    site = build_site(
        FILES | more | {"content/consent.yaml": CONSENT + CONSENT.replace("R-1", "R-2") + "  withdrawn: 2026-11-01\n"}
    )
    assert "stories/a/" in site and "stories/" in site and "stories/b/" not in site


def test_a_section_within_goes_with_them(build_site):
    deep = {"content/stories/late/index.md": page("Late stories"), "content/stories/late/b.md": page("Late", STORY)}
    gone = {"content/consent.yaml": CONSENT + "  withdrawn: 2026-11-01\n"}
    assert "stories/late/" in build_site(FILES | deep)
    assert not [path for path in build_site(gone).site.pages if path.startswith("stories")]


def test_nothing_links_to_what_may_go_any_day(problems_of):
    files = {
        "content/contact.md": page("Contact", body="[a](stories/a.md) [b](stories/index.md)\n"),
        "content/stories/index.md": page("Stories", body="[a](a.md)\n"),
        "content/stories/a.md": page("A story", STORY, "[up](index.md) [here](#b) [there](a.md#b)\n\n## B\n\nText.\n"),
        "content/menu.yaml": "header: [contact.md]\nfooter: [stories/index.md]\n",
    }
    assert problems_of(FILES | files) == [
        f"content/contact.md:7: 'stories/a.md' {GOES}",
        f"content/contact.md:7: 'stories/index.md' {GOES}",
        f"content/menu.yaml:2: 'stories/index.md' {GOES}",
        f"content/stories/index.md:7: 'stories/a.md' {GOES}",
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (" [@ONE]", "", "8: typical: name the source of what others can expect, like [@AAO2013]"),
        ("[Look at it]", "[]", "9: for_counsel: say what the practice's lawyer has to confirm"),
        ("received: Nothing\n", "", "1: the field 'received' is missing"),
    ],
)
def test_a_story_says_what_was_given_and_what_is_usual(problems_of, before, after, told):
    [line] = problems_of(FILES | {"content/stories/a.md": page("A story", STORY.replace(before, after))})
    assert line.startswith(f"content/stories/a.md:{told}")


def test_the_real_layout_shows_what_was_given_and_what_others_can_expect(tmp_path, copied):
    root = copied(tmp_path)
    sample = tmp_path / "content/stories/sample-story.md"
    text = sample.read_text().replace("TEST-WORDS", "R-1").replace("draft: true\n", "").replace("TODO: ", "")
    sample.write_text(text)
    index = tmp_path / "content/stories/index.md"
    index.write_text(index.read_text().replace("draft: true\n", ""))
    register = tmp_path / "content/consent.yaml"
    register.write_text(register.read_text() + CONSENT)
    files = commands.build(root, datetime.date(2026, 11, 29)).files
    html = content_of(files["stories/sample-story/index.html"])
    for said in ("Given for these words", "Ties to us", "What others can expect", "Results differ."):
        assert said.encode() in html


def test_the_sample_story_is_a_draft_and_published_nowhere(real_built):
    assert real_built.content.documents["stories/sample-story.md"].page.draft
    assert not any(path.startswith("stories") for path in real_built.files)
