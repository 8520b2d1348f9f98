"""Words that are printed as they stand, in tables and files of facts: what in them a reader could make no sense of."""

import re
from collections.abc import Iterator

from sitegen.content.plain_words import AS_IT_IS, HTML, SLANTED, TODO
from sitegen.model.facts import BRACES, nearest, unclosed
from sitegen.model.telephone import NUMBER

MARKUP = re.compile(  # pairs only: 0.04** and ____ are no Markdown in a table
    r"\*\*(?=[^\s*])[^*]*\*\*|\]\([^)]*\)?|\[@[^\]]*\]?|(?<!\w)__(?=[^\W_])[^_]*__(?!\w)|~~(?=[^\s~])[^~]*~~|" + SLANTED
)
ERROR = re.compile(r"#(?:[A-Z][A-Z0-9/_]*[!?]|N/A|NV\b)|#{4,}|\bErr:[0-9]{3}\b")  # of Excel and LibreOffice
FILLED_IN = "a fact is filled in on pages, in words.yaml and practice.yaml only; write it there"
COMPARED = (
    "a number here is not compared with practice.yaml; write it in the text of a page, "
    "the practice's own as {telephone}"
)


def faults(text: str) -> Iterator[str]:
    """What is wrong with words that nothing is filled into."""
    yield from marks(text)
    for found in BRACES.finditer(text):
        if nearest(found[1]):
            yield f"'{found[0]}' would be shown as it is: {FILLED_IN}"
    for found in NUMBER.finditer(text):
        yield f"'{found[0]}': {COMPARED}"


def marks(text: str) -> Iterator[str]:
    """What is wrong with words whose facts are filled in, but which are no Markdown."""
    for pattern in (MARKUP, HTML):
        if found := pattern.search(text):
            yield AS_IT_IS.format(found[0])
    if found := ERROR.search(text):
        yield f"'{found[0]}' is how a spreadsheet shows a cell that it cannot fill; write what belongs there"
    if TODO.search(text):
        yield "TODO: this is still to be written; write it, or take it out"
    yield from unclosed(text)
