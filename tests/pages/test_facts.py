"""Facts of practice.yaml in the words of pages: filled when a page is made, and told where they are not given."""

import pathlib
import re

import pytest
from conftest import FILES, HEALTH, LAYOUT, PRACTICE, page

WHEN = (
    "{# A text that depends on a fact.\n   given: a fact\n   missing: a fact\n   body: Markdown #}\n"
    "{% if given is defined or missing is defined %}{{ body }}{% endif %}\n"
)
HOURS = "{# Hours. #}\n<p>{{ practice.name }}, {{ root }}</p>\n"
BASE = {"layouts/components/when.html": WHEN, "layouts/components/hours.html": HOURS}
LINK = '<a href="tel:+13105550100">(310)\u00a0555-0100</a>'
FAX = '<a href="tel:+13105550101">(310)\u00a0555-0101</a>'
GIVEN = 'fax: (310) 555-0101\nemail: us@example.org\nstreet: 1 A Street\npostal_code: "90210"\n'
GIVEN += 'telephones: [{number: "+13105550102", use: text}]\nbooking: https://book.example.org/us\n'
GIVEN += "insurance: {plans: [Plan Alpha, Plan Beta], checked_on: 2026-11-01}\n"
NOT_GIVEN = (
    "{fax} is not given in practice.yaml; give it there, or put this text between "
    '::: when given="fax" and a line of :::'
)


@pytest.fixture
def text_of(build_site):
    """What stands in <main> of a page with this body."""

    def text_of(body, practice="", fields=""):
        files = {"content/practice.yaml": PRACTICE + practice, "content/contact.md": page("Contact", fields, body)}
        html = build_site(BASE | files)["contact/"]
        return html.split("<main>")[1].split("</main>")[0].strip()

    return text_of


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Call {telephone}.", f"<p>Call {LINK}.</p>"),
        ("**{telephone}**", f"<p><strong>{LINK}</strong></p>"),
        ("{name} in {city}, {region}", "<p>A practice in A city, California</p>"),
        ("{short_name}", "<p>A practice</p>"),
        ("{address}", "<p>1 A Street, A city, CA 90210</p>"),
        ("{email}", '<p><a href="mailto:us@example.org">us@example.org</a></p>'),
        ("{fax}", f"<p>{FAX}</p>"),
        ("{text}", '<p><a href="sms:+13105550102">(310) 555-0102</a></p>'),
        ("{booking}", '<p><a href="https://book.example.org/us">book.example.org/us</a></p>'),
        ("{insurance}", "<p>Plan Alpha, Plan Beta</p>"),
        ("## Ask *us* at {telephone}", '<h2 id="ask-us-at-telephone">Ask <em>us</em> at (310) 555-0100</h2>'),
        ("{emergency_number}", '<p><a href="tel:911">911</a></p>'),
        ("[Call {telephone}](index.md)", '<p><a href="../">Call (310) 555-0100</a></p>'),
        ("[call us]({telephone})", '<p><a href="tel:+13105550100">call us</a></p>'),
        ("[ask {name}]({booking})", '<p><a href="https://book.example.org/us">ask A practice</a></p>'),
        ("## Call {telephone}", '<h2 id="call-telephone">Call (310) 555-0100</h2>'),
        ("`{telephone}` and \\{name}", "<p><code>{telephone}</code> and {name}</p>"),
        ("{ fax }, {\u00a0city }", f"<p>{FAX}, A city</p>"),
        ("{x} and { no } and \\{name}", "<p>{x} and { no } and {name}</p>"),
        ('::: note type="loud"\nAsk {name}.\n:::', '<aside class="loud"><p>Ask A practice.</p></aside>'),
        ('::: door href="index.md" text="Ask {name}"\n:::', '<a class="door" href="../">Ask A practice</a>'),
        (
            "| Call {telephone} |\n|---|\n| {telephone} |",
            f'<table>\n<thead>\n<tr>\n<th scope="col">Call {LINK}</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
            f'<th scope="row">{LINK}</th>\n</tr>\n</tbody>\n</table>',
        ),
        ("::: hours\n:::", "<p>A practice, ../</p>"),
    ],
)  # fmt: skip
def test_a_fact_is_printed_from_practice_yaml(text_of, written, shown):
    assert text_of(written + "\n", GIVEN) == shown


def test_a_fact_in_a_columns_name_is_plain_where_small_screens_repeat_it(text_of):
    assert '<td data-label="Fax (310) 555-0101">2</td>' in text_of("| A | Fax {fax} |\n|---|---|\n| 1 | 2 |\n", GIVEN)


def test_a_fact_that_holds_signs_is_shown_as_text(build_site):
    practice = PRACTICE.replace("name: A practice", "name: 'A <q> & \"c\" {x}'")
    files = {"content/practice.yaml": practice, "content/contact.md": page("Contact", body="{name}\n")}
    assert "<p>A &lt;q&gt; &amp; &#34;c&#34; {x}</p>" in build_site(BASE | files)["contact/"]


def test_settings_hold_facts_as_plain_words(build_site):
    head = '<meta name="description" content="{{ page.description }}"><p>{{ page.summary }}</p>'
    text = page("Call {telephone}", "short_title: '{city}'\n")
    files = {
        "layouts/page.html": head + LAYOUT,
        "content/contact.md": text.replace("summary: Call", "summary: Ask {name}"),
    }
    shown = build_site(BASE | files)
    assert "<title>Call (310) 555-0100</title>" in shown["contact/"] and ">A city</a>" in shown["index.html"]
    assert 'content="Call (310) 555-0100, words' in shown["contact/"] and "<p>Ask A practice" in shown["contact/"]


def test_a_fact_that_makes_a_setting_too_long_is_told(problems_of):
    title = "A title of just so many letters as a title can have: {telephone}"
    [problem] = problems_of({"content/contact.md": page("Contact").replace("title: Contact", f"title: '{title}'")})
    assert problem == "content/contact.md:2: title: with its facts filled in it is too long; write fewer words"


def test_a_changed_fact_needs_no_new_conversion(build_site):
    files = {"content/contact.md": page("Contact", body="Call {telephone}.\n")}
    root = build_site(BASE | files).root
    kept = set(pathlib.Path(root, ".cache/bodies").iterdir())
    site = build_site(BASE | files | {"content/practice.yaml": PRACTICE.replace("0100", "0199")})
    assert "(310)\u00a0555-0199</a>" in site["contact/"] and "0100" not in site["contact/"]
    assert set(pathlib.Path(root, ".cache/bodies").iterdir()) == kept


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("Line.\n\nFax {fax}.", f"content/contact.md:9: {NOT_GIVEN}"),
        (
            "Call {telefone}.",
            "content/contact.md:7: there is no fact 'telefone', did you mean 'telephone'? For braces around a word "
            "write \\{",
        ),
        (
            "[Call](tel:{telephone})",
            "content/contact.md:7: a link to a fact is written [call us]({telephone}); it can lead to telephone, text, "
            "email, directions, booking, pay, portal, form, emergency_number",
        ),
        (
            "[Here]({city})",
            "content/contact.md:7: a link to a fact is written [call us]({telephone}); it can lead to telephone, text, "
            "email, directions, booking, pay, portal, form, emergency_number",
        ),
        ('::: when given="fx"\nText.\n:::', "content/contact.md:7: when: there is no fact 'fx', did you mean 'fax'?"),
        (
            "::: when\nText.\n:::",
            'content/contact.md:7: when: write either given="…" or missing="…", with the name of one fact',
        ),
        (
            '::: when given="fax" missing="email"\nText.\n:::',
            'content/contact.md:7: when: write either given="…" or missing="…", with the name of one fact',
        ),
        (
            '::: when given="name"\n## A heading\n:::',
            "content/contact.md:7: when: no heading or footnote can stand in it; put it before or behind",
        ),
        ("::: hours\nText.\n:::", "content/contact.md:7: 'hours' takes no text; close it (:::) on the line below"),
        ('::: hours practice="x"\n:::', "content/contact.md:7: hours: there is no parameter 'practice'"),
        (
            '::: when given="doctors.fax"\nFax {doctors.fax}, or {fax}.\n:::',
            f"content/contact.md:8: {NOT_GIVEN}",
        ),
        (
            '::: when given="doctors.wait"\n{doctors.wait}\n:::\n\nThe wait is {doctors.wait}.',
            "content/contact.md:11: " + NOT_GIVEN.replace("fax", "doctors.wait"),
        ),
    ],
)  # fmt: skip
def test_a_fault_in_naming_a_fact_is_told_at_its_line(problems_of, written, message):
    assert problems_of(BASE | {"content/contact.md": page("Contact", body=written + "\n")}) == [message]


UNCLOSED = "'{0}' lacks its closing brace; write {{telephone}}"


@pytest.mark.parametrize(
    ("text", "brace"),
    [("Call {telephone", "{telephone"), ("{ telephone.", "{ telephone"), ("{telephone]", "{telephone")],
)
def test_a_fact_without_its_closing_brace_is_told(problems_of, text, brace):
    settings = f"search_words: ['{text}']\n"
    files = {
        "content/contact.md": page("Contact", settings, f"Text.\n\n{text} now\n"),
        "content/words.yaml": f"labels:\n  strip: 'Now {text}'\n",
    }
    assert problems_of(BASE | files) == [
        f"content/contact.md:5: search_words: {UNCLOSED.format(brace)}",
        f"content/contact.md:10: {UNCLOSED.format(brace)}",
        f"content/words.yaml:2: labels: strip: {UNCLOSED.format(brace)}",
    ]


def test_braces_that_are_meant_are_no_unclosed_facts(build_site):
    text = page(
        "Contact", "changes:\n  - {on: 2026-01-01, what: '\\{text'}\n", "A \\{name and {textile and {text: x}\n"
    )
    assert "A {name and {textile and {text: x}" in build_site(BASE | {"content/contact.md": text})["contact/"]


def test_a_fact_that_is_not_given_is_told_in_settings_too(problems_of):
    text = page("Contact", "search_words: ['{fax}']\n")
    assert problems_of(BASE | {"content/contact.md": text}) == [f"content/contact.md:5: {NOT_GIVEN}"]


DEPENDING = (
    'Before.\n\n::: when given="fax"\nFax: {fax}\n\n::: when missing="email"\nNo e-mail.\n:::\n:::\n\n'
    '::: when missing="fax"\nWe have no fax.\n:::\n\nAfter.\n'
)


@pytest.mark.parametrize(
    ("practice", "shown"),
    [
        ("", ["Before.", "We have no fax.", "After."]),
        ("fax: (310) 555-0101\n", ["Before.", f"Fax: {FAX}", "No e-mail.", "After."]),
        ("fax: (310) 555-0101\nemail: us@example.org\n", ["Before.", f"Fax: {FAX}", "After."]),
    ],
)
def test_a_text_is_shown_while_its_fact_is_given_or_missing(text_of, practice, shown):
    assert re.findall("<p>(.*?)</p>", text_of(DEPENDING, practice)) == shown


def test_a_source_cited_only_where_nothing_is_shown_has_no_way_back(build_site):
    way = '{% if source.is_cited %}<a href="#cited-{{ source.number }}">Back</a>{% endif %}'
    back = f"{{% for source in sources %}}{way}{{% endfor %}}"
    text = page("Contact", body='::: when given="fax"\nFax [@ONE].\n:::\n\nMore [@TWO].\n')
    files = BASE | {"layouts/page.html": LAYOUT + back, "content/contact.md": text}
    assert "#cited-1" not in build_site(files)["contact/"] and "#cited-2" in build_site(files)["contact/"]


def test_facts_stand_in_fields_of_markdown_too(build_site):
    shown = "{% for text in page.publications %}<p>{{ text }}</p>{% endfor %}"
    person = "name: Ann Other\ncredentials: MD\nrole: Director\npublications: ['Ask {telephone}.']\n"
    files = {
        "layouts/person.html": LAYOUT + shown,
        "content/about/index.md": page("About us"),
        "content/about/people/ann.md": page("Ann Other", person),
    }
    assert f"<p>Ask {LINK}.</p>" in build_site(BASE | files)["about/people/ann/"]


REVIEW = "reviewed: {{by: {}, on: 2026-05-01}}\n"
PERSON = {
    "content/about/index.md": page("About us"),
    "content/about/people/ann.md": page("Ann's page", "name: Ann Other\ncredentials: MD\nrole: Director\n"),
    "content/your-visit/index.md": page("Your visit"),
    "layouts/guide.html": LAYOUT + "<p>Checked by {{ page.reviewed.by }}, {{ page.reviewed.credentials }}</p>",
}


def guide(by):
    return {"content/your-visit/a.md": page("A guide", HEALTH + "order: 1\n" + REVIEW.format(by))}


def test_a_reviewer_may_be_named_by_their_page(build_site):
    site = build_site(PERSON | guide("about/people/ann.md"))
    assert "<p>Checked by Ann Other, MD</p>" in site["your-visit/a/"]


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ("Ann Other", "reviewed: the field 'credentials' is missing"),
        ("about/people/an.md", "there is no page 'about/people/an.md', did you mean 'about/people/ann.md'?"),
        ("contact.md", "reviewed: by: 'contact.md' is no page of a person; name one of about/people/"),
    ],
)
def test_a_reviewer_without_a_page_or_credentials_is_told(problems_of, by, message):
    assert problems_of(PERSON | guide(by)) == [f"content/your-visit/a.md:9: {message}"]


@pytest.mark.parametrize(
    "written",
    ["(310)\u00a0555-0199", "310–555–0199", "310\u2011555\u20110199", "310/555-0199", "3105550199",
     "Call (310) 555-0199.", "[Call](tel:+13105550199)", "Fax 310-555-0199", "[Write](sms:+13105550199)",
     '::: door href="index.md" text="310.555.0199"\n:::'],
)  # fmt: skip
def test_a_number_that_is_not_the_practices_is_told(problems_of, written):
    [problem] = problems_of({"content/contact.md": page("Contact", body=f"Text.\n\n{written}\n")})
    assert problem.startswith("content/contact.md:9: the number '") and "is not one of practice.yaml's" in problem
    assert "write {telephone} or {fax}" in problem


def test_a_number_in_the_settings_is_looked_at_too(problems_of):
    [problem] = problems_of({"content/contact.md": page("Contact", "search_words: ['(310) 555-0199']\n")})
    assert problem.startswith("content/contact.md:5: the number '(310) 555-0199' is not one")


def test_an_address_that_is_not_the_practices_cannot_be_written_to(problems_of):
    [problem] = problems_of({"content/contact.md": page("Contact", body="[Write](mailto:them@example.org)\n")})
    assert problem.startswith("content/contact.md:7: the e-mail address 'them@example.org' is not one")


def test_the_practices_own_numbers_and_addresses_are_allowed(build_site):
    given = GIVEN + (
        'helplines:\n  - {number: "1-800-555-0103", name: A helpline, source: ONE}\n'
        "referrals: {telephone: 310-555-0104, fax: (310) 555-0105}\n"
    )
    body = (
        "(310) 555-0100, 310-555-0101, [text](sms:+13105550102), (800) 555-0103, (310) 555-0104, +13105550105, "
        "[write](mailto:us@example.org)\n"
    )
    site = build_site({"content/practice.yaml": PRACTICE + given, "content/contact.md": page("Contact", body=body)})
    assert '<a href="sms:+13105550102">text</a>' in site["contact/"]
    assert '<a href="mailto:us@example.org">write</a>' in site["contact/"]


def test_what_practice_yaml_names_has_to_be_there(problems_of):
    more = (
        "notices:\n  - {text: Hello, until: 2026-12-01, pages: [contct.md]}\n"
        'helplines:\n  - {number: "988", name: A helpline, source: TREE}\n'
    )
    first = len(PRACTICE.splitlines())
    assert problems_of({"content/practice.yaml": PRACTICE + more}) == [
        f"content/practice.yaml:{first + 2}: there is no page 'contct.md', did you mean 'contact.md'?",
        f"content/practice.yaml:{first + 4}: no source called 'TREE' in sources.yaml",
    ]


def test_without_the_file_of_facts_nothing_else_is_told_of_them(problems_of):
    files = FILES | {"content/practice.yaml": "name: A\n", "content/contact.md": page("Contact", body="{fax}\n")}
    assert {problem.split(":")[0] for problem in problems_of(files)} == {"content/practice.yaml"}
