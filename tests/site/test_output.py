"""What is published holds only what is for readers: no page of another day, no place, no name, no hidden file."""

import getpass
import gzip
import io
import os
import pathlib
import re

import brotli
import pypdf
import pytest
from conftest import HEALTH, page
from fontTools.ttLib import TTFont  # comes with weasyprint
from PIL import Image
from shared import published

KINDS = {".html", ".css", ".woff2", ".speculationrules", ".js", ".svg", ".png", ".jpeg", ".webp", ".avif", ".mp4",
         ".vtt", ".pdf", ".txt", ".json", ".xml", ".vcf", ".webmanifest", ".conf", ".config"}  # fmt: skip
NAMES = {".htaccess", "_headers", "_redirects", "Caddyfile", "js/minisearch-license"}
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}")
PLACE = re.compile(r"(?<![\w.])/(?:home/(?!news\\?\.html)|root/|tmp/|work/|Users/|var/)\w|[A-Z]:\\\\?\w|file://")
LEFT = re.compile(r"sourceMappingURL|\bTODO\b|\ue000|\ue001|\{\{|\{%")


def words_of(path, data):
    """Whatever of a file a reader or a program could read as text."""
    if path.endswith((".gz", ".br")):
        data = gzip.decompress(data) if path.endswith(".gz") else brotli.decompress(data)
        return words_of(path[:-3], data)
    if path.endswith(".pdf"):
        read = pypdf.PdfReader(io.BytesIO(data))
        return " ".join([page.extract_text() for page in read.pages] + [f"{read.metadata} {read.xmp_metadata}"])
    if path.endswith((".png", ".jpeg", ".webp", ".avif")):
        image = Image.open(io.BytesIO(data))
        return str({name: value for name, value in image.info.items() if name != "transparency"}) + str(image.getexif())
    if path.endswith(".woff2"):
        return " ".join(str(record) for record in TTFont(io.BytesIO(data))["name"].names)
    return data.decode("latin-1" if path.endswith(".mp4") else "utf-8")


def faults(folder):
    """What should not be there, file by file."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_dir():
            continue
        text = words_of(name, path.read_bytes())
        plain = name.removesuffix(".gz").removesuffix(".br")
        if pathlib.Path(plain).suffix not in KINDS and not any(plain.startswith(known) for known in NAMES):
            found.append(f"{name}: what is this?")
        if plain.endswith(".html") and "<!--" in text:
            found.append(f"{name}: a comment")
        if re.search(r"(^|/)\.(?!htaccess$|well-known/)", name):
            found.append(f"{name}: hidden")
        for wrong in (EMAIL, PLACE, LEFT):
            found += [f"{name}: {match}" for match in wrong.findall(text)]
        if str(folder.parent) in text or re.search(rf"\b{getpass.getuser()}@", text):
            found.append(f"{name}: where it was made")
    return found


def test_the_real_site_holds_no_private_or_stray_files(real_site):
    assert faults(real_site[2]) == []
    assert len(list(real_site[2].rglob("*"))) > 500


@pytest.mark.parametrize(
    "planted",
    {
        ".git/config": "",
        "script.js.map": "{}",
        "a.html": "<p>write to jane@example.org",
        "b.html.gz": gzip.compress(b"<p>write to jane@example.org"),
        "c.js": "//# sourceMappingURL=c.js.map",
        "d.svg": '<svg inkscape:export-filename="/home/jane/face.png"/>',
        "e.txt": "C:\\Users\\jane",
        "f.html": "<!-- a note -->",
        "g.bak": "",
        "h.html": "{{ page.title }}",
    }.items(),
    ids=lambda planted: planted[0],
)
def test_planted_leaks_are_found(tmp_path, planted):
    name, text = planted
    path = tmp_path / "public" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert [fault for fault in faults(tmp_path / "public") if fault.startswith(name)]


WAITING = {
    "news/draft.md": "date: 2026-11-01\nauthor: A B\ndraft: true\n",
    "news/expired.md": "date: 2026-11-01\nauthor: A B\nexpires: 2026-11-26\n",
    "news/future.md": "date: 2026-11-01\nauthor: A B\npublish_on: 2026-11-27\n",
}


def test_unpublished_pages_leave_no_trace(tmp_path, copied):
    root = copied(tmp_path)
    for name, fields in WAITING.items():
        word = f"Zyzzy {name}"
        text = page(word, HEALTH + fields + "search_words: [zyzzy]\naliases: [/zyzzy/]\n", body="Zyzzy.\n")
        pathlib.Path(root, "content", name).write_text(text)
    published(root)
    texts = {
        str(path): words_of(path.name, path.read_bytes())
        for path in pathlib.Path(root, "public").rglob("*")
        if path.is_file()
    }
    assert len(texts) > 500
    assert [path for path, text in texts.items() if "zyzzy" in f"{path}{text}".lower()] == []
    assert not [path for path in texts if any(name in path for name in ("draft", "expired", "future"))]
    assert os.path.exists(f"{root}/public/news/index.html")
