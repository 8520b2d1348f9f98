"""The fields of a form from the table beside a page: the letter's and the diary's, by the names of their columns."""

import re
from collections.abc import Iterator, Sequence

from sitegen.markup.columns import Columns, Row, Table, any_words, rows_of, words, yes_or_no
from sitegen.problems import Problem, Problems

TAKEN = frozenset(
    ["action", "elements", "hidden", "id", "length", "method", "name", "remove", "reset", "style", "submit", "target"]
)


def name(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", words(text)):
        raise ValueError(f"'{text}' must be small letters and hyphens, like at-rest")
    if text in TAKEN:
        raise ValueError(f"'{text}' has a use of its own in a form; write another, like my-{text}")
    return text


def yes_or_nothing(text: str) -> bool:
    return yes_or_no(text or "no")


LETTER: Columns = {
    "Name": name,
    "Label": words,
    "Hint": any_words,
    "Needed": yes_or_nothing,
    "Lines": yes_or_nothing,
    "Choices": any_words,
}
DIARY: Columns = {
    "Name": name,
    "Label": words,
    "Hint": any_words,
    "Choices": any_words,
    "Photograph": yes_or_nothing,
}
FORMS = {"letter-builder": LETTER, "diary": DIARY}


def fields(table: Table, columns: Columns) -> list[Row]:
    """The fields in their order, each as its cells by their columns; Problems for every column and cell at fault."""
    rows = rows_of(table, columns, {})
    if problems := [Problem(table["path"], line, fault) for line, fault in repeated(rows)]:
        raise Problems(problems)
    return [row for _, row in rows]


def repeated(rows: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, str]]:
    """The rows that would be a second field of the same name."""
    seen = set[str]()
    for line, row in rows:
        if row["Name"] in seen:
            yield line, f"Name: '{row['Name']}' stands above already; give this row another"
        seen.add(row["Name"])
