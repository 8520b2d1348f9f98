"""practice.yaml read whole: what follows from its facts, and which contradict each other."""

import pytest
from conftest import PRACTICE

from sitegen.content import facts_files
from sitegen.problems import Problems

NANP = "neither the first nor the fourth is 0 or 1"
E164 = f"should be like +13105550100, in quotes; behind +1 stand ten digits, and {NANP}"
WRITTEN = f"should be like (310) 555-0100 or +13105550100: ten digits, and {NANP}"
STRANGE = "is not one of practice.yaml's; for the practice's own write {telephone} or {fax}, and another must stand "
STRANGE += "there, under telephones, locations, referrals or helplines"
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
            "locations:\n  - exceptions:\n      - {on: 2026-12-24, until: 2026-12-26, hours: closed}\n"
            "      - {on: 2026-12-27, hours: closed}\n      - {on: 2026-12-26, hours: 9:00 to 12:00}\n"
            "  - exceptions:\n      - {on: 2026-12-24, hours: closed}\n",
            ["5: exceptions: two entries speak of 2026-12-26; keep one of them"],
        ),
        (
            "hours:\n  monday: 9:00 to 9:00\n",
            ["2: '9:00 to 9:00' closes before it opens; write 17:00 for 5 in the afternoon"],
        ),
        (
            "notices:\n  - {text: A, until: 2026-11-25}\n  - text: B\n    from: 2026-11-26\n    until: 2026-11-25\n",
            ["5: until: 2026-11-25 is before from, 2026-11-26"],
        ),
    ],
)
def test_facts_that_contradict_each_other_are_told_at_their_lines(text, messages):
    assert told(text) == messages


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "https://example",
        "https://https://a.example/",
        "https://a.example/us,",
        "https://a.example.",
    ],
)
def test_an_address_of_another_site_that_cannot_work_is_told(address):
    wanted = "should be an address that begins with https://, like https://example.org/page"
    assert told(f"booking: {address}\nform: {{address: '{address}'}}\n") == [
        f"1: booking: '{address}' {wanted}",
        f"2: form: address: '{address}' {wanted}",
    ]


@pytest.mark.parametrize(
    "address",
    ["ask the desk", "desk", "desk@", "desk @example.org", "a@example", "a@example,org", "a@example.", "a@example..org",
     "mailto:a@example.org", "<a@example.org>", "a@example.org."],
)  # fmt: skip
def test_an_email_that_is_no_address_is_told_wherever_it_stands(address):
    assert told(f"email: '{address}'\nreferrals:\n  secure_email: '{address}'\n") == [
        f"1: email: '{address}' should be an address alone, like name@example.org",
        f"3: referrals: secure_email: '{address}' should be an address alone, like name@example.org",
    ]


@pytest.mark.parametrize(("latitude", "longitude"), [("90.00", "180.00"), ("-90.0000", "-180.00"), ("0.00", "0.00"),
                                                     ("-33.8568", "151.2153"), ("89.99", "-179.99")])  # fmt: skip
def test_a_place_may_be_anywhere_on_earth(latitude, longitude):
    assert read(f'{PRACTICE}locations: [{{latitude: "{latitude}", longitude: "{longitude}"}}]\n').locations[0].latitude


@pytest.mark.parametrize(("latitude", "longitude"), [("934.0672", "-1118.3979"), ("90.01", "180.01"),
                                                     ("-118.3979", "340.672"), ("34", "-118")])  # fmt: skip
def test_a_place_that_is_not_on_earth_is_told(latitude, longitude):
    wanted = "with two decimals or more, like"
    assert told(f'locations:\n  - latitude: "{latitude}"\n    longitude: "{longitude}"\n') == [
        f"2: locations: latitude: '{latitude}' should be degrees from -90 to 90, {wanted} 34.0672",
        f"3: locations: longitude: '{longitude}' should be degrees from -180 to 180, {wanted} -118.3979",
    ]


def test_insurance_names_a_plan():
    assert told("insurance:\n  checked_on: 2026-11-01\n  plans: []\n") == [
        "3: insurance: plans: none is named; name at least one, or take insurance out"
    ]


def test_a_number_that_is_shown_has_the_digits_of_the_one_that_is_dialed():
    with pytest.raises(Problems) as found:
        read(PRACTICE.replace("555-0100", "555-0199"))
    assert str(found.value) == (
        "practice.yaml:4: telephone_shown: '(310) 555-0199' has other digits than telephone, '+13105550100'; "
        "take the line out, it follows from telephone"
    )


@pytest.mark.parametrize("number", ["+1310555010", "+131055501000", "+10105550100", "+13101550100", "+0442079460000",
                                    "+4420794", "+4420794600001234", "310-155-0100"])  # fmt: skip
def test_a_number_that_nobody_can_call_is_told(number):
    with pytest.raises(Problems) as found:
        read(PRACTICE.replace('"+13105550100"', f'"{number}"') + f'telephones: [{{number: "{number}", use: text}}]\n')
    assert [problem.message for problem in found.value.problems] == [
        f"telephone: '{number}' {E164}",
        f"telephones: number: '{number}' {E164}",
    ]


def test_a_number_of_another_country_is_free():
    assert read(PRACTICE.replace('"+13105550100"\ntelephone_shown: "(310) 555-0100"', '"+493012345678901"')).telephone


@pytest.mark.parametrize("number", ["555", "call us first", "310 555 019", "310-555-01099", "010-555-0100",
                                    "(310) 155-0100", "+1310555010"])  # fmt: skip
def test_a_fax_that_is_no_number_is_told_wherever_it_stands(number):
    fax = f"'{number}'"
    text = f"fax: {fax}\nreferrals: {{telephone: {fax}, fax: {fax}}}\nlocations:\n  - {{fax: {fax}}}\n"
    assert told(text) == [
        f"1: fax: '{number}' {WRITTEN}",
        f"2: referrals: fax: '{number}' {WRITTEN}",
        f"2: referrals: telephone: '{number}' {WRITTEN}",
        f"4: locations: fax: '{number}' {WRITTEN}",
    ]


@pytest.mark.parametrize(("number", "is_right"), [("988", True), ("116 123", True), ("1-800-985-3059", True),
                                                  ("1-800-985-305", False), ("1-100-985-3059", False)])  # fmt: skip
def test_a_helpline_has_all_of_its_digits(number, is_right):
    text = f'helplines:\n  - {{number: "{number}", name: A helpline}}\n'
    if is_right:
        assert read(PRACTICE + text).helplines[0].number == number
    else:
        message = f"'{number}' should be a telephone number like (310) 555-0100 or 988, in quotes"
        assert told(text) == [f"2: helplines: number: {message}"]


def test_a_postal_code_of_the_united_states_has_five_digits_or_nine():
    for code in ("90210", "90210-1234"):
        assert read(f'{PRACTICE}postal_code: "{code}"\n').postal_code == code
    assert read(PRACTICE.replace("country: US", "country: GB") + "postal_code: SW1A 1AA\n").postal_code == "SW1A 1AA"
    wanted = "should be five digits like 90210, or like 90210-1234"
    assert told('postal_code: "9021"\n') == [f"1: postal_code: '9021' {wanted}"]
    assert told('locations:\n  - {postal_code: "902101"}\n') == [f"2: postal_code: '902101' {wanted}"]


TEXTS = """\
fax: "+13105550101"
insurance: {plans: ["{short_name} plan"], checked_on: 2026-11-01}
telephones: [{number: "+13105550102", use: patients, note: "{ city }"}]
referrals: {acknowledged_within: "a day, or call {telephone}"}
locations:
  - parking: Ask at {telephone}
    exceptions: [{on: 2026-11-26, hours: closed, why: "Fax {fax}"}]
notices:
  - {text: "Call {telephone}, \\\\{not}.", until: 2026-12-01}
"""


def test_facts_are_filled_in_in_the_texts_of_practice_yaml():
    practice = read(PRACTICE + TEXTS)
    assert practice.insurance.plans == ("A practice plan",) and practice.telephones[0].note == "A city"
    assert practice.referrals.acknowledged_within == "a day, or call (310) 555-0100"
    assert practice.locations[0].parking == "Ask at (310) 555-0100"
    assert practice.locations[0].exceptions[0].why == "Fax (310) 555-0101"
    assert practice.notices[0].text.startswith("Call (310) 555-0100,")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "Call {telphone}.",
            "there is no fact 'telphone', did you mean 'telephone'?",
        ),
        ("Fax {fax}.", "{fax} is not given in this file; give it, or take it out here"),
        ("{doctors.wait}", "{doctors.wait} is not given in this file; give it, or take it out here"),
        ("{parking}", "{parking} names a fact itself; write its words here"),
        ("Call {telephone now", "'{telephone' lacks its closing brace; write {telephone}"),
        ("Call **now**.", "'**now**' would be shown as it is; only plain words stand here"),
        ("See [x](y.md).", "'](y.md)' would be shown as it is; only plain words stand here"),
        ("<b>Now</b>", "'<b>' would be shown as it is; only plain words stand here"),
        ("TODO", "TODO: this is still to be written; write it, or take it out"),
        ("Call (310) 555-0199.", f"the number '(310) 555-0199' {STRANGE}"),
        ("Call 3105550199.", f"the number '3105550199' {STRANGE}"),
    ],
)
def test_what_would_be_shown_as_it_is_is_told_in_practice_yaml(words, message):
    place = 'locations:\n  - {parking: "Call {telephone}"}\nnotices:\n'
    notice = f"  - {{text: {words!r}, until: 2026-12-01}}\n"
    assert told(place + notice) == [f"4: notices: text: {message}"]


def test_the_practices_own_numbers_stand_in_its_texts():
    text = "fax: (310) 555-0101\nrelay_number: '8775550100'\n"
    text += "notices: [{text: Call 310-555-0100 or fax 3105550101., until: 2026-12-01}]\n"
    assert read(PRACTICE + text).notices


def test_a_fact_that_makes_a_text_too_long_is_told_in_practice_yaml():
    notice = "notices:\n  - {text: '" + "a" * 287 + " {telephone}', until: 2026-12-01}\n"
    assert told(notice) == ["2: notices: text: with its facts filled in it is too long; write fewer words"]
