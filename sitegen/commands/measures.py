"""The words and sources of every page, measured: how its sentences run, what it cites, and phrases to avoid."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from sitegen.build import Built
from sitegen.commands import readability
from sitegen.markup.typography import typewritten
from sitegen.model.kinds import Article, Condition, Health, Home, Page, Referral, Stage, Treatment
from sitegen.model.page import Document, Markup
from sitegen.model.practice import Practice, Source
from sitegen.pages import facts

CLINICAL = (Condition, Treatment, Stage, Referral, Article)
MOST_WEAK = 8  # of so many citations of a clinical page, one may be of tier C or D
SHOWN = 65  # characters of a title that search engines show
SHORT = 7  # words: shorter sentences, one after the other, sound like orders
LIST = re.compile(r"</?(?:ul|ol)\b[^>]*>")
PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
LABEL = re.compile(r"^\s*<strong>[^<]*[.:?]</strong>")  # a heading that opens a paragraph
BLANK = re.compile(r"[…☐]|__|^[^.!?:]*$")  # a line of a form, or a few words that are no sentence
DOSE = re.compile(r"\b\d[\d,.]* ?(?:mg|milligrams?|mcg|micrograms?)\b")
END = re.compile(r"(?<=[.!?])\s+")


class Rhythm(NamedTuple):
    """Words in a sentence, on average, and the share of sentences under 7 words; 0 where there is no prose."""

    mean: float
    short: float


class Measures(NamedTuple):
    """What was found on a page; the phrases are those of house-rules.yaml."""

    page: Page
    grade: float
    rhythm: Rhythm
    tiers: Counter[str]
    self_talk: list[str]
    claims: list[str]
    doses: bool


def rhythm(page: Page, markup: Markup) -> Rhythm:
    """Of the summary and the paragraphs: lists, tables and forms are to be looked at, not read."""
    lengths = [len(readability.WORD.findall(sentence)) for sentence in sentences(page, markup)]
    lengths = [length for length in lengths if length]
    short = sum(length < SHORT for length in lengths)
    return Rhythm(sum(lengths) / len(lengths), short / len(lengths)) if lengths else Rhythm(0, 0)


def sentences(page: Page, markup: Markup) -> Iterator[str]:
    text = "".join(outside_lists(readability.UNREAD.sub("", markup.body)))
    for paragraph in (page.summary, *PARAGRAPH.findall(text)):
        words = plain(LABEL.sub("", paragraph))
        if not BLANK.search(words):
            yield from END.split(readability.NO_END.sub("", words))


def outside_lists(text: str) -> Iterator[str]:
    """What stands in no list: `<p>a</p><ul>…</ul><p>b</p>` → `<p>a</p>`, `<p>b</p>`"""
    depth, done = 0, 0
    for tag in LIST.finditer(text):
        if not depth:
            yield text[done : tag.start()]
        depth += -1 if tag[0].startswith("</") else 1
        done = tag.end()
    yield text[done:]


def plain(text: str) -> str:
    return " ".join(html.unescape(readability.TAG.sub("", text)).split())


def tiers(document: Document, sources: Mapping[str, Source]) -> Counter[str]:
    """How many citations of a text are of each tier."""
    return Counter(sources[citation.name].tier for citation in document.text.citations)


def weak(found: Mapping[str, int]) -> float:
    """The share of tiers C and D."""
    return (found.get("C", 0) + found.get("D", 0)) / max(1, sum(found.values()))


def written(page: Page, markup: Markup) -> str:
    """All that a page's writer wrote, its settings too, as one plain text in small letters."""
    settings = "\n".join(texts(msgspec.to_builtins({**msgspec.structs.asdict(page), "changes": (), "for_counsel": ()})))
    unread = readability.UNREAD.sub("", markup.body.replace("<h", "<x").replace("</h", "</x"))  # headings are read
    return typewritten(f"{settings}\n{plain(' '.join((*markup.fields, unread)))}").lower()


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from texts(item)


def phrases(text: str, avoided: Iterable[str]) -> list[str]:
    """Those of the phrases that a text has, also with an s or a d at their end."""
    return [words for words in avoided if re.search(rf"\b{re.escape(words.lower())}(?:e?[sd])?\b", text)]


def missing_parts(source: Source) -> list[str]:
    """What a citation needs and this one lacks; for a page of the web without a year, the day it was seen will do."""
    seen = source.seen_on and source.url and not source.journal
    needed = {
        "authors": source.authors,
        "title": source.title,
        "year": source.year or seen,
        "doi, pmid or url": source.doi or source.pmid or source.url,
    }
    return [part for part, given in needed.items() if not given]


def cut(page: Page, practice: Practice) -> int:
    """How many characters a page's title has too many with the practice's name behind it; the home page has its own."""
    if isinstance(page, Home):
        return 0
    return max(0, len(f"{page.title} – {practice.short_name or practice.name}") - SHOWN)


def measured(built: Built) -> dict[str, Measures]:
    """Every page's measures, by its path."""
    sources = built.content.sources
    assert sources is not None  # else nothing was built
    names, found = readability.names_of(built.content.words.plain_words), dict[str, Measures]()
    for path, linked in built.site.pages.items():
        page = linked.document.page
        markup = facts.in_words(built.loaded.texts.markup(linked.document), built.site.practice)
        text = written(page, markup)
        health = isinstance(page, Health)
        found[path] = Measures(
            page,
            readability.grade(page, markup, names) if health else 0,
            rhythm(page, markup),
            tiers(linked.document, sources),
            phrases(text, built.content.rules.self_talk),
            phrases(text, built.content.rules.claims),
            health and bool(DOSE.search(text)),
        )
    return found
