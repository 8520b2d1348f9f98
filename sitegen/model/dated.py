"""Figures of ours that pages show: none of a time to come, and none that nobody has counted again in time."""

import datetime
from collections.abc import Iterator

import msgspec

from sitegen.model.page import Document
from sitegen.problems import Problem


def ahead(document: Document, today: datetime.date) -> Iterator[Problem]:
    """Figures of a time that has not passed yet."""
    for one in document.text.dated if not document.page.draft else ():
        if one.until > today:
            yield Problem(one.path, one.line, f"To: {one.until} has not come yet; write a day that has")


def holding(document: Document, today: datetime.date) -> tuple[Document, list[Problem]]:
    """The page with the figures that still hold, and a problem for each other."""
    withheld = [
        Problem(one.path, one.line, f"the figures of '{one.name}' held until {one.expires}; they are not published: "
                "count again, and write a new day")
        for one in document.text.dated
        if one.expires <= today
    ]  # fmt: skip
    if not withheld:
        return document, []
    dated = tuple(one for one in document.text.dated if one.expires > today)
    return msgspec.structs.replace(document, text=msgspec.structs.replace(document.text, dated=dated)), withheld
