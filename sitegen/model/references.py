"""What pages name (other pages, sources, pictures, addresses, days): whether it is there, published and possible."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from sitegen.model import dated, facts
from sitegen.model.addresses import missing_pages, unnamed_pages
from sitegen.model.consent import borrowed
from sitegen.model.drawings import legend_of
from sitegen.model.house_rules import refusals
from sitegen.model.kinds import KINDS, MAY_LACK, News, Page
from sitegen.model.page import Content, Document, Lines, Reference, TextFacts
from sitegen.model.pictures import missing_pictures, no_picture
from sitegen.model.practice import Practice
from sitegen.model.relations import RELATIONS, related_path
from sitegen.problems import MOST, Problem, did_you_mean
from sitegen.urls import CONTACT, HOME, NOT_FOUND, is_servable, permalink, section_of

YEAR = datetime.timedelta(days=365)  # RFC 9116, 2.5.5: less, lest what it says be stale
EMAIL = "the e-mail address '{}' is not one of practice.yaml's; take it out, or write it there"
Pages = Mapping[str, Document]


def faults(content: Content, published: Pages, today: datetime.date) -> Iterator[Problem]:
    """Everything that the pages published today name in vain."""
    yield from repeated_addresses(published)
    for path in sorted(published):
        document = published[path]
        yield from missing_section(content, published, path)
        yield from missing_relations(content, published, document)
        yield from of_text(content, published, path, document.text)
        yield from missing_sources(content, path, listed(document.page.sources, document.lines, "sources"))
        yield from unnamed_pages(content, published, path, named_by(document))
        yield from missing_sources(content, path, cited_by(document))
        yield from missing_pictures(content, document)
        yield from borrowed(document)
        yield from days_ahead(document.page, document.lines, today)
        yield from dated.ahead(document, today)
    shown = {legend_of(picture.name) for document in published.values() for picture in document.pictures}
    for path in sorted(shown & content.legends.keys()):
        yield from of_text(content, published, path, content.legends[path].text)
    yield from missing_for_all(content, published, today)
    for key, message in refusals(content.sources or {}, content.rules):
        yield Problem("sources.yaml", content.lines["sources.yaml"](key, "url"), message)


def of_text(content: Content, published: Pages, path: str, text: TextFacts) -> Iterator[Problem]:
    """What a page's text, or the words beside a drawing, name in vain."""
    yield from islice(missing_pages(content, published, path, text.links), MOST)
    yield from islice(missing_sources(content, path, text.citations), MOST)
    yield from strange_addresses(content, path, text)
    if content.practice:
        yield from facts.missing(path, text, content.practice)
        yield from facts.strange_numbers(path, text, content.practice)


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
    if section in published or section in ("", HOME, *MAY_LACK):
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
    for field in ("next", "works"):
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
    for field, what in RELATIONS.items():
        for number, slug in enumerate(getattr(document.page, field, ())):
            target = related_path(what, slug, content.paths)
            if target in published and slug != "index":
                continue
            line = document.lines(field, number)
            if slug == "index" or target not in content.paths:
                folders = tuple(f"{folder}/" for folder in KINDS[what].folders)
                slugs = {name.partition("/")[2][:-3] for name in content.paths if name.startswith(folders)}
                near = did_you_mean(slug, slugs - {"index"})
                yield Problem(path, line, f"no {what} called '{slug}'{near}")
            elif target in content.documents:
                yield Problem(path, line, f"the {what} '{slug}' is not published; take it out here")


def missing_sources(content: Content, path: str, keys: Iterable[Reference]) -> Iterator[Problem]:
    if content.sources is None:  # the file cannot be read, which is told
        return
    for key in keys:
        if key.name not in content.sources:
            near = did_you_mean(key.name, content.sources)
            yield Problem(key.path or path, key.line, f"no source called '{key.name}' in sources.yaml{near}")


def strange_addresses(content: Content, path: str, text: TextFacts) -> Iterator[Problem]:
    """E-mail addresses of a text that are not the practice's own."""
    known = content.practice.emails if content.practice and text.addresses else set()
    for address in text.addresses if content.practice else ():
        if address.name not in known:
            yield Problem(path, address.line, EMAIL.format(address.name))


def days_ahead(page: Page, lines: Lines, today: datetime.date) -> Iterator[Problem]:
    """Days on which something is said to have happened, and which have not come yet."""
    if page.draft:
        return
    today = max(today, page.publish_on or today)
    days: list[tuple[tuple[str | int, ...], datetime.date | None]] = [(("written",), page.written)]
    days += [(("reviewed", "on"), page.reviewed.on if page.reviewed else None)]
    days += [(("changes", number, "on"), change.on) for number, change in enumerate(page.changes)]
    days += [(("date",), page.date)] if isinstance(page, News) else []
    for key, day in days:
        if day and day > today:
            name = ": ".join(part for part in key if isinstance(part, str))
            wait = f", or add a line publish_on: {day}" if key == ("date",) and not page.publish_on else ""
            yield Problem(page.path, lines(*key), f"{name}: {day} has not come yet; write a day that has{wait}")


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
        yield from unnamed_pages(content, published, path, listed((practice.director,), lines, "director"), True)
        yield from missing_sources(content, path, listed(practice.emergency_sources, lines, "emergency_sources"))
        yield from missing_sources(content, path, listed(practice.eye_sources, lines, "eye_sources"))
        yield from missing_of_lists(content, published, practice, lines)
        if practice.logo and practice.logo not in content.digests:
            yield Problem(path, lines("logo"), no_picture(content, practice.logo))
        if practice.security and practice.security.expires >= today + YEAR:
            message = "security: expires: must be less than a year away, so that someone looks at it in time"
            yield Problem(path, lines("security", "expires"), message)
        yield from facts_ahead(practice, lines, today)
    if menu:
        lines = content.lines["menu.yaml"]
        yield from unnamed_pages(content, published, "menu.yaml", listed(menu.header, lines, "header"), True)
        yield from unnamed_pages(content, published, "menu.yaml", listed(menu.footer, lines, "footer"), True)


def facts_ahead(practice: Practice, lines: Lines, today: datetime.date) -> Iterator[Problem]:
    """Facts of practice.yaml that are said to hold on a day which has not come yet."""
    days = list[tuple[tuple[str, ...], datetime.date]]()
    if wait := practice.referrals.wait:
        days.append((("referrals", "wait", "as_of"), wait.as_of))
    if insurance := practice.insurance:
        days.append((("insurance", "checked_on"), insurance.checked_on))
    for key, day in days:
        if day > today:
            message = f"{': '.join(key)}: {day} has not come yet; write a day that has"
            yield Problem("practice.yaml", lines(*key), message)


def missing_of_lists(content: Content, published: Pages, practice: Practice, lines: Lines) -> Iterator[Problem]:
    """What the notices and helplines of practice.yaml name."""
    for number, notice in enumerate(practice.notices):
        for index, name in enumerate(notice.pages):
            line = lines("notices", number, "pages", index)
            yield from unnamed_pages(content, published, "practice.yaml", [Reference(name, line)], True)
    for number, helpline in enumerate(practice.helplines):
        if helpline.source:
            line = lines("helplines", number, "source")
            yield from missing_sources(content, "practice.yaml", [Reference(helpline.source, line)])


def listed(names: tuple[str, ...], lines: Lines, field: str) -> Iterator[Reference]:
    for number, name in enumerate(names):
        yield Reference(name, lines(field, number))
