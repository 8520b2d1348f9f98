"""A diary in Debian's Chromium: kept in the browser only if a reader wants it, saved as files, deleted whole."""

import base64
import csv
import io
import re

import brotli
import pytest
from axe import broken, with_axe
from chromium import NEEDS_CHROMIUM, WIDER, asked_by, printed
from conftest import ROOT
from PIL import Image
from playwright.sync_api import expect

pytestmark = NEEDS_CHROMIUM
URL = "living-with/twelve-week-diary/"
HOSTILE = '=<img src=x onerror=alert(1)>"\u202e\u0007'
KEPT = "async () => [(await indexedDB.databases()).length, localStorage.length, sessionStorage.length, document.cookie]"
NOTHING, ONE = [0, 0, 0, ""], [1, 0, 0, ""]
with open(ROOT / "content/living-with/twelve-week-diary.csv", encoding="utf-8") as file:
    FIELDS = list(csv.DictReader(file))
WRITTEN = [row for row in FIELDS if row["Photograph"] == "no"]


def photograph(size=(1600, 1200)):
    """A picture in which a camera has noted where it was taken."""
    exif, data = Image.Exif(), io.BytesIO()
    exif[0x010E] = "Secret place"
    Image.new("RGB", size, "teal").save(data, "JPEG", exif=exif)
    return {"name": "face.jpg", "mimeType": "image/jpeg", "buffer": data.getvalue()}


@pytest.fixture
def open_diary(open_page, real_site):
    def open_diary(width=390, answer="accept", **options):
        shown = open_page(width, **options)
        shown.clock.set_fixed_time("2026-11-26T23:30:00-08:00")
        shown.on("dialog", lambda dialog: getattr(dialog, answer)())
        shown.goto(real_site[0] + URL)
        return shown

    return open_diary


def field(shown, label):
    return shown.get_by_label(label, exact=True)


def turn_on(shown):
    shown.get_by_role("button", name="Keep a diary in this browser").click()
    expect(field(shown, "Week")).to_be_focused()


def tell(shown, words):
    expect(shown.locator(".diary [role=status]").nth(1)).to_have_text(words)


def row(shown, week):
    return shown.locator(".diary ~ table tbody tr").nth(week - 1)


def saved(shown, button):
    with shown.expect_download() as download:
        shown.get_by_role("button", name=button).click()
    return download.value.suggested_filename, download.value.path().read_bytes().decode("utf-8-sig")


def test_the_table_prints_on_one_sheet_and_names_no_empty_field_on_a_telephone(open_diary):
    shown = open_diary()
    expect(row(shown, 3).locator("td").filter(visible=True)).to_have_count(0)
    [sheet] = [text for text in printed(shown) if "Mood" in text]
    assert [week for week in range(1, 13) if not re.search(rf"^{week} ", sheet, re.MULTILINE)] == []
    assert "What the notes mean" in sheet
    turn_on(shown)
    field(shown, "Care this week").fill("Drops")
    tell(shown, "Week 1 is kept in this browser.")
    expect(row(shown, 1).locator("td").filter(visible=True)).to_have_text(["Drops"])


def test_the_fields_are_the_columns_of_the_table(open_diary):
    shown = open_diary(java_script_enabled=False, width=320)
    heads = shown.locator(".diary ~ table thead th").all_text_contents()
    assert heads[1:] == [row["Label"] for row in WRITTEN]
    assert shown.locator(".diary ~ table tbody tr").count() == 12
    expect(shown.locator(".diary")).not_to_be_visible()
    assert shown.locator(".diary form").first.evaluate("one => getComputedStyle(one).display") == "none"


def test_it_is_off_until_it_is_turned_on_and_says_what_is_kept_and_where(open_diary):
    shown = open_diary()
    said = shown.locator(".diary").inner_text()
    assert "on this device, and nowhere else" in said and "On a shared computer, use paper" in said
    expect(field(shown, "Smile")).not_to_be_visible()
    assert shown.evaluate(KEPT) == NOTHING
    shown.reload()
    assert shown.evaluate(KEPT) == NOTHING


def test_weeks_and_photographs_are_kept_here_taken_away_and_deleted(open_diary):
    shown, said = open_diary(timezone_id="America/Los_Angeles"), []
    shown.wait_for_load_state("networkidle")
    shown.on("console", lambda message: said.append(message.text))
    asked = asked_by(shown)
    turn_on(shown)
    field(shown, "Smile").select_option("Flicker")
    field(shown, "Care this week").fill(HOSTILE)
    field(shown, "Photograph smiling").set_input_files(photograph())
    expect(shown.get_by_role("img", name="Photograph smiling, week 1")).to_be_visible()
    field(shown, "Week").select_option("3")
    expect(field(shown, "Smile")).to_have_value("")
    field(shown, "Photograph smiling").set_input_files(photograph((600, 900)))
    tell(shown, "Week 3 is kept in this browser.")
    expect(shown.locator(".diary thead th")).to_have_text(["View", "Week 1", "Week 3"])
    field(shown, "Photograph at rest").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"no"})
    tell(shown, "This is not a picture that your browser can read.")
    assert not shown.evaluate(WIDER) and shown.evaluate(KEPT) == ONE
    field(shown, "Week").select_option("1")
    expect(field(shown, "Smile")).to_have_value("Flicker")
    assert asked == said == []

    shown.reload()
    expect(row(shown, 1)).to_contain_text("1 Nov 26, 2026")
    expect(row(shown, 3)).to_contain_text("3 see note Nov 26, 2026")
    assert '=<img src=x onerror=alert(1)>"' in row(shown, 1).inner_text()
    expect(field(shown, "Week")).to_have_value("3")
    expect(shown.get_by_role("img", name="Photograph smiling")).to_have_count(2)

    name, text = saved(shown, "Save as text")
    clean = '=<img src=x onerror=alert(1)>"'
    assert name == "my-diary.txt" and text == (
        f"Week 1, Nov 26, 2026\n  Smile – Flicker\n  Care this week – {clean}\n  Photograph smiling – kept\n\n"
        "Week 3, Nov 26, 2026\n  Photograph smiling – kept\n"
    )
    name, text = saved(shown, "Save as a table")
    first, *_ = read = list(csv.DictReader(io.StringIO(text)))
    assert (name, len(read), first["Date"], first["Smile"]) == ("my-diary.csv", 2, "2026-11-26", "Flicker")
    assert first["Care this week"] == f"'{clean}"
    name, text = saved(shown, "Save with photographs")
    pictures = [base64.b64decode(found) for found in re.findall(r'src="data:image/jpeg;base64,([^"]+)"', text)]
    assert name == "my-diary.html" and "&lt;img src=x onerror" in text and text.count("<img") == 2
    assert [Image.open(io.BytesIO(one)).size for one in pictures] == [(1280, 960), (600, 900)]
    assert all(b"Secret" not in one and not Image.open(io.BytesIO(one)).getexif() for one in pictures)

    shown.emulate_media(media="print")
    expect(shown.locator(".diary :is(form, button):visible")).to_have_count(0)
    expect(row(shown, 1)).to_be_visible()
    shown.emulate_media(media="screen")
    shown.get_by_role("button", name="Remove: Photograph smiling, week 1").click()
    expect(shown.get_by_role("img", name="Photograph smiling")).to_have_count(1)
    expect(shown.get_by_role("region", name="Photographs, week by week")).to_be_focused()
    shown.get_by_role("button", name="Delete the diary").click()
    expect(shown.get_by_role("button", name="Keep a diary in this browser")).to_be_focused()
    assert shown.evaluate(KEPT) == NOTHING and shown.locator("canvas").count() == 0
    assert "Flicker" not in row(shown, 1).inner_text() and "…" in row(shown, 1).inner_text()
    shown.reload()
    expect(field(shown, "Smile")).not_to_be_visible()
    assert shown.evaluate(KEPT) == NOTHING


def test_a_browser_that_keeps_nothing_says_so(open_page, real_site):
    shown = open_page()
    shown.add_init_script("IDBFactory.prototype.open = () => { throw new Error('not here'); }")
    shown.goto(real_site[0] + URL)
    shown.get_by_role("button", name="Keep a diary in this browser").click()
    expect(shown.locator(".diary [role=status]").first).to_contain_text("Your browser did not keep this")
    expect(field(shown, "Smile")).not_to_be_visible()


def test_it_is_filled_in_by_keyboard_keeps_the_rules_of_axe_and_is_not_deleted_without_a_yes(open_diary):
    shown = with_axe(open_diary(320, "dismiss", bypass_csp=True))
    shown.get_by_role("button", name="Keep a diary in this browser").focus()
    shown.keyboard.press("Enter")
    expect(field(shown, "Week")).to_be_focused()
    while not shown.evaluate("document.activeElement.matches('#diary-mood')"):
        shown.keyboard.press("Tab")
    shown.keyboard.type("Fair")
    tell(shown, "Week 1 is kept in this browser.")
    field(shown, "Photograph at rest").set_input_files(photograph((80, 60)))
    expect(shown.get_by_role("img", name="Photograph at rest, week 1")).to_be_visible()
    assert broken(shown) == [] and not shown.evaluate(WIDER)
    shown.get_by_role("button", name="Delete the diary").click()
    expect(field(shown, "Smile")).to_be_visible()
    assert shown.evaluate(KEPT) == ONE


def test_its_scripts_are_light_and_loaded_where_it_stands_alone(real_site):
    scripts = {path.name.partition(".")[0]: path for path in (real_site[2] / "js").glob("*.js")}
    tools = [name for name in scripts if name.startswith(("plan", "diary", "letter", "carry", "clear", "date"))]
    assert len(tools) >= 11
    assert sum(len(brotli.compress(scripts[name].read_bytes(), quality=11)) for name in tools) <= 20_000
    holding = [path for path in real_site[2].rglob("*.html") if "/diary." in path.read_text()]
    assert holding == [real_site[2] / URL / "index.html"]
