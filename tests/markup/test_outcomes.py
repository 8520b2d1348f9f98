"""Outcomes: never without how many people they are of, drawn with those who were not seen again, gone once expired."""

import datetime

import pytest
from conftest import ROOT, page

from sitegen.content.tables import read_table
from sitegen.markup.marks import SIGN
from sitegen.markup.notes import Notes
from sitegen.markup.outcomes import outcomes
from sitegen.model.page import Dated
from sitegen.problems import Problems

HEAD = "Procedure,From,To,Operated,Followed up,Lost to follow-up,Scale,Improved,Mean before,Mean after,"
HEAD += "Revisions,Complications,Expires\n"
SLING = "Sling,2024-01-01,2025-12-31,40,31,9,A scale,24,,,2,3,2027-01-01\n"
TRANSFER = "Transfer,2024-01-01,2025-12-31,8,8,0,A scale,,42.50,61,0,1,2027-06-01\n"
NAMES = HEAD.rstrip("\n").split(",")
NAME = "layouts/components/outcomes.html"
BODY = '::: outcomes data="a.csv" caption="What came of it"\n:::\n'
FILES = {NAME: (ROOT / NAME).read_text(), "content/contact.md": page("Contact", body=BODY)}


def drawn(text, notes=None):
    return outcomes(read_table("a.csv", text.encode()), notes or Notes("a.md", {}))["rows"]


def changed(**cells):
    """The line of the sling with other cells, named by the words of their columns: `Followed_up="9"`."""
    row = dict(zip(NAMES, SLING.rstrip("\n").split(","), strict=True))
    row |= {name.replace("_", " "): cell for name, cell in cells.items()}
    return HEAD + ",".join(row.values()) + "\n"


def test_a_share_is_of_those_who_were_seen_again_and_its_bar_of_all():
    [row] = drawn(HEAD + SLING)
    assert (row["result"], row["share"], row["seen"]) == ("24 of 31", 60.0, 77.5)
    assert row["limits"] == "31 of 40 people seen again; 9 were not"
    assert (row["revisions"], row["complications"], row["is_mean"]) == ("2 of 40", "3 of 40", False)


def test_means_have_no_share():
    [row] = drawn(HEAD + TRANSFER)
    assert (row["result"], row["share"], row["seen"]) == ("42.5, 61", 0.0, 100.0)
    assert (row["limits"], row["is_mean"]) == ("8 of 8 people seen again; 0 were not", True)


def test_one_person_is_no_people():
    [row] = drawn(
        changed(
            Operated="1", Followed_up="1", **{"Lost to follow-up": "0"}, Improved="0", Revisions="1", Complications="0"
        )
    )
    assert row["limits"] == "1 of 1 person seen again; 0 were not" and row["share"] == 0
    [row] = drawn(changed(Operated="32", **{"Lost to follow-up": "1"}))
    assert row["limits"] == "31 of 32 people seen again; 1 was not"


def test_what_expires_is_noted_with_its_line():
    notes = Notes("a.md", {})
    drawn(HEAD + SLING + TRANSFER, notes)
    end = datetime.date(2025, 12, 31)
    assert notes.facts().dated == (
        Dated("Sling", end, datetime.date(2027, 1, 1), 2, "a.csv"),
        Dated("Transfer", end, datetime.date(2027, 6, 1), 3, "a.csv"),
    )


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"Operated": ""}, "Operated: '' must be a whole number from 1 to 9999"),
        ({"Operated": "0"}, "Operated: '0' must be a whole number from 1 to 9999"),
        ({"Followed_up": "0"}, "Followed up: '0' must be a whole number from 1 to 9999"),
        ({"Lost_to_follow-up": "-9"}, "Lost to follow-up: '-9' must be a whole number from 0 to 9999"),
        ({"Improved": "77%"}, "Improved: '77%' must be a whole number from 0 to 9999"),
        ({"Mean_before": "1001"}, "Mean before: '1001' must be a number from 0 to 1000"),
        ({"Scale": ""}, "Scale: nothing is written here"),
        ({"To": "12/31/2025"}, "To: '12/31/2025' must be a day like 2026-01-31"),
        ({"Expires": "2027-02-29"}, "Expires: '2027-02-29' must be a day like 2026-01-31"),
        (
            {"Followed_up": "30"},
            "Followed up and Lost to follow-up make 39, but Operated says 40; count again",
        ),
        ({"Improved": "32"}, "Improved: 32 is more than the 31 who were followed up"),
        ({"Improved": ""}, "write either Improved, or both Mean before and Mean after"),
        ({"Improved": "", "Mean_before": "4"}, "write either Improved, or both Mean before and Mean after"),
        ({"Mean_after": "4"}, "write either Improved, or both Mean before and Mean after"),
        ({"Mean_before": "4", "Mean_after": "5"}, "write either Improved, or both Mean before and Mean after"),
        ({"Revisions": "41"}, "Revisions: 41 is more than the 40 who were operated on"),
        ({"Complications": "41"}, "Complications: 41 is more than the 40 who were operated on"),
        ({"From": "2026-01-01"}, "To: 2025-12-31 is before From, 2026-01-01"),
        ({"Expires": "2025-12-31"}, "Expires: 2025-12-31 must be later than To, 2025-12-31"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(cells, message):
    with pytest.raises(Problems) as found:
        drawn(HEAD + TRANSFER + changed(**cells).removeprefix(HEAD))
    assert str(found.value) == f"a.csv:3: {message}"


def test_a_table_without_a_denominator_is_refused(problems_of):
    rows = [line.split(",") for line in (HEAD + SLING).splitlines()]
    table = "\n".join(",".join(row[:3] + row[4:]) for row in rows)
    assert problems_of(FILES | {"content/a.csv": table}) == ["content/a.csv:1: there is no column 'Operated'"]


def test_a_page_shows_them_with_their_limits_and_without_marks(build_site):
    shown = build_site(FILES | {"content/a.csv": HEAD + SLING + TRANSFER})["contact/"]
    assert "January 1, 2024 to December 31, 2025" in shown and ">24 of 31<" in shown and "A scale: improved" in shown
    assert "<li>31 of 40 people seen again; 9 were not. Revisions: 2 of 40. Complications: 3 of 40.</li>" in shown
    assert "A scale: mean before, and after" in shown and SIGN not in shown
