"""`bench`: times builds of practice sites against what the libraries alone cost."""

import datetime
import os
import shutil
import statistics
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
RUNS, SIZES = 5, (100, 1000)  # where none are given
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}  # as staff run it


class Cost(NamedTuple):
    """Seconds by the clock and by the processor, and the most memory held, in megabytes."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], folder: str | None = None) -> Cost:
    """A command's cost as the operating system accounts for it when the process has ended."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main(root: str, today: datetime.date, sizes: Sequence[int], runs: int = RUNS) -> str:
    """One block of figures per size: cold, unchanged and one page edited, against (a) and (b) of the same round."""
    return "\n\n".join(bench_size(root, size, runs) for size in sizes or SIZES)


def bench_size(root: str, size: int, runs: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        practice_site(root, folder, size)
        python, content = [sys.executable, f"{folder}/build.py"], f"{folder}/content"
        cold = [cold_round(python, folder) for _ in range(runs if size <= 100 else 1)]
        run(python)
        warm = [warm_round(python, f"{content}/{path_of(number)}") for number in range(min(runs, size))]
    a, b = (statistics.median(figures) for figures in ([r[0].cpu for r in warm], [r[1] for r in cold]))
    per_body = statistics.median((build.cpu - imports.cpu) / bodies for imports, bodies, build in cold)
    rows = [
        f"{size} pages; (a) the bare import {a:.3f} s, (b) Python-Markdown alone {b:.2f} s; medians of runs in turn",
        row("cold", [(imports, build) for imports, _, build in cold]) + f", {per_body:.2f} x (b) + (a)",
        row("unchanged", [(imports, unchanged) for imports, unchanged, _ in warm]),
        row("one edited", [(imports, edited) for imports, _, edited in warm]),
    ]
    return "\n".join(rows)


def cold_round(python: list[str], folder: str) -> tuple[Cost, float, Cost]:
    """(a), (b) in seconds, and a build from nothing."""
    for name in (".cache", "public"):
        shutil.rmtree(f"{folder}/{name}", ignore_errors=True)
    imports, build = run([sys.executable, "-c", IMPORTS]), run(python)
    script = subprocess.run([sys.executable, "-c", BODIES, f"{folder}/content"], capture_output=True, check=True)
    return imports, float(script.stdout), build


def warm_round(python: list[str], path: str) -> tuple[Cost, Cost, Cost]:
    """(a), a build of what has not changed, and one after a page was edited."""
    imports, unchanged = run([sys.executable, "-c", IMPORTS]), run(python)
    with open(path, "a", encoding="utf-8") as file:
        file.write("\nOne more sentence.\n")
    return imports, unchanged, run(python)


def row(name: str, pairs: Sequence[tuple[Cost, Cost]]) -> str:
    wall, cpu, memory = (statistics.median(figures) for figures in zip(*(build for _, build in pairs), strict=True))
    to_wall = statistics.median(build.wall / imports.wall for imports, build in pairs)
    to_cpu = statistics.median(build.cpu / imports.cpu for imports, build in pairs)
    figures = f"{wall:8.3f} s wall {cpu:8.3f} s CPU {memory:5.0f} MB"
    return f"  {name:<11}{figures} = {to_wall:6.2f} x (a) wall, {to_cpu:6.2f} CPU"


def practice_site(root: str, folder: str, size: int) -> None:
    """The generator and the layouts with `size` pages of about 450 words and twelve menu entries."""
    copy(root, folder, ("build.py", "requirements.txt", "sitegen", "layouts", "assets"))
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


def copy(root: str, folder: str, names: Sequence[str]) -> None:
    for name in names:
        if os.path.isdir(f"{root}/{name}"):
            shutil.copytree(f"{root}/{name}", f"{folder}/{name}")
        else:
            shutil.copy(f"{root}/{name}", folder)


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
        f"See [the next]({links[2]}) and <https://example.com/{number}>.\n",
    ]
    return "\n".join(parts)


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
