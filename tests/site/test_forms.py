"""Doctors' tools in Debian's Chromium: dates, grade and letter, with nothing sent, kept or put in an address."""

import csv
import itertools
import re

import brotli
import pytest
from chromium import NEEDS_CHROMIUM, asked_by
from conftest import ROOT
from playwright.sync_api import expect

pytestmark = NEEDS_CHROMIUM
TOOLS = {
    "date-windows": "referral/dates/",
    "grade-helper": "referral/grading/",
    "letter-builder": "referral/what-to-send/",
}
REGIONS = {  # the answers of each region, from the best to the worst
    "forehead": ["normal", "good", "slight", "none"],
    "eye": ["normal", "easy", "effort", "open", "none"],
    "mouth": ["normal", "slight", "weak", "asymmetric", "barely", "none"],
    "rest": ["symmetric", "asymmetric", "limp"],
    "synkinesis": ["none", "faint", "obvious", "severe"],
}


@pytest.fixture
def open_tool(open_page, real_site):
    def open_tool(name, **options):
        shown = open_page(**options)
        shown.goto(real_site[0] + TOOLS[name])
        return shown

    return open_tool


@pytest.fixture
def call(open_tool, real_site):
    """Calls a function that a tool's module exports: call("grade-helper", "grade", {...})."""
    [paths] = [{path.name.split(".")[0]: path.name for path in (real_site[2] / "js").glob("*.js")}]
    shown = open_tool("grade-helper")

    def call(module, expression, argument=None):
        source = f"async value => {{ const it = await import('/js/{paths[module]}'); return {expression}; }}"
        return shown.evaluate(source, argument)

    return call


def test_the_scripts_are_small_together(real_site):
    files = [path for path in (real_site[2] / "js").glob("*.js") if "search" not in path.name]
    weights = [len(brotli.compress(path.read_bytes(), quality=11)) for path in files]
    assert len(weights) == 16 and sum(weights) <= 20_000


def after(days=0, months=0):
    return {"days": days, "months": months}


@pytest.mark.parametrize(
    ("numbers", "window"),
    [
        ({"lastDays": "3", "lastMonths": "0"}, {"first": None, "last": after(3)}),
        ({"firstDays": "0", "firstMonths": "12"}, {"first": after(months=12), "last": None}),
        (
            {"firstDays": "1.5", "firstMonths": "0", "lastDays": "0", "lastMonths": "6"},
            {"first": after(1.5), "last": after(months=6)},
        ),
    ],
)
def test_a_window_is_read_from_the_numbers_of_its_row(call, numbers, window):
    assert call("date-windows", "it.readWindow(value)", numbers) == window


@pytest.mark.parametrize(
    ("day", "time", "then"),
    [
        ("2028-02-29", after(months=12), "2029-02-28"),
        ("2027-01-31", after(months=1), "2027-02-28"),
        ("2028-01-31", after(months=1), "2028-02-29"),
        ("2026-11-30", after(months=3), "2027-02-28"),
        ("2026-12-30", after(3), "2027-01-02"),
        ("2026-12-30", after(1.5), "2027-01-01"),
        ("2026-03-07", after(21), "2026-03-28"),  # across the change to summer time
    ],
)
def test_days_are_counted_by_the_calendar(call, day, time, then):
    expression = "it.later(new Date(value[0]), value[1]).toISOString().slice(0, 10)"
    assert call("date-windows", expression, [day, time]) == then


@pytest.mark.parametrize(
    ("window", "onset", "said"),
    [
        ({"first": None, "last": after(3)}, "2026-11-23", "Until Nov 26, 2026: ends today, ask for the hour"),
        ({"first": None, "last": after(14)}, "2026-11-12", "Until Nov 26, 2026: open now"),
        ({"first": None, "last": after(3)}, "2026-11-22", "Until Nov 25, 2026: closed"),
        ({"first": after(21), "last": after(21)}, "2026-11-05", "Nov 26, 2026: due today"),
        ({"first": after(21), "last": after(21)}, "2026-11-06", "Nov 27, 2026: to come"),
        ({"first": after(21), "last": after(21)}, "2026-11-04", "Due since Nov 25, 2026"),
        ({"first": after(3), "last": after(21)}, "2026-11-23", "Nov 26, 2026 to Dec 14, 2026: open now"),
        ({"first": after(3), "last": after(21)}, "2026-11-24", "Nov 27, 2026 to Dec 15, 2026: to come"),
        ({"first": after(months=12), "last": None}, "2025-11-26", "From Nov 26, 2026: open now"),
        ({"first": after(months=12), "last": None}, "2025-11-27", "From Nov 27, 2026: to come"),
    ],
)
def test_a_window_opens_and_closes_on_its_days(call, window, onset, said):
    expression = "it.byDate(value[0], new Date(value[1]), new Date('2026-11-26'))"
    assert call("date-windows", expression, [window, onset]) == said


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ({"first": None, "last": after(3)}, "Closed"),
        ({"first": after(3), "last": after(3)}, "Due"),
        ({"first": None, "last": after(21)}, "Open now"),
        ({"first": None, "last": after(14)}, "Depends on the date"),
        ({"first": after(21), "last": None}, "To come"),
        ({"first": after(3), "last": after(months=1)}, "Open now"),
    ],
)
def test_a_stage_says_what_it_can(call, window, said):
    assert call("date-windows", "it.byStage(value, it.readStage('3-21'))", window) == said


def test_the_last_stage_has_no_end(call):
    assert call("date-windows", "it.readStage(value).map(String)", "365-") == ["365", "Infinity"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2027-02-29", "This is not a date"),
        ("29/02/2028", "This is not a date"),
        ("", "This is not a date"),
        ("2026-11-27", "still to come"),
        ("1066-10-14", "too long ago"),
    ],
)
def test_a_day_that_cannot_be_is_answered_plainly(call, text, said):
    assert said in call("date-windows", "it.readDay(value, new Date('2026-11-26'))", text)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"])
def test_today_is_the_day_on_the_readers_own_calendar(open_tool, real_site, zone):
    shown = open_tool("date-windows", timezone_id=zone)
    [path] = (real_site[2] / "js").glob("date-windows.*.js")
    for time in ("2026-03-08T00:30", "2026-03-08T23:30", "2028-02-29T23:59"):
        source = f"async time => (await import('/js/{path.name}')).today(new Date(time)).toISOString().slice(0, 10)"
        assert shown.evaluate(source, time) == time[:10]


def dates(shown):
    return {row.locator("th").first.inner_text(): row.locator(".date-windows__dates").inner_text()
            for row in shown.locator(".date-windows tbody tr").all()}  # fmt: skip


def test_the_table_shows_dates_and_says_in_words_what_has_passed(open_tool):
    shown = open_tool("date-windows", timezone_id="America/Los_Angeles")
    shown.clock.set_fixed_time("2026-11-26T12:00:00-08:00")
    shown.get_by_label("Day of onset").fill("2026-02-26")
    found = dates(shown)
    assert found["Within 72 hours"] == "Until Mar 1, 2026: closed"
    assert found["At 3 months"] == "Due since May 26, 2026"
    assert found["72 hours to 6 months"] == "Mar 1, 2026 to Aug 26, 2026: closed"
    assert found["From 4 months"] == "From Jun 26, 2026: open now"
    assert found["Within 12 months"] == "Until Feb 26, 2027: open now"
    assert found["From 12 months"] == "From Feb 26, 2027: to come"
    shown.get_by_label("Day of onset").fill("2026-12-01")
    told = "This day is still to come. Enter the day it began."
    expect(shown.get_by_role("status")).to_have_text(told)
    expect(shown.locator(".date-windows__dates").first).not_to_be_visible()
    shown.get_by_label("Or the stage").select_option("3 days to 3 weeks")
    assert dates(shown)["Within 72 hours"] == "Closed" and dates(shown)["At 3 months"] == "To come"
    assert shown.get_by_label("Day of onset").input_value() == ""


def test_every_row_of_the_real_table_shows_what_its_words_say(open_tool):
    shown = open_tool("date-windows", timezone_id="America/Los_Angeles")
    shown.clock.set_fixed_time("2026-11-26T12:00:00-08:00")
    shown.get_by_label("Day of onset").fill("2026-11-25")
    with open(ROOT / "content/referral/dates.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = shown.locator(".date-windows tbody tr").all()
    assert len(found) == len(rows) > 5
    for row, line in zip(rows, found, strict=True):
        when, text = line.locator("th").inner_text(), line.locator(".date-windows__dates").inner_text()
        assert all(part in when for part in (row["Starts"].split(" ")[0], row["Ends"]))
        assert text.startswith("Until") == (not row["Starts"]) and text.startswith("From") == (not row["Ends"])
        assert len(line.locator("sup a").inner_text().split(", ")) == len(row["Source"].split())


def expected(forehead, eye, mouth, synkinesis):
    """House and Brackmann's boundaries in words of their own: flicker, useful movement, closure, linked movement."""
    if (forehead, eye, mouth) == ("none", "none", "none"):
        return 6
    closes = eye in ("normal", "easy", "effort")
    if not closes:
        return 5 if forehead == "none" and mouth in ("barely", "none") else 4
    if synkinesis == "severe":
        return 4
    if synkinesis == "obvious" or eye == "effort" or forehead in ("slight", "none"):
        return 3
    if mouth in ("weak", "asymmetric", "barely", "none"):
        return 3
    return 1 if (forehead, eye, mouth, synkinesis) == ("normal", "normal", "normal", "none") else 2


def test_the_grade_is_right_for_every_combination_of_answers(call):
    answers = [dict(zip(REGIONS, values, strict=True)) for values in itertools.product(*REGIONS.values())]
    graded = call("grade-helper", "value.map(it.grade)", answers)
    assert len(graded) == 4 * 5 * 6 * 3 * 4
    for given, found in zip(answers, graded, strict=True):
        assert found == expected(**{name: answer for name, answer in given.items() if name != "rest"}), given


def test_a_worse_answer_never_makes_a_better_grade(call):
    answers = [dict(zip(REGIONS, values, strict=True)) for values in itertools.product(*REGIONS.values())]
    grades = {tuple(given.values()): found for given, found in
              zip(answers, call("grade-helper", "value.map(it.grade)", answers), strict=True)}  # fmt: skip
    for position, choices in enumerate(list(REGIONS.values())[:3]):
        for values, found in grades.items():
            worse = choices[choices.index(values[position]) + 1 :]
            assert all(grades[*values[:position], answer, *values[position + 1 :]] >= found for answer in worse)


def test_the_helper_tells_the_grade_and_what_it_hides(open_tool):
    shown = open_tool("grade-helper")
    status = shown.get_by_role("status")
    expect(status).to_have_text("Questions left: 5")
    for label, answer in (
        ("Forehead", "None"),
        ("Eye", "Closes fully with little effort"),
        ("Mouth", "Barely moves"),
        ("Face at rest", "Uneven"),
        ("Linked movement", "None"),
    ):
        shown.locator("form").get_by_label(label).select_option(answer)
    expect(status).to_contain_text("grade III of VI")
    told = status.inner_text()
    assert told.startswith("House–Brackmann grade III of VI (moderate). Write beside it:")
    assert all(part in told for part in ("uneven at rest", "mouth is weaker", "forehead does not move"))


def test_the_letter_holds_what_was_typed_and_says_what_is_missing(open_tool):
    shown = open_tool("letter-builder")
    shown.get_by_label("Cause and what was excluded").fill("<script>alert(1)</script>\nthen \u202edrowssap\u0007")
    shown.get_by_label("The question").fill("שלום " * 400)
    shown.get_by_label("Side", exact=False).first.select_option("Left")
    letter = shown.get_by_label("The letter").input_value()
    assert "Cause and what was excluded:\n  <script>alert(1)</script>\n  then drowssap\n" in letter
    assert "Side: Left\n" in letter and "שלום " * 399 in letter
    assert "Day of onset: not given\n" in letter and "ICD-10-CM" not in letter
    with shown.expect_download() as saved:
        shown.get_by_role("button", name="Save as text").click()
    assert saved.value.suggested_filename == "referral-letter.txt"
    assert saved.value.path().read_text() == letter
    shown.get_by_role("button", name="Empty all fields").click()
    expect(shown.get_by_label("The letter")).not_to_have_value(re.compile("שלום"))


def test_the_letter_can_be_copied_without_clipboard_access(open_tool):
    shown = open_tool("letter-builder", permissions=["clipboard-read", "clipboard-write"])
    shown.get_by_label("Patient (needed)").fill("A.B.")
    shown.get_by_role("button", name="Copy").click()
    shown.get_by_text("Copied.").wait_for()
    assert "Patient: A.B.\n" in shown.evaluate("navigator.clipboard.readText()")
    shown.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    shown.get_by_role("button", name="Copy").click()
    shown.get_by_text("Press Ctrl+C").wait_for()
    assert "Patient: A.B." in shown.evaluate("getSelection().toString()")


def test_a_code_can_be_copied(open_page, real_site):
    shown = open_page(permissions=["clipboard-read", "clipboard-write"])
    shown.goto(real_site[0] + "referral/icd-10-cm-codes/")
    shown.get_by_role("button", name="Copy G51.2").click()
    shown.get_by_text("G51.2 is copied.").wait_for()
    assert shown.evaluate("navigator.clipboard.readText()") == "G51.2"
    shown.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    shown.get_by_role("button", name="Copy D33.3").click()
    shown.get_by_text("D33.3 is marked.").wait_for()
    assert shown.evaluate("getSelection().toString()") == "D33.3"


@pytest.mark.parametrize("name", TOOLS)
def test_nothing_typed_is_sent_or_stored(open_tool, real_site, name):
    shown = open_tool(name)
    shown.wait_for_load_state("networkidle")
    asked = asked_by(shown)
    address = shown.url
    field = shown.locator("form .field__input").first
    if field.evaluate("one => one.tagName") == "SELECT":
        field.select_option(index=1)
    else:
        field.fill("2026-01-01" if field.get_attribute("type") == "date" else "Jane Doe")
    field.press("Enter")
    assert (asked, shown.url) == ([], address)
    stored = "[localStorage.length, sessionStorage.length, document.cookie, history.state]"
    assert shown.evaluate(stored) == [0, 0, "", None]
    shown.goto(real_site[0])
    shown.go_back()
    expect(field).to_have_value("")
    shown.reload()
    expect(field).to_have_value("")
    policy = shown.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert "connect-src 'none'" in policy and "form-action 'none'" in policy
    assert shown.evaluate("fetch('/').then(() => 'sent', () => 'refused')") == "refused"


def test_tools_show_their_content_without_scripts(open_tool):
    for name, words in (("date-windows", "Within 72 hours"), ("grade-helper", "moderately severe"),
                        ("letter-builder", "The same as text")):  # fmt: skip
        shown = open_tool(name, java_script_enabled=False)
        expect(shown.locator("main").get_by_text(words).first).to_be_visible()
        expect(shown.locator("main form").first).not_to_be_visible()


def test_the_letter_asks_for_what_the_page_says_to_send():
    page = (ROOT / "content/referral/what-to-send.md").read_text()
    fields = (ROOT / "content/referral/letter.csv").read_text()
    for word in ("onset", "Eye", "House", "Cause", "Treatment", "Operation notes", "Scans", "pregnancy", "wants"):
        assert word in page and word in fields
