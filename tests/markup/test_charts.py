"""Where bars stand, what is said of them in words, and what is told of a table that cannot be drawn."""

import pytest
from conftest import page

from sitegen.content.tables import read_table
from sitegen.markup.charts import EVEN, STEPS, options, place, recovery, since, timeline

SPANS = "What,Opens,Best until,Limit,What to do,Source\n"
RECOVERY = "Measure,Who,Months,Percent,Sure,Source\n"
CHART = "{# A chart.\n   data: the CSV file #}\n<p>{{ data.groups[0].bars[0].label }}</p>"
FILES = {"layouts/components/options-chart.html": CHART}
SHOWN = 'Each row has its source [@ONE].\n\n::: options-chart data="a.csv"\n:::\n'


def drawn(chart, text):
    return chart(read_table("a.csv", text.encode()))


def bars(chart, text):
    return [bar for group in drawn(chart, text)["groups"] for bar in group["bars"]]


@pytest.mark.parametrize(
    ("axis", "months", "percent"),
    [(EVEN, 0, 0), (EVEN, 9, 30), (EVEN, 24, 80), (EVEN, 30, 100), (EVEN, 99, 100)]
    + [(STEPS, 0, 0), (STEPS, 0.05, 8.3), (STEPS, 0.1, 16.7), (STEPS, 0.7, 33.3), (STEPS, 7.5, 58.3), (STEPS, 60, 100)],
)
def test_every_stretch_of_an_axis_is_equally_wide(axis, months, percent):
    assert place(months, axis) == percent


@pytest.mark.parametrize(
    ("months", "words"),
    [(0, "the first day"), (0.1, "72 hours"), (0.2, "6 days"), (0.7, "3 weeks"), (1, "1 month"), (4.5, "4.5 months")]
    + [(12, "1 year"), (18, "18 months"), (24, "2 years"), (0.23, "1 week"), (0.03, "24 hours"), (0.13, "4 days")],
)
def test_months_are_told_as_people_say_them(months, words):
    assert since(months) == words


def test_a_bar_runs_to_its_best_time_and_a_thin_one_to_its_limit():
    [bar] = bars(options, f"{SPANS}Transfer,3,12,24,Call,ONE\n")
    assert (bar["label"], bar["note"]) == ("Transfer", "Call")
    assert (bar["bar"], bar["later"]) == ((10, 30), (40, 40))
    assert not bar["open_start"] and not bar["open_end"]


@pytest.mark.parametrize(
    ("cells", "bar", "later", "open_start", "open_end", "words"),
    [
        (",,", None, None, False, False, "no time limit"),
        ("0,,", (0, 100), None, False, True, "at any time"),
        ("12,,", (40, 60), None, False, True, "from 1 year on"),
        (",6,", (0, 20), (20, 80), True, True, "best within 6 months, no end is given"),
        (",,12", (0, 40), None, True, False, "within 1 year"),
        (",12,24", (0, 40), (40, 40), True, False, "best within 1 year, possible until 2 years"),
        ("0,0.1,0.1", (0, 0.3), None, False, False, "within 72 hours"),
        ("4,6,12", (13.3, 6.7), (20, 20), False, False, "best from 4 to 6 months, possible until 1 year"),
        ("0.7,6,6", (2.3, 17.7), None, False, False, "from 3 weeks to 6 months"),
        ("6,6,12", None, (20, 20), False, False, "best at 6 months, possible until 1 year"),
    ],
)
def test_what_is_not_stated_is_not_drawn_as_if_it_were(cells, bar, later, open_start, open_end, words):
    [found] = bars(options, f"{SPANS}A,{cells},,ONE\n")
    assert (found["bar"], found["later"], found["when"]) == (bar, later, words)
    assert (found["open_start"], found["open_end"]) == (open_start, open_end)


def test_rows_stand_in_their_groups_and_the_key_tells_only_what_is_there():
    chart = drawn(
        options, "Group,What,Offered,Opens,Best until,Limit,Source\nX,A,yes,0,6,6,S\nY,B,no,0,,,S\nX,C,no,,,,S\n"
    )
    assert [(group["name"], [bar["label"] for bar in group["bars"]]) for group in chart["groups"]] == [
        ("X", ["A", "C"]),
        ("Y", ["B"]),
    ]
    assert [bar["is_offered"] for group in chart["groups"] for bar in group["bars"]] == [True, False, False]
    assert (chart["has_offers"], chart["signs"], chart["note"]) == (True, ["open_end"], "")


def test_a_chart_tells_its_axis_and_the_words_beside_its_bars():
    head = "Group,What,First movement,Opens,Best until,Limit,Source\n"
    chart = drawn(options, f"{head},A,9 months,,,,S\n,B,,0,6,,S\n")
    assert chart["ticks"] == ["start", "6 mo", "1 yr", "18 mo", "2 yr"]
    assert (chart["note"], chart["has_offers"], chart["groups"][0]["name"]) == ("First movement", False, "")
    told = [(bar["note"], bar["is_offered"], bar["is_drawn"]) for bar in chart["groups"][0]["bars"]]
    assert told == [("9 months", True, False), ("", True, True)]


def test_a_timeline_has_room_for_the_first_days_and_may_have_groups():
    chart = drawn(timeline, f"Group,{SPANS}X,A,0,0.1,0.7,Call,S\n")
    assert chart["ticks"] == ["start", "72 h", "3 wk", "3 mo", "1 yr", "2 yr"]
    assert (chart["note"], chart["groups"][0]["name"]) == ("What to do", "X")
    [bar] = chart["groups"][0]["bars"]
    assert (bar["bar"], bar["later"]) == ((0, 16.7), (16.7, 16.6))
    assert drawn(timeline, f"{SPANS}A,0,,,,S\n")["groups"][0]["name"] == ""


def test_columns_are_read_by_name_in_any_order():
    [bar] = bars(timeline, "Source,Limit,What to do,Opens,What,Best until\nONE,12,Call,0,Palsy,3\n")
    assert (bar["label"], bar["note"], bar["when"]) == ("Palsy", "Call", "within 3 months, possible until 1 year")


def test_sure_shares_are_bars_and_those_of_one_measure_and_month_stand_together():
    chart = drawn(recovery, f"{RECOVERY}Well,Treated,3,83.0%,Yes,S\nWell,Not,3,63.6,yes,S\nMoved,Not,12,0,yes,S\n")
    assert [group["measure"] for group in chart["groups"]] == ["Well by 3 months", "Moved by 1 year"]
    assert [[(bar["label"], bar["share"], bar["text"]) for bar in group["bars"]] for group in chart["groups"]] == [
        [("Treated", 83.0, "83 of 100"), ("Not", 63.6, "64 of 100")],
        [("", 0, "0 of 100")],
    ]
    assert [[bar["is_first"] for bar in group["bars"]] for group in chart["groups"]] == [[True, False], [False]]


def test_shares_tell_who_was_counted_and_empty_cells_have_a_dash():
    chart = drawn(recovery, f"People,{RECOVERY}551 people,Well,Treated,3,83,yes,S\n,Well,Not,9,80,yes,S\n")
    assert [group["people"] for group in chart["groups"]] == ["551 people", ""]
    assert [group["bars"][0]["is_first"] for group in chart["groups"]] == [True, False]
    assert [row[0] for row in chart["table"]["rows"]] == ["551 people", "–"]
    assert drawn(recovery, f"{RECOVERY}Well,yes,3,83,yes,S\n")["groups"][0]["people"] == ""


def test_a_number_may_be_as_large_as_its_limit():
    assert drawn(recovery, f"{RECOVERY}Well,yes,120,100,yes,S\n")["groups"][0]["bars"][0]["share"] == 100


def test_what_is_not_sure_stands_only_in_the_table():
    chart = drawn(recovery, f"{RECOVERY}Well,Treated,3,83,yes,ONE\nWell,Not,3,64,no,ONE\nWell,Not,9,81.6,no,ONE\n")
    assert [[bar["text"] for bar in group["bars"]] for group in chart["groups"]] == [["83 of 100"]]
    assert chart["groups"][0]["bars"][0]["label"] == "Treated"
    assert chart["table"]["columns"] == ["Measure", "Who", "Months", "Percent", "Sure"]
    assert [row[3] for row in chart["table"]["rows"]] == ["83", "64", "81.6"]


@pytest.mark.parametrize(
    ("chart", "text", "problems"),
    [
        (
            options,
            "Opens,Best until,Limit,Source\n0,1,2,ONE\n",
            ["a.csv:1: there is no column 'What'"],
        ),
        (
            options,
            "What,Open,Best until,Limit,Source,Limit\nA,0,1,2,ONE,3\n",
            [
                "a.csv:1: 'Open' is not a column of this table, did you mean 'Opens'?",
                "a.csv:1: the column 'Limit' stands here 2 times",
            ],
        ),
        (
            timeline,
            "What,Opens,Best until,Limit,Source,Offered\nA,0,1,2,ONE,yes\n",
            [
                "a.csv:1: 'Offered' is not a column of this table",
                "a.csv:1: there is no column 'What to do'",
            ],
        ),
        (
            options,
            f"{SPANS}A,soon,1,2,–,ONE\n,12,1_0,121,–,\n",
            [
                "a.csv:2: Opens: 'soon' must be a number from 0 to 120, or nothing",
                "a.csv:3: Best until: '1_0' must be a number from 0 to 120, or nothing",
                "a.csv:3: Limit: '121' must be a number from 0 to 120, or nothing",
                "a.csv:3: Source: nothing is written here",
                "a.csv:3: What: nothing is written here",
            ],
        ),
        (
            options,
            f"{SPANS}A,12,6,,–,ONE\nB,,24,12,–,ONE\n",
            [f"a.csv:{line}: Opens, Best until and Limit must follow each other" for line in (2, 3)],
        ),
        (
            options,
            "What,Offered,Opens,Best until,Limit,Source\nA,,0,,,ONE\n",
            ["a.csv:2: Offered: '' must be yes or no"],
        ),
        (
            recovery,
            f"{RECOVERY}A,,121,101,yes,ONE\nA,yes,,,,ONE\nA,yes,nan,-1,yes,ONE\n",
            [
                "a.csv:2: Months: '121' must be a number from 0 to 120",
                "a.csv:2: Percent: '101' must be a number from 0 to 100",
                "a.csv:2: Who: nothing is written here",
                "a.csv:3: Months: '' must be a number from 0 to 120",
                "a.csv:3: Percent: '' must be a number from 0 to 100",
                "a.csv:3: Sure: '' must be yes or no",
                "a.csv:4: Months: 'nan' must be a number from 0 to 120",
                "a.csv:4: Percent: '-1' must be a number from 0 to 100",
            ],
        ),
        (
            recovery,
            f"{RECOVERY}A,yes,3,50,yes,ONE\nA,yes,3.0,60,yes,ONE\n",
            ["a.csv:3: 'A' stands here twice with the same Months and Who"],
        ),
        (
            recovery,
            f"{RECOVERY}A,yes,3,50,no,ONE\n",
            ["a.csv:1: Sure: no row says yes, and only those are drawn"],
        ),
        (
            recovery,
            "Measure\nA\n",
            [f"a.csv:1: there is no column '{name}'" for name in ("Months", "Percent", "Source", "Sure", "Who")],
        ),
    ],
)
def test_all_that_cannot_be_drawn_is_told_with_its_line(chart, text, problems):
    with pytest.raises(Exception) as found:
        drawn(chart, text)
    assert str(found.value).splitlines() == problems


def test_a_page_shows_a_chart_of_the_table_beside_it(build_site):
    site = build_site(
        FILES | {"content/contact.md": page("Contact", body=SHOWN), "content/a.csv": f"{SPANS}Sling,0,,,–,ONE\n"}
    )
    assert "<p>Sling</p>" in site["contact/"]


def test_a_fault_in_the_table_is_told_at_the_table(problems_of):
    files = FILES | {"content/contact.md": page("Contact", body=SHOWN), "content/a.csv": f"{SPANS}Sling,x,,,–,ONE\n"}
    assert problems_of(files) == ["content/a.csv:2: Opens: 'x' must be a number from 0 to 120, or nothing"]


def test_a_source_that_the_page_does_not_cite_is_told_at_its_row(problems_of):
    files = FILES | {"content/contact.md": page("Contact", body=SHOWN), "content/a.csv": f"{SPANS}Sling,0,,,–,ONE ON\n"}
    wanted = "the page's text does not cite 'ON'; write [@ON] there, did you mean 'ONE'?"
    assert problems_of(files) == [f"content/a.csv:2: Source: {wanted}"]


def test_a_row_without_a_source_is_told_at_its_line(problems_of):
    files = FILES | {"content/contact.md": page("Contact", body=SHOWN), "content/a.csv": f"{SPANS}Sling,0,,,–,\n"}
    assert problems_of(files) == ["content/a.csv:2: Source: nothing is written here"]


def test_a_table_that_cannot_be_read_is_told_of_once(problems_of):
    files = FILES | {"content/contact.md": page("Contact", body=SHOWN), "content/a.csv": f"{SPANS}Sling\n"}
    assert problems_of(files) == ["content/a.csv:2: cells in this row: 1, in the first: 6; they must be as many"]
