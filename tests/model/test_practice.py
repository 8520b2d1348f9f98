"""The practice's facts: its places, its numbers, and what holds on a day."""

import datetime

import pytest
from conftest import PRACTICE

from sitegen.content import facts_files
from sitegen.model.hours import SpecialDay, Week
from sitegen.model.locations import Location
from sitegen.model.practice import current

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


def test_one_place_is_read_from_the_practices_own_lines():
    [place] = read(PRACTICE + "street: 1 A Street\nhours: [Always]\n").places
    assert (place.address, place.hours_in_words("US")) == ("1 A Street, A city, CA", "Always")


def test_a_place_tells_its_hours_by_weekday_and_those_of_its_special_days():
    day = SpecialDay(datetime.date(2026, 11, 27), "9:00 to 12:00")
    place = Location(hours=Week(monday="9:00 to 17:30", tuesday="closed"), exceptions=(day,))
    assert place.hours_in_words("US") == "Monday 9 am to 5:30 pm; Tuesday closed"
    assert place.opening("GB") == [("Monday", "9:00 to 17:30"), ("Tuesday", "closed")]
    assert place.special("US") == [(day, "9 am to noon")]
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


FAX = "fax: '{0}'\nreferrals: {{fax: '{0}'}}\nlocations: [{{fax: '{0}'}}]\n"


@pytest.mark.parametrize("written", ["+13105550101", "(310) 555-0101", "310-555-0101", "3105550101", "1 310 555 0101"])
def test_a_fax_is_shown_as_the_telephone_is_however_it_is_written(written):
    practice = read(PRACTICE + FAX.format(written))
    shown = (practice.fax_shown, practice.referrals.fax_shown, practice.places[0].fax_shown)
    assert set(shown) == {"(310) 555-0101"} and practice.fax == written
    assert practice.routes[0] == practice.routes_for_doctors[0] == ("Fax", "(310) 555-0101", "tel:+13105550101")


@pytest.mark.parametrize("written", ["+13105550117", "310.555.0117"])
def test_the_doctors_line_is_shown_as_the_telephone_is(written):
    practice = read(f"{PRACTICE}referrals: {{telephone: '{written}'}}\n")
    assert practice.referrals.telephone_shown == practice.routes_for_doctors[0].text == "(310) 555-0117"


LINE = (
    "telephones:\n  - {number: '+13105550117', use: doctors, note: At night}\n  - {number: '+13105550102', use: text}\n"
)
AT_NIGHT = ("At night", "(310) 555-0117", "tel:+13105550117")


@pytest.mark.parametrize(
    ("text", "number", "routes"),
    [
        (LINE, "+13105550117", [AT_NIGHT]),
        (LINE.replace(", note: At night", ""), "+13105550117", [("Doctors’ line", *AT_NIGHT[1:])]),
        (f"{LINE}referrals: {{telephone: 310.555.0117}}\n", "310.555.0117", [AT_NIGHT]),
        (
            f"{LINE}referrals: {{telephone: 310-555-0118}}\n",
            "310-555-0118",
            [("Doctors’ line", "(310) 555-0118", "tel:+13105550118"), AT_NIGHT],
        ),
    ],
)
def test_a_number_for_doctors_is_a_way_for_doctors_and_for_nobody_else(text, number, routes):
    practice = read(PRACTICE + text)
    assert practice.referrals.telephone == number and practice.routes_for_doctors == routes
    assert [route.name for route in practice.routes] == ["Text messages"]


@pytest.mark.parametrize("written", ["+442079460000", "+44 20 7946 0000", "020 7946 0000", "+493012345678901"])
def test_a_fax_of_another_country_is_shown_as_it_is_written(written):
    practice = read(PRACTICE.replace("country: US", "country: GB") + f"fax: '{written}'\n")
    assert practice.fax_shown == written and practice.routes[0].text == written
