"""Where things stand in the Markdown that somebody wrote: the line of each, time after time."""

import functools
import re
from collections import Counter, defaultdict
from typing import NamedTuple

HELD = re.compile("\x02[^\x03]*\x03")  # what Markdown has set aside
CODE = re.compile(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", re.DOTALL)
OPENING = r"(?:\]\(\s*<?|\]:\s*<?|<)"
TARGET = rf"{OPENING}{{}}(?=[\s)>]|$)"  # [words](target) · [name]: target · <target>
TARGETS = re.compile(rf"{OPENING}(?=([^\s)>]*))")
PLAIN = re.compile(r"[^\s)<>\x02]+")  # a target that the pattern for all of them finds whole
BARE = r"(?<![\w@.-])(?:https?://)?{}(?=[\s)>.,;:!?'’”\"\]*_]|$)"


class Part(NamedTuple):
    """A piece of Markdown and the line of the file on which it begins."""

    text: str
    line: int


class Places:
    """Where things stand in a part: every time one is asked for, its next place."""

    def __init__(self, part: Part) -> None:
        self.part, self.times = part, Counter[str]()
        self.text = without_code(part.text)
        self.found: dict[str, list[int]] = {}  # where each text has been found

    def line(self, written: str, target: str = "{}") -> int:
        """The line of the next place where `written` stands as the pattern `target` has it, or the part's own."""
        key = target.replace("{}", written)
        if key not in self.found:
            self.found[key] = self.targets(written) if target == TARGET else self.matches(written, target)
        places, number = self.found[key], self.times[key]
        self.times[key] += 1
        return self.line_at(places[min(number, len(places) - 1)]) if places else self.part.line

    def targets(self, written: str) -> list[int]:
        """Where links lead to it; all are looked for at once, as a pattern for each takes longer to make."""
        return self.linked[written] if PLAIN.fullmatch(written) else self.matches(written, TARGET)

    def matches(self, written: str, target: str) -> list[int]:
        """Where it stands as the pattern has it."""
        pattern = target.replace("{}", ".{1,9}?".join(map(re.escape, HELD.split(written))))
        return [found.start() for found in re.finditer(pattern, self.text)]

    @functools.cached_property
    def linked(self) -> defaultdict[str, list[int]]:
        """Where links lead to each target."""
        places = defaultdict[str, list[int]](list)
        for found in TARGETS.finditer(self.text):
            places[found[1]].append(found.start())
        return places

    def line_at(self, position: int) -> int:
        return self.part.line + self.text.count("\n", 0, position)


def without_code(text: str) -> str:
    """The text with blanks for what stands between backticks, in the same places."""
    return CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text) if "`" in text else text


@functools.lru_cache(maxsize=6)
def heading_rows(text: str, level: int) -> list[int]:
    """The rows of a text, from 0, that begin a heading of this level."""
    heading = re.compile(rf"[ >*+-]*#{{{level}}}(?!#)")
    return [number for number, row in enumerate(text.split("\n")) if heading.match(row)]
