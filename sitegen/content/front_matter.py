"""A Markdown file as values with line numbers, and a body."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any, NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler

from sitegen import files
from sitegen.content.settings_faults import QUOTES, explain, suspects
from sitegen.files import FORBIDDEN, SPOILT, invisible, spoilt
from sitegen.problems import MOST, Problem, Problems, problem

LONGEST_LINE, LONGEST_TEXT = 5_000, 20_000  # characters; Markdown's time grows with a text's square
LARGEST, DEEPEST = 64 * 1024, 9  # characters of settings; lists within lists, brackets within brackets
SOFT_BREAK = "\x0b"  # a new line inside a paragraph, as Word has it
WORDS_BULLETS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf076"  # Word's, in a font of signs
CONFLICT = re.compile(r"^(?:<<<<<<<|\|\|\|\|\|\|\||>>>>>>>)(?: |$)", re.MULTILINE)
TWO_CHANGES = (
    "two people changed these lines; keep the words you want, delete the lines of <<<<<<<, ======= and >>>>>>>"
)
PASTED_PICTURE = "a picture inside the text; save it as a file beside the page and write ![what it shows](picture.jpg)"
Key = tuple[str | int, ...]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SPLITTER = YAMLHandler(fm_boundary=re.compile(r"^---[^\S\n]*(?:\n|\Z)", re.MULTILINE))
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w*);")
CURLY = re.compile(r"[“„][^“”„]*[”“\"]|‘[^‘’]*’")
ALONE = re.compile(r"[“„][^“”„\"]*|[^“”„\"]++(?<![\s\d])[”\"]")  # at one end; 5' 10" is a length


class Written(NamedTuple):
    """A file in two: its settings, which begin in line 2, and its body."""

    settings: str
    body: str
    body_line: int


class FrontMatter(NamedTuple):
    """`values` as text, lists and mappings; `lines` by key path: `("reviewed", "by")` → 7."""

    values: dict[str, Any]
    lines: dict[Key, int]

    def line(self, *key: str | int) -> int:
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines[key] if key else 1

    @property
    def is_draft(self) -> bool:
        return str(self.values.get("draft")).strip().lower() == "true"


def decode(path: str, data: bytes) -> str:
    """The text of a file of content/, or every line of it that cannot be read."""
    text = files.decoded(path, data)
    for bullet in WORDS_BULLETS:
        text = text.replace(bullet, "•")
    if not path.endswith(".md"):
        text = text.replace(SOFT_BREAK, " ")
    longest = max(map(len, text.split("\n")))
    is_strange = FORBIDDEN.search(text.replace(SOFT_BREAK, "")) or SPOILT.search(text) or CONFLICT.search(text)
    if longest > LONGEST_LINE or is_strange:
        raise Problems(islice(unreadable(path, text), MOST))
    return text


def unreadable(path: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        if found := FORBIDDEN.search(line.replace(SOFT_BREAK, "")):
            yield Problem(path, number, invisible(found[0]))
        if found := SPOILT.search(line):
            yield Problem(path, number, spoilt(found[0]))
        if found := CONFLICT.match(line):
            yield Problem(path, number, f"'{found[0].strip()}': {TWO_CHANGES}")
        if len(line) > LONGEST_LINE and "data:image/" in line:
            yield Problem(path, number, PASTED_PICTURE)
        elif len(line) > LONGEST_LINE:
            yield Problem(path, number, f"a line of more than {LONGEST_LINE:,} characters; break it up")


def split(path: str, text: str) -> Written:
    """`text` cut at its two `---` lines."""
    if not text.strip():
        raise problem(path, 1, "the file is empty; begin with a line of three hyphens (---) and the title")
    if text.partition("\n")[0].rstrip() != "---":
        raise problem(path, 1, "the first line must be three hyphens (---), then the page's settings, then --- again")
    try:
        settings, body = SPLITTER.split(text)
    except ValueError:
        raise problem(path, 1, "the settings have no end; put a line of three hyphens (---) after them") from None
    line = text[: len(text) - len(body)].count("\n") + 1
    check_text(path, body, line)
    return Written(settings.replace(SOFT_BREAK, " "), body, line)


def check_text(path: str, text: str, first_line: int) -> None:
    """Raises what would take Markdown too long."""
    if len(text) > LONGEST_TEXT:
        raise problem(path, first_line, f"the text is longer than {LONGEST_TEXT:,} characters; make two pages of it")
    row, faults = first_line, []
    for block in text.split("\n\n"):
        paragraph = block.lstrip("\n")
        row += len(block) - len(paragraph)
        if len(paragraph) > LONGEST_LINE:
            message = f"a paragraph of more than {LONGEST_LINE:,} characters; put an empty line into it"
            faults.append(Problem(path, row, message))
        if depth(paragraph, "[", "]") > DEEPEST or depth(paragraph, "(", ")") > DEEPEST:
            faults.append(Problem(path, row, f"more than {DEEPEST} brackets in each other; close each one"))
        row += paragraph.count("\n") + 2
    if faults:
        raise Problems(faults)


def depth(text: str, opening: str, closing: str) -> int:
    """How many brackets stand in each other at most; each that is open makes Markdown look through all that follows."""
    deep = most = 0
    for sign in text if text.count(opening) > DEEPEST else "":
        deep = deep + 1 if sign == opening else max(0, deep - 1) if sign == closing else deep
        most = max(most, deep)
    return most


def parse(path: str, text: str, first_line: int = 1, largest: int = LARGEST) -> FrontMatter:
    """A YAML mapping whose every value stays text (so that 02134 and `no` are what was written)."""
    if len(text) > largest:
        raise problem(path, first_line, f"the settings are longer than {largest:,} characters; move text to the body")
    rows = text.split("\n")
    if tabs := [number for number, row in enumerate(rows, first_line) if "\t" in row]:
        raise Problems(Problem(path, line, "a tab among the settings; use spaces instead") for line in tabs)
    reader = Reader(path, rows, first_line)
    try:
        values = reader.read_all(yaml.parse(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        row, message = explain(error, rows)
        raise problem(path, first_line + row, message) from None
    if not isinstance(values, dict):
        row, message = next(suspects(rows), (0, "the settings must be lines of `name: value`"))
        raise problem(path, first_line + row, message)
    if reader.problems:
        raise Problems(reader.problems)
    return FrontMatter(values, reader.lines)


class Reader:
    """Turns YAML's events into text, lists and mappings, noting each one's line."""

    def __init__(self, path: str, rows: list[str], first_line: int) -> None:
        self.path, self.rows, self.first_line = path, [*rows, ""], first_line  # an empty value may end below the last
        self.lines: dict[Key, int] = {}
        self.problems: list[Problem] = []
        self.events: Iterator[Any] = iter(())

    def read_all(self, events: Iterator[Any]) -> Any:
        """The only document, {} if there is none."""
        self.events = (event for event in events if not isinstance(event, IGNORED))
        first = next(self.events, None)
        values = self.read(first, ()) if first else {}
        if second := next(self.events, None):
            self.report(second, "a line of --- or ... inside the settings; take it out")
        return values

    def read(self, event: Any, key: Key) -> Any:
        self.lines.setdefault(key, self.first_line + event.start_mark.line)
        if len(key) > DEEPEST:
            raise problem(self.path, self.lines[key], "lists within lists, too deep to read; put the value in quotes")
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
            self.report(event, f"a value that begins with * or & or !; {QUOTES}")
        if isinstance(event, yaml.SequenceStartEvent):
            return [self.read(item, (*key, index)) for index, item in enumerate(self.until(yaml.SequenceEndEvent))]
        if isinstance(event, yaml.MappingStartEvent):
            return self.read_mapping(key)
        if self.lines[key] < self.first_line + event.start_mark.line:  # it begins below its name
            self.lines[(*key, 0)] = self.first_line + event.start_mark.line
        return self.text(event) if isinstance(event, yaml.ScalarEvent) else ""

    def read_mapping(self, key: Key) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self.until(yaml.MappingEndEvent):
            name = self.read(event, (*key, ""))
            if not isinstance(name, str):
                self.report(event, "a list or mapping where a name should be; write `name: value`")
                name = ""
            elif name in values:
                self.report(event, f"'{name}' is written twice; keep one")
            self.lines[(*key, name)] = self.first_line + event.start_mark.line
            values[name] = self.read(next(self.events), (*key, name))
        return values

    def until(self, end: type[yaml.Event]) -> Iterator[Any]:
        """The events that begin the parts of a list or mapping."""
        while not isinstance(event := next(self.events), end):
            yield event

    def text(self, event: Any) -> str:
        value = ENTITY.sub(lambda found: unescape(found[0]), event.value)
        if found := FORBIDDEN.search(value):
            self.report(event, invisible(found[0]))
        end = event.end_mark
        if not event.style and re.match(r"\s+#\S|\s#", self.rows[end.line][end.column :]):
            self.report(event, f"what stands after # would be left out; {QUOTES}, or two spaces before a note of yours")
        if not event.style and CURLY.fullmatch(value):
            self.report(
                event, f"the quotation marks around {value} would be shown; take them out, or write straight ones"
            )
        elif not event.style and ALONE.fullmatch(value):
            self.report(event, f"a quotation mark stands alone in {value}; take it out, or write the other one, too")
        is_nothing = not event.style and value in ("~", "null", "Null", "NULL")  # YAML 1.1, 10.2.1.1
        return "" if is_nothing else str(value)

    def report(self, event: Any, message: str) -> None:
        self.problems.append(Problem(self.path, self.first_line + event.start_mark.line, message))


IGNORED = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
