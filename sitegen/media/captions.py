"""A film's captions, held to WebVTT (W3C), so that a browser shows every line of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.problems import Problem, Problems

TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMES = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t].*)?", re.ASCII)
FIRST = re.compile(r"WEBVTT(?:[ \t].*)?")
NO_FIRST = "the first line of captions must be WEBVTT"
SUBRIP = f"{NO_FIRST}; these are SubRip captions (.srt): put WEBVTT and an empty line above them"
NO_CUES = "no captions: not one line of times, like 00:01.000 --> 00:04.500"
OUT_OF_ORDER = "these words end before they begin, or begin before those above"


class Cue(NamedTuple):
    """When words are shown, in milliseconds."""

    starts: int
    ends: int


def check(path: str, text: str) -> None:
    """Raises every fault of a file of captions."""
    if found := [Problem(path, line, message) for line, message in faults(text)]:
        raise Problems(found)


def faults(text: str) -> Iterator[tuple[int, str]]:
    """Lines, 0 for the whole file, and what is wrong there."""
    lines = text.removeprefix("\ufeff").split("\n")
    timed = [(number, line.strip()) for number, line in enumerate(lines, 1) if "-->" in line]
    with_commas = [(number, line) for number, line in timed if not parse_cue(line) and parse_cue(pointed(line))]
    if not FIRST.fullmatch(lines[0]):
        yield 1, SUBRIP if with_commas else NO_FIRST
    if not timed:
        yield 0, NO_CUES
    if with_commas:
        number, line = with_commas[0]
        yield number, f"'{line}': write points for commas, {pointed(line)}; lines like this: {len(with_commas)}"
    last = -1
    for number, line in timed:
        cue = parse_cue(line)
        if not cue:
            if not parse_cue(pointed(line)):
                yield number, f"'{line}': write times like 00:01.000 --> 00:04.500"
            continue
        if cue.ends <= cue.starts or cue.starts < last:
            yield number, OUT_OF_ORDER
        elif number == len(lines) or not lines[number].strip():
            yield number, "no words follow this line of times"
        last = max(last, cue.starts)


def parse_cue(line: str) -> Cue | None:
    """ "00:01.000 --> 01:00:04.500 line:0" → Cue(1000, 3604500)"""
    found = TIMES.fullmatch(line)
    return Cue(milliseconds(*found.groups()[:4]), milliseconds(*found.groups()[4:])) if found else None


def milliseconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def pointed(line: str) -> str:
    """Times as SubRip writes them, 00:00:01,000, with the points of WebVTT."""
    return re.sub(r"(?<=:\d\d),(?=\d{3})", ".", line)
