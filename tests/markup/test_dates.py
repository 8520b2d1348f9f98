"""Windows of time: read by the names of their columns, told in words and in numbers, refused with their line."""

import pytest
from conftest import ROOT, page

from sitegen.content.tables import read_table
from sitegen.markup.dates import duration_or_nothing, when, windows
from sitegen.problems import Problems

HEAD = "Starts,Ends,What,Strength,Source\n"
NAME = "layouts/components/date-windows.html"
FIELD = "layouts/components/field.html"
FILES = {name: (ROOT / name).read_text() for name in (NAME, FIELD)}
BODY = 'A row names its source. [@TWO; @ONE]\n\n::: date-windows data="a.csv" caption="Windows"\n:::\n'


def read(text, cited=("ONE", "TWO")):
    numbers = {key: number for number, key in enumerate(cited, 1)}
    return windows(read_table("a.csv", text.encode()), numbers)["rows"]


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("", "72 hours", "Within 72 hours"),
        ("12 months", "", "From 12 months"),
        ("3 weeks", "3 weeks", "At 3 weeks"),
        ("1 year", "12 months", "At 1 year"),
        ("6 months", "12 months", "6 to 12 months"),
        ("72 hours", "3 weeks", "72 hours to 3 weeks"),
        ("1 day", "1 weeks", "1 day to 1 week"),
    ],
)
def test_a_window_is_told_in_words(starts, ends, words):
    assert when(duration_or_nothing(starts), duration_or_nothing(ends)) == words


@pytest.mark.parametrize(
    ("text", "days", "months"),
    [
        ("72 hours", 3, 0),
        ("1 hour", 0.042, 0),
        ("3 days", 3, 0),
        ("2 weeks", 14, 0),
        ("6 months", 0, 6),
        ("2 years", 0, 24),
    ],
)
def test_a_duration_is_days_or_months_of_the_calendar(text, days, months):
    assert (duration_or_nothing(text).days, duration_or_nothing(text).months) == (days, months)


def test_a_row_has_its_words_its_numbers_and_its_sources():
    steroid, transfer = read(f"{HEAD},72 hours,Steroid,Guideline,TWO\n6 months,1 year,Transfer,Opinion,TWO; ONE\n")
    assert steroid == {
        "when": "Within 72 hours",
        "numbers": {"last-days": "3", "last-months": "0"},
        "what": "Steroid",
        "strength": "Guideline",
        "sources": [2],
    }
    assert transfer["numbers"] == {"first-days": "0", "first-months": "6", "last-days": "0", "last-months": "12"}
    assert (transfer["when"], transfer["sources"]) == ("6 months to 1 year", [1, 2])


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("Starts,End,What,Strength,Source\n1 day,2 days,A,B,ONE\n", [
            "a.csv:1: 'End' is not a column of this table, did you mean 'Ends'?",
        ]),
        (f"{HEAD}soon,2 days,A,B,ONE\n1 day,0 days,,B,ONE\n1 day,2.5 days,A,,\n", [
            "a.csv:2: Starts: 'soon' must be like 72 hours, 3 days, 2 weeks, 6 months or 1 year, or nothing",
            "a.csv:3: Ends: '0 days' must be like 72 hours, 3 days, 2 weeks, 6 months or 1 year, or nothing",
            "a.csv:3: What: nothing is written here",
            "a.csv:4: Ends: '2.5 days' must be like 72 hours, 3 days, 2 weeks, 6 months or 1 year, or nothing",
            "a.csv:4: Source: nothing is written here",
            "a.csv:4: Strength: nothing is written here",
        ]),
        (f"{HEAD}3 weeks,72 hours,A,B,ONE\n12 months,1 year,A,B,ONE\n32 days,1 month,A,B,ONE\n,,A,B,ONE\n", [
            "a.csv:2: Ends: 72 hours is before 3 weeks, where it starts",
            "a.csv:4: Ends: 1 month is before 32 days, where it starts",
            "a.csv:5: Starts and Ends are both empty; fill in one of them",
        ]),
        (f"{HEAD}1 day,,A,B,ONE TOW; FIVE-1\n", [
            "a.csv:2: Source: the page's text does not cite 'FIVE-1'; write [@FIVE-1] there",
            "a.csv:2: Source: the page's text does not cite 'TOW'; write [@TOW] there, did you mean 'TWO'?",
        ]),
    ],
)  # fmt: skip
def test_all_that_cannot_be_shown_is_told_with_its_line(text, problems):
    with pytest.raises(Problems) as found:
        read(text)
    assert str(found.value).splitlines() == problems


def test_a_page_shows_the_windows_of_the_table_beside_it(build_site):
    rows = ",72 hours,Steroid & rest,Guideline,ONE\n"
    html = build_site(FILES | {"content/contact.md": page("Contact", body=BODY), "content/a.csv": HEAD + rows})[
        "contact/"
    ]
    source = '<sup class="citation"><a href="#source-2" aria-label="Source 2">2</a></sup>'
    assert (
        '<tr data-last-days="3" data-last-months="0"><th scope="row">Within 72 hours</th>'
        f'<td data-label="What">Steroid &amp; rest{source}</td><td data-label="Strength">Guideline</td></tr>'
    ) in html


def test_a_fault_in_the_table_is_told_at_the_table(problems_of):
    files = FILES | {"content/contact.md": page("Contact", body=BODY)}
    assert problems_of(files | {"content/a.csv": f"{HEAD}soon,,A,B,ONE\n"}) == [
        "content/a.csv:2: Starts: 'soon' must be like 72 hours, 3 days, 2 weeks, 6 months or 1 year, or nothing"
    ]
    assert problems_of(files | {"content/a.csv": f"{HEAD}1 day\n"}) == [
        "content/a.csv:2: cells in this row: 1, in the first: 5; they must be as many"
    ]
