"""The components page of the preview."""

import re

from conftest import FILES, page

EXAMPLE = "layouts/components/example.html"
EXAMPLES = {
    EXAMPLE: '{# An example. #}\n<h2 id="{{ name }}">{{ name }}</h2>\n{{ about }}\n{{ html|safe }}\n'
    "<pre>{{ text }}</pre>",
    "tests/components/note.md": '::: note type="loud"\nA & B.\n:::\n',
    "tests/components/grid.md": '::: grid data="weeks.csv"\n:::\n',
    "tests/components/weeks.csv": "Week,People\n3,85\n",
    "tests/components/old-name.md": "Text.\n",
    "assets/icons/favicon.svg": "<svg/>",
}


def test_the_preview_shows_each_component_and_how_it_is_written(build_site):
    shown = build_site(EXAMPLES, drafts=True, base="/")["components/"]
    assert re.findall("<h2 id=.*?>(.*?)</h2>", shown) == ["grid", "note"]
    assert 'A note.\n<aside class="loud"><p>A &amp; B.</p></aside>' in shown
    assert "<pre>::: note type=&#34;loud&#34;\nA &amp; B.\n:::</pre>" in shown
    assert "<table>385;</table>" in shown


def test_readers_never_see_it(build_site):
    assert "components/" not in build_site(EXAMPLES)
    assert "components/" not in build_site(EXAMPLES, drafts=True)


def test_a_page_of_its_name_stands_in_its_place(build_site):
    home = {"content/index.md": page("Home", body="[Parts](components.md)\n")}
    files = EXAMPLES | home | {"content/components.md": page("Parts we sell")}
    assert "Parts we sell" in build_site(files, drafts=True, base="/")["components/"]


def test_a_picture_in_an_example_is_shown(build_site):
    files = EXAMPLES | {
        "layouts/components/picture.html": '{# A picture. #}\n<img src="{{ src }}" alt="{{ alt }}">',
        "tests/components/picture.md": '::: picture src="example.svg" alt="A sign"\n:::\n',
    }
    shown = build_site(FILES | files, drafts=True, base="/")["components/"]
    assert re.search(r'<img alt="A sign" [^>]*src="\.\./icons/favicon\.[0-9a-f]{8}\.svg"', shown)
