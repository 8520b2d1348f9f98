"""Hostile content ends in plain problems or in pages that hold it as text; nothing else is read or written."""

import json
import pathlib
import shutil
import xml.etree.ElementTree as ElementTree

import hostile
import hostile_files
import pytest
from conftest import ROOT, TODAY, page

import build as commands
from sitegen import fields, source
from sitegen.problems import LONGEST, Problems
from sitegen.schema import KINDS, Change, Consent, Page, Picture, Practice, Referrals, Review, Security, Source, Wait

MARKDOWN = hostile_files.LINKS | hostile_files.PICTURES | hostile_files.FILMS | hostile_files.TABLES


def numbered():
    """Every hostile file by its name: its path, its bytes and one of the problems told."""
    whole = {name: (page(body=body).encode(), wanted) for name, (body, wanted) in hostile_files.TEXTS.items()}
    whole |= {name: (page(body=body).encode(), None) for name, body in MARKDOWN.items()}
    for name, (settings, wanted) in hostile_files.SETTINGS.items():
        whole[name] = f"---\n{settings}\n---\n\nWords.\n".encode(), wanted
    whole |= hostile_files.DATA
    return {name: (f"hostile/n-{number}.md", *whole[name]) for number, name in enumerate(whole)}


NUMBERED = numbered()


def written(root, files):
    shutil.rmtree(f"{root}/content", ignore_errors=True)
    for name, text in files.items():
        path = pathlib.Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A folder with the real layouts and assets, whose cache all tests share."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in ("layouts", "assets"):
        shutil.copytree(ROOT / name, folder / name)
    return str(folder)


def problems_of(root):
    with pytest.raises(Problems) as found:
        commands.build(root, TODAY)
    lines = {}
    for line in str(found.value).splitlines():
        place, _, message = line.partition(": ")
        path, _, number = place.removeprefix("content/").partition(".md:")
        lines.setdefault(f"{path}.md" if number else path, []).append(f"{number}: {message}" if number else message)
    return lines


@pytest.fixture(scope="module")
def told(root):
    """What is told of every hostile file, all in one build."""
    written(root, hostile.site("plain") | {"content/hostile/index.md": page("Hostile")})
    for path, data, _ in NUMBERED.values():
        pathlib.Path(root, "content", path).write_bytes(data)
    return problems_of(root)


@pytest.mark.parametrize("name", NUMBERED)
def test_a_hostile_file_ends_in_plain_problems(told, name):
    path, _, wanted = NUMBERED[name]
    print(repr(name), told.get(path, [""])[0][:150], len(told.get(path, [])))
    lines = told.get(path, [])
    assert any(line.startswith(wanted or "") for line in lines)
    assert all(len(line) <= LONGEST and "Traceback" not in line for line in lines)


INJECTED = {
    "an expression of a template": "{{ 7*7 }}",
    "a statement of a template": "{% include 'base.html' %}",
    "a comment of a template": "{# a",
    "the end of a script": "</script><script>a()//",
    "the end of an attribute": '"><img src=x onerror=a>',
    "the end of an attribute in single quotes": "'><svg/onload=a>",
    "an attribute": '" onclick="a" x="',
    "the end of a style sheet": "</style><b>",
    "the end of CDATA": "]]><x/>",
    "comments": "--><!-- <!--<script>",
    "the ends of what holds text": "</title></textarea><base>",
    "character references": "&lt;b&gt;&amp;#60;&quot;",
    "lines of a visiting card": "a\nEND:VCARD\nX-A:b;c,d\\",
    "lines of headers": "a\n/*\n  X-A:b\n/a /b 301",
    "an end of nginx's block": "`${a}`;} return 301 /;",
    "an end of JSON's text": '\\"}];a//\\u0022',
    "a dangerous address": "javascript:alert(1)",
    "other directions and tags": "\u200f\u061c\U000e0041 é \U0001f600",
    "a formula": "=HYPERLINK(\"x\")|'/c'!A1",
    "bars and colons": ":|::::a",
}


@pytest.fixture(scope="module")
def plain(root):
    """What the files of the site are made of whose every text is one plain word."""
    return {path: hostile.skeleton(path, file) for path, file in built(root, hostile.site("plain")).items()}


def built(root, files):
    written(root, files)
    made = commands.build(root, TODAY).files
    return {
        path: text_of(file)
        for path, file in made.items()
        if not path.startswith(("pictures/", "js/", "icons/", "files/"))
    }


def text_of(file):
    return (file if isinstance(file, bytes) else pathlib.Path(file.path).read_bytes()).decode()


@pytest.mark.parametrize("name", INJECTED)
def test_a_text_stays_text_in_every_field_of_every_page_and_fact(root, plain, name):
    text = INJECTED[name]
    made = built(root, hostile.site(text))
    assert made.keys() == plain.keys()
    trees = {path: hostile.parsed(file) for path, file in made.items() if path.endswith(".html")}
    for path, file in made.items():
        found = hostile.elements(trees[path]) if path in trees else hostile.skeleton(path, file)
        assert found == plain[path], path
        assert path not in trees or hostile.unsafe(trees[path]) == []
    words = " ".join(text.split())
    for number, path in enumerate(hostile.PAGES.values(), 1):
        url = "index.html" if path == "index.md" else f"{path.removesuffix('.md').removesuffix('/index')}/index.html"
        tree = trees[url]
        assert f"{number} {words}" in " ".join("".join(tree.find(".//h1").itertext()).split())
        data = json.loads(tree.find(".//script[@type='application/ld+json']").text)
        assert any(node.get("name") == f"{number} {text}".strip() for node in data["@graph"])
    titles = [
        element.text for element in ElementTree.fromstring(made["feed.xml"]).iter("{http://www.w3.org/2005/Atom}title")
    ]
    assert any(text.strip() in title for title in titles)
    assert any(text.strip() in entry["title"] for entry in json.loads(made["search.json"]))


def test_addresses_in_facts_become_links_only_to_the_web(root):
    made = built(root, hostile.site("www.a.org a@a.org ftp://a.org data:a http://a.org/\"onclick='a"))
    pages = [hostile.parsed(file) for path, file in made.items() if path.endswith(".html")]
    assert [fault for tree in pages for fault in hostile.unsafe(tree)] == []


ODD = "audience: patient\nwritten: 2026-01-01\nnext_review: 2027-01-01\norder: 9\n"


def test_odd_markdown_becomes_safe_html(root):
    odd = {
        f"content/living-with/odd-{number}.md": page(f"Odd {number}", ODD, body)
        for number, body in enumerate(hostile_files.SAFE.values())
    }
    made = built(root, hostile.site("plain") | odd)
    for number, name in enumerate(hostile_files.SAFE):
        assert hostile.unsafe(hostile.parsed(made[f"living-with/odd-{number}/index.html"])) == [], name


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if source.markdown_names(kind.page)])
def test_html_is_refused_in_every_field_of_markdown(root, kind):
    path, struct = hostile.PAGES[kind], KINDS[kind].page
    values = hostile.filled(struct, "plain")
    for name in source.markdown_names(struct):
        bad = ["<b onclick=a>"] if isinstance(values[name], list) else "<b onclick=a>"
        text = f"---\n{hostile.yaml_of(values | {name: bad})}---\n\nWords.\n"
        written(root, hostile.site("plain") | {f"content/{path}": text})
        line = list(values).index(name) + 2
        html = "HTML (<b onclick=a>) cannot be used here; use Markdown or a ::: component"
        assert problems_of(root) == {path: [f"{line}: {html}"]}


BAD = (
    "javascript:alert(1)",
    '"><img>',
    "{{ 7*7 }}",
    "a\nb",
    "a;}",
    "../../etc/passwd",
    "\u0661" * 12,
    "https://a.org/ b",
)
STRUCTS = (
    *(kind.page for kind in KINDS.values()),
    Review,
    Change,
    Picture,
    Source,
    Consent,
    Wait,
    Referrals,
    Security,
    Practice,
)
CLOSED = [  # every field that takes no free text
    (struct, name)
    for struct in STRUCTS
    for name, field in fields.fields_of(struct).items()
    if name != "path" and not hostile.is_free(field.type)
]


@pytest.mark.parametrize(("struct", "name"), CLOSED, ids=lambda part: getattr(part, "__name__", part))
def test_a_field_with_a_form_of_its_own_takes_nothing_else(struct, name):
    given = {"path": "a.md"} if issubclass(struct, Page) else {}
    for bad in BAD:
        listed = hostile.is_list(fields.fields_of(struct)[name].type)
        values = hostile.filled(struct, "plain") | {name: [bad] if listed else bad}
        with pytest.raises(Problems) as found:
            fields.make(struct, "a.md", values, lambda *key: 1, **given)
        assert str(found.value).startswith(f"a.md:1: {name}: ") and len(found.value.problems) == 1
