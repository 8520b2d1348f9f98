"""words.yaml read whole: the words of this practice and its field, the texts of its alerts as HTML."""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from sitegen.content import fields
from sitegen.content.front_matter import FrontMatter
from sitegen.markup import facts
from sitegen.markup.convert import convert_words, make_parser
from sitegen.markup.marks import ROOT
from sitegen.markup.notes import Notes
from sitegen.markup.places import Part
from sitegen.model.facts import BRACES
from sitegen.model.page import ReadWords
from sitegen.model.words import Search, Words
from sitegen.problems import Problem, Problems

BLOCK = ("|", ">", "|-", ">-", "|+", ">+")  # a text that begins on the line below its name
PLAIN = "an alert holds words, lists and links; take out {}"
PAGELESS = "'{0}' would be looked for on every page with this alert; write its page, too, like contact.md{0}"
SINGLE = "search: same: '{}' finds nothing, as words are looked up one by one; write one word, like {}"


def make(path: str, text: str, front: FrontMatter) -> ReadWords:
    """The words, or every fault in them."""
    words = fields.make(Words, path, front.values, front.line)
    whole, notes = Notes(path, {}), Notes(path, {})
    whole.begin(Part(text, 1))
    facts.note(whole, ())
    whole.problems += (Problem(path, front.line("search", "same", key), fault) for key, fault in unfound(words.search))
    notes.root = ROOT
    parser, rows = make_parser({}), text.split("\n")
    cards = list[str]()
    for number, alert in enumerate(words.alerts):
        line = front.line("alerts", number, "text")
        part = Part(alert.text, line + rows[line - 1].rstrip().endswith(BLOCK))
        cards.append(convert_words(parser, part, notes))
        whole.problems += (Problem(path, line, PLAIN.format(what)) for what in unfit(notes))
    for link in notes.links:
        if link.name.startswith("#"):
            whole.problems.append(Problem(path, link.line, PAGELESS.format(link.name)))
    known = {found.message for found in whole.problems}
    if problems := whole.problems + [found for found in notes.problems if found.message not in known]:
        raise Problems(problems)
    named = msgspec.structs.replace(whole.facts(), links=notes.facts().links, addresses=notes.facts().addresses)
    return ReadWords(**msgspec.structs.asdict(words), cards=tuple(cards), named=named)


def unfit(notes: Notes) -> Iterator[str]:
    """What has been noted, or is written, and stands well on a page only; each is told once."""
    if re.search("^:::", notes.part.text, re.MULTILINE):
        yield "the block (:::)"
    if notes.headings:
        yield "the heading"
    if notes.pictures:
        yield "the picture"
    if notes.citations:
        yield "the source, and name it in the alert's `sources`"
    notes.headings.clear()
    notes.pictures.clear()
    notes.citations.clear()


def unfound(search: Search) -> Iterator[tuple[str, str]]:
    """Keys of `same` that find nothing, as search.js looks up single words; each with what is wrong."""
    for typed, used in search.same.items():
        for written in (typed, used):
            words = "".join(sign if is_of_word(sign) else " " for sign in BRACES.sub("0", written)).split(" ")
            if len(words) > 1:
                yield typed, SINGLE.format(written, max(words, key=len) or "doctor")


def is_of_word(sign: str) -> bool:
    """Whether a sign is a letter, a mark on one, a figure or an apostrophe."""
    return unicodedata.category(sign)[0] in "LMN" or sign in "'’"
