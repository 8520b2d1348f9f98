"""What the editor's pages show, as plain data for their templates."""

import difflib
import json
import os
import posixpath
import re
from collections.abc import Iterable
from typing import Any

from sitegen import cache
from sitegen.cache import digest
from sitegen.content.folder import FACTS
from sitegen.editor import disk, edits, forms, moves, page, source
from sitegen.editor.disk import Refused
from sitegen.editor.guard import Desk
from sitegen.model.drawings import FOLDER as DRAWINGS
from sitegen.model.kinds import KINDS, News, Page, kind_of
from sitegen.model.page import Content
from sitegen.model.relations import RELATIONS
from sitegen.problems import Problems
from sitegen.urls import permalink, relative, section_of

View = dict[str, Any]
EXAMPLE = "example.md"  # as if it lay there, an example of a component names files
LINE = re.compile(r"(content/[\w./-]+\.(?:md|yaml|csv))")


def content_of(desk: Desk) -> Content:
    with cache.locked(f"{desk.root}/.cache"):
        return edits.loaded(desk)


def index(desk: Desk) -> View:
    content = content_of(desk)
    sections: dict[str, list[View]] = {}
    for path in sorted(content.paths, key=lambda path: (section_of(path), path)):
        opens = path in content.digests
        entry = {"path": path, "title": title_of(content, path), "state": state(content, path), "opens": opens}
        sections.setdefault(title_of(content, section_of(path) or "index.md"), []).append(entry)
    tables = sorted(path for path in content.digests if path.endswith(".csv"))
    words = sorted(path for path in content.digests if path.startswith(DRAWINGS) and path.endswith(".md"))
    return {"sections": sections, "facts": FACTS, "tables": tables, "words": words}


def title_of(content: Content, path: str) -> str:
    return content.documents[path].page.title if path in content.documents else path


def state(content: Content, path: str) -> str:
    """What keeps a page from being published now, or ends that."""
    if path not in content.documents:
        told = next((found.message for found in content.problems if found.path == path), "")
        return "has a fault" if path in content.digests else told
    shown: Page = content.documents[path].page
    days = [f"from {shown.publish_on}"] if shown.publish_on else []
    days += [f"until {shown.expires}"] if isinstance(shown, News) and shown.expires else []
    return ", ".join((["draft"] if shown.draft else []) + days)


def editor(desk: Desk, path: str, as_text: bool) -> View:
    """A page's form and text; any other file, or a page whose settings cannot be read, as one text."""
    data = disk.read(desk.root, path)
    if data is None and path not in FACTS:
        raise Refused(path)
    content = content_of(desk)
    is_page = path in content.paths
    view: View = {"path": path, "title": path, "read": digest(data) if data is not None else "", "text": "", "form": []}
    view |= {"url": desk.base + (permalink(path) if is_page else ""), "says": ""}
    try:
        view["text"] = source.read(path, data or b"").text
        parts = page.parts(path, view["text"]) if is_page and not as_text else None
    except Problems as found:
        view["says"], parts = "" if view["text"] else str(found), None
    view["faults"] = json.dumps(edits.told(desk, path, parts is not None))
    if not parts:
        return view
    view |= {"links": links(content, path), "blocks": blocks(desk.root, path, content), "sources": citations(content)}
    form = forms.settings(path, parts, choices(content))
    return view | {"form": form, "text": parts.body.strip("\n"), "title": title_of(content, path)}


def choices(content: Content) -> dict[str, list[forms.Choice]]:
    """The groups of words.yaml and the pages that settings name."""
    words = content.words
    found = {
        "group": [(name, group.heading) for name, group in words.condition_groups.items()],
        "goal": [(name, group.heading) for name, group in words.treatment_goals.items()],
    }
    for field, kind in RELATIONS.items():
        paths = [path for path in sorted(content.paths) if kind_of(path).name == kind]
        found[field] = [(moves.slug_of(path), title_of(content, path)) for path in paths]
    return found


def links(content: Content, path: str) -> dict[str, list[forms.Choice]]:
    """Every page by its section, as a link from this one names it."""
    found: dict[str, list[forms.Choice]] = {}
    for other in sorted(content.documents):
        name = relative(other, posixpath.dirname(path))
        section = title_of(content, section_of(other) or "index.md")
        found.setdefault(section, []).append((name, title_of(content, other)))
    return found


def blocks(root: str, path: str, content: Content) -> list[forms.Choice]:
    """Examples of every component, as the components page has them; the files they name are seen from a page."""
    folder = f"{root}/tests/components"
    names = sorted(name for name in os.listdir(folder) if name.endswith(".md")) if os.path.isdir(folder) else []
    found, here = [], posixpath.join(posixpath.dirname(path), EXAMPLE)
    for name in names:
        with open(f"{folder}/{name}", encoding="utf-8") as file:
            example = moves.with_names(EXAMPLE, file.read().strip(), EXAMPLE, here, content.digests)
        found.append((example, name.removesuffix(".md")))
    return found


def citations(content: Content) -> list[forms.Choice]:
    return [(key, f"{key}: {one.text[:90]}") for key, one in sorted((content.sources or {}).items())]


def away(desk: Desk, path: str) -> View:
    """What leads to a page, before it is moved or deleted."""
    content = content_of(desk)
    if path not in content.paths:
        raise Refused(path)
    texts = {name: one.text for name, one in edits.texts(desk.root, content.digests).items()}
    found = moves.leads_to(texts, path, content.digests)
    heirs = [(other, title_of(content, other)) for other in sorted(content.documents) if other != path]
    return {"path": path, "title": title_of(content, path), "leads": found, "heirs": heirs}


def new(desk: Desk) -> View:
    return {"kinds": [name for name in KINDS if name != "home"]}


def changes(desk: Desk) -> View:
    return {"entries": [(one.name, one.when, one.what) for one in disk.entries(desk.root)]}


def change(desk: Desk, name: str) -> View:
    """What has become of files since a change, line by line."""
    found = disk.entry(desk.root, name)
    if not found:
        raise Refused(name)
    files = [
        (path, difference(before, disk.read(desk.root, path)))
        for path, before in zip(found.paths, found.before, strict=True)
    ]
    view = {"name": name, "when": found.when, "what": found.what, "files": files}
    return view | {"read": disk.state(desk.root, found), "newer": disk.newer(desk.root, found)}


def difference(before: bytes | None, now: bytes | None) -> list[str]:
    if before == now:
        return ["The file is as it was before."]
    if b"\0" in (before or b"") + (now or b""):
        return ["This is no text."]
    one, other = ((data or b"").decode("utf-8", "replace").splitlines() for data in (before, now))
    return list(difflib.unified_diff(one, other, lineterm=""))[2:]


def report(desk: Desk) -> View:
    """The report's parts: a heading, and its lines as pieces, of which every other is a file's name."""
    try:
        text = desk.report()
    except Problems as found:
        text = f"Mend this first\n{found}"
    return {"parts": [(part.split("\n")[0], rows(part.split("\n")[1:])) for part in text.split("\n\n")]}


def rows(lines: Iterable[str]) -> list[list[str]]:
    return [LINE.split(line.strip()) for line in lines]
