"""The texts of practice.yaml: the facts that they name filled in, and what must not stand in them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from sitegen.content import printed
from sitegen.content.fields import Fault, Lines
from sitegen.content.plain_words import named, texts
from sitegen.model import telephone
from sitegen.model.facts import BRACES, FACTS, PASSING, STRANGE, TOO_LONG, nearest, with_facts
from sitegen.model.practice import Practice
from sitegen.problems import Problems, problem

NUMBERS = (("telephone_shown",), ("relay_number",))  # the first has the digits of another
PART = re.compile(r"\w+")  # of the place that msgspec tells: $.notices[0].text


def filled(path: str, practice: Practice, lines: Lines) -> Practice:
    """The practice, "Call {telephone}." in its texts as "Call (310) 555-0100."."""
    try:
        return with_facts(practice, practice)
    except msgspec.ValidationError as error:
        raise too_long(path, lines, error) from None


def too_long(path: str, lines: Lines, error: msgspec.ValidationError) -> Problems:
    """The problem of a text that its facts make longer than it may be."""
    key = tuple(int(part) if part.isdigit() else part for part in PART.findall(str(error).partition("$")[2]))
    return problem(path, lines(*key), f"{named(key)}: {TOO_LONG}")


def faults(practice: Practice, values: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with the texts among the file's values."""
    for key, text in texts(values, ()):
        found = [*printed.marks(text)]
        for brace in BRACES.finditer(text):
            found += unusable(practice, brace[1])
        for number in telephone.NUMBER.finditer(text) if key not in NUMBERS else ():
            if telephone.digits(number[0]) not in practice.numbers:
                found.append(STRANGE.format(number[0]))
        yield from ((key, f"{named(key)}: {message}") for message in found)


def unusable(practice: Practice, name: str) -> Iterator[str]:
    """Why a fact cannot be named in this file: there is none, it is not given or passes, or it names facts itself."""
    words = FACTS[name](practice).text if name in FACTS else ""
    if name not in FACTS:
        if near := nearest(name):
            yield f"there is no fact '{name}'{near}"
    elif not words or name in PASSING:
        yield f"{{{name}}} is not given in this file; give it, or take it out here"
    elif any(inner[1] in FACTS for inner in BRACES.finditer(words)):
        yield f"{{{name}}} names a fact itself; write its words here"
