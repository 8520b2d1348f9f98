"""A Markdown file of content/ read whole: its fields and its text as HTML."""

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sitegen.content import fields, front_matter, plain_words
from sitegen.content.folder import Folder
from sitegen.content.tables import read_table
from sitegen.markup import facts, pasted
from sitegen.markup.blocks import TABLES, pairs_of
from sitegen.markup.convert import convert, convert_page
from sitegen.markup.extensions import Parser
from sitegen.markup.marks import ROOT
from sitegen.markup.notes import Notes
from sitegen.markup.places import Part
from sitegen.model.kinds import Case, News, Page, Person, Stage, Story, kind_of
from sitegen.model.page import Lines, Markup, Reference, TextFacts
from sitegen.problems import Problem, Problems, collect, did_you_mean, problem
from sitegen.templates import Templates
from sitegen.urls import resolve

HOURS = {"hour": 1, "day": 24, "week": 168, "month": 730, "year": 8766}
WHOLE = ("home", "section", "person", "case")  # kinds of page whose settings say enough
COMPONENT = re.compile(r"^:{3,}[ \t]*([\w-]+)", re.MULTILINE)
PLAIN = "beside a drawing stand plain words, lists and links; put headings, blocks, pictures and sources on the page"
NO_TABLE: dict[str, Any] = {"path": "", "columns": [], "rows": [], "lines": []}


class PageFile(NamedTuple):
    """A page as written, the lines of its fields, its HTML, and what that was made with."""

    page: Page
    lines: Lines
    markup: Markup
    pictures: tuple[Reference, ...]
    components: tuple[str, ...]
    tables: tuple[str, ...]


def read(path: str, folder: Folder, parser: Parser, templates: Templates) -> PageFile:
    """Every fault of the front matter and of the text, or the page."""
    written = front_matter.split(path, front_matter.decode(path, folder.read(path)))
    problems: list[Problem] = []
    parts: list[Part] = []
    for_doctors = False
    body = Part(written.body, written.body_line)
    with collect(problems):
        front = front_matter.parse(path, written.settings, 2)
        parts = markdown_fields(kind_of(path).page, front)
        for_doctors = front.values.get("audience") == "clinician"
        problems += [*nameless_review(path, front), *without_text(path, written, front)]
        problems += plain_words.faults(path, written, front, markdown_names(kind_of(path).page))
        page = make_page(path, front)
    problems += plain_words.marked_blocks(path, [*parts, body])
    tables = read_tables(path, [*parts, body], folder, problems)
    with collect(problems):
        notes = Notes(path, tables, explains=not for_doctors)
        notes.begin(Part(written.settings, 2))
        facts.note(notes, ())
        markup = convert_page(parser, templates, parts, body, notes)
    if problems:
        raise Problems(problems)
    lines, names = Lines.of(front.lines), {name for part in (*parts, body) for name in COMPONENT.findall(part.text)}
    pictures = markup.facts.pictures + pictures_of(page, lines)
    return PageFile(page, lines, markup, pictures, tuple(sorted(names)), tuple(resolve(path, name) for name in tables))


def pictures_of(page: Page, lines: Lines) -> tuple[Reference, ...]:
    """The pictures of a case, the portrait of a person, and the drawings that settings name."""
    found = []
    if isinstance(page, Case):
        for number, picture in enumerate(page.pictures):
            found.append(Reference(resolve(page.path, picture.src), lines("pictures", number, "src")))
    if isinstance(page, Person) and page.portrait:
        found.append(Reference(resolve(page.path, page.portrait.src), lines("portrait", "src")))
    return (*found, *drawings_of(page, lines))


def drawings_of(page: Page, lines: Lines) -> Iterator[Reference]:
    for field in ("hero", "pictogram"):
        if name := getattr(page, field, None):
            yield Reference(name, lines(field))
    for field in ("doors", "steps"):
        for number, door in enumerate(getattr(page, field)):
            if door.drawing:
                yield Reference(door.drawing.file, lines(field, number, "drawing", "file"))


def read_legend(path: str, folder: Folder, parser: Parser, templates: Templates) -> tuple[str, TextFacts]:
    """The words beside a drawing as HTML, and what they name; or every fault in them."""
    text = front_matter.decode(path, folder.read(path))
    front_matter.check_text(path, text, 1)
    notes = Notes(path, {}, explains=False)
    notes.root = ROOT
    html = convert(parser, templates, Part(text, 1), notes)
    lines = [text.count("\n", 0, found.start()) + 1 for found in COMPONENT.finditer(text)]
    lines += [heading.line for heading in notes.headings]
    lines += [found.line for found in (*notes.citations.values(), *notes.pictures)]
    notes.problems += [Problem(path, line, PLAIN) for line in lines]
    if notes.problems:
        raise Problems(notes.problems)
    return html, notes.facts()


def read_tables(path: str, parts: list[Part], folder: Folder, problems: list[Problem]) -> dict[str, Mapping[str, Any]]:
    """The tables that components show, by the name they are given there."""
    tables = dict[str, Mapping[str, Any]]()
    for part in parts:
        for line, row in enumerate(part.text.split("\n"), part.line):
            pairs = pairs_of(pasted.read(row)) if ":::" in row else ()
            for name in [value for parameter, value in pairs if parameter in TABLES]:
                tables[name], table = NO_TABLE, resolve(path, name)
                if table in folder.files and table.lower().endswith(".csv"):
                    with collect(problems):
                        tables[name] = read_table(table, folder.read(table))
                else:
                    near = did_you_mean(table, [known for known in folder.files if known.lower().endswith(".csv")])
                    problems.append(Problem(path, line, f"there is no table '{table}'{near}"))
    return tables


def make_page(path: str, front: front_matter.FrontMatter) -> Page:
    page = fields.make(kind_of(path).page, path, front.values, front.line, path=path)
    if page.written and page.next_review:
        months = (page.next_review - page.written).days / 30.4
        if not 0 < months <= 36.5:
            message = "next_review: must be later than written, and by at most 36 months"
            raise problem(path, front.line("next_review"), message)
    if isinstance(page, News) and page.expires and page.expires <= page.date:
        raise problem(path, front.line("expires"), f"expires: must be later than date, {page.date}")
    if isinstance(page, Stage) and page.ends and hours(page.ends) <= hours(page.starts):
        raise problem(path, front.line("to"), f"to: '{page.ends}' must be later than from, '{page.starts}'")
    if isinstance(page, Story) and not page.draft:
        if "[@" not in page.typical:
            raise problem(
                path, front.line("typical"), "typical: name the source of what others can expect, like [@AAO2013]"
            )
        if not page.for_counsel:
            raise problem(path, front.line("for_counsel"), "for_counsel: say what the practice's lawyer has to confirm")
    return page


def nameless_review(path: str, front: front_matter.FrontMatter) -> list[Problem]:
    """A review by someone without credentials who has no page of their own to take them from."""
    review = front.values.get("reviewed")
    if not isinstance(review, dict) or "credentials" in review or str(review.get("by")).endswith(".md"):
        return []
    return [Problem(path, front.line("reviewed"), "reviewed: the field 'credentials' is missing")]


def without_text(path: str, written: front_matter.Written, front: front_matter.FrontMatter) -> list[Problem]:
    """A page that would be published with nothing below its title, where settings alone make none."""
    is_whole = kind_of(path).name in WHOLE or not front.values.keys().isdisjoint(("lists", "doors", "steps", "facts"))
    if written.body.strip() or is_whole or front.is_draft:
        return []
    return [Problem(path, written.body_line, "no text stands below the settings; write it, or add draft: true to them")]


def hours(duration: str) -> int:
    """How long a time like '3 weeks' is; birth is the beginning."""
    number, _, unit = duration.partition(" ")
    return int(number) * HOURS[unit.removesuffix("s")] if unit else 0


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
