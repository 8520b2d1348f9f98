"""Hostile content ends in plain problems or in pages that hold it as text; nothing else is read or written."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import hostile
import hostile_files
import pytest
from conftest import ROOT, TODAY, page
from samples import DRAWING

import build as commands
from sitegen.content import facts_files, fields, page_file
from sitegen.media import svg
from sitegen.model.contacts import Referrals, Security, Wait
from sitegen.model.kinds import KINDS, Page
from sitegen.model.practice import Consent, Practice, Source
from sitegen.model.settings import Change, Picture, Review
from sitegen.problems import LONGEST, Problems, printable

MARKDOWN = hostile_files.LINKS | hostile_files.PICTURES | hostile_files.FILMS | hostile_files.TABLES


def numbered():
    """Every hostile file by its name: its path, its bytes and one of the problems told."""
    whole = {
        name: (page(body=body).encode(), wanted) for name, (body, wanted) in (hostile_files.TEXTS | MARKDOWN).items()
    }
    for name, (settings, wanted) in hostile_files.SETTINGS.items():
        whole[name] = f"---\n{settings}\n---\n\nWords.\n".encode(), wanted
    whole |= hostile_files.DATA
    return {name: (f"hostile/n-{number}.md", *whole[name]) for number, name in enumerate(whole)}


NUMBERED = numbered()


def written(root, files):
    shutil.rmtree(f"{root}/content", ignore_errors=True)
    pathlib.Path(root, ".cache/published-addresses").unlink(missing_ok=True)  # of another site
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
    lines = told.get(path, [])
    assert wanted and any(line.startswith(wanted) for line in lines), lines[:5]
    assert all(len(line) <= LONGEST and "Traceback" not in line for line in lines)


INJECTED = {
    "an expression of a template": "{{ 7*7 }}",
    "a statement of a template": "{% include 'base.html' %}",
    "a comment of a template": "{# a",
    "the end of a script": "</script><script>a()//",
    "the end of an attribute": '"><img src=x onerror=a>',
    "the end of an attribute in single quotes": "'><svg/onload=a>",
    "an attribute": '" onclick="a" x="',
    "the end of a style sheet": "</style><hr>",
    "the end of CDATA": "]]><x/>",
    "comments": "--><!-- <!--<script>",
    "the ends of what holds text": "</title></textarea><base>",
    "character references": "&nosuch;&#;&amp &#xg;",
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
        if not path.startswith(("pictures/", "js/", "icons/", "files/", "fonts/"))
    }


def text_of(file):
    return (file if isinstance(file, bytes) else pathlib.Path(file.path).read_bytes()).decode()


@pytest.mark.parametrize("name", INJECTED)
def test_injected_text_stays_text_in_every_field(root, plain, name):
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
    made = built(root, hostile.site("www.a.org ftp://a.org data:a http://a.org/\"onclick='a"))
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


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if page_file.markdown_names(kind.page)])
def test_html_is_refused_in_every_field_of_markdown(root, kind):
    path, struct = hostile.PAGES[kind], KINDS[kind].page
    values = hostile.filled(struct, "plain")
    for name in page_file.markdown_names(struct):
        bad = ["<b onclick=a> [@ONE]"] if isinstance(values[name], list) else "<b onclick=a> [@ONE]"
        text = f"---\n{hostile.yaml_of(values | {name: bad})}---\n\nWords.\n"
        written(root, hostile.site("plain") | {f"content/{path}": text})
        line = list(values).index(name) + 2
        html = "HTML (<b onclick=a>) cannot be used here; write **words** for bold ones"
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


ALIASES = (
    "//example.org/a",
    "/\\example.org",
    "/../../etc/passwd",
    "/a/../b/",
    "/%2e%2e/a/",
    "/a/./b/",
    "/a//b/",
    "/old/.htaccess",
    "/old/web.config",
    "/older/Web.Config",
    "/.git/config",
    "/old./a/",
    "/con/",
    "/old/aux.html",
    "/Nul",
    "/com1.txt",
    "/contact/index.html.br",
    "/contact/index.html.gz",
    "/_redirects",
    "/_/a/",
    "/.htaccess",
    "/a b/",
    "/a\n/b /c 301",
    "/a;}/",
    "/{a}/",
    "/$a/",
    "/a`b/",
    '/a"b/',
    "/a'b/",
    "/<b>/",
    "/a&b/",
    "/a#b/",
    "/a?b/",
    "/a*/",
    "/(a+)+/",
    "/é/",
    "/\u0661/",
    "/\u202ea/",
    "javascript:a",
    "https://example.org/",
    "/" + "a/" * 150,
    "/" + "a" * 5000 + "/",
)


TAKEN = ("/Feed.xml", "/ROBOTS.TXT", "/nginx.conf", "/search.json/a/")


@pytest.mark.parametrize("aliases", [ALIASES, TAKEN], ids=["no addresses", "files of ours"])
def test_an_alias_that_is_no_plain_path_is_a_problem(root, aliases):
    pages = {
        f"content/living-with/a-{number}.md": page(f"Page {number}", ODD + hostile.yaml_of({"aliases": [alias]}))
        for number, alias in enumerate(aliases)
    }
    written(root, hostile.site("plain") | pages)
    told = problems_of(root)
    assert [len(told.get(f"living-with/a-{number}.md", ())) for number in range(len(aliases))] == [1] * len(aliases)
    assert all(line.startswith(("1: ", "9: ")) and len(line) <= LONGEST for lines in told.values() for line in lines)


def test_odd_aliases_leave_the_hosts_files_whole(root, plain):
    odd = [
        "/a.b-c_d/e.html",
        "/A/B.php",
        "/0",
        "/a--b/",
        "/-/",
        "/a.b/c",
        "/index.php/a",
        "/conx/",
        "/" + "a" * 190,
    ]
    files = hostile.site("plain") | {
        "content/living-with/a.md": page("A page", ODD + hostile.yaml_of({"aliases": odd}))
    }
    made, lines = built(root, files), len(odd)
    for name in ("_redirects", ".htaccess", "nginx.conf", "Caddyfile"):
        per_alias = 2 if name == "_redirects" else 1
        assert made[name].count("\n") == plain[name].count("\n") + per_alias * lines, name
    assert (
        len(json.loads(made["staticwebapp.config.json"])["routes"])
        == len(plain["staticwebapp.config.json"]["routes"]) + lines
    )
    secure, *rules = ElementTree.fromstring(made["web.config"]).findall(".//rule")
    assert secure.get("name") == "https"
    assert sorted(rule.get("name") for rule in rules if "old-" not in rule.get("name")) == sorted(odd)


URLS = (
    "https://example.org/a;}/",
    "https://example.org/{a}/",
    "https://example.org/$a/",
    "https://example.org/`a/",
    "https://example.org/a\\/",
    "https://example.org/../a/",
    "https://example.org/.git/",
    "https://example.org//a/",
    "https://example.org/(a+)+/",
    "https://example.org/?a/",
    "https://example.org/#a/",
    "https://a@example.org/",
    "https:///",
    "javascript://example.org/",
    "https://example.org/é/",
)


@pytest.mark.parametrize("url", URLS)
def test_the_site_url_holds_no_character_special_to_a_host(url):
    text = hostile.yaml_of(hostile.filled(Practice, "plain") | {"url": url})
    with pytest.raises(Problems) as found:
        facts_files.read("practice.yaml", text.encode())
    assert (
        str(found.value)
        == f"practice.yaml:2: url: '{url}' should be the site's address, with https:// before it and / at its end"
    )


def strange(root):
    """Files in the folder that are no files of a site: links out of it and into circles, pipes, sockets, huge files."""
    content = pathlib.Path(root, "content")
    outside = pathlib.Path(root, "outside")
    outside.mkdir(exist_ok=True)
    (outside / "secret.md").write_text(page("Secret"))
    for name, target in {
        "link-to-a-file.md": "../outside/secret.md",
        "link-to-a-folder": "../outside",
        "link-to-a-folder.md": "../outside",
        "link-to-root": "/",
        "link-to-itself.md": "link-to-itself.md",
        "link-to-above": "..",
        "link-to-here": ".",
        "link-to-nothing.md": "nothing.md",
        "link-to-memory.md": "/dev/zero",
        "link-to-a-process.md": "/proc/self/environ",
        "link-by-links.md": "link-to-a-folder/secret.md",
    }.items():
        (content / name).symlink_to(target)
    os.mkfifo(content / "pipe.md")
    os.mkfifo(content / "pipe.csv")
    (content / "folder.md").mkdir()
    (content / "folder.png").mkdir()
    for name, size in {
        "sparse.md": 100,
        "sparse.csv": 100,
        "sparse.png": 100,
        "sparse.svg": 100,
        "sparse.mp4": 300,
    }.items():
        with open(content / name, "wb") as file:
            file.truncate(size * 1_000_000)
    deep = content / "/".join("a" * 500)
    for path in [*reversed(deep.parents), deep]:
        if len(str(path)) < 3800 and not path.exists():
            path.mkdir()
    for path in hostile_files.PATHS:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(page())
    return root


@pytest.fixture(scope="module")
def told_of_strange(root):
    written(root, hostile.site("plain") | {"content/hostile/index.md": page("Hostile")})
    return problems_of(strange(root))


LINK = "a link to a folder, or to something outside content/; put a copy here instead"
SMALLER = "split it, or save it again with less detail"
FOLDER = "a folder with the name of a file; rename it"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        *((path, LINK) for path in ("link-to-a-file.md", "link-to-a-folder", "link-to-a-folder.md", "link-to-root")),
        *((path, LINK) for path in ("link-to-itself.md", "link-to-above", "link-to-here", "link-to-nothing.md")),
        *((path, LINK) for path in ("link-to-memory.md", "link-to-a-process.md", "link-by-links.md")),
        *((path, "neither a file nor a folder; take it away") for path in ("pipe.md", "pipe.csv")),
        *((path, FOLDER) for path in ("folder.md", "folder.png")),
        *((path, f"larger than 1,000,000 bytes; {SMALLER}") for path in ("sparse.md", "sparse.csv", "sparse.svg")),
        ("sparse.png", f"larger than 40,000,000 bytes; {SMALLER}"),
        ("sparse.mp4", f"larger than 200,000,000 bytes; {SMALLER}"),
        ("a/a/a/a/a/a/a/a/a/a", "more than 9 folders in each other; move it up"),
        *(
            (f"hostile/{name}", f"Windows keeps the name '{name}' for itself; rename it")
            for name in ("con", "nul", "com2")
        ),
        *((path, message) for path, message in hostile_files.PATHS.items() if message and "\n" not in path),
    ],
)
def test_strange_files_are_told_and_not_read(told_of_strange, path, message):
    assert told_of_strange[printable(path)] == [message]


def child(root, seconds=60, megabytes=2000):
    """What a build in a process of its own did."""
    command = [sys.executable, "-B", str(ROOT / "tests/hostile_build.py"), root, str(seconds), str(megabytes)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


OURS = tuple(
    {
        sys.prefix,
        sys.base_prefix,
        os.path.realpath(sys.executable),
        str(ROOT / "sitegen"),
        str(ROOT / "build.py"),
        str(ROOT / "requirements.txt"),
        str(ROOT / "__pycache__"),
        "/dev/null",
        "/usr/share/zoneinfo",  # which day it is where the practice is
    }
)
CHANGES = (
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.utime",
    "os.chmod",
    "os.chown",
)


def outside(root, events):
    """The events that touch more than the site's own folders, or start a process or a connection."""
    readable = tuple(f"{root}/{name}" for name in ("content", "layouts", "assets", "public", ".cache"))
    writable = tuple(f"{root}/{name}" for name in ("public", ".cache"))
    found = []
    for name, arguments in events:
        if name == "ctypes.dlopen" or (name, *arguments[:1]) == ("os.listdir", str(ROOT)):
            continue  # the system's own library, to exchange two folders; the names among which Python finds build.py
        if name == "open" and isinstance(arguments[0], int):
            continue  # a file in memory, by its number
        paths = [os.path.abspath(os.path.join(root, part)) for part in arguments[:2] if isinstance(part, str)][
            : 2 if name in CHANGES else 1
        ]
        if name == "open":
            mode, flags = arguments[1], arguments[2]
            changes = (
                flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
                if isinstance(flags, int)
                else mode
            )
        else:
            changes = name in CHANGES
        allowed = writable if changes else (*readable, *OURS)
        if not name.startswith(("open", "os.")) or not all(path.startswith(allowed) for path in paths):
            found.append((name, arguments))
    return found


def test_a_build_touches_only_the_sites_own_folders(root, told_of_strange):
    written(root, hostile.site("plain") | {"content/hostile/index.md": page("Hostile")})
    for path, data, _ in NUMBERED.values():
        pathlib.Path(root, "content", path).write_bytes(data)
    refused = child(strange(root))
    assert "hostile/n-1.md" in refused["told"] and not os.path.exists(f"{root}/public")
    written(root, hostile.site(INJECTED["lines of a visiting card"]))
    taken = child(root)
    assert taken["told"].startswith("30 pages in public/") and os.path.exists(f"{root}/public/practice.vcf")
    assert outside(root, refused["events"]) == []
    assert outside(root, taken["events"]) == []
    opened = {
        os.path.relpath(parts[0], root)
        for name, parts in refused["events"]
        if name == "open" and str(parts[0]).startswith(root)
    }
    assert "content/hostile/n-1.md" in opened and not any("sparse" in path or "pipe" in path for path in opened)


def test_the_watch_sees_what_is_outside(root):
    events = [
        ["open", ["/etc/passwd", "r", 0]],
        ["open", [f"{root}/content/a.md", "w", 577]],
        ["os.mkdir", [f"{root}/a", 511, -1]],
    ]
    assert outside(root, [*events, ["socket.connect", ["x", "y"]], ["subprocess.Popen", ["id", None, None, None]]]) == [
        (name, arguments)
        for name, arguments in [*events, ["socket.connect", ["x", "y"]], ["subprocess.Popen", ["id", None, None, None]]]
    ]


@pytest.mark.parametrize("name", hostile_files.SLOW)
def test_time_and_memory_are_bounded_whatever_is_written(root, name):
    slow = page("A page", ODD, hostile_files.SLOW[name][:19_900])
    written(root, hostile.site("plain") | {"content/living-with/a.md": slow})
    done = child(root, seconds=10, megabytes=1000)
    assert done["megabytes"] < 300 and done["seconds"] < 8
    assert all(len(line) <= LONGEST for line in done["told"].splitlines())


def test_a_title_may_begin_with_a_colon_where_pages_are_listed_by_name(root):
    text = page(":ab", ODD.replace("order: 9", "group: others") + "stages: []\ntreatments: []\n").replace(
        "title: :ab", "title: ':ab'"
    )
    made = built(root, hostile.site("plain") | {"content/conditions/a.md": text.replace(": :ab,", ": A,")})
    assert ">:ab</a>" in made["pages/index.html"]


def test_a_drawings_entities_are_refused_in_any_encoding():
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWING
    for encoding in ("utf-16", "utf-16-be", "utf-16-le"):
        with pytest.raises(Problems) as found:
            svg.clean("a.svg", text.encode(encoding))
        assert str(found.value).startswith("a.svg: declares entities of its own; ")
