"""Sites of practice pages, to measure builds with: as this generator and others want them, and ours of them."""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from typing import NamedTuple

SITE = "https://example.org/"
MENU = [*(f"about-{number}" for number in range(10)), "contact", "living-with"]
NAMES = json.dumps(MENU)  # Python, JavaScript, TOML and YAML read it alike
PATHS = json.dumps([*(f"{name}.md" for name in MENU[:-1]), "living-with/index.md"])
SENTENCE = "The practice sees people each day, and a doctor who knows it well can tell what to look for in it. "
HEALTH = "audience: patient\nwritten: 2026-01-01\nnext_review: 2027-01-01\norder: 1\n"
PRACTICE = """\
name: A practice
url: https://example.org/
telephone: "+13105550100"
telephone_shown: "(310) 555-0100"
city: A city
region: CA
region_name: California
country: US
director: contact.md
description: A practice that exists only to measure how long its site takes to build.
"""
LAYOUT = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>TITLE</title></head>
<body>
<nav>
MENU
</nav>
<main>
<h1>TITLE</h1>
CONTENT
</main>
</body>
</html>
"""


class Tool(NamedTuple):
    name: str
    packages: tuple[str, ...]  # of npm where they begin with it, else of PyPI
    command: str  # in the site's folder
    link: str  # from one page to another
    own_page: str  # a folder's own page
    files: Mapping[str, str]  # settings and layouts
    copied: tuple[str, ...] = ()  # of this project
    others: str = ""  # the setting that holds those it does not know


def lay(root: str, folder: str, tool: Tool, size: int) -> None:
    """Writes a tool's site of `size` pages."""
    os.makedirs(folder)
    for name in tool.copied:
        copy = shutil.copytree if os.path.isdir(f"{root}/{name}") else shutil.copy
        copy(f"{root}/{name}", f"{folder}/{name}")
    written = {f"content/{name}": text for name, text in pages(tool, size).items()}
    if tool.others:
        written = {name: below(tool.others, text) for name, text in written.items()}
    for name, text in {**tool.files, **written}.items():
        os.makedirs(os.path.dirname(f"{folder}/{name}"), exist_ok=True)
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)


def below(setting: str, text: str) -> str:
    """A page with all its settings but title and description below another."""
    _, settings, body = text.split("---\n", 2)
    title, description, *others = settings.splitlines(keepends=True)
    return f"---\n{title}{description}{setting}:\n{''.join(f'  {line}' for line in others)}---\n{body}"


def pages(tool: Tool, size: int) -> dict[str, str]:
    few = {f"{name}.md": page(f"Page {name}", "", "Some text.\n") for name in MENU[:-1]}
    few |= {tool.own_page: page("A practice", "", "Some text.\n")}
    lists = range(0, size, 100)
    few |= {f"living-with/{tool.own_page}": page("Living with it", "", links(tool, "list", lists))}
    for first in lists:
        listed = links(tool, "page", range(first, min(first + 100, size)))
        few |= {f"living-with/list-{first}.md": page(f"Practice list {first}", HEALTH, listed)}
    return few | {path_of(number): text_of(number, size, tool.link) for number in range(size)}


def links(tool: Tool, what: str, numbers: Iterable[int]) -> str:
    """A list of links to pages."""
    rows = (f"- [Practice {what} {number}]({tool.link.format(f'{what}-{number}')})\n" for number in numbers)
    return "All of them:\n\n" + "".join(rows)


def path_of(number: int) -> str:
    return f"living-with/page-{number}.md"


def page(title: str, fields: str, text: str) -> str:
    filler = "words that say what a reader finds on this page of the practice site"
    return f"---\ntitle: {title}\ndescription: {title}, {filler}.\nsummary: {title}, {filler}.\n{fields}---\n\n{text}"


def text_of(number: int, size: int, link: str) -> str:
    """About 350 words: four headings, two lists, a table, links to three other pages; no two pages alike."""
    links = [link.format(f"page-{(number * 7 + step) % size}") for step in (1, 2, 3)]
    parts = [f"{first_of(number)} [One page]({links[0]}) tells **more** of it, [another]({links[1]}) *less*.\n"]
    for place, heading in enumerate(headings_of(number)):
        parts.append(f"## {heading}\n\n{SENTENCE * 3}\n")
        if place % 2:
            parts.append("".join(f"- point {point} says what helps, and when\n" for point in range(4)))
    rows = ["| When | What | Then |\n|---|---|---|\n", *(f"| {' | '.join(row)} |\n" for row in rows_of(number))]
    parts += ["".join(rows), f"See [the next]({links[2]}).\n"]
    return page(f"Practice page {number}", HEALTH, "\n".join(parts))


def first_of(number: int) -> str:
    return f"This is what page {number} says first."


def headings_of(number: int) -> list[str]:
    return [f"Heading {place} of page {number}" for place in range(4)]


def rows_of(number: int) -> list[list[str]]:
    return [[f"week {week}", f"exercise {number + week}", "rest, then look again"] for week in range(1, 6)]


def layout(title: str, content: str, menu: str) -> str:
    return LAYOUT.replace("TITLE", title).replace("CONTENT", content).replace("MENU", menu)


def sitemap(pages: str, address: str) -> str:
    """In Jinja's words, which three of the tools read."""
    return f"<urlset>{{% for page in {pages} %}}<url><loc>{address}</loc></url>\n{{% endfor %}}</urlset>\n"


FACTS = {
    "content/404.md": page("Not found", "", "Some text.\n"),
    "content/practice.yaml": PRACTICE,
    "content/menu.yaml": f"header: {PATHS}\nfooter: []\n",
    "content/sources.yaml": "",
    "content/glossary.yaml": "word: what it means\n",
}
OWN = layout(
    "{{ page.title }}",
    "{{ body }}",
    '{% for card in shell.menu.header %}<a href="{{ root }}{{ card.url }}">{{ card.name }}</a>\n{% endfor %}',
)
SMALL = FACTS | {f"layouts/{kind}.html": OWN for kind in ("home", "section", "guide", "page", "404")}
SMALL["layouts/root/sitemap.xml"] = sitemap("pages", "{{ site }}{{ page.url }}")
UNPACKED = {"sitegen/output/compress.py": "def with_compressed(files, folder, version):\n    return files\n"}
PROGRAM, LOOKS = ("build.py", "requirements.txt", "sitegen"), ("layouts", "assets")
OURS = [
    Tool("ours, no .gz or .br", (), "{python} build.py", "{}.md", "index.md", SMALL | UNPACKED, PROGRAM),
    Tool("ours", (), "{python} build.py", "{}.md", "index.md", SMALL, PROGRAM),
    Tool("ours, the site's layouts", (), "{python} build.py", "{}.md", "index.md", FACTS, PROGRAM + LOOKS),
]
