"""Markdown to HTML, with citations, checked links and components as `:::` blocks."""

import re
from collections.abc import Mapping
from typing import Any

import markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import ENTITY_RE, HTML_RE

from sitegen.layouts import Layouts
from sitegen.markup.blocks import Block, split
from sitegen.markup.charts import PLOTS
from sitegen.markup.dates import windows
from sitegen.markup.extensions import Citation, Entity, Finish, RawHtml, Table
from sitegen.markup.glossary import Glossary
from sitegen.markup.notes import Page, Part
from sitegen.model.kinds import Facts, Markup, kind_of
from sitegen.problems import Problem, Problems

MARK = "\ue000"  # private use: cannot come from a writer (front_matter refuses it)
OPENED = re.compile(f"<p>{MARK}o(\\d+)</p>([^{MARK}]*)<p>{MARK}c\\1</p>")


class Writer:
    """Turns pages' Markdown into HTML; one instance serves a whole build."""

    def __init__(self, layouts: Layouts, glossary: Mapping[str, str]) -> None:
        self.layouts = layouts
        terms = {form: text for term, text in glossary.items() for form in (term, term[:1].upper() + term[1:])}
        extensions = [TableExtension(), DefListExtension(), FootnoteExtension(), SaneListExtension()]
        self.markdown = markdown.Markdown(extensions=extensions, output_format="html")
        self.markdown.parser.blockprocessors.register(Table(self), "table", 75)
        self.page = Page("", {})
        self.markdown.preprocessors.deregister("html_block")
        self.markdown.inlinePatterns.deregister("automail")
        self.markdown.inlinePatterns.register(Citation(r"\s?\[@([^\]\[]*)\]", self), "citation", 175)
        self.markdown.inlinePatterns.register(RawHtml(HTML_RE, self), "html", 90)
        self.markdown.inlinePatterns.register(Entity(ENTITY_RE, self), "entity", 80)
        self.markdown.treeprocessors.register(Glossary(self, terms), "abbr", 7)
        self.markdown.treeprocessors.register(Finish(self), "finish", 5)

    def parse(
        self, path: str, fields: list[Part], body: Part, tables: Mapping[str, Any], for_doctors: bool = False
    ) -> Markup:
        """The page's HTML, citations numbered in the order in which its layout shows them, or every fault in it.

        A person's fields (publications) come after the body, all others before it. Doctors need no glossary.
        """
        self.page = page = Page(path, tables, explains=not for_doctors)
        is_body_first = kind_of(path).name == "person"
        html = self.convert(body) if is_body_first else ""
        headings = tuple(page.headings)
        written = tuple(unwrapped(self.convert(part)) for part in fields)
        if not is_body_first:
            page.headings.clear()
            html = self.convert(body)
            headings = tuple(page.headings)
        if page.problems:
            raise Problems(page.problems)
        facts = Facts(tuple(dict.fromkeys(page.links)), tuple(page.citations), tuple(dict.fromkeys(page.pictures)))
        return Markup(written, html, headings, facts)

    def convert(self, part: Part) -> str:
        page = self.page
        page.part, page.refused = part, {}
        text, blocks, problems = split(page.path, part.text, part.line, self.layouts, MARK)
        page.problems += problems
        if "{:" in text and "attr_list" not in self.markdown.treeprocessors:
            from sitegen.markup.attributes import SafeAttributes  # slow to import and seldom wanted

            self.markdown.treeprocessors.register(SafeAttributes(self.markdown, self.report), "attr_list", 8)
        self.markdown.reset()
        try:
            html = self.markdown.convert(text)
        except RecursionError:
            page.report("", "lists or quotations nested too deeply")
            return ""
        changed = len(blocks)
        while changed:
            html, changed = OPENED.subn(lambda found: self.component(blocks[int(found[1])], found[2]), html)
        for block in blocks if MARK in html and not problems else ():
            if re.search(f"{MARK}[oc]{block.number}(?!\\d)", html):
                message = (
                    f"'{block.name}' cannot stand here; put an empty line below it, and no list or table around it"
                )
                page.problems.append(Problem(page.path, block.line, message))
        return html

    def report(self, found: str, message: str) -> None:
        self.page.report(found, message)

    def component(self, block: Block, body: str) -> str:
        if block.values is None:
            return ""
        page, values = self.page, dict[str, Any](block.values)
        if "href" in values:
            values["href"] = page.link(values["href"])
        if "captions" in values:
            values |= page.film(values)
        elif "src" in values:
            values["src"] = page.picture(values["src"], values.get("alt", ""))
        if "data" in values:
            values["data"] = page.tables[values["data"]]
            if block.name in (*PLOTS, "date-windows") and not self.plot(block.name, values):
                return ""
        if block.takes_body:
            from markupsafe import Markup as Safe  # comes with jinja2

            values["body"] = Safe(body.strip())
            if not body.strip() and not page.problems:
                message = f"'{block.name}' is empty; write its text between its two lines of :::"
                page.problems.append(Problem(page.path, block.line, message))
        elif body.strip():
            message = f"'{block.name}' takes no text; close it (:::) on the line below"
            page.problems.append(Problem(page.path, block.line, message))
        return self.layouts.component(block.name, values)

    def plot(self, name: str, values: dict[str, Any]) -> bool:
        """Whether the table could be turned into a plot; one that could not be read has been told of."""
        if not values["data"]["columns"]:
            return False
        try:
            table = values["data"]
            values["data"] = windows(table, self.page.citations) if name == "date-windows" else PLOTS[name](table)
        except Problems as found:
            self.page.problems += found.problems
            return False
        return True


def unwrapped(html: str) -> str:
    """`<p>One paragraph</p>` without its tags."""
    return html[3:-4] if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>") else html
