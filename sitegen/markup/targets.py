"""Where a link of a text leads: an address outside the site as it is published, or what is wrong with it."""

import re
from typing import NamedTuple

from sitegen.model import telephone

OUTSIDE = re.compile(r"https://[^\s/.]+\.\S+|(?:tel|sms):\+[0-9]+|mailto:[\w.+-]+@[\w.-]+\.[\w-]+")
DOCUMENT = re.compile(r"[^:?#]+\.pdf", re.IGNORECASE)
WANTED = "must be the path of a .md or .pdf file, or begin with https:// or tel:+"
FAULTS = {  # the first that fits
    re.compile(r"\s*"): "has no target between ( and )",
    re.compile(r"https?://.*\s.*"): "has a space in it; an address has none: write %20 in its place",
    re.compile(r"(?:tel|sms):.*"): "is no telephone number; write tel:+ and its digits with those of its country",
    re.compile(r"mailto:.*"): "is no e-mail address; write mailto: and the address alone",
    re.compile(r"www\..*"): "needs https:// before it",
    re.compile(r"file:.*|[A-Za-z]:[\\/].*"): "is on your own computer; put the file beside the page and write its name",
    re.compile(r"[^:]+\.(?:docx?|xlsx?|pptx?|odt|ods|rtf|pages|numbers)", re.IGNORECASE): (
        "is a document that not everyone can open; save it as PDF beside the page and link to that"
    ),
    re.compile(r"[^:]+\.(?:jpe?g|png|webp|avif|svg|heic|gif)", re.IGNORECASE): (
        "is a picture; show it by ![what it shows](…)"
    ),
    re.compile(r"(?!https?:)[a-zA-Z][\w+.-]*:.*|//.*|https:.*"): WANTED,
}


class Target(NamedTuple):
    """An address to publish, or what is wrong; neither for what lies on the site itself."""

    address: str = ""
    fault: str = ""


def outside(written: str) -> Target:
    """tel:+1-310-555-0100 → tel:+13105550100"""
    scheme, colon, rest = written.partition(":")
    written = f"{scheme.lower()}:{rest}" if colon and len(scheme) > 1 else written  # HTTPS://EXAMPLE.ORG/
    if OUTSIDE.fullmatch(written):
        return Target(written)
    scheme, _, number = written.partition(":")
    if scheme in ("tel", "sms"):
        dialed = telephone.dialed(number.replace("%20", " "))
        if dialed.startswith("tel:+"):
            return Target(dialed.replace("tel:", f"{scheme}:", 1))
    fault = next((words for pattern, words in FAULTS.items() if pattern.fullmatch(written)), "")
    return Target(fault=fault)
