"""What staff can do in the browser: each looks at the files as they are now, then changes all or none of them."""

import contextlib
import difflib
import itertools
import os
import posixpath
import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from sitegen import cache
from sitegen.cache import digest
from sitegen.content.folder import OTHERS
from sitegen.content.load import load
from sitegen.editor import disk, faults, forms, moves, page, source
from sitegen.editor.disk import Refused
from sitegen.editor.guard import Desk
from sitegen.model.page import Content
from sitegen.problems import Problems, problem
from sitegen.templates import Templates
from sitegen.urls import RESERVED, slug

SHOWN = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".svg", ".pdf")  # what a text can show
TEXTS = (".md", ".yaml", ".csv", ".svg")  # what can name a page
LONGEST_NAME = 40
Done = dict[str, Any]


class Save(msgspec.Struct, frozen=True):
    """`read` is the digest of the file that was changed: its settings and its body, or its whole text."""

    path: str
    read: str
    settings: dict[str, str | bool | list[str]] = {}
    body: str | None = None
    text: str | None = None


class New(msgspec.Struct, frozen=True):
    kind: str
    title: str


class Move(msgspec.Struct, frozen=True):
    path: str
    to: str


class Remove(msgspec.Struct, frozen=True):
    """`heir` is the page that the old addresses lead to."""

    path: str
    heir: str = ""


class Back(msgspec.Struct, frozen=True):
    """`read` is the digest of the files that were changed, where nothing else may be lost."""

    name: str
    read: str = ""


class Stale(Exception):
    """The file has been changed since it was read: it is left as it is."""

    def __init__(self, now: str, compared: str) -> None:
        super().__init__(now)
        self.now, self.compared = now, compared


def loaded(desk: Desk) -> Content:
    """content/ as it is now; the caller has the cache to itself."""
    cached, version = f"{desk.root}/.cache", cache.code_version()
    templates = Templates(f"{desk.root}/layouts", cached, version)
    return load(f"{desk.root}/content", cached, templates, version).content


def save(desk: Desk, sent: Save) -> Done:
    with cache.locked(f"{desk.root}/.cache"):
        now = disk.read(desk.root, sent.path)
        if now is None and (sent.text is None or sent.read):
            raise problem(sent.path, 0, "this file is not there any more; copy your words from here into a new page")
        data, unsaved = edited(now or b"", sent)
        if now is not None and digest(now) != sent.read:
            raise Stale(digest(now), compared(now, data))
        name = disk.commit(desk.root, f"Saved {sent.path}", {sent.path: data}) if data != now else ""
    return {"read": digest(data), "undo": name, "unsaved": unsaved}


def edited(now: bytes, sent: Save) -> tuple[bytes, list[Done]]:
    """The file as it was sent, but for settings that could not be read again; and what is wrong with each of these."""
    file, path = source.read(sent.path, now), sent.path
    if sent.text is not None:
        return source.with_text(file, unix(sent.text)), []
    text, unsaved = page.changed(path, file.text, {}, None if sent.body is None else unix(sent.body)), list[Done]()
    for name, value in sent.settings.items():
        try:
            changes = forms.changes(path, page.parts(path, text), {name: value})
            text = page.changed(path, text, changes, None)
        except Problems as found:
            unsaved += faults.unsaved(name, found.problems)
    return source.with_text(file, text), unsaved


def unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def compared(now: bytes, mine: bytes) -> str:
    """Both texts, line by line: `-` is the file's alone, `+` is mine alone."""
    one, other = (data.decode("utf-8", "replace").splitlines() for data in (now, mine))
    return "\n".join(list(difflib.unified_diff(one, other, n=len(one), lineterm=""))[3:])


def told(desk: Desk, path: str, is_form: bool) -> list[Done]:
    """The problems of the last build, each with its place in what is edited: a form, or the file as one text."""
    parts = None
    with contextlib.suppress(Problems, Refused, OSError):  # another's change may have made it unreadable
        parts = page.parts(path, source.read(path, disk.read(desk.root, path) or b"").text) if is_form else None
    return list(faults.placed(desk.told(), path, parts))


def add_picture(desk: Desk, beside: str, words: str, given: str, data: bytes) -> Done:
    """Lays a picture or document beside a page, under a name made of its words; returns what shows it in a text."""
    from sitegen.media import photo  # lazy: imports Pillow

    ending = os.path.splitext(given)[1].lower()
    if ending not in SHOWN:
        what = next((what for endings, what in OTHERS.items() if ending[1:] in endings.split()), "")
        raise problem(given, 0, what or f"not a picture that pages can show ({' '.join(SHOWN[:-1])})")
    ending = photo.ending(given, data)
    words = " ".join(re.sub(r"[\[\]]", "", words).split())
    stem = slug(words)[:LONGEST_NAME].strip("-")
    if len(slug(words)) > LONGEST_NAME and "-" in stem:
        stem = stem.rpartition("-")[0]
    if not stem or RESERVED.match(stem):
        stem = "picture"
    folder = os.path.dirname(beside)
    with cache.locked(f"{desk.root}/.cache"):
        disk.place(desk.root, beside)
        names = (f"{stem}-{number}{ending}" if number > 1 else f"{stem}{ending}" for number in itertools.count(1))
        name = next(name for name in names if not os.path.lexists(f"{desk.root}/content/{folder}/{name}"))
        path = posixpath.join(folder, name)
        disk.commit(desk.root, f"Added {path}", {path: data})
    return {"text": f"[{words}]({name})" if ending == ".pdf" else f"![{words}]({name})"}


def create(desk: Desk, sent: New) -> Done:
    with cache.locked(f"{desk.root}/.cache"):
        path = desk.create(sent.kind, sent.title)
        disk.keep(f"{desk.root}/{disk.HISTORY}", f"New page {path}", {path: None}, {path: disk.read(desk.root, path)})
    return {"go": f"/edit/{path}"}


def texts(root: str, files: Iterable[str]) -> dict[str, source.Source]:
    """Every file that can name a page, as far as it can be read."""
    found = {}
    for path in (path for path in files if path.endswith(TEXTS)):
        with contextlib.suppress(Problems, Refused):
            found[path] = source.read(path, disk.read(root, path) or b"")
    return found


def move(desk: Desk, sent: Move) -> Done:
    old, new = sent.path, sent.to.strip().removeprefix("content/")
    with cache.locked(f"{desk.root}/.cache"):
        files = loaded(desk).digests
        if old not in files or not old.endswith(".md"):
            raise Refused(old)
        moves.check(old, new, files)
        try:
            disk.place(desk.root, new)
        except Refused:
            raise problem(old, 0, f"content/{new} cannot be a file; choose another name") from None
        sources = texts(desk.root, files)
        moved = moves.move({path: one.text for path, one in sources.items()}, old, new, files)
        changed = {path: source.with_text(sources[old if path == new else path], text) for path, text in moved.items()}
        disk.commit(desk.root, f"Moved {old} to {new}", {**changed, old: None})
    return {"go": f"/edit/{new}"}


def remove(desk: Desk, sent: Remove) -> Done:
    """Takes a page away; its addresses lead to its heir, or are noted as gone."""
    path, other = sent.path, sent.heir or "menu.yaml"
    with cache.locked(f"{desk.root}/.cache"):
        data, file = disk.read(desk.root, path), source.read(other, disk.read(desk.root, other) or b"")
        if data is None or not path.endswith(".md"):
            raise Refused(path)
        moves.hold(path)
        lost = moves.addresses(path, source.read(path, data).text)
        text = moves.with_aliases(other, file.text, lost) if sent.heir else moves.with_gone(file.text, lost)
        disk.commit(desk.root, f"Deleted {path}", {path: None, other: source.with_text(file, text)})
    return {"go": "/edit/changes"}


def put_back(desk: Desk, sent: Back) -> Done:
    with cache.locked(f"{desk.root}/.cache"):
        found = disk.entry(desk.root, sent.name)
        if not found:
            raise problem(sent.name, 0, "this change is not kept any more")
        if sent.read and disk.state(desk.root, found) != sent.read:
            raise problem(sent.name, 0, "this has been changed again since; look under What changed")
        disk.put_back(desk.root, found)
    return {"go": "/edit/changes"}


ACTIONS: dict[str, tuple[type[Any], Callable[[Desk, Any], Done]]] = {
    "new": (New, create),
    "move": (Move, move),
    "remove": (Remove, remove),
    "back": (Back, put_back),
}
