"""Charts from the tables beside a page: where each bar stands, and the same in words; their templates draw them."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from sitegen.markup.columns import (
    Columns,
    Row,
    Table,
    any_words,
    months,
    months_or_nothing,
    percent,
    rows_of,
    words,
    yes_or_no,
)
from sitegen.problems import Problem, Problems, problem

Axis = Sequence[tuple[float, str]]

EVEN: Axis = ((0, "start"), (6, "6 mo"), (12, "1 yr"), (18, "18 mo"), (24, "2 yr"), (30, ""))
STEPS: Axis = ((0, "start"), (0.1, "72 h"), (0.7, "3 wk"), (3, "3 mo"), (12, "1 yr"), (24, "2 yr"), (36, ""))
TIMES: Columns = {"Opens": months_or_nothing, "Best until": months_or_nothing, "Limit": months_or_nothing}
SPAN: Columns = {"What": words, **TIMES, "Source": words}
RECOVERY: Columns = {
    "Measure": words,
    "Who": words,
    "Months": months,
    "Percent": percent,
    "Sure": yes_or_no,
    "Source": words,
}


def options(table: Table) -> Mapping[str, Any]:
    """Bars on an axis that is to scale; `Offered` tells what we offer from what we do not."""
    optional = {"Group": any_words, "First movement": any_words, "What to do": any_words, "Offered": yes_or_no}
    return spans(table, SPAN, optional, EVEN, "best ")


def timeline(table: Table) -> Mapping[str, Any]:
    """Bars on an axis that gives the first days as much room as the later years, each with what to do."""
    return spans(table, {**SPAN, "What to do": any_words}, {"Group": any_words}, STEPS, "")


def spans(table: Table, required: Columns, optional: Columns, axis: Axis, best: str) -> Mapping[str, Any]:
    """Stretches of time since it began, in months: a bar up to `Best until`, a thin one up to `Limit`.

    Without `Opens` no beginning is stated, without `Limit` no end; a row without any has no bar.
    """
    groups: dict[str, list[Row]] = {}
    problems = []
    for line, row in rows_of(table, required, optional):
        known = [row[name] for name in TIMES if row[name] is not None]
        if known != sorted(known):
            problems.append(Problem(table["path"], line, "Opens, Best until and Limit must follow each other"))
        groups.setdefault(row.get("Group", ""), []).append(span(row, axis, best))
    if problems:
        raise Problems(problems)
    bars = [bar for group in groups.values() for bar in group]
    return {
        "groups": [{"name": name, "bars": group} for name, group in groups.items()],
        "ticks": [label for _, label in axis[:-1]],
        "note": next((name for name in ("What to do", "First movement") if name in table["columns"]), ""),
        "has_offers": "Offered" in table["columns"],
        "signs": [sign for sign in ("later", "open_start", "open_end") if any(bar[sign] for bar in bars)],
    }


def span(row: Row, axis: Axis, best_word: str) -> Row:
    """A row's bars, as start and width in percent of the axis, and the same in words."""
    opens, best, limit = (row[name] for name in TIMES)
    is_known = (opens, best, limit) != (None, None, None)
    end = 100.0 if limit is None else place(limit, axis)
    start, turn = place(opens or 0, axis), end if best is None else place(best, axis)
    return {
        "label": row["What"],
        "note": row.get("What to do") or row.get("First movement") or "",
        "is_offered": row.get("Offered", True),
        "is_drawn": is_known,
        "bar": (start, round(turn - start, 1)) if is_known and turn > start else None,
        "later": (turn, round(end - turn, 1)) if is_known and end > turn else None,
        "open_start": is_known and opens is None,
        "open_end": is_known and limit is None,
        "when": when(opens, best, limit, best_word),
    }


def place(time: float, axis: Axis) -> float:
    """Where a time stands, in percent of an axis whose stretches are equally wide: 9 months of EVEN → 30.0"""
    for index, ((before, _), (after, _)) in enumerate(pairwise(axis)):
        if time <= after:
            return round(100 * (index + (time - before) / (after - before)) / (len(axis) - 1), 1)
    return 100.0


def when(opens: float | None, best: float | None, limit: float | None, best_word: str) -> str:
    """A row's times in words: (None, 12, 24, "best ") → best within 1 year, possible until 2 years"""
    first = limit if best is None else best
    if first is None:
        return "no time limit" if opens is None else f"from {since(opens)} on" if opens else "at any time"
    start, end = since(opens or 0), since(first)
    if start.split()[-1] == end.split()[-1]:
        start = start.split()[0]
    text = f"at {end}" if opens == first else f"from {start} to {end}" if opens else f"within {end}"
    if best is None or best == limit:
        return text
    later = "no end is given" if limit is None else f"possible until {since(limit)}"
    return f"{best_word}{text}, {later}"


def since(time: float) -> str:
    """Months as people say them: 0.1 → 72 hours, 0.7 → 3 weeks, 4.5 → 4.5 months, 24 → 2 years"""
    days = round(time * 30.4)
    if days == 0:
        return "the first day"
    if time < 1:
        count, unit = (days * 24, "hour") if days <= 3 else (days / 7, "week") if days % 7 == 0 else (days, "day")
    else:
        count, unit = (time / 12, "year") if time % 12 == 0 else (time, "month")
    return f"{count:g} {unit}{'' if count == 1 else 's'}"


def recovery(table: Table) -> Mapping[str, Any]:
    """Shares of people who had recovered: the sure ones as bars, those of one measure and month together."""
    groups: dict[tuple[str, float], dict[str, Row]] = {}
    problems = []
    for line, row in rows_of(table, RECOVERY, {"People": any_words}):
        group = groups.setdefault((row["Measure"], row["Months"]), {})
        if row["Who"] in group:
            message = f"'{row['Measure']}' stands here twice with the same Months and Who"
            problems.append(Problem(table["path"], line, message))
        group[row["Who"]] = row
    if problems:
        raise Problems(problems)
    first = next(iter(next(iter(groups.values()))))
    drawn = [shares(*key, group, first) for key, group in groups.items() if any(row["Sure"] for row in group.values())]
    if not drawn:
        raise problem(table["path"], 1, "Sure: no row says yes, and only those are drawn")
    return {"groups": drawn, "table": told(table)}


def shares(measure: str, time: float, group: Mapping[str, Row], first: str) -> Row:
    """A chart of one message: a row for each group of people → "Recovered by 3 months" and its bars.

    `first` is the group of people that the table begins with: its bars stand out.
    """
    return {
        "measure": f"{measure} by {since(time)}",
        "people": next(iter(group.values())).get("People", ""),
        "bars": [
            {
                "label": who if len(group) > 1 else "",
                "share": row["Percent"],
                "text": f"{math.floor(row['Percent'] + 0.5)} of 100",
                "is_first": who == first,
            }
            for who, row in group.items()
            if row["Sure"]
        ],
    }


def told(table: Table) -> Table:
    """The table as readers see it: without its sources, and with a dash where a cell is empty."""
    shown = [index for index, name in enumerate(table["columns"]) if name != "Source"]
    rows = [[row[index] or "–" for index in shown] for row in table["rows"]]
    return {"columns": [table["columns"][index] for index in shown], "rows": rows}


PLOTS: Mapping[str, Callable[[Table], Mapping[str, Any]]] = {
    "options-chart": options,
    "referral-timeline": timeline,
    "recovery-chart": recovery,
}
