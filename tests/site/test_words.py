"""The words on the real pages: cited numbers, no claims we cannot stand by, American spelling, plain language."""

import html
import re
import statistics
import subprocess
import sys
from collections import Counter

import pytest
from conftest import ROOT

from sitegen.cache import content_of
from sitegen.commands.measures import CLINICAL, cut, weak
from sitegen.commands.measures import measured as measure
from sitegen.commands.readability import grade, names_of
from sitegen.commands.wording import leads_nowhere
from sitegen.model.kinds import Health, Treatment
from sitegen.pages import facts

CITATION = re.compile(r'\s*<sup class="citation"[^>]*>.*?</sup>', re.DOTALL)
UNREAD = re.compile(r"<(svg|nav|style|script|h[1-6])\b.*?</\1>|<span [^>]*popover.*?</span>", re.DOTALL)
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
BLOCK = re.compile(r"</?(?:p|li|ul|ol|dd|dt|dl|div|section|figcaption|summary|blockquote|details)\b[^>]*>")
CITED = "§"
FREE = re.compile(  # numbers that state no medical fact
    r"\(310\) 657-2203|\b(?:911|711|988)\b|\b[A-Z]\d\d(?:[.·]\d+\w*)?-?|COVID-19|\b\d(?=\.? [A-Z])|ICD-10(?:-CM)?"
    r"|first 72 hours|\d+ days to \d+ weeks|\d+ weeks to \d+ months|\d+ months to \d+ year|more than \d+ year"
    r"|\b12-week|end of week \d+|FHIR R4"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d+, \d{4}",
    re.IGNORECASE,
)
CLAIMS = re.compile(
    r"world[- ]?renowned|world[- ]?class|world[- ]?leading|unmatched|unparalleled|tenfold|revolutionary|groundbreaking"
    r"|cutting[- ]edge|state[- ]of[- ]the[- ]art|pre-?eminent|tremendous|ideal results?|gold[- ]standard|miracle"
    r"|best[- ]?selling|guarantee\w*|\bpainless|top doctors?|\bbrave|suffer\w*|victims?\b|normal smile|award-winning"
    r"|buttafuoco|gracie|chelsea|\bjane['’]s|beloved|helped hundreds|leading expert|exclusively|highly regarded"
    r"|the best (?:surgeon|doctor|practice|treatment|result|care)|our patients love|you will (?:smile|recover) again"
)
BRITISH = re.compile(
    r"\b(?:tumour|oedema|an[a]esthe(?:sia|tist|tic)|paediatric|h[a]emorrhag|leukaemi|colour|centre|fibre|grey|favour"
    r"|behaviour|neighbour|randomised|organis|recognis|specialise|paralyse|analyse|practise|programme|travell|labell"
    r"|metre|litre|oesophag|diarrhoea|orthopaedic|counsell|judgement|whilst|learnt)\w*",
    re.IGNORECASE,
)
TOLD = re.compile(r"\b(?:page|pages|says|say|clinic|hospital|charity|center|practice|opinion|expert|insurer|tier)s?\b")


@pytest.fixture
def site(real_built):
    return real_built


@pytest.fixture(scope="module")
def measured(real_built):
    return measure(real_built)


def written(site, linked):
    """What a page's writer wrote, as HTML."""
    markup = facts.in_words(site.loaded.texts.markup(linked.document), site.site.practice)
    return "\n".join(f"<p>{part}</p>" for part in (*markup.fields, markup.body))


def sentences(text):
    """HTML → its sentences, each citation within the sentence it stands at."""
    text = CITATION.sub(CITED, UNREAD.sub("", text))
    for block in BLOCK.split(text):
        words = " ".join(html.unescape(re.sub(r"<[^>]*>", "", block)).split())
        words = re.sub(rf"([.!?])({CITED}+)", r"\2\1", re.sub(r"(?<=\d)\.(?=\d)", "·", words))
        yield from re.split(r"(?<=[.!?])\s+", words)


def apart(text, opening):
    """The text without its drawings, each yielded with the paragraph before it."""
    while (start := text.find(opening)) >= 0:
        depth, end = 0, start
        for tag in re.finditer(r"<(/?)div\b[^>]*>", text[start:]):
            depth += -1 if tag[1] else 1
            if not depth:
                end = start + tag.end()
                break
        yield text[start:end], text[:start].rpartition("<p")[2]
        text = text[:start] + text[end:]


def uncited(text):
    for drawing, before in apart(text, '<div class="drawing">'):
        if (
            re.search(r"\d", re.sub(r"<svg.*?</svg>|<[^>]*>|&#\d+;", "", drawing, flags=re.DOTALL))
            and "citation" not in before
        ):
            yield f"a drawing: {drawing[:200]}"
        text = text.replace(drawing, "")
    for table in TABLE.finditer(text):
        before = text[: table.start()].rpartition("<p")[2]
        filled = re.sub(r"<tr>\s*<t[dh]\b.*?</t[dh]>", "", table[0], flags=re.DOTALL)  # the first column numbers rows
        if re.search(r"\d", filled) and "citation" not in table[0] + before:
            yield f"a table: {re.sub(r'<[^>]*>', ' ', table[0])[:80]}"
    for sentence in sentences(TABLE.sub("", text)):
        if re.search(r"\d", FREE.sub("", sentence)) and CITED not in sentence:
            yield sentence


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<p>Of 10 people, 7 recover.</p>", 1),
        ('<p>Of 10 people, 7 recover.<sup class="citation">1</sup> Most do. Of 20, 14.</p>', 1),
        ('<p>Of 10 people, 7 recover<sup class="citation">1</sup>.</p>', 0),
        ("<p>Call 911 within the first 72 hours.</p>", 0),
        ("<table><tr><td>1</td><td>30%</td></tr></table>", 1),
        ('<p>So it was.<sup class="citation">1</sup></p><table><tr><td>1</td><td>30%</td></tr></table>', 0),
        ('<div class="drawing"><svg><text>9</text></svg><div>30%</div></div>', 1),
        ('<p>So.<sup class="citation">1</sup></p><div class="drawing"><div>30%</div></div>', 0),
    ],
)
def test_a_planted_number_without_a_source_is_found(text, count):
    assert len(list(uncited(text))) == count


@pytest.mark.parametrize(("pattern", "words"), [
    (CLAIMS, ("a world-renowned surgeon", "guaranteed", "she suffers", "the best care")),
    (BRITISH, ("a tumour", "anaesthetic", "Colour", "specialised", "whilst")),
    (TOLD, ("the clinic says", "two hospitals", "expert opinion")),
])  # fmt: skip
def test_planted_words_are_found(pattern, words):
    assert [word for word in words if not pattern.search(word)] == []
    assert not pattern.search("a nerve that recovers by itself")


def test_every_number_on_a_health_page_has_its_source_beside_it(site):
    found = {
        path: faults
        for path, linked in site.site.pages.items()
        if isinstance(linked.document.page, Health) and (faults := list(uncited(written(site, linked))))
    }
    assert found == {}


def test_no_page_claims_what_we_cannot_stand_by(site):
    for linked in site.site.pages.values():
        page = linked.document.page
        text = html.unescape(re.sub(r"<[^>]*>", "", written(site, linked)))
        for part in (text, page.title, page.summary, page.description):
            assert CLAIMS.findall(part.lower()) == [], page.path


def test_a_treatment_that_rests_on_the_page_of_another_service_says_so(site):
    sources, resting = site.content.sources, 0
    ours = {key for key, source in sources.items() if source.authors == site.content.practice.name}
    assert ours
    for linked in site.site.pages.values():
        page, cited = linked.document.page, [one.name for one in linked.document.text.citations]
        if isinstance(page, Treatment) and any(sources[key].tier in "CD" for key in cited if key not in ours):
            resting += 1
            assert TOLD.search(re.sub(r"<[^>]*>", "", written(site, linked))), page.path
    assert resting


def test_pages_are_as_plain_as_their_readers_need(site):
    grades, names = {"patient": {}, "clinician": {}}, names_of(site.content.words.plain_words)
    for path, linked in site.site.pages.items():
        page = linked.document.page
        if isinstance(page, Health):
            grades[page.audience][path] = grade(
                page, facts.in_words(site.loaded.texts.markup(linked.document), site.site.practice), names
            )
    assert {path: found for path, found in grades["patient"].items() if found > 8} == {}
    assert {path: found for path, found in grades["clinician"].items() if found > 10} == {}
    assert statistics.median(grades["patient"].values()) <= 6.5


def test_every_patient_page_has_urgent_cards_and_contact(site):
    for linked in site.site.pages.values():
        page = linked.document.page
        if isinstance(page, Health) and page.audience == "patient":
            text = content_of(site.files[f"{linked.card.url}index.html"]).decode()
            assert all(part in text for part in ("emergency-strip", "care-card--urgent", "visit-card")), page.path


def test_every_source_is_used(site):
    cited = {
        key
        for one in site.content.documents.values()
        for key in (*(cited.name for cited in one.text.citations), *one.page.sources)
    }
    cited.update(site.content.words.sources)
    assert site.content.sources.keys() - cited == set()


def test_spelling_is_american(site):
    for path in site.content.paths:  # Markdown only: sources keep their own spelling
        assert BRITISH.findall((ROOT / "content" / path).read_text()) == [], path


def test_words_are_spelled_right():
    command = [
        sys.executable,
        "-m",
        "codespell_lib",
        "--skip=sources.yaml",
        "-Linfarction,ehr",
        "content",
        "layouts",
        "README.md",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_our_words_keep_the_house_rules(measured):
    assert {path: one.self_talk for path, one in measured.items() if one.self_talk} == {}
    assert {path: one.claims for path, one in measured.items() if one.claims} == {}


def test_most_of_what_clinical_pages_cite_is_strong(site, measured):
    cited = [one.tiers for one in measured.values() if isinstance(one.page, CLINICAL)]
    assert weak(sum(cited, Counter())) <= 0.12


def test_search_engines_show_every_title_whole(site, measured):
    practice = site.content.practice
    pages = (one.page for one in measured.values() if not one.page.draft)
    assert [page.path for page in pages if cut(page, practice)] == []


def test_every_page_leads_on(measured):
    assert [path for path, one in measured.items() if leads_nowhere(one.page) and not one.page.draft] == []


def test_sentences_for_patients_run_on_rather_than_march(measured):
    found = [one for one in measured.values() if isinstance(one.page, Health) and one.page.audience == "patient"]
    assert 12 <= statistics.mean(one.rhythm.mean for one in found) <= 15
    assert statistics.median(one.rhythm.short for one in found) < 0.2
    assert {one.page.path: one.rhythm for one in found if one.rhythm.short > 0.3 or one.rhythm.mean > 16} == {}
