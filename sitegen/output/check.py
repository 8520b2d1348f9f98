"""Looks at the finished site as a whole: links, anchors, titles, and the way to every page."""

import datetime
from collections.abc import Iterable, Mapping

from sitegen.model.page import Document
from sitegen.model.site import Site
from sitegen.pages.view import PageLinks
from sitegen.problems import Problem, Problems, did_you_mean
from sitegen.urls import permalink


def check(site: Site, files: Iterable[str], pages: Mapping[str, PageLinks]) -> None:
    """Raises everything a reader would stumble over, at the Markdown file where it was written."""
    documents = {linked.card.url: linked.document for linked in site.pages.values()}
    known = {name.removesuffix("index.html") for name in files}
    problems = repeated(site)
    links = {url: set(page.links) for url, page in pages.items()}
    for url, asked in links.items():
        for link in sorted(asked - known):
            if fault := broken(link, known, pages):
                document = documents[url]
                problems.append(Problem(document.page.path, line_of(document, link), fault))
    drafts = {linked.card.url for linked in site.pages.values() if linked.card.draft}  # may wait for their links
    for url in sorted(set(unreachable(links)) - drafts):
        message = "no page leads here; link to it, or move it into a section"
        problems.append(Problem(documents[url].page.path, 1, message))
    if problems:
        raise Problems(problems)


def line_of(document: Document, link: str) -> int:
    """The line on which a page's text links to an address; 1 where a layout does."""
    for written in document.text.links:
        path, mark, anchor = written.name.partition("#")
        if path and permalink(path) + mark + anchor == link:
            return written.line
    return 1


def broken(link: str, known: set[str], pages: Mapping[str, PageLinks]) -> str:
    url, _, anchor = link.partition("#")
    if url not in known:
        return f"'{link}' is not on the site{did_you_mean(url, known)}"
    if anchor and url in pages and anchor not in pages[url].ids:
        return f"nothing on {url or 'the home page'} is called '{anchor}'{did_you_mean(anchor, pages[url].ids)}"
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


def repeated(site: Site) -> list[Problem]:
    """Titles and descriptions that two pages share: a reader could not tell them apart in a list."""
    problems = []
    seen: dict[tuple[str, str], str] = {}
    for path, linked in site.pages.items():
        page = linked.document.page
        for field, value in (("title", page.title), ("description", page.description)):
            first = seen.setdefault((field, value), path)
            if first != path:
                older, newer = sorted((first, path), key=lambda name: age(site.pages[name].document))
                line = site.pages[newer].document.lines(field)
                problems.append(Problem(newer, line, f"has the same {field} as {older}; give one of them its own"))
    return problems


def age(document: Document) -> tuple[bool, datetime.date]:
    """What sorts pages by how long readers have known them: drafts last, then by the day of writing."""
    page = document.page
    return page.draft, page.written or datetime.date.min
