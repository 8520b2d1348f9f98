"""The practice's facts: which belong together, what follows from others, and which hold on a day."""

import datetime

import pytest
from conftest import PRACTICE

from sitegen.content import facts_files
from sitegen.model.hours import SpecialDay, Week
from sitegen.model.locations import Location
from sitegen.model.practice import current
from sitegen.problems import Problems

FIRST = len(PRACTICE.splitlines()) + 1
PLACES = """\
locations:
  - name: Main office
    street: 1 A Street
    postal_code: "90210"
    telephone: "+13105550199"
    fax: (310) 555-0198
    exceptions:
      - {on: 2026-11-26, hours: closed, why: Thanksgiving}
      - {on: 2026-12-24, until: 2027-01-01, hours: closed}
  - {street: 2 B Street, city: B city}
"""
NOTICES = """\
notices:
  - {text: Soon, from: 2026-11-24, until: 2026-11-30}
  - {text: Now, from: 2026-11-23, until: 2026-11-23}
  - {text: Over, until: 2026-11-22}
"""


def read(text):
    return facts_files.read("practice.yaml", text.encode())[0]


def told(text):
    with pytest.raises(Problems) as found:
        read(PRACTICE + text)
    return [f"{problem.line - FIRST + 1}: {problem.message}" for problem in found.value.problems]


def test_facts_that_follow_from_others_need_not_be_given():
    practice = read(PRACTICE.replace('telephone_shown: "(310) 555-0100"\n', ""))
    assert practice.telephone_shown == "(310) 555-0100"
    assert (practice.emergency_number, practice.relay_number) == ("911", "711")
    british = read(PRACTICE.replace("country: US", "country: GB"))
    assert (british.emergency_number, british.relay_number) == ("999", None)
    assert read(PRACTICE.replace("country: US", "country: FR")).emergency_number == "112"


def test_one_place_is_read_from_the_practices_own_lines():
    [place] = read(PRACTICE + "street: 1 A Street\nhours: [Always]\n").places
    assert (place.address, place.hours_in_words("US")) == ("1 A Street, A city, CA", "Always")


def test_a_place_tells_its_hours_by_weekday_and_those_of_its_special_days():
    day = SpecialDay(datetime.date(2026, 11, 27), "9:00 to 12:00")
    place = Location(hours=Week(monday="9:00 to 17:30", tuesday="closed"), exceptions=(day,))
    assert place.hours_in_words("US") == "Monday 9 am to 5:30 pm; Tuesday closed"
    assert place.opening("GB") == [("Monday", "9:00 to 17:30"), ("Tuesday", "closed")]
    assert place.special("GB") == [(day, "9:00 to 12:00")]
    assert Location(hours=("Mornings", "Afternoons")).hours_in_words("US") == "Mornings; Afternoons"
    assert Location(hours=("Mornings",)).opening("US") == []


def test_places_without_a_city_are_in_the_practices_own():
    first, second = read(PRACTICE + PLACES).places
    assert first.address == "1 A Street, A city, CA 90210"
    assert second.address == "2 B Street, B city, CA"


def test_every_number_is_known_by_its_digits():
    more = 'telephones:\n  - {number: "+13105550111", use: text}\nhelplines:\n  - {number: "988", name: A helpline}\n'
    assert read(PRACTICE + PLACES + more).numbers == {"3105550100", "3105550199", "3105550198", "3105550111", "988"}


@pytest.mark.parametrize(
    ("day", "special", "notices"),
    [
        ("2026-09-26", [], ["Over"]),
        ("2026-11-23", ["2026-11-26", "2026-12-24"], ["Now"]),
        ("2026-11-24", ["2026-11-26", "2026-12-24"], ["Soon"]),
        ("2026-11-27", ["2026-12-24"], ["Soon"]),
        ("2027-01-01", ["2026-12-24"], []),
        ("2027-01-02", [], []),
    ],
)
def test_special_days_and_notices_come_and_go_with_the_day(day, special, notices):
    practice, overtaken = current(read(PRACTICE + PLACES + NOTICES), datetime.date.fromisoformat(day))
    assert [str(one.on) for one in practice.places[0].exceptions] == special
    assert [one.text for one in practice.notices] == notices and overtaken == []


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("street: 1 A Street\n" + PLACES, ["1: street: there is a list of locations; write it there, at its place"]),
        (
            "timezone: America/Los_Angles\n",
            ["1: timezone: there is no time zone 'America/Los_Angles', did you mean 'America/Los_Angeles'?"],
        ),
        ("timezone: PDT+\n", ["1: timezone: there is no time zone 'PDT+'; write one like America/Los_Angeles"]),
        (
            "locations:\n  - {latitude: 34.0672}\n",
            ["2: locations: latitude and longitude belong together; give both or neither"],
        ),
        (
            "locations:\n  - exceptions:\n      - {on: 2026-11-26, until: 2026-11-25, hours: 9:00 to 8:00}\n",
            [
                "3: '9:00 to 8:00' closes before it opens; write 17:00 for 5 in the afternoon",
                "3: until: 2026-11-25 is before on, 2026-11-26",
            ],
        ),
        ("hours:\n  monday: 9:00 to 9:00\n",
         ["2: '9:00 to 9:00' closes before it opens; write 17:00 for 5 in the afternoon"]),
        (
            "notices:\n  - {text: Hello, from: 2026-11-26, until: 2026-11-25}\n",
            ["2: until: 2026-11-25 is before from, 2026-11-26"],
        ),
        ("form: {address: 'http://a.example'}\n",
         ["1: form: address: 'http://a.example' should be an address that begins with https://"]),
    ],
)  # fmt: skip
def test_facts_that_contradict_each_other_are_told_at_their_lines(text, messages):
    assert told(text) == messages


def test_a_number_that_is_shown_has_the_digits_of_the_one_that_is_dialed():
    with pytest.raises(Problems) as found:
        read(PRACTICE.replace("555-0100", "555-0199"))
    assert [(problem.line, problem.message) for problem in found.value.problems] == [
        (
            4,
            "telephone_shown: '(310) 555-0199' has other digits than telephone, '+13105550100'; take the line out, "
            "it follows from telephone",
        )
    ]
