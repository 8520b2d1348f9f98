"""Compressed files say the same as those beside which they lie, and are made once."""

import gzip
import os
import random

import brotli
import pytest
from conftest import ROOT

from sitegen.cache import KeptFile, content_of, digest
from sitegen.output.compress import FIRST_FLIGHT, compressed, with_compressed

TEXT = b"a face that is weak, still or tight; " * 40


def test_text_is_compressed_twice_and_a_picture_not(tmp_path):
    files = with_compressed({"index.html": TEXT, "a.png": b"1"}, str(tmp_path / "kept"), b"")
    assert sorted(files) == ["a.png", "index.html", "index.html.br", "index.html.gz"]
    assert (
        gzip.decompress(content_of(files["index.html.gz"]))
        == brotli.decompress(content_of(files["index.html.br"]))
        == TEXT
    )


@pytest.mark.parametrize(
    ("name", "is_lasting"),
    [("css/page.0123.css", True), ("js/a/b.js", True), ("index.html", False), ("css.html", False)],
)
def test_what_browsers_keep_is_as_small_as_it_can_be(tmp_path, name, is_lasting):
    text = (ROOT / "assets/css/layout.css").read_bytes()
    files = with_compressed({name: text}, str(tmp_path / "kept"), b"")
    assert content_of(files[f"{name}.br"]) == compressed(text, "br", is_lasting)
    assert len(compressed(text, "br", True)) < len(compressed(text, "br", False))


def test_the_same_text_gives_the_same_bytes_at_any_time(tmp_path):
    first = with_compressed({"index.html": TEXT}, str(tmp_path / "one"), b"")
    again = with_compressed({"index.html": TEXT}, str(tmp_path / "other"), b"")
    for name in ("index.html.gz", "index.html.br"):
        assert content_of(first[name]) == content_of(again[name])
    assert content_of(first["index.html.gz"])[4:8] == bytes(4)  # RFC 1952, 2.3.1: no time is said


def test_compressed_files_are_kept_until_unused(tmp_path):
    folder = str(tmp_path / "kept")
    first = with_compressed({"index.html": TEXT}, folder, b"")
    page = tmp_path / "0123"
    page.write_bytes(TEXT * 2)
    status = page.stat()
    other = KeptFile(str(page), status.st_size, status.st_mtime_ns, digest(page.read_bytes()))
    again = with_compressed({"index.html": TEXT, "b.html": other}, folder, b"")
    assert again["index.html.gz"] == first["index.html.gz"]
    assert gzip.decompress(content_of(again["b.html.gz"])) == TEXT * 2
    with_compressed({"b.html": other}, folder, b"")
    assert sorted(os.listdir(folder)) == ["0123.br", "0123.gz"]


def test_a_kept_file_that_was_damaged_is_made_again(tmp_path):
    folder = tmp_path / "kept"
    first = with_compressed({"index.html": TEXT}, str(folder), b"")
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:9])
    again = with_compressed({"index.html": TEXT}, str(folder), b"")
    assert sorted(again) == sorted(first)
    assert gzip.decompress(content_of(again["index.html.gz"])) == TEXT
    assert brotli.decompress(content_of(again["index.html.br"])) == TEXT


def test_what_comes_late_or_is_kept_is_as_small_as_can_be():
    page, long = (ROOT / "docs/writing.md").read_bytes(), random.Random(1).randbytes(20_000).hex().encode()
    kept, quick, late = (compressed(*given) for given in ((page, "br", True), (page, "br", False), (long, "br", False)))
    assert len(kept) <= len(brotli.compress(page, quality=11)) < len(quick)
    assert FIRST_FLIGHT < len(late) <= len(brotli.compress(long, quality=11)) * 1.01
