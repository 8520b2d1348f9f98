"""`report`: what staff should look at."""

import datetime
from collections.abc import Mapping, Sequence

import msgspec

from sitegen import cache
from sitegen.build import Built, build
from sitegen.commands import measures, wording
from sitegen.commands.launch import before_launch
from sitegen.commands.measures import Measures
from sitegen.commands.wording import line, section
from sitegen.model.facts import written_out
from sitegen.model.kinds import Health, News, Page, Treatment
from sitegen.model.page import Content
from sitegen.model.practice import Consent
from sitegen.model.references import cited_by
from sitegen.problems import Problems

SOON = datetime.timedelta(days=90)
NOT_GIVEN = {
    "street": "street address",
    "postal_code": "ZIP code",
    "fax": "fax number",
    "email": "e-mail address",
    "hours": "opening hours",
    "portal": "patient portal",
    "booking": "page to ask for a visit online",
    "languages": "languages spoken",
    "insurance": "insurance plans",
    "timezone": "time zone",
    "security": "contact for security reports",
}


def main(root: str, today: datetime.date) -> str:
    with cache.locked(f"{root}/.cache"):
        return report(build(root, today, drafts=True), today)


def report(built: Built, today: datetime.date) -> str:
    """Drafts, pages without a clinician's review, reviews due, facts not given: one section each, as text."""
    pages = [linked.document.page for linked in built.site.pages.values()]
    waiting = [document.page for path, document in built.content.documents.items() if path not in built.site.pages]
    measured = measures.measured(built)
    sections = [
        section("Before launch", before_launch(built)),
        section("Review by a doctor, first of all, as they give doses", unreviewed(measured, doses=True)),
        section("Review by a doctor", unreviewed(measured, doses=False)),
        section("Drafts", (line(page) for page in pages if page.draft)),
        section("Not published yet", (line(page, page.publish_on) for page in pages if is_waiting(page, today))),
        section("Expired", (line(page, page.expires) for page in waiting if isinstance(page, News))),
        section("Review overdue", (line(page, page.next_review) for page in pages if is_due(page, today))),
        section(
            "Review due within 90 days", (line(page, page.next_review) for page in pages if is_due_soon(page, today))
        ),
        section("Treatments described but not named as the practice's own", not_offered(pages)),
        section("Left out: no consent, or overtaken by time", left_out(built)),
        section("Consent ends within 90 days (consent.yaml)", ending(built.content.consents, today)),
        section("Our own figures that expire within 90 days", expiring(built, today)),
        section("Pictures and films no page shows", unshown(built.content)),
        section("Facts the practice has not given (practice.yaml)", missing(built.content)),
        section("The number in figures: write {telephone}, which changes with practice.yaml", in_figures(built)),
        section("Special days and notices that are over (practice.yaml)", over(built.content, today)),
        section("For counsel to confirm", (f"{line(page)}  {text}" for page in pages for text in page.for_counsel)),
        section("Sources no page cites (sources.yaml)", unused(built.content)),
    ]
    found = [part for part in (*sections, *wording.sections(built, measured)) if part] or ["Nothing to look at."]
    return "\n\n".join([*found, *wording.tables(measured)])


def left_out(built: Built) -> list[str]:
    return [str(found) for found in Problems(built.site.withheld).below("content").problems]


def unreviewed(pages: Mapping[str, Measures], doses: bool) -> list[str]:
    """Health pages that no doctor has checked."""
    found = (one for one in pages.values() if isinstance(one.page, Health) and not one.page.reviewed)
    return [line(one.page) for one in found if one.doses == doses]


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
    first = practice.places[0]
    absent = [
        name for field, name in NOT_GIVEN.items() if not (getattr(first, field, None) or getattr(practice, field))
    ]
    given = msgspec.structs.asdict(practice.referrals)
    return absent + [f"referrals: {field.replace('_', ' ')}" for field, value in given.items() if not value]


def in_figures(built: Built) -> list[str]:
    """Each line that has the practice's number in figures."""
    documents = (linked.document for linked in built.site.pages.values())
    return [
        f"content/{document.page.path}:{found.line}"
        for document in documents
        for found in written_out(document, built.site.practice)
    ]


def over(content: Content, today: datetime.date) -> list[str]:
    """Special days and notices that can be taken out of practice.yaml, each with its line."""
    assert content.practice  # else nothing was built
    lines = content.lines["practice.yaml"]
    found = [(lines("notices", number), one.until) for number, one in enumerate(content.practice.notices)]
    for place, location in enumerate(content.practice.locations):
        days = enumerate(location.exceptions)
        found += [(lines("locations", place, "exceptions", number), day.last) for number, day in days]
    return [f"content/practice.yaml:{row}  {day}" for row, day in found if day < today]


def ending(consents: Mapping[str, Consent], today: datetime.date) -> list[str]:
    """Consents that end soon, each with its day."""
    soon = {name: consent.expiry for name, consent in consents.items() if not consent.withdrawn}
    return [f"{name}  {day}" for name, day in soon.items() if today < day <= today + SOON]


def expiring(built: Built, today: datetime.date) -> list[str]:
    """Figures that have to be counted again soon, each with its day."""
    dated = [one for linked in built.site.pages.values() for one in linked.document.text.dated]
    return [f"content/{one.path}:{one.line}  {one.name}  {one.expires}" for one in dated if one.expires <= today + SOON]


def unshown(content: Content) -> list[str]:
    shown = {picture.name for document in content.documents.values() for picture in document.pictures}
    files = content.digests.keys() - shown - {content.practice.logo if content.practice else ""}
    return [f"content/{path}" for path in files if not path.endswith((".md", ".csv", ".yaml"))]


def unused(content: Content) -> list[str]:
    documents = content.documents.values()
    cited = {citation.name for document in documents for citation in document.text.citations}
    cited |= {key for document in documents for key in document.page.sources}
    cited |= {named.name for document in documents for named in cited_by(document)}
    assert content.practice and content.sources is not None  # else nothing was built
    cited |= {helpline.source for helpline in content.practice.helplines if helpline.source}
    cited.update(content.practice.emergency_sources, content.practice.eye_sources, content.words.sources)
    return sorted(content.sources.keys() - cited)
