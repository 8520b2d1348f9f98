"""What a build has told, by the file, the setting and the line it is about."""

import re
from collections.abc import Iterable, Iterator

from sitegen.editor.page import Parts
from sitegen.problems import Problem


def placed(found: Iterable[Problem], path: str, parts: Parts | None) -> Iterator[dict[str, str | int]]:
    """Each problem with where to show it: a setting, `text` with its line there, or nothing for another file's."""
    for one in found:
        if one.path != f"content/{path}":
            yield {"where": "", "line": 0, "says": str(one)}
        elif not parts:
            yield {"where": "text", "line": one.line, "says": one.said}
        elif one.line >= parts.first_line:
            yield {"where": "text", "line": one.line - parts.first_line + 1, "says": one.said}
        else:
            name = one.message.partition(":")[0]
            where = parts.setting_at(one.line) or (name if name in parts.values else missing(one.message))
            yield {"where": where, "line": 0, "says": one.said if where else str(one)}


def missing(message: str) -> str:
    """The setting that a message says is missing."""
    found = re.search(r"the field '(\w+)' is missing", message)
    return found[1] if found else ""
