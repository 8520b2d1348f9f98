"""The tables of a plan: read by the names of their columns, each fault told with its line, no answer led nowhere."""

import pytest
from conftest import ROOT, page

from sitegen.content.tables import read_table
from sitegen.markup.columns import rows_of
from sitegen.markup.conditions import answers, clauses, led_nowhere
from sitegen.markup.notes import Notes
from sitegen.markup.plan import LINES, QUESTIONS, plan
from sitegen.problems import Problems

NAMES = ("plan", "field")
FILES = {path: (ROOT / path).read_text() for path in (f"layouts/components/{name}.html" for name in NAMES)}
ASK = "Question,Several,Answer,Name,Words,Starts,Ends\n"
HEAD = "Part,Starts,Ends,If,What,Page,Link,Source,Calendar\n"
FIELDS = "Name,Label,Hint,Group,Choices\n"
QUESTIONS_TEXT = f"""{ASK}When?,no,Lately,,,,3 weeks
When?,no,Before,,,3 weeks,
When?,no,From birth,birth,from birth,,
Open?,no,Yes,open,it is open,,
Open?,no,No,shut,it is shut,,
Any?,yes,Young,young,you are young,,
Any?,yes,Old,old,you are old,,
"""
TODAY = "today,,,,Rest.,,,ONE,\n"
VISIT = f"{FIELDS}one,One,,Both,A / B\ntwo,Two,,Both,A / B\nthree,Three,,,\n"
BODY = '## A plan\n\n::: plan data="a.csv" questions="b.csv" visit="c.csv" heading="My plan"\n:::\n'


def read(lines=TODAY, questions=QUESTIONS_TEXT, visit=VISIT, notes=None):
    texts = {"a.csv": HEAD + lines, "b.csv": questions, "c.csv": visit}
    tables = [read_table(name, text.encode()) for name, text in texts.items()]
    return plan(tables, notes or Notes("your-visit/plan.md", {}))


def faults(**texts):
    with pytest.raises(Problems) as found:
        read(**texts)
    return str(found.value).splitlines()


def test_questions_keep_their_order_and_a_time_has_its_days_as_its_value():
    when, is_open, fits = read()["questions"]
    assert when["choices"] == [("0-21", "Lately"), ("21-", "Before"), ("birth", "From birth")]
    assert (is_open["question"], is_open["several"], is_open["choices"]) == (
        "Open?",
        False,
        [("open", "Yes"), ("shut", "No")],
    )
    assert (fits["several"], fits["choices"]) == (True, [("young", "Young"), ("old", "Old")])


def test_a_line_has_its_words_its_numbers_its_link_and_its_sources():
    notes = Notes("your-visit/plan.md", {})
    notes.number("TWO")
    lines = (
        TODAY
        + "date,3 weeks,3 months,open or shut; not young,Go back.,contact.md#hours,Our hours,TWO; SIX ONE,Appointment\n"
    )
    parts = read(lines, notes=notes)["data"]
    assert list(parts) == ["today", "date"]
    [line] = parts["date"]
    assert line == {
        "when": "At 3 weeks",
        "numbers": {"first-days": "21", "first-months": "0", "last-days": "0", "last-months": "3"},
        "needs": "open|shut;!young",
        "words": "if it is open, or it is shut; not if you are young",
        "what": "Go back.",
        "href": f"{notes.root}contact/#hours",
        "link": "Our hours",
        "sources": [1, 2, 3],
        "new": [3],
        "calendar": "Appointment",
    }
    assert (parts["today"][0]["when"], parts["today"][0]["words"], parts["today"][0]["href"]) == ("", "", "")
    assert [(link.name, link.line, link.path) for link in notes.links] == [("contact.md#hours", 3, "a.csv")]
    assert {key: (cited.line, cited.path) for key, cited in notes.citations.items()} == {
        "ONE": (2, "a.csv"), "TWO": (3, "a.csv"), "SIX": (3, "a.csv"),
    }  # fmt: skip


def test_fields_for_a_visit_stand_in_their_groups():
    shown = [(group, [row["Name"] for row in rows]) for group, rows in read()["visit"]]
    assert shown == [("Both", ["one", "two"]), ("", ["three"])]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("tody,,,,A,,,ONE,",
         "Part: 'tody' is not one of urgent, today, week, date, possible, read, did you mean 'today'?"),
        ("today,soon,,,A,,,ONE,",
         "Starts: 'soon' must be like 72 hours, 3 days, 2 weeks, 6 months or 1 year, or nothing"),
        ("today,,,yung,A,,,ONE,", "If: there is no answer 'yung', did you mean 'young'?"),
        ("today,,,not open or yung,A,,,ONE,", "If: there is no answer 'yung', did you mean 'young'?"),
        ("today,3 weeks,3 days,,A,,,ONE,", "Ends: 3 days is not after 3 weeks, where it starts"),
        ("today,3 weeks,21 days,,A,,,ONE,", "Ends: 21 days is not after 3 weeks, where it starts"),
        ("today,,,,,,,ONE,", "What: nothing is written here"),
        ("today,,,,A,,,,", "Source: nothing is written here; every line needs one, but for those of 'read'"),
        ("today,,,,A,contact.md,,ONE,", "Page and Link belong together: fill in both, or neither"),
        ("today,,,,A,,Contact,ONE,", "Page and Link belong together: fill in both, or neither"),
        ("read,,,,A,,,ONE,", "Page: a line of 'read' needs one"),
        ("today,,,,A,/contact/,Contact,ONE,",
         "Page: '/contact/' must be the path of a .md file below content/, like contact.md"),
        ("date,3 weeks,,,A,,,ONE,", "a date needs Starts, and Calendar: the title under which it is saved"),
        ("date,,3 weeks,,A,,,ONE,Visit", "a date needs Starts, and Calendar: the title under which it is saved"),
        ("today,,,,A,,,ONE,Visit", "Calendar: only a date is saved; take this out"),
        (f"date,3 weeks,,,A,,,ONE,{'é' * 31}", "Calendar: a title longer than 60 characters; shorten it"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_is_told_with_its_number(line, problem):
    assert faults(lines=TODAY + line + "\n") == [f"a.csv:3: {problem}"]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("Any?,yes,New,new,,,", "an answer has either Starts or Ends, or both a Name and Words"),
        ("Any?,yes,New,,new,,", "an answer has either Starts or Ends, or both a Name and Words"),
        ("When?,no,New,new,new,3 weeks,", "an answer has either Starts or Ends, or both a Name and Words"),
        ("Any?,yes,New,,,3 weeks,",
         "Starts and Ends: only the answers to the first question are times; take these out"),
        ("Any?,yes,New,young,new,,", "Name: 'young' stands here twice; give one of them another"),
        ("Any?,yes,New,New one,new,,", "Name: 'New one' must be small letters and hyphens, like not-sure"),
        ("Any?,maybe,New,new,new,,", "Several: 'maybe' must be yes or no"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_answer_is_told_with_its_number(answer, problem):
    assert faults(questions=f"{QUESTIONS_TEXT}{answer}\n") == [f"b.csv:9: {problem}"]


def test_the_faults_of_all_three_tables_are_told_at_once():
    told = faults(lines="tody,,,,A,,,ONE,\n", questions=f"{ASK}When?,maybe,Now,,,,3 weeks\n", visit="Name,Label\na,A\n")
    assert [fault.partition(": ")[0] for fault in told] == ["a.csv:2", "b.csv:2", *["c.csv:1"] * 3]


def test_the_first_question_has_one_answer_and_the_answers_can_all_be_tried():
    several = f"{ASK}When?,yes,Now,,,,3 weeks\n"
    assert faults(questions=several) == ["b.csv:2: Several: must be no: the first question asks for one time"]
    many = [f"Which?,yes,{letter},{letter},{letter},,\n" for letter in "abcdefghij"]
    told = "the answers can be put together in more than 5000 ways; ask less"
    assert faults(questions=QUESTIONS_TEXT + "".join(many)) == [f"b.csv:18: {told}"]
    assert read(questions=QUESTIONS_TEXT + "".join(many[:9]))


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        ("today,,,open,A,,,ONE,\n", ["At any time, it is shut", "from birth, it is shut"]),
        ("today,,,not young; not old,A,,,ONE,\n",
         ["At any time, it is open, you are young", "from birth, it is open, you are young"]),
        ("today,,3 weeks,,A,,,ONE,\n", ["From 3 weeks, it is open", "from birth, it is open"]),
        ("today,,3 weeks,,A,,,ONE,\ntoday,4 weeks,,,A,,,ONE,\ntoday,,,birth,A,,,ONE,\n", ["3 to 4 weeks, it is open"]),
        ("today,,3 weeks,,A,,,ONE,\ntoday,3 weeks,,open,A,,,ONE,\ntoday,3 weeks,,shut,A,,,ONE,\n",
         ["from birth, it is open"]),
        ("urgent,,,,A,,,ONE,\n", ["At any time, it is open", "from birth, it is open"]),
    ],
)  # fmt: skip
def test_every_way_to_answer_leads_to_something_to_do_today(lines, problems):
    told = [f"a.csv:1: no line says what to do today: {fault}; write one with the Part 'today'" for fault in problems]
    assert faults(lines=lines) == sorted(told)


def test_a_plan_without_times_is_led_somewhere_too():
    assert read("today,,,open or shut,A,,,ONE,\n")["data"]["today"]


def test_conditions_are_met_by_any_of_their_names_and_by_none_of_those_refused():
    either, neither = clauses("open or shut; not young or old")
    assert (str(either), str(neither)) == ("open|shut", "!young|old")
    assert either.holds({"shut"}) and not either.holds({"young"}) and not either.holds(set())
    assert neither.holds({"open"}) and not neither.holds({"old", "open"})
    assert clauses("") == []


def test_the_real_plan_is_tried_with_every_combination_of_answers():
    folder = ROOT / "content/your-visit"
    asked = rows_of(read_table("b.csv", (folder / "my-plan-questions.csv").read_bytes()), QUESTIONS, {})
    lines = [row for _, row in rows_of(read_table("a.csv", (folder / "my-plan.csv").read_bytes()), LINES, {})]
    assert len(answers([row for _, row in asked])) == 3 * 4 * 2**5
    assert list(led_nowhere(asked, lines)) == []
    for row in [row for row in lines if row["Part"] == "today" and not row["If"] and row["Starts"]]:
        without = [other for other in lines if other is not row]
        assert row["What"].startswith("On a steroid") or list(led_nowhere(asked, without)) != []


def files(lines=TODAY, questions=QUESTIONS_TEXT):
    tables = {"content/a.csv": HEAD + lines, "content/b.csv": questions, "content/c.csv": VISIT}
    return FILES | tables | {"content/contact.md": page("Contact", body=BODY)}


def test_a_page_shows_the_lines_and_lists_their_sources(build_site):
    html = build_site(files("today,,3 weeks,young,Rest & <drink>.,index.md,Home,TWO ONE,\n" + TODAY))["contact/"]
    assert (
        '<tr data-last-days="21" data-last-months="0" data-needs="young"><th scope="row">Within 3 weeks</th>'
        '<td data-label="For whom">If you are young</td><td data-label="What">Rest &amp; &lt;drink&gt;.'
        '<sup class="citation" id="cited-1"><a href="#source-1" aria-label="Sources 1, 2">1, 2</a>'
        '<span id="cited-2"></span></sup> <a href="../">Home</a></td></tr>'
    ) in html
    assert '<p id="source-1">Second source.</p>\n<p id="source-2">First source.</p>' in html


def test_unknown_pages_and_sources_are_told_at_the_table_with_the_nearest_right_name(problems_of):
    assert problems_of(files(TODAY + "today,,,,A,contct.md,Contact,TOW,\n")) == [
        "content/a.csv:3: no source called 'TOW' in sources.yaml, did you mean 'TWO'?",
        "content/a.csv:3: there is no page 'contct.md', did you mean 'contact.md'?",
    ]
    assert problems_of(files(questions=f"{ASK}When?,no,Now,,,,soon\n")) == [
        "content/b.csv:2: Ends: 'soon' must be like 72 hours, 3 days, 2 weeks, 6 months or 1 year, or nothing"
    ]
    missing = files() | {"content/contact.md": page("Contact", body=BODY.replace("b.csv", "d.csv"))}
    assert problems_of(missing) == ["content/contact.md:9: there is no table 'd.csv', did you mean 'c.csv'?"]
