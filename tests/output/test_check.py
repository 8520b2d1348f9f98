"""The finished site as a whole."""

import pytest
from conftest import CONDITION, LAYOUT, PRACTICE, page
from samples import DRAWING

SECTION = {"content/conditions/index.md": page("Conditions")}


def with_layout(html, name="page"):
    return {f"layouts/{name}.html": LAYOUT.replace("<main>", f"<main>{html}")}


def test_an_anchor_on_another_page_is_told_where_it_was_written(problems_of):
    body = "[a](palsy.md#risks) [b](cold-palsy.md#risk)\n\n[c](palsy.md#risk) [d](../index.md#x)\n"
    files = SECTION | {
        "content/conditions/a.md": page("A page of links", CONDITION, body),
        "content/conditions/palsy.md": page("Palsy", CONDITION, "## Risks\n\nText.\n"),
        "content/conditions/cold-palsy.md": page("Cold palsy", CONDITION, "## Risk\n\nText.\n"),
    }
    assert problems_of(files) == [
        "content/conditions/a.md:15: nothing on conditions/palsy/ is called 'risk', did you mean 'risks'?",
        "content/conditions/a.md:15: nothing on the home page is called 'x'",
    ]


def test_an_anchor_on_the_page_itself_is_told_where_it_was_written(problems_of):
    body = "## Risks\n\nSee [above](#risks).\n\nSee [below](#risk).\n"
    assert problems_of({"content/contact.md": page("Contact", body=body)}) == [
        "content/contact.md:11: nothing on the page is called 'risk', did you mean 'risks'?"
    ]


def test_an_anchor_in_a_component_is_told_where_it_was_written(problems_of):
    body = 'Text.\n\n::: door href="index.md#x" text="In"\n:::\n\n::: door href="#y" text="On"\n:::\n'
    assert problems_of({"content/contact.md": page("Contact", body=body)}) == [
        "content/contact.md:12: nothing on the page is called 'y'"
    ]
    body = body.replace("#y", "#x").replace("Text.", "Text.\n\n## X")
    assert problems_of({"content/contact.md": page("Contact", body=body)}) == [
        "content/contact.md:11: nothing on the home page is called 'x'"
    ]


def test_an_anchor_in_a_text_that_begins_like_one_of_ours_is_told_where_it_was_written(problems_of):
    body = "Text [@ONE] and more[^1].\n\n[^1]: A note.\n\n[a](#source-of-trouble)\n\n[b](#fnord)\n"
    assert problems_of({"content/contact.md": page("Contact", body=body)}) == [
        "content/contact.md:11: nothing on the page is called 'source-of-trouble'",
        "content/contact.md:13: nothing on the page is called 'fnord'",
    ]


NAMED = "{% macro to(way) %}{% set path, mark, anchor = way.page.partition('#') %}"
NAMED += '<a href="{{ root }}{{ named[path].url }}{{ mark }}{{ anchor }}">A</a>{% endmacro %}'
NAMED += "{% for way in page.next %}{{ to(way) }}{% endfor %}"
NAMED += "{% for door in page.doors %}{% for way in door.links %}{{ to(way) }}{% endfor %}{% endfor %}"


def test_an_anchor_in_settings_is_told_where_it_was_written(problems_of):
    fields = "next:\n  - {page: index.md#x, why: A}\n  - {page: contact.md#y, why: B}\n"
    fields += (
        "doors:\n  - heading: A\n    links:\n      - {page: index.md, text: A}\n      - {page: index.md#z, text: B}\n"
    )
    files = with_layout(NAMED) | {"content/contact.md": page("Contact", fields)}
    assert problems_of(files | {"content/contact.md": page("Contact", fields.replace("contact.md#y", "index.md"))}) == [
        "content/contact.md:6: nothing on the home page is called 'x'",
        "content/contact.md:12: nothing on the home page is called 'z'",
    ]
    assert problems_of(files) == ["content/contact.md:7: nothing on the page is called 'y'"]


def test_an_anchor_in_the_words_beside_a_drawing_is_told_in_their_file(problems_of):
    files = {
        "layouts/components/drawing.html": "{# A drawing. #}\n<p>{{ file }}{{ caption }}{{ legend }}</p>",
        "content/contact.md": page("Contact", body='::: drawing file="drawings/face.svg" caption="A face"\n:::\n'),
        "content/drawings/face.svg": DRAWING.replace("</title>", "</title><desc>A line.</desc>"),
        "content/drawings/face.md": "Words.\n\n[a](../index.md#x)\n",
    }
    assert problems_of(files) == ["content/drawings/face.md:3: nothing on the home page is called 'x'"]
    files["content/drawings/face.md"] = "Words.\n\n[a](#y)\n"
    assert problems_of(files) == ["content/drawings/face.md: nothing on the page is called 'y'"]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("../index.md#x", "nothing on the home page is called 'x'"),
        ("../contact.md#y", "nothing on the page is called 'y'"),
    ],
)
def test_an_anchor_in_a_drawing_is_told_in_its_file(problems_of, target, told):
    inner = f'</title><desc>A line.</desc>\n<a href="{target}"><text>A</text></a>'
    files = {
        "layouts/components/drawing.html": "{# A drawing. #}\n<p>{{ file }}{{ caption }}{{ legend }}</p>",
        "content/contact.md": page("Contact", body='::: drawing file="drawings/face.svg" caption="A face"\n:::\n'),
        "content/drawings/face.svg": DRAWING.replace("</title>", inner),
    }
    assert problems_of(files) == [f"content/drawings/face.svg:2: {told}"]


def test_an_anchor_in_words_yaml_is_told_where_it_was_written(problems_of):
    html = '{% for tool in shell.words.for_doctors.tools %}{% set path, mark, anchor = tool.page.partition("#") %}'
    html += '<a href="{{ root }}{{ shell.named[path].url }}{{ mark }}{{ anchor }}">A</a>{% endfor %}'
    words = (
        "for_doctors:\n  tools:\n    - {name: A, text: A, page: index.md}\n    - {name: B, text: B, page: index.md#x}\n"
    )
    assert problems_of(with_layout(html) | {"content/words.yaml": words}) == [
        "content/words.yaml:4: nothing on the home page is called 'x'"
    ]


def test_anchors_that_are_there_are_found(build_site):
    body = "## Risks\n\n[a](#risks) [b](index.md#now) [c](contact.md#risks)\n\nLast.\n{: #end }\n\n[d](#end)\n"
    files = {"content/contact.md": page("Contact", body=body), "content/index.md": page("Home", body="## Now\n")}
    assert '<a href="../#now">b</a>' in build_site(files)["contact/"]


def test_links_and_pictures_of_a_layout_must_be_on_the_site(problems_of):
    html = (
        '<a href="{{ root }}contct/">a</a><img alt="" src="{{ root }}b.svg" srcset="{{ root }}c.svg 2x">'
        '<link href="{{ root }}d.css"><script src="{{ root }}e.js"></script><a href="/contact/">f</a>'
    )
    assert problems_of(with_layout(html)) == [
        "content/contact.md:1: '/contact/' is not on the site, did you mean 'contact/'?",
        "content/contact.md:1: 'b.svg' is not on the site",
        "content/contact.md:1: 'c.svg' is not on the site",
        "content/contact.md:1: 'contct/' is not on the site, did you mean 'contact/'?",
        "content/contact.md:1: 'd.css' is not on the site",
        "content/contact.md:1: 'e.js' is not on the site",
    ]


def test_links_to_machine_files_assets_and_aliases_are_found(build_site):
    html = '<a href="{{ root }}robots.txt">a</a><a href="{{ root }}old/">b</a><img alt="" src="{{ root }}{{ icon }}">'
    files = with_layout(html.replace("{{ icon }}", "{{ shell.icons.mark }}")) | {"assets/icons/mark.svg": "<svg/>"}
    site = build_site(files | {"content/contact.md": page("Contact", "aliases: [/old/]\n")})
    assert 'src="../icons/mark.' in site["contact/"]


@pytest.mark.parametrize(
    ("words", "shown"), [("Risks", "Risks"), ("Call {telephone}", "Call (310) 555-0100"), ("Don't wait", "Don’t wait")]
)
def test_faults_of_a_page_are_told_at_the_line_they_come_from(problems_of, words, shown):
    heading = '{# A heading. #}\n<h{{ level|default("2") }}>{{ heading }}</h{{ level|default("2") }}>\n'
    body = 'Text.\n\n::: heading heading="' + words + '" level="4"\n:::\n'
    files = {"layouts/components/heading.html": heading, "content/contact.md": page("Contact", body=body)}
    told = f"the heading '{shown}' has level 4 after level 1; write a ## heading above it"
    assert problems_of(files) == [f"content/contact.md:9: {told}"]


def test_faults_of_a_layout_are_told_at_the_page(problems_of):
    html = '<h1>Again</h1><img src="{{ root }}robots.txt"><p id="a"></p><p id="a"></p><a href="{{ root }}"></a>'
    assert problems_of(with_layout(html)) == [
        "content/contact.md:1: the link to '../' has no words",
        "content/contact.md:1: the page has 2 first-level headings, not one",
        "content/contact.md:1: the picture '../robots.txt' needs words for those who cannot see it (alt)",
        "content/contact.md:1: two things on the page are called 'a'; give one another {: #name }",
    ]


def test_two_pages_of_one_title_or_description_are_told_apart(problems_of):
    same = page("A title", CONDITION).replace("title:", "short_title: Short\ntitle:")
    files = SECTION | {"content/conditions/a.md": same, "content/conditions/b.md": same}
    assert problems_of(files) == [
        "content/conditions/b.md:3: has the same title as conditions/a.md; give one of them its own",
        "content/conditions/b.md:4: has the same description as conditions/a.md; give one of them its own",
    ]


def test_of_two_pages_of_one_title_the_newer_is_told(problems_of):
    new = page("A title", CONDITION.replace("written: 2026-01-01", "written: 2026-02-01"))
    old = page("A title", CONDITION).replace("description: A title", "description: Another")
    told = "content/conditions/a.md:2: has the same title as conditions/b.md; give one of them its own"
    assert problems_of(SECTION | {"content/conditions/a.md": new, "content/conditions/b.md": old}) == [told]


def test_every_page_can_be_reached_from_home(problems_of):
    files = {
        "content/privacy.md": page("Privacy", body="[Terms](terms.md)\n"),
        "content/terms.md": page("Terms", body="[Privacy](privacy.md#x)\n\n## X\n").replace("#x", ""),
    }
    assert problems_of(files) == [
        "content/privacy.md:1: no page leads here; link to it, or move it into a section",
        "content/terms.md:1: no page leads here; link to it, or move it into a section",
    ]


def test_a_page_may_be_reached_through_others(build_site):
    files = {
        "content/contact.md": page("Contact", body="[Privacy](privacy.md)\n"),
        "content/privacy.md": page("Privacy", body="[Terms](terms.md#x)\n"),
        "content/terms.md": page("Terms", body="## X\n\nText.\n"),
    }
    assert "terms/" in build_site(files)


def test_a_link_from_nowhere_but_the_404_page_does_not_count(problems_of):
    files = {"content/404.md": page("Not found", body="[Terms](terms.md)\n"), "content/terms.md": page("Terms")}
    assert problems_of(files) == [
        "content/terms.md:1: no page leads here; link to it, or move it into a section",
    ]


def test_a_draft_may_wait_for_the_links_that_lead_to_it(build_site, problems_of):
    lonely = "content/lonely.md"
    assert "lonely/" in build_site({lonely: page("Lonely", "draft: true\n")}, drafts=True)
    assert problems_of({lonely: page("Lonely")}, drafts=True) == [
        f"{lonely}:1: no page leads here; link to it, or move it into a section"
    ]


def test_an_e_mail_address_that_is_not_the_practices_is_told(problems_of, build_site):
    body = "Write to jane@example.org.\n"
    assert problems_of({"content/contact.md": page("Contact", body=body)}) == [
        "content/contact.md:7: the e-mail address 'jane@example.org' is not one of practice.yaml's; take it out, or "
        "write it there"
    ]
    given = PRACTICE + "email: jane@example.org\n"
    files = {"content/practice.yaml": given, "content/contact.md": page("Contact", body=body)}
    assert body.strip() in build_site(files)["contact/"]
