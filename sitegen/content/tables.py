"""CSV files of content/ as tables, whichever program has saved them."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from sitegen.content import front_matter, printed
from sitegen.problems import MOST, Problem, Problems, problem

SEPARATORS = ",;\t"
SEP = re.compile(r"\"?sep=(.)\"?[ \t]*\n", re.IGNORECASE)  # Excel's own first line
QUOTATION = 'a quotation mark that is never closed, or one inside a value; write "" for one inside'
Row = tuple[int, list[str]]  # its line and its cells


def read_table(path: str, data: bytes) -> Mapping[str, Any]:
    """A CSV file → {"path": "a.csv", "columns": ["Months", …], "rows": [["3", …], …], "lines": [2, …]}

    Empty rows and columns are left out.
    """
    text, faults, rows = front_matter.decode(path, data), list[Problem](), list[Row]()
    width = 0
    for line, cells in written(path, text, faults):
        if not any(cell.strip() for cell in cells):
            continue
        width = width or len(cells)
        cells = fitted(cells, width, rows[0][1] if rows else cells)
        rows.append((line, cells))
        if len(cells) != width:
            message = f"cells in this row: {len(cells)}, in the first: {width}; they must be as many"
            faults.append(Problem(path, line, message))
        if len(faults) == MOST:
            break
    if len(rows) < 2 and not faults:
        raise problem(path, 1, "a table needs a row of column names and at least one row of values")
    if not faults:
        rows = without_empty_columns(path, rows, faults)
        faults += strange_cells(path, rows)
    if faults:
        raise Problems(faults)
    return {
        "path": path,
        "columns": rows[0][1],
        "rows": [cells for _, cells in rows[1:]],
        "lines": [line for line, _ in rows[1:]],
    }


def strange_cells(path: str, rows: list[Row]) -> Iterator[Problem]:
    """What is wrong with the words of a table, which pages print as they stand."""
    for line, cells in rows:
        for name, cell in zip(rows[0][1], cells, strict=True):
            for message in printed.faults(cell):
                yield Problem(path, line, f"column '{name.strip()}': {message}")


def fitted(cells: list[str], width: int, names: list[str]) -> list[str]:
    """A row without the empty cells at its end that are too many, or with those that columns without a name lack."""
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    named = len("\t".join(names).rstrip("\t ").split("\t"))
    return [*cells, *[""] * (width - len(cells))] if named <= len(cells) < width else cells


def written(path: str, text: str, faults: list[Problem]) -> Iterator[Row]:
    """The rows as they are written; one that cannot be read is the last."""
    separator, skipped = separator_of(text)
    reader = csv.reader(io.StringIO(text), strict=True, delimiter=separator)
    try:
        for row in islice(reader, skipped, None):
            yield reader.line_num, row
    except csv.Error:
        faults.append(Problem(path, reader.line_num, QUOTATION))


def separator_of(text: str) -> tuple[str, int]:
    """What stands between cells, and how many lines to pass over before the first row."""
    if found := SEP.match(text):
        return found[1], 1
    names = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    possible = [sign for sign in SEPARATORS if sign in names]
    fitting = [sign for sign in possible if is_even(text, sign)] if len(possible) > 1 else possible
    return (fitting or [SEPARATORS[0]])[0], 0


def is_even(text: str, separator: str) -> bool:
    """Whether the first rows have as many cells each."""
    try:
        rows = [row for row in islice(csv.reader(io.StringIO(text), strict=True, delimiter=separator), 100) if row]
    except csv.Error:
        return False
    return len({len(row) for row in rows}) == 1


def without_empty_columns(path: str, rows: list[Row], faults: list[Problem]) -> list[Row]:
    kept = [number for number, _ in enumerate(rows[0][1]) if any(cells[number].strip() for _, cells in rows)]
    for number in kept:
        if not rows[0][1][number].strip():
            message = f"column {number + 1} has no name; write one here, or empty its cells"
            faults.append(Problem(path, rows[0][0], message))
    return [(line, [cells[number] for number in kept]) for line, cells in rows]
