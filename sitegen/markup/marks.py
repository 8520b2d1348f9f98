"""Marks that stand in HTML for what is known only later: `mark` writes one, `fill` puts in what it stands for."""

import re
from collections.abc import Callable

SIGN = "\ue001"  # private use: cannot come from a writer (files.FORBIDDEN)


def mark(kind: str, value: str = "") -> str:
    return f"{SIGN}{kind}:{value}{SIGN}"


def pattern(kind: str) -> str:
    """A regular expression with one group: what the mark was made of."""
    return f"{SIGN}{kind}:([^{SIGN}]*){SIGN}"


def fill(html: str, kind: str, value_for: Callable[[str], str]) -> str:
    return re.sub(pattern(kind), lambda found: value_for(found[1]), html)


def as_written(text: str) -> str:
    """A text with the names of facts in braces in place of their marks."""
    return re.sub(pattern("fact(?:-text)?"), r"{\1}", text) if SIGN in text else text


ROOT = mark("root")  # the way to the site's root, in a page that is shown at any depth
DRAWING_ID = mark("drawing-id")  # what the ids of a drawing begin with, which may stand on a page twice
