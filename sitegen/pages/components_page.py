"""The components page of the preview: every component a writer can use, as it looks and as it is written."""

import os
import re

from sitegen.content.page_file import read_table
from sitegen.layouts import Layouts
from sitegen.markup.convert import Writer
from sitegen.markup.notes import Part
from sitegen.media.pictures import Image
from sitegen.model.kinds import Facts, Heading, Markup, Page
from sitegen.model.site import Card
from sitegen.pages.render import render
from sitegen.pages.view import Shell, View

PATH = "components/index.html"
ABOUT = re.compile(r"\{#-? (.*?)(?:\n|\s*-?#\})")
PAGE = Page(
    path="components.md",
    title="Components",
    description="Every component for the text of a page, as it looks and as it is written. Only the preview has it.",
    summary="Copy the lines below a component into a page and change the words. Only the preview shows this page.",
)
CARD = Card("components/", PAGE.title, PAGE.title, PAGE.summary, "page", None, False)


def page(folder: str, layouts: Layouts, shell: Shell, home: Card) -> bytes:
    """The page's HTML, made of the examples NAME.md in a folder and the CSV files beside them."""
    writer, shown, tables, named = Writer(layouts, {}), [], {}, list[str]()
    names = os.listdir(folder) if os.path.isdir(folder) else []
    for name in names:
        if name.endswith(".csv"):
            tables[name] = read_table(name, read(f"{folder}/{name}").encode())
    examples = [name for name in layouts.components if f"{name}.md" in names]
    for name in examples:
        text = read(f"{folder}/{name}.md")
        about = ABOUT.match(layouts.sources[f"components/{name}.html"])
        values = {"name": name, "text": text.strip(), "about": about[1] if about else ""}
        made = writer.parse(PAGE.path, [], Part(text, 1), tables)
        html, named = made.body, [*named, *made.facts.pictures]
        shown.append(layouts.component("example", values | {"html": html}))
    markup = Markup((), "\n".join(shown), tuple(Heading(name, name, 2) for name in examples), Facts())
    example = Image(48, 48, (("svg", 48, shell.icons.get("favicon", "")),))  # stands for any picture
    pictures = dict.fromkeys(named, example)
    view = View(PAGE, "", "../", CARD, [home], None, None, [], [], [], [], pictures, "", [], {}, preview=True)
    return render(layouts, "page.html", view, shell, markup).encode()


def read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()
