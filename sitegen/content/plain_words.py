"""Settings that are shown as plain words, and texts that are still to be written."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from sitegen.content.fields import Key
from sitegen.content.front_matter import FrontMatter, Written
from sitegen.markup.blocks import TABLES, pairs_of
from sitegen.markup.places import Part
from sitegen.model import facts
from sitegen.problems import Problem

SLANTED = (  # words between two stars or lines, as *here* and _there_: not *p, 0.03* and not a_b_c
    r"(?<![\w*])\*[^\W\d_](?:[\w '’-]{0,60}\w)?\*(?![\w*])|(?<![\w/])_[^\W\d_](?:[^\W_]|[ '’-]){0,60}_(?!\w)"
)
MARKUP = re.compile(rf"\*\*|\]\([^)]*\)?|\[@[^\]]*\]?|(?<!\w)__(?=\w)|^#+ |{SLANTED}")
HTML = re.compile(r"</?(?:b|strong|i|em|u|br|p|span|div|font|a|h[1-6])(?:\s[^<>]*)?/?>")  # in a title it may be meant
NO_WORDS = ("aliases", "for_counsel", "page", "src", "source", "sources")  # settings that pages do not show as they are
NAMED = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip);")  # characters
FILES = ("href", "file", "src", "poster", "captions", *TABLES)  # parameters of blocks that name files and addresses
SETTING = re.compile(  # nobody's sentence begins like that: draft: true, publish_on: 2027-01-15
    r"^(?:draft|emergency|publish_on|expires|written|next_review|aliases|audience):[ \t]*"
    r"(?:(?:true|false|patient|clinician)[ \t]*$|\d{4}-|\[).*",
    re.MULTILINE,
)
TODO = re.compile(r"\bTODO\b")
AS_IT_IS = "'{}' would be shown as it is; only plain words stand here"
BELOW = "'{}' is a setting, and would be shown as text; move it above the second line of three hyphens (---)"
UNWRITTEN = "TODO: this is still to be written; write it, or keep the page a draft (draft: true)"


def faults(path: str, written: Written, front: FrontMatter, markdown: Collection[str]) -> Iterator[Problem]:
    """Marks of Markdown where readers would see them as they are, facts that lack a brace, settings in the text, and
    TODO on a page that is no draft.

    `markdown` are the settings that are written in Markdown.
    """
    for key, text in texts(front.values, ()):
        found = MARKUP.search(text) or (HTML.search(text) if key != ("title",) else None)
        if found and not {*markdown, *NO_WORDS}.intersection(key):
            yield Problem(path, front.line(*key), f"{named(key)}: {AS_IT_IS.format(found[0])}")
    for row, message in unclosed_facts(written, front):
        yield Problem(path, row, message)
    for found in SETTING.finditer(written.body):
        yield Problem(path, written.body_line + written.body.count("\n", 0, found.start()), BELOW.format(found[0]))
    if not front.is_draft:
        for key, text in texts(front.values, ()):
            if TODO.search(text):
                yield Problem(path, front.line(*key), f"{key[0]}: {UNWRITTEN}")
        for row, line in enumerate(written.body.split("\n"), written.body_line) if "TODO" in written.body else ():
            if TODO.search(line):
                yield Problem(path, row, UNWRITTEN)


def marked_blocks(path: str, parts: Collection[Part]) -> Iterator[Problem]:
    """Marks of Markdown and of HTML in the parameters of blocks, which are shown as they are."""
    for part in parts:
        for line, row in enumerate(part.text.split("\n"), part.line) if ":::" in part.text else ():
            for name, value in pairs_of(row):
                found = MARKUP.search(value) or HTML.search(value) or NAMED.search(value)
                if found and name not in FILES:
                    yield Problem(path, line, f"{name}: {AS_IT_IS.format(found[0])}")


def unclosed_facts(written: Written, front: FrontMatter) -> Iterator[tuple[int, str]]:
    """Names of facts that have a single brace, each with its line."""
    braced = re.compile("[{}]").search
    for key, text in texts(front.values, ()) if braced(written.settings) else ():
        for message in facts.unclosed(text):
            yield front.line(*key), f"{named(key)}: {message}"
    for row, line in enumerate(written.body.split("\n"), written.body_line) if braced(written.body) else ():
        for message in facts.unclosed(line):
            yield row, message


def named(key: Key) -> str:
    """("notices", 0, "text") → notices: text"""
    return ": ".join(part for part in key if isinstance(part, str))


def texts(value: Any, key: Key) -> Iterator[tuple[Key, str]]:
    """Every text among settings, at any depth, with its key."""
    if isinstance(value, str):
        yield key, value
    else:
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(inner, (*key, name))
