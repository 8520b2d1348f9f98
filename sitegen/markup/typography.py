"""Apostrophes as they are printed, whatever key was typed: day's → day’s; and back, to compare."""

import re

SIGNS = ("'", "&#39;", "&#x27;")
TYPED = re.compile("|".join(f"{sign}(?<=[A-Za-z]{sign})(?=[a-z])" for sign in SIGNS))  # looks behind only where one is
UNPRINTED = ("<script", "<style", "<code", "<pre")


def printed(text: str) -> str:
    """A plain text as it is printed."""
    return TYPED.sub("’", text)


def typewritten(text: str) -> str:
    """day’s → day's, so that texts are the same however they were typed"""
    return text.replace("’", "'")


def typeset(html: str) -> str:
    """HTML with its text as it is printed; attributes, which may hold addresses, and program code stay."""

    def put(found: re.Match[str]) -> str:
        tag = html.rfind("<", 0, found.start())
        is_text = ">" in html[tag : found.start()] and not html.startswith(UNPRINTED, tag)
        return "’" if is_text else found[0]

    return TYPED.sub(put, html)
