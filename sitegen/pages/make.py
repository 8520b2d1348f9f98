"""Every page's HTML and every file for machines, each made again only when what it shows has changed."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from sitegen.cache import KeptFile, Table, digest
from sitegen.content.folder import Content, Library
from sitegen.layouts import Layouts
from sitegen.media.pictures import Image, Pictures
from sitegen.model.kinds import Anatomy
from sitegen.model.practice import Menu, Practice
from sitegen.model.references import cited_by, named_by, pictures_of, where
from sitegen.model.site import Linked, Site
from sitegen.pages import hosts, listings
from sitegen.pages.assets import Assets
from sitegen.pages.view import Shell, View, entry, root_of
from sitegen.problems import Problem, Problems, collect


class Made(NamedTuple):
    """The finished files, and what each page holds, by its address."""

    files: dict[str, bytes | KeptFile]
    anatomies: dict[str, Anatomy]


class Printer:
    """Makes the pages of one build."""

    def __init__(self, content: Content, library: Library, site: Site, layouts: Layouts, assets: Assets,
                 table: Table[Anatomy], pictures: Pictures, base: str | None) -> None:  # fmt: skip
        assert content.menu and content.sources is not None  # else there was a problem before
        self.content, self.library, self.site, self.layouts, self.assets = content, library, site, layouts, assets
        self.table, self.pictures, self.preview = table, pictures, base is not None
        self.images, self.shares = dict[str, Image](), dict[str, Image]()
        self.practice, self.sources = site.practice, content.sources
        self.base = base or "/" + self.practice.url.split("/", 3)[3]
        self.shell = self.make_shell(site.practice, content.menu)
        self.shell_digest = digest(self.library.version, msgspec.msgpack.encode(self.shell)).encode()
        self.files: dict[str, bytes | KeptFile] = dict(assets.files)
        self.encoder = msgspec.msgpack.Encoder()
        self.anatomies: dict[str, Anatomy] = {}
        self.problems: list[Problem] = []

    def make_shell(self, practice: Practice, menu: Menu) -> Shell:
        cards, sources, names = self.site.pages, self.sources, self.assets.names
        return Shell(
            practice,
            cards[practice.director].card,
            cards[practice.director].loaded.page,
            cards["contact.md"].card,
            {
                "header": [cards[path].card for path in menu.header],
                "footer": [cards[path].card for path in menu.footer],
            },
            [sources[key] for key in practice.emergency_sources],
            [sources[key] for key in practice.eye_sources],
            self.assets.css,
            names["fonts"],
            names["icons"],
            names["js"],
            names["pictures"],
            {stem: (path, len(self.assets.files[path])) for stem, path in names["files"].items()},
        )

    def make(self) -> Made:
        self.make_pictures()
        for linked in self.site.pages.values():
            with collect(self.problems):
                self.page(linked)
        self.machine_files()
        for alias, path in sorted(self.site.redirects.items()):
            self.redirect(alias, path)
        if self.problems:
            raise Problems(self.problems)
        return Made(self.files, self.anatomies)

    def make_pictures(self) -> None:
        digests, faults = self.content.digests, list[Problem]()
        shown = {path for linked in self.site.pages.values() for path in pictures_of(linked.loaded)}
        other = {path for loaded in self.site.waiting for path in pictures_of(loaded)} - shown
        self.images = self.pictures.of_content(sorted(shown), digests, faults)
        self.pictures.wait(other & digests.keys(), digests)
        if background := self.assets.names["icons"].get("share"):
            titles = [linked.card.title for linked in self.site.pages.values()]
            self.shares = self.pictures.to_share(titles, self.practice.name, self.assets.files[background])
        self.pictures.table.save()  # so that a mistake in a page does not cost them
        if faults:
            raise Problems(faults)
        self.files |= self.pictures.files

    def page(self, linked: Linked) -> None:
        """The page's file and anatomy, from the cache where an equal view was rendered before."""
        view, url = self.view(linked), linked.card.url
        kind = linked.card.kind if url != "404.html" else "404"
        self.anatomies[url] = self.made(f"{kind}.html", view, linked, url)
        if kind == "condition" and "handout.html" in self.layouts.sources:
            url = f"{url}handout/"
            self.made("handout.html", msgspec.structs.replace(view, root=root_of(url, self.base)), linked, url)

    def made(self, layout: str, view: View, linked: Linked, url: str) -> Anatomy:
        key = digest(self.shell_digest, self.layouts.digest(layout).encode(), self.encoder.encode(view))
        entry = self.table.get(key) or self.render(key, layout, view, linked, url)
        self.files[url if url.endswith(".html") else f"{url}index.html"] = self.table.file(key)
        return entry.facts

    def render(self, key: str, layout: str, view: View, linked: Linked, url: str) -> Any:
        from sitegen.pages import render  # wanted only when a page has changed

        text = render.render(self.layouts, layout, view, self.shell, self.library.markup(linked.loaded))
        anatomy, faults = render.examine(text, url, view.root)
        faults += render.strange_addresses(text, (self.practice.email, self.practice.referrals.secure_email))
        if faults:
            path = view.page.path
            raise Problems(Problem(path, where(self.library, path, part), fault) for part, fault in faults)
        return self.table.put(key, anatomy, text.encode())

    def view(self, linked: Linked) -> View:
        page, facts = linked.loaded.page, linked.loaded.facts
        cited = dict.fromkeys((*facts.citations, *cited_by(page), *page.sources))
        whole = linked.card.kind == "home" or page.path == "404.md"
        return View(
            page,
            linked.loaded.body,
            root_of(linked.card.url, self.base),
            linked.card,
            linked.trail,
            linked.previous,
            linked.next,
            linked.children,
            linked.groups,
            listings.sections(self.site) if whole else [],
            [(key, self.sources[key]) for key in cited],
            {path: self.images[path] for path in pictures_of(linked.loaded)},
            self.shares[linked.card.title].address if self.shares else "",
            listings.listed(page.lists, self.site, self.library.glossary, self.sources),
            {path: self.site.pages[path].card for path in named_by(page)},
            self.preview,
        )

    def redirect(self, alias: str, path: str) -> None:
        url, card = alias.removeprefix("/"), self.site.pages[path].card
        is_file = "." in url.rsplit("/", 1)[-1]
        target = url if is_file else f"{url.rstrip('/')}/index.html"
        taken = {name.lower(): name for name in self.files}  # some systems take Feed.xml for feed.xml
        folder = target.lower()
        while folder:
            if folder in taken:
                message = f"the alias '{alias}' is already the address of {taken[folder]}; take it out"
                self.problems.append(Problem(path, where(self.library, path, alias), message))
                return
            folder = folder.rpartition("/")[0]
        root = "../" * target.count("/") or "./"
        values = {"root": root, "url": url, "target": root + card.url, "title": card.title}
        self.file(target, "redirect.html", values | {"address": self.practice.url + card.url})

    def machine_files(self) -> None:
        cards = [item for item in self.site.pages.values() if item.card.url != "404.html" and not item.card.draft]
        listed = [entry(item) for item in cards]
        articles = [entry(item) for item in cards if item.card.kind == "article"]
        values = {
            "site": self.practice.url,
            "practice": self.practice,
            "icons": self.shell.icons,
            "pages": listed,
            "articles": sorted(articles, key=lambda article: article["date"], reverse=True),
            "built": max((item["updated"] for item in listed if item["updated"]), default="1970-01-01"),
        }
        for name in self.layouts.in_folder("root"):
            self.file(name.removeprefix("root/"), name, values)
        if self.practice.security:
            self.file(
                ".well-known/security.txt", "security.txt", {"site": self.practice.url, "practice": self.practice}
            )
        urls = {alias: self.site.pages[path].card.url for alias, path in self.site.redirects.items()}
        paths = {name: name.removeprefix("hosts/") for name in self.layouts.in_folder("hosts")}
        facts = hosts.values(self.practice.url, urls, sorted(paths.values()))
        for name, path in paths.items():
            self.file(hosts.NAMES.get(path, path), name, facts)

    def file(self, path: str, layout: str, values: Mapping[str, Any]) -> None:
        key = digest(self.shell_digest, self.layouts.digest(layout).encode(), msgspec.msgpack.encode(values))
        try:
            if not self.table.get(key):
                text = self.layouts.render(layout, values)
                if path.endswith(".vcf"):
                    text = text.replace("\n", "\r\n")  # RFC 6350, 3.2
                self.table.put(key, Anatomy("", ""), text.encode())
            self.files[path] = self.table.file(key)
        except Problems as found:
            self.problems += found.problems
