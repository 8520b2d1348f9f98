"""How hard a page is to read."""

import pytest

from sitegen.commands.readability import grade, prose
from sitegen.model.kinds import Page
from sitegen.model.page import Markup, TextFacts

SUMMARY = "The cat sat on the mat. It was a good cat."


def graded(body):
    page = Page(path="a.md", title="A page", description="–", summary=SUMMARY)
    return grade(page, Markup((), body, (), TextFacts()))


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
    ],
)
def test_only_sentences_count_and_names_as_plain_words(html, text):
    assert prose(html).strip() == text


def test_the_grade_is_that_of_kincaids_formula():
    words, sentences, syllables = 20, 4, 20
    text = "<p>The cat sat on the mat. It was a good cat.</p>"
    assert graded(text) == max(0, round(0.39 * words / sentences + 11.8 * syllables / words - 15.59, 1))
    hard = "<p>Reinnervation necessitates extraordinarily complicated microsurgical techniques.</p>"
    assert graded(hard) > 8


def test_a_few_words_have_no_grade():
    assert graded("") == 0.0
