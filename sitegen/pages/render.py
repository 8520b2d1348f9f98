"""A view and a layout become a page."""

from typing import Any

import msgspec
from markupsafe import Markup as Safe

from sitegen.content.fields import fields_of
from sitegen.content.page_file import markdown_names
from sitegen.layouts import Layouts
from sitegen.markup.notes import PLACE, ROOT, picture_mark
from sitegen.media.pictures import placed
from sitegen.model.kinds import Health, Markup, beside
from sitegen.pages import handout, json_ld
from sitegen.pages.hosts import POLICY
from sitegen.pages.inspect import examine, strange_addresses
from sitegen.pages.view import TIERS, Shell, View, updated

__all__ = ["examine", "render", "strange_addresses"]
MODULES = f"{PLACE}modules{PLACE}"  # stands for what is known once the page is made


def render(layouts: Layouts, layout: str, view: View, shell: Shell, markup: Markup) -> str:
    """The page's HTML."""
    values = template_values(view, shell, markup)
    values["layout"] = layout
    if layout == "handout.html":
        values["body"] = handout.taken_home(values["body"], view.root + view.card.url)
    elif layout != "404.html":
        values["json_ld"] = [json_ld.graph(view.page, values, shell.practice)]
    html = placed(layouts.render(layout, values), view.root, view.pictures)
    return equipped(html, view.root, shell)


def equipped(html: str, root: str, shell: Shell) -> str:
    """The page with the scripts of the components it shows."""
    modules = "".join(
        f'<script type="module" src="{root}{path}"></script>\n'
        for name, path in shell.scripts.items()
        if f'class="{name} ' in html or f'class="{name}"' in html
    )
    return html.replace(MODULES, modules)


def template_values(view: View, shell: Shell, markup: Markup) -> dict[str, Any]:
    """What a layout sees: plain data, dates as text, and HTML marked as such."""
    fields = [rooted(text, view) for text in markup.fields]
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
        "contents": [heading for heading in markup.contents if heading.level <= 3],
        "sources": [
            {"number": number, "id": f"source-{number}", "text": source.text, "url": source.url}
            | {"tier": source.tier, "tier_text": TIERS[source.tier]}
            | {"key": key, "is_cited": number <= len(markup.facts.citations)}
            for number, (key, source) in enumerate(view.sources, 1)
        ],
        "trail": view.trail,
        "previous": view.previous,
        "next": view.next,
        "children": view.children,
        "groups": view.groups,
        "sections": [{"card": card, "children": children} for card, children in view.sections],
        "listed": view.listed,
        "named": view.named,
        "updated": updated(view.page),
        "json_ld": [],
        "shell": msgspec.structs.asdict(shell) | {"modules": MODULES},
        "policy": Safe(POLICY),
    }


def rooted(html: str, view: View) -> Safe:
    """HTML with the way to the site's root."""
    return Safe(html.replace(ROOT, view.root))


def page_values(view: View, fields: list[Safe]) -> dict[str, Any]:
    """The front matter as plain data under the names staff write; Markdown fields as HTML."""
    page, values = view.page, {}
    for name, field in fields_of(type(page)).items():
        values[name] = msgspec.to_builtins(getattr(page, field.name))
    for picture in values.get("pictures", ()):
        picture["src"] = picture_mark(beside(page.path, picture["src"]))
    remaining = iter(fields)
    for name in markdown_names(type(page)):
        value = values[name]
        values[name] = [next(remaining) for _ in value] if isinstance(value, list | tuple) else next(remaining)
    return values
