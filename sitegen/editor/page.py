"""A page's file in its parts, its settings as they are shown, and the same file with some of them changed."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sitegen.content import fields, front_matter
from sitegen.editor import lines
from sitegen.editor.lines import Field, Value
from sitegen.model.kinds import kind_of
from sitegen.problems import problem


class Parts(NamedTuple):
    """`head + settings + fence + body` is the file's text."""

    head: str
    settings: str
    fence: str
    body: str
    values: Mapping[str, Any]
    fields: Mapping[str, Field]

    @property
    def first_line(self) -> int:
        """The line of the file on which the text begins that a writer is shown."""
        lead = len(self.body) - len(self.body.lstrip("\n"))
        return (self.head + self.settings + self.fence).count("\n") + 1 + lead

    def setting_at(self, line: int) -> str:
        """The name of the setting on a line of the file; nothing where there is none."""
        return next((name for name, field in self.fields.items() if field.first + 2 <= line < field.end + 2), "")


def parts(path: str, text: str) -> Parts:
    """Raises Problems where the settings cannot be read."""
    written = front_matter.split(path, text)
    head = text[: text.index("\n") + 1]
    rest = text[len(head) + len(written.settings) :]
    values = front_matter.parse(path, written.settings, 2).values
    if written.settings.lstrip().startswith("{"):
        raise problem(path, 2, "settings in braces; write each on a line of its own")
    fence = rest[: len(rest) - len(written.body)]
    return Parts(head, written.settings, fence, written.body, values, lines.fields_in(written.settings))


def changed(path: str, text: str, changes: Mapping[str, Value | None], body: str | None) -> str:
    """The file's text with other settings and, if it is given, another body, whose first and last lines stay empty."""
    old = parts(path, text)
    head = old.head + with_changes(path, text, old, changes) + old.fence
    if body is None or body.strip("\n") == old.body.strip("\n"):
        return head + old.body
    lead = old.body[: len(old.body) - len(old.body.lstrip("\n"))] if old.body else "\n"
    tail = old.body[len(old.body.rstrip("\n")) :] if old.body.strip("\n") else "\n"
    return head + "\n" * (not head.endswith("\n")) + lead + body.strip("\n") + tail


def with_changes(path: str, text: str, old: Parts, changes: Mapping[str, Value | None]) -> str:
    """The settings with others among them; a line that stays keeps a soft break, which is read as a space."""
    rows = text[len(old.head) : len(old.head) + len(old.settings)].split("\n")
    written = dict(zip(old.settings.split("\n"), rows, strict=True))
    settings = lines.change(old.settings, changes, list(fields.fields_of(kind_of(path).page)))
    return "\n".join(written.get(row, row) for row in settings.split("\n"))
