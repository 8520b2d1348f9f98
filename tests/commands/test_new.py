"""`new` writes a draft in which every field only has to be filled."""

import contextlib
import datetime
import os
import pathlib
import tempfile

import pytest
from conftest import TODAY, page
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sitegen.commands import WrongArgument, new
from sitegen.content.fields import fields_of
from sitegen.model.kinds import KINDS, kind_of


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("condition", "conditions/a-b-c.md"),
        ("treatment", "treatments/a-b-c.md"),
        ("stage", "when-it-started/a-b-c.md"),
        ("guide", "living-with/a-b-c.md"),
        ("your-visit", "your-visit/a-b-c.md"),
        ("referral", "referral/a-b-c.md"),
        ("person", "about/people/a-b-c.md"),
        ("case", "gallery/a-b-c.md"),
        ("article", "news/a-b-c.md"),
        ("notice", "news/notices/a-b-c.md"),
        ("story", "stories/a-b-c.md"),
        ("testimonials", "testimonials/a-b-c.md"),
        ("section", "a-b-c/index.md"),
        ("page", "a-b-c.md"),
    ],
)
def test_a_new_page_of_every_kind_has_every_field(tmp_path, kind, path):
    told = new.new(f"{tmp_path}/content", kind, "A’b: “C”!", TODAY)
    assert told == f"content/{path} is a draft: fill in its fields, then take out `draft: true`".replace(
        "a-b-c", "ab-c"
    )
    text = (tmp_path / "content" / path.replace("a-b-c", "ab-c")).read_text()
    fields = {name for name in fields_of(kind_of(path).page) if name != "path"}
    assert {line.split(":")[0].removeprefix("# ") for line in text.split("---")[1].strip().split("\n")} == fields


def test_lists_are_shown_as_lists(tmp_path):
    new.new(f"{tmp_path}/content", "treatment", "A way", TODAY)
    text = (tmp_path / "content/treatments/a-way.md").read_text()
    assert "# next: [{page: …, why: …}]\n" in text and "# results: [{figure: …" in text


@pytest.mark.parametrize("today", [TODAY, datetime.date(2028, 2, 29)])
def test_a_new_page_of_every_kind_is_seen_at_once_among_the_drafts(build_site, write, today):
    root = write({"content/index.md": page("Home")})
    for kind in (*KINDS.keys() - {"home"}, "your-visit"):
        new.new(f"{root}/content", kind, f'A new "{kind}" \\ page', today)
    drafts = build_site(drafts=True)
    assert "<h1>A new &#34;condition&#34; \\ page</h1>" in drafts["conditions/a-new-condition-page/"]
    assert "<h1>Stories</h1>" in drafts["stories/"]
    assert "about/people/" not in drafts and "news/notices/" not in drafts  # which stand in the section above
    assert set(build_site().site.pages) == {"index.md", "contact.md", "404.md"}


KINDS_TOLD = (
    "the kinds are section, condition, treatment, stage, guide, referral, person, case, article, notice, story, page"
)
REFUSED = [
    ("page", "你好你好", "'你好你好' gives no file name; use letters of the alphabet in the title"),
    ("page", "Contact", "content/contact.md exists already; choose another title"),
    ("section", "Contact", "content/contact.md exists already; choose another title"),
    ("page", "News", "content/news/index.md exists already; choose another title"),
    ("page", "Con", "Windows keeps the name 'con' for itself; choose another title"),
    ("section", "Lpt1", "Windows keeps the name 'lpt1' for itself; choose another title"),
    ("guide", "Index", "'index' is the name of a section's own page; choose another title"),
    ("page", "A" * 66, "the title has 66 characters, at most 65 are wanted"),
    ("page", "Ab", "the title has 2 characters, at least 3 are wanted"),
    ("page", " ", "the title is empty; fill it in, or take the line out"),
    ("page", "Why **now** matters", "the title is plain words; take out '**'"),
    ("page", "# One more", "the title is plain words; take out '# '"),
    ("page", "A title\u202e", "the title has a character that cannot be seen: A title\\u202e"),
    ("page", "A title\udcff", "the title has a character that cannot be seen: A title\\udcff"),
    ("treatmnt", "A title", "there is no kind 'treatmnt', did you mean 'treatment'?"),
    ("home", "A title", f"there is no kind 'home'; {KINDS_TOLD}"),
    ("\x1b", "A title", f"there is no kind '\\x1b'; {KINDS_TOLD}"),
]


@pytest.mark.parametrize(("kind", "title", "told"), REFUSED)
def test_a_page_that_the_next_build_would_refuse_is_not_made(write, kind, title, told):
    root = write({"content/contact.md": page(), "content/news/index.md": page()})
    with pytest.raises(WrongArgument) as refused:
        new.main(root, TODAY, kind, title)
    assert str(refused.value) == told
    assert sum(len(files) for _, _, files in os.walk(root)) == 2


@given(st.sampled_from([*KINDS, "your-visit"]), st.text(max_size=70))
@example("page", "NUL")
@example("case", "x: y # 'z' \"a\" \\")
@example("article", "ﬃ½㎏ 1/2")
@example("guide", "\t'--- \n a")
@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_made_is_built(build_site, kind, title):
    with contextlib.suppress(WrongArgument), tempfile.TemporaryDirectory() as root:
        made = new.main(root, TODAY, kind, title).split(" ")[0]
        files = {os.path.relpath(path, root): path.read_text() for path in pathlib.Path(root).rglob("*.md")}
        assert made.removeprefix("content/") in build_site(files, drafts=True).site.pages
        build_site(dict.fromkeys(files))  # without them again


GROUPS = (
    "condition_groups:\n  teeth: {heading: Teeth}\n  gums: {heading: Gums}\ntreatment_goals:\n  keep: {heading: Keep}\n"
)


@pytest.mark.parametrize(
    ("kind", "words", "line"),
    [
        ("condition", GROUPS, "group: teeth  # or: gums"),
        ("treatment", GROUPS, "# goal: keep"),
        ("treatment", GROUPS, "group: non-surgical  # or: surgical"),
        ("condition", "condition_groups: none\n", "group: others  # the name of a group, in small letters"),
        ("stage", GROUPS, "from: 3 weeks  # birth, or like '3 weeks'"),
    ],
)
def test_a_draft_names_the_groups_that_there_are(write, kind, words, line):
    root = write({"content/words.yaml": words})
    made = new.main(root, TODAY, kind, "A title").split(" ")[0]
    assert line in pathlib.Path(root, made).read_text().split("\n")
