"""Doctors' tools in Debian's Chromium: dates, grade and letter, with nothing sent, kept or put in an address."""

import gzip
import itertools

import pytest
from chromium import NEEDS_CHROMIUM
from conftest import ROOT

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
    weights = [len(gzip.compress(path.read_bytes(), 9)) for path in files]
    assert len(weights) == 6 and sum(weights) <= 12 * 1024


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("Within 72 hours", {"first": 0, "last": 72, "unit": "hour", "isPoint": False}),
        ("At 3 weeks", {"first": 3, "last": 3, "unit": "week", "isPoint": True}),
        ("6 to 12 months", {"first": 6, "last": 12, "unit": "month", "isPoint": False}),
        ("18–24 months", {"first": 18, "last": 24, "unit": "month", "isPoint": False}),
        ("Any time", None),
    ],
)
def test_a_window_is_read_as_it_is_written(call, text, window):
    assert call("date-windows", "it.readWindow(value)", text) == window


@pytest.mark.parametrize(
    ("day", "count", "unit", "then"),
    [
        ("2028-02-29", 12, "month", "2029-02-28"),
        ("2027-01-31", 1, "month", "2027-02-28"),
        ("2028-01-31", 1, "month", "2028-02-29"),
        ("2026-11-30", 3, "month", "2027-02-28"),
        ("2026-12-30", 72, "hour", "2027-01-02"),
        ("2026-03-07", 3, "week", "2026-03-28"),  # across the change to summer time
    ],
)
def test_days_are_counted_by_the_calendar(call, day, count, unit, then):
    expression = "it.later(new Date(value[0]), value[1], value[2]).toISOString().slice(0, 10)"
    assert call("date-windows", expression, [day, count, unit]) == then


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
    assert found["6 to 12 months"] == "Aug 26, 2026 to Feb 26, 2027: open now"
    assert found["From 12 months"] == "From Feb 26, 2027: to come"
    shown.get_by_label("Day of onset").fill("2026-12-01")
    assert shown.get_by_role("status").inner_text() == "This day is still to come. Enter the day the weakness began."
    assert not shown.locator(".date-windows__dates").first.is_visible()
    shown.get_by_label("Or the stage").select_option("3 days to 3 weeks")
    assert dates(shown)["Within 72 hours"] == "Closed" and dates(shown)["At 3 months"] == "To come"
    assert shown.get_by_label("Day of onset").input_value() == ""


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
    assert status.inner_text() == "Questions left: 5"
    for label, answer in (
        ("Forehead", "None"),
        ("Eye", "Closes fully with little effort"),
        ("Mouth", "Barely moves"),
        ("Face at rest", "Uneven"),
        ("Linked movement", "None"),
    ):
        shown.locator("form").get_by_label(label).select_option(answer)
    told = status.inner_text()
    assert told.startswith("House–Brackmann grade III of VI (moderate). Write beside it:")
    assert all(part in told for part in ("uneven at rest", "mouth is weaker", "forehead does not move"))


def test_the_letter_holds_what_was_typed_and_says_what_is_missing(open_tool):
    shown = open_tool("letter-builder")
    shown.get_by_label("Cause and what was excluded").fill("<script>alert(1)</script>\nthen \u202edrowssap\u0007")
    shown.get_by_label("Your question").fill("שלום " * 400)
    shown.get_by_label("Side", exact=False).first.select_option("Left")
    letter = shown.get_by_label("The letter").input_value()
    assert "Cause and what was excluded:\n  <script>alert(1)</script>\n  then drowssap\n" in letter
    assert "Side: Left\n" in letter and "שלום " * 399 in letter
    assert "Day of onset: not known at the time of writing\n" in letter and "ICD-10-CM" not in letter
    with shown.expect_download() as saved:
        shown.get_by_role("button", name="Save as text").click()
    assert saved.value.suggested_filename == "referral-letter.txt"
    assert saved.value.path().read_text() == letter
    shown.get_by_role("button", name="Empty all fields").click()
    assert "שלום" not in shown.get_by_label("The letter").input_value()


def test_the_letter_can_be_copied_also_where_the_clipboard_is_closed(open_tool):
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
def test_nothing_typed_is_sent_kept_or_left_behind(open_tool, real_site, name):
    shown = open_tool(name)
    shown.wait_for_load_state("networkidle")
    asked = []
    shown.on("request", lambda request: asked.append(request.url))
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
    assert field.input_value() == ""
    shown.reload()
    assert field.input_value() == ""
    policy = shown.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert "connect-src 'none'" in policy and "form-action 'none'" in policy
    assert shown.evaluate("fetch('/').then(() => 'sent', () => 'refused')") == "refused"


def test_without_scripts_the_table_the_grades_and_the_letter_stand(open_tool):
    for name, words in (("date-windows", "Within 72 hours"), ("grade-helper", "moderately severe"),
                        ("letter-builder", "The same as text")):  # fmt: skip
        shown = open_tool(name, java_script_enabled=False)
        assert shown.locator("main").get_by_text(words).first.is_visible()
        assert not shown.locator("main form").first.is_visible()


def test_the_letter_asks_for_what_the_page_says_to_send():
    page = (ROOT / "content/referral/what-to-send.md").read_text()
    fields = (ROOT / "content/referral/letter.csv").read_text()
    for word in ("onset", "Eye", "House", "Cause", "Treatment", "Operation notes", "Scans", "pregnancy", "wants"):
        assert word in page and word in fields
