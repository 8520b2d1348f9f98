"""Outcomes of ours from the table beside a page: each with how many people it is of, and until when it holds."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.markup.columns import Columns, Row, Table, number, rows_of, words
from sitegen.markup.marks import mark
from sitegen.markup.notes import Notes
from sitegen.model.page import Dated
from sitegen.problems import Problem, Problems


def whole(text: str, least: int) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) < least:
        raise ValueError(f"'{text}' must be a whole number from {least} to 9999")
    return int(text)


def some(text: str) -> int:
    return whole(text, 1)


def any_number(text: str) -> int:
    return whole(text, 0)


def any_number_or_nothing(text: str) -> int | None:
    return whole(text, 0) if text else None


def mean_or_nothing(text: str) -> float | None:
    return number(text, 1000) if text else None


def day(text: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise ValueError(f"'{text}' must be a day like 2026-01-31") from None


REQUIRED: Columns = {
    "Procedure": words,
    "From": day,
    "To": day,
    "Operated": some,
    "Followed up": some,
    "Lost to follow-up": any_number,
    "Scale": words,
    "Revisions": any_number,
    "Complications": any_number,
    "Expires": day,
}
OPTIONAL: Columns = {"Improved": any_number_or_nothing, "Mean before": mean_or_nothing, "Mean after": mean_or_nothing}


def outcomes(table: Table, notes: Notes) -> Mapping[str, Any]:
    """The rows as their template draws them, between marks that take each away once it has expired."""
    rows = rows_of(table, REQUIRED, OPTIONAL)
    problems = [Problem(table["path"], line, fault) for line, row in rows for fault in faults(row)]
    if problems:
        raise Problems(problems)
    notes.dated += [Dated(row["Procedure"], row["To"], row["Expires"], line, table["path"]) for line, row in rows]
    expiring = sorted({str(row["Expires"]) for _, row in rows})
    shown = [drawn(row) for _, row in rows]
    return {"rows": shown, "start": mark("dated", " ".join(expiring)), "end": mark("dated-end")}


def faults(row: Row) -> Iterator[str]:
    operated, followed, lost = row["Operated"], row["Followed up"], row["Lost to follow-up"]
    improved, given = row.get("Improved"), [row.get(name) is not None for name in OPTIONAL]
    if followed + lost != operated:
        yield f"Followed up and Lost to follow-up make {followed + lost}, but Operated says {operated}; count again"
    if improved is not None and improved > followed:
        yield f"Improved: {improved} is more than the {followed} who were followed up"
    if given not in ([True, False, False], [False, True, True]):
        yield "write either Improved, or both Mean before and Mean after"
    for name in ("Revisions", "Complications"):
        if row[name] > operated:
            yield f"{name}: {row[name]} is more than the {operated} who were operated on"
    if row["To"] < row["From"]:
        yield f"To: {row['To']} is before From, {row['From']}"
    if row["Expires"] <= row["To"]:
        yield f"Expires: {row['Expires']} must be later than To, {row['To']}"


def drawn(row: Row) -> dict[str, Any]:
    operated, followed, lost = row["Operated"], row["Followed up"], row["Lost to follow-up"]
    improved, before, after = row.get("Improved"), row.get("Mean before"), row.get("Mean after")
    people = f"{operated} {'person' if operated == 1 else 'people'}"
    if improved is None:
        result, share = f"{before:g}, {after:g}", 0.0
    else:
        result, share = f"{improved} of {followed}", round(100 * improved / operated, 1)
    return {
        "start": mark("dated", str(row["Expires"])),
        "procedure": row["Procedure"],
        "period": (row["From"], row["To"]),
        "seen": round(100 * followed / operated, 1),
        "share": share,
        "result": result,
        "scale": row["Scale"],
        "is_mean": improved is None,
        "limits": f"{followed} of {people} seen again; {lost} {'was' if lost == 1 else 'were'} not",
        "revisions": f"{row['Revisions']} of {operated}",
        "complications": f"{row['Complications']} of {operated}",
    }
