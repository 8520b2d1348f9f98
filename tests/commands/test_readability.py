"""How hard a page is to read."""

import pytest

from sitegen.commands.readability import grade, kincaid, names_of, prose, syllables
from sitegen.model.kinds import Page
from sitegen.model.page import Markup, TextFacts

NAMES = names_of(
    {
        "drug": ["botox", "botulinum toxin", "steroid"],
        "illness": ["bell's palsies", "bell's palsy", "post-paralytic synkinesis", "synkinesis"],
        "surgery": ["cross-face nerve graft", "masseter to facial nerve transfer", "nerve graft"],
        "nothing": [],
    }
)
SUMMARY = "The cat sat on the mat. It was a good cat."


def graded(body):
    page = Page(path="a.md", title="A page", description="–", summary=SUMMARY)
    return grade(page, Markup((), body, (), TextFacts()), NAMES)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>You may <b>rest</b>.</p><p>Then go.</p>", "You may rest. Then go."),
        ("<ul><li>a red eye</li><li>pain</li></ul>", "a red eye. pain."),
        ("<h2>What it is</h2><p>A nerve.</p>", "A nerve."),
        ("<table><tr><td>Day 1</td></tr></table><p>A nerve.</p>", "A nerve."),
        ('<p>It helps<sup class="citation"><a href="#source-1">1</a></sup>.</p>', "It helps."),
        ("<p>About 20.4 points, says Dr. Azizzadeh.</p>", "About 204 points, says Dr Azizzadeh."),
        ("<p>Bell’s palsy and botulinum toxin (Botox)</p>", "illness and drug (drug)."),
        ("<p>A masseter to facial nerve transfer &amp; more</p>", "A surgery & more."),
        ("<p>BELL'S PALSIES, post-paralytic synkinesis, synkinetic</p>", "illness, illness, synkinetic."),
        ("<p>Two cross-face nerve grafts and steroids</p>", "Two surgery and drug."),
    ],
)
def test_only_sentences_count_and_names_as_plain_words(html, text):
    assert prose(html, NAMES).strip() == text


SHORT = "The cat sat on the mat and the dog lay on the rug by the door."
PLAIN = "The nerve swells in its narrow canal. People often wake with a weak face. Most recover within three months."
HARD = "Reconstructive operations occasionally necessitate additional rehabilitation afterwards."


@pytest.mark.parametrize(
    ("text", "words", "sentences", "heard", "score"),
    [
        (SHORT, 16, 1, 16, 2.45),  # 0.39 × 16 + 11.8 × 1 − 15.59
        (PLAIN, 19, 3, 26, 3.0274),  # 9 + 9 + 8 syllables: 0.39 × 6.3333 + 11.8 × 1.3684 − 15.59
        (HARD, 7, 1, 30, 37.7114),  # 4 + 4 + 5 + 4 + 4 + 6 + 3 syllables: 0.39 × 7 + 11.8 × 4.2857 − 15.59
        (f"{SHORT} A note. {PLAIN}", 37, 4, 44, 2.0499),  # a label has words and is no sentence
    ],
)
def test_the_score_is_that_of_kincaids_formula(text, words, sentences, heard, score):
    assert (len(text.split()), text.count(".") - text.count("A note."), heard) == (words, sentences, heard)
    assert sum(syllables(word.strip(".")) for word in text.split()) == heard
    assert kincaid(text) == pytest.approx(score, abs=0.0001)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("nerve time homes eyes face faced moved whole the be three once mm 204 eye’s", 1),
        ("palsy table muscles muddled faces wanted needed patches roses people narrow cross-face Dr.-led", 2),
        ("recover bell’s-palsy surgery parotid", 3),
        ("operation rehabilitate", None),
    ],
)
def test_syllables_are_vowels_that_are_heard(words, count):
    found = {word: syllables(word) for word in words.split()}
    assert found == (dict.fromkeys(found, count) if count else {"operation": 4, "rehabilitate": 5})


def test_a_page_has_its_grade_to_a_tenth_and_never_below_nothing():
    assert graded(f"<p>{PLAIN}</p>") == round(kincaid(f"{SUMMARY} {PLAIN}"), 1) == 1.3
    assert graded("<p>The cat sat on the mat.</p>") == 0.0


@pytest.mark.parametrize("text", ["", "– " * 20, "- " * 20])
def test_a_text_without_words_has_no_grade(text):
    assert graded(text) == 0.0


def test_a_few_words_have_no_grade():
    assert graded("") == 0.0
