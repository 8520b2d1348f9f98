"""Figures of ours: none of a time to come, and each gone from its page, and told, on the day on which it expires."""

import datetime

import pytest
from conftest import FILES as SITE
from conftest import ROOT, TODAY, page

from sitegen.commands import check, report
from sitegen.markup.marks import SIGN
from sitegen.pages import facts
from sitegen.problems import Problems

NAME = "layouts/components/outcomes.html"
ROW = "{},2024-01-01,{},40,31,9,A scale,24,2,3,{}\n"
HEAD = "Procedure,From,To,Operated,Followed up,Lost to follow-up,Scale,Improved,Revisions,Complications,Expires\n"
BODY = '::: outcomes data="a.csv" caption="What came of it"\n:::\n'
FILES = {NAME: (ROOT / NAME).read_text(), "content/contact.md": page("Contact", body=BODY)}
SOON = TODAY + datetime.timedelta(days=1)


def figures(*rows):
    return FILES | {"content/a.csv": HEAD + "".join(ROW.format(*row) for row in rows)}


def test_what_has_expired_is_left_out_and_told_and_the_rest_stays(build_site):
    site = build_site(figures(("Sling", "2025-12-31", TODAY), ("Transfer", "2025-12-31", SOON)))
    assert "Transfer" in site["contact/"] and "Sling" not in site["contact/"] and SIGN not in site["contact/"]
    [told] = Problems(site.site.withheld).below("content").problems
    assert str(told) == (
        f"content/a.csv:2: the figures of 'Sling' held until {TODAY}; they are not published: "
        "count again, and write a new day"
    )


def test_a_page_changes_by_itself_on_the_day_on_which_the_last_expires(build_site):
    site = build_site(figures(("Sling", "2025-12-31", SOON)))
    assert "Sling" in site["contact/"] and site.site.withheld == []
    later = build_site(figures(("Sling", "2025-12-31", SOON)), today=SOON)
    assert "Sling" not in later["contact/"] and "What came of it" not in later["contact/"]
    assert [problem.path for problem in later.site.withheld] == ["a.csv"]


def test_the_check_does_not_pass_over_what_has_expired(write):
    root = write(SITE | figures(("Sling", "2025-12-31", SOON)))
    assert "no problems" in check.main(root, TODAY)
    with pytest.raises(Problems, match="held until"):
        check.main(root, SOON)


def test_the_report_tells_what_expires_soon_and_what_has(write):
    soon, later = TODAY + datetime.timedelta(days=90), TODAY + datetime.timedelta(days=91)
    files = figures(("Sling", "2025-12-31", TODAY), ("Transfer", "2025-12-31", soon), ("Lift", "2025-12-31", later))
    text = report.main(write(SITE | files), TODAY)
    assert f"Our own figures that expire within 90 days: 1\n  content/a.csv:3  Transfer  {soon}\n" in text
    assert (
        f"Left out: no consent, or overtaken by time: 1\n  content/a.csv:2: the figures of 'Sling' held until {TODAY};"
        in text
    )


def test_a_period_that_lies_ahead_is_refused(problems_of):
    ahead = datetime.date(2027, 1, 1)
    table = figures(("Sling", TODAY, ahead), ("Transfer", SOON, ahead))
    assert problems_of(table) == [f"content/a.csv:3: To: {SOON} has not come yet; write a day that has"]


def test_a_draft_may_wait_for_its_period(build_site):
    files = figures(("Sling", SOON, datetime.date(2027, 1, 1)))
    files["content/plans.md"] = page("Plans", "draft: true\n", BODY)
    files["content/contact.md"] = page("Contact")
    assert "Sling" in build_site(files, drafts=True)["plans/"]


def test_a_reader_of_words_is_given_none_of_them(build_site):
    site = build_site(figures(("Sling", "2025-12-31", SOON)))
    document = site.site.pages["contact.md"].document
    assert facts.in_words(site.loaded.texts.markup(document), site.site.practice).body.strip() == ""
