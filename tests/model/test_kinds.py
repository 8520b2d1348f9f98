"""The kinds of page, where they live, their addresses, and the limits and patterns of their fields."""

import pytest
from conftest import CONDITION, HEALTH, page

from sitegen.model.kinds import FOLDERS, KIND_OF, KINDS, kind_of


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.md", "home"),
        ("conditions/index.md", "section"),
        ("about/people/index.md", "section"),
        ("new/folder/index.md", "section"),
        ("conditions/bells-palsy.md", "condition"),
        ("conditions/rare/one.md", "condition"),
        ("treatments/a.md", "treatment"),
        ("when-it-started/a.md", "stage"),
        ("living-with/a.md", "guide"),
        ("your-visit/a.md", "guide"),
        ("referral/a.md", "referral"),
        ("about/people/a.md", "person"),
        ("about/a.md", "page"),
        ("gallery/a.md", "case"),
        ("news/2026/a.md", "article"),
        ("news/notices/a.md", "notice"),
        ("stories/a.md", "story"),
        ("testimonials/a.md", "story"),
        ("contact.md", "page"),
        ("news.md", "page"),
        ("a/news/b.md", "page"),
    ],
)
def test_the_folder_says_the_kind(path, kind):
    assert kind_of(path).name == kind


def test_every_kind_has_its_own_fields_and_folders():
    assert [KIND_OF[kind.page] for kind in KINDS.values()] == list(KINDS.values())
    assert len(FOLDERS) == sum(len(kind.folders) for kind in KINDS.values())


@pytest.mark.parametrize(
    ("name", "shortest", "longest"),
    [("title", 3, 65), ("short_title", 2, 30), ("description", 70, 155), ("summary", 40, 220)],
)
def test_a_text_keeps_to_its_lengths(build_site, problems_of, name, shortest, longest):
    def contact(length):
        fields = page("Contact", "short_title: Us\n").split("\n")
        return {
            "content/contact.md": "\n".join(
                f"{name}: {'é' * length}" if f.startswith(f"{name}:") else f for f in fields
            )
        }

    place = f"content/contact.md:{['title', 'description', 'summary', 'short_title'].index(name) + 2}: {name}: has"
    shorter, longer = shortest - 1, longest + 1
    plural = "s" if shorter > 1 else ""
    assert problems_of(contact(shorter)) == [f"{place} {shorter} character{plural}, at least {shortest} are wanted"]
    assert problems_of(contact(longer)) == [f"{place} {longer} characters, at most {longest} are wanted"]
    for length in (shortest, longest):
        assert "contact/" in build_site(contact(length))


SLUG = "small letters, digits and hyphens; write {}, the name of its file"
ALIAS = "an address of our own site, like /old/page/"
DURATION = "birth, or like '3 weeks'"
NUMBERED = HEALTH + "order: 1\n"
PATTERNS = [  # path, the fields before, the field, a wrong value, what it should be
    ("conditions/a.md", CONDITION, "icd10", "g51.0", "a code like G51.0"),
    ("conditions/a.md", CONDITION, "icd10", "G51.", "a code like G51.0"),
    ("conditions/a.md", CONDITION, "icd10", "G51.12345", "a code like G51.0"),
    ("conditions/a.md", CONDITION.replace("stages: []\n", ""), "stages", "First days", SLUG.format("first-days")),
    ("conditions/a.md", CONDITION.replace("stages: []\n", ""), "stages", "first--days", SLUG.format("first-days")),
    ("conditions/a.md", CONDITION.replace("treatments: []\n", ""), "treatments", "a.md", SLUG.format("a")),
    ("a.md", "", "aliases", "old/", ALIAS),
    ("a.md", "", "aliases", "/", ALIAS),
    ("a.md", "", "aliases", "https://example.org/a/", f"{ALIAS}; write /a/"),
    ("a.md", "", "aliases", "/old page/", ALIAS),
    ("a.md", "", "aliases", "/old/?id=1", ALIAS),
    ("when-it-started/a.md", NUMBERED, "from", "3 weks", DURATION),
    ("when-it-started/a.md", NUMBERED, "from", "weeks", DURATION),
    ("when-it-started/a.md", NUMBERED, "from", "Birth", DURATION),
    ("when-it-started/a.md", NUMBERED + "from: birth\n", "to", "1.5 years", DURATION),
]


@pytest.mark.parametrize(("path", "before", "name", "value", "described"), PATTERNS)
def test_a_value_that_does_not_fit_its_pattern_is_told(problems_of, path, before, name, value, described):
    written = f"'{value}'" if name in ("from", "to") else f"['{value}']"
    line = 5 + before.count("\n")
    assert problems_of({f"content/{path}": page(fields=f"{before}{name}: {written}\n")}) == [
        f"content/{path}:{line}: {name}: '{value}' should be {described}"
    ]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("conditions/a.md", CONDITION + "icd10: [G51.0, H02, S04.50XA, C7A.1-]\n"),
        ("contact.md", "aliases: [/old, /old-2/page_1/, /a.html]\n"),
        ("when-it-started/a.md", NUMBERED + "from: birth\nto: 1 hour\n"),
        ("when-it-started/a.md", NUMBERED + "from: 12 weeks\n"),
        ("living-with/a.md", HEALTH + "order: 0\n"),
        ("living-with/a.md", HEALTH + "order: 999\n"),
    ],
)
def test_a_value_that_fits_its_pattern_and_range_is_taken(build_site, path, fields):
    section = f"{path.rpartition('/')[0]}/index.md" if "/" in path else "contact.md"
    site = build_site({f"content/{section}": page("A section"), f"content/{path}": page("Some page", fields)})
    assert site.content.documents[path].page.path == path


def test_a_text_field_takes_2000_characters_at_most(problems_of):
    review = f"reviewed:\n  by: {'a' * 2001}\n  credentials: MD\n  on: 2026-01-01\n"
    assert problems_of({"content/a.md": page(fields=review)}) == [
        "content/a.md:6: reviewed: by: has 2001 characters, at most 2000 are wanted"
    ]
