"""Drawings of content/drawings/ in pages: in a text, in settings, as the practice's mark; and what is told of each."""

import pytest
from conftest import FILES, HEALTH, PRACTICE, page

LAYOUT = FILES["layouts/page.html"].replace("<main>", "<header>{{ logo }}</header><main>")
DOORS = (
    "<main>{{ page.hero }}{% for door in page.doors if door.drawing %}"
    '{{ component("drawing", file=door.drawing.file, caption=door.drawing.caption, legend=door.drawing.legend) }}'
    "{% endfor %}"
)
TOLD = "<title>A face</title><desc>A face from the front.</desc>"


def drawing(inner="", told=TOLD):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{told}\n{inner}</svg>'


SHOWN = '::: drawing file="drawings/face.svg" caption="A caption"\n:::\n'
SITE = {
    "layouts/components/drawing.html": "{# A drawing. #}\n<figure>{{ file }}<b>{{ caption }}</b>{{ legend }}</figure>",
    "layouts/page.html": LAYOUT,
    "layouts/home.html": LAYOUT.replace("<main>", DOORS),
    "layouts/section.html": LAYOUT.replace(
        "<main>", "<main>{% for sign in pictograms.values() %}{{ sign }}{% endfor %}"
    ),
    "content/contact.md": page("Contact", body=SHOWN),
    "content/drawings/face.svg": drawing('<a href="../contact.md"><text>Call us</text></a>'),
}
MARK = {
    "content/practice.yaml": PRACTICE + "logo: drawings/mark.svg\n",
    "content/drawings/mark.svg": drawing('<path d="M0 0h9"/>', told=""),
}


def test_a_page_holds_its_drawing_and_the_words_of_its_markdown_file(build_site):
    words = {"content/drawings/face.md": "1. **An eye:** it closes.\n2. [Ask](../contact.md) or call {telephone}.\n"}
    shown = build_site(SITE | words)["contact/"]
    assert '<figure><svg class="drawing__picture"' in shown and "<b>A caption</b><ol>" in shown
    assert "<strong>An eye:</strong>" in shown and '<a href="../contact/">Ask</a>' in shown
    assert '<a href="tel:+13105550100">(310)\u00a0555-0100</a>' in shown
    assert "\ue001" not in shown


def test_a_drawing_may_stand_alone_and_twice(build_site):
    shown = build_site(SITE | {"content/contact.md": page("Contact", body=f"{SHOWN}\n{SHOWN}")})["contact/"]
    assert shown.count("<b>A caption</b></figure>") == 2
    assert [shown.count(f'id="drawing-{number}-title"') for number in (1, 2)] == [1, 1]


def test_its_links_lead_from_where_the_page_is(build_site):
    home = {"content/index.md": page("Home", "hero: drawings/face.svg\n")}
    site = build_site(SITE | home)
    assert '<a href="../contact/"><text>Call us</text></a>' in site["contact/"]
    assert '<a href="./contact/"><text>Call us</text></a>' in site["index.html"]


def test_settings_may_name_drawings(build_site):
    doors = "doors: [{heading: A, drawing: {file: drawings/eye.svg, caption: An eye}}, {heading: B}]\n"
    referral = {
        "content/index.md": page("Home", f"hero: drawings/face.svg\n{doors}"),
        "content/referral/index.md": page("Referral"),
        "content/referral/dates.md": page("Dates", f"{HEALTH}order: 1\npictogram: drawings/mark.svg\n"),
        "content/drawings/eye.svg": drawing(),
        "content/drawings/eye.md": "Words of an eye.\n",
    }
    site = build_site(SITE | MARK | referral)
    assert "<b>An eye</b><p>Words of an eye.</p></figure>" in site["index.html"]
    assert site["referral/"].split("</header>")[1].count('aria-hidden="true"') == 1
    assert 'role="group"' in site["index.html"]


def test_the_mark_of_a_practice_is_its_own(build_site):
    assert "<header></header>" in build_site(SITE)["contact/"]
    assert '<header><svg class="drawing__picture" viewBox="0 0 9 9"' in build_site(SITE | MARK)["contact/"]


def test_a_page_is_made_again_when_its_drawing_or_the_words_beside_it_change(build_site):
    build_site(SITE | MARK | {"content/drawings/face.md": "Old words.\n"})
    assert (
        "Ring us"
        in build_site(SITE | MARK | {"content/drawings/face.svg": drawing("<text>Ring us</text>")})["contact/"]
    )
    assert "New words" in build_site(SITE | MARK | {"content/drawings/face.md": "New words.\n"})["contact/"]


def test_no_table_stands_beside_a_drawing(problems_of):
    grid = {"layouts/components/grid.html": "{# A grid.\n   data: a table #}\n<p>{{ data.rows }}</p>"}
    words = {"content/drawings/face.md": '::: grid data="a.csv"\n:::\n', "content/drawings/a.csv": "A,B\n1,2\n"}
    assert problems_of(SITE | grid | words) == [f"content/drawings/face.md:1: {PLAIN}"]


PLAIN = "beside a drawing stand plain words, lists and links; put headings, blocks, pictures and sources on the page"


@pytest.mark.parametrize(
    ("files", "problems"),
    [
        (
            {"content/contact.md": page("Contact", body=SHOWN.replace("face", "fase"))},
            ["content/contact.md:7: there is no drawing 'drawings/fase.svg', did you mean 'drawings/face.svg'?"],
        ),
        (
            {"content/contact.md": page("Contact", body=SHOWN.replace("drawings/face", "face"))},
            [
                "content/contact.md:7: the drawing 'face.svg' must be a file in content/drawings/ "
                "whose name ends in .svg; write drawings/face.svg"
            ],
        ),
        (
            {"content/contact.md": page("Contact", body="![A face](drawings/face.svg)\n")},
            [
                "content/contact.md:7: 'drawings/face.svg' is a drawing; "
                'show it with ::: drawing file="drawings/face.svg"'
            ],
        ),
        (
            {"content/index.md": page("Home", "hero: face.svg\n")},
            ["content/index.md:5: hero: 'face.svg' should be a drawing like drawings/face.svg"],
        ),
        (
            {"content/practice.yaml": PRACTICE + "logo: drawings/fase.svg\n"},
            ["content/practice.yaml:13: there is no drawing 'drawings/fase.svg', did you mean 'drawings/face.svg'?"],
        ),
        (
            {"content/practice.yaml": PRACTICE + "logo: drawings/face.svg\n", "content/contact.md": page("Contact")},
            ["content/drawings/face.svg:2: holds links, and stands inside a link; take them out"],
        ),
        (
            {"content/drawings/face.svg": drawing(told="<title>A face</title>")},
            [
                "content/drawings/face.svg:1: has no <title> and <desc>; write both, for those who do not see it",
            ],
        ),
        (
            {"content/drawings/face.svg": drawing('<a href="../contct.md"/>\n<g class="x"/>')},
            [
                "content/drawings/face.svg:3: there is no class 'x' for drawings; there are drawing__clay, "
                "drawing__petrol, drawing__soft, drawing__line, drawing__paper, drawing__light, drawing__dark"
            ],
        ),
        (
            {"content/drawings/face.svg": drawing('<a href="../contct.md"/>')},
            ["content/drawings/face.svg:2: there is no page 'contct.md', did you mean 'contact.md'?"],
        ),
        (
            {"content/drawings/fase.md": "Words.\n"},
            [
                "content/drawings/fase.md: its words would stand beside 'drawings/fase.svg', which is not there, "
                "did you mean 'drawings/face.svg'?"
            ],
        ),
        (
            {"content/drawings/face.md": "## A\n\nB [@ONE].\n\n::: note type=\"loud\"\nC\n:::\n\n![D](../e.png)\n"},
            [f"content/drawings/face.md:{line}: {PLAIN}" for line in (1, 3, 5, 9)],
        ),
        (
            {"content/drawings/face.md": "[A](../b.md) or {fax} or (310) 555-0199\n"},
            [
                "content/drawings/face.md:1: the number '(310) 555-0199' is not one of practice.yaml's; for the "
                "practice's own write {telephone} or {fax}, and another must stand there, under telephones, locations, "
                "referrals or helplines",
                "content/drawings/face.md:1: there is no page 'b.md'",
                "content/drawings/face.md:1: {fax} is not given in practice.yaml; give it there, or put this text "
                'between ::: when given="fax" and a line of :::',
            ],
        ),
        (
            {"content/drawings/face.md": "[A](/b)\n"},
            [
                "content/drawings/face.md:1: no page has the address '/b'; write the path of its file, like contact.md"
            ],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_drawing_is_told(problems_of, files, problems):
    assert problems_of(SITE | files) == problems


def test_a_case_keeps_its_drawing_when_a_picture_is_withheld(build_site):
    fields = "procedure: A\nonset_to_treatment: B\ninterval: C\nnot_improved: D\nconditions: []\ntreatments: []\n"
    fields += "pictures: [{src: face.png, alt: A, view: B, caption: C, consent: NONE}]\n"
    case = page("Case", fields + "doors: [{heading: A, drawing: {file: drawings/face.svg, caption: A face}}]\n")
    files = {"content/gallery/case.md": case, "content/gallery/index.md": page("Gallery")}
    files["content/gallery/face.png"] = b"not read"
    site = build_site(SITE | files | {"layouts/case.html": SITE["layouts/home.html"].replace("{{ page.hero }}", "")})
    assert "<b>A face</b>" in site["gallery/case/"] and len(site.site.withheld) == 1
