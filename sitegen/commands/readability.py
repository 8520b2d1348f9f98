"""How hard a page is to read: its Flesch-Kincaid grade, names counted as the plain words they stand for."""

import html
import re
from collections.abc import Mapping, Sequence

from sitegen.model.kinds import Page
from sitegen.model.page import Markup

PLAIN: Mapping[str, Sequence[str]] = {  # a plain word → the names that it stands for, each also with an s
    "drug": (
        "acyclovir",
        "antibiotic",
        "antiviral",
        "botox",
        "botulinum toxin",
        "doxycycline",
        "famciclovir",
        "hyaluronic acid",
        "prednisolone",
        "prednisone",
        "steroid",
        "valacyclovir",
    ),
    "illness": (
        "acoustic neuroma",
        "bell's palsies",
        "bell's palsy",
        "cholesteatoma",
        "diabetes",
        "facial palsies",
        "facial palsy",
        "facial paralysis",
        "guillain-barré syndrome",
        "hemifacial microsomia",
        "hemifacial spasm",
        "herpes zoster oticus",
        "leukemia",
        "lyme disease",
        "melkersson-rosenthal syndrome",
        "moebius syndrome",
        "otitis media",
        "post-paralytic synkinesis",
        "pre-eclampsia",
        "ramsay hunt syndrome",
        "sarcoidosis",
        "synkinesis",
        "vestibular schwannoma",
    ),
    "surgery": (
        "cross-face graft",
        "cross-face nerve graft",
        "decompression",
        "gracilis muscle transfer",
        "gracilis transfer",
        "hypoglossal nerve transfer",
        "hypoglossal to facial nerve transfer",
        "hypoglossal to facial transfer",
        "hypoglossal transfer",
        "masseter nerve transfer",
        "masseter to facial nerve transfer",
        "masseter to facial transfer",
        "masseter transfer",
        "masseteric nerve transfer",
        "masseteric to facial nerve transfer",
        "masseteric to facial transfer",
        "masseteric transfer",
        "microvascular decompression",
        "modified selective neurectomy",
        "modified selective neurolysis",
        "nerve graft",
        "nerve transfer",
        "operation",
        "selective neurectomy",
        "selective neurolysis",
        "surgery",
        "tarsorrhaphy",
        "temporalis tendon transfer",
        "temporalis transfer",
    ),
}


def any_of(names: Sequence[str]) -> re.Pattern[str]:
    """Finds the longest of the names, with a straight or a curly apostrophe."""
    written = (re.escape(name).replace("'", "['’]") for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{'|'.join(written)})s?\b", re.IGNORECASE)


NAMES = [(any_of(names), plain) for plain, names in PLAIN.items()]
UNREAD = re.compile(  # no sentences of the text: marks, labels, cells, headings, meanings of terms
    r"<(sup|svg|table|h[1-6]|nav)\b.*?</\1>|<span [^>]*popover.*?</span>", re.DOTALL
)
BLOCK = re.compile(r"</(?:p|li|dd|dt|figcaption|summary|div)>")
TAG = re.compile(r"<[^>]*>")
WORD, SENTENCE = re.compile(r"\w[\w'’-]*"), re.compile(r"[^.!?]+")
VOWELS = re.compile("[aeiouyàâäéèêëïîöôüû]+")
SILENT = re.compile(  # an e at the end that is not heard: smile, eyes, moved; but not table, muscles, faces, wanted
    r"(?:[^aeiouyl]|[aeiouy]l)e$|(?:[^aeiouylcghsxz]|[aeiouy]l)es$|(?:[^aeiouyldt]|[aeiouy]l)ed$"
)
NO_END = re.compile(r"(?<=\d)\.(?=\d)|(?<=\bDr)\.|(?:\s*[.!?:])+(?=\s*[.!?:])")  # full stops that end no sentence


def grade(page: Page, markup: Markup) -> float:
    """The grade at a US school whose pupils read such a text; 0 for a page of a few words."""
    text = prose(" ".join(f"<p>{part}</p>" for part in (page.summary, *markup.fields, markup.body)))
    return round(max(0.0, kincaid(text)), 1) if len(WORD.findall(text)) > 10 else 0.0


def kincaid(text: str) -> float:
    """J. P. Kincaid and others, Derivation of new readability formulas, 1975; a word or two make no sentence."""
    words = WORD.findall(text)
    sentences = [sentence for sentence in SENTENCE.findall(text) if len(WORD.findall(sentence)) > 2]
    heard = sum(syllables(word) for word in words)
    return 0.39 * len(words) / max(1, len(sentences)) + 11.8 * heard / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels that are heard, in each part of the word: palsy → 2, smiles → 1, cross-face → 2"""
    parts = filter(None, word.lower().split("-"))
    return sum(max(1, len(VOWELS.findall(part)) - bool(SILENT.search(part))) for part in parts)


def prose(text: str) -> str:
    """HTML → its sentences, each ended by a full stop, with plain words for names."""
    text = UNREAD.sub("", text)
    words = " ".join(html.unescape(TAG.sub("", BLOCK.sub(". ", text))).split())
    for names, plain in NAMES:
        words = names.sub(plain, words)
    return NO_END.sub("", words)
