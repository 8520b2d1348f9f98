"""Every page's file, rendered again only when what it shows has changed."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import msgspec

from sitegen.cache import Entry, KeptFile, Store, digest
from sitegen.content.load import Texts
from sitegen.markup.typography import printed
from sitegen.media.pictures import Media
from sitegen.model.drawings import Drawing, legend_of
from sitegen.model.page import Content, Document, Markup, Reference
from sitegen.model.practice import Practice
from sitegen.model.references import cited_by, named_by
from sitegen.model.site import Linked, Site
from sitegen.pages import drawings, form, listings
from sitegen.pages.assets import Assets
from sitegen.pages.view import PageLinks, Shell, View
from sitegen.pages.words import cards, filled
from sitegen.problems import Problem, Problems, collect
from sitegen.templates import Templates
from sitegen.urls import CONTACT, NOT_FOUND, file_of, root_of

HANDOUT = "handout/"  # what the address of a handout has after that of its condition


class Press(NamedTuple):
    """What every file of a build is made with: `version` stands for the code and the shell.

    `base` is the path below which the site is shown.
    """

    templates: Templates
    store: Store[PageLinks]
    shell: Shell
    version: bytes
    media: Media
    drawings: Mapping[str, Drawing]
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


def make_shell(site: Site, content: Content, assets: Assets, made: Mapping[str, Drawing]) -> Shell:
    assert content.menu and content.sources is not None  # else there was a problem before
    practice, names = site.practice, assets.names
    header = [site.pages[path].card for path in content.menu.header]
    footer = [site.pages[path].card for path in content.menu.footer]
    others = [card for card, _ in listings.sections(site) if card not in header + footer]
    words = filled(content, practice)
    keys = dict.fromkeys((*practice.emergency_sources, *practice.eye_sources, *words.sources))
    return Shell(
        practice,
        words,
        cards(words, content.words.cards),
        {path: site.pages[path].card for path in (name.partition("#")[0] for _, name in words.ways)},
        listings.hubs(site),
        site.pages[practice.director].card,
        site.pages[practice.director].document.page,
        site.pages[CONTACT].card,
        {"header": header, "footer": [*footer, *others]},
        [content.sources[key] for key in keys],
        assets.css,
        assets.paper,
        names["fonts"],
        names["icons"],
        names["js"],
        names["pictures"],
        form.described(assets),
        logo=drawings.placed(made[practice.logo], 0, "") if practice.logo else "",
    )


def make_sheets(press: Press, site: Site, content: Content, urls: Collection[str] | None = None) -> Iterator[Sheet]:
    """The files of every page, or of those at these addresses: its own, and a handout for each condition."""
    for linked in site.pages.values():
        if urls is not None and linked.card.url not in urls:
            continue
        view, url = make_view(press, linked, site, content), linked.card.url
        kind = linked.card.kind if linked.document.page.path != NOT_FOUND else "404"
        yield Sheet(url, f"{kind}.html", view, linked.document)
        if kind == "condition" and "handout.html" in press.templates.sources:
            url += HANDOUT
            copy = msgspec.structs.replace(view, root=root_of(url, press.base))
            yield Sheet(url, "handout.html", copy, linked.document)


def make_view(press: Press, linked: Linked, site: Site, content: Content) -> View:
    document, page, sources = linked.document, linked.document.page, content.sources or {}
    named = (*document.text.citations, *cited_by(document))
    cited = dict.fromkeys([*(reference.name for reference in named), *page.sources])
    shown = [picture.name for picture in document.pictures]
    signs = [card.pictogram for card in linked.children if card.pictogram]
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
        {name: press.media.images[name] for name in shown if name not in press.drawings},
        {name: press.drawings[name] for name in (*shown, *signs) if name in press.drawings},
        {name: content.legends[legend_of(name)].html for name in shown if legend_of(name) in content.legends},
        press.media.shares[linked.card.title].address if press.media.shares else "",
        listings.listed(page.lists, site, content.glossary, sources, press.shell.words),
        {path: site.pages[path].card for path in (one.name.partition("#")[0] for one in named_by(document))},
        [str(one.expires) for one in document.text.dated],
        press.is_preview,
    )


def make_pages(press: Press, sheets: Iterator[Sheet], texts: Texts) -> tuple[dict[str, KeptFile], dict[str, PageLinks]]:
    """Files by their path, and what each holds by its address; or every fault in how pages are put together."""
    files, links, problems = dict[str, KeptFile](), dict[str, PageLinks](), list[Problem]()
    encoder, new = msgspec.msgpack.Encoder(), dict[str, Sheet]()

    def make(key: str) -> tuple[PageLinks, bytes]:
        return rendered(press, new[key], texts.markup(new[key].document))

    def add(sheet: Sheet, key: str, entry: Entry[PageLinks]) -> None:
        files[file_of(sheet.url)] = press.store.file(key)
        links[sheet.url] = entry.value

    for sheet in sheets:
        layout = press.templates.digest(sheet.layout).encode()
        key = digest(press.version, layout, encoder.encode(sheet.view))
        if entry := press.store.get(key):
            add(sheet, key, entry)
        else:
            new[key] = sheet
    press.store.put_all(list(new), make)
    for key, sheet in new.items():
        with collect(problems):
            add(sheet, key, press.store.get(key) or press.store.put(key, *make(key)))
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
        places = shown(markup, press.shell.practice)
        raise Problems(Problem(*place_of(sheet, places, part), fault) for part, fault in faults)
    return links, html.encode()


def shown(markup: Markup, practice: Practice) -> list[Reference]:
    """What a fault of a finished page may be about, in the words that stand on the page."""
    from sitegen.pages.facts import in_text  # lazy: imports MarkupSafe

    return [msgspec.structs.replace(word, name=printed(in_text(word.name, practice))) for word in markup.words]


def place_of(sheet: Sheet, words: list[Reference], part: str) -> tuple[str, int]:
    """The file and the line of a heading, an anchor or a field's words; the page's first for what a layout says."""
    page, lines = sheet.document.page, sheet.document.lines
    written = (*words, *sheet.document.text.links, *named_by(sheet.document))
    for word in written if part else ():
        if word.name in (part, f"{page.path}{part}"):
            return page.path, word.line
    for name, value in msgspec.structs.asdict(page).items():
        if part and isinstance(value, str) and part in value:
            return page.path, lines(name)
    drawn = ((name, one) for name, drawing in sheet.view.drawings.items() for one in drawing.links)
    places = [(name, one.line) for name, one in drawn if part and one.name == f"{page.path}{part}"]
    places += [(legend_of(name), 0) for name, html in sheet.view.legends.items() if f'href="{part}"' in html]
    return places[0] if places else (page.path, 1)
