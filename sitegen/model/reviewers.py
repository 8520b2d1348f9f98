"""Who has checked a page, where it names their own page: their name and credentials as that page has them."""

from collections.abc import Mapping

import msgspec

from sitegen.model.kinds import KINDS, Person
from sitegen.model.page import Document
from sitegen.model.settings import KnownReview
from sitegen.problems import problem


def with_reviewer(document: Document, documents: Mapping[str, Document]) -> Document:
    """`by: about/people/ann.md` → her name and credentials, as her own page gives them."""
    review = document.page.reviewed
    if not review or not review.by.endswith(".md"):
        return document
    person = documents[review.by].page
    if not isinstance(person, Person):
        message = f"reviewed: by: '{review.by}' is no page of a person; name one of {KINDS['person'].folders[0]}/"
        raise problem(document.page.path, document.lines("reviewed", "by"), message)
    review = KnownReview(by=person.name, on=review.on, credentials=person.credentials, page=review.by)
    return msgspec.structs.replace(document, page=msgspec.structs.replace(document.page, reviewed=review))
