"""The style sheet and the files named by their content."""

import base64
import hashlib
import re

import pytest

from sitegen import assets
from sitegen.problems import Problems


def test_the_style_sheets_stand_in_the_order_of_the_layers_and_components_by_name(write):
    names = ("utilities", "components/b", "components/a", "layout", "base", "tokens", "reset")
    root = write({f"assets/css/{name}.css": f".{name.replace('/', '-')} {{ }}\n" for name in names})
    css = assets.load(f"{root}/assets").css
    assert css.startswith("@layer reset, tokens, base, layout, components, utilities;")
    order = ["reset", "tokens", "base", "layout", "components-a", "components-b", "utilities"]
    assert re.findall(r"\.([\w-]+){", css) == order


def test_comments_and_indentation_are_left_out(write):
    root = write({"assets/css/base.css": "/* a\n   note */\np {\n  color: black; /* dark */\n}\n\n\n"})
    assert assets.load(f"{root}/assets").css.split(";", 1)[1] == "p{color: black;}"


def test_a_policy_may_name_the_style_sheet_by_its_hash(build_site, write):
    site = build_site({"assets/css/base.css": "p { content: '–' }\n"})
    style = re.search("<style>(.*?)</style>", site["contact/"], re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert assets.load(f"{site.root}/assets").style_hash == f"sha256-{digest}"


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
    assert assets.load(f"{root}/assets").css.endswith(";p{}")


def test_a_site_may_have_no_assets(tmp_path):
    assert assets.load(f"{tmp_path}/assets").files == {}


def test_two_files_of_one_name_are_a_problem(write):
    root = write({"assets/icons/mark.svg": "<svg/>", "assets/icons/mark.png": "1"})
    with pytest.raises(Problems) as found:
        assets.load(f"{root}/assets")
    assert (
        str(found.value) == "assets/icons/mark.svg: another file has this name but for its ending; rename one of them"
    )
