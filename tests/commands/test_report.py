"""What staff should look at."""

import re

import pytest
from conftest import FILES, HEALTH, PRACTICE, TODAY, TREATMENT, page

from sitegen.commands.report import report

REVIEWED = "reviewed:\n  by: Ann Other\n  credentials: MD\n  on: 2026-05-01\n"
GIVEN = (
    'street: 1 A Street\npostal_code: "90210"\nfax: "1"\nemail: us@example.org\nhours: [Always]\n'
    "portal: https://example.org/\nreferrals:\n  telephone: '1'\n  fax: '2'\n  secure_email: us@example.org\n"
    "  portal: https://example.org/\n  acknowledged_within: a day\n  wait: {time: a week, as_of: 2026-11-20}\n"
    "security: {contact: 'mailto:us@example.org', expires: 2027-06-01}\n"
)
NEXT = "next:\n  - {page: index.md, why: Go on}\n"
CITED = "  authors: Other A\n  title: A study\n  year: 2020\n"


def cited(sources):
    """Sources with all that a citation needs."""
    return sources.replace("  tier:", CITED + "  tier:")


COMPLETE = {
    **{f"content/{name}": page(name, NEXT) for name in ("index.md", "contact.md", "404.md")},
    "content/practice.yaml": PRACTICE + GIVEN,
    "layouts/security.txt": "Contact: {{ practice.security.contact }}\n",
    "content/sources.yaml": cited(FILES["content/sources.yaml"].split("TWO")[0]),
    **{
        f"content/{folder}/index.md": page(f"The section {folder}", NEXT)
        for folder in ("your-visit", "treatments", "news")
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
        (
            "practice.yaml",
            PRACTICE,
            "Facts the practice has not given (practice.yaml): 13\n  ZIP code\n  contact for security reports\n"
            "  e-mail address\n  fax number\n"
            "  opening hours\n  patient portal\n  referrals: acknowledged within\n  referrals: fax\n"
            "  referrals: portal\n  referrals: secure email\n  referrals: telephone\n  referrals: wait\n"
            "  street address",
        ),
    ],
)
def test_report_lists(build_site, path, text, line):
    assert reported(build_site, {f"content/{path}": text}) == line


def test_report_separates_its_sections(build_site):
    files = {
        "content/your-visit/b.md": guide(),
        "content/your-visit/a.md": guide("draft: true\n").replace("A gu", "Gu"),
    }
    assert reported(build_site, files) == (
        "Review by a doctor: 1\n  content/your-visit/a.md\n\nDrafts: 1\n  content/your-visit/a.md"
    )


def test_a_source_cited_in_a_text_or_named_by_a_page_is_used(build_site):
    for text in (page("Contact", NEXT, "Text [@TWO].\n"), page("Contact", NEXT + "sources: [TWO]\n")):
        files = {"content/sources.yaml": cited(FILES["content/sources.yaml"]), "content/contact.md": text}
        assert reported(build_site, files) == "Nothing to look at."


def test_report_lists_reading_grades_hardest_first(build_site):
    hard = guide().replace("Text.", "Reinnervation necessitates extraordinarily complicated microsurgical techniques.")
    for_doctors = guide().replace("audience: patient", "audience: clinician").replace("A guide", "For doctors")
    easy = guide().replace("A guide", "Easy")
    files = {f"content/your-visit/{name}.md": text for name, text in zip("abc", (easy, hard, for_doctors), strict=True)}
    grades = report(build_site(COMPLETE | files, drafts=True), TODAY).split("\n\nReading grade")[1:]
    grades = [re.sub(r"\d+\.\d|\d+%", "0", part.strip()) for part in grades]
    rest = "  0 words a sentence, 0 under 7, citations: none"
    assert grades == [
        f"of pages for patients, median 0: 2\n  0  content/your-visit/b.md{rest}\n   0  content/your-visit/a.md{rest}",
        f"of pages for clinicians, median 0: 1\n   0  content/your-visit/c.md{rest}",
    ]


def test_pages_with_doses_are_the_first_for_a_doctor(build_site):
    dose = guide("").replace("Text.", "Take 50 mg a day.").replace("A guide", "Doses")
    files = {"content/your-visit/b.md": dose, "content/your-visit/a.md": guide("")}
    assert reported(build_site, files) == (
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
