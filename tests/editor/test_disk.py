"""Files of content/ change all at once, none outside does, and what they were is kept."""

import os
import pathlib
import re

import pytest

from sitegen.editor import disk
from sitegen.editor.disk import Refused
from sitegen.problems import Problems


@pytest.fixture
def root(write):
    return write({"content/a.md": "one", "content/b/c.csv": "two", "outside.md": "three"})


def files(root):
    return {
        str(path.relative_to(root)): path.read_text()
        for path in pathlib.Path(root, "content").rglob("*.*")
        if path.is_file()
    }


def test_files_are_written_and_taken_away_together(root):
    os.chmod(f"{root}/content/a.md", 0o640)
    disk.commit(root, "A change", {"a.md": b"new", "b/c.csv": None, "d/e.jpg": b"j"})
    assert files(root) == {"content/a.md": "new", "content/d/e.jpg": "j"}
    assert os.stat(f"{root}/content/a.md").st_mode & 0o777 == 0o640


def test_where_one_is_held_by_another_program_the_others_stay_as_they_were(root, monkeypatch):
    before, replace = files(root), os.replace

    def held(laid, whole):
        if whole.endswith("z.md"):
            raise PermissionError(whole)
        replace(laid, whole)

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(PermissionError):
        disk.commit(root, "A change", {"a.md": b"new", "b/c.csv": None, "d/e.jpg": b"j", "z.md": b"new"})
    assert (files(root), list(disk.entries(root))) == (before, [])


def test_what_was_before_can_be_put_back_and_that_as_well(root):
    before = files(root)
    disk.commit(root, "A change", {"a.md": b"new", "b/c.csv": None, "d/e.jpg": b"j"})
    after = files(root)
    [entry] = disk.entries(root)
    assert (entry.what, entry.paths, entry.before) == (
        "A change",
        ("a.md", "b/c.csv", "d/e.jpg"),
        (b"one", b"two", None),
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", entry.when)
    disk.put_back(root, entry)
    assert files(root) == before
    last, _ = disk.entries(root)
    assert last.what == "Put back: A change"
    disk.put_back(root, last)
    assert files(root) == after


def test_what_is_kept_is_bounded(root, monkeypatch):
    monkeypatch.setattr(disk, "MOST", 3)
    for number in range(5):
        disk.commit(root, f"Change {number}", {"a.md": b"%d" % number})
    assert [one.what for one in disk.entries(root)] == ["Change 4", "Change 3", "Change 2"]
    monkeypatch.setattr(disk, "MOST_BYTES", 1)
    disk.commit(root, "The last", {"a.md": b"9"})
    assert [one.what for one in disk.entries(root)] == ["The last"]


def test_what_is_kept_and_harmed_is_passed_over(root):
    name = disk.commit(root, "A change", {"a.md": b"new"})
    path = pathlib.Path(root, disk.HISTORY, name)
    path.write_bytes(path.read_bytes()[:-1])
    assert list(disk.entries(root)) == [] and disk.entry(root, "../../outside.md") is None


def test_a_disk_that_is_full_leaves_all_as_it_was(root, monkeypatch):
    before, lay = files(root), disk.lay

    def full(whole, data):
        if data == b"last":
            raise OSError(28, "No space left on device")
        return lay(whole, data)

    monkeypatch.setattr(disk, "lay", full)
    with pytest.raises(OSError, match="No space left"):
        disk.commit(root, "A change", {"a.md": b"new", "b/c.csv": b"last"})
    assert files(root) == before


def test_a_file_that_is_too_large_is_refused(root):
    with pytest.raises(Problems, match="a.md: larger than 1,000,000 bytes"):
        disk.commit(root, "A change", {"a.md": b"a" * 1_000_001})
    assert list(disk.entries(root)) == []


@pytest.mark.parametrize(
    "path",
    ["../outside.md", "/etc/a.md", "b/../a.md", "b/./c.csv", "", "a", ".a.md", "A.md", "b//c.csv", "a.md/", "b\\c.csv",
     "a.html", "a.yaml", "b/practice.yaml", "con.md", "aux/a.md", "a\0.md", "..%2foutside.md", "link.md", "linked/a.md",
     "folder.md", "/".join("a" * 11) + "/a.md", "../content/a.md", "build.py"],
)  # fmt: skip
def test_what_is_no_file_of_content_is_refused(root, path):
    os.symlink(f"{root}/outside.md", f"{root}/content/link.md")
    os.symlink(root, f"{root}/content/linked")
    os.mkdir(f"{root}/content/folder.md")
    for do in (lambda: disk.commit(root, "A change", {path: b"new"}), lambda: disk.read(root, path)):
        with pytest.raises(Refused):
            do()
    assert pathlib.Path(root, "outside.md").read_text() == "three" and list(disk.entries(root)) == []
