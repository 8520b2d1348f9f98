"""Tiny sites from dicts of files: `build_site({"content/a.md": page("A")})`."""

import datetime
import pathlib
import shutil

import pytest

import build as commands
from sitegen.problems import Problems

pytest_plugins = ["chromium", "engines", "shared"]
ROOT = pathlib.Path(__file__).parents[1]
TODAY = datetime.date(2026, 11, 23)  # on the tests' own sites
REAL_DAY = datetime.date(2026, 11, 26)  # for the real site, no page of which is younger
ROOMS = ["model", "markup", "content", "media", "pages", "output", "build", "editor", "commands", "cli"]
IGNORED = [".DS_Store", "._a.md", ".a.md.swp", ".#a.md", "a.md~", "#a.md#", "a.swp", "Thumbs.db", "desktop.ini"]
IGNORED += ["thumbs.db", "Desktop.ini", "~$a.docx"]
WORDS = "words that fill a line so that it is as long as a description of a page has to be"
HEALTH = "audience: patient\nwritten: 2026-01-01\nnext_review: 2027-01-01\n"
CONDITION = HEALTH + "group: sudden\nstages: []\ntreatments: []\n"
TREATMENT = (
    HEALTH + "group: surgical\nstages: []\nhelps_when: []\nmay_not_suit: []\n"
    "evidence: It is thin.\nlicence: not-a-medicine\noffered: false\n"
)


def pytest_addoption(parser):
    words = "every page at every width, and readers for a whole minute: each night; a sample is enough by day"
    parser.addoption("--all", action="store_true", help=words)


def page(title="A page", fields="", body="Text.\n"):
    return f"---\ntitle: {title}\ndescription: {title}, {WORDS}.\nsummary: {title}, {WORDS}.\n{fields}---\n\n{body}"


PRACTICE = f"""\
name: A practice
url: https://example.org/
telephone: "+13105550100"
telephone_shown: "(310) 555-0100"
city: A city
region: CA
region_name: California
country: US
director: contact.md
description: A practice, {WORDS}.
emergency_sources: [ONE]
eye_sources: [ONE]
"""
SOURCE = "  tier: A\n  url: https://example.org/"
LAYOUT = """\
<!doctype html>
<title>{{ page.title }}</title>
<style>{{ shell.css }}</style>
<h1>{{ page.title }}</h1>
{% for card in shell.menu.header %}<a href="{{ root }}{{ card.url }}">{{ card.name }}</a>
{% endfor %}
{% for card in children %}<a href="{{ root }}{{ card.url }}">{{ card.title }}</a>
{% endfor %}
{% for section in sections %}<a href="{{ root }}{{ section.card.url }}">{{ section.card.title }}</a>
{% endfor %}
<main>
{{ body }}
</main>
{% for source in sources %}<p id="{{ source.id }}">{{ source.text }}</p>
{% endfor %}
{% for group in groups %}<section><h2>{{ group.heading }}</h2>
{% for card in group.cards %}<a href="{{ root }}{{ card.url }}">{{ card.title }}</a>
{% endfor %}</section>
{% endfor %}
"""
NOTE = """\
{# A note.
   type: plain | loud #}
<aside class="{{ type }}">{{ body }}</aside>
"""
GRID = """\
{# A table. #}
<table>{% for row in data.rows %}{{ row|join }};{% endfor %}</table>
{% if caption is defined %}<p>{{ caption }}</p>{% endif %}
"""
KINDS = [
    "home",
    "section",
    "condition",
    "treatment",
    "stage",
    "guide",
    "referral",
    "person",
    "case",
    "article",
    "notice",
    "story",
]
FILES = {
    "content/index.md": page("Home"),
    "content/contact.md": page("Contact"),
    "content/404.md": page("Not found"),
    "content/practice.yaml": PRACTICE,
    "content/menu.yaml": "header: [contact.md]\nfooter: []\n",
    "content/sources.yaml": f"ONE:\n  text: First source.\n{SOURCE}1\nTWO:\n  text: Second source.\n{SOURCE}2\n",
    "content/glossary.yaml": "palsy: weakness of muscles\n",
    "layouts/redirect.html": '<title>{{ title }}</title><h1>Moved</h1><a href="{{ target }}">{{ title }}</a>',
    "layouts/components/note.html": NOTE,
    "layouts/components/door.html": '{# A link. #}\n<a class="door" href="{{ href }}">{{ text }}</a>',
    "layouts/components/grid.html": GRID,
    "layouts/root/robots.txt": "Sitemap: {{ site }}sitemap.xml\n",
    "assets/css/base.css": "/* gone */\np { color: black }\n",
} | {f"layouts/{kind}.html": LAYOUT for kind in [*KINDS, "page", "404"]}


@pytest.fixture
def write(tmp_path):
    """Writes files below a folder of this test's own and returns it; None takes a file away."""

    def write(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(tmp_path)

    return write


class Result:
    """A built site: `result["contact/"]` is a page's text."""

    def __init__(self, root, built):
        self.root, self.files, self.site, self.content = root, built.files, built.site, built.content
        self.loaded = built.loaded

    def __getitem__(self, url):
        content = self.files[url if "." in url.rsplit("/", 1)[-1] else f"{url}index.html"]
        return (content if isinstance(content, bytes) else pathlib.Path(content.path).read_bytes()).decode()

    def __contains__(self, url):
        return (url if "." in url.rsplit("/", 1)[-1] else f"{url}index.html") in self.files

    def bytes(self):
        return {path: self[path].encode() if path.endswith(("html", "txt")) else path for path in self.files}


@pytest.fixture(scope="session")
def compiled(tmp_path_factory):
    """Where all tiny sites keep their compiled templates, most of which are the same."""
    return tmp_path_factory.mktemp("templates")


@pytest.fixture
def build_site(write, compiled):
    """Builds a tiny site of FILES and the files given."""

    def build_site(files=(), today=TODAY, **options):
        root = write(FILES | dict(files))
        templates = pathlib.Path(root, ".cache/templates")
        if not templates.exists():
            shutil.copytree(compiled, templates, copy_function=shutil.copyfile)
        try:
            return Result(root, commands.build(root, today, **options))
        finally:
            for path in templates.iterdir():
                if not (compiled / path.name).exists():
                    shutil.copyfile(path, compiled / path.name)

    return build_site


@pytest.fixture
def problems_of(build_site):
    """The problems of a tiny site, a line each."""

    def problems_of(files, **options):
        with pytest.raises(Problems) as found:
            build_site(files, **options)
        return str(found.value).splitlines()

    return problems_of


@pytest.fixture
def told(problems_of):
    """The problems of a page's text, which begins on line 7 of its file."""
    return lambda body: problems_of({"content/contact.md": page("Contact", body=body)})
