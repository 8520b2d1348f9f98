"""What a page lists beside its text, such as terms, codes, sources, cases, or treatments by goal."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from sitegen.model.practice import Source
from sitegen.model.settings import Cause, Goal
from sitegen.model.site import Card, Site
from sitegen.pages.view import TIERS

Lists = list[tuple[Any, Any]]


def listed(what: str | None, site: Site, glossary: Mapping[str, str], sources: Mapping[str, Source]) -> Lists:
    """Pairs, such as a heading and the cards below it, in their order; none for a page that lists nothing."""
    pages = site.pages.values()
    if what == "terms":
        return sorted(glossary.items(), key=lambda item: item[0].casefold())
    if what == "codes":
        codes = ((code, item.card) for item in pages for code in getattr(item.document.page, "icd10", ()))
        return sorted(codes, key=lambda item: (item[0], item[1].title))
    if what == "pages":
        return by_name(site)
    if what == "sections":
        return [(site.pages["index.md"].card, top_level(site)), *sections(site)]
    if what == "cases":
        return cases(site)
    if what == "goals":
        return by_field(site, "goal", get_args(Goal))
    if what == "groups":
        return by_field(site, "group", get_args(Cause))
    if what == "stages":
        return [(item.card.title, item.card) for item in pages if item.card.kind == "stage"]
    if what == "sources":
        ordered = sorted(sources.values(), key=lambda source: source.text.casefold())
        return [(name, [source for source in ordered if source.tier == tier]) for tier, name in TIERS.items()]
    return []


def by_field(site: Site, field: str, values: Sequence[str]) -> Lists:
    """The pages under each value of a field that only their kind has, in the order of the values."""
    pages = [(item.card, getattr(item.document.page, field, None)) for item in site.pages.values()]
    found = [(value, [card for card, given in pages if given == value]) for value in values]
    return [(value, cards) for value, cards in found if cards]


def by_name(site: Site) -> Lists:
    """Every condition and treatment under each of its names, by first letter."""
    letters: dict[str, list[tuple[str, Card]]] = {}
    for item in site.pages.values():
        if item.card.kind in ("condition", "treatment"):
            page = item.document.page
            for name in dict.fromkeys((page.title.partition(":")[0] or page.title, *getattr(page, "also_called", ()))):
                letters.setdefault(name[0].upper(), []).append((name, item.card))
    return sorted((letter, sorted(names, key=lambda one: one[0].casefold())) for letter, names in letters.items())


def top_level(site: Site) -> list[Card]:
    """The pages that stand in no folder."""
    return [item.card for path, item in site.pages.items() if "/" not in path and path not in ("index.md", "404.md")]


def cases(site: Site) -> Lists:
    """The gallery's cases under each condition, then under each procedure."""
    found: dict[str, list[Card]] = {}
    for field, by in (("conditions", "By condition"), ("treatments", "By procedure")):
        for item in site.pages.values():
            for slug in getattr(item.document.page, field, ()) if item.card.kind == "case" else ():
                heading = f"{by}: {site.pages[f'{field}/{slug}.md'].card.name}"
                found.setdefault(heading, []).append(item.card)
    return sorted(found.items())


def sections(site: Site) -> list[tuple[Card, list[Card]]]:
    return [(item.card, item.children) for item in site.pages.values() if item.card.kind == "section"]
