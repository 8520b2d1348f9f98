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
COMPLETE = {
    "content/practice.yaml": PRACTICE + GIVEN,
    "layouts/security.txt": "Contact: {{ practice.security.contact }}\n",
    "content/sources.yaml": FILES["content/sources.yaml"].split("TWO")[0],
    **{f"content/{folder}/index.md": page(f"The section {folder}") for folder in ("your-visit", "treatments", "news")},
}


def guide(fields=REVIEWED, next_review="2028-01-01"):
    return page("A guide", HEALTH.replace("2027-01-01", next_review) + "order: 1\n" + fields)


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
            page("News", HEALTH + REVIEWED + "date: 2026-01-01\nauthor: Ann Other\nexpires: 2026-11-23\n"),
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
        ("your-visit/a.md", guide(""), "No clinician has reviewed: 1\n  content/your-visit/a.md"),
        (
            "treatments/a.md",
            page("A treatment", TREATMENT.replace("2027-01-01", "2028-01-01") + REVIEWED),
            "Treatments described but not named as the practice's own: 1\n  content/treatments/a.md",
        ),
        (
            "sources.yaml",
            FILES["content/sources.yaml"],
            "Sources no page cites (sources.yaml): 1\n  TWO",
        ),
        (
            "contact.md",
            page("Contact", 'for_counsel: ["Is this enough?"]\n'),
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
        "Drafts: 1\n  content/your-visit/a.md\n\nNo clinician has reviewed: 1\n  content/your-visit/a.md"
    )


def test_a_source_cited_in_a_text_or_named_by_a_page_is_used(build_site):
    for text in (page("Contact", body="Text [@TWO].\n"), page("Contact", "sources: [TWO]\n")):
        files = {"content/sources.yaml": FILES["content/sources.yaml"], "content/contact.md": text}
        assert reported(build_site, files) == "Nothing to look at."


def test_report_lists_reading_grades_hardest_first(build_site):
    hard = guide().replace("Text.", "Reinnervation necessitates extraordinarily complicated microsurgical techniques.")
    for_doctors = guide().replace("audience: patient", "audience: clinician").replace("A guide", "For doctors")
    easy = guide().replace("A guide", "Easy")
    files = {f"content/your-visit/{name}.md": text for name, text in zip("abc", (easy, hard, for_doctors), strict=True)}
    grades = report(build_site(COMPLETE | files, drafts=True), TODAY).split("\n\nReading grade")[1:]
    assert [re.sub(r"\d+\.\d", "0.0", part.strip()) for part in grades] == [
        "of pages for patients, median 0.0: 2\n  0.0  content/your-visit/b.md\n   0.0  content/your-visit/a.md",
        "of pages for clinicians, median 0.0: 1\n   0.0  content/your-visit/c.md",
    ]
