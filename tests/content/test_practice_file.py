"""practice.yaml read whole: what follows from its facts, and which contradict each other."""

import pytest
from conftest import PRACTICE

from sitegen.content import facts_files
from sitegen.problems import Problems

FIRST = len(PRACTICE.splitlines()) + 1


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
    french = read(PRACTICE.replace("country: US", "country: FR"))
    assert (french.emergency_number, french.relay_number) == ("112", None)
    assert read(PRACTICE.replace("country: US", "country: CA")).relay_number == "711"


def test_facts_that_are_given_follow_from_no_others():
    given = 'emergency_number: "000"\nrelay_number: "133677"\n'
    practice = read(PRACTICE.replace("(310) 555-0100", "310.555.0100") + given)
    assert practice.telephone_shown == "310.555.0100"
    assert (practice.emergency_number, practice.relay_number) == ("000", "133677")


def test_a_day_and_a_notice_may_end_on_the_day_on_which_they_begin():
    day = "{on: 2026-11-26, until: 2026-11-26, hours: closed}"
    notice = "{text: Hello, from: 2026-11-26, until: 2026-11-26}"
    practice = read(f"{PRACTICE}timezone: UTC\nlocations: [{{exceptions: [{day}]}}]\nnotices: [{notice}]\n")
    assert practice.locations[0].exceptions[0].until == practice.notices[0].until


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "street: A\nlocations: [{street: B}]\n",
            ["1: street: there is a list of locations; write it there, at its place"],
        ),
        (
            "timezone: America/Los_Angles\n",
            ["1: timezone: there is no time zone 'America/Los_Angles', did you mean 'America/Los_Angeles'?"],
        ),
        ("timezone: PDT+\n", ["1: timezone: there is no time zone 'PDT+'; write one like America/Los_Angeles"]),
        ("timezone: /etc/a\n", ["1: timezone: there is no time zone '/etc/a'; write one like America/Los_Angeles"]),
        (
            "locations:\n  - {latitude: 34.0672, longitude: -118.3979}\n"
            "  - {latitude: 34.0672}\n  - {longitude: 0.00}\n",
            [f"{line}: locations: latitude and longitude belong together; give both or neither" for line in (3, 4)],
        ),
        (
            "locations:\n  - hours: [Always]\n  - hours:\n      monday: 9:00 to 17:00\n      friday: 9:00 to 8:00\n"
            "    exceptions:\n      - {on: 2026-11-26, hours: closed}\n      - on: 2026-11-27\n"
            "        hours: 9:00 to 24:30\n        until: 2026-11-26\n",
            [
                "5: '9:00 to 8:00' closes before it opens; write 17:00 for 5 in the afternoon",
                "9: '24:30' is no time of day; write 0:00 to 24:00",
                "10: until: 2026-11-26 is before on, 2026-11-27",
            ],
        ),
        (
            "locations:\n  - exceptions:\n      - {on: 2026-11-26, until: 2026-11-25, hours: 9:00 to 8:00}\n",
            [
                "3: '9:00 to 8:00' closes before it opens; write 17:00 for 5 in the afternoon",
                "3: until: 2026-11-25 is before on, 2026-11-26",
            ],
        ),
        (
            "hours:\n  monday: 9:00 to 9:00\n",
            ["2: '9:00 to 9:00' closes before it opens; write 17:00 for 5 in the afternoon"],
        ),
        (
            "notices:\n  - {text: A, until: 2026-11-25}\n  - text: B\n    from: 2026-11-26\n    until: 2026-11-25\n",
            ["5: until: 2026-11-25 is before from, 2026-11-26"],
        ),
        (
            "form: {address: 'http://a.example'}\n",
            ["1: form: address: 'http://a.example' should be an address that begins with https://"],
        ),
    ],
)
def test_facts_that_contradict_each_other_are_told_at_their_lines(text, messages):
    assert told(text) == messages


def test_a_number_that_is_shown_has_the_digits_of_the_one_that_is_dialed():
    with pytest.raises(Problems) as found:
        read(PRACTICE.replace("555-0100", "555-0199"))
    assert str(found.value) == (
        "practice.yaml:4: telephone_shown: '(310) 555-0199' has other digits than telephone, '+13105550100'; "
        "take the line out, it follows from telephone"
    )
