"""Looks at the finished site as a whole: links, anchors, titles, and the way to every page."""

from collections.abc import Iterable, Mapping

from sitegen.content.folder import Library
from sitegen.model.kinds import Anatomy
from sitegen.model.references import where, written_in
from sitegen.model.site import Site
from sitegen.problems import Problem, Problems, did_you_mean


def check(site: Site, files: Iterable[str], anatomies: Mapping[str, Anatomy], library: Library) -> None:
    """Raises everything a reader would stumble over, at the Markdown file where it was written."""
    paths = {linked.card.url: path for path, linked in site.pages.items()}
    known = {name.removesuffix("index.html") for name in files}
    problems = repeated(site, library)
    links = {url: set(anatomy.links) for url, anatomy in anatomies.items()}
    for url, asked in links.items():
        for link in sorted(asked - known):
            if fault := broken(link, known, anatomies):
                target, mark, anchor = link.partition("#")
                written = written_in(paths[url], paths.get(target, link))
                problems.append(Problem(paths[url], where(library, paths[url], written + mark + anchor), fault))
    drafts = {linked.card.url for linked in site.pages.values() if linked.card.draft}  # may wait for their links
    for url in sorted(set(unreachable(links)) - drafts):
        problems.append(Problem(paths[url], 1, "no page leads here; link to it, or move it into a section"))
    if problems:
        raise Problems(problems)


def broken(link: str, known: set[str], anatomies: Mapping[str, Anatomy]) -> str:
    url, _, anchor = link.partition("#")
    if url not in known:
        return f"'{link}' is not on the site{did_you_mean(url, known)}"
    if anchor and url in anatomies and anchor not in anatomies[url].ids:
        return f"nothing on {url or 'the home page'} is called '{anchor}'{did_you_mean(anchor, anatomies[url].ids)}"
    return ""


def unreachable(links: Mapping[str, set[str]]) -> list[str]:
    """The pages to which no chain of links leads from home."""
    waiting, found = set(links) - {"", "404.html"}, [""]
    for url in found:
        reached = waiting.intersection(link.partition("#")[0] for link in links[url])
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
                line = where(library, path, f"{field}:")
                problems.append(Problem(path, line, f"has the same {field} as {first}; make it its own"))
    return problems
