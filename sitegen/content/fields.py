"""Text from front matter as typed values, every fault told in the writer's words."""

import datetime
import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, Protocol, TypeVar, get_args, get_origin

import msgspec

from sitegen.content.settings_faults import glued
from sitegen.model import telephone
from sitegen.problems import Problem, Problems, did_you_mean
from sitegen.urls import slug

Made = TypeVar("Made", bound=msgspec.Struct)
Key = tuple[str | int, ...]
Fault = tuple[Key, str]  # the way to the value at fault, and what is wrong with it
WANTED = {
    "str": "needs a text, not a list",
    "array": "needs a list: lines that begin with '- ', or [one, two]",
    "object": "needs lines of `name: value` below it",
    "date": "needs a date like 2026-11-23",
    "bool": "write true or false",
    "int": "needs a whole number",
}


class Lines(Protocol):
    """Where a key stands: `lines("reviewed", "by")` → 7."""

    def __call__(self, *key: str | int) -> int: ...


def make(struct: type[Made], file: str, values: Mapping[str, Any], lines: Lines, **given: Any) -> Made:
    """`values` as a `struct`, or every fault in them."""
    fields = {name: field for name, field in fields_of(struct).items() if field.name not in given}
    try:
        made = {fields[name].name: convert(value, fields[name].type) for name, value in values.items()}
        whole = struct(**given, **made)
    except (KeyError, TypeError, msgspec.ValidationError) as error:  # unknown, missing, wrong
        found = [Problem(file, lines(*key), message) for key, message in faults_in(values, fields)]
        raise Problems(found or [Problem(file, 1, str(error))]) from None
    if repeated := list(repetitions(values)):
        raise Problems(Problem(file, lines(*key), message) for key, message in repeated)
    return whole


def repetitions(values: Mapping[str, Any]) -> Iterator[Fault]:
    """Entries that a list has twice: `{"sources": ["A", "A"]}` → `("sources", 1)`, "sources: 'A' is …"."""
    for name, entries in values.items():
        if isinstance(entries, list):
            for index, entry in enumerate(entries):
                if isinstance(entry, str) and entry in entries[:index]:
                    yield (name, index), f"{name}: '{entry}' is written twice; take one out"


def convert(value: Any, expected: Any) -> Any:
    if expected is bool and isinstance(value, str) and value.strip().lower() not in ("true", "false"):
        raise msgspec.ValidationError("Expected `bool`")  # msgspec would take 1 for true
    return msgspec.convert(stripped(value), expected, strict=False)


@functools.cache
def fields_of(struct: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    """A struct's fields by the name under which they are written."""
    return {field.encode_name: field for field in msgspec.structs.fields(struct)}


def stripped(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\u00a0", " ").strip()  # which looks the same
    if isinstance(value, list):
        return [stripped(item) for item in value]
    return {name: stripped(item) for name, item in value.items()}


def faults_in(values: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[Fault]:
    """Unknown, wrong and missing fields, at any depth; msgspec would stop at the first."""
    for name, value in values.items():
        if name not in fields:
            yield (name,), f"there is no field '{name}' here{did_you_mean(name, fields)}"
        else:
            yield from (((name, *key), f"{name}: {message}") for key, message in faults(value, fields[name].type))
    for name, field in fields.items():
        if field.required and name not in values:
            yield (), f"the field '{name}' is missing; add a line {name}: {example(field.type)}"


def example(expected: Any) -> str:
    """A value as a writer could write it: `patient (or clinician)`."""
    types = list(parts(expected))
    if choices := choices_of(types):
        return f"{choices[0]} (or {', '.join(choices[1:])})"
    if list_of(expected):
        return "[]"
    examples = {bool: "false (or true)", int: "1", datetime.date: "2026-11-23"}
    return next((text for kind, text in examples.items() if kind in types), "…")


def choices_of(types: list[Any]) -> list[str]:
    return [choice for part in types if get_origin(part) is Literal for choice in get_args(part)]


def list_of(expected: Any) -> Any:
    """The list among what may be written, or nothing."""
    return next((part for part in (expected, *get_args(expected)) if get_origin(part) is tuple), None)


def faults(value: Any, expected: Any) -> Iterator[Fault]:
    """What is wrong with a value: `["a", ""]` → `(1,)`, "is empty"; of a list first with its entries."""
    types, entries = list(parts(expected)), list_of(expected)
    ways = () if get_origin(expected) is tuple else (expected, *get_args(expected))
    struct = next((part for part in ways if isinstance(part, type) and issubclass(part, msgspec.Struct)), None)
    inside: list[Fault] = []
    if isinstance(value, list) and entries:
        for index, item in enumerate(value):
            inside += (((index, *key), message) for key, message in faults(item, get_args(entries)[0]))
    elif isinstance(value, dict) and get_origin(expected) is dict:
        for name, item in value.items():
            inside += (((name, *key), f"{name}: {message}") for key, message in faults(item, get_args(expected)[1]))
    elif isinstance(value, dict) and struct:
        inside += faults_in(value, fields_of(struct))
    elif isinstance(value, str) and struct and (message := glued(value)):
        inside.append(((0,), message))  # the line on which it begins
    yield from inside
    if not inside:
        try:
            convert(value, expected)
        except msgspec.ValidationError as error:
            yield (), reword(str(error), stripped(value), types)


def reword(fault: str, value: Any, types: list[Any]) -> str:
    """msgspec's message in plain words."""
    if value == "":
        return "is empty; fill it in, or take the line out"
    if "RFC3339" in fault:
        return f"'{value}' is not a date; write year-month-day, like 2026-11-23"
    if "enum value" in fault:
        choices = choices_of(types)
        return f"'{value}' is not one of {', '.join(choices)}{did_you_mean(str(value), choices)}"
    if found := re.search(r"length (<=|>=) (\d+)", fault):
        wanted = "at most" if found[1] == "<=" else "at least"
        one, many = ("entry", "entries") if isinstance(value, list) else ("character", "characters")
        return f"has {len(value)} {one if len(value) == 1 else many}, {wanted} {found[2]} are wanted"
    if "matching regex" in fault:
        metas = (meta for part in types for meta in getattr(part, "__metadata__", ()))
        meta = next(meta for meta in metas if meta.pattern)
        return f"'{value}' should be {meta.description}{proposal(str(value), meta.pattern)}"
    if found := re.search(r"`int` (<=|>=) (\d+)", fault):
        return f"{value} is too {'large' if found[1] == '<=' else 'small'}, the limit is {found[2]}"
    if found := re.search(r"Expected `([\w |]+)", fault):
        kinds = found[1].split(" | ")
        return needed("array" if "array" in kinds else kinds[0], value, types)
    return fault


def proposal(value: str, pattern: str) -> str:
    """What was meant by a value, in the form that is wanted; nothing where that cannot be told."""
    name = slug(value.rpartition("/")[2].removesuffix(".md"))
    number = telephone.dialed(value).removeprefix("tel:")
    address = re.sub("^https?://[^/]*", "", value)
    for begin, meant, words in (
        ("^[a-z0-9]+(", name, f"; write {name}, the name of its file"),
        (r"^\+", number, f'; write "{number}"'),
        ("^/", address, f"; write {address}"),
    ):
        if pattern.startswith(begin) and meant != value and re.search(pattern, meant):
            return words
    return ""


def needed(kind: str, value: Any, types: list[Any]) -> str:
    """What is needed instead of a value of another kind."""
    if kind == "str" and isinstance(value, dict) and len(value) == 1:
        [(name, rest)] = value.items()
        if str(rest).endswith(".md"):
            return f"write {rest} alone; its title is shown by itself"
        if not rest:
            return f'begins with a brace; put the whole value in quotes: "{{{name}}}"'
        return f'a text with a colon in it; put it in quotes: "{name}: {rest}"'
    if kind == "array" and isinstance(value, str) and re.match(r"-\w", value):
        return f"put a space after the hyphen: - {value[1:]}"
    structs = [part for part in types if isinstance(part, type) and issubclass(part, msgspec.Struct)]
    if kind == "object" and structs:
        names = [name for name, field in fields_of(structs[0]).items() if field.required] or list(fields_of(structs[0]))
        return f"needs lines below it: {', '.join(f'{name}: …' for name in names)}"
    return WANTED[kind]


def parts(expected: Any) -> Iterator[Any]:
    """A type and every type inside it, but for the fields of structs."""
    yield expected
    for part in get_args(expected):
        yield from parts(part)
