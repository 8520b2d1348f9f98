"""A patient's plan in Debian's Chromium: each line at its time, with its source; nothing sent, or kept unasked."""

import calendar as months
import csv
import datetime
import itertools
import re

import brotli
import icalendar
import pytest
from axe import broken, with_axe
from chromium import NEEDS_CHROMIUM, WIDER, asked_by, printed
from conftest import ROOT
from playwright.sync_api import expect

from sitegen.markup import typography
from sitegen.model.kinds import Health

pytestmark = NEEDS_CHROMIUM
URL = "your-visit/my-plan/"
NOW = datetime.date(2026, 11, 26)
NOON = "2026-11-26T12:00:00-08:00"
HERE = {"timezone_id": "America/Los_Angeles"}
STORED = "[localStorage.length, sessionStorage.length, document.cookie, history.state]"
HEADINGS = {"urgent": "Get help at once", "today": "Do today", "week": "Do this week", "date": "Dates to keep",
            "possible": "What is still possible", "read": "Read next"}  # fmt: skip
ILLNESS = re.compile(r"fac(?:e|ial)|pals|paraly|nerve|bell|stroke|droop|eye|synk|surg|clinic|institute", re.IGNORECASE)
ITEMS = """() => [...document.querySelectorAll(".plan__parts section")].map(one => [one.dataset.part,
  one.querySelector("h4").textContent, [...one.querySelectorAll("li")].map(line => [line.textContent,
  [...line.querySelectorAll("sup a")].map(link => link.textContent).join(),
  line.querySelector("a:not(sup a)")?.pathname ?? ""])])"""
OPEN = """to => new Promise(done => { addEventListener("hashchange", () => done(), {once: true});
  if (location.hash === to) done();
  location.hash = to; })"""
HOSTILE = '<img src=x onerror=alert(1)>"\u202e\u0007'


def table(name):
    with open(ROOT / f"content/your-visit/{name}.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


LINES, QUESTIONS, VISIT = table("my-plan"), table("my-plan-questions"), table("my-plan-visit")
TIMES = [row for row in QUESTIONS if row["Question"] == QUESTIONS[0]["Question"]]
SINGLE = {}
for row in QUESTIONS:
    if row["Several"] == "no" and row not in TIMES:
        SINGLE.setdefault(row["Question"], []).append(row["Name"])
SEVERAL = [row["Name"] for row in QUESTIONS if row["Several"] == "yes"]


def after(day, time):
    """The day that long after another, counted by Python's own calendar."""
    number, unit = time.split(" ")
    number, unit = int(number), unit.rstrip("s")
    if unit in ("month", "year"):
        month = day.month - 1 + number * (12 if unit == "year" else 1)
        year, month = day.year + month // 12, month % 12 + 1
        return datetime.date(year, month, min(day.day, months.monthrange(year, month)[1]))
    return day + datetime.timedelta(days={"hour": number // 24, "day": number, "week": 7 * number}[unit])


def first_day(time, wanted):
    """The first onset for which the time ends on `wanted` or later."""
    day = wanted
    while after(day, time) >= wanted:
        day -= datetime.timedelta(days=1)
    return day + datetime.timedelta(days=1)


@pytest.fixture
def open_plan(open_page, real_site):
    def open_plan(fragment="", now=NOON, width=1280, **options):
        shown = open_page(width, **{**HERE, **options})
        shown.clock.set_fixed_time(now)
        shown.goto(f"{real_site[0]}{URL}{fragment}")
        return shown

    return open_plan


@pytest.fixture
def call(open_plan, real_site):
    """Calls what plan-rules.js exports: call("meets(value, new Set())", "open")."""
    shown = open_plan()
    [path] = (real_site[2] / "js").glob("plan-rules.*.js")

    def call(expression, argument=None):
        return shown.evaluate(f"async value => (await import('/js/{path.name}')).{expression}", argument)

    return call


def items(shown, day="", names=()):
    """The lines of the plan for a day or names, by their part: their texts, sources and pages."""
    shown.evaluate(OPEN, f"#day={day}&is={'.'.join(names)}")
    return {part: found for part, _, found in shown.evaluate(ITEMS)}


def has(found, row):
    return any(row["What"] in text for text, *_ in found.get(row["Part"], []))


def unmet(row):
    """An answer to each question that a line's conditions do not name."""
    named = re.split(r"; | or ", row["If"])
    return [next(name for name in names if name not in named) for names in SINGLE.values()]


def required(row):
    """Names that meet a line's conditions, and some that do not, in the order of the questions."""
    wanted, refused = [], []
    for clause in filter(None, (clause.strip() for clause in row["If"].split(";"))):
        names = clause.removeprefix("not ").split(" or ")
        if clause.startswith("not "):
            refused.append(names[0])
        else:
            wanted.append(names[0])
    return wanted, refused


@pytest.mark.parametrize(
    ("needs", "given", "met"),
    [
        ("", [], True),
        ("open|unsure", ["unsure"], True),
        ("open|unsure", ["young"], False),
        ("!young|old", ["open"], True),
        ("!young|old", ["old"], False),
        ("open;!young", ["open"], True),
        ("open;!young", ["open", "young"], False),
        ("open;young", ["open"], False),
    ],
)
def test_a_line_needs_its_answers(call, needs, given, met):
    assert call("meets(value[0], new Set(value[1]))", [needs, given]) is met


@pytest.mark.parametrize(
    ("window", "is_date", "moment", "held"),
    [
        ((None, (3, 0)), False, {"onset": "2026-11-23"}, True),
        ((None, (3, 0)), False, {"onset": "2026-11-22"}, False),
        (((3, 0), None), False, {"onset": "2026-11-23"}, False),
        (((3, 0), None), False, {"onset": "2026-11-22"}, True),
        (((0, 3), (0, 12)), False, {"onset": "2025-11-26"}, True),
        (((0, 3), (0, 12)), False, {"onset": "2025-11-25"}, False),
        (((0, 3), (0, 12)), True, {"onset": "2026-11-26"}, True),
        (((0, 3), (0, 12)), True, {"onset": "2025-11-25"}, False),
        ((None, None), False, {"onset": "2026-11-26"}, True),
        (((3, 0), (21, 0)), False, {"stage": [3, 21]}, True),
        (((3, 0), (21, 0)), False, {"stage": [0, 3]}, False),
        (((3, 0), (21, 0)), False, {"stage": [21, 91]}, False),
        (((0, 12), None), False, {"stage": [365, 731]}, True),
        (((0, 3), (0, 12)), True, {"stage": [0, 3]}, True),
        (((0, 3), (0, 12)), True, {"stage": [365, 731]}, False),
        ((None, None), False, {"stage": None}, True),
        ((None, (3, 0)), False, {"stage": None}, False),
        ((None, None), True, {"stage": None}, False),
    ],
)
def test_a_line_holds_at_its_time(call, window, is_date, moment, held):
    first, last = (time and {"days": time[0], "months": time[1]} for time in window)
    source = """holds({first: value[0], last: value[1]}, value[2], {...value[3],
      onset: value[3].onset && new Date(value[3].onset)}, new Date("2026-11-26"))"""
    assert call(source, [first, last, is_date, moment]) is held


def test_a_stage_and_an_address_are_read_and_nothing_else(call):
    assert call("readStage('3-21')") == [3, 21] and call("readStage('birth')") is None
    assert call("readStage('731-')[1] === Infinity")
    for text in ("", "#", "#page-main", "#plan-today", "#%", "#__proto__=1", "#" + "a" * 9999):
        assert call("readAddress(value)", text) is None
    assert call("readAddress(value).day", "#day=%3Cb%3E&is=a.b") == "<b>"
    assert call("readAddress(value).is.has('b')", "#is=a.b")


def test_every_line_stands_in_the_plan_at_its_time_for_its_answers_with_its_source_and_page(open_plan, real_built):
    shown = open_plan()
    sources = real_built.loaded.content.sources
    for row in LINES:
        wanted, refused = required(row)
        is_date, starts, ends = row["Part"] == "date", row["Starts"], row["Ends"]
        inside = first_day(ends, NOW) if ends else (NOW - datetime.timedelta(days=5000) if starts else NOW)
        if "birth" in wanted:
            inside = ""
        found = items(shown, inside, wanted or ["eye-closes"])
        assert has(found, row), row
        [(_, numbers, page)] = [line for line in found[row["Part"]] if row["What"] in line[0]]
        for number, key in zip(
            numbers.split(", ") if numbers else [], sorted_by_number(shown, row["Source"], sources), strict=True
        ):
            assert shown.locator(f"#source-{number}").text_content().startswith(typography.printed(sources[key].text))
        target = row["Page"].partition("#")[0].removesuffix(".md").removesuffix("index")
        assert page == (f"/{target}/" if target else "")
        for name in refused:
            assert not has(items(shown, inside, [*wanted, name]), row), row
        if wanted:
            assert not has(items(shown, inside or NOW, unmet(row)), row), row
        if ends:
            assert not has(items(shown, inside - datetime.timedelta(days=1), wanted), row), row
        if starts and not is_date:
            first = first_day(starts, NOW)
            assert not has(items(shown, first, wanted), row), row
            assert has(items(shown, first - datetime.timedelta(days=1), wanted), row), row


def sorted_by_number(shown, keys, sources):
    """The keys of a line in the order of their numbers on the page."""
    listed = shown.locator(".page-record__source").all_text_contents()
    texts = {key: typography.printed(sources[key].text) for key in re.findall(r"[^;,\s]+", keys)}
    place = {key: next(at for at, one in enumerate(listed) if one.startswith(text)) for key, text in texts.items()}
    return sorted(place, key=place.get)


def test_what_a_line_says_stands_on_the_pages_of_its_sources(real_built):
    documents = real_built.content.documents
    cited = {path: {named.name for named in one.text.citations} for path, one in documents.items()}
    texts = {path: (ROOT / "content" / path).read_text() for path in documents}
    for row in LINES:
        keys, page = set(re.findall(r"[^;,\s]+", row["Source"])), row["Page"].partition("#")[0]
        if keys and page and isinstance(documents[page].page, Health):
            assert keys & cited[page], row
        said = row["What"] + row["Starts"] * (row["Part"] == "date")
        for number in re.findall(r"\b\d+\b", said):
            assert any(keys & cited[path] and re.search(rf"\b{number}\b", texts[path]) for path in documents), row


def test_every_date_is_the_day_of_the_calendar_and_no_line_lacks_a_source(open_plan):
    shown, onset = open_plan(), datetime.date(2026, 8, 31)
    rows = [row for row in LINES if row["Part"] == "date"]
    assert [row for row in LINES if row["Part"] != "read" and not row["Source"]] == []
    assert {row["Starts"] for row in rows} >= {"3 weeks", "3 months", "4 months", "6 months", "9 months"}
    for row in rows:
        for text, *_ in items(shown, onset, required(row)[0])["date"]:
            if row["What"] in text:
                day = after(onset, row["Starts"])
                assert text.startswith(f"{day:%b} {day.day}, {day.year} (at {row['Starts']}): {row['What']}")
                assert text.endswith("Do it now.") == (day < NOW)


def test_every_answer_leads_to_a_plan_with_the_stroke_first_and_something_to_do_today(open_plan):
    shown = open_plan()
    values = shown.locator("#plan-time option").evaluate_all("all => all.map(one => one.value).filter(Boolean)")
    assert len(values) == len(TIMES) == 7
    for value, *names in itertools.product(values, *SINGLE.values()):
        for several in ([], SEVERAL):
            found = items(shown, "", [value, *names, *several])
            assert list(found)[0] == "urgent" and found["urgent"][0][0].startswith("Call 911 for a sudden droop")
            assert found["today"] and found["possible"] if value != "birth" else found["today"], (value, names)
            assert ("date" in found) == (value not in ("365-731", "731-", "birth")), (value, names)
    assert [heading for part, heading, _ in shown.evaluate(ITEMS)] == [HEADINGS[part] for part in found]


def test_a_question_left_open_counts_as_not_sure(open_plan):
    shown = open_plan()
    shown.get_by_label("When did your face change?").fill("2026-11-25")
    expect(shown.locator(".plan__sheet")).to_contain_text("Have someone watch, or film you")
    expect(shown.locator(".plan__said")).not_to_contain_text("not sure")
    shown.get_by_label("Does the eye on the weak side close all the way?").select_option("Yes")
    expect(shown.locator(".plan__sheet")).not_to_contain_text("Have someone watch")
    expect(shown.locator(".plan__said")).to_contain_text("close all the way? Yes")


def test_the_whole_plan_is_made_and_saved_by_keyboard(open_plan):
    shown = open_plan(width=390)
    shown.get_by_label("When did your face change?").focus()
    shown.keyboard.type("11202026")
    expect(shown.get_by_role("status").first).to_have_text("Your plan is below. It counts from Nov 20, 2026.")
    day, when = shown.locator("#plan-day"), shown.locator("#plan-time")
    while not shown.evaluate("document.activeElement.matches('#plan-question-2')"):
        shown.keyboard.press("Tab")
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press("ArrowDown")
    while not shown.evaluate("document.activeElement.matches('[name=ear]')"):
        shown.keyboard.press("Tab")
    shown.keyboard.press("Space")
    assert (day.input_value(), when.input_value()) == ("2026-11-20", "")
    expect(shown.locator(".plan__sheet")).to_contain_text("Protect your eye, starting today")
    expect(shown.locator(".plan__sheet")).to_contain_text("It may be shingles of the face")
    with shown.expect_download() as saved:
        while not shown.evaluate("document.activeElement.dataset.do === 'dates'"):
            shown.keyboard.press("Tab")
        shown.keyboard.press("Enter")
    assert saved.value.suggested_filename == "my-dates.ics"


def test_the_dates_are_saved_under_titles_that_name_no_illness(open_plan):
    shown = open_plan()
    shown.get_by_label("When did your face change?").fill("2026-08-31")
    shown.get_by_label("How does your face move now?").select_option("Still: hardly anything moves")
    with shown.expect_download() as saved:
        shown.get_by_role("button", name="Save the dates for a calendar").click()
    data = saved.value.path().read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") and all(len(line) <= 75 for line in data.split(b"\r\n"))
    words = re.sub(r"UID:[0-9a-f]{32}", "", data.decode())  # whose digits may spell "face"
    assert not ILLNESS.search(words) and not ILLNESS.search(saved.value.suggested_filename)
    read = icalendar.Calendar.from_ical(data)
    events = [component for component in read.walk() if component.name == "VEVENT"]
    assert read.errors == [] and [event.errors for event in events] == [[]] * 4
    day = datetime.timedelta(days=1)
    assert [(event.decoded("DTSTART"), str(event["SUMMARY"])) for event in events] == [
        (datetime.date(2026, 11, 30), "Appointment: check progress"),
        (datetime.date(2026, 12, 31), "Appointment: check progress"),
        (datetime.date(2027, 2, 28), "Appointment: check progress"),
        (datetime.date(2027, 5, 31), "Appointment: check progress"),
    ]
    assert all(event.decoded("DTEND") - event.decoded("DTSTART") == day for event in events)
    assert len({event["UID"] for event in events}) == 4
    assert {str(event["CLASS"]) for event in events} == {"PRIVATE"}
    assert {row["Calendar"] for row in LINES if row["Calendar"] and ILLNESS.search(row["Calendar"])} == set()


def test_a_title_cannot_break_out_of_its_line(call):
    text = call("calendar([{day: new Date('2028-02-29'), title: value}])", "One; two, three\\n")
    [event] = [one for one in icalendar.Calendar.from_ical(text).walk() if one.name == "VEVENT"]
    assert str(event["SUMMARY"]) == "One; two, three\\n"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (datetime.date(2028, 2, 29), datetime.date(2028, 3, 1))


@pytest.mark.parametrize(
    ("onset", "now", "dates"),
    [
        ("2028-02-29", "2028-02-29", ["Mar 21, 2028", "May 29, 2028", "Jun 29, 2028", "Aug 29, 2028", "Nov 29, 2028"]),
        ("2027-11-30", "2027-12-02", ["Dec 21, 2027", "Feb 29, 2028", "Mar 30, 2028", "May 30, 2028", "Aug 30, 2028"]),
        ("2028-02-15", "2028-02-29", ["Mar 7, 2028", "May 15, 2028", "Jun 15, 2028", "Aug 15, 2028", "Nov 15, 2028"]),
    ],
)
def test_leap_days_and_short_months_are_counted_by_the_calendar(open_plan, onset, now, dates):
    shown = open_plan(now=f"{now}T12:00:00-08:00")
    found = items(shown, onset, ["still"])["date"]
    assert [text.partition(" (")[0] for text, *_ in found if "(at 5" not in text] == dates


@pytest.mark.parametrize(("zone", "hour"), [("Pacific/Kiritimati", "00:05+14:00"), ("Pacific/Pago_Pago", "23:55-11:00"),
                                            ("Asia/Kathmandu", "23:55+05:45")])  # fmt: skip
def test_today_is_the_day_on_the_readers_own_calendar(open_plan, zone, hour):
    shown = open_plan(now=f"2026-11-26T{hour}", timezone_id=zone)
    shown.get_by_label("When did your face change?").fill("2026-11-26")
    expect(shown.get_by_role("status").first).to_have_text("Your plan is below. It counts from Nov 26, 2026.")
    shown.get_by_label("When did your face change?").fill("2026-11-27")
    expect(shown.get_by_role("status").first).to_contain_text("still to come")
    assert "Do it now" not in str(items(shown, "2026-11-05")["date"]) and "Do it now" in str(
        items(shown, "2026-11-04")["date"]
    )


def test_a_day_that_cannot_be_makes_no_plan_and_is_answered_plainly(open_plan):
    shown = open_plan()
    day, told = shown.get_by_label("When did your face change?"), shown.get_by_role("status").first
    for text, said in (("2026-11-27", "still to come"), ("1066-10-14", "too long ago")):
        day.fill(text)
        expect(told).to_contain_text(said)
        expect(shown.locator(".plan__sheet")).not_to_be_visible()
    day.fill("2026-11-26")
    expect(shown.locator(".plan__sheet")).to_be_visible()
    day.focus()
    shown.keyboard.type("02312026")
    expect(told).to_contain_text("This is not a date")
    expect(shown.locator(".plan__sheet")).not_to_be_visible()


def test_a_day_and_a_stage_take_turns(open_plan):
    shown = open_plan()
    shown.get_by_label("When did your face change?").fill("2026-11-20")
    shown.get_by_label("Or about when").select_option("3 months to 1 year ago")
    assert shown.get_by_label("When did your face change?").input_value() == ""
    expect(shown.locator(".plan__sheet")).to_contain_text("Ask to see a facial nerve specialist")
    expect(shown.locator(".plan__said")).to_contain_text("3 months to 1 year ago")
    expect(shown.get_by_role("status").first).to_have_text("Your plan is below. Give the day to see dates.")
    expect(shown.get_by_role("button", name="Save the dates")).not_to_be_visible()
    shown.get_by_label("When did your face change?").fill("2026-11-20")
    assert shown.get_by_label("Or about when").input_value() == ""
    shown.get_by_label("When did your face change?").fill("")
    expect(shown.locator(".plan__sheet")).not_to_be_visible()


def fill_everything(shown, words="Words of mine"):
    shown.get_by_label("When did your face change?").fill("2026-11-20")
    for question in SINGLE:
        shown.get_by_label(question).select_option(index=2)
    for box in shown.get_by_role("checkbox").all():
        box.check()
    shown.get_by_text("Add what to say at your visit").click()
    for number, row in enumerate(VISIT):
        field = shown.get_by_label(row["Label"], exact=True)
        if row["Choices"]:
            field.select_option(index=number % 3 + 1)
        else:
            field.fill(words)


def test_what_bothers_most_comes_first_in_the_summary_for_the_visit(open_plan):
    shown = open_plan()
    fill_everything(shown)
    shown.get_by_label("Speaking").select_option("Most of all")
    shown.get_by_label("Eating and drinking").select_option("")
    rows = dict(zip(*(shown.locator(f".plan__visit {name}").all_inner_texts() for name in ("dt", "dd")), strict=True))
    assert rows["What bothers me"].split("; ")[0] == "Speaking: Most of all" and "Eating" not in rows["What bothers me"]
    weights = ["Most of all", "A lot", "A little", "Not at all"]
    found = [weights.index(part.split(": ")[1]) for part in rows["What bothers me"].split("; ")]
    assert found == sorted(found) and len(found) == 6
    assert (rows["What I hope for"], rows["The weak side"]) == ("Words of mine", "Right")


def test_the_summary_is_copied_and_saved_as_the_same_text(open_plan, real_site):
    shown = open_plan(permissions=["clipboard-read", "clipboard-write"])
    fill_everything(shown)
    with shown.expect_download() as saved:
        shown.get_by_role("button", name="Save as text").click()
    text = saved.value.path().read_text()
    assert saved.value.suggested_filename == "my-plan.txt"
    assert f"({real_site[0]}treatments/eye-protection/)" in text and "Dec 11, 2026 (at 3 weeks): " in text
    for words in (
        "When did your face change? Nov 20, 2026\n",
        "Get help at once\n- Call 911",
        "What I hope for\n  Words of mine",
        "(310) 657-2203",
    ):
        assert words in text, words
    shown.get_by_role("button", name="Copy as text").click()
    shown.get_by_text("Copied.").wait_for()
    assert shown.evaluate("navigator.clipboard.readText()") == text
    shown.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    shown.get_by_role("button", name="Copy as text").click()
    shown.get_by_text("Press Ctrl+C").wait_for()
    assert "Get help at once" in shown.evaluate("getSelection().toString()")


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_the_plan_prints_on_one_side_whatever_the_answers(open_plan, paper):
    shown = open_plan()
    fill_everything(shown, "A line of my own words, as long as people write them. " * 2)
    for day in ("2026-11-25", "2026-11-10", "2026-10-01", "2026-07-01", "2026-05-01", "2025-09-01", "2020-01-01"):
        shown.get_by_label("When did your face change?").fill(day)
        [side] = printed(shown, paper)
        assert all(words in side for words in ("Call 911", "My plan", "What bothers me", "(310) 657-2203", URL)), day
        assert "What the plan is" not in side and "Print one page" not in side and "Choose" not in side
    shown.get_by_label("Or about when").select_option("It was so from birth")
    assert len(printed(shown, paper)) == 1


def test_the_print_button_prints(open_plan):
    shown = open_plan("#day=2026-11-20&is=still")
    shown.evaluate("() => { window.print = () => { document.title = 'printed'; }; }")
    shown.get_by_role("button", name="Print one page").click()
    assert shown.title() == "printed"


def test_nothing_is_sent_or_stored_and_leaving_empties_everything(open_plan, real_site):
    shown = open_plan()
    shown.wait_for_load_state("networkidle")
    asked, address = asked_by(shown), shown.url
    fill_everything(shown)
    shown.evaluate("() => { window.print = () => {}; }")
    for name in ("Print one page", "Copy as text", "Save as text", "Save the dates", "Make a link"):
        shown.get_by_role("button", name=name).click()
    assert (asked, shown.url) == ([], address)
    assert shown.evaluate(STORED) == [0, 0, "", None]
    for leave in (lambda: (shown.goto(real_site[0]), shown.go_back()), shown.reload):
        leave()
        assert (shown.url, shown.get_by_label("When did your face change?").input_value()) == (address, "")
        expect(shown.locator(".plan__sheet")).not_to_be_visible()
        values = (
            "[...document.querySelectorAll('.plan :is(input, select, textarea)')].map(one => one.checked || one.value)"
        )
        assert {
            value for value in shown.evaluate(values) if value is True or value in ("Words of mine", "still")
        } == set()
        assert "Words of mine" not in shown.content()
    policy = shown.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert "connect-src 'none'" in policy and "form-action 'none'" in policy


def test_a_link_keeps_the_day_and_the_answers_only_where_the_reader_makes_one(open_plan, real_site):
    shown = open_plan()
    fill_everything(shown)
    expect(shown.get_by_label("A link that holds")).not_to_be_visible()
    shown.get_by_role("button", name="Make a link to this plan").click()
    link = shown.get_by_label("A link that holds your day and answers")
    expect(link).to_be_focused()
    address = link.input_value()
    assert address.startswith(f"{real_site[0]}{URL}#day=2026-11-20&is=") and "Words" not in address
    plan = shown.locator(".plan__parts").inner_text()
    other, asked = open_plan(), []
    other.on("request", lambda request: asked.append(request.url + str(request.headers)))
    other.goto(real_site[0])
    other.goto(address)
    assert other.locator(".plan__parts").inner_text() == plan
    other.reload()
    assert other.locator(".plan__parts").inner_text() == plan
    other.goto(real_site[0])
    other.go_back()
    assert other.locator(".plan__parts").inner_text() == plan
    assert [one for one in asked if "2026-11-20" in one] == [] and other.evaluate(STORED) == [0, 0, "", None]
    other.get_by_role("button", name="Empty everything").click()
    assert other.url == real_site[0] + URL and other.evaluate("history.state") is None
    expect(other.locator(".plan__sheet")).not_to_be_visible()
    expect(other.get_by_role("status").first).to_have_text("Everything is empty again.")


@pytest.mark.parametrize(
    "fragment",
    [
        "#day=%3Cscript%3Ealert(1)%3C/script%3E&is=%3Cimg%20src=x%20onerror=alert(1)%3E",
        "#is=__proto__.constructor.toString.",
        "#day=2026-99-99&is=" + "still." * 5000,
        "#day=2026-11-20&day=x&is=still&is=<svg/onload=alert(1)>",
        "#day=9999999999-01-01&is=birth",
        "#is=%ff%fe%00.tight",
    ],
)
def test_a_hostile_address_is_text_and_at_most_an_answer(open_plan, fragment):
    shown, said = open_plan(), []
    shown.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.on("console", lambda message: said.append(message.text))
    shown.evaluate("to => { location.hash = to; }", fragment)
    shown.wait_for_timeout(100)
    shown.reload()
    shown.wait_for_timeout(100)
    assert said == []
    assert shown.locator(".plan :is(img, script, svg)").count() == 0
    assert set(shown.locator("select").evaluate_all("all => all.map(one => one.value)")) <= {
        "",
        "still",
        "tight",
        "birth",
    }


def test_a_link_with_a_day_to_come_says_so(open_plan):
    shown = open_plan("#day=2027-01-01&is=still")
    expect(shown.get_by_role("status").first).to_contain_text("This day is still to come.")
    expect(shown.locator(".plan__sheet")).not_to_be_visible()
    assert shown.get_by_label("How does your face move now?").input_value() == "still"


def test_hostile_words_stay_words(open_plan):
    shown, said = open_plan(), []
    shown.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    fill_everything(shown, HOSTILE)
    assert shown.locator(".plan__visit img").count() == 0
    assert '<img src=x onerror=alert(1)>"' in shown.locator(".plan__visit").inner_text()
    with shown.expect_download() as saved:
        shown.get_by_role("button", name="Save as text").click()
    text = saved.value.path().read_text()
    assert '  <img src=x onerror=alert(1)>"\n' in text and "\u202e" not in text and "\u0007" not in text
    assert said == []


def test_without_scripts_every_line_stands_in_a_table_with_its_source_and_link(open_plan):
    shown = open_plan(java_script_enabled=False, width=320)
    expect(shown.locator(".plan form").first).not_to_be_visible()
    expect(shown.locator(".plan__made")).not_to_be_visible()
    assert shown.locator(".plan h3:visible").all_inner_texts() == list(HEADINGS.values())
    rows = shown.locator(".plan tbody tr:visible")
    assert rows.count() == len(LINES) > 50
    texts = rows.all_inner_texts()
    ordered = sorted(LINES, key=lambda row: list(HEADINGS).index(row["Part"]))
    for row, text in zip(ordered, texts, strict=True):
        assert row["What"] in text and row["Link"] in text, row


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_plan_keeps_the_rules_of_axe(open_plan, scheme):
    shown = with_axe(open_plan(width=390, bypass_csp=True, color_scheme=scheme))
    assert broken(shown) == []
    fill_everything(shown)
    shown.get_by_role("button", name="Make a link to this plan").click()
    shown.get_by_text("The whole plan as a table").click()
    assert broken(shown) == []


def test_the_plan_fits_320_pixels(open_plan):
    shown = open_plan(width=320)
    fill_everything(shown, "Donaudampfschifffahrtsgesellschaft" * 9)
    shown.get_by_role("button", name="Make a link to this plan").click()
    shown.get_by_text("The whole plan as a table").click()
    assert not shown.evaluate(WIDER)
    small = """() => [...document.querySelectorAll(".plan :is(button, input, select, textarea)")].filter(one => {
      const box = (one.type === "checkbox" ? one.labels[0] : one).getBoundingClientRect();
      return box.width && box.height < 43.5; }).map(one => one.outerHTML)"""
    assert shown.evaluate(small) == []


def test_its_scripts_are_light_and_loaded_where_it_stands_alone(open_plan, open_page, real_site):
    shown, asked = open_page(), []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(real_site[0] + URL, wait_until="networkidle")
    scripts = [real_site[2] / url.removeprefix(real_site[0]) for url in asked if url.endswith(".js")]
    assert {path.name.partition(".")[0] for path in scripts} == {
        "theme", "plan", "plan-rules", "plan-sheet", "carry-text", "clear-form", "date-windows",
    }  # fmt: skip
    assert sum(len(brotli.compress(path.read_bytes(), quality=11)) for path in scripts) <= 20_000
    holding = [path for path in real_site[2].rglob("*.html") if "/plan." in path.read_text()]
    assert holding == [real_site[2] / URL / "index.html"]


def test_the_way_to_the_plan_starts_at_home_and_on_every_stage(open_page, real_site):
    shown = open_page()
    stages = [url for url in real_site[1] if url.startswith("when-it-started/")]
    assert len(stages) == 7
    for url in ["", "your-visit/", "your-visit/what-to-bring/", *stages]:
        shown.goto(real_site[0] + url)
        assert shown.locator("main a[href$='my-plan/'], main a[href*='my-plan/#']").count() >= 1, url
