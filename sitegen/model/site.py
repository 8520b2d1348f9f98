"""All pages and how they relate: sections, trails, neighbors, conditions × treatments × stages."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from sitegen.model import dated, facts, references, word_faults
from sitegen.model.consent import asked, permitted, without_empty
from sitegen.model.kinds import KIND_OF, MAY_LACK, Case, Condition, News, Page, Treatment
from sitegen.model.page import Content, Document
from sitegen.model.practice import Practice, current
from sitegen.model.relations import RELATIONS, related_path
from sitegen.model.reviewers import with_reviewer
from sitegen.problems import Problem, Problems, collect
from sitegen.urls import permalink, section_of


class Card(msgspec.Struct, frozen=True, array_like=True):
    """As much of a page as another page shows of it; `url` is relative to the site's root, `name` fits a menu."""

    url: str
    name: str
    title: str
    summary: str
    kind: str
    date: datetime.date | None
    draft: bool
    in_short: str = ""
    offered: bool = False
    pictogram: str = ""


class Group(msgspec.Struct, frozen=True, array_like=True):
    """Related pages under a heading of their own."""

    heading: str
    cards: list[Card]


class Linked(NamedTuple):
    """A page in its place on the site."""

    document: Document
    card: Card
    trail: list[Card]
    previous: Card | None
    next: Card | None
    children: list[Card]
    groups: list[Group]


class Site(NamedTuple):
    """The pages that are published today, home first, then by section and each section's order.

    `withheld` are the pictures that no consent allows and the facts and figures that time has overtaken: the site is
    published without them, since a build that stopped would leave them on it. `practice` are the facts that hold today;
    `waiting` are the pages that are drafts or not for today.
    """

    pages: dict[str, Linked]
    redirects: dict[str, str]
    withheld: list[Problem]
    waiting: list[Document]
    practice: Practice


def is_published(page: Page, today: datetime.date, drafts: bool) -> bool:
    if isinstance(page, News) and page.expires and page.expires <= today:
        return False
    return drafts or not (page.draft or (page.publish_on and page.publish_on > today))


def days_to_come(content: Content, today: datetime.date) -> list[datetime.date]:
    """The days after today on which pages, or pictures of them, come or go by themselves, the next first."""
    days = set[datetime.date]()
    for document in content.documents.values():
        page = document.page
        if not page.draft:
            expires = page.expires if isinstance(page, News) else None
            begin = [content.consents[name].date for name in asked(page) & content.consents.keys()]
            days |= {day for day in (page.publish_on, expires, *begin) if day and day > today}
    return sorted(days)


def link(content: Content, today: datetime.date, drafts: bool) -> Site:
    """The site, once everything could be read and every reference holds."""
    allowed, withheld = dict[str, Document](), list[Problem]()
    for path, document in content.documents.items():
        shown, faults = permitted(document, content.consents, today)
        withheld += faults
        if shown:
            allowed[path], expired = dated.holding(shown, today)
            withheld += expired
    documents = {path: document for path, document in allowed.items() if is_published(document.page, today, drafts)}
    documents = without_empty(documents)
    found = [*references.faults(content, documents, today), *word_faults.faults(content, documents)]
    if problems := content.problems + found:
        raise Problems(problems)
    assert content.practice  # else there was a problem before
    practice, overtaken = current(content.practice, today)
    documents = whole(documents, practice)
    lines = content.lines["practice.yaml"]
    withheld += [Problem("practice.yaml", lines(*key), why) for key, why in overtaken]
    redirects = {alias: path for path, document in documents.items() for alias in document.page.aliases}
    waiting = [document for path, document in allowed.items() if path not in documents]
    return Site(placed(documents), redirects, withheld, waiting, practice)


def whole(documents: Mapping[str, Document], practice: Practice) -> dict[str, Document]:
    """The pages with the facts that their settings name, and with the names of those who have reviewed them."""
    found, problems = dict[str, Document](), list[Problem]()
    for path, document in documents.items():
        with collect(problems):
            found[path] = with_reviewer(facts.filled(document, practice), documents)
    if problems:
        raise Problems(problems)
    return found


def placed(documents: Mapping[str, Document]) -> dict[str, Linked]:
    """Every page in its place, home first, then by section and each section's order."""
    sections = by_section(documents)
    ordered = [path for path in walk(sections, "") if path in documents]
    cards = {path: card(documents[path].page) for path in ordered}
    groups, adjacent = related(documents, cards), neighbors(sections, documents, cards)
    trails: dict[str, list[Card]] = {}
    linked: dict[str, Linked] = {}
    for path in ordered:
        section = section_of(path)
        if section not in trails:
            trails[section] = [cards[above] for above in trail(path) if above in cards]
        children = [cards[name] for name in sections.get(path, ())] if cards[path].kind == "section" else []
        previous, following = adjacent.get(path, (None, None))
        linked[path] = Linked(
            documents[path], cards[path], trails[section], previous, following, children, groups.get(path, [])
        )
    return linked


def trail(path: str) -> list[str]:
    above: list[str] = []
    while path := section_of(path):
        above.insert(0, path)
    return above


def by_section(documents: Mapping[str, Document]) -> dict[str, list[str]]:
    """Each section's pages in the order of their kind; the key "" holds home."""
    sections: dict[str, list[str]] = defaultdict(list)
    for path in documents:
        section = section_of(path)
        sections[section_of(section) if section in MAY_LACK and section not in documents else section].append(path)
    for paths in sections.values():
        paths.sort(key=lambda path: order(documents[path].page))
    return sections


def order(page: Page) -> tuple[int, float, str, str]:
    """Pages before sections, news newest first, the rest by `order` and title."""
    if isinstance(page, News):
        return (0, -page.date.toordinal(), page.title, page.path)
    return (page.path.endswith("/index.md"), getattr(page, "order", 0), page.title, page.path)


def neighbors(
    sections: Mapping[str, list[str]], documents: Mapping[str, Document], cards: Mapping[str, Card]
) -> dict[str, tuple[Card | None, Card | None]]:
    """The pages before and after each page that is read in turn."""
    found = {}
    for section in sections.values():
        paths = [path for path in section if KIND_OF[type(documents[path].page)].in_turn]
        ordered = [cards[path] for path in paths]
        for path, previous, following in zip(paths, [None, *ordered], [*ordered[1:], None], strict=False):
            found[path] = (previous, following)
    return found


def walk(sections: Mapping[str, list[str]], section: str) -> Iterable[str]:
    for path in sections.get(section, ()):
        yield path
        yield from walk(sections, path)


def card(page: Page) -> Card:
    date = page.date if isinstance(page, News) else None
    name = page.short_title or page.title
    kind, offered = KIND_OF[type(page)].name, isinstance(page, Treatment) and page.offered
    url, in_short, pictogram = permalink(page.path), page.in_short or "", getattr(page, "pictogram", None) or ""
    return Card(url, name, page.title, page.summary, kind, date, page.draft, in_short, offered, pictogram)


def related(documents: Mapping[str, Document], cards: Mapping[str, Card]) -> dict[str, list[Group]]:
    """Relations are written on one side and shown on both."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in cards:
        page = documents[path].page
        if isinstance(page, Condition | Treatment | Case):
            for field, kind in RELATIONS.items():
                for slug in getattr(page, field, ()):
                    if (target := related_path(kind, slug, cards)) in cards:
                        found[path][HEADINGS[field]].append(target)
                        found[target][REVERSE[type(page), field]].append(path)
    return {
        path: [Group(heading, [cards[name] for name in names]) for heading, names in groups.items()]
        for path, groups in found.items()
    }


HEADINGS = {"conditions": "Conditions", "treatments": "Treatments", "stages": "When it started"}
REVERSE: dict[tuple[type[Page], str], str] = {
    (Condition, "treatments"): "Conditions it is used for",
    (Condition, "stages"): "Conditions",
    (Treatment, "stages"): "Treatments",
    (Case, "conditions"): "In the gallery",
    (Case, "treatments"): "In the gallery",
}
