"""`report`: what staff should look at."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

import msgspec

from sitegen import cache
from sitegen.build import Built, build
from sitegen.commands import readability
from sitegen.model.kinds import Article, Health, Page, Treatment
from sitegen.model.page import Content
from sitegen.model.practice import Consent

SOON = datetime.timedelta(days=90)
NOT_GIVEN = {
    "street": "street address",
    "postal_code": "ZIP code",
    "fax": "fax number",
    "email": "e-mail address",
    "hours": "opening hours",
    "portal": "patient portal",
    "security": "contact for security reports",
}


def main(root: str, today: datetime.date) -> str:
    with cache.locked(f"{root}/.cache"):
        return report(build(root, today, drafts=True), today)


def report(built: Built, today: datetime.date) -> str:
    """Drafts, pages without a clinician's review, reviews due, facts not given: one section each, as text."""
    pages = [linked.document.page for linked in built.site.pages.values()]
    left_out = [document.page for path, document in built.content.documents.items() if path not in built.site.pages]
    sections = [
        section("Drafts", (line(page) for page in pages if page.draft)),
        section("Not published yet", (line(page, page.publish_on) for page in pages if is_waiting(page, today))),
        section("Expired", (line(page, page.expires) for page in left_out if isinstance(page, Article))),
        section("Review overdue", (line(page, page.next_review) for page in pages if is_due(page, today))),
        section(
            "Review due within 90 days", (line(page, page.next_review) for page in pages if is_due_soon(page, today))
        ),
        section(
            "No clinician has reviewed",
            (line(page) for page in pages if isinstance(page, Health) and not page.reviewed),
        ),
        section("Treatments described but not named as the practice's own", not_offered(pages)),
        section("Left out: no consent, or overtaken by time", (f"content/{found}" for found in built.site.withheld)),
        section("Consent ends within 90 days (consent.yaml)", ending(built.content.consents, today)),
        section("Pictures and films no page shows", unshown(built.content)),
        section("Facts the practice has not given (practice.yaml)", missing(built.content)),
        section("For counsel to confirm", (f"{line(page)}  {text}" for page in pages for text in page.for_counsel)),
        section("Sources no page cites (sources.yaml)", unused(built.content)),
    ]
    found = [part for part in sections if part] or ["Nothing to look at."]
    return "\n\n".join([*found, *grades(built)])


def section(heading: str, entries: Iterable[str]) -> str:
    found = sorted(entries)
    return "\n".join([f"{heading}: {len(found)}", *(f"  {entry}" for entry in found)]) if found else ""


def grades(built: Built) -> list[str]:
    """The reading grade of every health page, the hardest first, for each audience."""
    found: dict[str, list[tuple[float, str]]] = {"patient": [], "clinician": []}
    for linked in built.site.pages.values():
        page = linked.document.page
        if isinstance(page, Health):
            markup = built.loaded.texts.markup(linked.document)
            found[page.audience].append((readability.grade(page, markup), page.path))
    return [graded(audience, pages) for audience, pages in found.items() if pages]


def graded(audience: str, pages: list[tuple[float, str]]) -> str:
    middle = median(grade for grade, _ in pages)
    lines = [f"  {grade:4.1f}  content/{path}" for grade, path in sorted(pages, reverse=True)]
    return "\n".join([f"Reading grade of pages for {audience}s, median {middle:.1f}: {len(pages)}", *lines])


def line(page: Page, day: datetime.date | None = None) -> str:
    return f"content/{page.path}" + (f"  {day}" if day else "")


def is_waiting(page: Page, today: datetime.date) -> bool:
    return page.publish_on is not None and page.publish_on > today


def is_due(page: Page, today: datetime.date) -> bool:
    return page.next_review is not None and page.next_review <= today


def is_due_soon(page: Page, today: datetime.date) -> bool:
    return page.next_review is not None and today < page.next_review <= today + SOON


def not_offered(pages: Sequence[Page]) -> list[str]:
    return [line(page) for page in pages if isinstance(page, Treatment) and not page.offered]


def missing(content: Content) -> list[str]:
    practice = content.practice
    assert practice  # else nothing was built
    absent = [name for field, name in NOT_GIVEN.items() if not getattr(practice, field)]
    given = msgspec.structs.asdict(practice.referrals)
    return absent + [f"referrals: {field.replace('_', ' ')}" for field, value in given.items() if not value]


def ending(consents: Mapping[str, Consent], today: datetime.date) -> list[str]:
    """Consents that end soon, each with its day."""
    soon = {name: consent.expiry for name, consent in consents.items() if not consent.withdrawn}
    return [f"{name}  {day}" for name, day in soon.items() if today < day <= today + SOON]


def unshown(content: Content) -> list[str]:
    shown = {picture.name for document in content.documents.values() for picture in document.pictures}
    files = content.digests.keys() - shown
    return [f"content/{path}" for path in files if not path.endswith((".md", ".csv", ".yaml"))]


def unused(content: Content) -> list[str]:
    documents = content.documents.values()
    cited = {citation.name for document in documents for citation in document.text.citations}
    cited |= {key for document in documents for key in document.page.sources}
    assert content.practice and content.sources is not None  # else nothing was built
    cited.update(content.practice.emergency_sources, content.practice.eye_sources)
    return sorted(content.sources.keys() - cited)
