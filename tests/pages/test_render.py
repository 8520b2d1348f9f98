"""What a layout sees of a page."""

import re

from conftest import HEALTH, TREATMENT, page

GUIDES = {"content/your-visit/index.md": page("Your visit")}


def shown(build_site, template, fields="order: 1\n", body="Text.\n", **options):
    """What a guide's layout shows for a template."""
    files = {"layouts/guide.html": f"<h1>A</h1><main>{template}</main>{{{{ body }}}}"}
    guide = {"content/your-visit/a.md": page("A guide", HEALTH + fields, body)}
    return build_site(GUIDES | files | guide, **options)["your-visit/a/"].split("<main>")[1].split("</main>")[0]


SEEN = {
    "{{ root }} {{ url }} {{ address }}": "../../ your-visit/a/ https://example.org/your-visit/a/",
    "{{ kind }} {{ layout }} {{ health }} {{ preview }}": "guide guide.html True False",
    "{{ page.title }} {{ page.order }} {{ page.draft }}": "A guide 1 False",
    "{{ page.written }} {{ updated }} {{ updated|date }}": "2026-01-01 2026-01-01 January 1, 2026",
    "{{ trail|map(attribute='name')|join(', ') }}": "Home, Your visit",
    "{{ previous }} {{ next }} {{ children }} {{ groups }} {{ sections }}": "None None [] [] []",
    "{{ shell.practice.name }} {{ shell.contact.url }} {{ shell.director.title }}": "A practice contact/ Contact",
    "{{ shell.alert_sources[0].text }} {{ shell.feed }}": "First source. feed.xml",
    "{{ json_ld|length }}": "1",
}


def test_a_layout_sees_the_page_its_place_and_what_all_pages_share(build_site):
    assert shown(build_site, "\n".join(SEEN)).splitlines() == list(SEEN.values())


def test_a_layout_sees_the_headings_of_two_levels(build_site):
    body = "## One\n\n### Two\n\n#### Three\n\nText.\n"
    template = "{% for heading in contents %}{{ heading.level }} {{ heading.id }} {{ heading.title }};{% endfor %}"
    assert shown(build_site, template, body=body) == "2 one One;3 two Two;"


def test_sources_are_ordered_by_citation_then_as_named(build_site):
    template = (
        "{% for s in sources %}{{ s.number }}. {{ s.text }} {{ s.tier }} {{ s.tier_text }}"
        '<p id="{{ s.id }}"></p>{% endfor %}'
    )
    tier = "A guideline, systematic review or trial"
    assert shown(build_site, template, "order: 1\nsources: [ONE, TWO]\n", "Text [@TWO].\n") == (
        f'1. Second source. {tier}<p id="source-1"></p>2. First source. {tier}<p id="source-2"></p>'
    )


def test_fields_written_in_markdown_are_html_and_the_rest_is_text(build_site):
    fields = TREATMENT.replace("helps_when: []", "helps_when: ['It is *new*', 'Or 1 < 2 [@ONE]']").replace(
        "evidence: It is thin.", "evidence: See [us](../contact.md)."
    )
    layout = (
        "<h1>{{ page.title }}</h1>{{ page.helps_when|join('|') }}<p>{{ page.evidence }} {{ page.may_not_suit }}</p>"
        '<p id="source-1"></p>{{ body }}'
    )
    html = build_site(
        {
            "layouts/treatment.html": layout,
            "content/treatments/index.md": page("Treatments"),
            "content/treatments/a.md": page("One < two & *3*", fields),
        }
    )["treatments/a/"]
    assert html.startswith("<h1>One &lt; two &amp; *3*</h1>It is <em>new</em>|Or 1 &lt; 2<sup")
    assert '<p>See <a href="../../contact/">us</a>. []</p>' in html


def test_404_has_no_json_ld(build_site):
    assert (
        build_site({"layouts/404.html": "<h1>No</h1>{{ json_ld }}{{ layout }}"})["404.html"] == "<h1>No</h1>[]404.html"
    )


def test_the_preview_is_known_to_the_layout(build_site):
    assert shown(build_site, "{{ preview }}", base="/") == "True"


def test_a_section_that_no_menu_names_ends_the_footer(build_site):
    link = '<a href="{{ card.url }}">{{ card.name }}</a>'
    layout = f"<h1>Home</h1>{{% for card in shell.menu.header + shell.menu.footer %}}{link}{{% endfor %}}"
    files = {"content/menu.yaml": "header: [contact.md, news/index.md]\nfooter: [privacy.md]\n"}
    names = ["privacy.md", "news/index.md", "gallery/index.md"]
    site = build_site(files | {f"content/{name}": page(name) for name in names} | {"layouts/home.html": layout})
    assert re.findall('href="(.*?)"', site[""]) == ["contact/", "news/", "privacy/", "gallery/"]
