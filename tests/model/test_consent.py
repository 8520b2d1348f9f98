"""No picture of a patient is published without a consent that allows it, and none stays when that ends."""

import datetime
import os
import pathlib
import re

import pytest
from axe import broken
from chromium import needs_chromium
from conftest import CONDITION, LAYOUT, TODAY, TREATMENT, page
from playwright.sync_api import expect
from samples import SECRETS, file_of, from_a_telephone, photograph
from servers import serving

import build as commands
from sitegen.commands import check
from sitegen.commands.preview import Preview
from sitegen.commands.report import report
from sitegen.output.publish import publish
from sitegen.problems import Problems

CONSENT = "R-1:\n  scope: [website]\n  date: 2026-01-01\n  expiry: 2027-01-01\n"
CASE = """procedure: A nerve transfer
onset_to_treatment: 5 months
interval: 1 year
not_improved: The brow
conditions: [palsy]
treatments: [transfer]
pictures:
  - {src: before.jpg, alt: A face, view: At rest, caption: Before, consent: R-1}
  - {src: after.jpg, alt: A face, view: At rest, caption: After, consent: R-2}
"""
FILES = {
    "content/conditions/index.md": page("Conditions"),
    "content/conditions/palsy.md": page("Palsy", CONDITION),
    "content/treatments/index.md": page("Treatments"),
    "content/treatments/transfer.md": page("Transfer", TREATMENT),
    "content/gallery/index.md": page("Gallery", "lists: cases\n"),
    "content/gallery/a.md": page("A case", CASE),
    "content/gallery/before.jpg": from_a_telephone(photograph(400, 260, seed=1)),
    "content/gallery/after.jpg": from_a_telephone(photograph(400, 260, seed=2)),
    "content/consent.yaml": CONSENT + CONSENT.replace("R-1", "R-2"),
    "layouts/case.html": '<!doctype html><title>{{ page.title }}</title><h1>a</h1><a href="{{ root }}">c</a>'
    '{% for p in page.pictures %}<img alt="{{ p.caption }}" src="{{ p.src }}">{% endfor %}'
    "{% for group in groups %}{{ group.heading }}: {{ group.cards[0].title }}. {% endfor %}",
}
OUT = "'before.jpg' is not published: take it out of the page and delete its file"


def with_consent(text):
    return FILES | {"content/consent.yaml": text + CONSENT.replace("R-1", "R-2")}


def shown(site):
    return re.findall(r'alt="(\w+)"', site["gallery/a/"])


def copies(root):
    """Every file below a folder that was made from a photograph."""
    names = [f"{folder}/{name}" for folder, _, names in os.walk(root) for name in names]
    return {name for name in names if re.search(r"-\d+\.(avif|webp|jpeg)$", name)}


def test_a_picture_with_a_consent_is_published(build_site):
    site = build_site(FILES)
    assert shown(site) == ["Before", "After"] and site.site.withheld == []
    assert not any(secret in pathlib.Path(file.path).read_bytes() for path, file in site.files.items()
                   if path.startswith("pictures/") for secret in SECRETS)  # fmt: skip
    assert "R-1" not in "".join(site[path] for path in site.files if path.endswith((".html", ".txt")))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there is no consent 'R-1' in consent.yaml, did you mean 'R-2'?"),
        (CONSENT.replace("2027-01-01", "2026-11-23"), "the consent 'R-1' ended on 2026-11-23"),
        (CONSENT + "  withdrawn: 2026-11-01\n", "the consent 'R-1' was withdrawn on 2026-11-01"),
        (CONSENT + "  withdrawn: 2027-11-01\n", "the consent 'R-1' was withdrawn on 2027-11-01"),
        (
            CONSENT.replace("2026-01-01", "2026-11-24") + "  withdrawn: 2026-11-01\n",
            "the consent 'R-1' was withdrawn on 2026-11-01",
        ),
        (
            CONSENT.replace("website", "lectures, publications"),
            "the consent 'R-1' is for lectures and publications, not for the website",
        ),
        (CONSENT.replace("website", ""), "the consent 'R-1' is for nothing, not for the website"),
    ],
)
def test_a_picture_that_no_consent_allows_is_told_and_left_out(build_site, text, why):
    site = build_site(with_consent(text))
    assert shown(site) == ["After"]
    [problem] = Problems(site.site.withheld).below("content").problems
    assert str(problem) == f"content/gallery/a.md:12: {why}; {OUT}"
    commands.build_and_publish(site.root, TODAY)
    kept = {os.path.basename(name) for name in copies(site.root)}
    assert {os.path.basename(path) for path in site.files if re.search(r"-\d+\.(avif|webp|jpeg)$", path)} == kept


def test_a_consent_holds_from_its_own_day(build_site):
    assert shown(build_site(with_consent(CONSENT.replace("2026-01-01", str(TODAY))))) == ["Before", "After"]
    site = build_site(with_consent(CONSENT.replace("2026-01-01", "2026-11-24")))
    assert shown(site) == ["After"]
    [problem] = site.site.withheld
    assert problem.message == "the consent 'R-1' begins on 2026-11-24; 'before.jpg' is not published until then"


def test_a_site_without_a_register_has_no_pictures_of_patients(build_site):
    site = build_site({name: text for name, text in FILES.items() if name != "content/consent.yaml"})
    assert shown(site) == [] and len(site.site.withheld) == 2 and not copies(site.root)


@pytest.mark.parametrize("change", ["", CONSENT + "  withdrawn: 2026-11-01\n"])
def test_a_consent_that_goes_takes_every_copy_with_it(build_site, change):
    site = build_site(FILES)
    kept = f"{site.root}/.cache"
    for _ in range(2):
        commands.build_and_publish(site.root, TODAY)
        files = commands.build(site.root, TODAY, drafts=True, base="/").files
        publish(files, f"{kept}/preview", f"{kept}/preview-spare")
    before = {os.path.basename(name) for name in copies(site.root)}
    pathlib.Path(site.root, "content/consent.yaml").write_text(change + CONSENT.replace("R-1", "R-2"))
    said = commands.build_and_publish(site.root, TODAY)
    left = {os.path.basename(name) for name in copies(site.root)}
    assert len(before) == 12 and len(left) == 6 and left < before
    assert said.splitlines()[0].startswith("9 pages in public/") and said.splitlines()[1].endswith(OUT)


def test_a_consent_that_ends_takes_its_pictures_out_that_day(build_site):
    site = build_site(FILES)
    last = datetime.date(2026, 12, 31)
    assert commands.build(site.root, last).site.withheld == []
    ended = commands.build(site.root, last + datetime.timedelta(1))
    assert len(ended.site.withheld) == 2 and not copies(f"{site.root}/.cache/pictures")


def test_only_a_case_shows_a_picture_of_the_gallery(problems_of):
    person = "name: A Nurse\ncredentials: RN\nrole: Nurse\nportrait: {src: ../../gallery/before.jpg, alt: A}\n"
    people = {"content/about/index.md": page("About"), "content/about/people/a.md": page("A nurse", person)}
    assert problems_of(FILES | people | {"content/about/people/index.md": page("People")}) == [
        "content/about/people/a.md:8: 'gallery/before.jpg' may show a patient; make it one of a case's `pictures`, "
        "with its consent"
    ]


def test_a_case_shows_pictures_of_the_gallery_alone(problems_of):
    files = FILES | {"content/gallery/a.md": page("A case", CASE.replace("src: before", "src: ../before"))}
    assert problems_of(files | {"content/before.jpg": FILES["content/gallery/before.jpg"]}) == [
        "content/gallery/a.md:12: a case's pictures lie in gallery/, where no other page may show them; "
        "move 'before.jpg' there"
    ]


def test_report_lists_ending_consents_and_unused_pictures(build_site):
    files = FILES | {
        "content/consent.yaml": CONSENT.replace("2027-01-01", "2027-02-21") + CONSENT.replace("R-1", "R-3")
        + CONSENT.replace("R-1", "R-4").replace("2027-01-01", "2027-02-22"),
        "content/left.jpg": file_of(photograph()),
    }  # fmt: skip
    site = build_site(files, drafts=True)
    text = report(site, TODAY)
    assert "Consent ends within 90 days (consent.yaml): 2\n  R-1  2027-02-21\n  R-3  2027-01-01\n" in text
    assert "Left out: no consent, or overtaken by time: 1\n  content/gallery/a.md:13: there is no consent 'R-2'" in text
    assert "Pictures and films no page shows: 1\n  content/left.jpg\n" in text


def test_a_picture_of_a_patient_stands_in_no_text(problems_of):
    files = FILES | {"content/contact.md": page("Contact", body="![A face](gallery/before.jpg)\n")}
    assert problems_of(files) == [
        "content/contact.md:7: 'gallery/before.jpg' may show a patient; make it one of a case's `pictures`, "
        "with its consent"
    ]


def test_a_missing_picture_is_told(problems_of):
    assert problems_of({name: data for name, data in FILES.items() if "before.jpg" not in name}) == [
        "content/gallery/a.md:12: there is no picture 'gallery/before.jpg', did you mean 'gallery/after.jpg'?"
    ]


def test_the_register_is_read_strictly(problems_of):
    text = "jane:\n  scope: [website]\nR-2: yes\nR-3:\n  scope: [web]\n  date: 2026-01-01\n  expiry: 2025-01-01\n"
    assert problems_of(FILES | {"content/consent.yaml": text + CONSENT.replace("2027", "2025")}) == [
        "content/consent.yaml:1: 'jane': a consent is named by capitals, digits and hyphens, never by a person's name",
        "content/consent.yaml:3: R-2: needs lines of scope, date and expiry below it",
        "content/consent.yaml:5: scope: 'web' is not one of website, words, lectures, publications",
        "content/consent.yaml:11: expiry: must be later than date",
    ]


def test_a_consent_ends_after_the_day_on_which_it_begins(problems_of, build_site):
    same_day = CONSENT.replace("2027-01-01", "2026-01-01")
    assert problems_of(with_consent(same_day)) == ["content/consent.yaml:4: expiry: must be later than date"]
    next_day = CONSENT.replace("2027-01-01", "2026-01-02")
    assert len(build_site(with_consent(next_day)).site.withheld) == 1  # it has ended since


def test_a_case_stands_under_its_condition_and_its_procedure(build_site):
    layout = LAYOUT + "{% for name, cards in listed %}[{{ name }}: {{ cards[0].title }}]{% endfor %}"
    site = build_site(FILES | {"layouts/section.html": layout})
    assert "[By condition: Palsy: A case][By procedure: Transfer: A case]" in site["gallery/"]
    assert "Conditions: Palsy. Treatments: Transfer. " in site["gallery/a/"]
    assert "<h2>In the gallery</h2>" in site["treatments/transfer/"]


@needs_chromium
@pytest.mark.parametrize("width", [360, 1280])
def test_case_pictures_are_folded_stacked_and_equally_high(tmp_path, copied, open_page, width):
    root = copied(tmp_path)
    path = tmp_path / "content/gallery/sample-case.md"
    text = path.read_text().replace("draft: true\n", "", 1).replace("src: test-pattern-two.png", "src: high.jpg")
    path.write_text(text.replace("TEST-PATTERN", "FPI-1"))
    register = tmp_path / "content/consent.yaml"
    register.write_text(register.read_text().replace("TEST-PATTERN", "FPI-1"))
    (tmp_path / "content/gallery/high.jpg").write_bytes(file_of(photograph(400, 900)))
    commands.build_and_publish(root, datetime.date(2026, 11, 27))
    with serving(tmp_path / "public") as address:
        page = open_page(width, bypass_csp=True)
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}gallery/sample-case/")
        images = page.locator("main img")
        expect(images).to_have_count(2)
        expect(images.first).not_to_be_visible()
        page.wait_for_timeout(300)
        assert not [url for url in asked if "/pictures/" in url]
        expect(page.get_by_text("Results differ.")).to_be_visible()
        assert page.locator("meta[name=robots]").get_attribute("content") == "noimageindex"
        page.get_by_text("Show the pictures (2)").click()
        expect(images.last).to_be_visible()
        boxes = [images.nth(number).bounding_box() for number in range(2)]
        assert boxes[0]["height"] == boxes[1]["height"] and boxes[0]["x"] == boxes[1]["x"]
        assert boxes[1]["y"] > boxes[0]["y"] + boxes[0]["height"]
        caption = page.locator("figcaption").first.inner_text()
        for words in ("View", "Procedure", "From the change to treatment", "From treatment", "What did not improve"):
            assert words in caption
        assert broken(page) == []


def test_the_sample_case_is_a_draft_and_published_nowhere(real_built):
    assert "gallery/sample-case/index.html" not in real_built.files
    assert real_built.content.documents["gallery/sample-case.md"].page.draft


def test_a_check_fails_and_the_preview_says_so(build_site):
    site = build_site(with_consent(""))
    with pytest.raises(Problems, match="^content/gallery/a.md:12: there is no consent 'R-1'"):
        check.main(site.root, TODAY)
    preview = Preview(site.root, lambda root, day, **options: commands.build(root, TODAY, **options), "/")
    status, _, data = preview.page("gallery/a/")
    assert status == 200 and b"there is no consent &#x27;R-1&#x27;" in data and b"Before" not in data
