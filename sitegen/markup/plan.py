"""A plan from the tables beside a page: its questions, and its lines, each for a time and for some answers."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec

from sitegen.markup.columns import Columns, Row, Table, any_words, keys, rows_of, words, yes_or_no
from sitegen.markup.conditions import Clause, clauses, led_nowhere, ways
from sitegen.markup.dates import Duration, duration_or_nothing, numbers, when
from sitegen.markup.notes import Notes
from sitegen.model.page import Reference
from sitegen.problems import Problem, Problems, collect, did_you_mean
from sitegen.urls import permalink

PARTS = ("urgent", "today", "week", "date", "possible", "read")
MOST_WAYS = 5000  # to answer the questions, as each is tried
LONGEST = 60  # bytes of a title in a calendar: its line needs no folding (RFC 5545, 3.1)
IN_CONTENT = re.compile(r"[a-z0-9/-]+\.md(?:#[a-z0-9-]+)?")


def part(text: str) -> str:
    if text not in PARTS:
        raise ValueError(f"'{text}' is not one of {', '.join(PARTS)}{did_you_mean(text, PARTS)}")
    return text


def name_or_nothing(text: str) -> str:
    if not re.fullmatch(r"(?:[a-z]+(?:-[a-z]+)*)?", text):
        raise ValueError(f"'{text}' must be small letters and hyphens, like not-sure")
    return text


def page_or_nothing(text: str) -> str:
    if text and not IN_CONTENT.fullmatch(text):
        raise ValueError(f"'{text}' must be the path of a .md file below content/, like contact.md")
    return text


QUESTIONS: Columns = {
    "Question": words,
    "Several": yes_or_no,
    "Answer": words,
    "Name": name_or_nothing,
    "Words": any_words,
    "Starts": duration_or_nothing,
    "Ends": duration_or_nothing,
}
LINES: Columns = {
    "Part": part,
    "Starts": duration_or_nothing,
    "Ends": duration_or_nothing,
    "If": clauses,
    "What": words,
    "Page": page_or_nothing,
    "Link": any_words,
    "Source": keys,
    "Calendar": any_words,
}
VISIT: Columns = {"Name": words, "Label": words, "Hint": any_words, "Group": any_words, "Choices": any_words}


def plan(tables: Sequence[Table], notes: Notes) -> dict[str, Any]:
    """The questions, the lines by what they are for, and the fields for a visit; every line is cited in `notes`.

    Raises Problems for each cell at fault, and where some answers would lead to no line for today.
    """
    problems, found = list[Problem](), list[list[tuple[int, Row]]]()
    for table, columns in zip(tables, (LINES, QUESTIONS, VISIT), strict=True):
        with collect(problems):
            found.append(rows_of(table, columns, {}))
    if problems:
        raise Problems(problems)
    (lines, asked, fields), (table, questions, _) = found, tables
    problems += (Problem(questions["path"], line, fault) for line, fault in question_faults(asked))
    names = {row["Name"]: row["Words"] for _, row in asked if row["Name"]}
    for line, row in lines:
        problems += (Problem(table["path"], line, fault) for fault in line_faults(row, names))
    if not problems:
        problems += (Problem(table["path"], 1, fault) for fault in led_nowhere(asked, [row for _, row in lines]))
    if problems:
        raise Problems(problems)
    parts: dict[str, list[dict[str, Any]]] = {name: [] for name in PARTS}
    for line, row in lines:
        parts[row["Part"]].append(shown(row, names, Reference("", line, table["path"]), notes))
    return {
        "data": {name: rows for name, rows in parts.items() if rows},
        "questions": questions_of([row for _, row in asked]),
        "visit": [(group, list(rows)) for group, rows in groupby([row for _, row in fields], lambda row: row["Group"])],
    }


def question_faults(asked: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, str]]:
    """An answer is a time, or has a name and words; the first question asks for the time, and no other does."""
    seen = set[str]()
    for line, row in asked:
        is_first, is_timed = row["Question"] == asked[0][1]["Question"], bool(row["Starts"] or row["Ends"])
        if is_timed and not is_first:
            yield line, "Starts and Ends: only the answers to the first question are times; take these out"
        if is_timed == bool(row["Name"]) or is_timed == bool(row["Words"]):
            yield line, "an answer has either Starts or Ends, or both a Name and Words"
        if row["Name"] in seen - {""}:
            yield line, f"Name: '{row['Name']}' stands here twice; give one of them another"
        seen.add(row["Name"])
    if ways([row for _, row in asked]) > MOST_WAYS:
        yield asked[-1][0], f"the answers can be put together in more than {MOST_WAYS} ways; ask less"
    if asked[0][1]["Several"]:
        yield asked[0][0], "Several: must be no: the first question asks for one time"


def line_faults(row: Row, names: dict[str, str]) -> Iterator[str]:
    kind, starts, ends = row["Part"], row["Starts"], row["Ends"]
    for name in [name for clause in row["If"] for name in clause.names if name not in names]:
        yield f"If: there is no answer '{name}'{did_you_mean(name, names)}"
    if starts and ends and ends.length <= starts.length:
        yield f"Ends: {ends} is not after {starts}, where it starts"
    if not row["Source"] and kind != "read":
        yield "Source: nothing is written here; every line needs one, but for those of 'read'"
    if bool(row["Page"]) != bool(row["Link"]):
        yield "Page and Link belong together: fill in both, or neither"
    if kind == "read" and not row["Page"]:
        yield "Page: a line of 'read' needs one"
    if kind == "date" and not (starts and row["Calendar"]):
        yield "a date needs Starts, and Calendar: the title under which it is saved"
    if kind != "date" and row["Calendar"]:
        yield "Calendar: only a date is saved; take this out"
    if len(row["Calendar"].encode()) > LONGEST:
        yield f"Calendar: a title longer than {LONGEST} characters; shorten it"


def questions_of(asked: Sequence[Row]) -> list[dict[str, Any]]:
    """Each question with its choices: their values and words; a time has its days as its value: 3-21, 365-"""
    found: dict[str, dict[str, Any]] = {}
    for row in asked:
        question = {"question": row["Question"], "several": row["Several"], "choices": []}
        choices = found.setdefault(row["Question"], question)["choices"]
        choices.append((row["Name"] or f"{days(row['Starts']) or 0}-{days(row['Ends'])}", row["Answer"]))
    return list(found.values())


def days(time: Duration | None) -> int | str:
    return int(time.length + 0.5) if time else ""


def shown(row: Row, names: dict[str, str], reference: Reference, notes: Notes) -> dict[str, Any]:
    """A line as its template wants it, its page and sources noted."""
    known = len(notes.numbers)
    for key in row["Source"]:
        notes.citations.setdefault(key, msgspec.structs.replace(reference, name=key))
    cited = sorted({notes.number(key) for key in row["Source"]})
    path, mark, anchor = row["Page"].partition("#")
    if path:
        notes.links.append(msgspec.structs.replace(reference, name=row["Page"]))
    starts, ends = row["Starts"], row["Ends"]
    return {
        "when": when(starts, starts if row["Part"] == "date" else ends) if starts or ends else "",
        "numbers": numbers(starts, ends),
        "needs": ";".join(map(str, row["If"])),
        "words": "; ".join(told(clause, names) for clause in row["If"]),
        "what": row["What"],
        "href": notes.root + permalink(path) + mark + anchor if path else "",
        "link": row["Link"],
        "sources": cited,
        "new": [number for number in cited if number > known],
        "calendar": row["Calendar"],
    }


def told(clause: Clause, names: dict[str, str]) -> str:
    """not if you are under 16 · if it hurts, or you are not sure"""
    return f"{'not ' * clause.is_refused}if {', or '.join(names[name] for name in clause.names)}"
