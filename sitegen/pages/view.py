"""What a page shows, as plain data: all that goes into its HTML and nothing else."""

from typing import Any

import msgspec

from sitegen.markup.typography import printed
from sitegen.media.pictures import Image
from sitegen.model.drawings import Drawing
from sitegen.model.kinds import AnyPage
from sitegen.model.practice import Practice, Source
from sitegen.model.site import Card, Group, Linked
from sitegen.model.words import Words
from sitegen.pages.words import Card as AlertCard

TIERS = {
    "A": "guideline, systematic review or trial",
    "B": "study, journal review or textbook",
    "C": "patient or service page",
    "D": "other page, to be confirmed",
}


class Shell(msgspec.Struct, frozen=True):
    """What every page shows alike.

    `cards` are the alerts by place, `named` the pages that words.yaml names by their file, and `hubs` the
    section that holds the pages of each kind; `form` is the path of the referral form, and what kind of file it is.
    """

    practice: Practice
    words: Words
    cards: dict[str, list[AlertCard]]
    named: dict[str, Card]
    hubs: dict[str, Card | None]
    director: Card
    leader: AnyPage
    contact: Card
    menu: dict[str, list[Card]]
    alert_sources: list[Source]
    css: str
    paper: list[str]
    fonts: dict[str, str]
    icons: dict[str, str]
    scripts: dict[str, str]
    pictures: dict[str, str]
    form: tuple[str, str] | None = None
    feed: str = "feed.xml"
    logo: str = ""


class View(msgspec.Struct, frozen=True, array_like=True):
    """All that one page shows beside the shell; `body` stands for its text's HTML, `legends` stand beside drawings,
    and `held` are the days on which figures that still hold expire."""

    page: AnyPage
    body: str
    root: str
    card: Card
    trail: list[Card]
    previous: Card | None
    next: Card | None
    children: list[Card]
    groups: list[Group]
    sections: list[tuple[Card, list[Card]]]
    sources: list[tuple[str, Source]]
    pictures: dict[str, Image]
    drawings: dict[str, Drawing]
    legends: dict[str, str]
    share: str
    listed: list[tuple[Any, Any]]
    named: dict[str, Card]
    held: list[str]
    preview: bool


class PageLinks(msgspec.Struct, frozen=True, array_like=True):
    """The ids on a finished page, and what it asks for inside the site, relative to the root: `contact/#phone`.

    Each is one text with a line per entry: ten thousand pages are read back in a tenth of the time.
    """

    id_lines: str
    link_lines: str

    @property
    def ids(self) -> list[str]:
        return self.id_lines.split("\n")

    @property
    def links(self) -> list[str]:
        return self.link_lines.split("\n")


def entry(linked: Linked) -> dict[str, Any]:
    """A page as files for machines list it."""
    page, card = linked.document.page, linked.card
    date = str(card.date) if card.date else None
    return {
        "url": card.url,
        "title": printed(card.title),
        "summary": printed(card.summary),
        "kind": card.kind,
        "updated": updated(page),
        "date": date,
        "author": getattr(page, "author", None),
        "names": [page.short_title or "", *getattr(page, "also_called", ())],
        "words": [page.description, *page.search_words],
        "audience": page.audience or "patient",
    }


def updated(page: AnyPage) -> str | None:
    """The day a reader would call the page's last: of its last change or review, or of its writing."""
    days = [page.written, getattr(page, "date", None), *(change.on for change in page.changes)]
    if page.reviewed:
        days.append(page.reviewed.on)
    known = [day for day in days if day]
    return str(max(known)) if known else None
