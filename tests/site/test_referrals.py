"""How doctors reach the practice: shown once it is given, and no wait that has grown old."""

import datetime
import re

import pytest
from conftest import PRACTICE, REAL_DAY
from real_layouts import LAYOUTS

import build as commands
from sitegen.cache import content_of
from sitegen.content import facts_files

GIVEN = """referrals:
  telephone: (310) 555-0101
  fax: (310) 555-0102
  portal: https://portal.example.org/
  acknowledged_within: 2 working days
  wait: {{time: 3 weeks, as_of: {}}}
"""


@pytest.fixture
def page_for_doctors(tmp_path, copied):
    """The real guide to referral where the practice has given these facts, and what is left out and why."""

    def page_for_doctors(facts):
        root = copied(tmp_path)
        with open(f"{root}/content/practice.yaml", "a") as file:
            file.write(facts)
        built = commands.build(root, REAL_DAY)
        withheld = [found for found in built.site.withheld if found.path == "practice.yaml"]  # but not the form, too
        return content_of(built.files["referral/when-to-refer/index.html"]).decode(), withheld

    return page_for_doctors


def test_only_what_the_practice_has_given_is_shown(real_built):
    shown = content_of(real_built.files["referral/when-to-refer/index.html"]).decode()
    assert "Refer a patient" in shown and "Fax" not in shown and "Wait for a visit" not in shown


def test_routes_are_shown_once_given_and_a_wait_for_sixty_days(page_for_doctors):
    shown, withheld = page_for_doctors(GIVEN.format(REAL_DAY - datetime.timedelta(days=60)))
    for words in ("(310) 555-0101", "(310) 555-0102", "2 working days", "3 weeks (on September 27, 2026)"):
        assert words in shown
    assert '<a href="https://portal.example.org/"' in shown and withheld == []


def test_a_wait_that_is_older_than_sixty_days_is_told_and_left_out(page_for_doctors):
    day = REAL_DAY - datetime.timedelta(days=61)
    shown, [problem] = page_for_doctors(GIVEN.format(day))
    assert problem.path == "practice.yaml" and problem.line > 12 and "3 weeks (on" not in shown
    assert problem.message == f"the wait was '3 weeks' on {day}, over 60 days ago; it is not published: write today's"


@pytest.mark.parametrize(
    ("facts", "fax", "telephone"),
    [
        ("", "Call (310) 555-0100 and ask how to send records.", "(310) 555-0100"),
        ("fax: (310) 555-0111\n", "(310) 555-0111", "(310) 555-0100"),
        (
            "fax: (310) 555-0111\nreferrals: {telephone: (310) 555-0101, fax: (310) 555-0102}\n",
            "(310) 555-0102",
            "(310) 555-0101",
        ),
    ],
)
def test_the_cover_for_a_fax_has_the_numbers_that_are_known(facts, fax, telephone):
    practice = facts_files.read("practice.yaml", (PRACTICE + facts).encode())[0]
    html = LAYOUTS.component("fax-cover", {"practice": practice, "address": "https://example.org/referral/"})
    rows = dict(re.findall('<th scope="row">(.*?)</th><td>(.*?)</td>', html))
    assert rows["To"] == "A practice, A city, California"
    assert (rows["Fax"], rows["Telephone"]) == (fax, telephone)
    assert [name for name, value in rows.items() if not value] == [
        "From",
        "Your telephone and fax",
        "Date",
        "Pages, with this one",
    ]
