"""What pages name (other pages, sources, pictures, addresses, days): whether it is there, published and possible."""

import datetime
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from sitegen.model import facts
from sitegen.model.house_rules import refusals
from sitegen.model.kinds import PEOPLE, RELATIONS, Article, Page
from sitegen.model.page import Content, Document, Lines, Reference
from sitegen.model.practice import Practice
from sitegen.problems import MOST, Problem, did_you_mean
from sitegen.urls import CONTACT, HOME, NOT_FOUND, is_servable, permalink, section_of

YEAR = datetime.timedelta(days=365)  # RFC 9116, 2.5.5: less, lest what it says be stale
EMAIL = "the e-mail address '{}' is not one of practice.yaml's; take it out, or write it there"
PATIENT = "'{}' may show a patient; make it one of a case's `pictures`, with its consent"
Pages = Mapping[str, Document]


def faults(content: Content, published: Pages, today: datetime.date) -> Iterator[Problem]:
    """Everything that the pages published today name in vain."""
    yield from repeated_addresses(published)
    for path in sorted(published):
        document = published[path]
        yield from missing_section(content, published, path)
        yield from missing_relations(content, published, document)
        yield from islice(missing_pages(content, published, path, document.text.links), MOST)
        yield from islice(missing_sources(content, path, document.text.citations), MOST)
        yield from missing_sources(content, path, listed(document.page.sources, document.lines, "sources"))
        yield from missing_pages(content, published, path, named_by(document))
        yield from missing_sources(content, path, cited_by(document))
        yield from missing_pictures(content, document)
        yield from strange_addresses(content, document)
        if content.practice:
            yield from facts.missing(document, content.practice)
            yield from facts.strange_numbers(document, content.practice)
        yield from days_ahead(document.page, document.lines, today)
    yield from missing_for_all(content, published, today)
    for key, message in refusals(content.sources or {}, content.rules):
        yield Problem("sources.yaml", content.lines["sources.yaml"](key, "url"), message)


def repeated_addresses(published: Pages) -> Iterator[Problem]:
    urls: dict[str, str] = {}
    for path in sorted(published):
        url = permalink(path)
        if first := urls.get(plain(url)):
            yield Problem(path, 1, f"has the same address as {first} (/{url}); rename one of them")
        urls[plain(url)] = path
    for path in sorted(published):
        for number, alias in enumerate(published[path].page.aliases):
            line = published[path].lines("aliases", number)
            if not is_servable(alias[1:]):
                yield Problem(path, line, f"the alias '{alias}' is not an address; write it like /old/page/")
            if first := urls.get(plain(alias[1:])):
                yield Problem(path, line, f"the alias '{alias}' is already the address of {first}; take it out")
            urls[plain(alias[1:])] = path


def plain(url: str) -> str:
    """An address as the least exact of systems takes it: /Contact/ for /contact/."""
    return url.removesuffix("index.html").rstrip("/").lower()


def missing_section(content: Content, published: Pages, path: str) -> Iterator[Problem]:
    section = section_of(path)
    if section in published or section in ("", HOME, PEOPLE):
        return
    if section not in content.paths:
        yield Problem(section, 0, "this page is missing; a folder of pages needs one of its own")
    elif section in content.documents:
        message = f"its section {section} is not published; publish that too, or make this a draft"
        yield Problem(path, 1, message)


def named_by(document: Document) -> list[Reference]:
    """The pages that a page's settings name as reviewers, next steps, doors and works."""
    page, found = document.page, list[Reference]()
    if page.reviewed and page.reviewed.by.endswith(".md"):
        found.append(Reference(page.reviewed.by, document.lines("reviewed", "by")))
    for field in ("next", "works", "branches"):
        for number, way in enumerate(getattr(page, field, ())):
            if way.page:
                found.append(Reference(way.page, document.lines(field, number, "page")))
    for field in ("doors", "steps"):
        for door, links in enumerate(door.links for door in getattr(page, field)):
            for number, way in enumerate(links):
                found.append(Reference(way.page, document.lines(field, door, "links", number, "page")))
    return found


def cited_by(document: Document) -> list[Reference]:
    """The sources of a page's figures and works."""
    return [
        Reference(item.source, document.lines(field, number, "source"))
        for field in ("glance", "results", "trust", "works")
        for number, item in enumerate(getattr(document.page, field, ()))
        if item.source
    ]


def missing_relations(content: Content, published: Pages, document: Document) -> Iterator[Problem]:
    path = document.page.path
    for field, folder in RELATIONS.items():
        for number, slug in enumerate(getattr(document.page, field, ())):
            target, what = f"{folder}/{slug}.md", field.removesuffix("s")
            if target in published and target != path and slug != "index":
                continue
            line = document.lines(field, number)
            if slug == "index" or target not in content.paths:
                slugs = {name[len(folder) + 1 : -3] for name in content.paths if name.startswith(f"{folder}/")}
                near = did_you_mean(slug, slugs - {"index"})
                yield Problem(path, line, f"no {what} called '{slug}'{near}")
            elif target == path:
                yield Problem(path, line, f"the {what} '{slug}' is this page itself; take it out here")
            elif target in content.documents:
                yield Problem(path, line, f"the {what} '{slug}' is not published; take it out here")


def missing_pages(content: Content, published: Pages, path: str, links: Iterable[Reference]) -> Iterator[Problem]:
    """Links may carry an anchor, or be an anchor of the page itself: `contact.md#hours`, `#hours`."""
    for link in links:
        target = link.name.partition("#")[0]
        if not target or target in published:
            continue
        if target not in content.paths:
            same = [name for name in content.paths if posixpath.basename(name) == posixpath.basename(target)]
            near = f", did you mean '{same[0]}'?" if len(same) == 1 else did_you_mean(target, content.paths)
            yield Problem(link.path or path, link.line, f"there is no page '{target}'{near}")
        elif target in content.documents:
            yield Problem(link.path or path, link.line, f"the link to '{target}' leads to a page that is not published")


def missing_sources(content: Content, path: str, keys: Iterable[Reference]) -> Iterator[Problem]:
    if content.sources is None:  # the file cannot be read, which is told
        return
    for key in keys:
        if key.name not in content.sources:
            near = did_you_mean(key.name, content.sources)
            yield Problem(key.path or path, key.line, f"no source called '{key.name}' in sources.yaml{near}")


def missing_pictures(content: Content, document: Document) -> Iterator[Problem]:
    path = document.page.path
    for picture in document.pictures:
        if picture.name not in content.digests:
            near = did_you_mean(picture.name, (name for name in content.digests if not name.endswith(".md")))
            yield Problem(path, picture.line, f"there is no picture '{picture.name}'{near}")
    for picture in document.text.pictures:
        if picture.name.startswith("gallery/") and not picture.name.endswith(".svg"):
            yield Problem(path, picture.line, PATIENT.format(picture.name))


def strange_addresses(content: Content, document: Document) -> Iterator[Problem]:
    """E-mail addresses of a text that are not the practice's own."""
    known = content.practice.emails if content.practice and document.text.addresses else set()
    for address in document.text.addresses if content.practice else ():
        if address.name not in known:
            yield Problem(document.page.path, address.line, EMAIL.format(address.name))


def days_ahead(page: Page, lines: Lines, today: datetime.date) -> Iterator[Problem]:
    """Days on which something is said to have happened, and which have not come yet."""
    if page.draft:
        return
    today = max(today, page.publish_on or today)
    days: list[tuple[tuple[str | int, ...], datetime.date | None]] = [(("written",), page.written)]
    days += [(("reviewed", "on"), page.reviewed.on if page.reviewed else None)]
    days += [(("changes", number, "on"), change.on) for number, change in enumerate(page.changes)]
    days += [(("date",), page.date)] if isinstance(page, Article) else []
    for key, day in days:
        if day and day > today:
            name = ": ".join(part for part in key if isinstance(part, str))
            yield Problem(page.path, lines(*key), f"{name}: {day} has not come yet; write a day that has")


def missing_for_all(content: Content, published: Pages, today: datetime.date) -> Iterator[Problem]:
    """What every page leads to, from its frame."""
    practice, menu = content.practice, content.menu
    for path in (HOME, NOT_FOUND, CONTACT):
        if path not in content.paths:
            yield Problem(path, 0, "this page is missing; every page leads to it")
        elif path not in published and path in content.documents:
            yield Problem(path, 1, "this page is not published; every page leads to it")
    if practice:
        path, lines = "practice.yaml", content.lines["practice.yaml"]
        yield from missing_pages(content, published, path, listed((practice.director,), lines, "director"))
        yield from missing_sources(content, path, listed(practice.emergency_sources, lines, "emergency_sources"))
        yield from missing_sources(content, path, listed(practice.eye_sources, lines, "eye_sources"))
        yield from missing_of_lists(content, published, practice, lines)
        if practice.security and practice.security.expires >= today + YEAR:
            message = "security: expires: must be less than a year away, so that someone looks at it in time"
            yield Problem(path, lines("security", "expires"), message)
        if (wait := practice.referrals.wait) and wait.as_of > today:
            message = f"referrals: wait: as_of: {wait.as_of} has not come yet; write a day that has"
            yield Problem(path, lines("referrals", "wait", "as_of"), message)
    if menu:
        lines = content.lines["menu.yaml"]
        yield from missing_pages(content, published, "menu.yaml", listed(menu.header, lines, "header"))
        yield from missing_pages(content, published, "menu.yaml", listed(menu.footer, lines, "footer"))


def missing_of_lists(content: Content, published: Pages, practice: Practice, lines: Lines) -> Iterator[Problem]:
    """What the notices and helplines of practice.yaml name."""
    for number, notice in enumerate(practice.notices):
        for index, name in enumerate(notice.pages):
            line = lines("notices", number, "pages", index)
            yield from missing_pages(content, published, "practice.yaml", [Reference(name, line)])
    for number, helpline in enumerate(practice.helplines):
        if helpline.source:
            line = lines("helplines", number, "source")
            yield from missing_sources(content, "practice.yaml", [Reference(helpline.source, line)])


def listed(names: tuple[str, ...], lines: Lines, field: str) -> Iterator[Reference]:
    for number, name in enumerate(names):
        yield Reference(name, lines(field, number))
