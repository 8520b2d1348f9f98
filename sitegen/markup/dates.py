"""Windows of time from the table beside a page: in words for readers, in numbers for the script."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from sitegen.markup.columns import Columns, Row, Table, keys, rows_of, uncited, words
from sitegen.problems import Problem, Problems

DURATION = re.compile(r"([1-9][0-9]{0,3}) (hour|day|week|month|year)s?")
DAYS = {"hour": 1 / 24, "day": 1, "week": 7}
MONTHS = {"month": 1, "year": 12}


class Duration(NamedTuple):
    """How long after onset, as written; months are those of the calendar, all else is days."""

    number: int
    unit: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"

    @property
    def days(self) -> float:
        return round(self.number * DAYS.get(self.unit, 0), 3)

    @property
    def months(self) -> int:
        return self.number * MONTHS.get(self.unit, 0)

    @property
    def length(self) -> float:
        """In days, to tell which of two is longer; a month is a twelfth of 365.25 days."""
        return self.days + self.months * 30.4375


def duration_or_nothing(text: str) -> Duration | None:
    found = DURATION.fullmatch(text)
    if text and not found:
        raise ValueError(f"'{text}' must be like 72 hours, 3 days, 2 weeks, 6 months or 1 year, or nothing")
    return Duration(int(found[1]), found[2]) if found else None


COLUMNS: Columns = {
    "Starts": duration_or_nothing,
    "Ends": duration_or_nothing,
    "What": words,
    "Strength": words,
    "Source": lambda text: keys(words(text)),
}


def windows(table: Table, cited: Mapping[str, int]) -> Mapping[str, Any]:
    """The rows in their order; `cited` are the numbers of the sources that the page's text cites.

    Without `Starts` a window is open from onset, without `Ends` it does not close; where both are one, it is a day.
    """
    rows, problems = [], list[Problem]()
    for line, row in rows_of(table, COLUMNS, {}):
        problems += (Problem(table["path"], line, fault) for fault in faults(row, cited))
        rows.append(
            {
                "when": when(row["Starts"], row["Ends"]),
                "numbers": numbers(row["Starts"], row["Ends"]),
                "what": row["What"],
                "strength": row["Strength"],
                "sources": sorted(cited[key] for key in row["Source"] if key in cited),
            }
        )
    if problems:
        raise Problems(problems)
    return {"rows": rows}


def faults(row: Row, cited: Mapping[str, int]) -> list[str]:
    starts, ends = row["Starts"], row["Ends"]
    found = uncited(row["Source"], cited)
    if not starts and not ends:
        found.append("Starts and Ends are both empty; fill in one of them")
    if starts and ends and ends.length < starts.length:
        found.append(f"Ends: {ends} is before {starts}, where it starts")
    return found


def numbers(starts: Duration | None, ends: Duration | None) -> dict[str, str]:
    """For the script: {"first-days": "0", "first-months": "6"}, without what is not given."""
    return {
        f"{name}-{unit}": f"{getattr(time, unit):g}"
        for name, time in (("first", starts), ("last", ends))
        if time
        for unit in ("days", "months")
    }


def when(starts: Duration | None, ends: Duration | None) -> str:
    """Within 72 hours, From 12 months, At 3 weeks, 6 to 12 months, 72 hours to 3 weeks"""
    if not starts or not ends:
        return f"From {starts}" if starts else f"Within {ends}"
    if starts.length == ends.length:
        return f"At {starts}"
    return f"{starts.number if starts.unit == ends.unit else starts} to {ends}"
