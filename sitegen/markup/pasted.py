"""Marks of other programs in a text: what can mean only one thing is read as ours, all else is told."""

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.markup.places import without_code

UNSEEN = "\u00ad\u200b\u2060"  # soft hyphens and the like, which a search would stumble over
SOFT_BREAK = "\x0b"  # Word's new line inside a paragraph
ONE_LINE = re.compile(rf"^(?:#|:::).*{SOFT_BREAK}.*", re.MULTILINE)  # what has no other line
FILE = r"[^()\[\]\s]+\.(?i:md|pdf|jpe?g|png|webp|avif|heic|svg)(?:#[\w-]+)?"
SITE = r"https?://[^()\[\]\s]+"
READ = {  # Word, Google Docs, GitHub, kramdown → a sign that is in all of it, our Markdown with as many lines
    re.compile(r"^ {1,3}(?=##|# )", re.MULTILINE): (" #", ""),
    re.compile(r"(?:^|(?<=[ \xa0]))\xa0(?=[ \xa0]{0,15}(?:[-*+•▪]|\d{1,3}[.)])[ \t\xa0])", re.MULTILINE): ("\xa0", " "),
    re.compile(
        r"^([ \t]*)(?:•(?!•)[ \t\xa0]*|[·▪▫◦‣●○■□➢❖][ \t\xa0]+|[§Øü][ \t\xa0]+(?=[^\W\d_]))(?=\S)", re.MULTILINE
    ): ("", r"\1- "),
    re.compile(r"^([ \t]*(?:[-*+]|\d{1,3}[.)]))[ \t\xa0\u2002\u2003]+(?=\S)", re.MULTILINE): ("", r"\1 "),
    re.compile(r"^([ \t]*\d{1,3})\) ", re.MULTILINE): (")", r"\1. "),
    re.compile(r"^([ \t]*[-*+] )\[ \] ", re.MULTILINE): ("[ ]", r"\1☐ "),
    re.compile(r"^([ \t]*[-*+] )\[[xX]\] ", re.MULTILINE): ("] ", r"\1☑ "),
    re.compile(r"^(#{1,6}[ \t].*?)[ \t]*\{#([\w-]+)\}[ \t]*$", re.MULTILINE): ("{#", r"\1 {: #\2 }"),
    re.compile(rf"(\[[^\[\]@^][^\[\]]*\])(?: +| ?(\n) *)\(({FILE}|{SITE})\)"): ("]", r"\1(\2\3)"),
    re.compile(r"\\(?<!\\\\)(?=[ \t]*(?:\n[ \t]*(?=\n|\Z)|\Z))"): ("\\", ""),
}
LISTED = re.compile(  # lines that begin as those of one list do
    r"(?:^[ \t]*[-+](?![-+]).*\n*){2,}|^[ \t]*\(?1[.)](?!\d).*\n*(?:^[ \t]*\(?\d{1,2}[.)](?!\d).*\n*)+", re.MULTILINE
)
WORDS = r"(?=[^\W\d_]|[*_\[{“\"‘'])"  # no number: -5 is one
CLOSE = re.compile(rf"\n[ \t]*(?:[-+]{WORDS}|\(1\)|\d{{1,2}}[.)]{WORDS})")
SIGN = re.compile(r"^([ \t]*)\(?([-+]|\d{1,2}[.)])[ \t]*", re.MULTILINE)
OTHERS = r"use Markdown or a ::: component instead"
LETTERS = "a list with letters; write 1. and a space, and it is numbered by itself"
TOLD = {  # what readers would see → what is wrong
    r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\{%": f"a command of another program; {OTHERS}, and {{telephone}} for a fact",
    r"(?<!\[)\[\[[^\[\]\n]+\]\](?!\])": "a link of another program; write [words](page.md)",
    rf"\[(?<!\]\[)(?:{FILE}|(?<=\)\[){SITE})\](?![(\[:])": "the brackets of a link stand so: [words](page.md)",
    rf"\[[^\[\]()]*\((?<=\S\()(?:{FILE}|{SITE})\)(?![^\[\n]*\])": "a link whose words lack their ]: [words](page.md)",
    r"\[/[a-z][\w-]*\]|\[(?:[a-z][\w-]*(?: [\w-]+=[^\[\]\n]*)+|contact-form-7|gallery|embed)\](?![(\[])": (
        f"a shortcode of WordPress; {OTHERS}"
    ),
    r"\[![A-Z]+\]": "a mark of GitHub; write the passage between ::: inset-text and a line of :::",
    r"(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?![=\w])": "marked words; write **words** for bold ones",
    r"^::(?!:).*": "a block begins and ends with three colons (:::)",
    r"^[ \t]*o[ \t\xa0]+\S.*": "a bullet of Word; write - and a space, four spaces before it inside another list",
    r"^[ \t]*[a-zA-Z]\)[ \t]+\S.*": LETTERS,
    r"^[ \t]*\(?(?:a[.)].*\n+[ \t]*\(?b|[iI][.)].*\n+[ \t]*\(?(?:ii|II))[.)][ \t]+\S.*": LETTERS,
    r"^[–—✓✔→➔➤][ \t]+\S.*(?:\n[–—✓✔→➔➤][ \t]+\S.*)+": "a list with other signs; write - and a space in their place",
    r"(?<![\w@./\[])@[A-Z][A-Z0-9-]{2,}(?![\w@-])": "a source stands in brackets: [@KEY]",
    r"(?<![\w&?=/%])=(?:20|3D|C2=A0|E2=80=[0-9A-F]{2})(?![\w=])|=E2=80=[0-9A-F]{2}": (
        "left by an e-mail program in place of a character; write that character, or delete it"
    ),
    r"\{(?:[.#][\w-]|[\w-]+=)[^{}\n]*\}": "a page sets no looks; take it out, {: #an-id } alone may end a heading",
}
BEGIN = r"(?=[{\[=@])|^"  # as all of them do; most places do not, and looking there for each takes five times as long
MARKS = re.compile(f"(?:{BEGIN})(?:{'|'.join(f'({pattern})' for pattern in TOLD)})", re.MULTILINE)
SAFE = re.compile(r"^:::.*|\[@[^\[\]]*\]", re.MULTILINE)  # what is read with its own rules
SPREADSHEET = (
    "cells from a spreadsheet; save them as a CSV file beside the page and show it with "
    '::: data-table data="…", or write | a | b |'
)
UNDERLINE = re.compile(r"\n([-=]+)[ \t]*$", re.MULTILINE)
UNDERLINED = "makes a heading of the words above it; put an empty line between, or take it out"
FENCED = re.compile(r"^[ \t]*(```+|~~~+)", re.MULTILINE)
FENCE = "a fence for program code; take it out"
NO_RULE = "a table needs a line of hyphens below its first row: "
APART = "a row that stands apart from its table; take out the empty line above it"
RULES = "hyphens below a row are shown as they are; take this line out, or put an empty line before the next table"
BARRED = re.compile(r"(?!\d+[.)] |\* )[\w*(\[“\"][^|]* \| .*(?<!\\)(?<!  )")  # no list, and no line that ends by itself
NOTE = re.compile(r"^ {0,3}\[\^([^\]\[\s]+)\]:", re.MULTILINE)


def read(text: str) -> str:
    """The text with marks of other programs in our own Markdown, line by line."""
    for sign in UNSEEN:
        text = text.replace(sign, "")
    text = ONE_LINE.sub(lambda found: found[0].replace(SOFT_BREAK, " "), text)
    if CLOSE.search(f"\n{text}"):
        text = LISTED.sub(spaced, text)
    for pattern, (sign, ours) in READ.items():
        text = pattern.sub(ours, text) if sign in text else text
    return text


def spaced(listed: re.Match[str]) -> str:
    """The lines of a list, a space behind the sign of each where some lack it."""
    return SIGN.sub(r"\1\2 ", listed[0]) if CLOSE.search(f"\n{listed[0]}") else listed[0]


def faults(text: str) -> Iterator[tuple[int, str]]:
    """Rows of a text, from 0, and what readers would see there that nobody meant."""
    whole, text = text, SAFE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), without_code(text))
    messages = list(TOLD.values())
    for found in MARKS.finditer(text):
        shown = " ".join(found[0].split())[:40]
        message = messages[(found.lastindex or 1) - 1]
        yield text.count("\n", 0, found.start()), f"'{shown}': {message.replace('[@KEY]', f'[{shown}]')}"
    yield from ((whole.count("\n", 0, found.start()), f"'{found[1]}': {FENCE}") for found in FENCED.finditer(whole))
    for found in UNDERLINE.finditer(text):
        if text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip():
            yield text.count("\n", 0, found.start()) + 1, f"'{found[1]}' {UNDERLINED}"
    if "[^" in text:
        yield from note_faults(text)
    row, below = 0, False
    for block in text.split("\n\n"):
        rows = block.split("\n")
        if "|" in block or "\t" in block:
            yield from ((row + number, fault) for number, fault in table_faults(rows, below))
        row, below = row + len(rows) + 1, "|" in block and any(map(is_rule, rows))


def note_faults(text: str) -> Iterator[tuple[int, str]]:
    """Footnotes that nothing refers to, and those that another of their name takes the place of."""
    marks, seen = Counter(re.findall(r"\[\^([^\]\[\s]+)\]", text)), set[str]()
    for found in NOTE.finditer(text):
        row, note = text.count("\n", 0, found.start()), f"the footnote '{found[1]}'"
        if found[1] in seen:
            yield row, f"{note} is written twice; give one of them another name, here and in the text"
        elif marks[found[1]] == 1:
            where = f"no [^{found[1]}] stands in the text; put it behind the words that the note is about"
            yield row, f"{note} belongs to nothing: {where}"
        seen.add(found[1])


def table_faults(rows: list[str], below: bool) -> Iterator[tuple[int, str]]:
    """What is wrong with lines that were to be a table: their place in the block, and why they are none.

    `below` tells whether a table stands above them.
    """
    celled = [number for number, row in enumerate(rows) if row.lstrip().startswith("|") and row.count("|") > 2]
    celled = celled or barred(rows)
    rules = [number for number, row in enumerate(rows) if is_rule(row)]
    if celled and not rules and below:
        yield celled[0], APART
    elif celled and not rules and (len(celled) > 1 or rows[celled[0]].rstrip().endswith(" |")):
        yield celled[0], NO_RULE + re.sub(r"[^|]+", " --- ", rows[celled[0]].strip()).strip()
    yield from ((number, RULES) for number in rules[1:] if "|" in rows[number] and "---" in rows[number])
    tabbed = [number for number, row in enumerate(rows) if re.search(r"\S[ ]*\t", row) and not row.startswith("|")]
    if len(tabbed) > 1 and tabbed[-1] - tabbed[0] == len(tabbed) - 1:
        yield tabbed[0], SPREADSHEET


def is_rule(row: str) -> bool:
    """Whether it is the line of hyphens in a table."""
    return "-" in row and not row.strip(" |:-")


def barred(rows: list[str]) -> list[int]:
    """The rows of a table without bars at its sides: all of them, with as many bars in each."""
    written = [number for number, row in enumerate(rows) if row.strip()]
    bars = {rows[number].count(" | ") if BARRED.fullmatch(rows[number]) else 0 for number in written}
    return written if len(written) > 1 and len(bars) == 1 and bars != {0} else []
