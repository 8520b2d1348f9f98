"""Opening hours: what a writer may write, the rows a reader sees, and the days on which special ones hold."""

import datetime

import pytest
from conftest import PRACTICE, TODAY

from sitegen.model.hours import SpecialDay, Week, fault, near, rows, shown

WEEK = """\
locations:
  - street: 1 A Street
    hours:
      monday: 9:00 to 17:00
      friday: {}
"""


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        ({}, []),
        ({"monday": "9:00 to 17:00"}, [("Monday", "9 am to 5 pm")]),
        (
            dict.fromkeys(("monday", "tuesday", "wednesday", "thursday"), "9:00 to 17:00")
            | {"friday": "9:00 to 12:00, 13:00 to 16:30", "saturday": "closed", "sunday": "closed"},
            [
                ("Monday to Thursday", "9 am to 5 pm"),
                ("Friday", "9 am to noon, 1 pm to 4:30 pm"),
                ("Saturday and Sunday", "closed"),
            ],
        ),
        (  # the same hours, but not in a row
            {"monday": "0:00 to 24:00", "wednesday": "0:00 to 24:00"},
            [("Monday", "midnight to midnight"), ("Wednesday", "midnight to midnight")],
        ),
    ],
)
def test_days_in_a_row_with_the_same_hours_stand_together(week, expected):
    assert rows(Week(**week), "US") == expected


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("0:00 to 0:01", "midnight to 12:01 am"),
        ("11:59 to 12:00", "11:59 am to noon"),
        ("12:30 to 13:00", "12:30 pm to 1 pm"),
        ("23:05 to 24:00", "11:05 pm to midnight"),
    ],
)
def test_the_hours_around_noon_and_midnight_are_told_apart(hours, words):
    assert shown(hours, "US") == words


def test_elsewhere_clocks_have_twenty_four_hours():
    assert shown("9:00 to 12:30, 13:15 to 17:00", "GB") == "9:00 to 12:30, 13:15 to 17:00"


@pytest.mark.parametrize(
    ("hours", "message"),
    [
        ("9:00 to 25:00", "'25:00' is no time of day; write 0:00 to 24:00"),
        ("9:60 to 12:00", "'9:60' is no time of day; write 0:00 to 24:00"),
        ("9:00 to 24:01", "'24:01' is no time of day; write 0:00 to 24:00"),
        ("9:00 to 5:00", "'9:00 to 5:00' closes before it opens; write 17:00 for 5 in the afternoon"),
        (
            "9:00 to 13:00, 12:00 to 17:00",
            "'9:00 to 13:00, 12:00 to 17:00': the second opening must come after the first has ended",
        ),
        (
            "9:00 to 12:00, 12:00 to 17:00",
            "'9:00 to 12:00, 12:00 to 17:00': the second opening must come after the first has ended",
        ),
        ("9:59 to 10:00, 10:01 to 17:00", ""),
        ("0:00 to 24:00", ""),
        ("closed", ""),
    ],
)
def test_hours_that_cannot_be_are_told(hours, message):
    assert fault(hours) == message


@pytest.mark.parametrize(
    ("hours", "message"),
    [
        (
            "nine to five",
            "locations: friday: 'nine to five' should be closed, or like 9:00 to 17:00, or 9:00 to 12:00, "
            "13:00 to 17:00",
        ),
        ("9:00 to 5:00", "'9:00 to 5:00' closes before it opens; write 17:00 for 5 in the afternoon"),
    ],
)
def test_a_fault_is_told_on_its_line(problems_of, hours, message):
    [problem] = problems_of({"content/practice.yaml": PRACTICE + WEEK.format(hours)})
    line = len(PRACTICE.splitlines()) + 5
    assert problem.startswith(f"content/practice.yaml:{line}: ")
    assert problem.endswith(message.removeprefix("locations: friday: "))


def day(offset, days=0):
    first = TODAY + datetime.timedelta(offset)
    return SpecialDay(first, "closed", first + datetime.timedelta(days) if days else None)


def test_special_days_are_shown_from_sixty_days_before_to_their_last():
    days = [day(61), day(60), day(0), day(-1), day(-3, 3), day(-3, 2)]
    assert near(days, TODAY) == (days[4], days[2], days[1])
