"""What a build has told, by the file, the setting and the line it is about."""

import re
from collections.abc import Iterable, Iterator

from sitegen.editor.page import Parts
from sitegen.problems import Problem

TOLD = re.compile(r"(?P<path>[^:\s]+\.\w+)(?::(?P<line>\d+))?: (?P<message>.*)")


def read(told: str) -> list[Problem]:
    """The lines of a build's problems; one that names no file has none."""
    found = []
    for row in told.split("\n") if told else ():
        one = TOLD.fullmatch(row)
        found.append(Problem(one["path"], int(one["line"] or 0), one["message"]) if one else Problem("", 0, row))
    return found


def placed(found: Iterable[Problem], path: str, parts: Parts | None) -> Iterator[dict[str, str | int]]:
    """Each problem with where to show it: a setting, `text` with its line there, or nothing for another file's."""
    for one in found:
        if one.path != f"content/{path}":
            yield {"where": "", "line": 0, "says": str(one).removeprefix(": ")}
        elif not parts:
            yield {"where": "text", "line": one.line, "says": one.message}
        elif one.line >= parts.first_line:
            yield {"where": "text", "line": one.line - parts.first_line + 1, "says": one.message}
        else:
            name = one.message.partition(":")[0]
            where = parts.setting_at(one.line) or (name if name in parts.values else missing(one.message))
            yield {"where": where, "line": 0, "says": one.message if where else str(one)}


def missing(message: str) -> str:
    """The setting that a message says is missing."""
    found = re.search(r"the field '(\w+)' is missing", message)
    return found[1] if found else ""
