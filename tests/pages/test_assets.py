"""The style sheet and the files named by their content."""

import re

import pytest
from conftest import HEALTH, IGNORED, page

from sitegen.cache import content_of
from sitegen.pages import assets
from sitegen.problems import Problems

GUIDE = {
    "content/your-visit/index.md": page("Visit"),
    "content/your-visit/a.md": page("A guide", HEALTH + "order: 1\n"),
}


def style(root):
    loaded = assets.load(f"{root}/assets")
    return loaded.files[loaded.css].decode()


def test_one_style_sheet_joins_the_layers_in_their_order_and_components_by_name(write):
    names = ("utilities", "components/b", "components/a", "layout", "base", "tokens", "reset")
    root = write({f"assets/css/{name}.css": f".{name.replace('/', '-')} {{ }}\n" for name in names})
    order = ["reset", "tokens", "base", "layout", "components-a", "components-b", "utilities"]
    first = "@layer reset,tokens,base,layout,components,utilities;"
    assert style(root) == first + "".join(f".{name}{{}}" for name in order)


def test_the_style_sheet_is_named_by_its_content_and_fonts_in_it_too(write):
    css = "@font-face { font-family: A; src: url(../fonts/a.woff2) format('woff2') }\n"
    root = write({"assets/css/base.css": css, "assets/fonts/a.woff2": b"one"})
    loaded = assets.load(f"{root}/assets")
    assert re.fullmatch(r"css/site\.[0-9a-f]{8}\.css", loaded.css)
    assert f"url(../{loaded.names['fonts']['a']})" in style(root)
    write({"assets/fonts/a.woff2": b"another"})
    assert assets.load(f"{root}/assets").css != loaded.css


def test_a_font_that_is_not_there_is_a_problem(write):
    root = write({"assets/css/base.css": "@font-face { src: url(../fonts/b.woff2) }", "assets/fonts/a.woff2": b"one"})
    with pytest.raises(Problems, match=r"assets/css: there is no font 'assets/fonts/b\.woff2'"):
        assets.load(f"{root}/assets")


def test_a_style_sheet_loses_comments_and_needless_space_and_nothing_else(write):
    css = "/* it's\n   all */ p  > :is(a, b)\n/**/ i {\n  content: '/* x */ ; , : }'; /**/ a: calc(1px + 2px) ;\n}\n"
    said = "p>:is(a,b) i{content:'/* x */ ; , : }';a:calc(1px + 2px)}"
    assert style(write({"assets/css/base.css": css})).endswith(f"utilities;{said}")


def test_a_page_names_the_one_style_sheet_and_carries_none(build_site):
    layout = '<link rel="stylesheet" href="{{ root }}{{ shell.css }}"><h1>A page</h1><p>{{ body }}</p>'
    site = build_site({"layouts/guide.html": layout} | GUIDE)
    [path] = [path for path in site.files if path.endswith(".css")]
    assert f'href="../../{path}"' in site["your-visit/a/"]


def test_a_page_asks_for_the_scripts_of_its_components_alone(build_site):
    layout = "{{ shell.modules }}<h1>A page</h1><p class=\"search search--page\">{{ body }}</p><p class='note'></p>"
    scripts = {f"assets/js/{name}.js": "1;\n" for name in ("search", "page", "note-book")}
    html = build_site({"layouts/guide.html": layout} | scripts | GUIDE)["your-visit/a/"]
    assert re.findall(r"js/([\w-]+)\.", html) == ["search"]


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
    assert loaded.files == {icon: b"<svg/>", script: b"1", loaded.css: loaded.files[loaded.css]}
    write({"assets/icons/favicon.svg": "<svg />"})
    assert assets.load(f"{root}/assets").names["icons"]["favicon"] != icon


def test_what_editors_and_systems_leave_beside_them_is_left_out(write):
    left = {f"assets/{folder}/{name}": b"\xff\xfe" for folder in ("css/components", "js") for name in IGNORED}
    root = write(left | {"assets/css/components/a.css": "p { }", "assets/js/a.js": "1"})
    assert style(root).endswith(";p{}") and list(assets.load(f"{root}/assets").names["js"]) == ["a"]


def test_a_site_may_have_no_assets(tmp_path):
    assert list(assets.load(f"{tmp_path}/assets").files) == [assets.load(f"{tmp_path}/assets").css]


def test_two_files_of_one_name_are_a_problem(write):
    root = write({"assets/icons/mark.svg": "<svg/>", "assets/icons/mark.png": "1"})
    with pytest.raises(Problems) as found:
        assets.load(f"{root}/assets")
    assert (
        str(found.value) == "assets/icons/mark.svg: another file has this name but for its ending; rename one of them"
    )


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Loads the assets of this test's folder by way of the cache; whether they had to be made, and what they are."""
    monkeypatch.setattr("sitegen.content.folder.RACY", 0)  # else every file is too young to be trusted
    load, made = assets.load, []
    monkeypatch.setattr(assets, "load", lambda *given: made.append(given) or load(*given))

    def kept():
        made.clear()
        loaded = assets.load_kept(f"{tmp_path}/assets", f"{tmp_path}/.cache", b"")
        return bool(made), {path: content_of(file) for path, file in loaded.files.items()}

    return kept


FOLDER = {"assets/css/base.css": "a {}", "assets/css/components/b.css": "b {}", "assets/js/a.js": "1"}


def test_assets_are_made_again_only_when_a_file_has_changed(write, kept):
    root = write(FOLDER)
    first = assets.load(f"{root}/assets").files
    assert (kept(), kept()) == ((True, first), (False, first))
    write(FOLDER)  # at another time, but with the same bytes
    assert kept() == (False, first)


@pytest.mark.parametrize(
    "change",
    [
        {"assets/css/base.css": "c {}"},
        {"assets/css/components/b.css": None},
        {"assets/js/b.js": "2"},
        {"assets/pictures/a.png": b"1"},
    ],
    ids=str,
)
def test_whatever_changes_in_assets_is_seen(write, kept, change):
    write(FOLDER)
    kept()
    root = write(change)
    assert kept() == (True, assets.load(f"{root}/assets").files)


def test_a_link_that_leads_elsewhere_is_seen(tmp_path, write, kept):
    write(FOLDER | {"assets/js/b.js": "2"})
    link = tmp_path / "assets/js/c.js"
    link.symlink_to("a.js")
    assert list(kept()[1].values()).count(b"1") == 2
    link.unlink()
    link.symlink_to("b.js")
    is_new, files = kept()
    assert is_new and list(files.values()).count(b"2") == 2


def test_a_file_that_changes_after_it_was_stamped_is_told_and_not_kept(write, kept, monkeypatch):
    root, stamped = write(FOLDER), assets.stamped_files

    def changed_then(*given):
        yield from stamped(*given)
        write({"assets/css/base.css": "half"})

    with monkeypatch.context() as meanwhile, pytest.raises(Problems) as found:
        meanwhile.setattr(assets, "stamped_files", changed_then)
        kept()
    assert str(found.value) == "assets/css/base.css: changed while the site was built; build again"
    write(FOLDER)
    assert kept() == (True, assets.load(f"{root}/assets").files)


def test_an_asset_harmed_in_the_cache_is_made_again(tmp_path, write, kept):
    write(FOLDER)
    first = kept()[1]
    next(path for path in (tmp_path / ".cache/assets").iterdir() if path.read_bytes() == b"1").write_bytes(b"3")
    assert kept() == (True, first)


def test_without_assets_there_is_a_style_sheet_of_nothing(kept):
    first = kept()[1]
    assert [path.partition(".")[0] for path in first] == ["css/site"] and kept() == (False, first)
