"""`new` writes a draft in which every field only has to be filled."""

import datetime

import pytest
from conftest import TODAY, page

from sitegen.commands import new
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


@pytest.mark.parametrize("today", [TODAY, datetime.date(2028, 2, 29)])
def test_a_new_page_of_every_kind_is_seen_at_once_among_the_drafts(build_site, write, today):
    root = write({"content/index.md": page("Home")})
    for kind in (*KINDS.keys() - {"home"}, "your-visit"):
        new.new(f"{root}/content", kind, f'A new "{kind}" \\ page', today)
    drafts = build_site(drafts=True)
    assert "<h1>A new &#34;condition&#34; \\ page</h1>" in drafts["conditions/a-new-condition-page/"]
    assert "<h1>People</h1>" in drafts["about/people/"]
    assert set(build_site().site.pages) == {"index.md", "contact.md", "404.md"}


@pytest.mark.parametrize(
    ("kind", "title", "told"),
    [
        ("page", "你好", "'你好' gives no file name; use letters of the alphabet in the title"),
        ("page", "Contact", "content/contact.md exists already; choose another title"),
        (
            "treatmnt",
            "A",
            "there is no kind 'treatmnt', did you mean 'treatment'?; the kinds are "
            "section, condition, treatment, stage, guide, referral, person, case, article, page",
        ),
        (
            "home",
            "A",
            "there is no kind 'home'; the kinds are "
            "section, condition, treatment, stage, guide, referral, person, case, article, page",
        ),
    ],
)
def test_a_page_that_cannot_be_made(write, kind, title, told):
    root = write({"content/contact.md": page()})
    with pytest.raises(SystemExit) as found:
        new.new(f"{root}/content", kind, title, TODAY)
    assert str(found.value) == told
