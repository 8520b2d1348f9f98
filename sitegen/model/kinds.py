"""The kinds of page and the fields each takes."""

import datetime
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from sitegen.model.settings import (
    Alias,
    Change,
    Description,
    Door,
    DrawingFile,
    Duration,
    Fact,
    Figure,
    GroupName,
    Icd10,
    ListName,
    Markdown,
    Order,
    Picture,
    Portrait,
    Review,
    Slug,
    Step,
    Summary,
    Text,
    Title,
    Work,
)
from sitegen.urls import HOME


class Page(msgspec.Struct, frozen=True, kw_only=True, array_like=True, tag="page"):
    """What every page has; `path` is its Markdown file below content/."""

    path: str
    title: Title
    short_title: Annotated[str, Meta(min_length=2, max_length=30)] | None = None
    description: Description
    summary: Summary
    draft: bool = False
    publish_on: datetime.date | None = None
    aliases: tuple[Alias, ...] = ()
    audience: Literal["patient", "clinician"] | None = None
    written: datetime.date | None = None
    next_review: datetime.date | None = None
    reviewed: Review | None = None
    sources: tuple[Text, ...] = ()
    changes: tuple[Change, ...] = ()
    search_words: tuple[Text, ...] = ()
    lists: ListName | None = None
    for_counsel: tuple[Text, ...] = ()
    in_short: Annotated[str, Meta(min_length=3, max_length=80)] | None = None
    emergency: bool = False
    facts: tuple[Fact, ...] = ()
    doors: tuple[Door, ...] = ()
    steps: tuple[Door, ...] = ()
    next: Annotated[tuple[Step, ...], Meta(max_length=3)] = ()


class Home(Page, frozen=True, kw_only=True, array_like=True, tag="home"):
    """content/index.md."""

    trust: tuple[Figure, ...] = ()
    hero: DrawingFile | None = None


class Section(Page, frozen=True, kw_only=True, array_like=True, tag="section"):
    """A folder's index.md."""


class Health(Page, frozen=True, kw_only=True, array_like=True):
    """A page that gives health information says whom it is for and when it was written."""

    audience: Literal["patient", "clinician"]
    written: datetime.date
    next_review: datetime.date
    glance: Annotated[tuple[Figure, ...], Meta(max_length=3)] = ()


class Condition(Health, frozen=True, kw_only=True, array_like=True, tag="condition"):
    also_called: tuple[Text, ...] = ()
    icd10: tuple[Icd10, ...] = ()
    group: GroupName
    stages: tuple[Slug, ...]
    treatments: tuple[Slug, ...]
    order: Order = 0


class Treatment(Health, frozen=True, kw_only=True, array_like=True, tag="treatment"):
    group: Literal["non-surgical", "surgical"]
    stages: tuple[Slug, ...]
    helps_when: tuple[Markdown, ...]
    may_not_suit: tuple[Markdown, ...]
    evidence: Markdown
    licence: Literal["licensed", "off-label", "not-a-medicine", "not-confirmed"]
    offered: bool
    goal: GroupName | None = None
    order: Order = 0
    results: Annotated[tuple[Figure, ...], Meta(max_length=4)] = ()
    results_limit: Text | None = None


class Stage(Health, frozen=True, kw_only=True, array_like=True, tag="stage"):
    starts: Duration = msgspec.field(name="from")
    ends: Duration | None = msgspec.field(name="to", default=None)
    order: Order


class Guide(Health, frozen=True, kw_only=True, array_like=True, tag="guide"):
    order: Order


class Referral(Health, frozen=True, kw_only=True, array_like=True, tag="referral"):
    order: Order
    urgency: Text | None = None
    pictogram: DrawingFile | None = None


class Person(Page, frozen=True, kw_only=True, array_like=True, tag="person"):
    name: Text
    credentials: Text
    role: Text
    publications: tuple[Markdown, ...] = ()
    works: tuple[Work, ...] = ()
    portrait: Portrait | None = None
    boards: tuple[Text, ...] = ()
    posts: tuple[Text, ...] = ()
    societies: tuple[Text, ...] = ()
    npi: Annotated[str, Meta(pattern=r"^[0-9]{10}$", description="the ten digits of an NPI, in quotes")] | None = None
    languages: tuple[Text, ...] = ()
    order: Order = 0


class Case(Page, frozen=True, kw_only=True, array_like=True, tag="case"):
    procedure: Text
    onset_to_treatment: Text
    interval: Text
    not_improved: Text
    conditions: tuple[Slug, ...]
    treatments: tuple[Slug, ...]
    pictures: tuple[Picture, ...] = ()


class Article(Health, frozen=True, kw_only=True, array_like=True, tag="article"):
    date: datetime.date
    author: Text
    expires: datetime.date | None = None


class Notice(Page, frozen=True, kw_only=True, array_like=True, tag="notice"):
    date: datetime.date
    expires: datetime.date | None = None


class Story(Page, frozen=True, kw_only=True, array_like=True, tag="story"):
    # what 16 CFR 255 asks for, as well as the words
    consent: Text
    received: Text
    connection: Text
    typical: Markdown
    for_counsel: tuple[Text, ...]


News = Article | Notice
AnyPage = (
    Page | Home | Section | Condition | Treatment | Stage | Guide | Referral | Person | Case | Article | Notice | Story
)  # what the cache reads back


class Kind(NamedTuple):
    """A kind of page: the folders it lives in, its fields, and whether its pages are read one after the other."""

    name: str
    folders: tuple[str, ...]
    page: type[Page]
    in_turn: bool = False


KINDS = {
    kind.name: kind
    for kind in (
        Kind("home", (), Home),
        Kind("section", (), Section),
        Kind("condition", ("conditions",), Condition),
        Kind("treatment", ("treatments", "services"), Treatment),
        Kind("stage", ("when-it-started",), Stage, in_turn=True),
        Kind("guide", ("living-with", "your-visit"), Guide, in_turn=True),
        Kind("referral", ("referral",), Referral, in_turn=True),
        Kind("person", ("about/people",), Person),
        Kind("case", ("gallery",), Case),
        Kind("article", ("news",), Article, in_turn=True),
        Kind("notice", ("news/notices",), Notice, in_turn=True),
        Kind("story", ("stories", "testimonials"), Story),
        Kind("page", (), Page),
    )
}
MAY_LACK = ("about/people/index.md", "news/notices/index.md")  # sections without which their pages stand one above
FOLDERS = {folder: kind for kind in KINDS.values() for folder in kind.folders}
KIND_OF = {kind.page: kind for kind in KINDS.values()}


def kind_of(path: str) -> Kind:
    """conditions/sore-throat.md → condition; conditions/index.md → section; contact.md → page."""
    if path == HOME:
        return KINDS["home"]
    if path.endswith("/index.md"):
        return KINDS["section"]
    folder = path
    while "/" in folder:
        folder = folder.rpartition("/")[0]
        if folder in FOLDERS:
            return FOLDERS[folder]
    return KINDS["page"]
