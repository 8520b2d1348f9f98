"""Fields of the front matter: unknown, missing or wrong ones, told in a writer's words at their own line."""

import datetime

import pytest
from conftest import HEALTH, TREATMENT, page

LIST = "needs a list: lines that begin with '- ', or [one, two]"
REVIEW = "needs lines below it: by: …, on: …"
NO_DATE = "is not a date; write year-month-day, like 2026-11-23"
EMPTY = "is empty; fill it in, or take the line out"

WRONG = {  # fields that begin in line 5 of a page → every problem, without the file's name
    "colour: red": ["5: there is no field 'colour' here"],
    "sumary: red": ["5: there is no field 'sumary' here, did you mean 'summary'?"],
    "path: b.md": ["5: there is no field 'path' here"],
    "group: sudden": ["5: there is no field 'group' here"],
    "short_title: [One, Two]": ["5: short_title: needs a text, not a list"],
    "audience: [patient]": ["5: audience: needs a text, not a list"],
    "sources: [[ONE]]": ["5: sources: needs a text, not a list"],
    "aliases: /old/": [f"5: aliases: {LIST}"],
    "changes: We moved": [f"5: changes: {LIST}"],
    "changes:\n  on: 2026-01-01\n  what: We moved": [f"5: changes: {LIST}"],
    "changes: [We moved]": ["5: changes: needs lines below it: on: …, what: …"],
    "reviewed: Ann Other": [f"5: reviewed: {REVIEW}"],
    "reviewed: [Ann Other]": [f"5: reviewed: {REVIEW}"],
    "written: [2026-01-01]": ["5: written: needs a date like 2026-11-23"],
    "draft: maybe": ["5: draft: write true or false"],
    "draft: [true]": ["5: draft: write true or false"],
    "written: soon": [f"5: written: 'soon' {NO_DATE}"],
    "written: 2026-02-30": [f"5: written: '2026-02-30' {NO_DATE}"],
    "written: 2026-13-01": [f"5: written: '2026-13-01' {NO_DATE}"],
    "publish_on: 23.11.2026": [f"5: publish_on: '23.11.2026' {NO_DATE}"],
    "publish_on: 2026-1-1": [f"5: publish_on: '2026-1-1' {NO_DATE}"],
    "audience: patients": ["5: audience: 'patients' is not one of patient, clinician, did you mean 'patient'?"],
    "audience: dogs": ["5: audience: 'dogs' is not one of patient, clinician"],
    "audience:": [f"5: audience: {EMPTY}"],
    "short_title: ''": [f"5: short_title: {EMPTY}"],
    "written: '  '": [f"5: written: {EMPTY}"],
    "short_title: A": ["5: short_title: has 1 character, at least 2 are wanted"],
    f"short_title: {'a' * 31}": ["5: short_title: has 31 characters, at most 30 are wanted"],
    "sources:\n  - ONE\n  - TWO\n  - ONE": ["8: sources: 'ONE' is written twice; take one out"],
    "sources:\n  - ONE\n  - ''": [f"7: sources: {EMPTY}"],
    "aliases:\n  - old\n  - /b/": ["6: aliases: 'old' should be an address of our own site, like /old/page/"],
}


@pytest.mark.parametrize("fields", WRONG)
def test_a_wrong_field_is_told_at_its_line(problems_of, fields):
    problems = problems_of({"content/a.md": page(fields=fields + "\n")})
    assert problems == [f"content/a.md:{message}" for message in WRONG[fields]]


OF_A_KIND = {  # what only some kinds have: file, fields, every problem
    "a list for a Markdown text": (
        "treatments/a.md",
        TREATMENT.replace("It is thin.", "[It, is, thin]"),
        ["12: evidence: needs a text, not a list"],
    ),
    "a Markdown text for a list": (
        "treatments/a.md",
        TREATMENT.replace("helps_when: []", "helps_when: Always"),
        [f"10: helps_when: {LIST}"],
    ),
    "neither true nor false": (
        "treatments/a.md",
        TREATMENT.replace("false", "perhaps"),
        ["14: offered: write true or false"],
    ),
    "a choice with a near one": (
        "treatments/a.md",
        TREATMENT.replace("surgical", "surgicl"),
        [
            "8: group: 'surgicl' is not one of non-surgical, surgical, did you mean 'surgical'?",
        ],
    ),
    "a word for a number": ("living-with/a.md", HEALTH + "order: first\n", ["8: order: needs a whole number"]),
    "a part of a number": ("living-with/a.md", HEALTH + "order: 1.5\n", ["8: order: needs a whole number"]),
    "a list for a number": ("living-with/a.md", HEALTH + "order: [1]\n", ["8: order: needs a whole number"]),
    "a number too small": ("living-with/a.md", HEALTH + "order: -1\n", ["8: order: -1 is too small, the limit is 0"]),
    "a number too large": (
        "living-with/a.md",
        HEALTH + "order: 1000\n",
        ["8: order: 1000 is too large, the limit is 999"],
    ),
    "every missing field": (
        "conditions/a.md",
        "",
        [
            f"1: the field '{line.partition(':')[0]}' is missing; add a line {line}"
            for line in (
                "audience: patient (or clinician)",
                "group: …",
                "next_review: 2026-11-23",
                "stages: []",
                "treatments: []",
                "written: 2026-11-23",
            )
        ],
    ),
    "a missing field by its written name": (
        "when-it-started/a.md",
        HEALTH + "order: 1\nstarts: birth\n",
        ["1: the field 'from' is missing; add a line from: …", "9: there is no field 'starts' here"],
    ),
    "parts of a picture": (
        "gallery/a.md",
        "procedure: One\nonset_to_treatment: Two\ninterval: Three\nnot_improved: Four\nconditions: []\ntreatments: []\n"
        "pictures:\n  - src: a.png\n    alt: ''\n    captoin: Four\n",
        [
            "12: pictures: the field 'caption' is missing; add a line caption: …",
            "12: pictures: the field 'consent' is missing; add a line consent: …",
            "12: pictures: the field 'view' is missing; add a line view: …",
            f"13: pictures: alt: {EMPTY}",
            "14: pictures: there is no field 'captoin' here, did you mean 'caption'?",
        ],
    ),
}


@pytest.mark.parametrize("name", OF_A_KIND)
def test_a_wrong_field_of_one_kind_is_told_at_its_line(problems_of, name):
    path, fields, messages = OF_A_KIND[name]
    assert problems_of({f"content/{path}": page(fields=fields)}) == [f"content/{path}:{text}" for text in messages]


def test_faults_inside_a_review_and_inside_changes_have_their_own_lines(problems_of):
    review = "reviewed:\n  by: Ann Other\n  credential: MD\n  on: 2026-02-30\n"
    changes = "changes:\n  - on: 2026-01-01\n    what: We moved\n  - on: then\n    wat: Nothing\n"
    assert problems_of({"content/a.md": page(fields=review + changes)}) == [
        "content/a.md:5: reviewed: the field 'credentials' is missing",
        "content/a.md:7: reviewed: there is no field 'credential' here, did you mean 'credentials'?",
        f"content/a.md:8: reviewed: on: '2026-02-30' {NO_DATE}",
        f"content/a.md:12: changes: on: 'then' {NO_DATE}",
        "content/a.md:12: changes: the field 'what' is missing; add a line what: …",
        "content/a.md:13: changes: there is no field 'wat' here, did you mean 'what'?",
    ]


def test_all_faults_of_a_file_are_told_at_once(problems_of):
    text = "---\ntitle: A\ncolour: red\ndraft: maybe\naudience: [dogs]\naliases:\n  - a\n  - b\n---\n\n{{ no }}\n"
    assert problems_of({"content/a.md": text, "content/b.md": page(fields="color: red\n")}) == [
        "content/a.md:1: the field 'description' is missing; add a line description: …",
        "content/a.md:1: the field 'summary' is missing; add a line summary: …",
        "content/a.md:2: title: has 1 character, at least 3 are wanted",
        "content/a.md:3: there is no field 'colour' here",
        "content/a.md:4: draft: write true or false",
        "content/a.md:5: audience: needs a text, not a list",
        "content/a.md:7: aliases: 'a' should be an address of our own site, like /old/page/",
        "content/a.md:8: aliases: 'b' should be an address of our own site, like /old/page/",
        "content/a.md:11: '{{ no }}': a command of another program; use Markdown or a ::: component instead, "
        "and {telephone} for a fact",
        "content/b.md:5: there is no field 'color' here",
    ]


@pytest.mark.parametrize(("written", "draft"), [("true", True), ("' True '", True), ("false", False), ("FALSE", False)])
def test_true_and_false_may_have_capitals(build_site, written, draft):
    site = build_site({"content/contact.md": page("Contact", f"draft: {written}\n")}, drafts=True)
    assert site.content.documents["contact.md"].page.draft is draft


def test_values_are_typed_and_stripped(build_site):
    fields = (
        "short_title: ' Call\u00a0us '\nsources: [' ONE ']\nreviewed: {by: ' Ann ', credentials: MD, on: 2026-02-01}\n"
    )
    contact = build_site({"content/contact.md": page("Contact", fields)}).content.documents["contact.md"].page
    assert (contact.short_title, contact.sources, contact.draft) == ("Call us", ("ONE",), False)
    assert (contact.reviewed.by, contact.reviewed.on) == ("Ann", datetime.date(2026, 2, 1))
