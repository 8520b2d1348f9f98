"""How hard a page is to read: its Flesch-Kincaid grade, names counted as the plain words they stand for."""

import html
import re
from collections.abc import Mapping, Sequence

from sitegen.model.kinds import Page
from sitegen.model.page import Markup

Names = Sequence[tuple[re.Pattern[str], str]]


def any_of(names: Sequence[str]) -> re.Pattern[str]:
    """Finds the longest of the names, with a straight or a curly apostrophe."""
    written = (re.escape(name).replace("'", "['’]") for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{'|'.join(written)})s?\b", re.IGNORECASE)


def names_of(plain_words: Mapping[str, Sequence[str]]) -> Names:
    """A plain word → the names that it stands for, each also with an s"""
    return [(any_of(names), plain) for plain, names in plain_words.items() if names]


UNREAD = re.compile(  # no sentences of the text: marks, labels, cells, headings, meanings of terms
    r"<(sup|svg|table|h[1-6]|nav)\b.*?</\1>|<span [^>]*popover.*?</span>", re.DOTALL
)
BLOCK = re.compile(r"</(?:p|li|dd|dt|figcaption|summary|div)>")
TAG = re.compile(r"<[^>]*>")
WORD, SENTENCE = re.compile(r"\w[\w'’-]*"), re.compile(r"[^.!?]+")
VOWELS = re.compile("[aeiouyàâäéèêëïîöôüû]+")
SILENT = re.compile(  # an e at the end that is not heard: time, homes, moved; but not table, muscles, places, wanted
    r"(?:[^aeiouyl]|[aeiouy]l)e$|(?:[^aeiouylcghsxz]|[aeiouy]l)es$|(?:[^aeiouyldt]|[aeiouy]l)ed$"
)
NO_END = re.compile(r"(?<=\d)\.(?=\d)|(?<=\bDr)\.|(?:\s*[.!?:])+(?=\s*[.!?:])")  # full stops that end no sentence


def grade(page: Page, markup: Markup, names: Names) -> float:
    """The grade at a US school whose pupils read such a text; 0 for a page of a few words."""
    text = prose(" ".join(f"<p>{part}</p>" for part in (page.summary, *markup.fields, markup.body)), names)
    return round(max(0.0, kincaid(text)), 1) if len(WORD.findall(text)) > 10 else 0.0


def kincaid(text: str) -> float:
    """J. P. Kincaid and others, Derivation of new readability formulas, 1975; a word or two make no sentence."""
    words = WORD.findall(text)
    sentences = [sentence for sentence in SENTENCE.findall(text) if len(WORD.findall(sentence)) > 2]
    heard = sum(syllables(word) for word in words)
    return 0.39 * len(words) / max(1, len(sentences)) + 11.8 * heard / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels that are heard, in each part of the word: city → 2, homes → 1, half-done → 2"""
    parts = filter(None, word.lower().split("-"))
    return sum(max(1, len(VOWELS.findall(part)) - bool(SILENT.search(part))) for part in parts)


def prose(text: str, names: Names) -> str:
    """HTML → its sentences, each ended by a full stop, with plain words for names."""
    text = UNREAD.sub("", text)
    words = " ".join(html.unescape(TAG.sub("", BLOCK.sub(". ", text))).split())
    for name, plain in names:
        words = name.sub(plain, words)
    return NO_END.sub("", words)
