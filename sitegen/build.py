"""The steps by which the site is made."""

import datetime
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import NamedTuple

from sitegen import cache
from sitegen.cache import KeptFile, Store, digest
from sitegen.content.load import Loaded, load
from sitegen.media import drawings, pictures
from sitegen.media.pictures import Image, Media
from sitegen.model.drawings import Drawing
from sitegen.model.page import Content
from sitegen.model.site import Site, days_to_come, link
from sitegen.output import addresses, check, compress, publish
from sitegen.pages import assets, form, machine_files, make
from sitegen.pages.assets import Assets
from sitegen.pages.view import PageLinks, Shell
from sitegen.problems import Problem, Problems, collect
from sitegen.templates import Templates
from sitegen.urls import base_of

ADDRESSES = "published-addresses"


class Built(NamedTuple):
    """The finished files, the site they show, what it was made from, and what would stop it without its drafts."""

    files: publish.Files
    site: Site
    loaded: Loaded
    templates: Templates
    ahead: list[Problem]

    @property
    def content(self) -> Content:
        return self.loaded.content


class Sources(NamedTuple):
    """What a site is made from, on whatever day, and where what was made for it is kept."""

    loaded: Loaded
    templates: Templates
    static: Assets
    pictures: Store[Image | None]
    drawings: Store[Drawing]
    pages: Store[PageLinks]
    version: bytes
    cached: str


class First(NamedTuple):
    """Addresses of pages that somebody looks at: `show` is given them, and what they need, before the rest is made."""

    urls: Collection[str]
    show: Callable[[publish.Files], None]


def build(
    root: str, today: datetime.date, drafts: bool = False, base: str | None = None, first: First | None = None
) -> Built:
    """Every file of the site, made and checked; nothing is published. With `base` it is made for the preview there."""
    cached, version = f"{root}/.cache", cache.code_version()
    templates = Templates(f"{root}/layouts", cached, version)
    static = assets.load_kept(f"{root}/assets", cached, version)
    try:
        loaded = load(f"{root}/content", cached, templates, version)
        if base or not drafts:
            loaded = addresses.compared(f"{cached}/{ADDRESSES}", loaded)
        sources = open_sources(loaded, templates, static, version, cached, "preview" if base else "public")
        site, files, links, press = made(sources, today, drafts, base, first)
        extra = components(root, press, site)
        try:
            check.check(site, loaded.content, extra | files, links, press.drawings)
            ahead = rehearse(sources, today, base, extra) if base or not drafts else []
        finally:
            sources.pages.save()
        if ahead and not base:
            raise Problems(ahead)
        if not base:
            files = assets.without_unused(files, press.shell.scripts, sources.templates.components, links.values())
        pictures.forget(sources.pictures, sources.cached, files)
    except Problems as found:
        raise found.below("content") from None
    return Built(extra | files, site, sources.loaded, sources.templates, ahead)


def open_sources(
    loaded: Loaded, templates: Templates, static: Assets, version: bytes, cached: str, kind: str
) -> Sources:
    pages = cache.Store(f"{cached}/pages-{kind}", PageLinks, version)
    drawn = drawings.open_store(cached, version)
    return Sources(loaded, templates, static, pictures.open_store(cached), drawn, pages, version, cached)


def components(root: str, press: make.Press, site: Site) -> dict[str, bytes | KeptFile]:
    """The page of all components, which only the preview has."""
    if not press.is_preview:
        return {}
    from sitegen.pages import components_page  # lazy: imports Jinja and Markdown

    return {components_page.PATH: components_page.page(f"{root}/tests/components", press, site)}


def made(
    sources: Sources, day: datetime.date, drafts: bool, base: str | None, first: First | None = None
) -> tuple[Site, dict[str, bytes | KeptFile], dict[str, PageLinks], make.Press]:
    """The site of a day, its files, what each page holds, and what they were made with."""
    loaded = sources.loaded
    site = link(loaded.content, day, drafts)
    static, left_out = form.current(sources.static, loaded.content, site.practice, loaded.folder, sources.templates)
    site = site._replace(withheld=site.withheld + left_out)
    media = pictures.make_media(sources.pictures, site, loaded.folder, static.share_background, base is not None)
    drawn = drawings.make_drawings(sources.drawings, site, loaded.content, loaded.folder)
    press = make_press(sources, make.make_shell(site, loaded.content, static, drawn), media, drawn, base)
    given: dict[str, bytes | KeptFile] = {**static.files, **media.files}
    if first:
        with suppress(Problems):  # told below, with those of all pages
            sheets = make.make_sheets(press, site, loaded.content, first.urls)
            first.show(given | make.make_pages(press, sheets, loaded.texts)[0])
    files, links = make_files(press, site, loaded, given)
    return site, files, links, press


def rehearse(sources: Sources, today: datetime.date, base: str | None, extra: publish.Files) -> list[Problem]:
    """What would stop the site, made without drafts, on days on which pages come or go by themselves; in the preview,
    which shows drafts, today, too.

    What has been found to be right is not made again until something changes.
    """
    content, templates = sources.loaded.content, sources.templates
    days, kept = days_to_come(content, today), f"{sources.cached}/rehearsed-{'preview' if base else 'public'}"
    if base:
        days = [today, *days]
    if not days:
        return []
    parts = (sorted(content.digests.items()), sorted(templates.sources.items()), sorted(sources.static.files), days)
    key = digest(*(repr(part).encode() for part in parts)).encode()
    if cache.recall(kept, sources.version) == key:
        return []
    problems = dict[Problem, datetime.date]()
    for day in days:
        try:
            site, files, links, press = made(sources, day, False, base)
            check.check(site, content, {**extra, **files}, links, press.drawings)
        except Problems as found:
            problems |= {problem: day for problem in found.problems if problem not in problems}
    if not problems:
        cache.keep(kept, sources.version, key)
    return [
        told._replace(message=f"{told.message} (this would stop the site on {day})") for told, day in problems.items()
    ]


def make_press(
    sources: Sources, shell: Shell, media: Media, drawn: Mapping[str, Drawing], base: str | None
) -> make.Press:
    version, where = make.version_of(shell, sources.version), base or base_of(shell.practice.url)
    return make.Press(sources.templates, sources.pages, shell, version, media, drawn, where, base is not None)


def make_files(
    press: make.Press, site: Site, loaded: Loaded, files: dict[str, bytes | KeptFile]
) -> tuple[dict[str, bytes | KeptFile], dict[str, PageLinks]]:
    """All files, those given among them, and what each page holds; or every problem of every step."""
    problems, links = list[Problem](), dict[str, PageLinks]()
    with collect(problems):
        pages, links = make.make_pages(press, make.make_sheets(press, site, loaded.content), loaded.texts)
        files |= pages
    with collect(problems):
        files |= machine_files.machine_files(press, site, files)
    with collect(problems):
        files |= machine_files.redirects(press, site, files)
    if problems:
        raise Problems(problems)
    return files, links


def build_and_publish(root: str, today: datetime.date) -> str:
    with cache.locked(f"{root}/.cache"):
        try:
            built, changed = published(root, today)
        except cache.Harmed:  # and gone, so that it is made again
            built, changed = published(root, today)
    left_out = len(built.content.documents) - len(built.site.pages)
    kept = f"; {left_out} not published (drafts, or not their time)" if left_out else ""
    withheld = "".join(f"\n{found}" for found in Problems(built.site.withheld).below("content").problems)
    return f"{len(built.site.pages)} pages in public/, {changed or 'no'} files changed{kept}{withheld}"


def published(root: str, today: datetime.date) -> tuple[Built, int]:
    """What was built, and how many files of public/ it changed; each day another sixteenth of them is read again."""
    built = build(root, today)
    files = compress.with_compressed(built.files, f"{root}/.cache/compressed", cache.code_version())
    changed = publish.publish(files, f"{root}/public", f"{root}/.cache/public", f"{today.toordinal() % 16:x}")
    with suppress(OSError):  # the site is published
        addresses.keep(f"{root}/.cache/{ADDRESSES}", addresses.published(built.site))
    return built, changed
