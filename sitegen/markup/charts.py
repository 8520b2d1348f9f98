"""Plots from the tables beside a page: where each mark and bar stands, checked; their templates draw them."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from sitegen.problems import Problem, Problems, did_you_mean

Table = Mapping[str, Any]
AXIS = ((0.0, "0"), (0.1, "72 h"), (0.7, "3 wk"), (3.0, "3 mo"), (12.0, "1 yr"), (24.0, "2 yr"), (36.0, ""))
EDGE, STEP = 4, 58  # where months begin, and the width of each stretch of the axis: stretches are not to scale
SPANS = ("Opens", "Best until", "Limit", "Source")
RECOVERY = ("Measure", "Steroid", "Months", "Percent", "Sure", "Source")


def spans(table: Table) -> Table:
    """Stretches of time since the face changed: a bar up to `Best until`, a line beyond it, an arrow without a `Limit`.

    All three columns are months. Without `Opens` the start is not stated.
    """
    rows, problems = read(table, SPANS)
    bars = []
    for row, line in zip(rows, table["lines"], strict=False):
        opens, best, limit = (number(table, line, name, row[name], 36, problems) for name in SPANS[:3])
        known = [months for months in (opens, best, limit) if months is not None]
        if known != sorted(known):
            problems.append(Problem(table["path"], line, "Opens, Best until and Limit must follow each other"))
        end = EDGE + STEP * (len(AXIS) - 1) if limit is None else place(limit)
        bar_end = end if best is None else place(best)
        bars.append(
            {
                "label": row[table["columns"][0]],
                "note": row[table["columns"][4]],
                "starts": opens is not None,
                "ends": limit is not None,
                "bar": (place(opens or 0), bar_end),
                "line": (bar_end, end),
            }
        )
    if problems:
        raise Problems(problems)
    ticks = [{"x": place(months), "label": label} for months, label in AXIS]
    return {"bars": bars, "ticks": ticks, "table": told(table, {"Opens": "not stated", "Limit": "none given"})}


def recovery(table: Table) -> Table:
    """Shares of people by months since onset, as marks with a letter for what was measured."""
    rows, problems = read(table, RECOVERY)
    measures = list(dict.fromkeys(row["Measure"] for row in rows))
    marks = []
    for row, line in zip(rows, table["lines"], strict=False):
        months = number(table, line, "Months", row["Months"], 12, problems)
        percent = number(table, line, "Percent", row["Percent"], 100, problems)
        for name in ("Steroid", "Sure"):
            if row[name] not in ("yes", "no"):
                problems.append(Problem(table["path"], line, f"{name}: '{row[name]}' must be yes or no"))
        marks.append(
            {
                "x": round(34 + 25 * (months or 0)),
                "y": round(230 - 2.1 * (percent or 0)),
                "letter": chr(ord("A") + measures.index(row["Measure"])),
                "text": f"{row['Percent']}%",
                "with_steroid": row["Steroid"] == "yes",
                "is_sure": row["Sure"] == "yes",
            }
        )
    if problems:
        raise Problems(problems)
    return {"marks": marks, "measures": measures, "table": told(table, {})}


PLOTS: Mapping[str, Callable[[Table], Table]] = {
    "options-chart": spans,
    "referral-timeline": spans,
    "recovery-chart": recovery,
}


def read(table: Table, wanted: Sequence[str]) -> tuple[list[dict[str, str]], list[Problem]]:
    """The rows by the names of their columns, or a problem for each column that is missing."""
    path, columns = table["path"], table["columns"]
    absent = [name for name in wanted if name not in columns]
    if absent:
        return [], [Problem(path, 1, f"there is no column '{name}'{did_you_mean(name, columns)}") for name in absent]
    return [dict(zip(columns, row, strict=True)) for row in table["rows"]], []


def number(table: Table, line: int, name: str, text: str, most: int, problems: list[Problem]) -> float | None:
    """A cell's number, or None for an empty one."""
    if not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1
    if 0 <= value <= most:
        return value
    problems.append(Problem(table["path"], line, f"{name}: '{text}' must be a number from 0 to {most}, or nothing"))
    return None


def place(months: float) -> int:
    """Where a time stands on the axis, whose stretches are equally wide: 7.5 months → half-way from 3 mo to 1 yr."""
    for index, ((before, _), (after, _)) in enumerate(pairwise(AXIS)):
        if months <= after:
            return round(EDGE + STEP * (index + (months - before) / (after - before)))
    return EDGE + STEP * (len(AXIS) - 1)


def told(table: Table, empty: Mapping[str, str]) -> Table:
    """The table as readers see it: without its sources, and with words where a cell is empty."""
    shown = [index for index, name in enumerate(table["columns"]) if name != "Source"]
    columns = [table["columns"][index] for index in shown]
    words = [empty.get(name, "–") for name in columns]
    rows = [[row[index] or word for index, word in zip(shown, words, strict=True)] for row in table["rows"]]
    return {"columns": columns, "rows": rows}
