"""The files of content/: which may be there, and which are read again."""

import os
import shutil
import subprocess
import sys
import time

import pytest
from conftest import CONDITION, FILES, LAYOUT, ROOT, TODAY, TREATMENT, page
from samples import DRAWING

import build as commands
from sitegen.cache import content_of
from sitegen.content import folder
from sitegen.content import load as load_module
from sitegen.problems import Problems

FOLDER = "a folder with the name of a file; rename it"
NAMES = "names have small letters, digits and hyphens only"
WANTED = "must be the path of a .md or .pdf file, or begin with https:// or tel:+"
OUTSIDE = "a link to a folder, or to something outside content/; put a copy here instead"
BODY = '**a** palsy\n\n::: note type="plain"\nb\n:::\n\n::: grid data="t.csv"\n:::\n'
BOOK = {"content/contact.md": page("Contact", body=BODY), "content/t.csv": "a\n1\n"}
OTHER_KIND = (
    "not a kind of file this site is made of (.md .csv .pdf .svg .jpg .jpeg .png .webp .avif .heic .heif .mp4 .vtt); "
    "move it out of content/"
)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("First Visit.md", f"rename it first-visit.md: {NAMES}"),
        ("a_b.md", f"rename it a-b.md: {NAMES}"),
        ("é.md", f"rename it e.md: {NAMES}"),
        ("你.md", f"rename it first-visit.md: {NAMES}"),
        ("News/a.csv", f"rename it news/a.csv, here and where pages name it: {NAMES}"),
        ("Año nuevo (1).JPG", f"rename it ano-nuevo-1.jpg, here and where pages name it: {NAMES}"),
        ("a.htm", "a page of another program; paste its words into a .md file; move this one out of content/"),
        ("a.XLSX", "a table of another program; save it as CSV UTF-8; move this one out of content/"),
        ("a.xyz", OTHER_KIND),
        ("a", OTHER_KIND),
        (
            "news/practice.yaml",
            OTHER_KIND,
        ),
    ],
)
def test_a_file_that_has_no_business_there(problems_of, path, problem):
    assert f"content/{path}: {problem}" in problems_of({f"content/{path}": "a"})


def test_a_folder_where_a_file_should_be(problems_of):
    assert f"content/a.md: {FOLDER}" in problems_of({"content/a.md/b.md": page()})


def test_a_file_that_becomes_a_folder(build_site, problems_of):
    build_site({"content/t.csv": "a\n1\n"})
    os.unlink(build_site().root + "/content/t.csv")
    assert f"content/t.csv: {FOLDER}" in problems_of({"content/t.csv/a.csv": "a\n1\n"})


@pytest.mark.parametrize("target", ["../secret.md", "/etc/hostname", "nowhere.md", "a.md", "."])
def test_a_link_out_of_the_folder(problems_of, write, target):
    root = write({"secret.md": page(), "content/contact.md": page()})
    os.symlink(target, f"{root}/content/a.md")
    assert problems_of({}) == [f"content/a.md: {OUTSIDE}"]


def test_a_link_inside_the_folder_is_a_page_like_any_other(build_site, write):
    root = write({"content/index.md": page("Home", body="[a](a.md)\n"), "content/b.svg": page("Twin")})
    os.symlink("b.svg", f"{root}/content/a.md")
    assert "<h1>Twin</h1>" in build_site({"content/index.md": page("Home", body="[a](a.md)\n")})["a/"]


def test_what_is_neither_file_nor_folder(problems_of, write):
    os.mkfifo(write({"content/contact.md": page()}) + "/content/a.md")
    assert problems_of({}) == ["content/a.md: neither a file nor a folder; take it away"]


def test_hidden_files_and_an_editors_copies_are_passed_over(build_site):
    site = build_site({"content/.a.md": "", "content/contact.md~": "", "content/.git/a": ""})
    assert set(site.content.digests) == {name.removeprefix("content/") for name in FILES if name.startswith("content/")}


def test_two_pages_with_one_address(problems_of):
    files = {"content/contact/index.md": page("Twin"), "content/404.md": page("Not found", "aliases: [/contact/]\n")}
    assert problems_of(files) == [
        "content/404.md:5: the alias '/contact/' is already the address of contact/index.md; take it out",
        "content/contact/index.md:1: has the same address as contact.md (/contact/); rename one of them",
    ]


def test_relations_to_nothing_and_to_a_draft(problems_of):
    files = {
        "content/conditions/index.md": page("Conditions"),
        "content/conditions/a.md": page(fields=CONDITION.replace("treatments: []", "treatments: [bottox, botox]")),
        "content/treatments/index.md": page("Treatments"),
        "content/treatments/botox.md": page("Botox", TREATMENT + "draft: true\n"),
    }
    assert problems_of(files) == [
        "content/conditions/a.md:10: no treatment called 'bottox', did you mean 'botox'?",
        "content/conditions/a.md:10: the treatment 'botox' is not published; take it out here",
    ]


def test_every_fault_of_every_file_is_told_at_once(problems_of):
    body = '## A\n\n[x](a.txt)\n\n<b>\n\n::: nte\n:::\n\n::: grid data="t.csv"\n:::\n'
    files = {
        "content/contact.md": page(fields="tilte: A\ndraft: no\n", body=body),
        "content/404.md": page("Not found", "x: 'a\n", body="# A\n"),
        "content/menu.yaml": "header: contact.md\n",
        "content/t.csv": "a,b\n1\n",
        "content/A.md": "",
    }
    assert problems_of(files) == [
        "content/404.md:5: a quotation mark that is never closed",
        "content/404.md:8: '# A': the page's title is its only first-level heading; begin with ##",
        f"content/A.md: rename it a.md: {NAMES}",
        "content/contact.md:5: there is no field 'tilte' here, did you mean 'title'?",
        "content/contact.md:6: draft: write true or false",
        f"content/contact.md:11: the link 'a.txt' {WANTED}",
        "content/contact.md:13: HTML (<b>) cannot be used here; write **words** for bold ones",
        "content/contact.md:15: there is no component 'nte', did you mean 'note'?",
        "content/menu.yaml:1: header: needs a list: lines that begin with '- ', or [one, two]",
        "content/menu.yaml:1: the field 'footer' is missing; add a line footer: []",
        "content/t.csv:2: cells in this row: 1, in the first: 2; they must be as many",
    ]


def test_a_file_of_facts_that_cannot_be_read_is_not_also_missing(problems_of, write):
    root = write({"elsewhere.yaml": "", "content/contact.md": page("Contact")})
    os.symlink("../elsewhere.yaml", f"{root}/content/menu.yaml")
    assert problems_of({"content/sources.yaml": b"#" * 1_000_001}) == [
        f"content/menu.yaml: {OUTSIDE}",
        "content/sources.yaml: larger than 1,000,000 bytes; split it, or save it again with less detail",
    ]


@pytest.mark.parametrize(("name", "size"), [("a.csv", 1), ("a.vtt", 1), ("a.png", 40)])
def test_a_file_may_be_as_large_as_its_kind_allows(write, problems_of, name, size):
    root, most = write({f"content/{name}": b"\0"}), size * 1_000_000
    message = f"content/{name}: larger than {most:,} bytes; split it, or save it again with less detail"
    for length, is_told in ((most, False), (most + 1, True)):
        os.truncate(f"{root}/content/{name}", length)
        assert (message in problems_of({"content/contact.md": page("Contact", "x: y\n")})) is is_told


def test_folders_may_lie_nine_deep(build_site, problems_of):
    nine, ten = "/".join("abcdefghi"), "/".join("abcdefghij")
    assert build_site({f"content/{nine}/t.csv": "a\n1\n"})
    assert problems_of({f"content/{ten}/t.csv": "a\n1\n"}) == [
        f"content/{ten}: more than 9 folders in each other; move it up"
    ]


@pytest.mark.parametrize("name", sorted({*folder.FACTS} - load_module.OPTIONAL.keys()))
def test_a_missing_file_of_facts(problems_of, write, name):
    write(FILES)
    assert problems_of({f"content/{name}": None}) == [f"content/{name}: this file is missing"]


class Opened:
    """The files that are opened while `paths` is a list."""

    paths = None

    @classmethod
    def note(cls, event, given):
        if cls.paths is not None and event == "open":
            cls.paths.append(str(given[0]))


sys.addaudithook(Opened.note)


def read_by_a_build(root, monkeypatch):
    """The site, and the files of content/ that were read for it."""
    monkeypatch.setattr(Opened, "paths", [])
    site = commands.build(root, TODAY)
    content = f"{root}/content/"
    return site, sorted({path.removeprefix(content) for path in Opened.paths if path.startswith(content)})


@pytest.fixture
def later(monkeypatch):
    """Lets builds take place three seconds later, when files just written are trusted not to change unseen."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 3_000_000_000)


@pytest.fixture
def book(build_site):
    """The folder of a site that was built."""
    return build_site(BOOK).root


def test_a_file_just_written_may_change_unseen_and_is_read_again(book, monkeypatch):
    everything = sorted(name.removeprefix("content/") for name in FILES | BOOK if name.startswith("content/"))
    assert read_by_a_build(book, monkeypatch)[1] == everything
    assert read_by_a_build(book, monkeypatch)[1] == everything


def test_an_unchanged_file_is_not_read_again(later, book, monkeypatch):
    assert read_by_a_build(book, monkeypatch)[1] == []


def test_a_changed_file_is_read_again_and_no_other(later, book, write, monkeypatch):
    write({"content/contact.md": page("Contact", body="new\n")})
    site, paths = read_by_a_build(book, monkeypatch)
    assert b"<p>new</p>" in content_of(site.files["contact/index.html"]) and paths == ["contact.md"]


def test_a_change_of_the_same_length_at_the_same_time_is_seen(build_site):
    for word in ("one", "two"):
        root = build_site({"content/contact.md": page("Contact", body=f"{word}\n")}).root
        os.utime(f"{root}/content/contact.md", (0, 0))
        assert f"<p>{word}</p>" in build_site({"content/contact.md": page("Contact", body=f"{word}\n")})["contact/"]


@pytest.mark.parametrize(
    ("path", "text", "html"),
    [
        ("content/glossary.yaml", "palsy: new\n", '<span id="term-1" popover="" role="note"> (new)</span>'),
        ("content/t.csv", "a\nnew\n", "<table>new;</table>"),
        (
            "layouts/components/note.html",
            '{# type: plain #}<b class="{{ type }}">{{ body }}</b>',
            '<b class="plain"><p>b</p></b>',
        ),
        ("content/sources.yaml", "ONE:\n  text: New source.\n  tier: A\n", "<strong>a</strong>"),
    ],
)
def test_what_a_page_is_made_of_changes_the_page(build_site, path, text, html):
    before = build_site(BOOK)["contact/"]
    after = build_site(BOOK | {path: text})["contact/"]
    assert html in after
    assert (before == after) == (path == "content/sources.yaml")
    assert build_site(BOOK)["contact/"] == before


def cut(path):
    path.write_bytes(path.read_bytes()[:-3])


def spoil(path):
    path.write_bytes(path.read_bytes().replace(b"strong", b"script"))


@pytest.mark.parametrize("harm", [cut, spoil, os.unlink])
@pytest.mark.parametrize("name", ["content.index", "bodies/*", "templates/*"])
def test_a_damaged_cache_never_changes_the_result(build_site, tmp_path, name, harm):
    build_site(BOOK)
    for path in (tmp_path / ".cache").glob(name):
        harm(path)
    text = build_site(BOOK | {"layouts/page.html": LAYOUT + "<p>new</p>"})["contact/"]
    assert "<p><strong>a</strong> <button" in text and 'of muscles)</span></p>\n<aside class="plain">' in text
    assert "<table>1;</table>" in text and text.endswith("<p>new</p>")


def test_a_build_without_its_cache_is_the_same(build_site, tmp_path):
    before = build_site(BOOK).bytes()
    assert build_site(BOOK).bytes() == before
    shutil.rmtree(tmp_path / ".cache")
    assert build_site(BOOK).bytes() == before


def test_faults_are_told_at_every_build_until_they_are_mended(build_site, problems_of):
    files = BOOK | {"content/contact.md": page("Contact", body="<b>\n")}
    assert problems_of(files) == problems_of(files)
    assert "<strong>a</strong>" in build_site(BOOK)["contact/"]
    assert problems_of(files) == ["content/contact.md:7: HTML (<b>) cannot be used here; write **words** for bold ones"]


def test_bytes_other_than_those_of_the_digest_are_not_taken(build_site, write):
    scanned = build_site({"content/a.csv": "a\n1\n"}).loaded.folder
    assert scanned.read("a.csv") == b"a\n1\n"
    write({"content/a.csv": "a\n2\n"})
    with pytest.raises(Problems) as told:
        scanned.read("a.csv")
    assert str(told.value) == "a.csv: changed while the site was built; build again"


TORN = """
import os, sys
import build
root, path, change = sys.argv[1:]
opened = 0

def watch(event, given):
    global opened
    if event == "open" and str(given[0]) == f"{root}/content/{path}":
        opened += 1
        if opened == 2:  # its digest is known, and now its bytes are asked for
            os.rename(change, f"{root}/content/{path}")

sys.addaudithook(watch)
build.ROOT = root
sys.exit(build.run(["build"]))
"""


@pytest.mark.parametrize("path", ["contact.md", "map.svg", "glossary.yaml", "rows.csv"])
def test_a_file_that_changes_after_its_digest_stops_the_build(build_site, write, tmp_path, path):
    body = '![A map](map.svg)\n\nThe palsy.\n\n::: grid data="rows.csv"\n:::\n'
    before = {"contact.md": page(body=body), "map.svg": DRAWING, "glossary.yaml": "palsy: weakness\n"}
    before["rows.csv"] = "Months,Number\n1,2\n"
    after = {"contact.md": page(body=f"Other.\n\n{body}"), "map.svg": DRAWING.replace("h100", "h99")}
    after |= {"glossary.yaml": "palsy: other\n", "rows.csv": "Months,Number\n3,4\n"}
    root = write(FILES | {f"content/{name}": text for name, text in before.items()} | {"other": after[path]})
    command = [sys.executable, "-c", TORN, root, path, f"{root}/other"]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        1,
        f"content/{path}: changed while the site was built; build again\n"
        "1 problem; nothing was published, the site is as it was.\n",
    )
    files = {f"content/{name}": text for name, text in before.items()}
    site = {name: content_of(file) for name, file in build_site(files).files.items()}
    shutil.rmtree(tmp_path / ".cache")
    assert {name: content_of(file) for name, file in build_site(files).files.items()} == site
