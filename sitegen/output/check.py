"""Looks at the finished site as a whole: links, anchors, titles, and the way to every page."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping

from sitegen.model.drawings import Drawing, legend_of
from sitegen.model.page import Content, Document, Reference
from sitegen.model.references import named_by
from sitegen.model.site import Site
from sitegen.model.word_faults import WORDS
from sitegen.pages.make import HANDOUT
from sitegen.pages.view import PageLinks
from sitegen.problems import Problem, Problems, did_you_mean
from sitegen.urls import permalink


def check(
    site: Site,
    content: Content,
    files: Iterable[str],
    pages: Mapping[str, PageLinks],
    drawings: Mapping[str, Drawing],
) -> None:
    """Raises everything a reader would stumble over, at the file where it was written."""
    documents = {linked.card.url: linked.document for linked in site.pages.values()}
    known = {name.removesuffix("index.html") for name in files}
    problems = [*repeated(site), *untaken(content, pages.keys() - documents.keys(), pages)]
    links = {url: set(page.links) for url, page in pages.items()}
    for url, asked in links.items():
        for link in sorted(asked - known):
            if fault := broken(link, known, pages):
                document = documents.get(url) or documents[url.removesuffix(HANDOUT)]
                problems.append(Problem(*place_of(link, document, content, drawings), fault))
    drafts = {linked.card.url for linked in site.pages.values() if linked.card.draft}  # may wait for their links
    for url in sorted((documents.keys() & unreachable(links)) - drafts):
        message = "no page leads here; link to it, or move it into a section"
        problems.append(Problem(documents[url].page.path, 1, message))
    if problems:
        raise Problems(problems)


def place_of(link: str, document: Document, content: Content, drawings: Mapping[str, Drawing]) -> tuple[str, int]:
    """The file and the line that lead to an address from a page; its first line where a layout does."""
    for file, written in leading(document, content, drawings):
        path, mark, anchor = written.name.partition("#")
        if path and permalink(path) + mark + anchor == link:
            return written.path or file, written.line
    return document.page.path, 1


def leading(document: Document, content: Content, drawings: Mapping[str, Drawing]) -> Iterator[tuple[str, Reference]]:
    """What a page's text and settings, its drawings and their words, and words.yaml link to, each with its file."""
    yield from ((document.page.path, one) for one in (*document.text.links, *named_by(document)))
    for name in (picture.name for picture in document.pictures if picture.name in drawings):
        yield from ((name, one) for one in drawings[name].links)
        if legend := content.legends.get(legend_of(name)):
            yield from ((legend_of(name), one) for one in legend.text.links)
    yield from ((WORDS, one) for one in content.words.named.links)
    yield from ((WORDS, Reference(name, content.lines[WORDS](*key))) for key, name in content.words.ways)


def broken(link: str, known: set[str], pages: Mapping[str, PageLinks]) -> str:
    url, _, anchor = link.partition("#")
    if url not in known:
        return f"'{link}' is not on the site{did_you_mean(url, known)}"
    if anchor and url in pages and anchor not in pages[url].ids:
        return f"nothing on {url or 'the home page'} is called '{anchor}'{did_you_mean(anchor, pages[url].ids)}"
    return ""


def untaken(content: Content, handouts: Collection[str], pages: Mapping[str, PageLinks]) -> Iterator[Problem]:
    """The chapters that words.yaml names for handouts and that no condition has."""
    for number, name in enumerate(content.words.handout if handouts else ()):
        if not any(name in pages[url].ids for url in handouts):
            known = {own for url in handouts for own in pages[url.removesuffix(HANDOUT)].ids} - {name}
            message = f"handout: no condition has a chapter (##) called '{name}'{did_you_mean(name, known)}"
            yield Problem(WORDS, content.lines[WORDS]("handout", number), message)


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
