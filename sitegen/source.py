"""One file of content/ read whole: a page with its HTML, a table, or a file of facts."""

import csv
import functools
import io
import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sitegen import fields, front_matter
from sitegen.markup import Part, Writer
from sitegen.problems import Problem, Problems, problem
from sitegen.schema import Markup, Menu, Page, Practice, Source, kind_of

COMPONENT = re.compile(r"^:{3,}[ \t]*([\w-]+)", re.MULTILINE)
TABLE = re.compile(r"^:{3,}.*\bdata=\"([^\"]*)\"", re.MULTILINE)
ReadTable = Callable[[str], Mapping[str, Any]]


class PageSource(NamedTuple):
    """A page as written, and what its HTML was made with."""

    page: Page
    markup: Markup
    components: tuple[str, ...]
    tables: tuple[str, ...]


def read_page(path: str, data: bytes, writer: Writer, read_table: ReadTable) -> PageSource:
    """Every fault of the front matter and of the text, or the page."""
    front = front_matter.parse(path, front_matter.decode(path, data))
    tables: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for name in TABLE.findall(front.body):
        try:
            tables[name] = read_table(posixpath.normpath(posixpath.join(posixpath.dirname(path), name)))
        except Problems as found:
            problems += found.problems
    try:
        page: Page | None = make_page(path, front)
    except Problems as found:
        page, problems = None, problems + found.problems
    parts = markdown_fields(kind_of(path).page, front)
    empty: dict[str, Mapping[str, Any]] = {name: {"columns": [], "rows": []} for name in TABLE.findall(front.body)}
    try:
        markup = writer.parse(path, parts, Part(front.body, front.body_line), empty | tables)
    except Problems as found:
        problems += found.problems
    if problems or page is None:
        raise Problems(problems)
    used = tuple(sorted({name for name in COMPONENT.findall(front.body) if name in writer.layouts.components}))
    folder = posixpath.dirname(path)
    return PageSource(page, markup, used, tuple(posixpath.normpath(posixpath.join(folder, name)) for name in tables))


def make_page(path: str, front: front_matter.FrontMatter) -> Page:
    page = fields.make(kind_of(path).page, path, front.values, front.line, path=path)
    if page.written and page.next_review:
        months = (page.next_review - page.written).days / 30.4
        if not 0 < months <= 36.5:
            message = "next_review: must be later than written, and by at most 36 months"
            raise problem(path, front.line("next_review"), message)
    return page


def markdown_fields(struct: type[Page], front: front_matter.FrontMatter) -> list[Part]:
    """The fields that are written in Markdown, a list's entries one by one, in the order of the schema."""
    written = []
    for name in markdown_names(struct):
        value = front.values.get(name, [])
        for index, text in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(text, str):
                written.append(Part(text, front.line(name, index)))
    return written


@functools.cache
def markdown_names(struct: type[Page]) -> list[str]:
    """Treatment → helps_when, may_not_suit, evidence"""
    return [
        name
        for name, field in fields.fields_of(struct).items()
        for part in fields.parts(field.type)
        if any((meta.extra or {}).get("markdown") for meta in getattr(part, "__metadata__", ()))
    ]


def read_table(path: str, data: bytes) -> Mapping[str, Any]:
    """A CSV file → {"columns": ["Months", …], "rows": [["3", …], …]}"""
    rows = [row for row in csv.reader(io.StringIO(front_matter.decode(path, data)), strict=True) if row]
    if len(rows) < 2:
        raise problem(path, 1, "a table needs a row of column names and at least one row of values")
    faults = [
        Problem(path, number, f"has {len(row)} values where the first row has {len(rows[0])} names")
        for number, row in enumerate(rows, 1)
        if len(row) != len(rows[0])
    ]
    if faults:
        raise Problems(faults)
    return {"columns": rows[0], "rows": rows[1:]}


def read_facts(path: str, data: bytes) -> Any:
    """practice.yaml → Practice, menu.yaml → Menu, sources.yaml → {key: Source}, glossary.yaml → {term: text}"""
    values, lines = front_matter.parse_yaml(path, front_matter.decode(path, data))
    front = front_matter.FrontMatter(values, lines, "", 1)
    if path == "practice.yaml":
        return fields.make(Practice, path, values, front.line)
    if path == "menu.yaml":
        return fields.make(Menu, path, values, front.line)
    made, problems = {}, []
    for name, value in values.items():
        try:
            made[name] = read_entry(path, name, value, front)
        except Problems as found:
            problems += found.problems
    if problems:
        raise Problems(problems)
    return made


def read_entry(path: str, name: str, value: Any, front: front_matter.FrontMatter) -> Any:
    if path == "sources.yaml":
        if not isinstance(value, dict):
            raise problem(path, front.line(name), f"{name}: needs lines of text, tier and url below it")
        return fields.make(Source, path, value, lambda *key: front.line(name, *key))
    if not isinstance(value, str) or not value.strip():
        raise problem(path, front.line(name), f"{name}: needs an explanation")
    return value.strip()
