"""The style sheet and the files named by their content."""

import base64
import hashlib
import re

import pytest
from conftest import HEALTH, page

from sitegen.pages import assets
from sitegen.problems import Problems

GUIDE = {
    "content/your-visit/index.md": page("Visit"),
    "content/your-visit/a.md": page("A guide", HEALTH + "order: 1\n"),
}


def test_the_style_sheets_stand_in_the_order_of_the_layers_and_components_by_name(write):
    names = ("utilities", "components/b", "components/a", "layout", "base", "tokens", "reset")
    root = write({f"assets/css/{name}.css": f".{name.replace('/', '-')} {{ }}\n" for name in names})
    styles = assets.load(f"{root}/assets").styles
    assert styles[0] == ("", "@layer reset, tokens, base, layout, components, utilities;")
    order = ["reset", "tokens", "base", "layout", "components-a", "components-b", "utilities"]
    assert [css for _, css in styles[1:]] == [f".{name}{{}}" for name in order]
    assert [component for component, _ in styles[1:]] == ["", "", "", "", "a", "b", ""]


def test_a_page_carries_the_styles_of_the_components_on_it():
    styles = [("", "p{}"), ("care-card", ".care-card{}"), ("care", ".care{}"), ("note", ".note{}"), ("", ".last{}")]
    html = '<p class="lead care-card__body"><b class="note--loud">care</b></p>'
    assert assets.css_for(assets.blocks_of(html), styles) == "p{}.care-card{}.note{}.last{}"


def test_comments_and_needless_spaces_are_left_out(write):
    root = write(
        {"assets/css/base.css": "/* a\n   note */\np,\ndt {\n  color: black; /* dark */\n  content: ': ';\n}\n\n\n"}
    )
    assert assets.load(f"{root}/assets").styles[1:] == [("", "p,dt{color:black;content:': ';}")]


def test_a_policy_may_name_the_style_sheet_by_its_hash(build_site, write):
    layout = '<meta content="{{ shell.style_hash }}"><style>{{ shell.css }}</style><h1>A page</h1><p>{{ body }}</p>'
    shown = build_site({"assets/css/base.css": "p { content: '–' }\n", "layouts/guide.html": layout} | GUIDE)
    style = re.search("<style>(.*?)</style>", shown["your-visit/a/"], re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert style.endswith("p{content:'–'}") and f'"sha256-{digest}"' in shown["your-visit/a/"]


def test_scripts_import_each_other_by_their_published_names(write):
    root = write({"assets/js/a.js": "export const one = 1;\n", "assets/js/b.js": 'import { one } from "./a.js";\n'})
    loaded = assets.load(f"{root}/assets")
    name = loaded.names["js"]["a"].removeprefix("js/")
    assert loaded.files[loaded.names["js"]["b"]] == f'import {{ one }} from "./{name}";\n'.encode()
    root = write({"assets/js/0.js": 'import { one } from "./a.js";\n'})
    with pytest.raises(Problems, match=r"assets/js/0\.js: no script before it in the alphabet is called 'a\.js'"):
        assets.load(f"{root}/assets")


def test_a_file_is_named_by_its_content(write):
    root = write({"assets/icons/favicon.svg": "<svg/>", "assets/js/menu.js": "1", "assets/js/.DS_Store": b"\xff"})
    loaded = assets.load(f"{root}/assets")
    icon, script = loaded.names["icons"]["favicon"], loaded.names["js"]["menu"]
    assert re.fullmatch(r"icons/favicon\.[0-9a-f]{8}\.svg", icon)
    assert loaded.files == {icon: b"<svg/>", script: b"1"}
    write({"assets/icons/favicon.svg": "<svg />"})
    assert assets.load(f"{root}/assets").names["icons"]["favicon"] != icon


def test_hidden_files_beside_the_style_sheets_are_left_out(write):
    root = write({"assets/css/components/.DS_Store": b"\xff\xfe", "assets/css/components/a.css": "p { }"})
    assert assets.load(f"{root}/assets").styles[1:] == [("a", "p{}")]


def test_a_site_may_have_no_assets(tmp_path):
    assert assets.load(f"{tmp_path}/assets").files == {}


def test_two_files_of_one_name_are_a_problem(write):
    root = write({"assets/icons/mark.svg": "<svg/>", "assets/icons/mark.png": "1"})
    with pytest.raises(Problems) as found:
        assets.load(f"{root}/assets")
    assert (
        str(found.value) == "assets/icons/mark.svg: another file has this name but for its ending; rename one of them"
    )
