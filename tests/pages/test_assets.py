"""The style sheet and the files named by their content."""

import base64
import hashlib
import re

import pytest
import tinycss2
from conftest import HEALTH, ROOT, page
from test_files import IGNORED

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


@pytest.mark.parametrize("text", ['"/* x */ y"', "'; }  {'", r'"a \" /* b */"', r"'a \' /* b */'", '"it\'s /* x */"'])
def test_strings_in_a_style_sheet_stay_as_they_are(write, text):
    root = write({"assets/css/base.css": f"/* it's */ p {{ content: {text} }} /* '; */"})
    assert assets.load(f"{root}/assets").styles[1:] == [("", f"p{{content:{text}}}")]


def tokens(css):
    """CSS as the W3C's parser reads it, without spaces where they mean nothing."""
    found = list(flat(tinycss2.parse_component_value_list(css, skip_comments=True)))
    around = zip([";", *found], found, [*found[1:], ";"], strict=False)
    return [token for before, token, after in around if token != " " or (before not in "{};,:" and after not in "{};")]


def flat(nodes):
    for node in nodes:
        if node.type == "{} block":
            yield from ("{", *flat(node.content), "}")
        elif node.type == "() block" or node.type == "function":
            yield from (getattr(node, "name", ""), "(", *flat(getattr(node, "arguments", None) or node.content), ")")
        else:
            yield " " if node.type == "whitespace" else node.serialize()


def test_the_real_style_sheets_say_the_same_as_before():
    components = {name: css for name, css in assets.load(str(ROOT / "assets")).styles if name}
    for name, css in components.items():
        assert tokens(css) == tokens((ROOT / f"assets/css/components/{name}.css").read_text())
    assert len(components) > 20


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


IMPORTS = [
    "import './a.js';",
    'import"./a.js"',
    "import one from './a.js'",
    'import{one as two}from"./a.js";',
    "import one, {\n  two, // with a note\n} from /* the first */ './a.js'",
    "import * as $all from './a.js'",
    "export * from './a.js'",
    "export {one} from './a.js'",
    "const one = await import('./a.js')",
    "import(/* later */ `./a.js`, {}).then(show)",
]


@pytest.mark.parametrize("text", IMPORTS)
def test_an_import_in_any_form_names_the_published_file(write, text):
    loaded = assets.load(write({"assets/js/a.js": "1", "assets/js/b.js": f"const x = 1;\n{text}\n"}) + "/assets")
    name = loaded.names["js"]["a"].removeprefix("js/")
    assert loaded.files[loaded.names["js"]["b"]].decode() == f"const x = 1;\n{text.replace('a.js', name)}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("import './c.js'", "no script before it in the alphabet is called 'c.js'"),
        ("import './b.js'", "no script before it in the alphabet is called 'b.js'"),
        ("import './notes.js'", "no script before it in the alphabet is called 'notes.js'"),
        ("import a from 'a'", "imports 'a'; write './name.js', a script of this folder"),
        ("export * from '../js/a.js'", "imports '../js/a.js'; write './name.js', a script of this folder"),
        ("import a from './a.js?1'", "imports './a.js?1'; write './name.js', a script of this folder"),
        ("import('https://a.org/')", "imports 'https://a.org/'; write './name.js', a script of this folder"),
        ("import(name)", "import(: scripts have other names once published; write from './name.js'"),
        ("import('./a.js' + '')", "import(: scripts have other names once published; write from './name.js'"),
        ("new Worker('a.js')", "'a.js': scripts have other names once published; write from './name.js'"),
        (
            "import {'b c' as d} from './a.js'",
            "'./a.js': scripts have other names once published; write from './name.js'",
        ),
    ],
)
def test_an_import_that_would_lead_nowhere_is_told(write, text, message):
    root = write({"assets/js/a.js": "1", "assets/js/a-notes.txt": "import it", "assets/js/b.js": f"// one\n{text}\n"})
    with pytest.raises(Problems) as found:
        assets.load(f"{root}/assets")
    assert f"assets/js/b.js:2: {message}" in str(found.value).splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "export default 'a';",
        "const important = 'a', from = `b`;",
        "one.import('a');",
        "new URL('../', import.meta.url);",
        "const text = /'|\"/;",
        "import /*" + "*/ /*" * 50_000,
        "import " + "{" * 100_000,
    ],
)
def test_what_only_looks_like_an_import_stays_as_it_is(write, text):
    loaded = assets.load(write({"assets/js/b.js": text}) + "/assets")
    assert loaded.files[loaded.names["js"]["b"]].decode() == text


def test_a_file_is_named_by_its_content(write):
    root = write({"assets/icons/favicon.svg": "<svg/>", "assets/js/menu.js": "1", "assets/js/.DS_Store": b"\xff"})
    loaded = assets.load(f"{root}/assets")
    icon, script = loaded.names["icons"]["favicon"], loaded.names["js"]["menu"]
    assert re.fullmatch(r"icons/favicon\.[0-9a-f]{8}\.svg", icon)
    assert loaded.files == {icon: b"<svg/>", script: b"1"}
    write({"assets/icons/favicon.svg": "<svg />"})
    assert assets.load(f"{root}/assets").names["icons"]["favicon"] != icon


def test_what_editors_and_systems_leave_beside_them_is_left_out(write):
    left = {f"assets/{folder}/{name}": b"\xff\xfe" for folder in ("css/components", "js") for name in IGNORED}
    loaded = assets.load(write(left | {"assets/css/components/a.css": "p { }", "assets/js/a.js": "1"}) + "/assets")
    assert loaded.styles[1:] == [("a", "p{}")] and list(loaded.names["js"]) == ["a"]


def test_a_site_may_have_no_assets(tmp_path):
    assert assets.load(f"{tmp_path}/assets").files == {}


def test_two_files_of_one_name_are_a_problem(write):
    root = write({"assets/icons/mark.svg": "<svg/>", "assets/icons/mark.png": "1"})
    with pytest.raises(Problems) as found:
        assets.load(f"{root}/assets")
    assert (
        str(found.value) == "assets/icons/mark.svg: another file has this name but for its ending; rename one of them"
    )
