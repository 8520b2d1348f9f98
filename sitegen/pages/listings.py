"""What a page lists beside its text, such as terms, codes, sources, cases, or treatments by goal."""

from collections.abc import Mapping
from typing import Any

from sitegen.model.kinds import KINDS, Condition, Page, Treatment
from sitegen.model.practice import Source
from sitegen.model.relations import RELATIONS, related_path
from sitegen.model.site import Card, Site
from sitegen.model.words import Group, Words
from sitegen.pages.view import TIERS

Lists = list[tuple[Any, Any]]


def listed(
    what: str | None, site: Site, glossary: Mapping[str, str], sources: Mapping[str, Source], words: Words
) -> Lists:
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
        return by_group(site, Treatment, "goal", words.treatment_goals)
    if what == "groups":
        return by_group(site, Condition, "group", words.condition_groups)
    if what == "stages":
        return [(item.card.title, item.card) for item in pages if item.card.kind == "stage"]
    if what == "sources":
        ordered = sorted(sources.values(), key=lambda source: source.text.casefold())
        return [(name, [source for source in ordered if source.tier == tier]) for tier, name in TIERS.items()]
    return []


def by_group(site: Site, kind: type[Page], field: str, groups: Mapping[str, Group]) -> Lists:
    """The pages of a kind under each group that they name, in the order of the groups: (name, group) and the pages."""
    found = dict[str, list[Card]]({name: [] for name in groups})
    for item in site.pages.values():
        page = item.document.page
        if isinstance(page, kind) and (name := getattr(page, field)):
            found.setdefault(name, []).append(item.card)
    return [((name, groups.get(name) or general(name)), cards) for name, cards in found.items() if cards]


def general(name: str) -> Group:
    """A group that words.yaml says nothing of: check-ups → Check ups"""
    return Group(name.replace("-", " ").capitalize())


def hubs(site: Site) -> dict[str, Card | None]:
    """The section that holds the pages of each kind: the first that has one; None where there is none."""
    found: dict[str, Card | None] = dict.fromkeys(KINDS)
    for item in site.pages.values():
        for child in item.children:
            found[child.kind] = found[child.kind] or item.card
    return found


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
                heading = f"{by}: {site.pages[related_path(RELATIONS[field], slug, site.pages)].card.name}"
                found.setdefault(heading, []).append(item.card)
    return sorted(found.items())


def sections(site: Site) -> list[tuple[Card, list[Card]]]:
    return [(item.card, item.children) for item in site.pages.values() if item.card.kind == "section"]
