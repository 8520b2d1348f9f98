"""A problem (path, line, message) and the exception that carries all of them at once."""

import contextlib
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MOST, LONGEST = 100, 500  # problems of one file, characters of a line: more tell a reader nothing


class Problem(NamedTuple):
    """Something a writer has to mend; `line` counts from 1, 0 means the file as a whole."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return in_one_line(f"{place}: {' '.join(self.message.split())}")

    @property
    def said(self) -> str:
        """The message alone, as one line that can be shown."""
        return in_one_line(" ".join(self.message.split()))


def in_one_line(text: str) -> str:
    line = printable(text)
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} … {line[-LONGEST // 3 :]}"


def printable(text: str) -> str:
    """The text with an escape for whatever a terminal or a browser would obey and not show."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def annotation(found: Problem) -> str:
    """The problem as GitHub shows it beside the line of a proposed change."""
    path = found.path
    for sign in "%\r\n:,":
        path = path.replace(sign, f"%{ord(sign):02X}")
    line = f",line={found.line}" if found.line else ""
    return f"::error file={path}{line}::{found.said.replace('%', '%25')}"


class Problems(Exception):
    """Every problem found; raised once all have been gathered."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(told(self.problems)))

    def below(self, folder: str) -> "Problems":
        """The same with paths as seen from above `folder`: a.md → content/a.md, ../layouts/b.html → layouts/b.html"""
        return Problems(found._replace(path=posixpath.normpath(f"{folder}/{found.path}")) for found in self.problems)


def told(problems: Iterable[Problem]) -> Iterator[str]:
    """A line for each of the first problems of every file, and one that counts the others."""
    counts = Counter[str]()
    for found in problems:
        counts[found.path] += 1
        if counts[found.path] <= MOST:
            yield str(found)
    yield from (f"{path}: and {count - MOST} more" for path, count in counts.items() if count > MOST)


def problem(path: str, line: int, message: str) -> Problems:
    return Problems([Problem(path, line, message)])


@contextlib.contextmanager
def collect(problems: list[Problem]) -> Iterator[None]:
    """Adds to `problems` what is raised inside, and goes on."""
    try:
        yield
    except Problems as found:
        problems += found.problems


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """`", did you mean 'inhaler'?"` for the nearest choice, or nothing when none is near."""
    import difflib  # wanted only when something is wrong

    known = list(choices)
    near = [choice for choice in known if choice.casefold() == word.casefold()]
    near = near or difflib.get_close_matches(word, known, 1, cutoff=0.65)
    return f", did you mean '{near[0]}'?" if near else ""
