"""Results kept on disk: whatever happens to them, a build ends as if there were none."""

import contextlib
import datetime
import errno
import fcntl
import importlib.metadata
import importlib.util
import os
import pathlib
import random
import shutil
import sys

import pytest
from conftest import TODAY, page
from samples import DRAWING

import build as commands
from sitegen import cache

FILES = {
    "content/contact.md": page("Contact", body='::: note type="loud"\nCall us [@ONE].\n:::\n\n![A map](map.svg)\n'),
    "content/map.svg": DRAWING,
}


def contents(site):
    return {
        path: content if isinstance(content, bytes) else pathlib.Path(content.path).read_bytes()
        for path, content in site.files.items()
    }


def kept(root):
    return sorted(path for path in pathlib.Path(root, ".cache").rglob("*") if path.is_file())


DAMAGES = {
    "cut to half": lambda data: data[: len(data) // 2],
    "emptied": lambda data: b"",
    "random bytes": lambda data: random.Random(len(data)).randbytes(len(data) + 1),
    "a byte altered": lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
    "made by other code": lambda data: cache.digest(b"other", data[32:]).encode() + data[32:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_harmed_cache_changes_nothing(build_site, damage):
    clean = contents(site := build_site(FILES))
    for path in kept(site.root):
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert contents(build_site(FILES)) == clean
    assert contents(build_site(FILES)) == clean


def test_a_harmed_file_of_the_cache_changes_nothing(build_site):
    clean = contents(site := build_site(FILES))
    for path in kept(site.root):
        path.write_bytes(DAMAGES["a byte altered"](path.read_bytes() or b"lock"))
        assert contents(build_site(FILES)) == clean, path


def test_a_cache_with_anything_missing_changes_nothing(build_site):
    clean = contents(site := build_site(FILES))
    for path in kept(site.root):
        path.unlink(missing_ok=True)
        assert contents(build_site(FILES)) == clean, path
    for path in kept(site.root):
        path.unlink()
    assert contents(build_site(FILES)) == clean


def test_a_published_file_altered_in_place_is_made_again(write, build_site):
    root = build_site(FILES).root
    commands.build_and_publish(root, TODAY)
    published = pathlib.Path(root, "public/contact/index.html")
    clean, copies = published.read_bytes(), published.stat().st_nlink
    assert copies == 2  # the cache's is the same file
    with open(published, "r+b") as file:
        file.write(b"<!DOCTYPE")
    assert commands.build_and_publish(root, TODAY) == "3 pages in public/, 1 files changed"
    assert published.read_bytes() == clean
    assert commands.build_and_publish(root, TODAY) == "3 pages in public/, no files changed"


def rotted(path):
    """Alters a byte as a failing disk would: size and time stay."""
    status, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_what_the_disk_has_not_kept_is_never_published(write, build_site):
    root = pathlib.Path(build_site(FILES).root)
    commands.build_and_publish(str(root), TODAY)
    clean = {path: path.read_bytes() for path in sorted((root / "public").rglob("*")) if path.is_file()}
    one_each = {(path.parent.name, path.suffix): path for path in kept(root) if path.stat().st_nlink > 1}
    assert {("pages-public", ""), ("compressed", ".br"), ("compressed", ".gz")} <= one_each.keys()
    for path in one_each.values():
        name = path.relative_to(root)
        shutil.rmtree(root / "public")
        shutil.rmtree(root / ".cache/public", ignore_errors=True)
        rotted(path)
        assert "3 pages in public/" in commands.build_and_publish(str(root), TODAY), name
        assert {path: path.read_bytes() for path in clean} == clean, name


def test_what_is_published_is_read_again_within_sixteen_days(write, build_site):
    root = pathlib.Path(build_site(FILES).root)
    commands.build_and_publish(str(root), TODAY)
    page = root / "public/contact/index.html"
    clean = page.read_bytes()
    rotted(page)
    assert page.read_bytes() != clean
    said = [commands.build_and_publish(str(root), TODAY + datetime.timedelta(days)) for days in range(16)]
    assert page.read_bytes() == clean
    assert sorted(said) == ["3 pages in public/, 1 files changed", *["3 pages in public/, no files changed"] * 15]


def test_parts_are_kept_apart():
    assert cache.digest(b"ab", b"c") != cache.digest(b"a", b"bc") != cache.digest(b"abc") != cache.digest(b"abc", b"")
    assert len(cache.digest()) == 32


def test_what_is_kept_is_recalled_by_the_same_code_only(tmp_path):
    path = f"{tmp_path}/kept"
    assert cache.recall(path) is None
    cache.keep(path, b"1", b"data")
    assert (cache.recall(path, b"1"), cache.recall(path, b"2")) == (b"data", None)


def test_the_version_stands_for_code_and_libraries():
    assert cache.code_version() == cache.code_version()
    assert len(cache.code_version()) == 32
    assert f"pillow-{importlib.metadata.version('pillow')}" in cache.libraries()
    assert [name for name in cache.libraries() if name.startswith(("pytest", "ruff", "pip"))] == []


def test_a_table_forgets_what_a_run_did_not_use(tmp_path):
    table = cache.Store(f"{tmp_path}/table", str, b"1")
    table.put("a", "value of a", b"A")
    table.put("b", "facts of b", b"B")
    table.save()
    table = cache.Store(f"{tmp_path}/table", str, b"1")
    assert (table.get("a").value, table.get("c")) == ("value of a", None)
    table.save()
    assert os.listdir(f"{tmp_path}/table") == ["a"]
    assert list(cache.Store(f"{tmp_path}/table", str, b"1").known) == ["a"]
    assert list(cache.Store(f"{tmp_path}/table", str, b"2").known) == []


def test_a_table_of_which_all_was_used_is_not_written_again(tmp_path):
    table = cache.Store(f"{tmp_path}/table", str, b"1")
    table.put("a", "facts", b"A")
    table.save()
    written = os.stat(f"{tmp_path}/table.index")
    table = cache.Store(f"{tmp_path}/table", str, b"1")
    table.get("a")
    table.save()
    assert os.stat(f"{tmp_path}/table.index") == written


def test_a_kept_file_is_replaced_never_overwritten(tmp_path):
    table = cache.Store(f"{tmp_path}/table", str, b"1")
    table.put("a", "facts", b"before")
    os.link(table.file("a").path, tmp_path / "published")
    table.put("a", "facts", b"after")
    assert (tmp_path / "published").read_bytes() == b"before"
    assert table.file("a") == (
        f"{tmp_path}/table/a",
        5,
        os.stat(f"{tmp_path}/table/a").st_mtime_ns,
        cache.digest(b"after"),
    )


def test_a_file_gone_or_altered_is_no_result(tmp_path):
    table = cache.Store(f"{tmp_path}/table", str, b"1")
    for key in ("altered", "gone", "longer", "whole"):
        table.put(key, "facts", b"data")
    written = os.stat(f"{tmp_path}/table/longer").st_mtime_ns
    os.utime(f"{tmp_path}/table/altered", ns=(0, 0))
    os.unlink(f"{tmp_path}/table/gone")
    with open(f"{tmp_path}/table/longer", "ab") as file:
        file.write(b"!")
    os.utime(f"{tmp_path}/table/longer", ns=(written, written))  # only its size tells
    assert [table.get(key) for key in ("altered", "gone", "longer")] == [None, None, None]
    assert table.get("whole").value == "facts"


def test_one_build_at_a_time_uses_the_cache(tmp_path):
    with cache.locked(f"{tmp_path}/cache"), open(f"{tmp_path}/cache/lock") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with open(f"{tmp_path}/cache/lock") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_system_without_locks_goes_without(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)  # as on Windows, where importing it fails
    spec = importlib.util.spec_from_file_location("cache_without_locks", cache.__file__)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with module.locked(f"{tmp_path}/cache"):
        assert module.fcntl is None


def test_own_folder_replaces_a_symlink_without_following_it(tmp_path):
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim/file").write_text("precious")
    (tmp_path / "link").symlink_to("victim")
    (tmp_path / "file").write_text("")
    for name in ("link", "file"):
        cache.own_folder(f"{tmp_path}/{name}")
        assert os.listdir(tmp_path / name) == [] and not (tmp_path / name).is_symlink()
    assert (tmp_path / "victim/file").read_text() == "precious"


def test_a_lock_that_leads_elsewhere_is_made_anew(tmp_path):
    (tmp_path / "victim").write_text("precious")
    for wrong in (lambda path: path.symlink_to("victim"), lambda path: path.mkdir()):
        wrong(tmp_path / "lock")
        with cache.locked(str(tmp_path)):
            assert (tmp_path / "lock").is_file() and not (tmp_path / "lock").is_symlink()
        (tmp_path / "lock").unlink()
    assert (tmp_path / "victim").read_text() == "precious"


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="no file here that cannot be read even by root")
def test_what_cannot_be_read_is_not_recalled():
    assert os.path.isfile("/proc/self/mem") and cache.recall("/proc/self/mem") is None


def test_a_value_can_be_kept_without_a_file(tmp_path):
    table = cache.Store(f"{tmp_path}/table", str, b"1")
    table.put("a", "facts")
    table.save()
    assert os.listdir(f"{tmp_path}/table") == []
    table = cache.Store(f"{tmp_path}/table", str, b"1")
    assert table.get("a").value == "facts" and list(table.used) == ["a"]


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.EIO])
def test_a_disk_without_locks_is_used_without(tmp_path, monkeypatch, error):
    def refused(*_):
        raise OSError(error, "no locks")

    monkeypatch.setattr(fcntl, "flock", refused)
    with contextlib.nullcontext() if error == errno.ENOLCK else pytest.raises(OSError), cache.locked(str(tmp_path)):
        assert error == errno.ENOLCK
