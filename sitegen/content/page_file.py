"""One file of content/ read whole: a page with its HTML, a table, or a file of facts."""

import csv
import functools
import io
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sitegen.content import fields, front_matter
from sitegen.markup import blocks
from sitegen.markup.convert import Writer
from sitegen.markup.notes import Part
from sitegen.model.kinds import Markup, Page, beside, kind_of
from sitegen.model.practice import Consent, Menu, Practice, Source
from sitegen.problems import MOST, Problem, Problems, collect, problem

COMPONENT = re.compile(r"^:{3,}[ \t]*([\w-]+)", re.MULTILINE)
SOURCE_KEY = re.compile(r"[A-Z0-9-]+")
LARGEST_FACTS = 4 * front_matter.LARGEST  # the sources alone are longer than any page's settings may be
NO_TABLE: Mapping[str, Any] = {"path": "", "columns": [], "rows": [], "lines": []}
ReadTable = Callable[[str], Mapping[str, Any]]


class PageSource(NamedTuple):
    """A page as written, and what its HTML was made with."""

    page: Page
    markup: Markup
    components: tuple[str, ...]
    tables: tuple[str, ...]


def read_page(path: str, data: bytes, writer: Writer, read_table: ReadTable) -> PageSource:
    """Every fault of the front matter and of the text, or the page."""
    written = front_matter.split(path, front_matter.decode(path, data))
    problems: list[Problem] = []
    parts: list[Part] = []
    for_doctors = False
    body = Part(written.body, written.body_line)
    with collect(problems):
        front = front_matter.parse(path, written.settings, 2)
        parts = markdown_fields(kind_of(path).page, front)
        for_doctors = front.values.get("audience") == "clinician"
        page = make_page(path, front)
    tables = read_tables(path, [*parts, body], read_table, problems)
    with collect(problems):
        markup = writer.parse(path, parts, body, tables, for_doctors)
    if problems:
        raise Problems(problems)
    named = {name for part in (*parts, body) for name in COMPONENT.findall(part.text)}
    return PageSource(page, markup, tuple(sorted(named)), tuple(beside(path, name) for name in tables))


def read_tables(path: str, parts: list[Part], read_table: ReadTable, problems: list[Problem]) -> dict[str, Any]:
    """The tables that components show, by the name they are given there."""
    tables = {}
    for part in parts:
        rows = enumerate(part.text.split("\n"), part.line)
        for line, name in ((line, value) for line, row in rows for key, value in blocks.pairs_of(row) if key == "data"):
            tables[name] = NO_TABLE
            try:
                with collect(problems):
                    tables[name] = read_table(beside(path, name))
            except FileNotFoundError as error:
                problems.append(Problem(path, line, str(error)))
    return tables


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
    """A CSV file → {"path": "a.csv", "columns": ["Months", …], "rows": [["3", …], …], "lines": [2, …]}"""
    reader = csv.reader(io.StringIO(front_matter.decode(path, data)), strict=True)
    rows, lines, faults = [], list[int](), list[Problem]()
    try:
        for row in filter(None, reader):
            if len(faults) == MOST:
                break
            rows.append(row)
            lines.append(reader.line_num)
            if len(row) != len(rows[0]):
                message = f"cells in this row: {len(row)}, in the first: {len(rows[0])}; they must be as many"
                faults.append(Problem(path, reader.line_num, message))
    except csv.Error:
        message = 'a quotation mark that is never closed, or one inside a value; write "" for one inside'
        faults.append(Problem(path, reader.line_num, message))
    if len(rows) < 2 and not faults:
        raise problem(path, 1, "a table needs a row of column names and at least one row of values")
    if faults:
        raise Problems(faults)
    return {"path": path, "columns": rows[0], "rows": rows[1:], "lines": lines[1:]}


def read_facts(path: str, data: bytes) -> Any:
    """practice.yaml → Practice, menu.yaml → Menu, sources.yaml → {key: Source}, consent.yaml → {id: Consent},
    glossary.yaml → {term: text}"""
    front = front_matter.parse(path, front_matter.decode(path, data), largest=LARGEST_FACTS)
    if path == "practice.yaml":
        return fields.make(Practice, path, front.values, front.line)
    if path == "menu.yaml":
        return fields.make(Menu, path, front.values, front.line)
    made, problems = {}, list[Problem]()
    for name, value in front.values.items():
        with collect(problems):
            made[name] = read_entry(path, name, value, front)
    if problems:
        raise Problems(problems)
    return made


def read_entry(path: str, name: str, value: Any, front: front_matter.FrontMatter) -> Any:
    if path == "sources.yaml":
        if not SOURCE_KEY.fullmatch(name):
            message = f"'{name}': a source is named by capitals, digits and hyphens, like NICE-2023"
            raise problem(path, front.line(name), message)
        if not isinstance(value, dict):
            raise problem(path, front.line(name), f"{name}: needs lines of text, tier and url below it")
        return fields.make(Source, path, value, lambda *key: front.line(name, *key))
    if path == "consent.yaml":
        return read_consent(path, name, value, front)
    if not isinstance(value, str) or not value.strip() or not name.strip():
        raise problem(path, front.line(name), f"'{name}': write a term and its explanation, `term: explanation`")
    return value.strip()


def read_consent(path: str, name: str, value: Any, front: front_matter.FrontMatter) -> Consent:
    if not SOURCE_KEY.fullmatch(name):
        message = f"'{name}': a consent is named by capitals, digits and hyphens, never by a person's name"
        raise problem(path, front.line(name), message)
    if not isinstance(value, dict):
        raise problem(path, front.line(name), f"{name}: needs lines of scope, date and expiry below it")
    consent = fields.make(Consent, path, value, lambda *key: front.line(name, *key))
    if consent.expiry <= consent.date:
        raise problem(path, front.line(name, "expiry"), "expiry: must be later than date")
    return consent
