"""The editor as a browser meets it, and as pages of others would."""

import concurrent.futures
import gc
import http.client
import io
import json
import os
import pathlib
import re
import urllib.parse

import pytest
from conftest import CONDITION, FILES, PRACTICE, TREATMENT, page
from PIL import Image
from running import PATIENCE, Running

from sitegen.cache import digest
from sitegen.editor import disk
from sitegen.editor.guard import FAULT, GONE
from sitegen.editor.lines import BEYOND

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # tornado leaves closed sockets to the collector
CONTACT = page("Contact", "# a note\n", "Text.\n")
SITE = FILES | {
    "content/contact.md": CONTACT,
    "content/conditions/index.md": page("Conditions"),
    "content/conditions/sore.md": page("Sore", CONDITION.replace("treatments: []", "treatments: [rest]")),
    "content/treatments/index.md": page("Treatments"),
    "content/treatments/rest.md": page("Rest", TREATMENT),
    "content/words.yaml": "condition_groups:\n  sudden: {heading: It came suddenly, text: Then look.}\n",
    "content/t.csv": "a,b\n1,2\n",
    "content/drawings/mark.svg": "<svg/>",
    "tests/components/note.md": '::: note type="plain"\nText.\n:::\n',
    "layouts/components/example.html": "{# An example. #}\n{{ name }}{{ text }}{{ about }}{{ html }}",
    "outside.md": "outside",
}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    root = tmp_path_factory.mktemp("edited")
    for name, text in SITE.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    running = Running(str(root), "/")
    yield running
    running.stop()
    gc.collect()  # what the server leaves behind, before another test is blamed for it


@pytest.fixture(scope="module")
def token(running):
    return re.search(r'data-token="([\w-]+)"', running.get("/edit/")[2])[1]


@pytest.fixture
def whole(running):
    """Every file of content/ is, after a test, as it was before."""
    content = running.root / "content"
    before = {path: path.read_bytes() for path in content.rglob("*.*") if path.is_file()}
    yield lambda: {path: path.read_bytes() for path in content.rglob("*.*") if path.is_file()} == before
    for path in content.rglob("*.*"):
        if path.is_file() and path not in before:
            path.unlink()
    for path, data in before.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


@pytest.fixture
def ask(running, token, whole):
    """The status and the answer to a request of the editor's own pages, or of others with other headers."""

    def ask(what, sent, **headers):
        origin = f"http://127.0.0.1:{running.port}"
        given = {"Origin": origin, "X-Token": token, "Sec-Fetch-Site": "same-origin"}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        given = {name: value for name, value in given.items() if value is not None}
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=PATIENCE)
        body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
        connection.request("POST", f"/edit/do/{what}", body, given)
        with connection.getresponse() as answer:
            said = answer.read().decode()
        connection.close()
        return answer.status, json.loads(said) if said.startswith("{") else said

    return ask


def saving(running, path, **given):
    file = running.root / "content" / path
    return {"path": path, "read": digest(file.read_bytes()) if file.is_file() else "", **given}


def text_of(running, path):
    return (running.root / "content" / path).read_text()


def test_a_save_changes_one_line_and_is_seen(running, ask):
    status, said = ask("save", saving(running, "contact.md", settings={"short_title": "Us"}, body="New."))
    assert (status, said["faults"]) == (200, [])
    assert text_of(running, "contact.md") == CONTACT.replace(
        "title: Contact\n", "title: Contact\nshort_title: Us\n"
    ).replace("Text.", "New.")
    assert said["read"] == digest(text_of(running, "contact.md").encode())
    assert "<p>New.</p>" in running.get("/contact/")[2]


def test_a_save_is_taken_back(running, ask, whole):
    _, said = ask("save", saving(running, "contact.md", body="New."))
    assert not whole()
    since = {"problems": ["this has been changed again since; look under What changed"]}
    assert ask("back", {"name": said["undo"], "read": digest(b"other")}) == (422, since) and not whole()
    assert ask("back", {"name": said["undo"], "read": said["read"]}) == (200, {"go": "/edit/changes"})
    assert whole()
    assert ask("back", {"name": "2026-01-01T000000.000000"})[1] == {"problems": ["this change is not kept any more"]}


def test_a_save_of_nothing_new_keeps_nothing(running, ask):
    before = len(os.listdir(running.root / disk.HISTORY)) if (running.root / disk.HISTORY).exists() else 0
    status, said = ask("save", saving(running, "contact.md", settings={"title": "Contact"}, body="Text."))
    assert (status, said["undo"]) == (200, "")
    assert len(os.listdir(running.root / disk.HISTORY) if before else ()) == before


def test_what_is_wrong_is_saved_and_told_where_it_stands(running, ask):
    given = {"settings": {"title": "C", "draft": "x"}, "body": "Text.\n\n[a](nowhere.md)"}
    status, said = ask("save", saving(running, "contact.md", settings={"title": "C"}, body=given["body"]))
    assert said["faults"] == [{"where": "title", "line": 0, "says": "title: has 1 character, at least 3 are wanted"}]
    status, said = ask("save", saving(running, "contact.md", settings={"title": "Contact"}))
    assert said["faults"] == [{"where": "text", "line": 3, "says": "there is no page 'nowhere.md'"}]
    shown = running.get("/edit/contact.md")[2]
    assert "there is no page &#39;nowhere.md&#39;" in shown
    status, said = ask("save", saving(running, "index.md", body="Fine."))
    assert [fault["says"] for fault in said["faults"]] == ["content/contact.md:10: there is no page 'nowhere.md'"]
    assert said["faults"][0]["where"] == ""
    assert status == 200


def test_a_setting_that_is_missing_is_told_at_its_field(running, ask):
    (running.root / "content/a.md").write_text("---\ntitle: A page\n---\n")
    status, said = ask("save", saving(running, "a.md", body="Words."))
    assert {fault["where"] for fault in said["faults"]} == {"description", "summary"} and status == 200


UNREADABLE = [
    ("next", '- page: contact.md\n  why: "A quote', "Not saved, line 2: a quotation mark that is never closed"),
    ("next", "- page: a.md\n  why:b", "Not saved, line 2: put a space after the colon: why: b"),
    ("next", "[a,\n b", "Not saved, line 1: a bracket that is never closed; if the value only begins with one, put the "
     'whole value in quotes: "…"'),
    ("next", "[a]\ntitle: b", f"Not saved: {BEYOND}"),
    ("in_short", "a" * 70_000, "Not saved: the settings are longer than 65,536 characters; move text to the body"),
    ("title", "A\a", "Not saved: title: an invisible control character (U+0007); delete it"),
    ("titel", "A", "Not saved: there is no field 'titel' here"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "says"), UNREADABLE)
def test_all_but_what_cannot_be_read_is_saved_and_that_is_told_at_its_line(running, ask, name, value, says):
    sent = {"settings": {name: value, "short_title": "Us"}, "body": "New."}
    status, said = ask("save", saving(running, "contact.md", **sent))
    assert (status, said["unsaved"], said["faults"]) == (200, [{"where": name, "line": 0, "says": says}], [])
    assert text_of(running, "contact.md") == CONTACT.replace(
        "title: Contact\n", "title: Contact\nshort_title: Us\n"
    ).replace("Text.", "New.")


def test_a_save_of_nothing_that_can_be_read_changes_nothing(running, ask, whole):
    status, said = ask("save", saving(running, "contact.md", settings={"next": "- page: [a"}))
    assert (status, said["undo"], len(said["unsaved"])) == (200, "", 1) and whole()


def test_a_name_that_no_page_can_have_is_told_in_words(running, ask, whole):
    sent = {"path": "treatments/rest.md", "to": "treatments/Sleep Well"}
    says = "'treatments/Sleep Well' is not how files of pages are named; write treatments/sleep-well.md"
    assert ask("move", sent) == (422, {"problems": [says]})
    says = "content/treatments/con.md cannot be a file; choose another name"
    assert ask("move", sent | {"to": "treatments/con.md"}) == (422, {"problems": [says]}) and whole()


def test_a_page_that_is_gone_is_told_in_words(ask):
    for what, sent in (("remove", {"path": "nowhere.md"}), ("move", {"path": "nowhere.md", "to": "a.md"})):
        assert ask(what, sent) == (404, {"problems": [GONE]})


def test_no_file_but_a_page_is_moved_or_deleted(ask, whole):
    for path in ("practice.yaml", "t.csv"):
        assert ask("remove", {"path": path})[0] == ask("move", {"path": path, "to": "a.md"})[0] == 404 and whole()


def test_a_fault_of_the_program_is_told_in_words_and_changes_nothing(running, ask, whole, monkeypatch):
    def broken(*given):
        raise RuntimeError

    monkeypatch.setattr(disk, "commit", broken)
    assert ask("save", saving(running, "contact.md", body="New.")) == (500, {"problems": [FAULT]}) and whole()


def test_what_was_saved_is_said_to_be_saved_whatever_the_build_does(running, ask, capfd):
    build = running.preview.build

    def broken(*given, **options):
        raise RuntimeError("deep inside")

    running.preview.build = broken
    status, said = ask("save", saving(running, "contact.md", body="New."))
    assert status == 200 and said["undo"] and "New." in text_of(running, "contact.md")
    assert [fault["says"][:40] for fault in said["faults"]] == ["build.py: a fault of the program (Runtim"]
    running.preview.build = build
    assert ask("save", saving(running, "contact.md", body="Newer."))[1]["faults"] == []
    assert "RuntimeError: deep inside" in capfd.readouterr().err


def test_what_the_site_is_published_without_is_told_apart(running, ask):
    wait = 'referrals:\n  wait: {time: "2 weeks", as_of: 2026-01-01}\n'
    said = ask("save", saving(running, "practice.yaml", text=PRACTICE + wait))[1]
    [fault] = said["faults"]
    assert fault["where"] == "left out" and "over 60 days ago; it is not published" in fault["says"]
    shown = running.get("/contact/")[2]
    assert "preview-problems" not in shown and "<title>✗" not in shown
    assert "The site is published without this until it is mended. All else is published." in shown
    assert ask("save", saving(running, "practice.yaml", text=PRACTICE))[1]["faults"] == []


def test_a_block_names_files_as_the_page_it_is_for_does(running, whole):
    example = '::: drawing file="drawings/mark.svg" caption="[a](contact.md), not here.md"\n:::\n'
    (running.root / "tests/components/zone.md").write_text(example)
    inside = running.get("/edit/conditions/sore.md")[2]
    assert "file=&#34;../drawings/mark.svg&#34; caption=&#34;[a](../contact.md), not here.md&#34;" in inside
    outside = running.get("/edit/contact.md")[2]
    assert "file=&#34;drawings/mark.svg&#34; caption=&#34;[a](contact.md), not here.md&#34;" in outside
    (running.root / "tests/components/zone.md").unlink()


def test_what_the_disk_refuses_is_told(running, ask, whole):
    history = running.root / disk.HISTORY
    history.mkdir(exist_ok=True)
    history.rename(f"{history}.aside")
    history.touch()
    status, said = ask("save", saving(running, "contact.md", body="New."))
    assert (status, said) == (422, {"problems": ["File exists; nothing was changed"]}) and whole()
    history.unlink()
    pathlib.Path(f"{history}.aside").rename(history)


def test_facts_tables_and_what_no_form_can_show_are_changed_as_text(running, ask):
    status, said = ask("save", saving(running, "practice.yaml", text=PRACTICE + "faks: 1\n"))
    assert (status, [fault["where"] for fault in said["faults"]]) == (200, ["text"])
    assert said["faults"][0]["line"] == PRACTICE.count("\n") + 1
    assert ask("save", saving(running, "practice.yaml", text=PRACTICE))[1]["faults"] == []
    assert ask("save", saving(running, "t.csv", text="a,b\r\n3,4\r\n"))[0] == 200
    assert text_of(running, "t.csv") == "a,b\n3,4\n"
    assert ask("save", saving(running, "house-rules.yaml", text="claims: {}\n"))[0] == 200
    assert ask("save", saving(running, "contact.md", text="no settings"))[1]["faults"][0]["where"] == "text"
    assert 'class="code"' in running.get("/edit/contact.md")[2] and "no settings" in running.get("/edit/contact.md")[2]
    assert ask("save", saving(running, "contact.md", text="half \ud83d"))[0] == 400


def test_a_file_that_is_not_utf_8_is_told(running, whole):
    (running.root / "content/t.csv").write_bytes(b"a,b\n\xff,2\n")
    assert "not saved as UTF-8" in running.get("/edit/t.csv")[2]
    assert "content/menu.yaml:1" in running.get("/edit/away/contact.md")[2]


def test_a_page_without_readable_settings_is_no_form(running, whole):
    (running.root / "content/contact.md").write_text("---\ntitle: [\n---\n")
    assert "data-name" not in running.get("/edit/contact.md")[2]
    assert (
        "data-name" not in running.get("/edit/index.md?text=1")[2] and "data-name" in running.get("/edit/index.md")[2]
    )


def test_a_page_that_is_changed_as_one_text_has_the_lines_of_its_file(running, ask):
    status, said = ask("save", saving(running, "contact.md", text=CONTACT + "\n[a](nowhere.md)\n"))
    assert (status, said["faults"][0]["where"], said["faults"][0]["line"]) == (200, "text", 10)


def test_what_others_have_saved_is_left_and_both_are_shown(running, ask):
    mine = saving(running, "contact.md", body="Mine.")
    theirs = CONTACT.replace("Text.", "Theirs.")
    (running.root / "content/contact.md").write_text(theirs)
    status, said = ask("save", mine)
    assert (status, said["now"]) == (409, digest(theirs.encode())) and text_of(running, "contact.md") == theirs
    assert said["compared"].endswith(" ---\n \n-Theirs.\n+Mine.")
    assert ask("save", {**mine, "read": said["now"]})[0] == 200
    assert text_of(running, "contact.md") == CONTACT.replace("Text.", "Mine.")


def test_what_others_have_deleted_is_not_made_again(running, ask):
    mine = saving(running, "t.csv", text="a")
    (running.root / "content/t.csv").unlink()
    message = "this file is not there any more; copy your words from here into a new page"
    assert ask("save", mine) == (422, {"problems": [message]})


def test_two_saves_at_once_are_one_after_the_other(running, ask):
    saves = [saving(running, "contact.md", body=f"Save {number}.") for number in range(6)]
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        statuses = sorted(status for status, _ in pool.map(lambda sent: ask("save", sent), saves))
    assert statuses == [200, 409, 409, 409, 409, 409]
    assert re.search(r"Save \d\.\n$", text_of(running, "contact.md"))


def picture(kind="jpeg"):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, kind)
    return file.getvalue()


def query(**given):
    return f"picture?{urllib.parse.urlencode(given)}"


def test_a_picture_lands_beside_the_page_under_its_words(running, ask):
    sent = {"beside": "conditions/sore.md", "words": "The [front] door,  by day", "name": "IMG_1.JPG"}
    assert ask(query(**sent), picture()) == (200, {"text": "![The front door, by day](the-front-door-by-day.jpg)"})
    assert ask(query(**sent), picture())[1]["text"].endswith("(the-front-door-by-day-2.jpg)")
    assert (running.root / "content/conditions/the-front-door-by-day.jpg").read_bytes() == picture()
    assert ask(query(**sent | {"words": "“你好”"}), picture())[1]["text"] == "![“你好”](picture.jpg)"
    assert ask(query(**sent | {"words": "Con"}), picture())[1]["text"] == "![Con](picture-2.jpg)"  # a device of Windows
    long = "a door that stands open so that all of it can be seen"
    assert ask(query(**sent | {"words": long}), picture())[1]["text"].endswith(
        "](a-door-that-stands-open-so-that-all-of.jpg)"
    )
    for kind, name in (("jpeg", "day-3.jpg"), ("webp", "day.webp"), ("avif", "day.avif")):  # called PNG by others
        assert ask(query(**sent | {"name": "a.png"}), picture(kind))[1]["text"].endswith(f"(the-front-door-by-{name})")
    assert ask(query(**sent | {"name": "a.pdf"}), b"%PDF")[1]["text"].startswith("[The front door")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.GIF", "a picture in a form that pages cannot show; save it as JPEG or PNG"),
        ("a.exe", "not a picture that pages can show (.jpg .jpeg .png .webp .avif .heic .heif .svg)"),
        ("a", "not a picture that pages can show"),
        ("../../a.md", "not a picture that pages can show"),
    ],
)
def test_what_pages_cannot_show_is_refused(ask, whole, name, message):
    status, said = ask(query(beside="contact.md", words="A", name=name), picture())
    assert status == 422 and said["problems"][0].startswith(message) and whole()


def test_a_new_page_is_a_draft_that_can_be_put_back(running, ask, whole):
    assert ask("new", {"kind": "page", "title": "Doctors’ hours"}) == (200, {"go": "/edit/doctors-hours.md"})
    assert "draft: true" in text_of(running, "doctors-hours.md")
    assert "Doctors’ hours</a> <small>doctors-hours.md</small> <strong>draft</strong>" in running.get("/edit/")[2]
    [name] = re.findall(r'href="/edit/change/([^"]+)">New page doctors-hours.md', running.get("/edit/changes")[2])
    ask("back", {"name": name})
    assert whole()
    assert ask("new", {"kind": "page", "title": "Contact"}) == (
        422,
        {"problems": ["content/contact.md exists already; choose another title"]},
    )


def test_a_page_moves_with_what_leads_to_it(running, ask, whole):
    assert "content/conditions/sore.md" in running.get("/edit/away/treatments/rest.md")[2]
    assert ask("move", {"path": "treatments/rest.md", "to": "treatments/sleep.md"}) == (
        200,
        {"go": "/edit/treatments/sleep.md"},
    )
    assert "treatments: [sleep]" in text_of(running, "conditions/sore.md")
    assert "aliases: [/treatments/rest/]" in text_of(running, "treatments/sleep.md")
    assert running.get("/treatments/sleep/")[0] == 200 and not (running.root / "content/treatments/rest.md").exists()
    name = sorted(os.listdir(running.root / disk.HISTORY))[-1]
    shown = running.get(f"/edit/change/{name}")[2]
    assert "data-ask" not in shown
    assert "Moved treatments/rest.md to treatments/sleep.md" in shown and ">+aliases: [/treatments/rest/]" in shown
    ask("back", {"name": name})
    assert whole()
    assert "The file is as it was before." in running.get(f"/edit/change/{name}")[2]
    assert ask("move", {"path": "nowhere.md", "to": "a.md"})[0] == 404


def test_it_is_asked_before_newer_words_are_put_back(running, ask, whole):
    ask("move", {"path": "treatments/rest.md", "to": "treatments/sleep.md"})
    name = sorted(os.listdir(running.root / disk.HISTORY))[-1]
    [read] = re.findall(r'name="read" value="(\w+)"', running.get(f"/edit/change/{name}")[2])
    running.save("content/conditions/sore.md", text_of(running, "conditions/sore.md") + "Newer.\n")
    shown = running.get(f"/edit/change/{name}")[2]
    asked = (
        "Changed again since then: conditions/sore.md. Put back all the same? What is newer stays under “What changed”."
    )
    assert f'data-ask="{asked}"' in shown
    since = {"problems": ["this has been changed again since; look under What changed"]}
    assert ask("back", {"name": name, "read": read}) == (422, since)
    [read] = re.findall(r'name="read" value="(\w+)"', shown)
    assert ask("back", {"name": name, "read": read})[0] == 200 and whole()
    assert "data-ask" not in running.get(f"/edit/change/{name}")[2]


def test_a_page_is_deleted_and_its_address_leads_to_another(running, ask, whole):
    assert ask("remove", {"path": "conditions/sore.md", "heir": "contact.md"})[0] == 200
    assert "aliases: [/conditions/sore/]" in text_of(running, "contact.md")
    assert not (running.root / "content/conditions/sore.md").exists()
    running.save("content/treatments/rest.md", page("Rest", TREATMENT + "aliases: [/sleep/]\n"))
    assert ask("remove", {"path": "treatments/rest.md"})[0] == 200
    assert text_of(running, "menu.yaml") == "header: [contact.md]\nfooter: []\ngone: [/treatments/rest/, /sleep/]\n"
    assert ask("remove", {"path": "index.md"})[1] == {
        "problems": ["every page leads to this one; it stays where it is"]
    }
    assert ask("remove", {"path": "treatments/index.md"})[1] == {
        "problems": ["the page of a whole section; it stays where it is"]
    }
    assert running.get("/edit/away/nowhere.md")[0] == ask("remove", {"path": "nowhere.md"})[0] == 404


def test_a_picture_that_was_taken_away_is_said_to_be_no_text(running, ask, whole):
    ask(query(beside="contact.md", words="A door", name="a.png"), picture("png"))
    name = sorted(os.listdir(running.root / disk.HISTORY))[-1]
    assert "This is no text." in running.get(f"/edit/change/{name}")[2]
    assert running.get("/edit/change/2026-01-01T000000.000000")[0] == 404


def test_the_index_has_every_page_with_its_state(running, whole):
    running.save("content/news.md", page("News here", "publish_on: 2099-01-01\ndraft: true\n"))
    running.save("content/bad.md", "no settings")
    running.save("content/First Visit.md", page("First visit"))
    shown = running.get("/edit/")[2]
    assert "<strong>draft, from 2099-01-01</strong>" in shown and "<strong>has a fault</strong>" in shown
    assert "rename it first-visit.md" in shown and "/edit/First" not in shown
    assert 'href="/edit/practice.yaml"' in shown and 'href="/edit/t.csv"' in shown


def test_an_article_says_until_when(running, whole):
    (running.root / "content/news").mkdir(exist_ok=True)
    running.save("content/news/index.md", page("News"))
    health = "audience: patient\nwritten: 2026-01-01\nnext_review: 2027-01-01\n"
    running.save("content/news/a.md", page("One", f"{health}date: 2026-01-01\nauthor: A\nexpires: 2099-02-01\n"))
    assert "<strong>until 2099-02-01</strong>" in running.get("/edit/")[2]


def test_the_report_begins_with_what_comes_before_launch(running, whole):
    running.save("content/conditions/sore.md", SITE["content/conditions/sore.md"])
    shown = running.get("/edit/report")[2]
    assert '<a href="/edit/practice.yaml">content/practice.yaml</a>' in shown
    running.save("content/contact.md", "no settings")
    assert "Mend this first" in running.get("/edit/report")[2]


def test_pages_of_the_editor_run_only_its_own_script_and_stand_in_no_frame(running):
    for path in ("", "new", "changes", "report", "contact.md", "own/editor.js", "own/pasted.js", "nowhere.md"):
        status, headers, shown = running.get(f"/edit/{path}")
        policy = headers["Content-Security-Policy"]
        assert (
            "default-src 'none'; script-src 'self'; style-src 'self'" in policy and "frame-ancestors 'none'" in policy
        )
        assert "unsafe" not in policy and headers["Cache-Control"] == "no-store"
        assert status == (404 if path == "nowhere.md" else 200)
        assert not re.search(r"<script>|<style|\son\w+=|\sstyle=", shown) or "own/" in path


EDITORS = {"/": "index.md", "/contact/": "contact.md", "/conditions/": "conditions/index.md", "/404.html": "404.md"}


@pytest.mark.parametrize(("address", "path"), EDITORS.items())
def test_every_page_of_the_preview_leads_to_its_editor(running, address, path):
    assert f'target="_top" href="/edit/{path}">Edit this page</a>' in running.get(address)[2]


@pytest.mark.parametrize("address", ["/no/where/", "/../outside/", "/components/"])
def test_a_page_without_a_file_of_its_own_leads_to_none(running, address):
    assert "Edit this page" not in running.get(address)[2]


PICTURE = "picture?beside=contact.md&words=a&name=a.jpg"
SENT = {"path": "contact.md", "read": digest(CONTACT.encode()), "body": "Evil."}
OTHERS = [
    {"X_Token": None},
    {"X_Token": "guessed"},
    {"X_Token": "\xe9"},
    {"Origin": None},
    {"Origin": "null"},
    {"Origin": "http://evil.example"},
    {"Origin": "https://127.0.0.1"},
    {"Origin": "http://127.0.0.1:1"},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Sec_Fetch_Site": "none"},
    {"Host": "evil.example", "Origin": "http://evil.example"},
]


@pytest.mark.parametrize("headers", OTHERS, ids=str)
@pytest.mark.parametrize(
    "what", ["save", "picture?beside=contact.md&words=a&name=a.jpg", "new", "move", "remove", "back"]
)
def test_what_no_page_of_ours_asks_for_is_not_done(ask, whole, what, headers):
    assert ask(what, SENT, **headers)[0] == 403 and whole()


@pytest.mark.parametrize(
    "path", ["../outside.md", "/etc/passwd.md", "..%2foutside.md", "link.md", "linked/outside.md", "a.html", "A.md", ""]
)
def test_no_path_leads_out_of_content(running, ask, whole, path):
    content = running.root / "content"
    for name, target in {"link.md": "../outside.md", "linked": ".."}.items():
        if not (content / name).is_symlink():
            (content / name).symlink_to(target)
    for what, sent in {
        "save": {"path": path, "read": digest(b"outside"), "text": "Evil."},
        "remove": {"path": path},
        "remove ": {"path": "t.csv", "heir": path or "../outside.md"},
        "move": {"path": "treatments/rest.md", "to": path},
        "picture": b"evil",
    }.items():
        where = query(beside=path, words="a", name="a.jpg") if what == "picture" else what.strip()
        assert ask(where, sent)[0] in (404, 422), what
    quoted = urllib.parse.quote(path, safe="/")
    assert "outside</textarea>" not in running.get(f"/edit/{quoted}")[2]
    for name in ("link.md", "linked"):
        (content / name).unlink()
    assert whole() and (running.root / "outside.md").read_text() == "outside"


NO_SAVES = [b"", b"{", b"[]", b'{"path": 1}', b"\xff", b'{"path":"contact.md","read":"","settings":{"title":{}}}']


@pytest.mark.parametrize("sent", NO_SAVES)
def test_what_is_not_what_our_pages_send_is_refused(ask, whole, sent):
    assert ask("save", sent)[0] == 400 and whole()


def test_what_is_too_large_is_refused(running, ask, token, whole):
    assert ask("save", saving(running, "contact.md", body="a" * 1_000_001))[0] == 422
    for what, length in (("save", 5_000_000), (PICTURE, 50_000_000)):
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=PATIENCE)
        connection.putrequest("POST", f"/edit/do/{what}")
        origin = f"http://127.0.0.1:{running.port}"
        for name, value in {"Origin": origin, "X-Token": token, "Content-Length": str(length)}.items():
            connection.putheader(name, value)
        connection.endheaders(b"a" * 1000)
        with connection.getresponse() as answer:
            assert answer.status == 400
        connection.close()
    assert whole()


def test_no_page_of_the_editor_answers_another_host(running):
    for path in ("/edit/", "/edit/contact.md", "/edit/own/editor.js"):
        assert running.get(path, host="evil.example")[0] == 403
