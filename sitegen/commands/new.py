"""`new`: a page of a kind with every field ready to fill."""

import datetime
import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

import msgspec

from sitegen.commands import WrongArgument
from sitegen.content import facts_files, fields
from sitegen.content.plain_words import MARKUP
from sitegen.model.kinds import KINDS, MAY_LACK, Kind, Page, Section
from sitegen.model.settings import GroupName, Title
from sitegen.problems import Problems, did_you_mean, printable
from sitegen.urls import RESERVED, slug

NO_GROUPS: Mapping[str, Sequence[str]] = {}
WORDS = "words.yaml"
BODY = "\n## A first heading\n\nTODO: text.\n"


def main(root: str, today: datetime.date, kind: str, title: str) -> str:
    return new(f"{root}/content", kind, title, today)


def new(content: str, kind: str, title: str, today: datetime.date) -> str:
    path = create(content, kind, title, today)
    return f"content/{path} is a draft: fill in its fields, then take out `draft: true`"


def create(content: str, kind: str, title: str, today: datetime.date) -> str:
    """Writes a draft below `content`; `kind` is a kind's name, or one of its folders. Returns where it is."""
    chosen, folder = place(kind)
    title = " ".join(title.split())
    name = name_of(title)
    address = os.path.join(folder, name)
    for path in (f"{address}.md", f"{address}/index.md"):  # they share an address
        if os.path.exists(os.path.join(content, path)):
            raise WrongArgument(f"content/{path} exists already; choose another title")
    path = f"{address}/index.md" if chosen.name == "section" else f"{address}.md"
    write(os.path.join(content, path), page_text(chosen.page, title, today, groups(content)))
    above = folder.split("/") if folder else []
    for depth, part in enumerate(above, 1):
        section = "/".join([*above[:depth], "index.md"])
        if section not in MAY_LACK and not os.path.exists(f"{content}/{section}"):
            write(f"{content}/{section}", page_text(Section, part.replace("-", " ").capitalize(), today))
    return path


def name_of(title: str) -> str:
    """Doctors’ hours? → doctors-hours; a title or a name that the next build would refuse is refused."""
    if printable(title) != title:
        raise WrongArgument(f"the title has a character that cannot be seen: {printable(title)}")
    for _, message in fields.faults(title, Title):
        raise WrongArgument(f"the title {message}")
    if found := MARKUP.search(title):
        raise WrongArgument(f"the title is plain words; take out '{found[0]}'")
    name = slug(title)
    if not name:
        raise WrongArgument(f"'{title}' gives no file name; use letters of the alphabet in the title")
    if RESERVED.match(name):
        raise WrongArgument(f"Windows keeps the name '{name}' for itself; choose another title")
    if name == "index":
        raise WrongArgument("'index' is the name of a section's own page; choose another title")
    return name


def write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def place(kind: str) -> tuple[Kind, str]:
    """guide → (guide, living-with) · your-visit → (guide, your-visit)"""
    folders = {folder: (known, folder) for known in KINDS.values() for folder in known.folders}
    names = {name: (known, (*known.folders, "")[0]) for name, known in KINDS.items() if name != "home"}
    known = names | folders
    if kind not in known:
        near = did_you_mean(kind, known) or f"; the kinds are {', '.join(names)}"
        raise WrongArgument(f"there is no kind '{printable(kind)}'{near}")
    return known[kind]


def groups(content: str) -> dict[str, list[str]]:
    """The groups of words.yaml that pages can be in, by the field that names them."""
    try:
        with open(f"{content}/{WORDS}", "rb") as file:
            words, _ = facts_files.read(WORDS, file.read())
    except (OSError, Problems):  # the next build tells
        return {}
    return {"group": list(words.condition_groups), "goal": list(words.treatment_goals)}


def page_text(
    struct: type[Page], title: str, today: datetime.date, groups: Mapping[str, Sequence[str]] = NO_GROUPS
) -> str:
    """Front matter with every field: required ones as they must be filled, the others as comments."""
    lines = ["---", f"title: {quoted(title)}", "draft: true"]
    others = [field for field in msgspec.structs.fields(struct) if field.name not in ("path", "title", "draft")]
    for field in others:
        named = groups.get(field.encode_name, []) if field.type in (GroupName, GroupName | None) else []
        lines.append(field_line(field, title, today, named))
    return "\n".join([*lines, "---", BODY])


def field_line(field: msgspec.structs.FieldInfo, title: str, today: datetime.date, choices: Sequence[str]) -> str:
    shown = "" if field.required else "# "
    value = one_of(choices) if choices else example(field.type, field.encode_name, title, today)
    return f"{shown}{field.encode_name}: {value}"


def one_of(choices: Sequence[str]) -> str:
    return f"{choices[0]}  # or: {', '.join(choices[1:])}" if len(choices) > 1 else choices[0]


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def example(expected: Any, name: str, title: str, today: datetime.date) -> str:
    """A value of the field's type that says what belongs there."""
    types = list(fields.parts(expected))
    choices = [choice for part in types if get_origin(part) is Literal for choice in get_args(part)]
    if choices:
        return one_of(choices)
    structs = [part for part in types if isinstance(part, type) and issubclass(part, msgspec.Struct)]
    if structs:
        inner = "{" + ", ".join(f"{field}: …" for field in structs[0].__struct_fields__) + "}"
        return f"[{inner}]" if fields.list_of(expected) else inner
    if fields.list_of(expected):
        return "[]"
    if datetime.date in types:
        return str(today.replace(year=today.year + 1, day=min(today.day, 28)) if name == "next_review" else today)
    if bool in types:
        return "false"
    if int in types:
        return "1"
    meta = next(meta for part in types for meta in getattr(part, "__metadata__", ()))
    if meta.examples:
        return f"{meta.examples[0]}  # {meta.description}"
    return quoted(f"TODO ({title[:40]}): {meta.description or name.replace('_', ' ')}")
