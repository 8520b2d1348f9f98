"""`bench`: times builds of practice sites, their layout small or the site's, against what the libraries alone cost."""

import contextlib
import datetime
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import NamedTuple

from sitegen.commands.practice_sites import OURS, Tool, lay, path_of

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
bodies = [path.read_text().split("---\\n", 2)[2] for path in pathlib.Path(sys.argv[1]).glob("living-with/page-*.md")]
started = time.process_time()
for body in bodies:
    writer.reset()
    writer.convert(body)
print(time.process_time() - started)
"""
RUNS, SIZES = 5, (100, 1000)  # where none are given
BUILD = [sys.executable, "build.py"]
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
    """One block of figures per size and layout: cold, unchanged and one page edited, against (a) and (b) of the same
    round."""
    return "\n\n".join(bench_site(root, tool, size, runs) for size in sizes or SIZES for tool in OURS[1:])


def bench_site(root: str, tool: Tool, size: int, runs: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        site = f"{folder}/site"
        lay(root, site, tool, size)
        cold = [cold_round(site) for _ in range(runs)]
        warm = [warm_round(site, number) for number in range(min(runs, size))]
    a, b = (statistics.median(figures) for figures in ([r[0].cpu for r in warm], [r[1] for r in cold]))
    wall, cpu = (
        statistics.median((build[place] - imports[place]) / bodies for imports, bodies, build in cold)
        for place in (0, 1)
    )
    rows = [
        f"{size} pages, {tool.name}; (a) the bare import {a:.3f} s, (b) Python-Markdown alone {b:.2f} s; "
        "medians of runs in turn",
        row("cold", [(imports, build) for imports, _, build in cold]) + f"; {wall:.2f} x (b) + (a) wall, {cpu:.2f} CPU",
        row("unchanged", [(imports, unchanged) for imports, unchanged, _ in warm]),
        row("one edited", [(imports, edited) for imports, _, edited in warm]),
    ]
    return "\n".join(rows)


def set_aside(site: str) -> None:
    """Puts away what was made before, undeleted: where many files were just deleted, new ones take longer (ext4)."""
    aside = tempfile.mkdtemp(dir=os.path.dirname(site))
    for name in (".cache", "public", "resources"):
        with contextlib.suppress(FileNotFoundError):
            os.rename(f"{site}/{name}", f"{aside}/{name}")


def cold_round(site: str) -> tuple[Cost, float, Cost]:
    """(a), (b) in seconds, and a build from nothing."""
    set_aside(site)
    imports, build = run([sys.executable, "-c", IMPORTS]), run(BUILD, site)
    script = subprocess.run([sys.executable, "-c", BODIES, f"{site}/content"], capture_output=True, check=True)
    return imports, float(script.stdout), build


def warm_round(site: str, number: int) -> tuple[Cost, Cost, Cost]:
    """(a), a build of what has not changed, and one after a page was edited."""
    imports, unchanged = run([sys.executable, "-c", IMPORTS]), run(BUILD, site)
    with open(f"{site}/content/{path_of(number)}", "a", encoding="utf-8") as file:
        file.write("\nOne more sentence.\n")
    return imports, unchanged, run(BUILD, site)


def row(name: str, pairs: Sequence[tuple[Cost, Cost]]) -> str:
    wall, cpu, memory = (statistics.median(figures) for figures in zip(*(build for _, build in pairs), strict=True))
    to_wall = statistics.median(build.wall / imports.wall for imports, build in pairs)
    to_cpu = statistics.median(build.cpu / imports.cpu for imports, build in pairs)
    figures = f"{wall:8.3f} s wall {cpu:8.3f} s CPU {memory:5.0f} MB"
    return f"  {name:<11}{figures} = {to_wall:6.2f} x (a) wall, {to_cpu:6.2f} CPU"
