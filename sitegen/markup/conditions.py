"""Conditions of a plan's lines, and whether every way to answer its questions meets one of a line for today."""

import math
from collections.abc import Container, Iterator, Sequence
from itertools import combinations, pairwise, product
from typing import NamedTuple

from sitegen.markup.columns import Row
from sitegen.markup.dates import Duration, when


class Clause(NamedTuple):
    """Answers of which one is given, or none where they are refused."""

    names: tuple[str, ...]
    is_refused: bool

    def __str__(self) -> str:
        return "!" * self.is_refused + "|".join(self.names)

    def holds(self, given: Container[str]) -> bool:
        return self.is_refused != any(name in given for name in self.names)


def clauses(text: str) -> list[Clause]:
    """`open or unsure; not young` → one of the two, and not the third"""
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        names = part.removeprefix("not ").split(" or ")
        found.append(Clause(tuple(name.strip() for name in names), part.startswith("not ")))
    return found


def led_nowhere(asked: Sequence[tuple[int, Row]], lines: Sequence[Row]) -> Iterator[str]:
    """For each time the first answers for which no line says what to do today."""
    given = answers([row for _, row in asked])
    today = [row for row in lines if row["Part"] == "today"]
    edges = {edge.length: edge for row in lines for edge in (row["Starts"], row["Ends"]) if edge}
    for starts, ends in pairwise([None, *(edges[length] for length in sorted(edges)), None]):
        label = when(starts, ends) if starts or ends else "At any time"
        yield from unmet(label, [row["If"] for row in today if covers(row, starts, ends)], given)
    timeless = [row["If"] for row in today if not (row["Starts"] or row["Ends"])]
    for _, row in asked:
        if row["Question"] == asked[0][1]["Question"] and row["Name"]:
            yield from unmet(row["Words"], timeless, [{row["Name"]: "", **others} for others in given])


def unmet(label: str, conditions: Sequence[list[Clause]], given: Sequence[dict[str, str]]) -> Iterator[str]:
    for names in given:
        if not any(all(clause.holds(names) for clause in condition) for condition in conditions):
            said = "".join(f", {answer}" for answer in names.values() if answer)
            yield f"no line says what to do today: {label}{said}; write one with the Part 'today'"
            return


def covers(row: Row, starts: Duration | None, ends: Duration | None) -> bool:
    """Whether a line holds from the one time to the other."""
    is_begun = not row["Starts"] or (starts is not None and row["Starts"].length <= starts.length)
    return is_begun and (not row["Ends"] or (ends is not None and row["Ends"].length >= ends.length))


def ways(asked: Sequence[Row]) -> int:
    """In how many ways the questions but the first can be answered."""
    return math.prod(2 ** len(rows) if rows[0]["Several"] else len(rows) for rows in others(asked))


def answers(asked: Sequence[Row]) -> list[dict[str, str]]:
    """Every way to answer the questions but the first, as the names and words of the answers."""
    found = []
    for rows in others(asked):
        sizes = range(len(rows) + 1) if rows[0]["Several"] else [1]
        found.append([chosen for size in sizes for chosen in combinations(rows, size)])
    return [{row["Name"]: row["Words"] for chosen in way for row in chosen} for way in product(*found)]


def others(asked: Sequence[Row]) -> list[list[Row]]:
    """The answers to each question but the first."""
    found: dict[str, list[Row]] = {}
    for row in asked:
        found.setdefault(row["Question"], []).append(row)
    return list(found.values())[1:]
