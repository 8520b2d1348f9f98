"""Why settings cannot be read: a YAML parser's complaint in a writer's words, at the line where the fault is."""

import re
from collections.abc import Iterator

import yaml

QUOTES = 'put the whole value in quotes: "…"'
FAULTS = {  # what a YAML parser says → what a writer has to look for; the first that fits
    "mapping values are not allowed": f"a colon inside a value, or a line that is indented too far; {QUOTES}",
    "could not find expected ':'": "a line without a colon and a space; write `name: value`, or indent the line",
    "sequence entries are not allowed": "a list begins on the line below its name, each entry after a hyphen",
    "alphabetic or numeric": f"a value that begins with * or &; {QUOTES}",
    "found unexpected end of stream": "a quotation mark that is never closed",
    "expected ',' or": f"a bracket that is never closed; if the value only begins with one, {QUOTES}",
    "escape": "a backslash inside double quotes; write two of them",
    "comment or line break": f"a value that begins with | or >; {QUOTES}",
    "start any token": f"a value that begins with a special character (@ ` %); {QUOTES}",
    "node content": f"a value that begins with a special character (] }} ,); {QUOTES}",
    "mapping keys are not allowed": f"a value that begins with a question mark; {QUOTES}",
    "": "this line cannot be read, or the one above; look at its quotes, its colon and its indentation",
}
SURE = ("escape", "expected ',' or", "alphabetic", "start any token", "node content", "comment or line break")
GLUED = re.compile(r"\s*(?:- )?([A-Za-z_]\w*):(?!//)(\S.*)")
GLUED_ENTRY = re.compile(r"\s*-([^\s-].*)")
NAMED = re.compile(r"\s*(?:- )?[A-Za-z_][\w-]*:(?:\s+(.*\S))?\s*")
NAMELESS = re.compile(r"([A-Za-z_]\w*)(?:\s*(?:=|：)\s*|\s+)([^\s:=：].*)")
BRACED = re.compile(r"\s*(?:- )?[A-Za-z_][\w-]*:\s+(?:\{[^{}]*\}|\[[^\[\]]*\])\s*[^\s#,].*")
WHOLE = {"'": re.compile(r"'(?:[^']|'')*'(?:\s+#.*)?"), '"': re.compile(r'"(?:[^"\\]|\\.)*"(?:\s+#.*)?')}


def explain(error: yaml.MarkedYAMLError, rows: list[str]) -> tuple[int, str]:
    """The row of a fault, from 0, and what is wrong there."""
    complaint, row = error.problem or "", place(error)
    if not any(sure in complaint for sure in SURE):
        last = min(len(rows) - 1, error.problem_mark.line if error.problem_mark else row)
        for number, fault in suspects(rows[: last + 1]):
            return number, fault
    return row, next(words for fault, words in FAULTS.items() if fault in complaint)


def place(error: yaml.MarkedYAMLError) -> int:
    """The row of a fault: where a quotation or bracket was opened, but not where all the settings begin."""
    opened = None if "block" in (error.context or "") else error.context_mark
    mark = opened or error.problem_mark
    return mark.line if mark else 0


def suspects(rows: list[str]) -> Iterator[tuple[int, str]]:
    """Rows that look as if a sign or a space were wrong, outside of texts of several lines."""
    above, text = "", -1
    for number, row in enumerate(rows):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        if text >= 0 and indent(row) > text:
            continue
        text = indent(row) if re.search(r":\s+[|>][+-]?\s*$", row) else -1
        follows = rows[number + 1] if number + 1 < len(rows) else ""
        place = outdented(row, above, follows) or misplaced(row, above) or unaligned(row, above)
        if fault := glued(row) or nameless(row, above) or place or braced(row) or quoted(row, follows):
            yield number, fault
        above = row


def glued(row: str) -> str:
    if found := GLUED.fullmatch(row):
        return f"put a space after the colon: {found[1]}: {found[2]}"
    if found := GLUED_ENTRY.fullmatch(row):
        return f"put a space after the hyphen: - {found[1]}"
    return ""


def nameless(row: str, above: str) -> str:
    """What is wrong with a row at the left edge, below a whole one or none, that has no colon and a space."""
    found = NAMELESS.fullmatch(row)
    if found and not NAMED.fullmatch(row) and (not above or NAMED.fullmatch(above)):
        return f"needs a colon and a space behind its name: {found[1]}: {found[2]}"
    return ""


def outdented(row: str, above: str, follows: str) -> str:
    """What is wrong with a row at the left edge between two that belong together."""
    named = NAMED.fullmatch(row)
    if named and named[1] and NAMED.fullmatch(follows) and indent(row) < indent(above) == indent(follows):
        return f"begins too far left; put {indent(above)} spaces before it, like the lines around it: {row.strip()}"
    return ""


def misplaced(row: str, above: str) -> str:
    """What is wrong with where a row begins."""
    is_entry, is_whole = row.lstrip().startswith("- "), has_value(above)
    if is_entry and above.lstrip().startswith("- ") and 0 < indent(row) < indent(above):
        return "begin this entry exactly below the one above"
    if is_entry and is_whole and indent(row) == indent(above) and not above.lstrip().startswith("- "):
        return "an entry of a list below a line that has its value already; begin a list below a line of `name:` alone"
    if NAMED.fullmatch(row) and not is_entry and is_whole and not indent(above) and indent(row) > 0:
        return f"begins with a space; move it to the left edge: {row.strip()}"
    return ""


def unaligned(row: str, above: str) -> str:
    """What is wrong with a row of an entry whose first row stands above it."""
    entry, named = re.match(r" *-\s+", above), NAMED.fullmatch(row)
    if entry and named and has_value(above) and indent(above) < indent(row) != len(entry[0]):
        return f"put {len(entry[0])} spaces before it, so that it begins below the name above: {row.strip()}"
    return ""


def has_value(row: str) -> bool:
    """Whether a value of one line follows a row's name."""
    named = NAMED.fullmatch(row)
    return bool(named and named[1] and not named[1].startswith(("#", "[", "{", '"', "'", "|", ">")))


def braced(row: str) -> str:
    return (
        f"a value that begins with a bracket or a brace and goes on behind it; {QUOTES}"
        if BRACED.fullmatch(row)
        else ""
    )


def quoted(row: str, follows: str) -> str:
    """What is wrong with a row's quotation marks."""
    found = re.fullmatch(r"\s*(?:- )?(?:[A-Za-z_][\w-]*:\s+)?((['\"]).*\S)\s*", row)
    if not found or WHOLE[found[2]].fullmatch(found[1]):
        return ""
    value, mark = found[1], found[2]
    if value.endswith(mark) and len(value) > 1:
        return """a quotation mark inside quotes: write "…" outside and ' inside"""
    if mark in value[1:]:
        return f"words after the closing quotation mark; {QUOTES}"
    return "" if follows.startswith((" ", "\t")) else "a quotation mark that is never closed"


def indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))
