"""Where marks and bars stand, and what is said of a table that cannot be drawn."""

import pytest
from conftest import page

from sitegen.content.tables import read_table
from sitegen.markup.charts import place, recovery, spans

SPANS = "What,Opens,Best until,Limit,What to do,Source\n"
RECOVERY = "Measure,Steroid,Months,Percent,Sure,Source\n"
PLOT = "{# A plot.\n   data: the CSV file #}\n<svg>{% for bar in data.bars %}{{ bar.label }} {% endfor %}</svg>"
FILES = {"layouts/components/options-chart.html": PLOT}


def drawn(plot, text):
    return plot(read_table("a.csv", text.encode()))


@pytest.mark.parametrize(
    ("months", "x"),
    [(0, 4), (0.05, 33), (0.1, 62), (0.7, 120), (3, 178), (7.5, 207), (12, 236), (24, 294), (36, 352), (60, 352)],
)
def test_stretches_of_the_axis_are_equally_wide(months, x):
    assert place(months) == x


def test_a_bar_runs_to_its_best_time_and_a_line_to_its_limit():
    [bar] = drawn(spans, f"{SPANS}Transfer,3,12,24,Call,ONE\n")["bars"]
    assert (bar["label"], bar["note"], bar["starts"], bar["ends"]) == ("Transfer", "Call", True, True)
    assert (bar["bar"], bar["line"]) == ((178, 236), (236, 294))


def test_an_unstated_time_is_not_drawn_as_stated():
    no_start, no_end = drawn(spans, f"{SPANS}Transfer,,12,24,–,ONE\nSling,0,,,–,ONE\n")["bars"]
    assert (no_start["starts"], no_start["bar"]) == (False, (4, 236))
    assert (no_end["ends"], no_end["bar"], no_end["line"]) == (False, (4, 352), (352, 352))


def test_a_chart_has_a_table_without_its_sources():
    table = drawn(spans, f"{SPANS}Sling,,,,,ONE\n")["table"]
    assert table["columns"] == ["What", "Opens", "Best until", "Limit", "What to do"]
    assert table["rows"] == [["Sling", "not stated", "–", "none given", "–"]]


def test_recovery_marks_stand_at_month_and_percent():
    plot = drawn(recovery, f"{RECOVERY}Begun,no,0,0,yes,ONE\nDone,yes,12,100,no,ONE\nDone,no,6,50,yes,ONE\n")
    assert [(mark["letter"], mark["x"], mark["y"], mark["text"]) for mark in plot["marks"]] == [
        ("A", 34, 230, "0%"),
        ("B", 334, 20, "100%"),
        ("B", 184, 125, "50%"),
    ]
    assert [(mark["with_steroid"], mark["is_sure"]) for mark in plot["marks"]] == [
        (False, True),
        (True, False),
        (False, True),
    ]
    assert plot["measures"] == ["Begun", "Done"]


@pytest.mark.parametrize(
    ("plot", "text", "problems"),
    [
        (
            spans,
            "What,Open,Best until,Limit,Do,Source\nA,0,1,2,–,ONE\n",
            ["a.csv:1: there is no column 'Opens', did you mean 'Open'?"],
        ),
        (
            spans,
            f"{SPANS}A,soon,1,2,–,ONE\nB,12,6,99,–,ONE\n",
            [
                "a.csv:2: Opens: 'soon' must be a number from 0 to 36, or nothing",
                "a.csv:3: Limit: '99' must be a number from 0 to 36, or nothing",
                "a.csv:3: Opens, Best until and Limit must follow each other",
            ],
        ),
        (
            recovery,
            f"{RECOVERY}A,maybe,13,101,yes,ONE\n",
            [
                "a.csv:2: Months: '13' must be a number from 0 to 12, or nothing",
                "a.csv:2: Percent: '101' must be a number from 0 to 100, or nothing",
                "a.csv:2: Steroid: 'maybe' must be yes or no",
            ],
        ),
        (
            recovery,
            "Measure\nA\n",
            [f"a.csv:1: there is no column '{name}'" for name in ("Months", "Percent", "Source", "Steroid", "Sure")],
        ),
    ],
)
def test_all_faults_of_a_chart_table_are_told_at_their_lines(plot, text, problems):
    with pytest.raises(Exception) as found:
        drawn(plot, text)
    assert str(found.value).splitlines() == problems


def test_a_page_shows_a_plot_of_the_table_beside_it(build_site):
    body = '::: options-chart data="a.csv"\n:::\n'
    site = build_site(
        FILES | {"content/contact.md": page("Contact", body=body), "content/a.csv": f"{SPANS}Sling,0,,,–,ONE\n"}
    )
    assert "<svg>Sling </svg>" in site["contact/"]


def test_a_fault_in_the_table_is_told_at_the_table(problems_of):
    body = '::: options-chart data="a.csv"\n:::\n'
    files = FILES | {"content/contact.md": page("Contact", body=body), "content/a.csv": f"{SPANS}Sling,x,,,–,ONE\n"}
    assert problems_of(files) == ["content/a.csv:2: Opens: 'x' must be a number from 0 to 36, or nothing"]


def test_a_table_that_cannot_be_read_is_told_of_once(problems_of):
    body = '::: options-chart data="a.csv"\n:::\n'
    files = FILES | {"content/contact.md": page("Contact", body=body), "content/a.csv": f"{SPANS}Sling\n"}
    assert problems_of(files) == ["content/a.csv:2: cells in this row: 1, in the first: 6; they must be as many"]
