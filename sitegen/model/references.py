"""What pages name (other pages, sources, pictures, addresses) and whether it is there and published."""

import datetime
import posixpath
import re
from collections.abc import Iterable, Mapping

from sitegen.content.folder import RESERVED, Content, Library, Loaded
from sitegen.model.kinds import PEOPLE, RELATIONS, Case, Condition, Page, Stage, Treatment, beside, permalink
from sitegen.problems import MOST, Problem, did_you_mean

YEAR = datetime.timedelta(days=365)  # RFC 9116, 2.5.5: less, lest what it says be stale


def where(library: Library, path: str, written: str) -> int:
    """The line on which something stands by itself: `botox.md`, but not the end of `../treatments/botox.md`."""
    text = library.read(path).decode("utf-8-sig", "replace")
    before = "" if written.startswith("#") else r"(?<![\w./-])(?:\./)?"
    found = re.search(rf"{before}{re.escape(written)}(?![\w/-])", text) if written else None
    return text.count("\n", 0, found.start()) + 1 if found else 1


def written_in(path: str, target: str) -> str:
    """conditions/a.md, treatments/b.md → ../treatments/b.md"""
    return posixpath.relpath(target, posixpath.dirname(path))


def servable(name: str) -> bool:
    """Whether a part of an address may be a file anywhere: systems and hosts have names that mean something to them.

    Apache reads .htaccess and IIS web.config in every folder; .br and .gz would be sent for the file beside them.
    """
    plain = re.fullmatch(r"[^.].*[^.]|[^.]", name) and not RESERVED.match(name)
    return bool(plain) and not name.lower().endswith(("web.config", ".br", ".gz"))


def pictures_of(loaded: Loaded) -> Iterable[str]:
    """The files of content/ that a page shows, in its text (films too) or as a case's pictures."""
    if not isinstance(loaded.page, Case):
        return loaded.facts.pictures
    return (*loaded.facts.pictures, *(beside(loaded.page.path, picture.src) for picture in loaded.page.pictures))


def named_by(page: Page) -> list[str]:
    """The pages that a page's settings name as its next steps, doors and works: Markdown files below content/."""
    doors = (*page.doors, *page.steps)
    ways = (
        *page.next,
        *(way for door in doors for way in door.links),
        *getattr(page, "works", ()),
        *getattr(page, "branches", ()),
    )
    return [way.page.partition("#")[0] for way in ways if way.page]


def cited_by(page: Page) -> list[str]:
    """The sources of a page's figures and works."""
    fields = ("glance", "results", "trust", "works")
    return [item.source for field in fields for item in getattr(page, field, ()) if item.source]


def section_of(path: str) -> str:
    """The page a page belongs under: conditions/x.md → conditions/index.md → index.md → (nothing)"""
    if path == "index.md":
        return ""
    folder = path.removesuffix("/index.md").rpartition("/")[0]
    return f"{folder}/index.md" if folder else "index.md"


class References:
    """Checks that whatever a page names is there and published."""

    def __init__(self, content: Content, library: Library, pages: Mapping[str, Loaded], today: datetime.date) -> None:
        self.content, self.library, self.pages, self.today = content, library, pages, today
        self.found: list[Problem] = []

    def problems(self) -> list[Problem]:
        urls: dict[str, str] = {}
        for path in sorted(self.pages):
            loaded = self.pages[path]
            self.address(urls, permalink(path), path, "")
            self.section(path, section_of(path))
            if isinstance(loaded.page, Condition | Treatment | Stage | Case):
                self.relations(path, loaded.page)
            self.references(path, loaded)
        for path in sorted(self.pages):
            for alias in self.pages[path].page.aliases:
                if not all(map(servable, alias[1:].removesuffix("/").split("/"))):
                    self.report(path, alias, f"the alias '{alias}' is not an address; write it like /old/page/")
                self.address(urls, alias[1:], path, alias)
        self.shell()
        return self.found

    def report(self, path: str, part: str, message: str) -> None:
        self.found.append(Problem(path, where(self.library, path, part), message))

    def address(self, urls: dict[str, str], url: str, path: str, alias: str) -> None:
        key = url.removesuffix("index.html").rstrip("/").lower()  # some systems take /Contact/ for /contact/
        if key in urls and alias:
            self.report(path, alias, f"the alias '{alias}' is already the address of {urls[key]}; take it out")
        elif key in urls:
            self.report(path, "", f"has the same address as {urls[key]} (/{url}); rename one of them")
        urls[key] = path

    def section(self, path: str, section: str) -> None:
        if section in self.pages or section in ("", "index.md", PEOPLE):
            return
        if section not in self.content.paths:
            self.found.append(Problem(section, 0, "this page is missing; a folder of pages needs one of its own"))
        elif section in self.content.pages:
            self.report(path, "", f"its section {section} is not published; publish that too, or make this a draft")

    def relations(self, path: str, page: Page) -> None:
        for field, folder in RELATIONS.items():
            for slug in getattr(page, field, ()):
                target = f"{folder}/{slug}.md"
                if target not in self.content.paths:
                    slugs = [name[len(folder) + 1 : -3] for name in self.content.paths if name.startswith(f"{folder}/")]
                    self.report(path, slug, f"no {field.removesuffix('s')} called '{slug}'{did_you_mean(slug, slugs)}")
                elif target not in self.pages and target in self.content.pages:
                    self.report(
                        path, slug, f"the {field.removesuffix('s')} '{slug}' is not published; take it out here"
                    )

    def references(self, path: str, loaded: Loaded) -> None:
        if not self.pages.keys() >= set(loaded.facts.links):
            for target in [link for link in loaded.facts.links if link not in self.pages][:MOST]:
                self.target(path, target)
        known = self.content.sources or {}
        for target in dict.fromkeys(named_by(loaded.page)):
            self.target(path, target, target)
        cited = (*loaded.facts.citations, *loaded.page.sources, *cited_by(loaded.page))
        for key in [key for key in cited if key not in known][:MOST]:
            self.source(path, key)
        for picture in pictures_of(loaded):
            if picture not in self.content.digests:
                near = did_you_mean(picture, (name for name in self.content.digests if not name.endswith(".md")))
                self.report(path, written_in(path, picture), f"there is no picture '{picture}'{near}")
        for picture in loaded.facts.pictures:
            if picture.startswith("gallery/") and not picture.endswith(".svg"):
                message = f"'{picture}' may show a patient; make it one of a case's `pictures`, with its consent"
                self.report(path, written_in(path, picture), message)

    def source(self, path: str, key: str) -> None:
        sources = self.content.sources
        if sources is not None and key not in sources:
            self.report(path, key, f"no source called '{key}' in sources.yaml{did_you_mean(key, sources)}")

    def target(self, path: str, target: str, written: str = "") -> None:
        if target in self.pages or target in self.content.paths and target not in self.content.pages:
            return
        name = written or written_in(path, target)
        if target in self.content.paths:
            self.report(path, name, f"the link to '{target}' leads to a page that is not published")
        else:
            same = [known for known in self.content.paths if posixpath.basename(known) == posixpath.basename(target)]
            near = f", did you mean '{same[0]}'?" if len(same) == 1 else did_you_mean(target, self.content.paths)
            self.report(path, name, f"there is no page '{target}'{near}")

    def shell(self) -> None:
        practice, menu = self.content.practice, self.content.menu
        for path in ("index.md", "404.md", "contact.md"):
            if path not in self.content.paths:
                self.found.append(Problem(path, 0, "this page is missing; every page leads to it"))
            elif path not in self.pages and path in self.content.pages:
                self.report(path, "", "this page is not published; every page leads to it")
        if practice:
            self.target("practice.yaml", practice.director)
            for key in (*practice.emergency_sources, *practice.eye_sources):
                self.source("practice.yaml", key)
            if practice.security and practice.security.expires >= self.today + YEAR:
                message = "security: expires: must be less than a year away, so that someone looks at it in time"
                self.report("practice.yaml", f"expires: {practice.security.expires}", message)
        for target in (*menu.header, *menu.footer) if menu else ():
            self.target("menu.yaml", target)
