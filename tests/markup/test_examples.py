"""Every component a writer can use: an example of it, and the HTML it becomes."""

import pytest
from conftest import PRACTICE, ROOT
from markupsafe import Markup
from real_layouts import LAYOUTS, is_for_writers

from sitegen.content import facts_files
from sitegen.content.tables import read_table
from sitegen.markup.convert import convert_page, make_parser
from sitegen.markup.notes import Notes
from sitegen.markup.places import Part
from sitegen.model.words import Search
from sitegen.pages import facts
from sitegen.pages.render import with_words

EXAMPLES = ROOT / "tests/components"
TABLES = {path.name: read_table(path.name, path.read_bytes()) for path in EXAMPLES.glob("*.csv")}
FACTS = """\
fax: (310) 555-0111
booking: https://book.example.org/us
languages: [English, Spanish]
locations:
  - street: 1 Example Street
    postal_code: "90210"
    hours: {monday: "9:00 to 17:00", tuesday: "9:00 to 17:00", friday: closed}
    exceptions: [{on: 2026-12-24, hours: closed, why: Winter holidays}]
    parking: Behind the house
referrals: {fax: (310) 555-0117, wait: {time: 3 weeks, as_of: 2026-11-20}}
"""
GIVEN = facts_files.read("practice.yaml", (PRACTICE + FACTS).encode())[0]
ALERTS = {"search": [{"type": "emergency", "heading": None, "body": Markup("<p>Call now.</p>")}]}
NAMES = [name for name in LAYOUTS.components if is_for_writers(LAYOUTS.parameters(name))]


@pytest.mark.parametrize("name", NAMES)
def test_the_example_becomes_its_html(name):
    text = (EXAMPLES / f"{name}.md").read_text()
    markup = convert_page(make_parser({}), LAYOUTS, [], Part(text, 1), Notes("example.md", TABLES))
    given = {"practice": GIVEN, "root": "../"}
    markup = facts.filled(markup, GIVEN, lambda block: LAYOUTS.component(block, given))
    html = facts.holding(markup, [str(one.expires) for one in markup.facts.dated]).body
    html = with_words(html, LAYOUTS, ALERTS, Search(same={"gob": "mouth"}, urgent=("choking", "can't breathe")))
    assert html + "\n" == (EXAMPLES / f"{name}.html").read_text()


def test_no_example_is_left_without_its_component():
    assert sorted(path.name for path in EXAMPLES.iterdir() if path.suffix != ".csv") == sorted(
        f"{name}.{ending}" for name in NAMES for ending in ("md", "html")
    )


def test_every_component_has_its_style_under_its_own_name():
    styled = {path.stem for path in (ROOT / "assets/css/components").glob("*.css")}
    assert styled and styled <= set(LAYOUTS.components)
