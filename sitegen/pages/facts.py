"""Facts of practice.yaml in a page's HTML: what its marks stand for on the day of the build."""

import re
from collections.abc import Callable, Collection

import msgspec
from markupsafe import escape

from sitegen.markup.marks import SIGN, fill, mark, pattern
from sitegen.model.facts import FACTS
from sitegen.model.page import Markup
from sitegen.model.practice import Practice

WHEN = re.compile(rf"{pattern('when')}((?:(?!{SIGN}when:).)*?){re.escape(mark('end'))}", re.DOTALL)  # the innermost
DATED = re.compile(rf"{pattern('dated')}((?:(?!{SIGN}dated:).)*?){re.escape(mark('dated-end'))}", re.DOTALL)
DRAWN = re.compile(pattern("(?:drawing|legend)"))


def filled(markup: Markup, practice: Practice, block: Callable[[str], str]) -> Markup:
    """A page's text with its facts; `block` gives the HTML of a block of them: hours, say."""

    def fill_all(html: str) -> str:
        return fill(in_html(html, practice), "block", block)

    headings = tuple(
        msgspec.structs.replace(heading, title=in_text(heading.title, practice)) for heading in markup.headings
    )
    fields = tuple(map(fill_all, markup.fields))
    return msgspec.structs.replace(markup, fields=fields, body=fill_all(markup.body), headings=headings)


def in_text(text: str, practice: Practice) -> str:
    """A plain text with the facts that it names."""
    return fill(text, "fact-text", lambda name: FACTS[name](practice).text)


def in_html(html: str, practice: Practice) -> str:
    """HTML with the facts that it names, as links where they lead anywhere."""
    html = fill(depending(html, practice), "fact", lambda name: linked(name, practice))
    html = fill(html, "fact-href", lambda name: escape(FACTS[name](practice).href))
    return fill(html, "fact-text", lambda name: escape(FACTS[name](practice).text))


def in_words(markup: Markup, practice: Practice) -> Markup:
    """A page's text with its facts as they are read, without its blocks of them and without its drawings."""
    written = holding(filled(markup, practice, lambda name: ""), ())
    return msgspec.structs.replace(written, body=DRAWN.sub("", written.body))


def holding(markup: Markup, days: Collection[str]) -> Markup:
    """A page's text without what expires on other days than these."""

    def shown(found: re.Match[str]) -> str:
        return found[2] if any(day in days for day in found[1].split()) else ""

    def rest(html: str) -> str:
        while f"{SIGN}dated:" in html:
            html = DATED.sub(shown, html)
        return html

    return msgspec.structs.replace(markup, fields=tuple(map(rest, markup.fields)), body=rest(markup.body))


def depending(html: str, practice: Practice) -> str:
    """HTML with the texts that depend on a fact, or without them."""

    def shown(found: re.Match[str]) -> str:
        how, name = found[1].split(" ")
        return found[2] if bool(FACTS[name](practice).text) == (how == "given") else ""

    while f"{SIGN}when:" in html:
        html = WHEN.sub(shown, html)
    return html


def linked(name: str, practice: Practice) -> str:
    fact = FACTS[name](practice)
    text = fact.text.replace(" ", "\u00a0") if fact.href.startswith("tel:") else fact.text  # a number stays on its line
    return f'<a href="{escape(fact.href)}">{escape(text)}</a>' if fact.href else escape(text)
