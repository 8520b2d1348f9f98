"""`bench`: times builds of practice sites against what the libraries alone cost."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import NamedTuple

IMPORTS = "import markdown, jinja2, frontmatter"
BODIES = """
import pathlib, sys, time
import markdown, yaml
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
glossary = yaml.safe_load(pathlib.Path(sys.argv[1], "glossary.yaml").read_text())
extensions = [AbbrExtension(glossary=glossary), AttrListExtension(), DefListExtension()]
extensions += [FootnoteExtension(), TableExtension(), TocExtension()]
writer = markdown.Markdown(extensions=extensions, output_format="html")
bodies = [path.read_text().split("---\\n", 2)[2] for path in pathlib.Path(sys.argv[1]).glob("living-with/*/page*.md")]
started = time.process_time()
for body in bodies:
    writer.reset()
    writer.convert(body)
print(time.process_time() - started)
"""
RUNS = 5
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}  # as staff run it


class Cost(NamedTuple):
    """Seconds by the clock and by the processor, and the most memory held, in megabytes."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str]) -> Cost:
    """A command's cost as the operating system accounts for it when the process has ended."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    return sorted(costs, key=lambda cost: cost.wall)[len(costs) // 2]


def bench(root: str, sizes: Sequence[int]) -> str:
    """One block of figures per size: cold, unchanged and one page edited, as medians of runs taken in turn."""
    return "\n\n".join(bench_size(root, size) for size in sizes)


def bench_size(root: str, size: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        practice_site(root, folder, size)
        python = [sys.executable, f"{folder}/build.py"]
        bare = [sys.executable, "-c", IMPORTS]
        cold = run(python)
        script = subprocess.run([sys.executable, "-c", BODIES, f"{folder}/content"], capture_output=True, check=True)
        bodies = float(script.stdout)
        run(python)
        imports, unchanged, edited = [], [], []
        for number in range(RUNS):
            imports.append(run(bare))
            unchanged.append(run(python))
            edit(f"{folder}/content/{path_of(number)}")
            edited.append(run(python))
    a = median(imports)
    lines = [
        f"{size} pages; (a) bare import {a.wall:.3f} s wall, {a.cpu:.3f} s CPU; "
        f"(b) Python-Markdown alone {bodies:.2f} s CPU",
        row("cold", cold, a) + f"  = {(cold.cpu - a.cpu) / bodies:.2f} x (b) + (a), CPU",
        row("unchanged", median(unchanged), a),
        row("one edited", median(edited), a),
    ]
    return "\n".join(lines)


def row(name: str, cost: Cost, a: Cost) -> str:
    return (
        f"  {name:<11}{cost.wall:8.3f} s wall {cost.cpu:8.3f} s CPU {cost.memory:6.0f} MB"
        f"  = {cost.wall / a.wall:6.2f} x (a) wall, {cost.cpu / a.cpu:6.2f} x CPU"
    )


def edit(path: str) -> None:
    with open(path, "a", encoding="utf-8") as file:
        file.write("\nOne more sentence.\n")


def practice_site(root: str, folder: str, size: int) -> None:
    """The generator and the layouts with `size` pages of about 450 words and twelve menu entries."""
    for name in ("build.py", "requirements.txt"):
        shutil.copy(f"{root}/{name}", folder)
    for name in ("sitegen", "layouts", "assets"):
        shutil.copytree(f"{root}/{name}", f"{folder}/{name}")
    menu = [f"about-{number}.md" for number in range(10)] + ["contact.md", "living-with/index.md"]
    parts = range((size + 99) // 100)
    files = {
        "practice.yaml": PRACTICE,
        "sources.yaml": "SOURCE:\n  text: A source\n  tier: B\n  url: https://example.org/source\n",
        "menu.yaml": "header:\n" + "".join(f"  - {name}\n" for name in menu) + "footer: [contact.md]\n",
    }
    for name in ["index.md", "404.md", *menu, *(f"living-with/part-{part}/index.md" for part in parts)]:
        files[name] = page(f"Page {name}", "", "Some text.\n")
    for number in range(size):
        files[path_of(number)] = page(f"Practice page {number}", HEALTH, body(number, size))
    for name, text in files.items():
        os.makedirs(os.path.dirname(f"{folder}/content/{name}"), exist_ok=True)
        with open(f"{folder}/content/{name}", "w", encoding="utf-8") as file:
            file.write(text)
    shutil.copy(f"{root}/content/glossary.yaml", f"{folder}/content/glossary.yaml")


def path_of(number: int) -> str:
    return f"living-with/part-{number // 100}/page-{number}.md"


def page(title: str, fields: str, text: str) -> str:
    filler = "words that say what a reader finds on this page of the practice site"
    return f"---\ntitle: {title}\ndescription: {title}, {filler}.\nsummary: {title}, {filler}.\n{fields}---\n\n{text}"


def body(number: int, size: int) -> str:
    """Six headings, three lists, a table, links to three other pages: about 450 words, no two pages alike."""
    links = [f"../part-{other // 100}/page-{other}.md" for other in ((number * 7 + step) % size for step in (1, 2, 3))]
    rows = "".join(f"| week {week} | exercise {number + week} | rest and look again |\n" for week in range(1, 6))
    parts = [
        f"A first paragraph about *topic {number}*, which [another page]({links[0]}) tells **more** of [@SOURCE].\n"
    ]
    for section in range(6):
        parts.append(f"## Heading {section} of page {number}\n\n{SENTENCE * 4}\n")
        if section % 2:
            parts.append("".join(f"- point {point} says what helps and [when]({links[1]})\n" for point in range(5)))
    parts += [
        f"| When | What | Then |\n|---|---|---|\n{rows}",
        f"See [the next]({links[2]}) and <https://example.org/{number}>.\n",
    ]
    return "\n".join(parts)


SENTENCE = "The facial nerve moves the face, and a doctor who sees it often knows what to look for in it. "
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
emergency_sources: [SOURCE]
eye_sources: [SOURCE]
"""
