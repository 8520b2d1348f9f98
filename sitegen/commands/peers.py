"""`bench --peers`: times builds of the same pages by this generator and by others, every output checked."""

import datetime
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

from sitegen.commands.bench import ENVIRONMENT, SIZES, Cost, run, set_aside
from sitegen.commands.peer_sites import TOOLS
from sitegen.commands.practice_sites import SITE, Tool, first_of, headings_of, lay, path_of, rows_of

ROUNDS = 3
KEPT = {"h2": "heading", "td": "cell", "th": "cell"}
EDIT = "One more sentence, number {}."


class Costs(NamedTuple):
    cold: Cost
    unchanged: Cost
    edited: Cost


def main(
    root: str, today: datetime.date, sizes: Sequence[int], rounds: int = ROUNDS, tools: Sequence[Tool] = TOOLS
) -> str:
    """One table for all sizes, and what could not be had; the tools are gone when it is made."""
    sizes, load = sizes or SIZES, os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        refused = {tool.name: why for tool in tools if (why := refusal_of(root, folder, tool))}
        kept = [tool for tool in tools if tool.name not in refused]
        costs = {size: measured(root, folder, kept, size, rounds) for size in sizes}
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    loads = f"load {load:.1f} before and {os.getloadavg()[0]:.1f} after"
    command = " ".join(["python3 build.py bench --peers", *map(str, sizes)])
    heading = f"`{command}`, {today.day} {today:%B %Y}; {machine}; {loads}; medians of {rounds} rounds in turn.\n"
    return "\n".join([heading, *(f"{name} is left out: {why}.\n" for name, why in refused.items()), table(costs)])


def refusal_of(root: str, folder: str, tool: Tool) -> str:
    """Why a tool cannot be had, or cannot build two pages; nothing where it can."""
    site = f"{folder}/try {tool.name}"
    lay(root, site, tool, 2)
    steps = [*installing(folder, tool), command_of(tool, folder)]
    return next((why for step in steps if (why := refusal(step, site))), "")


def installing(folder: str, tool: Tool) -> list[list[str]]:
    """The commands that bring a tool into the folder."""
    if not tool.packages:
        return []
    if tool.packages[0] == "npm":
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", f"{folder}/npm"]
        return [["npm", "install", *options, *tool.packages[1:]]]
    python = f"{folder}/python/bin/python"
    venv = [[sys.executable, "-m", "venv", f"{folder}/python"]] if not os.path.exists(python) else []
    return [*venv, [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *tool.packages]]


def refusal(command: Sequence[str], folder: str) -> str:
    try:
        done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    except OSError:
        return f"{command[0]} is not on this machine"
    if not done.returncode:
        return ""
    lines = f"{done.stderr}\n{done.stdout}".splitlines()
    telling = next((line for sign in ("not found", "rror", "ERROR") for line in lines if sign in line), "it fails")
    return re.sub(r"^.*?error:? |\(.*", "", telling, flags=re.IGNORECASE).strip(" .")


def command_of(tool: Tool, folder: str) -> list[str]:
    version = "python{}.{}".format(*sys.version_info)
    places = {
        "python": sys.executable,
        "bin": f"{folder}/python/bin",
        "packages": f"{folder}/python/lib/{version}/site-packages",
        "npm": f"{folder}/npm/node_modules",
    }
    return [part.format_map(places) for part in tool.command.split()]


def measured(root: str, folder: str, tools: Sequence[Tool], size: int, rounds: int) -> dict[str, Costs]:
    """The medians of every tool; they take turns, so that what else the machine does slows all of them."""
    for tool in tools:
        lay(root, f"{folder}/{size} {tool.name}", tool, size)
    found: dict[str, list[Costs]] = {tool.name: [] for tool in tools}
    for turn in range(rounds):
        for tool in tools:
            site = f"{folder}/{size} {tool.name}"
            found[tool.name].append(one_round(tool.name, command_of(tool, folder), site, size, turn))
    return {name: Costs(*map(median, zip(*costs, strict=True))) for name, costs in found.items()}


def one_round(name: str, command: list[str], site: str, size: int, turn: int) -> Costs:
    """A build from nothing, one of what has not changed, one after a page was edited; each output is checked."""
    set_aside(site)
    number = turn % size
    looked_at = [number] if turn else range(size)  # all of them once: it takes longer than most of the builds
    cold = checked(name, command, site, looked_at, {})
    unchanged = checked(name, command, site, looked_at, {})
    with open(f"{site}/content/{path_of(number)}", "a", encoding="utf-8") as file:
        file.write(f"\n{EDIT.format(turn)}\n")
    edited = checked(name, command, site, looked_at, {number: EDIT.format(turn)})
    return Costs(cold, unchanged, edited)


def checked(name: str, command: list[str], site: str, numbers: Sequence[int], edits: Mapping[int, str]) -> Cost:
    cost = run(command, site)
    if found := faults(f"{site}/public", numbers, edits):
        raise SystemExit(f"{name}: {len(found)} faults in what it made; {found[0]}")
    return cost


class Seen(HTMLParser):
    """What is in a page: its links, and the texts of its headings, cells and all else."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links, self.texts, self.inside = list[str](), {"heading": [""], "cell": [""], "": [""]}, ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attributes).get("href") or "")
        if tag in KEPT:
            self.inside = KEPT[tag]
            self.texts[self.inside].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in KEPT:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        self.texts[self.inside][-1] += data


def faults(public: str, numbers: Sequence[int], edits: Mapping[int, str]) -> list[str]:
    """What is missing in a finished site: of the pages with these numbers, and in the sitemap."""
    found = list[str]()
    for number in numbers:
        url = path_of(number).removesuffix(".md")
        path = next((path for path in (f"{url}/index.html", f"{url}.html") if os.path.isfile(f"{public}/{path}")), "")
        found += faults_of_page(public, path, number, edits.get(number, "")) if path else [f"{url} is not there"]
    sitemap = Path(public, "sitemap.xml")
    listed = sitemap.read_text(encoding="utf-8").count("<loc>") if sitemap.is_file() else 0
    return found + ([f"the sitemap has {listed} addresses"] if listed < len(numbers) else [])


def faults_of_page(public: str, path: str, number: int, edited: str) -> list[str]:
    seen = Seen(Path(public, path).read_text(encoding="utf-8"))
    texts = {kind: [text.strip() for text in texts] for kind, texts in seen.texts.items()}
    cells = [cell for row in rows_of(number) for cell in row]
    wanted = [("heading", text) for text in headings_of(number)] + [("cell", cell) for cell in cells]
    missing = [text for kind, text in wanted if text not in texts[kind]]
    missing += [text for text in (first_of(number), edited) if text not in texts[""][0]]
    lost = [link for link in seen.links if not resolves(public, path, link)]
    lacks = [f"{path} has fewer than 15 links"] if len(seen.links) < 15 else []
    return [f"{path} has no '{text}'" for text in missing] + [f"{path} links to {link}" for link in lost] + lacks


def resolves(public: str, path: str, link: str) -> bool:
    address = urldefrag(urljoin(f"{SITE}{path.removesuffix('index.html')}", link)).url
    if not address.startswith(SITE):
        return True
    target = f"{public}/{address.removeprefix(SITE)}"
    return os.path.isfile(f"{target}/index.html" if os.path.isdir(target) else target)


def median(costs: Sequence[Cost]) -> Cost:
    return Cost(*(statistics.median(figures) for figures in zip(*costs, strict=True)))


def table(found: Mapping[int, Mapping[str, Costs]]) -> str:
    """Seconds by the clock, by the processor, and megabytes; beside each the first of ours divided by it."""
    rows = ["| pages | built by | cold | ours : it | unchanged | ours : it | one page edited | ours : it |"]
    rows.append("|---:|---|" + "---:|" * 6)
    for size, by_tool in found.items():
        ours = next(iter(by_tool.values()))
        for name, costs in by_tool.items():
            cells = [cell for cost, own in zip(costs, ours, strict=True) for cell in (shown(cost), ratio(own, cost))]
            rows.append(f"| {size} | {name} | {' | '.join(cells)} |")
    return "\n".join(rows)


def shown(cost: Cost) -> str:
    return f"{cost.wall:.2f} / {cost.cpu:.2f} / {cost.memory:.0f}"


def ratio(ours: Cost, cost: Cost) -> str:
    return f"{ours.wall / cost.wall:.2f} / {ours.cpu / cost.cpu:.2f}"
