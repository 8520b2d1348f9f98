"""What `report` says of words and sources: what to mend, and a line of measures for every page."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from statistics import median

from sitegen.build import Built
from sitegen.commands import measures
from sitegen.commands.measures import Measures
from sitegen.model.kinds import Health, Page
from sitegen.urls import NOT_FOUND


def sections(built: Built, pages: Mapping[str, Measures]) -> list[str]:
    sources, practice, rules = built.content.sources, built.content.practice, built.content.rules
    assert sources is not None and practice  # else nothing was built
    found = list(pages.values())
    lacking = {key: measures.missing_parts(source) for key, source in sources.items()}
    self_talk = ((one, phrase, rules.self_talk[phrase]) for one in found for phrase in one.self_talk)
    claims = ((one, phrase, rules.claims[phrase]) for one in found for phrase in one.claims)
    total = sum((one.tiers for one in found if isinstance(one.page, measures.CLINICAL)), Counter[str]())
    return [
        section("Pages that speak of themselves (house-rules.yaml)", map(advice, self_talk)),
        section("Claims that nobody can stand by (house-rules.yaml)", map(advice, claims)),
        section(
            f"Clinical pages with more than one citation in {measures.MOST_WEAK} of tier C or D"
            f" (all together: {measures.weak(total):.0%})",
            (f"{line(one.page)}  {measures.weak(one.tiers):.0%}" for one in found if is_weak(one)),
        ),
        section("Titles that search engines cut", too_long(built, found)),
        section("Pages that name no next page (`next`)", (line(one.page) for one in found if leads_nowhere(one.page))),
        section(
            "Sources that lack a part of their citation (sources.yaml)",
            (f"{key}  {', '.join(parts)}" for key, parts in lacking.items() if parts),
        ),
    ]


def section(heading: str, entries: Iterable[str]) -> str:
    found = sorted(entries)
    return "\n".join([f"{heading}: {len(found)}", *(f"  {entry}" for entry in found)]) if found else ""


def line(page: Page, day: datetime.date | None = None) -> str:
    return f"content/{page.path}" + (f"  {day}" if day else "")


def advice(found: tuple[Measures, str, str]) -> str:
    one, phrase, instead = found
    return f"{line(one.page)}  '{phrase}': {instead}"


def is_weak(one: Measures) -> bool:
    return isinstance(one.page, measures.CLINICAL) and measures.weak(one.tiers) > 1 / measures.MOST_WEAK


def too_long(built: Built, found: Iterable[Measures]) -> Iterator[str]:
    assert built.content.practice  # else nothing was built
    for one in found:
        if too_many := measures.cut(one.page, built.content.practice):
            yield f"{line(one.page)}  {too_many} characters too many: {one.page.title}"


def leads_nowhere(page: Page) -> bool:
    return not page.next and not page.doors and page.path != NOT_FOUND


def tables(pages: Mapping[str, Measures]) -> list[str]:
    """The reading grade of every health page, the hardest first, for each audience; and how its sentences run."""
    found: dict[str, list[Measures]] = {"patient": [], "clinician": []}
    for one in pages.values():
        if isinstance(one.page, Health):
            found[one.page.audience].append(one)
    return [table(audience, pages) for audience, pages in found.items() if pages]


def table(audience: str, pages: list[Measures]) -> str:
    middle = median(one.grade for one in pages)
    heading = f"Reading grade of pages for {audience}s, median {middle:.1f}: {len(pages)}"
    ordered = sorted(pages, key=lambda one: (one.grade, one.page.path), reverse=True)
    return "\n".join([heading, *map(row, ordered)])


def row(one: Measures) -> str:
    """A page's grade, the words in its sentences, the share of short ones, the tiers of its citations."""
    cited = " ".join(f"{tier}{count}" for tier, count in sorted(one.tiers.items())) or "none"
    sentences = f"{one.rhythm.mean:.1f} words a sentence, {one.rhythm.short:.0%} under {measures.SHORT}"
    return f"  {one.grade:4.1f}  {line(one.page)}  {sentences}, citations: {cited}"
