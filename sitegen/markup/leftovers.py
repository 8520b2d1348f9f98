"""What Markdown found no sense in and would show to readers: told where it stands."""

import re
import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from sitegen.markup.marks import as_written
from sitegen.markup.notes import NEAR, Notes

LEFT_OVER = {  # marks → what is wrong
    r"\*\*": "bold (**) that is never closed, or begins or ends with a space",
    r"(?<!\S)[*_](?=[^\W\d_])": "words in italics (*) that are never closed",
    r"~~": "words struck out (~~) that are never closed, or begin or end with a space",
    r"\[\^[^\]\[\s]*\]": "a footnote without its text; write [^1]: and the text on a line of their own",
    r"\]\(|\]\[": "a link that is never closed, or has another in it, or whose address is missing",
    r"\[@": "a citation that is never closed; write [@KEY]",
    r"\[(?<=!\[)(?<!\w!\[)(?:[^\[\]]*\][\[(])?": "a picture without its address; write ![what it shows](picture.jpg)",
    r"<[^<>\s]+\.(?:md|pdf)(?:#[\w-]+)?>": "a link without words; write [words](page.md)",
    r"\{:": "{: } must stand at the end of a heading, or on the line below a paragraph",
    r"<[!?/]": "HTML cannot be used here; use Markdown or a ::: component",
    r"\| ?:?--|--:? ?\|": "a table needs an empty line above it, and as many names as there are cells below them",
    r"\n {0,3}(?:[*+-]|1\.) ": "a list needs an empty line above it",
}
BEGIN = r"(?=[*_~\[\]{<|\n-])"  # all of them do so, and few characters are one of these
LEFT_OVERS = re.compile(f"{BEGIN}(?:{'|'.join(f'({pattern})' for pattern in LEFT_OVER)})")
CODE = "four spaces at the beginning of a line make it program code; take them out"


def report(notes: Notes, root: etree.Element) -> None:
    """Notes every mark that is left in the texts of a page's part, each kind once a text."""
    for block in root.iter("pre"):
        words = "".join(block.itertext()).strip().partition("\n")[0]
        notes.report(words, f"'{words[:40]}': {CODE}")
    if LEFT_OVERS.search("".join(root.itertext())):
        for element in root.iter():
            for text in (element.text, element.tail):
                if text and not isinstance(text, AtomicString):
                    report_text(notes, text)


def report_text(notes: Notes, text: str) -> None:
    first: dict[str, re.Match[str]] = {}
    for found in LEFT_OVERS.finditer(as_written(text)):
        first.setdefault(found[0], found)
    for mark in first.values():
        fault = list(LEFT_OVER.values())[(mark.lastindex or 1) - 1]
        before, after = mark.string[: mark.end()][-20:], mark.string[mark.end() :][:20]
        around = (NEAR.split(before)[-1] + NEAR.split(after)[0]).strip()
        notes.report(around if around in notes.part.text else mark[0], f"'{around}': {fault}")
