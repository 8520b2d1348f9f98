"""Every page's file, rendered again only when what it shows has changed."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from sitegen.cache import KeptFile, Store, digest
from sitegen.content.load import Texts
from sitegen.media.pictures import Media
from sitegen.model.page import Content, Document, Markup
from sitegen.model.references import cited_by, named_by
from sitegen.model.site import Linked, Site
from sitegen.pages import listings
from sitegen.pages.assets import Assets
from sitegen.pages.view import PageLinks, Shell, View
from sitegen.problems import Problem, Problems, collect
from sitegen.templates import Templates
from sitegen.urls import CONTACT, NOT_FOUND, file_of, root_of


class Press(NamedTuple):
    """What every file of a build is made with: `version` stands for the code and the shell.

    `base` is the path below which the site is shown.
    """

    templates: Templates
    store: Store[PageLinks]
    shell: Shell
    version: bytes
    media: Media
    base: str
    is_preview: bool


class Sheet(NamedTuple):
    """One file of a page: its address, its layout and all that it shows."""

    url: str
    layout: str
    view: View
    document: Document


def version_of(shell: Shell, version: bytes) -> bytes:
    """Stands for the code and for what all pages share."""
    return digest(version, msgspec.msgpack.encode(shell)).encode()


def make_shell(site: Site, content: Content, assets: Assets) -> Shell:
    assert content.menu and content.sources is not None  # else there was a problem before
    practice, names = site.practice, assets.names
    header = [site.pages[path].card for path in content.menu.header]
    footer = [site.pages[path].card for path in content.menu.footer]
    others = [card for card, _ in listings.sections(site) if card not in header + footer]
    return Shell(
        practice,
        site.pages[practice.director].card,
        site.pages[practice.director].document.page,
        site.pages[CONTACT].card,
        {"header": header, "footer": [*footer, *others]},
        [content.sources[key] for key in practice.emergency_sources],
        [content.sources[key] for key in practice.eye_sources],
        assets.css,
        names["fonts"],
        names["icons"],
        names["js"],
        names["pictures"],
        {stem: (path, len(assets.files[path])) for stem, path in names["files"].items()},
    )


def make_sheets(press: Press, site: Site, content: Content) -> Iterator[Sheet]:
    """The files of every page: its own, and a handout for each condition."""
    for linked in site.pages.values():
        view, url = make_view(press, linked, site, content), linked.card.url
        kind = linked.card.kind if linked.document.page.path != NOT_FOUND else "404"
        yield Sheet(url, f"{kind}.html", view, linked.document)
        if kind == "condition" and "handout.html" in press.templates.sources:
            url = f"{url}handout/"
            copy = msgspec.structs.replace(view, root=root_of(url, press.base))
            yield Sheet(url, "handout.html", copy, linked.document)


def make_view(press: Press, linked: Linked, site: Site, content: Content) -> View:
    document, page, sources = linked.document, linked.document.page, content.sources or {}
    named = (*document.text.citations, *cited_by(document))
    cited = dict.fromkeys([*(reference.name for reference in named), *page.sources])
    whole = linked.card.kind == "home" or page.path == NOT_FOUND
    return View(
        page,
        document.html,
        root_of(linked.card.url, press.base),
        linked.card,
        linked.trail,
        linked.previous,
        linked.next,
        linked.children,
        linked.groups,
        listings.sections(site) if whole else [],
        [(key, sources[key]) for key in cited],
        {picture.name: press.media.images[picture.name] for picture in document.pictures},
        press.media.shares[linked.card.title].address if press.media.shares else "",
        listings.listed(page.lists, site, content.glossary, sources),
        {path: site.pages[path].card for path in (one.name.partition("#")[0] for one in named_by(document))},
        press.is_preview,
    )


def make_pages(press: Press, sheets: Iterator[Sheet], texts: Texts) -> tuple[dict[str, KeptFile], dict[str, PageLinks]]:
    """Files by their path, and what each holds by its address; or every fault in how pages are put together."""
    files, links, problems = dict[str, KeptFile](), dict[str, PageLinks](), list[Problem]()
    encoder = msgspec.msgpack.Encoder()
    for sheet in sheets:
        layout = press.templates.digest(sheet.layout).encode()
        key = digest(press.version, layout, encoder.encode(sheet.view))
        with collect(problems):
            entry = press.store.get(key) or press.store.put(key, *rendered(press, sheet, texts.markup(sheet.document)))
            files[file_of(sheet.url)] = press.store.file(key)
            if sheet.layout != "handout.html":
                links[sheet.url] = entry.value
    if problems:
        raise Problems(problems)
    return files, links


def rendered(press: Press, sheet: Sheet, markup: Markup) -> tuple[PageLinks, bytes]:
    """What a page holds, and its HTML."""
    from sitegen.pages import inspect, render  # lazy: imports Jinja

    html = render.render(press.templates, sheet.layout, sheet.view, press.shell, markup)
    links, faults = inspect.examine(html, sheet.url, sheet.view.root)
    faults += inspect.strange_addresses(html, press.shell.practice.emails)
    if faults:
        path = sheet.document.page.path
        raise Problems(Problem(path, line_of(sheet.document, markup, part), fault) for part, fault in faults)
    return links, html.encode()


def line_of(document: Document, markup: Markup, part: str) -> int:
    """The line on which a heading, an anchor or a field's words were written; 1 for what a layout says."""
    if line := next((word.line for word in markup.words if word.name == part), 0):
        return line
    for name, value in msgspec.structs.asdict(document.page).items():
        if part and isinstance(value, str) and part in value:
            return document.lines(name)
    return 1
