"""Which pictures and words of patients may be shown on a day: those whose entry in the consent register allows it."""

import datetime
from collections.abc import Iterator, Mapping

import msgspec

from sitegen.model.kinds import KINDS, Case, Page, Story
from sitegen.model.page import Document
from sitegen.model.practice import Consent
from sitegen.problems import Problem, did_you_mean

SAMPLE = "TEST-"  # how the entries of samples begin
BORROWED = "'{}' is for the sample, which stays a draft (draft: true); write the name of this {}'s own consent"
USES = {"website": "the website", "words": "words"}
STORIES = KINDS["story"].folders


def fault(consents: Mapping[str, Consent], name: str, today: datetime.date, wanted: str = "website") -> str:
    """Why a consent does not allow a picture, or words, or nothing."""
    if name not in consents:
        return f"there is no consent '{name}' in consent.yaml{did_you_mean(name, consents)}"
    consent = consents[name]
    if consent.withdrawn:
        return f"the consent '{name}' was withdrawn on {consent.withdrawn}"
    if consent.expiry <= today:
        return f"the consent '{name}' ended on {consent.expiry}"
    if consent.date > today:
        return f"the consent '{name}' begins on {consent.date}"
    if wanted not in consent.scope:
        return f"the consent '{name}' is for {' and '.join(consent.scope) or 'nothing'}, not for {USES[wanted]}"
    return ""


def begins_later(consents: Mapping[str, Consent], name: str, today: datetime.date) -> bool:
    """Whether a consent will allow by itself what it does not allow yet."""
    consent = consents.get(name)
    return bool(consent and not consent.withdrawn and today < consent.date < consent.expiry)


def asked(page: Page) -> set[str]:
    """The consents on which a page, or a picture of it, depends."""
    if isinstance(page, Case):
        return {picture.consent for picture in page.pictures}
    return {page.consent} if isinstance(page, Story) else set()


def permitted(
    document: Document, consents: Mapping[str, Consent], today: datetime.date
) -> tuple[Document | None, list[Problem]]:
    """The page with the pictures that may be shown, or none for words that may not; and a problem for each other."""
    page, withheld = document.page, []
    if isinstance(page, Story) and not page.draft and (why := fault(consents, page.consent, today, "words")):
        remedy = " until then" if begins_later(consents, page.consent, today) else ": delete it"
        return None, [Problem(page.path, document.lines("consent"), f"{why}; the page is not published{remedy}")]
    if not isinstance(page, Case):
        return document, []
    shown, references = [], list(document.text.pictures)
    for number, picture in enumerate(page.pictures):
        if why := fault(consents, picture.consent, today):
            is_later = begins_later(consents, picture.consent, today)
            remedy = " until then" if is_later else ": take it out of the page and delete its file"
            message = f"{why}; '{picture.src}' is not published{remedy}"
            withheld.append(Problem(page.path, document.lines("pictures", number, "consent"), message))
        else:
            shown.append(picture)
            references.append(document.pictures[len(document.text.pictures) + number])
    references += document.pictures[len(document.text.pictures) + len(page.pictures) :]
    page = msgspec.structs.replace(page, pictures=tuple(shown))
    return msgspec.structs.replace(document, page=page, pictures=tuple(references)), withheld


def without_empty(documents: Mapping[str, Document]) -> dict[str, Document]:
    """The pages without the sections of stories, where none of these may be shown."""
    shown = {path.partition("/")[0] for path, document in documents.items() if isinstance(document.page, Story)}
    empty = {folder for folder in STORIES if folder not in shown}
    return {path: document for path, document in documents.items() if path.partition("/")[0] not in empty}


def borrowed(document: Document) -> Iterator[Problem]:
    """A case or a story to be published that stands under a sample's entry, which allows nobody's."""
    page = document.page
    if isinstance(page, Story) and not page.draft and page.consent.startswith(SAMPLE):
        yield Problem(page.path, document.lines("consent"), f"consent: {BORROWED.format(page.consent, 'story')}")
    for number, picture in enumerate(page.pictures if isinstance(page, Case) and not page.draft else ()):
        if picture.consent.startswith(SAMPLE):
            message = f"pictures: consent: {BORROWED.format(picture.consent, 'picture')}"
            yield Problem(page.path, document.lines("pictures", number, "consent"), message)
