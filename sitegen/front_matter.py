"""A Markdown file as values with line numbers, and a body."""

import re
from typing import Any, NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler

from sitegen.problems import Problem, Problems, problem

LARGEST_FILE, LONGEST_LINE = 1_000_000, 20_000  # bytes, characters: more than any page needs, and a bound on time
LARGEST = 64 * 1024  # characters of settings
Key = tuple[str | int, ...]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SPLITTER = YAMLHandler(fm_boundary=re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE))
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069\ue000\ufffe\uffff]")


class FrontMatter(NamedTuple):
    """`values` as text, lists and mappings; `lines` by key path: `("reviewed", "by")` → 7."""

    values: dict[str, Any]
    lines: dict[Key, int]
    body: str
    body_line: int

    def line(self, *key: str | int) -> int:
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)


def decode(path: str, data: bytes) -> str:
    """The text of a file: UTF-8 with or without a byte-order mark, lines ending in a newline."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise problem(path, line, "not saved as UTF-8; save the file again with encoding UTF-8") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(data) > LARGEST_FILE:
        raise problem(path, 0, f"larger than {LARGEST_FILE:,} bytes; split the page")
    if long := next((n for n, line in enumerate(text.split("\n"), 1) if len(line) > LONGEST_LINE), 0):
        raise problem(path, long, f"a line of more than {LONGEST_LINE:,} characters; break it up")
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise problem(path, line, f"an invisible control character (U+{ord(found[0]):04X}); delete it")
    return text


def parse(path: str, text: str) -> FrontMatter:
    """Split `text` at its two `---` lines; `title: A` in line 2 → values {"title": "A"}, lines {("title",): 2}."""
    if not text.strip():
        raise problem(path, 1, "the file is empty; begin with a line of three hyphens (---) and the title")
    if not text.startswith("---"):
        raise problem(path, 1, "the first line must be three hyphens (---), then the page's settings, then --- again")
    try:
        settings, body = SPLITTER.split(text)
    except ValueError:
        raise problem(path, 1, "the settings have no end; put a line of three hyphens (---) after them") from None
    body_line = text[: len(text) - len(body)].count("\n") + 1
    values, lines = parse_yaml(path, settings, 2)
    return FrontMatter(values, lines, body, body_line)


def parse_yaml(path: str, text: str, first_line: int = 1) -> tuple[dict[str, Any], dict[Key, int]]:
    """A YAML mapping whose every value stays text (so that 02134 and `no` are what was written)."""
    if len(text) > LARGEST:
        raise problem(path, first_line, f"the settings are longer than {LARGEST:,} characters; move text to the body")
    for number, line in enumerate(text.split("\n"), first_line):
        if "\t" in line:
            raise problem(path, number, "a tab among the settings; use spaces instead")
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise problem(
            path, first_line + (mark.line if mark else 0), explain(error.problem or error.context or "")
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise problem(path, first_line, "the settings cannot be read as `name: value` lines") from None
    reader = Reader(path, first_line)
    values = reader.read(node, ()) if node else {}
    if not isinstance(values, dict):
        raise problem(path, first_line, "the settings must be lines of `name: value`")
    if reader.problems:
        raise Problems(reader.problems)
    return values, reader.lines


def explain(fault: str) -> str:
    """A YAML parser's complaint in a writer's words."""
    if "mapping values are not allowed" in fault:
        return 'a colon inside a value; put the whole value in quotes: "…"'
    if "could not find expected ':'" in fault or "simple key" in fault:
        return "a line without a colon; write `name: value`, or indent it under the line above"
    if "undefined alias" in fault or "alias" in fault or "anchor" in fault:
        return 'a value that begins with * or &; put it in quotes: "…"'
    if "cannot start any token" in fault:
        return 'a value that begins with a special character (@ ` %); put it in quotes: "…"'
    if "end of stream" in fault or "quoted scalar" in fault:
        return "a quotation mark that is never closed, or one inside a quoted value"
    return f"cannot be read ({fault}); check quotes, colons and indentation"


class Reader:
    """Turns YAML nodes into text, lists and mappings, noting each one's line."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.lines: dict[Key, int] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def read(self, node: yaml.Node, key: Key) -> Any:
        line = self.first_line + node.start_mark.line
        self.lines.setdefault(key, line)
        if id(node) in self.seen:
            self.report(line, 'a value that begins with * repeats another; write it out, or put it in quotes: "…"')
            return ""
        self.seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            self.report(line, f'a value that begins with "{node.tag}"; put it in quotes: "…"')
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*key, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self.read_mapping(node, key)
        if found := FORBIDDEN.search(node.value):
            self.report(line, f"an invisible control character (U+{ord(found[0]):04X}); delete it")
        return node.value

    def read_mapping(self, node: yaml.MappingNode, key: Key) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name_node, value_node in node.value:
            name, line = name_node.value, self.first_line + name_node.start_mark.line
            if not isinstance(name, str):
                self.report(line, "a list or mapping where a name should be; write `name: value`")
            elif name in values:
                self.report(line, f"'{name}' is written twice; keep one")
            else:
                self.lines[(*key, name)] = line
                values[name] = self.read(value_node, (*key, name))
        return values

    def report(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, message))
