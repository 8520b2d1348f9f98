"""A page's settings as a form shows them, by the schema of its kind; and what a filled form changes."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, get_args

import msgspec

from sitegen.content import fields, front_matter
from sitegen.editor import lines
from sitegen.editor.lines import Lines, Value
from sitegen.editor.page import Parts
from sitegen.files import FORBIDDEN, invisible
from sitegen.model.kinds import kind_of
from sitegen.model.relations import RELATIONS
from sitegen.model.settings import GroupName
from sitegen.problems import problem

AT_HAND = ("draft", "publish_on", "expires")  # asked for often, written seldom
LONG = 100  # characters from which a text has several lines
Given = Mapping[str, str | bool | list[str]]
Choice = tuple[str, str]  # what is written, and what it is called


class Setting(NamedTuple):
    """One field of a form. `control` is line, long, list, pages, choice, yes, day, number, or lines of YAML."""

    name: str
    control: str
    value: str | bool | list[str]
    hint: str = ""
    required: bool = False
    least: int = 0
    most: int = 0
    choices: Sequence[Choice] = ()
    is_at_hand: bool = True

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").capitalize()


def settings(path: str, parts: Parts, choices: Mapping[str, Sequence[Choice]]) -> list[Setting]:
    """Every setting that a page can have; `choices` are those of groups and of related pages, by field."""
    known = fields.fields_of(kind_of(path).page)
    found = [setting(field, parts, choices.get(name, ())) for name, field in known.items() if name != "path"]
    return found + [written(name, parts) for name in parts.values if name not in known]


def setting(field: msgspec.structs.FieldInfo, parts: Parts, choices: Sequence[Choice]) -> Setting:
    name, value = field.encode_name, parts.values.get(field.encode_name)
    control, choices = control_of(field, choices)
    metas = [meta for part in fields.parts(field.type) for meta in getattr(part, "__metadata__", ())]
    hint = next((meta.description for meta in metas if meta.description), "")
    is_at_hand = field.required or value is not None or name in AT_HAND
    if control == "lines" or not fits(value, control):
        shown = written(name, parts)
        return shown._replace(hint=shape(field.type), required=field.required, is_at_hand=is_at_hand)
    least = next((meta.min_length for meta in metas if meta.min_length), 0)
    most = next((meta.max_length for meta in metas if meta.max_length), 0)
    if control == "line" and most > LONG:
        control = "long"
    return Setting(
        name, control, plain(value, control), hint, field.required, least, most, with_own(choices, value), is_at_hand
    )


def control_of(field: msgspec.structs.FieldInfo, choices: Sequence[Choice]) -> tuple[str, Sequence[Choice]]:
    kinds = list(fields.parts(field.type))
    if any(isinstance(kind, type) and issubclass(kind, msgspec.Struct) for kind in kinds):
        return "lines", ()
    if fields.list_of(field.type):
        return ("pages", choices) if field.encode_name in RELATIONS else ("list", ())
    if named := fields.choices_of(kinds):
        return "choice", [(name, name.replace("-", " ")) for name in named]
    if GroupName in (field.type, *get_args(field.type)):
        return "choice" if choices else "line", choices
    by_type = {bool: "yes", datetime.date: "day", int: "number"}
    return next((control for kind, control in by_type.items() if kind in kinds), "line"), ()


def fits(value: Any, control: str) -> bool:
    """Whether a control can show what is written, which may be wrong."""
    if control in ("list", "pages"):
        return value in (None, "") or (
            isinstance(value, list) and all(isinstance(item, str) and "\n" not in item.strip() for item in value)
        )
    if control == "yes":
        return value is None or str(value).strip().lower() in ("true", "false")
    if control == "day" and value:
        return bool(re.fullmatch(r"\s*\d{4}-\d\d-\d\d\s*", str(value)))
    return value is None or isinstance(value, str)


def plain(value: Any, control: str) -> str | bool | list[str]:
    if control in ("list", "pages"):
        return [item.strip() for item in value or ()]
    if control == "yes":
        return str(value).strip().lower() == "true"
    return (value or "").strip()


def with_own(choices: Sequence[Choice], value: Any) -> Sequence[Choice]:
    """The choices, and what is written though it is none of them."""
    names = {name for name, _ in choices}
    others = value if isinstance(value, list) else [value]
    return [*choices, *((item, item) for item in others if item and item not in names)] if choices else ()


def written(name: str, parts: Parts) -> Setting:
    """A setting as the lines that it is."""
    field = parts.fields.get(name)
    return Setting(name, "lines", lines.shown(parts.settings, field) if field else "")


def shape(expected: Any) -> str:
    """A group of fields as a writer writes it: `- figure: … text: … (source: …)`."""
    struct = next(
        (kind for kind in fields.parts(expected) if isinstance(kind, type) and issubclass(kind, msgspec.Struct)), None
    )
    if not struct:
        return ""
    names = [f"{name}: …" if field.required else f"({name}: …)" for name, field in fields.fields_of(struct).items()]
    return ("- " if fields.list_of(expected) else "") + "  ".join(names)


def changes(path: str, parts: Parts, given: Given) -> dict[str, Value | None]:
    """What a form says differently than the file does; None for a setting that is to go."""
    shown = {one.name: one for one in settings(path, parts, {})}
    found = dict[str, Value | None]()
    for name, value in given.items():
        if name not in shown:
            raise problem(path, 0, f"there is no field '{name}' here")
        if sign := FORBIDDEN.search("\n".join(value) if isinstance(value, list) else str(value)):
            raise problem(path, 0, f"{name}: {invisible(sign[0])}")
        meant = cleaned(shown[name], value)
        if meant != cleaned(shown[name], shown[name].value):
            found[name] = to_write(shown[name], meant)
    return found


def cleaned(shown: Setting, value: str | bool | list[str]) -> str | bool | list[str]:
    """What is meant by what stands in a control: one line for a title, no empty entries in a list."""
    if isinstance(value, list):
        entries = [" ".join(item.split()) for item in value if item.strip()]
        old = shown.value if isinstance(shown.value, list) else []
        if shown.control == "pages":  # boxes have no order of their own: it stays as it is written
            return [item for item in old if item in entries] + [item for item in entries if item not in old]
        return entries
    if isinstance(value, bool):
        return value
    if shown.control == "lines":
        return "\n".join(row.rstrip() for row in value.strip("\n").split("\n"))
    is_one_line = shown.control != "long" or "\n" not in str(shown.value)
    return " ".join(value.split()) if is_one_line else value.strip()


def to_write(shown: Setting, value: str | bool | list[str]) -> Value | None:
    if isinstance(value, bool):
        return "true" if value else "false" if shown.required else None
    if not value and (not shown.required or shown.control == "lines"):
        return None
    return readable(shown.name, value) if shown.control == "lines" and isinstance(value, str) else value


def readable(name: str, text: str) -> Lines:
    """The lines of a setting; raises what keeps them from being read, under its name and counted from the first."""
    written = Lines(text)
    alone = front_matter.parse(name, "\n".join(lines.fresh(name, written)), 1 if lines.is_flow(text) else 0)
    if list(alone.values) != [name]:
        raise problem(name, 0, lines.BEYOND)
    return written
