"""The components page of the preview: every component a writer can use, as it looks and as it is written."""

import os
import re

from sitegen.content.tables import read_table
from sitegen.markup.convert import convert_page, make_parser
from sitegen.markup.notes import Notes
from sitegen.markup.places import Part
from sitegen.media.pictures import Image
from sitegen.model.drawings import Drawing
from sitegen.model.kinds import Page
from sitegen.model.page import Heading, Markup, TextFacts
from sitegen.model.site import Card, Site
from sitegen.pages.make import Press
from sitegen.pages.render import render
from sitegen.pages.view import View
from sitegen.urls import HOME

PATH = "components/index.html"
ABOUT = re.compile(r"\{#-? (.*?)(?:\n|\s*-?#\})")
PAGE = Page(
    path="components.md",
    title="Components",
    description="Every component for the text of a page, as it looks and as it is written. Only the preview has it.",
    summary="Copy the lines below a component into a page and change the words. Only the preview shows this page.",
)
CARD = Card("components/", PAGE.title, PAGE.title, PAGE.summary, "page", None, False)
DRAWING = Drawing('<svg class="drawing__picture" viewBox="0 0 9 3" aria-hidden="true"></svg>')  # stands for any


def page(folder: str, press: Press, site: Site) -> bytes:
    """The page's HTML, made of the examples NAME.md in a folder and the CSV files beside them."""
    templates, parser, shown, named, held = press.templates, make_parser({}), list[str](), list[str](), list[str]()
    names = os.listdir(folder) if os.path.isdir(folder) else []
    tables = {name: read_table(name, read(f"{folder}/{name}").encode()) for name in names if name.endswith(".csv")}
    examples = [name for name in templates.components if f"{name}.md" in names]
    for name in examples:
        text = read(f"{folder}/{name}.md")
        about = ABOUT.match(templates.sources[f"components/{name}.html"])
        values = {"name": name, "text": text.strip(), "about": about[1] if about else ""}
        markup = convert_page(parser, templates, [], Part(text, 1), Notes(PAGE.path, tables))
        named += [picture.name for picture in markup.facts.pictures]
        held += [str(one.expires) for one in markup.facts.dated]
        shown.append(templates.component("example", values | {"html": markup.body}))
    markup = Markup((), "\n".join(shown), tuple(Heading(name, name, 2) for name in examples), TextFacts())
    example = Image(48, 48, (("svg", 48, press.shell.icons.get("favicon", "")),))  # stands for any picture
    pictures, home = dict.fromkeys(named, example), site.pages[HOME].card
    drawn = {name: press.drawings.get(name, DRAWING) for name in named}
    view = View(
        PAGE, "", "../", CARD, [home], None, None, [], [], [], [], pictures, drawn, {}, "", [], {}, held, preview=True
    )
    return render(templates, "page.html", view, press.shell, markup).encode()


def read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()
