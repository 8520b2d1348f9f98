"""What staff should look at."""

import re

import pytest
from conftest import FILES, HEALTH, PRACTICE, TODAY, TREATMENT, page
from samples import DRAWING, file_of, photograph

from sitegen.commands.report import report

REVIEWED = "reviewed:\n  by: Ann Other\n  credentials: MD\n  on: 2026-05-01\n"
GIVEN = (
    'street: 1 A Street\npostal_code: "90210"\nfax: (310) 555-0101\nemail: us@example.org\nhours: [Always]\n'
    "portal: https://example.org/\nreferrals:\n  telephone: (310) 555-0102\n  fax: (310) 555-0103\n"
    "  secure_email: us@example.org\n"
    "  portal: https://example.org/\n  acknowledged_within: a day\n  wait: {time: a week, as_of: 2026-11-20}\n"
    "security: {contact: 'mailto:us@example.org', expires: 2027-06-01}\n"
    "timezone: America/Los_Angeles\nbooking: https://example.org/book\nlanguages: [English]\n"
    "insurance: {plans: [Plan Alpha], checked_on: 2026-11-01}\n"
)
WITH_DIRECTOR = PRACTICE.replace("director: contact.md", "director: about/people/ann.md")
PERSON = "name: Ann Other\ncredentials: MD\nrole: Director\n"
TITLES = "portrait: {src: ann.svg, alt: Her face}\nboards: [A board]\nposts: [A hospital]\n"
OFFERED = TREATMENT.replace("2027-01-01", "2028-01-01").replace("offered: false", "offered: true") + REVIEWED
CASE = (
    "procedure: A\nonset_to_treatment: A\ninterval: A\nnot_improved: A\nconditions: []\ntreatments: [offered]\n"
    "pictures: [{src: face.jpg, alt: A face, view: front, caption: Before, consent: ONE}]\n"
)
NEXT = "next:\n  - {page: index.md, why: Go on}\n"
CITED = "  authors: Other A\n  title: A study\n  year: 2020\n"


def cited(sources):
    """Sources with all that a citation needs."""
    return sources.replace("  tier:", CITED + "  tier:")


COMPLETE = {
    **{f"content/{name}": page(name, NEXT) for name in ("index.md", "contact.md", "404.md")},
    "content/practice.yaml": WITH_DIRECTOR + GIVEN,
    "content/about/people/ann.md": page("Ann Other", PERSON + TITLES + NEXT),
    "content/about/people/ann.svg": DRAWING,
    "content/treatments/offered.md": page("An offered treatment", OFFERED + NEXT),
    "content/gallery/case.md": page("A case", CASE + NEXT),
    "content/gallery/face.jpg": file_of(photograph(60, 40)),
    "content/consent.yaml": "ONE: {scope: [website], date: 2026-01-01, expiry: 2030-01-01}\n",
    "layouts/security.txt": "Contact: {{ practice.security.contact }}\n",
    "content/sources.yaml": cited(FILES["content/sources.yaml"].split("TWO")[0]),
    **{
        f"content/{folder}/index.md": page(f"The section {folder}", NEXT)
        for folder in ("your-visit", "treatments", "news", "gallery", "about")
    },
}


def guide(fields=REVIEWED, next_review="2028-01-01"):
    return page("A guide", HEALTH.replace("2027-01-01", next_review) + "order: 1\n" + NEXT + fields)


def reported(build_site, files):
    """What staff are told but for the reading grades."""
    return report(build_site(COMPLETE | files, drafts=True), TODAY).partition("\n\nReading grade")[0]


def test_report_of_a_site_in_order(build_site):
    assert reported(build_site, {"content/your-visit/a.md": guide()}) == "Nothing to look at."


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("your-visit/a.md", guide(REVIEWED + "draft: true\n"), "Drafts: 1\n  content/your-visit/a.md"),
        (
            "your-visit/a.md",
            guide(REVIEWED + "publish_on: 2026-11-24\n"),
            "Not published yet: 1\n  content/your-visit/a.md  2026-11-24",
        ),
        (
            "news/a.md",
            page("News", HEALTH + NEXT + REVIEWED + "date: 2026-01-01\nauthor: Ann Other\nexpires: 2026-11-23\n"),
            "Expired: 1\n  content/news/a.md  2026-11-23",
        ),
        (
            "your-visit/a.md",
            guide(next_review="2026-11-23"),
            "Review overdue: 1\n  content/your-visit/a.md  2026-11-23",
        ),
        (
            "your-visit/a.md",
            guide(next_review="2026-11-24"),
            "Review due within 90 days: 1\n  content/your-visit/a.md  2026-11-24",
        ),
        ("your-visit/a.md", guide(""), "Review by a doctor: 1\n  content/your-visit/a.md"),
        (
            "treatments/a.md",
            page("A treatment", TREATMENT.replace("2027-01-01", "2028-01-01") + NEXT + REVIEWED),
            "Treatments described but not named as the practice's own: 1\n  content/treatments/a.md",
        ),
        (
            "sources.yaml",
            cited(FILES["content/sources.yaml"]),
            "Sources no page cites (sources.yaml): 1\n  TWO",
        ),
        (
            "contact.md",
            page("Contact", NEXT + 'for_counsel: ["Is this enough?"]\n'),
            "For counsel to confirm: 1\n  content/contact.md  Is this enough?",
        ),
    ],
)
def test_report_lists(build_site, path, text, line):
    told = reported(build_site, {f"content/{path}": text})
    if told.startswith("Before launch: 1\n  content/  reviewed"):  # said once more, in short
        told = told.partition("\n\n")[2]
    assert told == line


def test_report_lists_facts_not_given(build_site):
    assert reported(build_site, {"content/practice.yaml": WITH_DIRECTOR}) == (
        "Before launch: 4\n"
        "  content/practice.yaml  email, telephones (use: text), booking or form: a way to write to you\n"
        "  content/practice.yaml  hours: when you are open\n"
        "  content/practice.yaml  referrals: fax, secure_email or portal: where doctors send records\n"
        "  content/practice.yaml  street and postal_code, or locations: where you are\n\n"
        "Facts the practice has not given (practice.yaml): 17\n  ZIP code\n  contact for security reports\n"
        "  e-mail address\n  fax number\n  insurance plans\n  languages spoken\n"
        "  opening hours\n  page to ask for a visit online\n  patient portal\n  referrals: acknowledged within\n"
        "  referrals: fax\n  referrals: portal\n  referrals: secure email\n  referrals: telephone\n  referrals: wait\n"
        "  street address\n  time zone"
    )


def test_report_begins_with_what_a_launch_needs(build_site):
    files = {
        "content/about/people/ann.md": page("Ann Other", PERSON),
        "content/treatments/offered.md": page("A treatment", OFFERED.replace("true", "false").replace(REVIEWED, "")),
        "content/gallery/case.md": page("A case", CASE.replace("face.jpg", "face.svg")),
        "content/gallery/face.svg": DRAWING,
    }
    assert reported(build_site, files).partition("\n\n")[0] == (
        "Before launch: 5\n"
        "  content/  reviewed: 1 of 1 pages for a clinician to check, listed below\n"
        "  content/about/people/ann.md  boards and posts: the confirmed titles, in full\n"
        "  content/about/people/ann.md  portrait: a photograph (src) and what it shows (alt)\n"
        "  content/gallery/  pictures: photographs of a case, each with its consent in content/consent.yaml\n"
        "  content/treatments/  offered: true where the practice does it"
    )


def test_report_asks_for_a_director_with_a_page(build_site):
    told = reported(build_site, {"content/practice.yaml": PRACTICE + GIVEN})
    assert told.startswith("Before launch: 1\n  content/practice.yaml  director: a page of a person")


def test_report_lists_numbers_in_figures_and_facts_that_are_over(build_site):
    over = (
        "notices:\n  - {text: Over, until: 2026-11-22}\n  - {text: Now, until: 2026-11-23}\n"
        "locations:\n  - street: 1 A Street\n    hours: [Always]\n    postal_code: '90211'\n"
        "    exceptions: [{on: 2026-11-20, hours: closed}]\n"
    )
    given = GIVEN.replace('street: 1 A Street\npostal_code: "90210"\n', "").replace("hours: [Always]\n", "")
    practice = WITH_DIRECTOR + given + over
    first = len((WITH_DIRECTOR + given).splitlines())
    body = "Call {telephone}.\n\nCall [(310) 555-0100](tel:+13105550100).\n"
    files = {"content/practice.yaml": practice, "content/contact.md": page("Contact", NEXT, body)}
    assert reported(build_site, files) == (
        "The number in figures: write {telephone}, which changes with practice.yaml: 1\n  content/contact.md:11\n\n"
        "Special days and notices that are over (practice.yaml): 2\n"
        f"  content/practice.yaml:{first + 2}  2026-11-22\n  content/practice.yaml:{first + 8}  2026-11-20"
    )


def test_report_separates_its_sections(build_site):
    files = {
        "content/your-visit/b.md": guide(),
        "content/your-visit/a.md": guide("draft: true\n").replace("A gu", "Gu"),
    }
    assert reported(build_site, files) == (
        "Before launch: 1\n  content/  reviewed: 1 of 3 pages for a clinician to check, listed below\n\n"
        "Review by a doctor: 1\n  content/your-visit/a.md\n\nDrafts: 1\n  content/your-visit/a.md"
    )


def test_a_source_cited_in_a_text_or_named_by_a_page_is_used(build_site):
    for text in (page("Contact", NEXT, "Text [@TWO].\n"), page("Contact", NEXT + "sources: [TWO]\n")):
        files = {"content/sources.yaml": cited(FILES["content/sources.yaml"]), "content/contact.md": text}
        assert reported(build_site, files) == "Nothing to look at."


def test_a_source_of_a_figure_or_a_helpline_is_used(build_site):
    sources = {"content/sources.yaml": cited(FILES["content/sources.yaml"])}
    figure = "title: A guide\nglance: [{figure: '1', text: one, source: TWO}]\n"
    guides = {"content/your-visit/b.md": guide().replace("title: A guide\n", figure)}
    assert "Sources no page cites" not in reported(build_site, sources | guides)
    practice = FILES.get("content/practice.yaml", PRACTICE)
    helpline = "helplines:\n  - {number: '988', name: A line, source: TWO}\n"
    assert "Sources no page cites" not in reported(build_site, sources | {"content/practice.yaml": practice + helpline})


def test_report_lists_reading_grades_hardest_first(build_site):
    hard = guide().replace("Text.", "Reinnervation necessitates extraordinarily complicated microsurgical techniques.")
    for_doctors = guide().replace("audience: patient", "audience: clinician").replace("A guide", "For doctors")
    easy = guide().replace("A guide", "Easy")
    files = {f"content/your-visit/{name}.md": text for name, text in zip("abc", (easy, hard, for_doctors), strict=True)}
    grades = report(build_site(COMPLETE | files, drafts=True), TODAY).split("\n\nReading grade")[1:]
    grades = [re.sub(r"\d+\.\d|\d+%", "0", part.strip()) for part in grades]
    rest = "  0 words a sentence, 0 under 7, citations: none"
    assert grades == [
        f"of pages for patients, median 0: 3\n  0  content/your-visit/b.md{rest}\n   0  content/your-visit/a.md{rest}\n"
        f"   0  content/treatments/offered.md{rest}",
        f"of pages for clinicians, median 0: 1\n   0  content/your-visit/c.md{rest}",
    ]


def test_pages_with_doses_are_the_first_for_a_doctor(build_site):
    dose = guide("").replace("Text.", "Take 50 mg a day.").replace("A guide", "Doses")
    files = {"content/your-visit/b.md": dose, "content/your-visit/a.md": guide("")}
    assert reported(build_site, files).partition("\n\n")[2] == (
        "Review by a doctor, first of all, as they give doses: 1\n  content/your-visit/b.md\n\n"
        "Review by a doctor: 1\n  content/your-visit/a.md"
    )


ARTICLE = HEALTH.replace("2027", "2028") + NEXT + REVIEWED + "date: 2026-01-01\nauthor: B\n"
RULES = "self_talk:\n  our own page: say the fact\nclaims:\n  guarantee: give the figure\n"
POOR = cited(FILES["content/sources.yaml"]).replace("A\n  url: https://example.org/2", "C\n  doi: 10.1000/2")
WORDING = [
    (
        {"content/contact.md": page("Contact", NEXT, "Our own page guarantees it.\n")},
        "Pages that speak of themselves (house-rules.yaml): 1\n  content/contact.md  'our own page': say the fact\n\n"
        "Claims that nobody can stand by (house-rules.yaml): 1\n  content/contact.md  'guarantee': give the figure",
    ),
    (
        {
            "content/sources.yaml": POOR,
            "content/news/a.md": page("A study", ARTICLE, "One [@TWO].\n"),
            "content/contact.md": page("Contact", NEXT, "One [@ONE; @TWO].\n"),
        },
        "Clinical pages with more than one citation in 8 of tier C or D (all together: 100%): 1\n"
        "  content/news/a.md  100%",
    ),
    (
        {"content/contact.md": page("C" * 53, NEXT)},
        f"Titles that search engines cut: 1\n  content/contact.md  1 characters too many: {'C' * 53}",
    ),
    (
        {"content/contact.md": page("Contact"), "content/404.md": page("Not found")},
        "Pages that name no next page (`next`): 1\n  content/contact.md",
    ),
    (
        {"content/sources.yaml": cited(FILES["content/sources.yaml"].split("TWO")[0]).replace("  year: 2020\n", "")},
        "Sources that lack a part of their citation (sources.yaml): 1\n  ONE  year",
    ),
]


@pytest.mark.parametrize(("files", "told"), WORDING)
def test_report_tells_what_words_and_sources_lack(build_site, files, told):
    assert reported(build_site, {"content/house-rules.yaml": RULES} | files) == told


def test_a_row_tells_how_a_page_reads_and_what_it_cites(build_site):
    body = "Here are twelve words, all of them in one and the same sentence [@ONE]. These are six words in all.\n"
    text = report(build_site(COMPLETE | {"content/your-visit/a.md": guide().replace("Text.\n", body)}), TODAY)
    assert re.search(r"\n  .{4}  content/your-visit/a\.md  \d+\.\d words a sentence, 33% under 7, citations: A1$", text)
