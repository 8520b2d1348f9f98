"""What a build has told, by the file, the setting and the line it is about."""

import re
from collections.abc import Iterable, Iterator

from sitegen.editor.page import Parts
from sitegen.problems import Problem

LEFT_OUT = "left out"


class LeftOut(Problem):
    """What the site is published without; all else is published."""


def placed(found: Iterable[Problem], path: str, parts: Parts | None) -> Iterator[dict[str, str | int]]:
    """Each problem with where to show it: a setting, `text` with its line there, or nothing for another file's.

    What the site is published without is told apart from what stops it.
    """
    for one in found:
        if isinstance(one, LeftOut):
            yield {"where": LEFT_OUT, "line": 0, "says": str(one)}
        elif one.path != f"content/{path}":
            yield {"where": "", "line": 0, "says": str(one)}
        elif not parts:
            yield {"where": "text", "line": one.line, "says": one.said}
        elif one.line >= parts.first_line:
            yield {"where": "text", "line": one.line - parts.first_line + 1, "says": one.said}
        else:
            name = one.message.partition(":")[0]
            where = parts.setting_at(one.line) or (name if name in parts.values else missing(one.message))
            yield {"where": where, "line": 0, "says": one.said if where else str(one)}


def unsaved(name: str, found: Iterable[Problem]) -> Iterator[dict[str, str | int]]:
    """What keeps a setting from being saved, with the line among its own."""
    for one in found:
        place = f", line {one.line}" if one.line and one.path == name else ""
        yield {"where": name, "line": 0, "says": f"Not saved{place}: {one.said}"}


def missing(message: str) -> str:
    """The setting that a message says is missing."""
    found = re.search(r"the field '(\w+)' is missing", message)
    return found[1] if found else ""
