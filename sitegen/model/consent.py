"""Which pictures of patients may be shown on a day: those whose entry in the consent register allows it."""

import datetime
from collections.abc import Iterator, Mapping

import msgspec

from sitegen.model.kinds import Case
from sitegen.model.page import Document
from sitegen.model.practice import Consent
from sitegen.problems import Problem, did_you_mean

SAMPLE = "TEST-"  # how the entries of samples begin


def fault(consents: Mapping[str, Consent], name: str, today: datetime.date) -> str:
    """Why a consent does not allow a picture, or nothing."""
    if name not in consents:
        return f"there is no consent '{name}' in consent.yaml{did_you_mean(name, consents)}"
    consent = consents[name]
    if consent.withdrawn:
        return f"the consent '{name}' was withdrawn on {consent.withdrawn}"
    if consent.expiry <= today:
        return f"the consent '{name}' ended on {consent.expiry}"
    if consent.date > today:
        return f"the consent '{name}' begins on {consent.date}"
    if "website" not in consent.scope:
        return f"the consent '{name}' is for {' and '.join(consent.scope) or 'nothing'}, not for the website"
    return ""


def permitted(
    document: Document, consents: Mapping[str, Consent], today: datetime.date
) -> tuple[Document, list[Problem]]:
    """The page with the pictures that may be shown, and a problem for each other."""
    page, withheld = document.page, []
    if not isinstance(page, Case):
        return document, []
    shown, references = [], list(document.text.pictures)
    for number, picture in enumerate(page.pictures):
        if why := fault(consents, picture.consent, today):
            message = f"{why}; '{picture.src}' is not published: take it out of the page and delete its file"
            withheld.append(Problem(page.path, document.lines("pictures", number, "consent"), message))
        else:
            shown.append(picture)
            references.append(document.pictures[len(document.text.pictures) + number])
    references += document.pictures[len(document.text.pictures) + len(page.pictures) :]
    page = msgspec.structs.replace(page, pictures=tuple(shown))
    return msgspec.structs.replace(document, page=page, pictures=tuple(references)), withheld


def borrowed(document: Document) -> Iterator[Problem]:
    """Pictures of a case to be published that stand under a sample's entry, which allows nobody's picture."""
    page = document.page
    for number, picture in enumerate(page.pictures if isinstance(page, Case) and not page.draft else ()):
        if picture.consent.startswith(SAMPLE):
            message = f"pictures: consent: '{picture.consent}' is for the sample, which stays a draft (draft: true); "
            message += "write the name of this picture's own consent"
            yield Problem(page.path, document.lines("pictures", number, "consent"), message)
