"""`:::` blocks in Markdown: found, checked against their templates, and set apart for the Markdown parser."""

import re
from typing import NamedTuple

from sitegen.markup.marks import mark
from sitegen.problems import MOST, Problem, Problems, did_you_mean
from sitegen.templates import Templates

OPENING = re.compile(r"([\w-]+)((?:\s+[\w-]+=\"[^\"]*\")*)$")
PARAMETER = re.compile(r"([\w-]+)=\"([^\"]*)\"")
LATE = ("hours", "locations", "routes", "ways-to-reach-us")  # blocks of facts, made when their page is
TABLES = ("data", "questions", "visit")  # parameters that name a table beside the page
GIVEN = {"practice_facts", "alerts", "urgent_words", "same_words", "legend"}  # given without a writer's doing
GIVEN_LATE = {"practice", "root"}  # what those of LATE are given, too
DEEPEST = 9  # blocks within blocks: each level is another pass over the page
MISPLACED = {  # lines that Markdown would take for something else → what is wrong
    re.compile(
        r"(?:[ \t>*+-]|\d+\.|:[ \t])+:{3,}"
    ): "::: must be the first thing on its line, outside lists and quotations",
    re.compile(
        r"(?: {4})* {1,3}(?:[*+-]|\d+\.) "
    ): "a list inside a list is indented by four spaces, any other by none",
}


class Block(NamedTuple):
    """A component used in a text; `values` are its parameters as written, None if anything is wrong with them."""

    number: int
    name: str
    line: int
    values: dict[str, str] | None
    takes_body: bool
    end: int = 0


def split(path: str, text: str, first_line: int, templates: Templates) -> tuple[str, list[Block], list[Problem]]:
    """The text with a marked paragraph where each block opens and closes, the blocks, and what is wrong with them."""
    blocks: list[Block] = []
    problems: list[Problem] = []
    opened: list[Block] = []
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), first_line):
        opening = line.lstrip(":").strip(" \t")
        if len(problems) >= MOST:
            raise Problems(problems)
        if not line.startswith(":::"):
            lines.append(line)
            problems += [Problem(path, number, fault) for wrong, fault in MISPLACED.items() if wrong.match(line)]
        elif opening:
            block, faults = read(path, number, len(blocks), opening, templates)
            if len(opened) == DEEPEST:
                faults.append(Problem(path, number, f"more than {DEEPEST} blocks in each other; close one (:::) first"))
            problems += faults
            blocks.append(block)
            opened.append(block)
            lines += ["", mark("open", str(block.number)), ""]
        elif opened:
            block = opened.pop()
            blocks[block.number] = block._replace(end=number)
            lines += ["", mark("close", str(block.number)), ""]
        else:
            problems.append(Problem(path, number, "::: closes a block, but none is open"))
    problems += [Problem(path, block.line, f"'{block.name}' has no closing line (:::)") for block in opened]
    return "\n".join(lines), blocks, problems


def pairs_of(line: str) -> list[tuple[str, str]]:
    """The parameters on a line that opens a block, as they will be read; none on any other."""
    found = OPENING.match(line.lstrip(":").strip(" \t")) if line.startswith(":::") else None
    return PARAMETER.findall(found[2]) if found else []


def read(path: str, line: int, number: int, opening: str, templates: Templates) -> tuple[Block, list[Problem]]:
    """`care-card type="urgent" heading="See a doctor today if:"` as a block."""
    found = OPENING.match(opening)
    if not found:
        message = f"'::: {opening}' cannot be read; write ::: name parameter=\"value\", with straight quotes"
        return Block(number, opening, line, None, False), [Problem(path, line, message)]
    name, pairs = found[1], PARAMETER.findall(found[2])
    if name not in templates.components:
        near = did_you_mean(name, templates.components) or "; the preview shows all of them at /components/"
        message = f"there is no component '{name}'{near}"
        return Block(number, name, line, None, False), [Problem(path, line, message)]
    values = dict(pairs)
    takes_body, faults = faults_of(name, values, templates)
    if len(values) < len(pairs):
        faults.append("a parameter is written twice")
    block = Block(number, name, line, None if faults else values, takes_body)
    return block, [Problem(path, line, f"{name}: {fault}") for fault in faults]


def faults_of(name: str, values: dict[str, str], templates: Templates) -> tuple[bool, list[str]]:
    required, optional, choices = templates.parameters(name)
    given = GIVEN | GIVEN_LATE if name in LATE else GIVEN
    required, optional = required - given, optional - given
    known, faults = (required | optional) - {"body"}, []
    for parameter, value in values.items():
        if parameter not in known:
            faults.append(f"there is no parameter '{parameter}'{did_you_mean(parameter, known)}")
        elif value not in choices.get(parameter, [value]):
            faults.append(
                f"{parameter}: '{value}' is not one of {', '.join(choices[parameter])}"
                f"{did_you_mean(value, choices[parameter])}"
            )
        elif not value.strip():
            faults.append(f"the parameter '{parameter}' is empty")
    faults += [f"the parameter '{parameter}' is missing" for parameter in sorted(required - values.keys() - {"body"})]
    return "body" in required | optional, faults
