"""The published folder is always one whole good site, whatever stops the writing."""

import ctypes
import errno
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import types

import pytest
from conftest import ROOT

from sitegen.cache import KeptFile, digest
from sitegen.output.publish import exchange, publish, rename_thrice

UNWRITABLE = "a" * 300  # longer than any system lets a name be


def read(folder):
    folder = pathlib.Path(folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def kept(path, data):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return KeptFile(str(path), len(data), path.stat().st_mtime_ns, digest(data))


@pytest.fixture
def put(tmp_path):
    """Publishes files in public/ of this test's folder."""
    return lambda files: publish(files, f"{tmp_path}/public", f"{tmp_path}/spare")


def test_the_folder_holds_exactly_the_files(tmp_path, put):
    assert put({"index.html": b"1", "a/b/index.html": b"1"}) == 2
    assert put({"index.html": b"2", "c/index.html": b"2"}) == 3
    assert read(tmp_path / "public") == {"index.html": b"2", "c/index.html": b"2"}
    assert sorted(os.listdir(tmp_path / "public")) == ["c", "index.html"]
    assert put({"index.html": b"2", "c/index.html": b"2"}) == 0
    assert put({"index.html": b"2"}) == 1
    assert os.listdir(tmp_path / "public") == ["index.html"]


def test_kept_files_are_linked_and_compared_by_size_and_time(tmp_path, put):
    page = kept(tmp_path / "cache/page", b"1")
    assert put({"index.html": page}) == 1
    assert os.path.samefile(page.path, tmp_path / "public/index.html")
    assert put({"index.html": page}) == 0
    assert put({"index.html": kept(tmp_path / "cache/other", b"22")}) == 1
    assert put({"index.html": kept(tmp_path / "cache/as-long", b"33")}) == 1
    assert read(tmp_path / "public") == {"index.html": b"33"}


def test_publish_undoes_changes_made_by_others(tmp_path, put):
    files = {"index.html": b"1", "a/index.html": b"1", "b/index.html": b"1", "c/index.html": b"1"}
    put(files)
    public = tmp_path / "public"
    (public / "extra/deep").mkdir(parents=True)
    (public / "extra/deep/file").write_bytes(b"?")
    (public / "index.html").write_bytes(b"?")
    (public / "a/index.html").unlink()
    (public / "a/index.html").mkdir()
    (public / "a/index.html/file").write_bytes(b"?")
    (public / "b/index.html").unlink()
    (public / "b/index.html").symlink_to(public / "c/index.html")
    (public / "c/index.html").rename(public / "moved")
    (public / "c").rmdir()
    (public / "c").write_bytes(b"?")
    put(files)
    put(files | {"d": b"1"})  # what the damaged folder became, too
    assert read(public) == files | {"d": b"1"}
    assert not (public / "b/index.html").is_symlink() and not (public / "extra").exists()


def test_what_was_left_in_the_spare_folder_is_not_published(tmp_path, put):
    for content in (b"1", b"2"):
        put({"a/b": content})
    (tmp_path / "spare/left/deep").mkdir(parents=True)
    for name in ("left/deep/file", "a/left"):
        (tmp_path / "spare" / name).write_bytes(b"?")
    put({"a/b": b"3"})
    assert read(tmp_path / "public") == {"a/b": b"3"} and os.listdir(tmp_path / "public") == ["a"]


@pytest.mark.parametrize("folder", ["", "/dev/shm"], ids=["linked", "copied"])
def test_a_file_takes_the_place_of_whatever_was_left_at_its_path(tmp_path, put, folder):
    other = tmp_path / "other"
    other.write_bytes(b"of somebody else")
    with tempfile.TemporaryDirectory(dir=folder or tmp_path) as cache:
        pages = [kept(pathlib.Path(cache, name), name.encode()) for name in "abc"]
        put({"page": pages[0], "sheet": b"2"})
        put({"page": pages[1], "sheet": b"2"})
        spare = tmp_path / "spare"
        for left in (
            lambda path: path.mkdir(),
            lambda path: path.symlink_to(other),
            lambda path: path.write_bytes(b"?"),
        ):
            for path in (spare / "page", spare / "sheet"):
                path.unlink()
                left(path)
            put({"page": pages[2], "sheet": b"3"})
            assert read(tmp_path / "public") == {"page": b"c", "sheet": b"3"}
            put({"page": pages[1], "sheet": b"2"})
    assert other.read_bytes() == b"of somebody else"


def test_old_files_that_cannot_be_taken_away_wait_for_the_next_time(tmp_path, put, monkeypatch):
    def refuse(path):
        if path.endswith("/old"):
            raise PermissionError(path)

    put({"index.html": b"1", "old": b"1"})
    monkeypatch.setattr("sitegen.output.publish.remove", refuse)
    assert put({"index.html": b"1"}) == 1
    assert read(tmp_path / "public") == {"index.html": b"1"}


def test_a_link_to_the_same_bytes_is_replaced_by_the_file(tmp_path, put):
    put({"a": b"1", "b": b"1"})
    (tmp_path / "public/b").unlink()
    (tmp_path / "public/b").symlink_to("a")  # as long as what it leads to
    assert put({"a": b"1", "b": b"1"}) == 1
    assert read(tmp_path / "public") == {"a": b"1", "b": b"1"} and not (tmp_path / "public/b").is_symlink()


def test_a_cache_on_another_disk_is_copied(tmp_path, put):
    if not os.path.isdir("/dev/shm") or os.stat("/dev/shm").st_dev == os.stat(tmp_path).st_dev:
        pytest.skip("this machine has no second file system at /dev/shm")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        page = kept(pathlib.Path(folder, "cache/page"), b"1")
        assert (put({"index.html": page}), put({"index.html": page})) == (1, 0)
    assert read(tmp_path / "public") == {"index.html": b"1"}


@pytest.mark.parametrize("content", [b"2", KeptFile("/nowhere/page", 1, 1, "")])
def test_a_write_that_fails_leaves_the_old_site(tmp_path, put, content):
    put({"index.html": b"1", "a.html": b"1"})
    with pytest.raises(OSError):
        put({"index.html": b"2", UNWRITABLE: content, "b.html": b"2"})
    assert read(tmp_path / "public") == {"index.html": b"1", "a.html": b"1"}
    put({"index.html": b"3"})
    assert read(tmp_path / "public") == {"index.html": b"3"}


def test_a_first_write_that_fails_publishes_nothing(tmp_path, put):
    with pytest.raises(OSError):
        put({"index.html": b"1", UNWRITABLE: b"1"})
    assert not (tmp_path / "public").exists()
    put({"index.html": b"2"})
    assert read(tmp_path / "public") == {"index.html": b"2"}


ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
FULL_DISK = """
import resource, sys
from sitegen.output.publish import publish
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
publish({"index.html": b"2" * 99, "a.html": b"2" * 101}, "public", "spare")
"""


def test_a_disk_without_room_leaves_the_old_site(tmp_path, put):
    put({"index.html": b"1", "a.html": b"1"})
    done = subprocess.run([sys.executable, "-c", FULL_DISK], cwd=tmp_path, env=ENVIRONMENT, capture_output=True)
    assert done.stderr.splitlines()[-1] == b"OSError: [Errno 27] File too large"
    assert read(tmp_path / "public") == {"index.html": b"1", "a.html": b"1"}


KILLS = """
import ctypes, itertools, json, os, pathlib, random, signal, time
from sitegen.cache import KeptFile, digest
from sitegen.output.publish import publish

def endless(first):
    for number in itertools.count(first):
        page = pathlib.Path(f"page-{number}")
        page.write_text(f"{number}")
        kept = KeptFile(str(page), page.stat().st_size, page.stat().st_mtime_ns, digest(page.read_bytes()))
        files = {f"{name}/index.html": f"{number}".encode() for name in "abcdefgh"}
        publish(files | {"index.html": kept, f"only-{number}.html": kept}, "public", "spare")

moments = random.Random(1)
for turn in range(40):
    child = os.fork() or endless(turn * 1_000_000)
    time.sleep(moments.uniform(0, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print(json.dumps({str(path)[7:]: path.read_text() for path in pathlib.Path("public").rglob("*.html")}))
"""


def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path, put):
    put({"index.html": b"first"})
    done = subprocess.run([sys.executable, "-c", KILLS], cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE)
    sites = [json.loads(line) for line in done.stdout.splitlines()]
    for files in sites:
        [number] = set(files.values())
        names = {"index.html", f"only-{number}.html"} | {f"{name}/index.html" for name in "abcdefgh"}
        assert files.keys() == ({"index.html"} if number == "first" else names)
    assert len(sites) == 40 and len({files["index.html"] for files in sites}) > 10
    put({"index.html": b"last"})
    assert read(tmp_path / "public") == {"index.html": b"last"}


@pytest.mark.parametrize("change", [exchange, lambda one, other: rename_thrice(one, other, f"{one}.before")])
def test_two_folders_change_places(tmp_path, change):
    for name in ("one", "other", "one.before"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_bytes(name.encode())
    change(f"{tmp_path}/one", f"{tmp_path}/other")
    assert (read(tmp_path / "one"), read(tmp_path / "other")) == ({"file": b"other"}, {"file": b"one"})


@pytest.mark.parametrize(
    ("call", "asked"),
    [("renameat2", (-100, b"one", -100, b"other", 2)), ("renamex_np", (b"one", b"other", 2))],
)
def test_folders_change_places_in_one_step_where_the_system_can(monkeypatch, call, asked):
    calls = []
    library = types.SimpleNamespace(**{call: lambda *given: calls.append(given)})  # returns None, as good as 0
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    exchange("one", "other")  # which are nowhere, so renames would fail
    assert calls == [asked]


@pytest.mark.parametrize("library", [{}, {"renameat2": lambda *given: -1}, {"renamex_np": lambda *given: -1}, None])
def test_folders_change_places_in_renames_where_it_cannot(tmp_path, monkeypatch, library):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_bytes(name.encode())
    with monkeypatch.context() as system:
        system.setattr(ctypes, "CDLL", lambda name: types.SimpleNamespace(**library))
        if library is None:
            system.setattr(os, "name", "nt")
        exchange(f"{tmp_path}/one", f"{tmp_path}/other")
    assert (read(tmp_path / "one"), read(tmp_path / "other")) == ({"file": b"other"}, {"file": b"one"})


def test_a_second_rename_that_fails_is_undone(tmp_path):
    (tmp_path / "public").mkdir()
    (tmp_path / "public/index.html").write_bytes(b"1")
    with pytest.raises(FileNotFoundError):
        exchange(f"{tmp_path}/missing", f"{tmp_path}/public")
    assert read(tmp_path) == {"public/index.html": b"1"}


@pytest.mark.parametrize("harm", ["a link to a folder", "a link to nothing", "a file"])
def test_publishing_over_a_symlink_or_file_is_refused(tmp_path, put, harm):
    folder, other = tmp_path / "public", tmp_path / "other"
    if harm == "a file":
        folder.write_bytes(b"precious")
    else:
        folder.symlink_to(other)
    if harm == "a link to a folder":
        other.mkdir()
        (other / "index.html").write_bytes(b"precious")
    before = read(tmp_path)
    with pytest.raises(NotADirectoryError) as told:
        put({"index.html": b"1"})
    assert (told.value.errno, told.value.filename, told.value.strerror) == (
        errno.ENOTDIR,
        str(folder),
        "a link or a file; take it away (what leads to the site may be a link to this folder)",
    )
    assert read(tmp_path) == before
    folder.unlink()
    put({"index.html": b"1"})
    assert read(folder) == {"index.html": b"1"}


def test_a_symlink_at_spare_before_is_not_published(tmp_path, put):
    (tmp_path / "other").mkdir()
    (tmp_path / "other/file").write_bytes(b"precious")
    (tmp_path / "spare.before").symlink_to(tmp_path / "other")
    put({"index.html": b"1"})
    assert read(tmp_path / "public") == {"index.html": b"1"}
    assert read(tmp_path / "other") == {"file": b"precious"}


@pytest.mark.parametrize("name", ["index.html", UNWRITABLE])
def test_a_kill_between_the_renames_is_mended(tmp_path, put, name):
    put({"index.html": b"1"})
    (tmp_path / "public").rename(tmp_path / "spare.before")
    try:
        put({name: b"2"})
        assert read(tmp_path / "public") == {"index.html": b"2"}
    except OSError:
        assert read(tmp_path / "public") == {"index.html": b"1"}


def test_a_kill_after_the_renames_is_mended(tmp_path, put):
    put({"index.html": b"0"})
    put({"index.html": b"1"})
    (tmp_path / "public").rename(tmp_path / "spare.before")
    (tmp_path / "spare").rename(tmp_path / "public")
    for number in (b"2", b"3"):
        put({"index.html": number})
        assert read(tmp_path / "public") == {"index.html": number}


def modes(folder):
    return {oct(path.stat().st_mode & 0o777) for path in (folder, *folder.rglob("*"))}


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_everyone_may_read_what_is_published_whatever_the_umask(tmp_path, put):
    before = os.umask(0o077)
    try:
        put({"index.html": b"1", "a/b/index.html": kept(tmp_path / "cache/page", b"1")})
        assert os.umask(0o077) == 0o077
        assert modes(tmp_path / "public") == {"0o755", "0o644"}
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_what_was_published_for_its_owner_alone_is_opened_to_all(tmp_path, put):
    files = {"index.html": b"1", "a/b/index.html": kept(tmp_path / "cache/page", b"1")}
    put(files)
    public = tmp_path / "public"
    for path in (public, *public.rglob("*")):
        path.chmod(path.stat().st_mode & 0o700)
    assert (put(files), put(files)) == (2, 0)
    assert modes(public) == {"0o755", "0o644"} and read(public) == {"index.html": b"1", "a/b/index.html": b"1"}
