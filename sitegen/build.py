"""The steps by which the site is made."""

import datetime
from typing import NamedTuple

from sitegen import cache, layouts
from sitegen.content import folder
from sitegen.media import pictures
from sitegen.model import site
from sitegen.model.kinds import Anatomy
from sitegen.output import check, compress, publish
from sitegen.pages import assets, make
from sitegen.problems import Problems


class Built(NamedTuple):
    """The finished files, the site they show and what it was made from."""

    files: publish.Files
    site: site.Site
    content: folder.Content
    library: folder.Library


def build(root: str, today: datetime.date, drafts: bool = False, base: str | None = None) -> Built:
    """Every file of the site, made and checked; nothing is published. With `base` it is made for the preview there."""
    store, version = f"{root}/.cache", cache.code_version()
    templates, styles = layouts.Layouts(f"{root}/layouts", store, version), assets.load(f"{root}/assets")
    library = folder.Library(f"{root}/content", store, templates, version)
    table = cache.Table(f"{store}/pages-{'preview' if base else 'public'}", Anatomy, version)
    try:
        written = library.load()
        linked = site.link(written, library, today, drafts)
        library.save()
        images = pictures.Pictures(library, store)
        printer = make.Printer(written, library, linked, templates, styles, table, images, base)
        if base:
            from sitegen.pages import components_page  # as slow to import as it is seldom wanted

            home = linked.pages["index.md"].card
            printer.files[components_page.PATH] = components_page.page(
                f"{root}/tests/components", templates, printer.shell, home
            )
        made = printer.make()
        table.save()
        images.save(made.files)
        check.check(linked, made.files, made.anatomies, library)
    except Problems as found:
        raise found.below("content") from None
    return Built(made.files, linked, written, library)


def build_and_publish(root: str, today: datetime.date) -> str:
    with cache.alone(f"{root}/.cache"):
        built = build(root, today)
        files = compress.with_compressed(built.files, f"{root}/.cache/compressed", built.library.version)
        changed = publish.publish(files, f"{root}/public", f"{root}/.cache/public")
    left_out = len(built.content.pages) - len(built.site.pages)
    kept = f"; {left_out} not published (drafts, or not their time)" if left_out else ""
    withheld = "".join(f"\n{found}" for found in Problems(built.site.withheld).below("content").problems)
    return f"{len(built.site.pages)} pages in public/, {changed or 'no'} files changed{kept}{withheld}"
