"""Looks at the finished site as a whole: links, anchors, titles, and the way to every page."""

from collections.abc import Iterable, Mapping

from sitegen.content import Library
from sitegen.problems import Problem, did_you_mean
from sitegen.schema import Anatomy
from sitegen.site import Site


def check(site: Site, files: Iterable[str], anatomies: Mapping[str, Anatomy], library: Library) -> list[Problem]:
    """Everything a reader would stumble over, at the Markdown file where it was written."""
    paths = {linked.card.url: path for path, linked in site.pages.items()}
    known = {name.removesuffix("index.html") for name in files}
    problems = repeated(site, library)
    for url, anatomy in anatomies.items():
        if known.issuperset(anatomy.links):
            continue
        for link in anatomy.links:
            if fault := broken(link, known, anatomies):
                part = f"#{link.partition('#')[2]}" if "#" in link else link
                problems.append(Problem(paths[url], library.line(paths[url], part), fault))
    for url in unreachable(anatomies):
        problems.append(Problem(paths[url], 1, "no page leads here; link to it, or move it into a section"))
    return problems


def broken(link: str, known: set[str], anatomies: Mapping[str, Anatomy]) -> str:
    url, _, anchor = link.partition("#")
    if url not in known:
        return f"'{link}' is not on the site{did_you_mean(url, known)}"
    if anchor and url in anatomies and anchor not in anatomies[url].ids:
        return f"nothing on {url or 'the home page'} is called '{anchor}'{did_you_mean(anchor, anatomies[url].ids)}"
    return ""


def unreachable(anatomies: Mapping[str, Anatomy]) -> list[str]:
    """The pages to which no chain of links leads from home."""
    waiting = set(anatomies) - {"", "404.html"}
    found = [""] if "" in anatomies else []
    for url in found:
        reached = waiting.intersection(link.partition("#")[0] if "#" in link else link for link in anatomies[url].links)
        waiting -= reached
        found += reached
        if not waiting:
            break
    return sorted(waiting)


def repeated(site: Site, library: Library) -> list[Problem]:
    """Titles and descriptions that two pages share: a reader could not tell them apart in a list."""
    problems = []
    seen: dict[tuple[str, str], str] = {}
    for path, linked in site.pages.items():
        page = linked.loaded.page
        for field, value in (("title", page.title), ("description", page.description)):
            first = seen.setdefault((field, value), path)
            if first != path:
                line = library.line(path, f"{field}:")
                problems.append(Problem(path, line, f"has the same {field} as {first}; make it its own"))
    return problems
