"""Files of content/ read whole: a page's dates, the files of facts, tables."""

import pytest
from conftest import CONDITION, HEALTH, PRACTICE, TREATMENT, page
from samples import DRAWING

from sitegen.content import facts_files, tables
from sitegen.model.page import Reference
from sitegen.problems import MOST, Problems

BETWEEN = "next_review: must be later than written, and by at most 36 months"
LIST = "needs a list: lines that begin with '- ', or [one, two]"
EXPLAINED = "write a term and its explanation, `term: explanation`"
QUOTATION = 'a quotation mark that is never closed, or one inside a value; write "" for one inside'
AS_MANY = "they must be as many"


@pytest.mark.parametrize("day", ["2025-12-31", "2026-01-01", "2029-02-01", "2062-01-01"])
def test_next_review_before_or_long_after_written_is_a_problem(problems_of, day):
    fields = f"written: 2026-01-01\nnext_review: {day}\n"
    assert problems_of({"content/contact.md": page("Contact", fields)}) == [f"content/contact.md:6: {BETWEEN}"]


@pytest.mark.parametrize(
    "fields", ["written: 2026-01-01\nnext_review: 2026-01-02\n", "written: 2026-01-01\nnext_review: 2029-01-01\n"]
)
def test_next_review_within_36_months_of_written_is_taken(build_site, fields):
    assert "contact/" in build_site({"content/contact.md": page("Contact", fields)})


@pytest.mark.parametrize("fields", ["written: 2026-01-01\n", "next_review: 2020-01-01\n"])
def test_next_review_or_written_may_stand_alone(build_site, fields):
    assert "contact/" in build_site({"content/contact.md": page("Contact", fields)})


FACTS = {  # file → what is written there, every problem
    "sources.yaml": (
        "nice:\n  text: One\n  tier: A\n"
        "ONE: a text\n"
        "TWO:\n  text: Two\n  tier: E\n  url: ftp://example.org\n  note: Three\n"
        "THREE:\n  - Four\n"
        "FOUR:\n  teir: A\n"
        "FIVE:\n  text: Five\n  tier: A\n  year: MMXX\n  doi: doi.org/10\n  pmid: PMC1\n"
        "  seen: heard of\n  seen_on: May\n",
        [
            "1: 'nice': a source is named by capitals, digits and hyphens, like NICE-2023",
            "4: ONE: needs lines of text, tier and url below it",
            "7: tier: 'E' is not one of A, B, C, D",
            "8: url: 'ftp://example.org' should be an address that begins with http",
            "9: there is no field 'note' here",
            "10: THREE: needs lines of text, tier and url below it",
            "12: the field 'text' is missing; add a line text: …",
            "12: the field 'tier' is missing; add a line tier: A (or B, C, D)",
            "13: there is no field 'teir' here, did you mean 'tier'?",
            "17: year: needs a whole number",
            "18: doi: 'doi.org/10' should be like 10.1000/182",
            "19: pmid: 'PMC1' should be digits, in quotes",
            "20: seen: 'heard of' is not one of full text, abstract, summary",
            "21: seen_on: 'May' is not a date; write year-month-day, like 2026-11-23",
        ],
    ),
    "glossary.yaml": (
        'palsy:\nspasm:\n  - sudden\n"": nothing\nnerve: "  "\nface: the front of the head\n',
        [f"1: 'palsy': {EXPLAINED}", f"2: 'spasm': {EXPLAINED}", f"4: '': {EXPLAINED}", f"5: 'nerve': {EXPLAINED}"],
    ),
    "practice.yaml": (
        PRACTICE.replace("+1310", "1310").replace(": US", ": Usa").replace("org/", "org").replace("city: A city\n", "")
        + "email: nobody\nportal: http://example.org\nfx: 1\nhours: 9-5\n",
        [
            "1: the field 'city' is missing; add a line city: …",
            "2: url: 'https://example.org' should be the site's address, with https:// before it and / at its end",
            "3: telephone: '13105550100' should be like +13105550100, in quotes; "
            'behind +1 stand ten digits, and neither the first nor the fourth is 0 or 1; write "+13105550100"',
            "7: country: 'Usa' should be two capitals, like US",
            "12: email: 'nobody' should be an address alone, like name@example.org",
            "13: portal: 'http://example.org' should be an address that begins with https://, like https://example.org/page",
            "14: there is no field 'fx' here, did you mean 'fax'?",
            f"15: hours: {LIST}",
        ],
    ),
    "menu.yaml": (
        "header: contact.md\nfoter:\n  - contact.md\n",
        [
            f"1: header: {LIST}",
            "1: the field 'footer' is missing; add a line footer: []",
            "2: there is no field 'foter' here, did you mean 'footer'?",
        ],
    ),
}


@pytest.mark.parametrize("name", FACTS)
def test_all_faults_of_a_facts_file_are_told_at_their_lines(problems_of, name):
    text, messages = FACTS[name]
    assert problems_of({f"content/{name}": text}) == [f"content/{name}:{message}" for message in messages]


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- one\n", "1: the settings must be lines of `name: value`"),
        (b"a: b\nc: \xe9\n", "2: not saved as UTF-8; save the file again with encoding UTF-8"),
    ],
)
def test_a_file_of_facts_that_cannot_be_read_is_told_once(problems_of, name, text, message):
    assert problems_of({f"content/{name}": text}) == [f"content/{name}:{message}"]


def test_facts_are_read_with_their_types(build_site):
    content = build_site({"content/practice.yaml": PRACTICE + "postal_code: 02134\nhours: [9 to 5]\n"}).content
    assert (content.practice.postal_code, content.practice.hours) == ("02134", ("9 to 5",))
    assert (content.practice.fax, content.practice.emergency_sources) == (None, ("ONE",))
    assert (content.sources["TWO"].text, content.sources["TWO"].tier) == ("Second source.", "A")
    assert content.menu.header == ("contact.md",)
    assert facts_files.read("glossary.yaml", b"palsy: ' weak '\n")[0] == {"palsy": "weak"}


TABLES = {
    "no rows": ("Months,Share\n", ["1: a table needs a row of column names and at least one row of values"]),
    "nothing at all": ("", ["1: a table needs a row of column names and at least one row of values"]),
    "ragged": (
        "Months,Share\n3\n\n6,70%\n9,80%,90%\n",
        [
            f"2: cells in this row: 1, in the first: 2; {AS_MANY}",
            f"5: cells in this row: 3, in the first: 2; {AS_MANY}",
        ],
    ),
    "a quotation that never ends": ('Months,Share\n"3,60%\n', [f"2: {QUOTATION}"]),
    "a quotation mark inside": ('Months,Share\n"3"4,60%\n', [f"2: {QUOTATION}"]),
    "ragged, then a quotation": (
        'Months,Share\n3\n"6,60%\n',
        [f"2: cells in this row: 1, in the first: 2; {AS_MANY}", f"3: {QUOTATION}"],
    ),
    "another encoding": (
        "Months,Share\n3,é\n".encode("latin-1"),
        ["2: not saved as UTF-8; save the file again with encoding UTF-8 (in Excel: Save as › CSV UTF-8)"],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_none_is_told_at_its_line(problems_of, name):
    table, messages = TABLES[name]
    contact = page("Contact", body='Text.\n\n::: grid data="recovery.csv"\n:::\n')
    assert problems_of({"content/contact.md": contact, "content/recovery.csv": table}) == [
        f"content/recovery.csv:{message}" for message in messages
    ]


def test_a_missing_table_is_told_where_it_is_asked_for_also_in_a_field(problems_of):
    grid = '::: grid data="{}.csv"\n:::\n'
    field = 'evidence: "::: grid data=\\"thin.csv\\"\\n:::"\n'
    files = {"content/treatments/a.md": page("Toxin", TREATMENT.replace("evidence: It is thin.\n", field))}
    files |= {"content/treatments/thick.csv": "a\n1\n"}
    assert problems_of(files | {"content/contact.md": page("Contact", body=f"Text.\n\n{grid.format('months')}")}) == [
        "content/contact.md:9: there is no table 'months.csv'",
        "content/treatments/a.md:12: there is no table 'treatments/thin.csv', did you mean 'treatments/thick.csv'?",
    ]


def test_a_table_path_is_relative_to_its_page(build_site):
    grid = '::: grid data="{}"\n:::\n\n'
    body = grid.format("near.csv") + grid.format("../far.csv")
    site = build_site(
        {
            "content/news/index.md": page("All news", body=body),
            "content/news/near.csv": '\ufeffMonths,Share\r\n\r\n3,"60, or 70"\r\n',
            "content/far.csv": 'Months,Share\n6,"the ""most"""\n9,x\n',
        }
    )
    assert "<table>360, or 70;</table>" in site["news/"]
    assert site.content.documents["news/index.md"].tables == ("news/near.csv", "far.csv")
    assert tables.read_table("far.csv", b'a,b\n6,"x ""y"""\n') == {
        "path": "far.csv",
        "columns": ["a", "b"],
        "rows": [["6", 'x "y"']],
        "lines": [2],
    }


def test_faults_of_the_fields_and_of_the_text_are_told_together(problems_of):
    text = page("Contact", "colour: red\n", 'Text.\n\n::: grid data="months.csv"\n:::\n\n::: nite\nText.\n:::\n')
    assert problems_of({"content/contact.md": text}) == [
        "content/contact.md:5: there is no field 'colour' here",
        "content/contact.md:10: there is no table 'months.csv'",
        "content/contact.md:13: there is no component 'nite', did you mean 'note'?",
    ]


def test_a_page_that_cannot_be_read_is_told_by_its_name(problems_of):
    files = {"content/a.md": "Text.\n", "content/b.md": b"\xe9", "content/c.md": page("C", "x:\ty\n", "<b>\n")}
    assert problems_of(files) == [
        "content/a.md:1: the first line must be three hyphens (---), then the page's settings, then --- again",
        "content/b.md:1: not saved as UTF-8; save the file again with encoding UTF-8",
        "content/c.md:5: a tab among the settings; use spaces instead",
        "content/c.md:8: HTML (<b>) cannot be used here; write **words** for bold ones",
    ]


def test_a_reviewer_has_credentials_or_a_page_that_tells_them(build_site, problems_of):
    def contact(review):
        return {"content/contact.md": page("Contact", f"draft: false\nreviewed: {{on: 2026-01-01, {review}}}\n")}

    assert problems_of(contact("by: Ann Other")) == [
        "content/contact.md:6: reviewed: the field 'credentials' is missing"
    ]
    person = {
        "content/about/index.md": page("About us"),
        "content/about/people/ann.md": page("Ann Other", "name: Ann Other\ncredentials: MD\nrole: Director\n"),
    }
    for review in ("by: Ann Other, credentials: MD", "by: about/people/ann.md"):
        assert "contact/" in build_site(contact(review) | person)


def test_terms_are_explained_to_patients_alone(build_site):
    body = "A palsy.\n"
    fields = HEALTH + "order: 1\n"
    site = build_site(
        {
            "content/living-with/index.md": page("Living"),
            "content/living-with/a.md": page("For patients", fields, body),
            "content/living-with/b.md": page("For doctors", fields.replace("patient", "clinician"), body),
        }
    )
    assert ("<button" in site["living-with/a/"], "<button" in site["living-with/b/"]) == (True, False)


def test_what_the_settings_name_is_told_at_its_line(problems_of):
    text = page("Contact", "search_words:\n  - '{city}'\n  - '310-555-0199'\n")
    [problem] = problems_of({"content/contact.md": text})
    assert problem.startswith("content/contact.md:7: the number '310-555-0199' is not one of practice.yaml's")


def test_faults_of_markdown_in_a_list_are_told_at_their_lines(problems_of):
    fields = TREATMENT.replace("helps_when: []", "helps_when:\n- Fine.\n- <b>")
    files = {"content/treatments/index.md": page("Treatments"), "content/treatments/a.md": page("A", fields)}
    assert problems_of(files) == [
        "content/treatments/a.md:2: title: has 1 character, at least 3 are wanted",
        "content/treatments/a.md:12: HTML (<b>) cannot be used here; write **words** for bold ones",
    ]


def test_a_page_shows_the_pictures_of_its_text_then_those_of_its_settings(build_site):
    case = (
        "procedure: A\nonset_to_treatment: B\ninterval: C\nnot_improved: D\nconditions: []\ntreatments: []\npictures:\n"
    )
    picture = "  - {{view: A, caption: B, consent: R-1, alt: C,\n    src: {}.svg}}\n"
    person = "name: A\ncredentials: MD\nrole: B\nportrait:\n  alt: A\n  src: ../../a.svg\n"
    files = {
        "content/gallery/index.md": page("Gallery"),
        "content/gallery/a.md": page("Case", case + picture.format("../b") + picture.format("c"), "![a](../a.svg)\n"),
        "content/about/index.md": page("About us"),
        "content/about/people/a.md": page("Ann Other", person),
    } | {f"content/{name}.svg": DRAWING for name in ("a", "b", "gallery/c")}
    documents = build_site(files).content.documents
    assert documents["gallery/a.md"].pictures == tuple(
        Reference(name, line) for name, line in (("a.svg", 18), ("b.svg", 13), ("gallery/c.svg", 15))
    )
    assert documents["about/people/a.md"].pictures == (Reference("a.svg", 10),)
    assert documents["about/index.md"].pictures == ()


AS_SAVED = {  # one table, as programs save it
    "with semicolons": "Plan;Taken\nAlpha, of here;yes\n",
    "with tabs": "Plan\tTaken\nAlpha, of here\tyes\n",
    "with Excel's own first line": 'sep=;\nPlan;Taken\n"Alpha, of here";yes\n',
    "with commas and quotes": 'Plan,Taken\n"Alpha, of here",yes\n',
    "with empty rows": ',\nPlan,Taken\n,\n\n"Alpha, of here",yes\n,\n',
    "with empty columns": 'Plan,,Taken,,\n"Alpha, of here",,yes,,\n',
    "with rows that are too long": 'Plan,Taken\n"Alpha, of here",yes,,,\n',
    "with rows that are too short": 'Plan,Taken,\n"Alpha, of here",yes\n',
    "with a mark of its bytes' order": '\ufeffPlan,Taken\r\n"Alpha, of here",yes\r\n',
    "as Unicode text": "Plan\tTaken\r\nAlpha, of here\tyes\r\n".encode("utf-16"),
}


@pytest.mark.parametrize("name", AS_SAVED)
def test_a_table_is_read_as_programs_save_it(name):
    data = AS_SAVED[name]
    table = tables.read_table("t.csv", data if isinstance(data, bytes) else data.encode())
    assert (table["columns"], table["rows"]) == (["Plan", "Taken"], [["Alpha, of here", "yes"]])


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Plan, of here;Taken\nAlpha;yes\n", ["Plan, of here", "Taken"]),
        ("Plan; of here,Taken\nAlpha,yes\n", ["Plan; of here", "Taken"]),
        ('Plan; of here,Taken\n"Alpha,yes\n', None),
        ("Plan\nAlpha; Beta\n", ["Plan"]),
    ],
)
def test_the_sign_between_cells_is_the_one_that_fits_every_row(text, columns):
    if columns:
        assert tables.read_table("t.csv", text.encode())["columns"] == columns
    else:
        with pytest.raises(Problems, match="a quotation mark that is never closed"):
            tables.read_table("t.csv", text.encode())


def test_the_lines_of_a_table_are_those_of_its_file():
    assert tables.read_table("t.csv", b"sep=;\n\nPlan;Taken\n;\nA;1\nB;2\n")["lines"] == [5, 6]


def test_reading_a_table_stops_after_a_hundred_faults():
    with pytest.raises(Problems) as found:
        tables.read_table("t.csv", b"a,b\n" + b"c\n" * 490_000)
    assert len(found.value.problems) == MOST


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("3 months", "2 weeks", True),
        ("1 week", "7 days", True),
        ("72 hours", "3 days", True),
        ("birth", "1 hour", False),
        ("3 weeks", "3 months", False),
    ],
)
def test_a_stage_ends_after_it_starts(build_site, problems_of, start, end, told):
    fields = f"{HEALTH}order: 1\nfrom: {start}\nto: {end}\n"
    files = {"content/when-it-started/index.md": page("When"), "content/when-it-started/a.md": page("Stage", fields)}
    if told:
        message = f"to: '{end}' must be later than from, '{start}'"
        assert problems_of(files) == [f"content/when-it-started/a.md:10: {message}"]
    else:
        assert "when-it-started/a/" in build_site(files)


def test_what_a_list_names_twice_is_told_at_its_second_line(problems_of):
    fields = CONDITION.replace("treatments: []", "treatments: [botox, botox]") + "sources:\n  - ONE\n  - ONE\n"
    files = {"content/conditions/index.md": page("Conditions")} | {"content/conditions/a.md": page(fields=fields)}
    assert problems_of(files | {"content/menu.yaml": "header: [contact.md, contact.md]\nfooter: []\n"}) == [
        "content/conditions/a.md:10: treatments: 'botox' is written twice; take one out",
        "content/conditions/a.md:13: sources: 'ONE' is written twice; take one out",
        "content/menu.yaml:1: header: 'contact.md' is written twice; take one out",
    ]


def test_a_term_explained_twice_is_told(problems_of):
    assert problems_of({"content/glossary.yaml": "palsy: weakness\nPalsy: loss\n"}) == [
        "content/glossary.yaml:2: 'Palsy' is explained twice, first as 'palsy'; keep one"
    ]
    assert problems_of({"content/glossary.yaml": "Bell's palsy: weakness\nBell’s palsy: loss\n"}) == [
        "content/glossary.yaml:2: 'Bell’s palsy' is explained twice, first as 'Bell's palsy'; keep one"
    ]


def test_a_tables_name_may_have_been_pasted_with_signs_that_nobody_sees(build_site):
    body = '::: grid data="t\u00ad.csv"\n:::\n'
    site = build_site({"content/contact.md": page("Contact", body=body), "content/t.csv": "a\n1\n"})
    assert "<table>1;</table>" in site["contact/"]


@pytest.mark.parametrize("draft", ["true", "True"])
def test_what_is_still_to_be_written_stays_a_draft(build_site, draft):
    text = page("A page", f"draft: {draft}\nin_short: TODO more words\n", "TODO\n")
    assert "a/" not in build_site({"content/a.md": text})
