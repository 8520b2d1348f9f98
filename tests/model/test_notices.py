"""A notice stands among the news, comes and goes on its days, and asks for nothing that health information needs."""

import datetime
import re

import pytest
from conftest import HEALTH, TODAY, page

import build as commands
from sitegen.cache import content_of
from sitegen.commands import new

NEWS = {
    "content/news/index.md": page("News"),
    "content/news/a.md": page("An article", f"{HEALTH}date: 2026-11-01\nauthor: One\n"),
    "content/news/notices/b.md": page("Closed on Thanksgiving", "date: 2026-11-20\nexpires: 2026-11-27\n"),
    "layouts/root/feed.xml": "{% for article in articles %}{{ article.url }} {{ article.date }}\n{% endfor %}",
}


def test_it_is_listed_with_the_articles_by_its_day_and_is_in_the_feed(build_site):
    site = build_site(NEWS)
    cards = site.site.pages["news/index.md"].children
    assert [card.url for card in cards] == ["news/notices/b/", "news/a/"]
    assert site["feed.xml"].startswith("news/notices/b/ 2026-11-20\nnews/a/ 2026-11-01")
    assert [card.url for card in site.site.pages["news/notices/b.md"].trail] == ["", "news/"]


def test_it_goes_on_the_day_on_which_it_expires(build_site):
    assert "news/notices/b/" not in build_site(NEWS, today=datetime.date(2026, 11, 27))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            "date: 2026-12-01\n",
            "5: date: 2026-12-01 has not come yet; write a day that has, or add a line publish_on: 2026-12-01",
        ),
        ("date: 2026-11-20\nexpires: 2026-11-20\n", "6: expires: must be later than date, 2026-11-20"),
    ],
)
def test_its_days_have_to_fit(problems_of, fields, told):
    notice = {"content/news/notices/b.md": page("A notice", fields)}
    assert problems_of(NEWS | notice) == [f"content/news/notices/b.md:{told}"]


def test_the_real_layout_shows_its_day_and_no_record(tmp_path, copied):
    root = copied(tmp_path)
    new.new(f"{root}/content", "notice", "Closed on Thanksgiving", TODAY)
    draft = tmp_path / "content/news/notices/closed-on-thanksgiving.md"
    text = "description: The office is closed on Thanksgiving Day, and opens again on the Monday that follows it.\n"
    text += "summary: The office is closed on Thanksgiving Day.\ndate: 2026-11-23\n"
    draft.write_text(f"---\ntitle: Closed on Thanksgiving\n{text}---\n\nWe are closed on Thursday.\n")
    files = commands.build(root, datetime.date(2026, 11, 29)).files

    def html(path):
        return content_of(files[path]).decode()

    shown = html("news/notices/closed-on-thanksgiving/index.html")
    assert "November 23, 2026" in shown and not re.search("page-record|care-card|By ", shown.split("<main")[1])
    assert "closed-on-thanksgiving" in html("news/index.html") and "closed-on-thanksgiving" in html("feed.xml")
