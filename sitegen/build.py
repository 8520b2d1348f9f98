"""The steps by which the site is made."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from sitegen import cache
from sitegen.cache import KeptFile
from sitegen.content.load import Loaded, load
from sitegen.media import drawings, pictures
from sitegen.media.pictures import Media
from sitegen.model.drawings import Drawing
from sitegen.model.page import Content
from sitegen.model.site import Site, link
from sitegen.output import check, compress, publish
from sitegen.pages import assets, form, machine_files, make
from sitegen.pages.view import PageLinks, Shell
from sitegen.problems import Problem, Problems, collect
from sitegen.templates import Templates
from sitegen.urls import base_of


class Built(NamedTuple):
    """The finished files, the site they show and what it was made from."""

    files: publish.Files
    site: Site
    loaded: Loaded
    templates: Templates

    @property
    def content(self) -> Content:
        return self.loaded.content


def build(root: str, today: datetime.date, drafts: bool = False, base: str | None = None) -> Built:
    """Every file of the site, made and checked; nothing is published. With `base` it is made for the preview there."""
    cached, version = f"{root}/.cache", cache.code_version()
    templates = Templates(f"{root}/layouts", cached, version)
    static = assets.load_kept(f"{root}/assets", cached, version)
    try:
        loaded = load(f"{root}/content", cached, templates, version)
        site = link(loaded.content, today, drafts)
        static, left_out = form.current(static, loaded.content, site.practice, loaded.folder, templates)
        site = site._replace(withheld=site.withheld + left_out)
        store = pictures.open_store(cached)
        media = pictures.make_media(store, site, loaded.folder, static.share_background)
        drawn = drawings.make_drawings(drawings.open_store(cached, version), site, loaded.content, loaded.folder)
        shell = make.make_shell(site, loaded.content, static, drawn)
        press = make_press(cached, version, templates, shell, media, drawn, base)
        files, links = make_files(press, site, loaded, {**static.files, **media.files})
        if press.is_preview:
            from sitegen.pages import components_page  # lazy: imports Jinja and Markdown

            files[components_page.PATH] = components_page.page(f"{root}/tests/components", press, site)
        check.check(site, files, links)
        if not press.is_preview:
            files = assets.without_unused(files, press.shell.scripts, templates.components, links.values())
        pictures.forget(store, cached, files)
    except Problems as found:
        raise found.below("content") from None
    return Built(files, site, loaded, templates)


def make_press(
    cached: str,
    version: bytes,
    templates: Templates,
    shell: Shell,
    media: Media,
    drawn: Mapping[str, Drawing],
    base: str | None,
) -> make.Press:
    store = cache.Store(f"{cached}/pages-{'preview' if base else 'public'}", PageLinks, version)
    where = base or base_of(shell.practice.url)
    return make.Press(templates, store, shell, make.version_of(shell, version), media, drawn, where, base is not None)


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
    press.store.save()
    return files, links


def build_and_publish(root: str, today: datetime.date) -> str:
    with cache.locked(f"{root}/.cache"):
        built = build(root, today)
        files = compress.with_compressed(built.files, f"{root}/.cache/compressed", cache.code_version())
        changed = publish.publish(files, f"{root}/public", f"{root}/.cache/public")
    left_out = len(built.content.documents) - len(built.site.pages)
    kept = f"; {left_out} not published (drafts, or not their time)" if left_out else ""
    withheld = "".join(f"\n{found}" for found in Problems(built.site.withheld).below("content").problems)
    return f"{len(built.site.pages)} pages in public/, {changed or 'no'} files changed{kept}{withheld}"
