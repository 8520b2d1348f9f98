"""A view and a layout become a page."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from markupsafe import Markup as Safe
from markupsafe import escape

from sitegen.content.fields import fields_of
from sitegen.content.page_file import markdown_names
from sitegen.markup.marks import ROOT, fill, mark, pattern
from sitegen.markup.typography import typeset
from sitegen.media import document
from sitegen.media.pictures import Image
from sitegen.model.kinds import Health
from sitegen.model.page import Markup
from sitegen.model.practice import Practice
from sitegen.model.words import Search
from sitegen.pages import drawings, facts, handout, json_ld
from sitegen.pages.hosts import policy
from sitegen.pages.view import TIERS, Shell, View, updated
from sitegen.pages.words import Card
from sitegen.templates import Templates
from sitegen.urls import resolve

MODULES = mark("modules")  # stands for what is known once the page is made
IMAGE = re.compile(rf'<img\b([^<>]*?) src="{pattern("picture")}"([^<>]*)>')
CLASS = re.compile(r'class="([\w-]+)[ "]')
SIZES = "(min-width: 42rem) 40rem, calc(100vw - 2rem)"  # how wide the column of text is


def render(templates: Templates, layout: str, view: View, shell: Shell, markup: Markup) -> str:
    """The page's HTML."""
    given = {"practice": shell.practice, "root": view.root}
    markup = facts.filled(markup, shell.practice, lambda name: templates.component(name, given))
    markup = facts.holding(markup, view.held)
    values = template_values(view, shell, markup)
    values["layout"] = layout
    if layout == "handout.html":
        values["body"] = handout.taken_home(values["body"], view.root + view.card.url, shell.words.handout)
    elif layout != "404.html":
        values["json_ld"] = [json_ld.graph(view.page, values, shell.practice, shell.words)]
    html = drawings.with_drawings(templates.render(layout, values), view, shell.practice)
    html = with_pictures(html, view.root, view.pictures)
    html = with_words(html, templates, values["alerts"], shell.words.search)
    return equipped(typeset(html), view.root, shell)


def with_words(html: str, templates: Templates, alerts: Mapping[str, Any], search: Search) -> str:
    """A page's HTML with what its field for searching knows: the alerts, the words that show them, and those alike."""
    html = fill(html, "alerts", lambda place: templates.component("alerts", {"cards": alerts[place]}))
    html = fill(html, "same-words", lambda _: escape(msgspec.json.encode(search.same).decode()))
    return fill(html, "urgent-words", lambda _: escape("|".join(search.urgent)))


def equipped(html: str, root: str, shell: Shell) -> str:
    """The page with the scripts of the components it shows."""
    shown = set(CLASS.findall(html))
    paths = [path for name, path in shell.scripts.items() if name in shown]
    return html.replace(MODULES, "".join(f'<script type="module" src="{root}{path}"></script>\n' for path in paths))


def template_values(view: View, shell: Shell, markup: Markup) -> dict[str, Any]:
    """What a layout sees: plain data, dates as text, and HTML marked as such."""
    fields, cited = [rooted(text, view) for text in markup.fields], "".join((markup.body, *markup.fields))
    return {
        "root": view.root,
        "url": view.card.url,
        "address": shell.practice.url + view.card.url,
        "kind": view.card.kind,
        "preview": view.preview,
        "share": f"{shell.practice.url}{view.share}" if view.share else "",
        "page": page_values(view, fields),
        "health": isinstance(view.page, Health),
        "body": rooted(markup.body, view),
        "chapters": [Safe(part) for part in handout.CHAPTER.split(rooted(markup.body, view)) if part.strip()],
        "contents": [heading for heading in markup.headings if heading.level <= 3],
        "sources": [
            {"number": number, "id": f"source-{number}", "text": source.text, "url": source.url}
            | {"tier": source.tier, "tier_text": TIERS[source.tier]}
            | {"key": key, "is_cited": f'id="cited-{number}"' in cited}
            for number, (key, source) in enumerate(view.sources, 1)
        ],
        "trail": view.trail,
        "previous": view.previous,
        "next": view.next,
        "children": view.children,
        "groups": view.groups,
        "sections": [{"card": card, "children": children} for card, children in view.sections],
        "pictograms": {card.url: mark("drawing", card.pictogram) for card in view.children if card.pictogram},
        "listed": view.listed,
        "named": view.named,
        "portrait": portrait(view, shell),
        "updated": updated(view.page),
        "json_ld": [],
        "alerts": {
            place: [alert(card, view, shell.practice) for card in cards] for place, cards in shell.cards.items()
        },
        "shell": msgspec.structs.asdict(shell) | {"modules": MODULES},
        "logo": Safe(shell.logo),
        "policy": Safe(policy(shell.practice.form_address)),
    }


def alert(card: Card, view: View, practice: Practice) -> dict[str, Any]:
    return {"type": card.type, "heading": card.heading, "body": rooted(facts.in_html(card.body, practice), view)}


def portrait(view: View, shell: Shell) -> str:
    """The whole address of a person's picture, for machines."""
    shown = getattr(view.page, "portrait", None)
    return shell.practice.url + view.pictures[resolve(view.page.path, shown.src)].address if shown else ""


def rooted(html: str, view: View) -> Safe:
    """HTML with the way to the site's root."""
    return Safe(html.replace(ROOT, view.root))


def page_values(view: View, fields: list[Safe]) -> dict[str, Any]:
    """The front matter as plain data under the names staff write; Markdown fields as HTML."""
    page, values = view.page, {}
    for name, field in fields_of(type(page)).items():
        values[name] = msgspec.to_builtins(getattr(page, field.name))
    for sign in ("hero", "pictogram"):
        if values.get(sign):
            values[sign] = mark("drawing", values[sign])
    for drawing in filter(None, (door["drawing"] for door in (*values["doors"], *values["steps"]))):
        drawing |= {"file": mark("drawing", drawing["file"]), "legend": mark("legend", drawing["file"])}
    for picture in (*values.get("pictures", ()), *filter(None, [values.get("portrait")])):
        picture["src"] = mark("picture", resolve(page.path, picture["src"]))
    remaining = iter(fields)
    for name in markdown_names(type(page)):
        value = values[name]
        values[name] = [next(remaining) for _ in value] if isinstance(value, list | tuple) else next(remaining)
    return values


def with_pictures(html: str, root: str, images: Mapping[str, Image]) -> str:
    """A page's HTML with its pictures in place of their marks; one that stands before the first part loads at once."""
    fold = len(html.partition("<h2")[0])

    def picture(found: re.Match[str]) -> str:
        at_once = found.start() < fold and html.find("<img") == found.start()
        attributes = found[1] + found[3] + ("" if at_once else ' loading="lazy"')
        return picture_element(images[found[2]], root, attributes)

    html = fill(IMAGE.sub(picture, html), "picture", lambda path: root + images[path].address)
    html = fill(html, "document", lambda path: root + images[path].address)
    return fill(html, "document-words", lambda path: document.words(images[path].width, images[path].height))


def picture_element(image: Image, root: str, attributes: str) -> str:
    """An `img`, in a `picture` where there are types to choose from."""
    kinds: dict[str, list[str]] = {}
    for kind, width, address in image.files:
        kinds.setdefault(kind, []).append(f"{root}{address} {width}w")
    *better, last = kinds.values()
    responsive = f' srcset="{", ".join(last)}" sizes="{SIZES}"' if len(last) > 1 else ""
    size = f' width="{image.width}" height="{image.height}"'
    written = f'<img{attributes} src="{root}{image.address}"{responsive}{size} decoding="async">'
    if not better:
        return written
    sources = (
        f'<source type="image/{kind}" srcset="{", ".join(files)}" sizes="{SIZES}">'
        for kind, files in list(kinds.items())[:-1]
    )
    return f"<picture>{''.join(sources)}{written}</picture>"
