"""The least change of a page's settings, text to text: only the lines of what has changed become others."""

import html
import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from sitegen.content import front_matter
from sitegen.content.fields import stripped
from sitegen.content.front_matter import ENTITY, LOADER
from sitegen.problems import Problems, problem

NOTE = re.compile(r"[ \t]*(#.*)?$")
SHORT = 90  # characters of a list that is written in one line
BEYOND = "these lines would change another setting; begin each of them with two spaces"
STRANGE = "cannot be written from here; change the file as text"


class Lines(NamedTuple):
    """A value as a writer wrote its lines of YAML."""

    text: str


Value = str | list[str] | Lines


class Field(NamedTuple):
    """Where a setting stands: its rows, the name's and the value's nodes."""

    first: int
    end: int
    name: yaml.ScalarNode
    value: yaml.Node


def fields_in(settings: str) -> dict[str, Field]:
    """The settings that `front_matter.parse` has found to be readable, by name."""
    root = yaml.compose(settings, Loader=LOADER)
    rows, found = settings.split("\n"), {}
    for name, value in root.value if root else ():
        last = value.end_mark.line if value.end_mark.column else value.end_mark.line - 1
        while last > name.start_mark.line and is_between(rows[last], value):
            last -= 1
        found[name.value] = Field(name.start_mark.line, max(last, name.start_mark.line) + 1, name, value)
    return found


def is_between(row: str, value: yaml.Node) -> bool:
    """Whether a row at the end of a value is none of it: empty, or a note, which a block of text has not."""
    is_text = isinstance(value, yaml.ScalarNode) and value.style in ("|", ">")
    return not row.strip() if is_text else bool(NOTE.fullmatch(row))


def shown(settings: str, field: Field) -> str:
    """The lines of a value as a writer may change them: `{a: b}` of `name: {a: b}`, or those below the name."""
    rows = settings.split("\n")
    if field.value.start_mark.line == field.first and not is_block(field.value):
        return cut(rows, field.value)
    return textwrap.dedent("\n".join(rows[field.first + 1 : field.end]))


def is_block(value: yaml.Node) -> bool:
    return isinstance(value, yaml.CollectionNode) and not value.flow_style


def cut(rows: Sequence[str], node: yaml.Node) -> str:
    """The source of a node in one line or several."""
    start, end = node.start_mark, node.end_mark
    part = [*rows[start.line : end.line], rows[end.line][: end.column] if end.line < len(rows) else ""]
    part[0] = part[0][start.column :]
    return "\n".join(part)


def change(settings: str, changes: Mapping[str, Value | None], order: Sequence[str]) -> str:
    """The settings with other values; None takes one out, and a new one stands where `order` has it.

    Raises Problems for lines that cannot be read, or that reach beyond their own setting.
    """
    text = settings
    for name, value in changes.items():
        text = change_one(text, name, value, order)
    after = front_matter.parse("", text, 2)
    if others(front_matter.parse("", settings).values, changes) != others(after.values, changes):
        raise problem("", 0, BEYOND)
    read = stripped(after.values)
    for name, value in changes.items():
        if isinstance(value, str | list) and read[name] != value:
            raise problem("", after.line(name), f"{name}: {STRANGE}")
    return text


def others(values: Mapping[str, Any], changes: Mapping[str, Value | None]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in changes}


def change_one(settings: str, name: str, value: Value | None, order: Sequence[str]) -> str:
    rows, known = settings.split("\n"), fields_in(settings)
    field = known.get(name)
    if not field:
        at = place(name, known, order)
        return "\n".join([*rows[:at], *([] if value is None else fresh(name, value)), *rows[at:]])
    if value is None:
        new = []
    elif isinstance(value, Lines):
        new = below(rows, field, value.text)
    elif isinstance(value, list):
        new = listed(rows, field, value)
    else:
        new = single(rows, field, value)
    return "\n".join([*rows[: field.first], *new, *rows[field.end :]])


def place(name: str, known: dict[str, Field], order: Sequence[str]) -> int:
    """The row before which a new setting comes: after the nearest of those that `order` has before it."""
    before = order[: order.index(name)]
    return next((known[other].end for other in reversed(before) if other in known), 0)


def fresh(name: str, value: Value) -> list[str]:
    if isinstance(value, Lines):
        own = [f"{name}:", *indented(value.text, "  ")]
        return f"{name}: {value.text}".split("\n") if is_flow(value.text) else own
    if isinstance(value, str):
        return [f"{name}: {scalar(value, None)}"]
    line = f"{name}: [{', '.join(scalar(item, None, flow=True) for item in value)}]"
    return [line] if len(line) <= SHORT or not value else [f"{name}:", *(f"  - {scalar(item, None)}" for item in value)]


def is_flow(text: str) -> bool:
    return text.startswith(("[", "{"))


def indented(text: str, indent: str) -> list[str]:
    return textwrap.indent(text, indent).split("\n")


def indent_of(rows: list[str], field: Field) -> str:
    row = next((row for row in rows[field.first + 1 : field.end] if row.strip()), "  .")
    return row[: len(row) - len(row.lstrip())]


def below(rows: list[str], field: Field, text: str) -> list[str]:
    """The rows of a setting whose value is written as it is."""
    if is_flow(text) or not is_block(field.value):
        return fresh(field.name.value, Lines(text))
    return [rows[field.first], *indented(text, indent_of(rows, field))]


def single(rows: list[str], field: Field, value: str) -> list[str]:
    """The rows of a setting that is one text, in the quotes that it has."""
    node, name = field.value, field.name.value
    if not isinstance(node, yaml.ScalarNode) or node.style == ">" or (node.style == "|" and not value):
        return fresh(name, value)
    if node.style == "|":
        return [rows[field.first], *indented(value, indent_of(rows, field))]
    return within(rows, field, scalar(value, node.style))


def within(rows: list[str], field: Field, text: str) -> list[str]:
    """The rows of a setting with another text in the place of its value; what stands before and after that stays."""
    start, end = field.value.start_mark, field.value.end_mark
    head = rows[start.line][: start.column]
    head += " " * head.endswith(":")
    return [*rows[field.first : start.line], f"{head}{text}{rows[end.line][end.column :]}"]


def listed(rows: list[str], field: Field, values: list[str]) -> list[str]:
    """The rows of a setting that is a list of texts; those that stay are written as they were."""
    node, name = field.value, field.name.value
    if not isinstance(node, yaml.SequenceNode):
        return fresh(name, values)
    style = node.value[0].style if node.value and isinstance(node.value[0], yaml.ScalarNode) else None
    if node.flow_style:
        kept = [(text_of(item), cut(rows, item)) for item in node.value]
        items = [taken(kept, value) or scalar(value, style, flow=True) for value in values]
        return within(rows, field, f"[{', '.join(items)}]")
    if not values:
        return [f"{name}: []"]
    firsts = [item.start_mark.line for item in node.value]
    ends = [*firsts[1:], field.end]
    kept = [(text_of(item), "\n".join(rows[at:end])) for item, at, end in zip(node.value, firsts, ends, strict=True)]
    hyphen = rows[firsts[0]][: node.value[0].start_mark.column]
    items = [taken(kept, value) or hyphen + scalar(value, style) for value in values]
    return "\n".join([*rows[field.first : firsts[0]], *items]).split("\n")


def text_of(item: yaml.Node) -> str:
    return ENTITY.sub(lambda found: html.unescape(found[0]), item.value) if isinstance(item, yaml.ScalarNode) else ""


def taken(kept: list[tuple[str, str]], value: str) -> str:
    """The source of an entry that is there already, each used once."""
    for number, (text, source) in enumerate(kept):
        if text == value:
            del kept[number]
            return source
    return ""


def scalar(value: str, style: str | None, flow: bool = False) -> str:
    """A text as YAML, with the quotes asked for if they will do."""
    text = ENTITY.sub(lambda found: f"&amp;{found[0][1:]}", value)
    double = json.dumps(text, ensure_ascii=False)
    choice = {'"': double, "'": "'" + text.replace("'", "''") + "'"}.get(style or "", text)
    return choice if value and is_read_as(choice, value, flow) else double


def is_read_as(text: str, value: str, flow: bool) -> bool:
    try:
        read = front_matter.parse("", f"x: [{text}, y]" if flow else f"x: {text}").values
    except Problems:
        return False
    return bool(read == {"x": [value, "y"] if flow else value})
