"""Staff change the real site in the browser: each change is the least that its file can have."""

import base64
import difflib
import gc
import re
import shutil

import axe
import pytest
from chromium import NEEDS_CHROMIUM, WIDER
from conftest import ROOT
from playwright.sync_api import expect
from running import Running
from samples import from_a_telephone, photograph

pytestmark = NEEDS_CHROMIUM
PAGE, NEWS = "conditions/bells-palsy.md", "news/when-should-a-doctor-refer.md"
DROP = """(text, bytes) => {
  const data = new DataTransfer(), whole = Uint8Array.from(atob(bytes), sign => sign.charCodeAt(0));
  data.items.add(new File([whole], "IMG_4021.JPG", { type: "image/jpeg" }));
  text.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""
PASTE = """(text, held) => {
  const data = new DataTransfer();
  for (const [type, words] of Object.entries(held)) data.setData(type, words);
  return text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
PASTED = sorted((ROOT / "tests/editor/pasted").glob("*.html"))
FROM_WORD = "Ask us:\n\n•\tone thing\n•\tanother “thing”\n"


@pytest.fixture(scope="module")
def staff(copied, tmp_path_factory):
    """The preview of a copy of the real site."""
    running = Running(copied(tmp_path_factory.mktemp("staff")), "/")
    yield running
    running.stop()
    gc.collect()  # what the server leaves behind, before another test is blamed for it


@pytest.fixture
def difference(staff):
    """The lines that a file has lost and won since the test began."""
    folder = staff.root / "content"
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}

    def difference(path):
        rows = [data.decode().splitlines() for data in (before[folder / path], (folder / path).read_bytes())]
        return [row for row in difflib.ndiff(*rows) if row[0] in "+-"]

    return difference


def opened(shown, staff, path):
    shown.goto(f"http://localhost:{staff.port}/edit/{path}")
    return shown.get_by_label("Text", exact=True)


def save(shown, says="Saved at"):
    shown.get_by_role("button", name="Save", exact=True).click()
    expect(shown.locator("#said")).to_contain_text(says)


def place_caret(text, words):
    text.evaluate(
        "(text, words) => { text.focus(); const at = text.value.indexOf(words) + words.length;"
        " text.setSelectionRange(at, at) }",
        words,
    )


def test_a_word_is_changed_seen_and_taken_back(open_page, staff, difference):
    shown = open_page()
    shown.goto(f"http://localhost:{staff.port}/conditions/bells-palsy/")
    shown.get_by_role("link", name="Edit this page").click()
    text = shown.get_by_label("Text", exact=True)
    text.fill(text.input_value().replace("No one is sure.", "Nobody is sure."))
    save(shown)
    shown.frame_locator("iframe").get_by_text("Nobody is sure.").wait_for()
    lost, won = difference(PAGE)
    assert lost[2:].replace("No one is sure.", "Nobody is sure.") == won[2:]
    shown.get_by_role("button", name="Undo this save").click()
    expect(text).to_have_value(re.compile("No one is sure"))
    assert difference(PAGE) == []


def test_what_was_typed_before_the_script_came_is_saved(open_page, staff, difference):
    shown, held = open_page(), []
    shown.route("**/editor.js", lambda route: held.append(route))  # playwright marks what it is given
    shown.goto(f"http://localhost:{staff.port}/edit/{PAGE}", wait_until="commit")
    text = shown.get_by_label("Text", exact=True)
    text.fill(text.input_value().replace("No one is sure.", "Nobody is sure."))
    shown.get_by_label("Short title", exact=True).fill("The palsy")
    shown.get_by_label("Group", exact=True).select_option("tumor")
    shown.locator("#setting-treatments input:not(:checked)").first.check()
    held[0].continue_()
    shown.wait_for_load_state()
    save(shown)
    won = [line.split()[1] for line in difference(PAGE) if line[0] == "+"]
    assert won == ["short_title:", "group:", "treatments:", "Nobody"]
    shown.get_by_role("button", name="Undo this save").click()
    expect(text).to_have_value(re.compile("No one is sure"))
    assert difference(PAGE) == []


def test_text_from_word_is_pasted(open_page, staff, difference):
    shown = open_page(permissions=["clipboard-read", "clipboard-write"])
    text = opened(shown, staff, PAGE)
    place_caret(text, "## Look after your eye now\n\n")
    shown.evaluate("words => navigator.clipboard.writeText(words)", FROM_WORD)
    shown.keyboard.press("Control+v")
    save(shown)
    shown.frame_locator("iframe").get_by_role("listitem").get_by_text("another “thing”").wait_for()
    assert difference(PAGE) == [f"+ {line}" for line in FROM_WORD.removesuffix("\n").split("\n")]


@pytest.mark.parametrize("path", PASTED, ids=lambda path: path.stem)
def test_text_of_other_programs_becomes_our_markdown(open_page, staff, path):
    shown, asked = open_page(), []
    text = opened(shown, staff, PAGE)
    shown.locator("iframe").evaluate_all("frames => frames.forEach(frame => frame.remove())")
    shown.on("request", lambda request: asked.append(request.url))
    text.fill("Before.\nAfter.")
    place_caret(text, "Before.")
    assert text.evaluate(PASTE, {"text/html": path.read_text(), "text/plain": "run on"}) is False
    markdown = path.with_suffix(".md").read_text()
    expect(text).to_have_value(f"Before.\n\n{markdown}\nAfter.")
    assert (asked, shown.evaluate("window.harmed ?? 0")) == ([], 0)
    shown.keyboard.press("Control+z")
    expect(text).to_have_value("Before.\nAfter.")
    shown.close()


def test_what_was_pasted_from_word_builds(open_page, staff):
    shown = open_page()
    text = opened(shown, staff, "privacy.md")
    before = text.input_value()
    place_caret(text, before)
    text.evaluate(PASTE, {"text/html": (ROOT / "tests/editor/pasted/word.html").read_text()})
    save(shown)
    frame = shown.frame_locator("iframe")
    frame.get_by_role("listitem").get_by_text("both sides").wait_for()
    expect(frame.get_by_role("cell", name="$20")).to_be_visible()
    expect(shown.locator("#faults-text")).to_be_empty()
    text.fill(before)
    save(shown)


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<meta charset='utf-8'><div style='font-weight: bold'><span>- a</span></div><div>- b</div>", "- a\n- b"),
        ("<pre># a <b>b</b></pre>", "# a b"),
        ("", "one\ntwo"),
    ],
)
def test_what_has_no_form_is_pasted_as_plain_text(open_page, staff, html, plain):
    text = opened(open_page(), staff, PAGE)
    assert text.evaluate(PASTE, {"text/html": html, "text/plain": plain}) is True  # left to the browser


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p class=MsoNormal><b>two</b><o:p></o:p></p>", "**two**"),
        ("<span>2</span><sup>1</sup>/<sub>2</sub>", "2¹/₂"),
        ("<span>costs </span><strike>$300</strike> $200", "costs $200"),
        (
            "<p>at 9<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup>.</p><div><p><a href='#cmnt_ref1'>[a]</a>"
            "<span>Why?</span></p><p>Ask.</p></div><div><a href='https://example.org/doc#cmnt_ref2'>[b]</a>So.</div>",
            "at 9.",
        ),
        ("<b>at <span style='text-decoration: underline line-through'>8</span> 9</b>", "**at 9**"),
    ],
)
def test_words_with_a_form_are_pasted_into_their_line(open_page, staff, html, markdown):
    text = opened(open_page(), staff, PAGE)
    text.fill("One  three.")
    text.evaluate("text => text.setSelectionRange(4, 4)")
    text.evaluate(PASTE, {"text/html": html})
    expect(text).to_have_value(f"One {markdown} three.")


def test_a_photograph_is_dropped_and_lands_beside_the_page(open_page, staff, difference):
    shown = open_page()
    text = opened(shown, staff, PAGE)
    place_caret(text, "## Look after your eye now\n\n")
    photo = from_a_telephone(photograph(), 6)
    text.evaluate(DROP, base64.b64encode(photo).decode())
    shown.get_by_label("What it shows").fill("A lid taped shut")
    shown.get_by_role("dialog").get_by_role("button", name="Put it in").click()
    expect(text).to_have_value(re.compile(r"\n\n!\[A lid taped shut\]\(a-lid-taped-shut.jpg\)\n\n"))
    save(shown)
    shown.frame_locator("iframe").get_by_role("img", name="A lid taped shut").wait_for()
    assert difference(PAGE) == ["+ ", "+ ![A lid taped shut](a-lid-taped-shut.jpg)"]
    assert (staff.root / "content/conditions/a-lid-taped-shut.jpg").read_bytes() == photo


def reach(shown, focused, key="Tab"):
    """Presses a key until this has the focus, as those do who use no mouse."""
    for _ in range(400):
        shown.keyboard.press(key)
        if focused.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"no key leads to {focused}")


def test_a_page_is_changed_by_keys_alone(open_page, staff, difference, tmp_path):
    shown = open_page()
    shown.goto(f"http://localhost:{staff.port}/conditions/bells-palsy/")
    reach(shown, shown.get_by_role("link", name="Edit this page"), "Shift+Tab")
    shown.keyboard.press("Enter")
    text = shown.get_by_label("Text", exact=True)
    text.wait_for()
    reach(shown, text)
    shown.keyboard.press("Control+End")
    shown.keyboard.type("\n\nSome last words.")
    photograph().save(tmp_path / "one.jpg")
    reach(shown, shown.get_by_role("button", name="Picture"), "Shift+Tab")
    shown.keyboard.press("Enter")
    reach(shown, shown.get_by_label("File", exact=True))
    shown.get_by_label("File", exact=True).set_input_files(tmp_path / "one.jpg")  # the system's own dialog is not ours
    reach(shown, shown.get_by_label("What it shows"))
    shown.keyboard.type("A ramp")
    reach(shown, shown.get_by_role("dialog").get_by_role("button", name="Put it in"))
    shown.keyboard.press("Enter")
    expect(text).to_have_value(re.compile(r"Some last words\.\n\n!\[A ramp\]\(a-ramp\.jpg\)\n"))
    shown.keyboard.press("Control+s")
    expect(shown.locator("#said")).to_contain_text("Saved at")
    expect(text).to_be_focused()
    assert difference(PAGE) == ["+ ", "+ Some last words.", "+ ", "+ ![A ramp](a-ramp.jpg)"]


def test_a_link_is_put_in_by_its_button(open_page, staff, difference):
    shown = open_page()
    text = opened(shown, staff, PAGE)
    text.evaluate("text => { const at = text.value.indexOf('No one is sure'); text.setSelectionRange(at, at + 14) }")
    shown.get_by_role("button", name="Link").click()
    shown.get_by_label("Page", exact=True).select_option("../about/how-we-write.md")
    shown.get_by_role("dialog").get_by_role("button", name="Put it in").click()
    save(shown)
    [lost, won] = difference(PAGE)
    assert won[2:] == lost[2:].replace("No one is sure", "[No one is sure](../about/how-we-write.md)")


def test_an_article_is_held_back_until_a_day(open_page, staff, difference):
    shown = open_page()
    opened(shown, staff, NEWS)
    shown.get_by_label("Publish on").fill("2099-01-15")
    save(shown)
    assert difference(NEWS) == ["+ publish_on: 2099-01-15"]
    shown.goto(f"http://localhost:{staff.port}/edit/")
    shown.get_by_label("Find a page").fill("doctor refer")
    expect(shown.get_by_role("listitem").filter(visible=True)).to_have_count(1)
    expect(shown.get_by_role("listitem").filter(visible=True)).to_contain_text("from 2099-01-15")


def test_a_fault_is_told_at_its_field_and_at_its_line(open_page, staff):
    shown = open_page()
    text = opened(shown, staff, "contact.md")
    before = text.input_value()
    shown.get_by_label("Title", exact=True).fill("")
    text.fill(f"{before}\n\n[a](nowhere.md)")
    save(shown, "To mend: 1; until then nothing is published")
    expect(shown.get_by_label("Title", exact=True)).to_have_accessible_description(re.compile("is empty; fill it in"))
    shown.get_by_label("Title", exact=True).fill("Contact us")
    save(shown, "To mend: 1")
    shown.get_by_role("button", name="Line ").click()
    assert text.evaluate("text => text.value.slice(text.selectionStart, text.selectionEnd)") == "[a](nowhere.md)"
    text.fill(before)
    save(shown, "Saved at")


def test_a_setting_that_cannot_be_read_loses_nothing(open_page, staff, difference):
    shown, path = open_page(), "your-visit/traveling-to-us.md"
    text = opened(shown, staff, path)
    text.fill(f"{text.input_value()}\n\nOne more paragraph.")
    field = shown.get_by_label("Next", exact=True)
    wrong = '- page: contact.md\n  why: "A quote'
    field.fill(wrong)
    save(shown, ", but not Next.")
    assert difference(path) == ["+ ", "+ One more paragraph."]
    told = "Not saved, line 2: a quotation mark that is never closed"
    expect(field).to_have_accessible_description(re.compile(told))
    expect(field).to_have_value(wrong)
    save(shown, "Not saved: Next.")
    field.fill(f'{wrong}"')
    save(shown, "Saved at")
    assert '+     why: "A quote"' in difference(path)
    expect(shown.locator("#fault-next")).to_be_empty()


def test_what_is_left_out_of_the_site_is_told_apart_from_what_stops_it(open_page, staff):
    shown = open_page()
    shown.goto(f"http://localhost:{staff.port}/edit/practice.yaml")
    text = shown.get_by_label("practice.yaml", exact=True)
    before = text.input_value()
    text.fill(f"{before.rstrip()}\nfax: '+13105550123'\n")
    save(shown, "Left out of the site: 1; all else is published.")
    expect(shown.locator("#left-out")).to_contain_text("python3 build.py form")
    expect(shown.locator("#problems")).to_be_empty()
    expect(shown.locator("#said")).not_to_contain_text("To mend")
    text.fill(before)
    save(shown)
    expect(shown.locator("#left-out")).to_be_hidden()


def test_a_block_leads_from_a_page_in_a_folder(open_page, staff):
    shown = open_page()
    shutil.copytree(ROOT / "tests/components", staff.root / "tests/components")
    text = opened(shown, staff, PAGE)
    shutil.rmtree(staff.root / "tests/components")
    text.fill("")
    for block in ("drawing", "action-link", "search"):
        shown.get_by_role("button", name="Block").click()
        shown.get_by_label("Block", exact=True).select_option(label=block)
        shown.get_by_role("dialog").get_by_role("button", name="Put it in").click()
    found = re.findall(r'(?:file|href)="([^"]*)"', text.input_value())
    assert found == ["../drawings/facial-nerve.svg", "../contact.md", "../contact.md"]
    assert all((staff.root / "content/conditions" / path).is_file() for path in found)


def test_what_somebody_else_has_saved_is_shown_and_left(open_page, staff):
    shown, path = open_page(), staff.root / "content/privacy.md"
    text, before = opened(shown, staff, "privacy.md"), path.read_text()
    path.write_text(f"{before}\nTheirs.\n")
    text.fill(f"{text.input_value()}\n\nMine.")
    shown.get_by_role("button", name="Save", exact=True).click()
    expect(shown.get_by_label("The file's lines and yours")).to_have_text(re.compile(r"-Theirs\.\n\+Mine\."))
    assert path.read_text() == f"{before}\nTheirs.\n"
    shown.get_by_role("button", name="Save mine").click()
    expect(shown.locator("#said")).to_contain_text("Saved at")
    assert path.read_text() == f"{before}\nMine.\n"


def test_a_preview_that_has_stopped_is_told(open_page, staff):
    shown = open_page()
    shown.goto(f"http://localhost:{staff.port}/edit/away/{PAGE}")
    shown.route("**/edit/do/*", lambda route: route.abort())
    shown.on("dialog", lambda dialog: dialog.accept())
    shown.get_by_role("button", name="Delete").click()
    expect(shown.get_by_role("alert").filter(visible=True)).to_have_text(
        "The preview does not answer; is it still running?"
    )


PAGES = ["", "new", "changes", "report", f"away/{PAGE}", "practice.yaml", PAGE]


def test_the_editors_pages_break_no_rule(open_page, staff):
    shown = axe.with_axe(open_page(390, bypass_csp=True))
    for path in PAGES:
        shown.goto(f"http://localhost:{staff.port}/edit/{path}")
        shown.locator("iframe").evaluate_all("frames => frames.forEach(frame => frame.remove())")  # the site's own page
        assert (path, axe.broken(shown, contrast=False), shown.evaluate(WIDER)) == (path, [], False)
    shown.get_by_role("button", name="Picture").click()
    for scheme in ("light", "dark"):
        shown.emulate_media(color_scheme=scheme)
        assert axe.broken(shown, axe.COLORS) == []
