"""The addresses of the site as it was published last: kept, and asked for where they lead nowhere any more."""

from collections.abc import Iterator, Mapping

import msgspec

from sitegen import cache
from sitegen.content.load import Loaded
from sitegen.model.kinds import MAY_LACK
from sitegen.model.page import Content
from sitegen.model.site import Site
from sitegen.problems import Problem, did_you_mean
from sitegen.urls import CONTACT, HOME, NOT_FOUND, permalink, section_of

Addresses = Mapping[str, str]  # /contact/ → contact.md, and the old addresses of each page
GONE = "the page at {0} is gone; write gone: [{0}] into menu.yaml or, better, aliases: [{0}] into the page that takes "
GONE += "its place{1}"
BACK = "gone: '{}' is an address of {}; take it out here"


def published(site: Site) -> Addresses:
    pages = {f"/{permalink(path)}": path for path in site.pages if path != NOT_FOUND}
    return pages | site.redirects


def keep(path: str, addresses: Addresses) -> None:
    data = msgspec.json.encode(addresses)
    if cache.recall(path) != data:
        cache.keep(path, b"", data)


def compared(kept: str, loaded: Loaded) -> Loaded:
    """What was read, and a problem for each address that was published and that nothing accounts for now."""
    content = loaded.content
    data = cache.recall(kept)
    before = msgspec.json.decode(data, type=dict[str, str]) if data else {}
    problems = [*content.problems, *faults(content, before)]
    return loaded._replace(content=content._replace(problems=problems))


def faults(content: Content, before: Addresses) -> Iterator[Problem]:
    if not content.menu:  # which is told
        return
    there = {f"/{permalink(path)}": path for path in content.paths}  # a page that waits has its file
    aliases = ((alias, path, one.page) for path, one in content.documents.items() for alias in one.page.aliases)
    there |= {alias: path for alias, path, page in aliases if not page.draft or before.get(alias) == path}
    for number, address in enumerate(content.menu.gone):
        if address in there:
            line = content.lines["menu.yaml"]("gone", number)
            yield Problem("menu.yaml", line, BACK.format(address, there[address]))
    unread = content.paths - content.documents.keys()  # what is wrong with them is told
    needed = {section_of(path) for path, one in content.documents.items() if not one.page.draft}
    told = unread | {HOME, CONTACT} | needed.difference(MAY_LACK)  # or that they are missing
    for address in before.keys() - there.keys() - set(content.menu.gone):
        path = before[address]
        if path in told:
            continue
        near = did_you_mean(path, content.paths - (set(before.values()) - {path}))  # its own file, or a new one
        yield Problem(path, 0, GONE.format(address, near))
