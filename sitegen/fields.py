"""Text from front matter as typed values, every fault told in the writer's words."""

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any, Protocol, TypeVar, get_args

import msgspec

from sitegen.problems import Problem, Problems, did_you_mean

Made = TypeVar("Made", bound=msgspec.Struct)
Key = tuple[str | int, ...]
PLACE = re.compile(r" - at `\$(.*)`$")
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
    """`values` as a `struct`; each field is checked by itself so that all faults are reported at once."""
    made, problems = dict(given), []
    fields = {name: field for name, field in fields_of(struct).items() if field.name not in given}
    for name, value in values.items():
        if name not in fields:
            problems.append(Problem(file, lines(name), f"there is no field '{name}' here{did_you_mean(name, fields)}"))
            continue
        try:
            made[fields[name].name] = msgspec.convert(stripped(value), fields[name].type, strict=False)
        except msgspec.ValidationError as error:
            key, message = reword(str(error), value, fields[name].type)
            problems.append(Problem(file, lines(name, *key), f"{name}: {message}"))
    for name, field in fields.items():
        if field.required and name not in values:
            problems.append(Problem(file, 1, f"the field '{name}' is missing"))
    if problems:
        raise Problems(problems)
    return struct(**made)


@functools.cache
def fields_of(struct: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    """A struct's fields by the name under which they are written."""
    return {field.encode_name: field for field in msgspec.structs.fields(struct)}


def stripped(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [stripped(item) for item in value]
    return {name: stripped(item) for name, item in value.items()}


def reword(fault: str, value: Any, expected: Any) -> tuple[Key, str]:
    """msgspec's message → the key path inside the value, and the message in plain words."""
    key: Key = ()
    if place := PLACE.search(fault):
        for index, name in re.findall(r"\[(\d+)\]|\.(\w+)", place[1]):
            key += (int(index),) if index else (name,)
            value = value[key[-1]]
    if "RFC3339" in fault:
        return key, f"'{value}' is not a date; write year-month-day, like 2026-11-23"
    if "enum value" in fault:
        choices = [choice for part in parts(expected) for choice in get_args(part) if isinstance(choice, str)]
        return key, f"'{value}' is not one of {', '.join(choices)}{did_you_mean(str(value), choices)}"
    if found := re.search(r"length (<=|>=) (\d+)", fault):
        wanted = "at most" if found[1] == "<=" else "at least"
        return key, f"has {len(stripped(value))} characters, {wanted} {found[2]} are wanted"
    if found := re.search(r"missing required field `(\w+)`", fault):
        return key, f"'{found[1]}' is missing"
    if found := re.search(r"unknown field `(\w+)`", fault):
        return key, f"there is no '{found[1]}' here"
    if "matching regex" in fault:
        metas = (meta for part in parts(expected) for meta in getattr(part, "__metadata__", ()))
        wanted = next(meta.description for meta in metas if meta.pattern and f"regex {meta.pattern!r}" in fault)
        return key, f"'{value}' should be {wanted}"
    if found := re.search(r"`int` (<=|>=) (\d+)", fault):
        return key, f"{value} is too {'large' if found[1] == '<=' else 'small'}, the limit is {found[2]}"
    wanted_type = re.search(r"Expected `(\w+)", fault)
    return key, WANTED[wanted_type[1]] if wanted_type else fault


def parts(expected: Any) -> Iterator[Any]:
    """A type and every type inside it."""
    yield expected
    for part in get_args(expected):
        yield from parts(part)
    for field in getattr(expected, "__struct_fields__", ()):
        yield from parts(expected.__annotations__[field])
