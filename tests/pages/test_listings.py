"""What a page lists below its text."""

import pytest
from conftest import CONDITION, FILES, HEALTH, LAYOUT, TREATMENT, page

LISTED = """\
{% for name, things in listed %}[{{ name if name is string else name.title }}:
{%- if things is string %} {{ things }}
{%- elif things.title is defined %} {{ things.title }}
{%- else %}{% for thing in things %}
{%- if thing.tier is defined %} {{ thing.text }};
{%- elif thing.title is defined %} {{ thing.title }};
{%- else %} {{ thing[0] }}={{ thing[1].title }};
{%- endif %}{% endfor %}
{%- endif %}]{% endfor %}"""
STAGE = HEALTH + "from: 3 days\norder: {}\n"
SITE = {
    "layouts/page.html": LAYOUT + LISTED,
    "content/conditions/index.md": page("Conditions"),
    "content/conditions/a.md": page("Zoster", CONDITION + "icd10: [G51.8, B02.2]\n").replace(
        "title: Zoster", "title: 'Zoster: a palsy with blisters'"
    ),
    "content/conditions/b.md": page("Bell", CONDITION + "also_called: [aching face, bell]\nicd10: [G51.0, G51.8]\n"),
    "content/treatments/index.md": page("Treatments"),
    "content/treatments/c.md": page("band of tissue", TREATMENT),
    "content/when-it-started/index.md": page("When it started"),
    "content/when-it-started/late.md": page("Late", STAGE.format(2)),
    "content/when-it-started/early.md": page("Early", STAGE.format(1)),
    "content/glossary.yaml": "zeta: last\nAlpha: first\nmiddle: between\n",
    "content/sources.yaml": FILES["content/sources.yaml"] + "THREE:\n  text: a third\n  tier: B\n",
}
SHOWN = {
    "terms": "[Alpha: first][middle: between][zeta: last]",
    "codes": "[B02.2: Zoster: a palsy with blisters][G51.0: Bell][G51.8: Bell][G51.8: Zoster: a palsy with blisters]",
    "sources": "[guideline, systematic review or trial: First source.; Second source.;]"
    "[study, journal review or textbook: a third;][patient or service page:][other page, to be confirmed:]",
    "stages": "[Early: Early][Late: Late]",
    "pages": "[A: aching face=Bell;][B: band of tissue=band of tissue; Bell=Bell; bell=Bell;]"
    "[Z: Zoster=Zoster: a palsy with blisters;]",
    "sections": "[Home: Contact;][Conditions: Bell; Zoster: a palsy with blisters;][Treatments: band of tissue;]"
    "[When it started: Early; Late;]",
    "cases": "",
}


@pytest.mark.parametrize("what", SHOWN)
def test_a_page_lists_what_it_says_in_order(build_site, what):
    site = build_site(SITE | {"content/contact.md": page("Contact", f"lists: {what}\n")})
    assert site["contact/"].rpartition("</section>")[2].rpartition("</main>")[2].strip().endswith(SHOWN[what])
    assert site["contact/"].count("[") == SHOWN[what].count("[")


def test_a_page_that_lists_nothing_has_no_list(build_site):
    assert "[" not in build_site(SITE)["contact/"]
