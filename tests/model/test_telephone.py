"""Telephone numbers: what looks like one, which are the same, how they are shown and dialed."""

import pytest

from sitegen.model.telephone import NUMBER, dialed, digits, shown


@pytest.mark.parametrize(
    "text",
    ["(310) 555-0100", "310-555-0100", "310.555.0100", "310 555 0100", "1-310-555-0100", "+1 (310) 555-0100",
     "+13105550100", "+44 20 7946 0000", "(310)\u00a0555-0100", "310–555–0100", "310\u2011555\u20110100",
     "310/555-0100", "310/555/0100", "310\u2009555\u20090100", "(310)-555-0100", "3105550100", "13105550100",
     "+1 310–555–0100", "(310)5550100", "310-5550100", "310555-0100", "310 - 555 - 0100", "310  555  0100",
     "( 310 ) 555-0100", "310--555--0100", "310·555·0100", "310_555_0100", "310**-555-0100", "310-555-\n0100",
     "310\n555 0100", "(310)\n    555-0100", "1 (310) 555 - 0100"],
)  # fmt: skip
def test_a_number_is_found_in_a_sentence(text):
    for around in ("Call {}.", "({})", "{}, or", "Fax: {}"):
        assert [found[0] for found in NUMBER.finditer(around.format(text))] == [text]


@pytest.mark.parametrize(
    "text",
    ["Call 911 or 711", "10.1007/s00701-016-2767-7", "in 2019–2021", "PMC1234567890", "ISBN 978-3-16-148410-0",
     "1,234,567 people", "G51.0", "310-555-01000", "https://example.org/310-555-0100", "2026-11-23",
     "10.1097/310–555–0100", "?id=3105550100", "ISBN 3540555010", "1234567890", "NCT02105550100", "120–240–480 mg",
     "23/11/2026", "PMID 31055501", "100 – 200 – 1000 mg", "EudraCT 2004-000446-20", "in 310 of 555, 0100",
     "- 310\n- 555\n- 1000", "310\n\n555\n\n2024", "S0140-6736(310)5550100", "978-3105550100", "2019;310(6):555-1000",
     "from 250 to 300 in 2024", "0000-0002-3105-5501", "90210-1234", "310x555x1000"],
)  # fmt: skip
def test_what_is_no_number_is_not_found(text):
    assert NUMBER.search(text) is None


def test_the_same_number_has_the_same_digits_however_it_is_written():
    written = ["+13105550100", "1 310 555 0100", "(310) 555-0100", "310.555.0100"]
    assert {digits(text) for text in written} == {"3105550100"}


def test_only_the_1_of_eleven_digits_says_nothing():
    assert (digits("100"), digits("20 7946 00001")) == ("100", "20794600001")


@pytest.mark.parametrize("number", ["+13105550100", "310.555.0100", "1-310-555-0100", "3105550100", "(310) 555-0100"])
def test_a_number_is_shown_as_its_country_writes_it(number):
    assert shown(number) == "(310) 555-0100"


@pytest.mark.parametrize("number", ["+442079460000", "+4930123456", "020 7946 0000", "988"])
def test_a_number_of_another_country_is_shown_as_it_is_written(number):
    assert shown(number) == number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("(310) 555-0100", "tel:+13105550100"),
        ("+44 20 7946 0000", "tel:+442079460000"),
        ("711", "tel:711"),
        ("ask at the desk", ""),
        ("dial 711", ""),
        ("12", ""),
    ],
)
def test_a_number_can_be_dialed_and_words_cannot(text, address):
    assert dialed(text) == address
