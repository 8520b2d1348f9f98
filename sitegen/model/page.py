"""A page as it was read: its fields, what its text names, and the line of each."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from sitegen.model.house_rules import HouseRules
from sitegen.model.kinds import AnyPage
from sitegen.model.practice import Consent, Menu, Practice, Source
from sitegen.model.words import Words
from sitegen.problems import Problem


class Lines(msgspec.Struct, frozen=True, array_like=True):
    """The line of every key of a file's settings: one text, so that ten thousand pages are read back in little time."""

    text: str = "\n"

    @classmethod
    def of(cls, lines: Mapping[tuple[str | int, ...], int]) -> "Lines":
        """`{("reviewed", "by"): 7}` → a text with a row `7, tab, reviewed/by`."""
        return cls("\n" + "".join(f"{line}\t{'/'.join(map(str, key))}\n" for key, line in lines.items() if key))

    def __call__(self, *key: str | int) -> int:
        """`lines("reviewed", "by")` → 7; the line of what it belongs to where it has none of its own, or 1."""
        while key:
            at = self.text.find(f"\t{'/'.join(map(str, key))}\n")
            if at >= 0:
                return int(self.text[self.text.rfind("\n", 0, at) + 1 : at])
            key = key[:-1]
        return 1


class Reference(msgspec.Struct, frozen=True, array_like=True):
    """What a text names, and the line on which it does; `path` where that is not the page's own file."""

    name: str
    line: int
    path: str = ""


class Dated(msgspec.Struct, frozen=True, array_like=True):
    """Figures of ours on a page: what they are of, the last day that they count, and when they expire."""

    name: str
    until: datetime.date
    expires: datetime.date
    line: int
    path: str


class Heading(msgspec.Struct, frozen=True):
    id: str
    title: str
    level: int
    line: int = 1


class TextFacts(msgspec.Struct, frozen=True, array_like=True):
    """What the rest of the site has to know of a page's text.

    `links` are the content paths it links to, with their anchors, and its own anchors; `citations` are source keys in
    order of first use; `pictures` are the files of content/ it shows, films and captions too; `addresses` are those of
    e-mail, `numbers` of telephones; `named` are facts of practice.yaml, but for those a block around them asks for.
    """

    links: tuple[Reference, ...] = ()
    citations: tuple[Reference, ...] = ()
    pictures: tuple[Reference, ...] = ()
    addresses: tuple[Reference, ...] = ()
    numbers: tuple[Reference, ...] = ()
    named: tuple[Reference, ...] = ()
    dated: tuple[Dated, ...] = ()


class ReadWords(Words, frozen=True, kw_only=True):
    """Words that were read: `cards` are the alerts' texts as HTML, `named` is what all texts name."""

    cards: tuple[str, ...] = ()
    named: TextFacts = TextFacts()


class Markup(msgspec.Struct, frozen=True):
    """A page's text as HTML: its Markdown fields, its body and the body's headings.

    `words` are what a fault of the finished page may be about: words of headings, and `#` with an id.
    """

    fields: tuple[str, ...]
    body: str
    headings: tuple[Heading, ...]
    facts: TextFacts
    words: tuple[Reference, ...] = ()


class Document(msgspec.Struct, frozen=True, array_like=True):
    """A page of content/: `html` names its text's HTML in the cache, made with the components and tables named.

    `pictures` are the files of content/ that it shows: those of its text, then those of its settings.
    """

    page: AnyPage
    lines: Lines
    text: TextFacts
    pictures: tuple[Reference, ...]
    html: str
    components: tuple[str, ...]
    tables: tuple[str, ...]


class Legend(msgspec.Struct, frozen=True, array_like=True):
    """The words beside a drawing, from the Markdown file that has its name; `key` stands for what is in that."""

    html: str
    text: TextFacts
    key: str


class Content(NamedTuple):
    """All that was written. `paths` are the Markdown files, readable or not; `digests` stand for every file;
    `lines` are those of the files of facts, `legends` the words beside drawings."""

    documents: dict[str, Document]
    paths: frozenset[str]
    digests: dict[str, str]
    practice: Practice | None
    menu: Menu | None
    sources: dict[str, Source] | None
    glossary: dict[str, str]
    consents: dict[str, Consent]
    rules: HouseRules
    words: ReadWords
    lines: dict[str, Lines]
    problems: list[Problem]
    legends: dict[str, Legend]
