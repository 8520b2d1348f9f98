"""A page's file under another name: what leads to it is mended, and its old address leads to the new one."""

import os
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sitegen.content import front_matter
from sitegen.content.fields import fields_of
from sitegen.content.folder import KINDS_OF_FILE, plain_name
from sitegen.editor import lines, page
from sitegen.model.kinds import kind_of
from sitegen.model.practice import Menu
from sitegen.model.relations import RELATIONS, related_path
from sitegen.problems import Problems, problem
from sitegen.urls import CONTACT, HOME, NOT_FOUND, permalink, relative, resolve

FILE = re.compile(rf"(?<![\w./-])[\w./-]+(?:{'|'.join(map(re.escape, KINDS_OF_FILE))})\b", re.IGNORECASE)
FIXED = (HOME, NOT_FOUND, CONTACT)
ENDING = re.compile(r"\.(?:md|markdown|html?|docx?|odt|rtf|txt|pdf|csv|yaml)$", re.IGNORECASE)
STAYS = "every page leads to this one; it stays where it is"


class Named(NamedTuple):
    """A file's name in a text, the file it means, and whether it is written as seen from the text's own folder."""

    start: int
    end: int
    file: str
    relative: bool


def named(path: str, text: str, files: Collection[str]) -> Iterator[Named]:
    """Settings and tables name files below content/; links in them, like all in a page's text, are relative."""
    body = body_of(path, text)
    for found in FILE.finditer(text):
        name = found[0]
        is_link = found.start() >= body or text[found.start() - 1 : found.start()] == "("
        if not is_link and name in files:
            yield Named(*found.span(), name, False)
        elif (target := resolve(path, name)) in files:
            yield Named(*found.span(), target, True)


def body_of(path: str, text: str) -> int:
    """Where a page's text begins; that of a drawing and of the words beside it is the whole file."""
    if path.endswith((".csv", ".yaml")):
        return len(text)
    try:
        return len(text) - len(front_matter.split(path, text).body)
    except Problems:
        return 0


def leads_to(texts: Mapping[str, str], target: str, files: Collection[str]) -> list[str]:
    """Each line that names a page, as `content/contact.md:7`, but for the page's own."""
    found = []
    for path, text in sorted(texts.items()):
        rows = {text.count("\n", 0, name.start) + 1 for name in named(path, text, files) if name.file == target}
        rows |= {line for line, slugs, field in relations(path, text) if target in meant(slugs, field, files)}
        found += [f"content/{path}:{row}" for row in sorted(rows)] if path != target else []
    return found


def meant(slugs: list[str], field: str, files: Collection[str]) -> list[str]:
    return [related_path(RELATIONS[field], slug, files) for slug in slugs]


def relations(path: str, text: str) -> Iterator[tuple[int, list[Any], str]]:
    """The settings of a page that name others by their slugs, each with its line."""
    own = fields_of(kind_of(path).page) if path.endswith(".md") else {}
    if not own.keys() & RELATIONS.keys():
        return
    try:
        parts = page.parts(path, text)
    except Problems:
        return
    for field in own.keys() & RELATIONS.keys() & parts.values.keys():
        if isinstance(parts.values[field], list):
            yield parts.fields[field].first + 2, parts.values[field], field


def hold(path: str) -> None:
    """Raises for a page that can be neither moved nor taken away."""
    if path in FIXED or path.endswith("/index.md"):
        raise problem(path, 0, STAYS if path in FIXED else "the page of a whole section; it stays where it is")


def check(old: str, new: str, files: Collection[str]) -> None:
    """Raises what keeps a page from being moved there."""
    kind = kind_of(old)
    hold(old)
    plain = plain_path(old, new)
    if plain.endswith("/index.md") or kind_of(plain) != kind:
        folders = " or ".join(f"{folder}/" for folder in kind.folders) or "a folder that has no kind of its own"
        folder, name = posixpath.dirname(old), posixpath.basename(plain)
        name = "new-name.md" if name in (posixpath.basename(old), "index.md") else name
        raise problem(old, 0, f"a {kind.name} is a file in {folders}; write {posixpath.join(folder, name)}")
    if new != plain:
        raise problem(old, 0, f"'{new}' is not how files of pages are named; write {plain}")
    if new in files or f"{new.removesuffix('.md')}/index.md" in files:
        raise problem(old, 0, f"content/{new} is there already; choose another name")


def plain_path(old: str, written: str) -> str:
    """The file that is meant by what was written: /your-visit/Getting Here/ → your-visit/getting-here.md"""
    parts = [part for part in re.sub(r"^https?://[^/]*", "", written.replace("\\", "/")).split("/") if part.strip(". ")]
    name = ENDING.sub("", "/".join(parts)) or slug_of(old)
    return plain_name(f"{name.replace('.', ' ')}.md")


def move(texts: Mapping[str, str], old: str, new: str, files: Collection[str]) -> dict[str, str]:
    """Every text that becomes another, by its path; the page's own stands under its new one."""
    check(old, new, files)
    changed = dict[str, str]()
    for path, text in texts.items():
        mended = with_slugs(path, with_names(path, text, old, new, files), old, new, files)
        if path == old:
            changed[new] = with_aliases(new, mended, [f"/{permalink(old)}"])
        elif mended != text:
            changed[path] = mended
    return changed


def with_names(path: str, text: str, old: str, new: str, files: Collection[str]) -> str:
    """The text with the names of files as they are after the move."""
    at = new if path == old else path
    is_elsewhere = posixpath.dirname(at) != posixpath.dirname(path)
    parts, end = [], 0
    for name in named(path, text, files):
        target = new if name.file == old else name.file
        if name.file == old or (is_elsewhere and name.relative):
            shown = relative(target, posixpath.dirname(at)) if name.relative else target
            parts += [text[end : name.start], shown]
            end = name.end
    return "".join([*parts, text[end:]])


def with_slugs(path: str, text: str, old: str, new: str, files: Collection[str]) -> str:
    slug, other = slug_of(old), slug_of(new)
    changes = {
        field: [other if item == slug else item for item in slugs]
        for _, slugs, field in relations(path, text)
        if slug in slugs and old in meant([slug], field, files) and slug != other
    }
    return page.changed(path, text, changes, None) if changes else text


def slug_of(path: str) -> str:
    """conditions/sore-throat.md → sore-throat"""
    folder = next((folder for folder in kind_of(path).folders if path.startswith(f"{folder}/")), "")
    return os.path.splitext(path.removeprefix(f"{folder}/"))[0]


def addresses(path: str, text: str) -> list[str]:
    """The address of a page, and its old ones."""
    try:
        known = page.parts(path, text).values.get("aliases")
    except Problems:
        known = None
    return [f"/{permalink(path)}", *(known or ())]


def with_aliases(path: str, text: str, more: Sequence[str]) -> str:
    """The page with more old addresses, but without its own."""
    own, *known = addresses(path, text)
    aliases = [*known, *more]
    return page.changed(path, text, {"aliases": [one for one in dict.fromkeys(aliases) if one != own]}, None)


def with_gone(menu: str, more: Sequence[str]) -> str:
    """menu.yaml with more addresses that nothing takes the place of."""
    known = front_matter.parse("menu.yaml", menu).values.get("gone") or []
    return lines.change(menu, {"gone": list(dict.fromkeys([*known, *more]))}, list(fields_of(Menu)))
