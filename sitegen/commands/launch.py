"""What a practice's site cannot do without before people are sent to it: each with the file and the field to fill."""

from collections.abc import Iterator

from sitegen.build import Built
from sitegen.model.facts import FACTS
from sitegen.model.kinds import Case, Health, Page, Person, Treatment
from sitegen.model.practice import Practice

FACTS_FILE = "content/practice.yaml"
WITHOUT_SPEAKING = ("email", "text", "booking", "form", "portal")  # any one of them will do
FOR_RECORDS = ("doctors.fax", "doctors.email", "doctors.portal", "fax")


def before_launch(built: Built) -> list[str]:
    pages = [linked.document.page for linked in built.site.pages.values()]
    practice = built.site.practice
    return [*facts(practice), *director(built.site.pages[practice.director].document.page), *of_pages(pages)]


def facts(practice: Practice) -> Iterator[str]:
    def is_given(*names: str) -> bool:
        return any(FACTS[name](practice).text for name in names)

    if not is_given("address"):
        yield f"{FACTS_FILE}  street and postal_code, or locations: where you are"
    if not is_given("hours"):
        yield f"{FACTS_FILE}  hours: when you are open"
    if not is_given(*WITHOUT_SPEAKING):
        yield f"{FACTS_FILE}  email, telephones (use: text), booking or form: a way to write to you"
    if not is_given(*FOR_RECORDS):
        yield f"{FACTS_FILE}  referrals: fax, secure_email or portal: where doctors send records"


def director(page: Page) -> Iterator[str]:
    """What is missing on the page of the one who leads the practice."""
    if not isinstance(page, Person):
        yield f"{FACTS_FILE}  director: a page of a person, in content/about/people/"
        return
    if not page.portrait:
        yield f"content/{page.path}  portrait: a photograph (src) and what it shows (alt)"
    if not page.boards or not page.posts:
        yield f"content/{page.path}  boards and posts: the confirmed titles, in full"


def of_pages(pages: list[Page]) -> Iterator[str]:
    health = [page for page in pages if isinstance(page, Health)]
    if unchecked := [page for page in health if not page.reviewed]:
        yield f"content/  reviewed: {len(unchecked)} of {len(health)} pages for a clinician to check, listed below"
    if not any(isinstance(page, Treatment) and page.offered for page in pages):
        yield "content/treatments/  offered: true where the practice does it"
    if not any(isinstance(page, Case) and has_photographs(page) for page in pages):
        yield "content/gallery/  pictures: photographs of a case, each with its consent in content/consent.yaml"


def has_photographs(page: Case) -> bool:
    return any(picture.src.lower().endswith((".jpg", ".jpeg", ".heic")) for picture in page.pictures)
