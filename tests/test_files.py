"""Files of assets/ and layouts/: plain ones of ours and of bounded size; whatever else lies there is told."""

import os

import pytest
from conftest import IGNORED

import build as commands
from sitegen.files import LARGEST, is_ignored
from sitegen.problems import Problems

PLACES = ["assets/icons/one.png", "assets/js/one.js", "assets/css/components/one.css", "layouts/root/one.txt"]
ODD = "not a file, or a link to something outside its folder; put a copy here instead"


@pytest.mark.parametrize("name", IGNORED)
def test_what_is_nobodys_work_is_ignored(name):
    assert is_ignored(name)


@pytest.mark.parametrize(
    "name", ["a.md", "a#b.md", "#a.md", "a~b.md", "~a.md", "$a.docx", "swp", "thumbs.db.md", "a.ini"]
)
def test_what_may_be_somebodys_work_is_not(name):
    assert not is_ignored(name)


def test_a_site_is_built_as_if_nothing_had_been_left(build_site):
    before = build_site().bytes()
    folders = ("content", "content/news", "layouts", "layouts/components", "layouts/root", "assets/js", "assets/icons")
    after = build_site({f"{folder}/{name}": b"\xff" for folder in folders for name in IGNORED}).bytes()
    assert after == before


def links_outside(path):
    path.symlink_to("/etc/passwd")


def holds_too_much(path):
    path.touch()
    os.truncate(path, LARGEST + 1)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("made", "message"),
    [(links_outside, ODD), (os.mkfifo, ODD), (holds_too_much, "larger than 40,000,000 bytes; make it smaller")],
)
def test_what_is_no_file_of_ours_is_told_and_never_read(build_site, tmp_path, place, made, message):
    root = build_site().root
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    made(path)
    with pytest.raises(Problems) as found:
        commands.build(root, None)
    assert str(found.value) == f"{place}: {message}"


def test_a_link_inside_the_folder_is_followed(build_site, tmp_path):
    build_site({"assets/icons/one.txt": "1"})
    (tmp_path / "assets/icons/other.txt").symlink_to("one.txt")
    assert sum(path.startswith("icons/") for path in build_site().files) == 2


@pytest.mark.parametrize("place", ["assets/css/base.css", "assets/css/components/a.css", "assets/js/a.js"])
def test_what_is_no_utf_8_is_told(build_site, place):
    with pytest.raises(Problems) as found:
        build_site({place: b"/* a\r\n caf\xe9 */"})
    assert str(found.value) == f"{place}:2: not saved as UTF-8; save the file again with encoding UTF-8"
