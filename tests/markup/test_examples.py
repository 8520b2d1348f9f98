"""Every component a writer can use: an example of it, and the HTML it becomes."""

import pytest
from conftest import ROOT
from real_layouts import LAYOUTS, is_for_writers

from sitegen.content.tables import read_table
from sitegen.markup.convert import convert_page, make_parser
from sitegen.markup.notes import Notes, Part

EXAMPLES = ROOT / "tests/components"
TABLES = {path.name: read_table(path.name, path.read_bytes()) for path in EXAMPLES.glob("*.csv")}
NAMES = [name for name in LAYOUTS.components if is_for_writers(LAYOUTS.parameters(name))]


@pytest.mark.parametrize("name", NAMES)
def test_the_example_becomes_its_html(name):
    text = (EXAMPLES / f"{name}.md").read_text()
    html = convert_page(make_parser({}), LAYOUTS, [], Part(text, 1), Notes("example.md", TABLES)).body
    assert html + "\n" == (EXAMPLES / f"{name}.html").read_text()


def test_no_example_is_left_without_its_component():
    assert sorted(path.name for path in EXAMPLES.iterdir() if path.suffix != ".csv") == sorted(
        f"{name}.{ending}" for name in NAMES for ending in ("md", "html")
    )


def test_every_component_has_its_style_under_its_own_name():
    styled = {path.stem for path in (ROOT / "assets/css/components").glob("*.css")}
    assert styled and styled <= set(LAYOUTS.components)
