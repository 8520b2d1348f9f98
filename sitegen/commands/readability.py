"""How hard a page is to read: its Flesch-Kincaid grade, names counted as the plain words they stand for."""

import html
import re
from collections.abc import Mapping

import textstat

from sitegen.model.kinds import Page
from sitegen.model.page import Markup

PLAIN: Mapping[str, str] = {  # a plain word → the names of drugs, conditions and operations that it stands for
    "drug": "botulinum toxin|botox|prednisolone|prednisone|steroids?|antivirals?|antibiotics?|acyclovir|valacyclovir"
    "|famciclovir|doxycycline|hyaluronic acid",
    "illness": "bell['’]s pals(?:y|ies)|facial pals(?:y|ies)|facial paralysis|ramsay hunt syndrome|herpes zoster oticus"
    "|(?:post-paralytic )?synkinesis|acoustic neuromas?|vestibular schwannomas?|hemifacial (?:spasm|microsomia)"
    "|moebius syndrome|melkersson-rosenthal syndrome|guillain-barré syndrome|sarcoidosis|lyme disease"
    "|cholesteatomas?|otitis media|diabetes|pre-eclampsia|leukemia",
    "surgery": "(?:masseter|masseteric|hypoglossal) (?:to facial )?(?:nerve )?transfers?|nerve (?:transfers?|grafts?)"
    "|cross-face (?:nerve )?grafts?|gracilis (?:muscle )?transfers?|temporalis (?:tendon )?transfers?|tarsorrhaphy"
    "|(?:modified )?selective (?:neurectomy|neurolysis)|(?:microvascular )?decompression|operations?|surgery",
}
NAMES = [(re.compile(rf"\b(?:{names})\b", re.IGNORECASE), plain) for plain, names in PLAIN.items()]
UNREAD = re.compile(  # no sentences of the text: marks, labels, cells, headings, meanings of terms
    r"<(sup|svg|table|h[1-6]|nav)\b.*?</\1>|<span [^>]*popover.*?</span>", re.DOTALL
)
BLOCK = re.compile(r"</(?:p|li|dd|dt|figcaption|summary|div)>")
TAG = re.compile(r"<[^>]*>")
NO_END = re.compile(r"(?<=\d)\.(?=\d)|(?<=\bDr)\.|(?:\s*[.!?:])+(?=\s*[.!?:])")  # full stops that end no sentence


def grade(page: Page, markup: Markup) -> float:
    """The grade at a US school whose pupils read such a text; 0 for a page of a few words.

    J. P. Kincaid and others, Derivation of new readability formulas, 1975.
    """
    text = prose(" ".join(f"<p>{part}</p>" for part in (page.summary, *markup.fields, markup.body)))
    return round(max(0.0, textstat.flesch_kincaid_grade(text)), 1) if len(text.split()) > 10 else 0.0


def prose(text: str) -> str:
    """HTML → its sentences, each ended by a full stop, with plain words for names."""
    text = UNREAD.sub("", text)
    words = " ".join(html.unescape(TAG.sub("", BLOCK.sub(". ", text))).split())
    for names, plain in NAMES:
        words = names.sub(plain, words)
    return NO_END.sub("", words)
