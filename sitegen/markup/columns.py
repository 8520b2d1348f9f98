"""The cells of a table by the names of its columns, each one read and checked."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sitegen.problems import Problem, Problems, did_you_mean

Table = Mapping[str, Any]
Row = dict[str, Any]
Columns = Mapping[str, Callable[[str], Any]]


def rows_of(table: Table, required: Columns, optional: Columns) -> list[tuple[int, Row]]:
    """Each row with its line, or a problem for every column and cell at fault."""
    path, columns = table["path"], list[str](table["columns"])
    known = {**required, **optional}
    faults, missing = list[str](), [name for name in required if name not in columns]
    for name, times in Counter(columns).items():
        if name not in known:
            near = did_you_mean(name, missing) or did_you_mean(name, known)
            faults.append(f"'{name}' is not a column of this table{near}")
            missing = [other for other in missing if f"'{other}'" not in near]  # which is told by that
        elif times > 1:
            faults.append(f"the column '{name}' stands here {times} times")
    faults += [f"there is no column '{name}'" for name in missing]
    if faults:
        raise Problems(Problem(path, 1, fault) for fault in faults)
    rows, problems = [], []
    for cells, line in zip(table["rows"], table["lines"], strict=True):
        row: Row = {}
        for name, cell in zip(columns, cells, strict=True):
            try:
                row[name] = known[name](cell.strip())
            except ValueError as error:
                problems.append(Problem(path, line, f"{name}: {error}"))
        rows.append((line, row))
    if problems:
        raise Problems(problems)
    return rows


def cells(table: Table, name: str) -> Iterator[tuple[int, str]]:
    """The cells of a column, each with its line; none where there is no such column."""
    if name in table["columns"]:
        place = table["columns"].index(name)
        yield from ((line, row[place]) for line, row in zip(table["lines"], table["rows"], strict=True))


def uncited_rows(table: Table, cited: Mapping[str, int]) -> Iterator[Problem]:
    """The sources of rows that the page's text does not cite."""
    for line, cell in cells(table, "Source"):
        yield from (Problem(table["path"], line, fault) for fault in uncited(keys(cell), cited))


def uncited(sources: Iterable[str], cited: Mapping[str, int]) -> list[str]:
    """What is wrong with the sources of a row that the page's text does not cite."""
    wrong = "Source: the page's text does not cite '{0}'; write [@{0}] there{1}"
    return [wrong.format(key, did_you_mean(key, cited)) for key in sources if key not in cited]


def keys(text: str) -> list[str]:
    """The names of sources, whatever parts them."""
    return re.findall(r"[^;,\s]+", text)


def any_words(text: str) -> str:
    return text


def words(text: str) -> str:
    if not text:
        raise ValueError("nothing is written here")
    return text


def yes_or_no(text: str) -> bool:
    if text.lower() not in ("yes", "no"):
        raise ValueError(f"'{text}' must be yes or no")
    return text.lower() == "yes"


def months(text: str) -> float:
    return number(text, 120)


def percent(text: str) -> float:
    return number(text.removesuffix("%").rstrip(), 100)


def months_or_nothing(text: str) -> float | None:
    try:
        return months(text) if text else None
    except ValueError as error:
        raise ValueError(f"{error}, or nothing") from None


def number(text: str, most: int) -> float:
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,4})?", text) or float(text) > most:
        raise ValueError(f"'{text}' must be a number from 0 to {most}")
    return float(text)
