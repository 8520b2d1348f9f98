"""Links to pages of our own: whether they are there, and which file an address means that was pasted instead."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator

from sitegen.model.consent import STORIES
from sitegen.model.page import Content, Reference
from sitegen.problems import Problem, did_you_mean
from sitegen.urls import permalink, relative, section_of

HERE = re.compile(r"https?://(?:localhost|127\.0\.0\.1)(?::\d+)?(?=/|$)")
FILE = re.compile(r"\.(?!(?:html?|md|php|aspx?)$)[a-z0-9]+$")  # what is no page
GOES = "'{}' goes when its consent does, and would take this link with it; the foot of every page leads to its section"
WHOLE = "here stands a whole page and no place in one; write {}"
ONLY_OURS = "here stand pages of this site, like contact.md; link to others in the text of a page"


def missing_pages(
    content: Content, published: Collection[str], path: str, links: Iterable[Reference]
) -> Iterator[Problem]:
    """Links of a text, which may carry an anchor, or be one of the page itself: `contact.md#hours`, `#hours`."""
    folder = posixpath.dirname(path)
    for link in links:
        target = link.name.partition("#")[0]
        if target.partition("/")[0] in STORIES and target not in (path, section_of(path)):
            yield Problem(link.path or path, link.line, GOES.format(target))
        if not target or target in published:
            continue
        if is_address(target):
            if message := fault_of(content, folder, link.name):
                yield Problem(link.path or path, link.line, message)
        elif target not in content.paths:
            same = [name for name in content.paths if posixpath.basename(name) == posixpath.basename(target)]
            near = f", did you mean '{same[0]}'?" if len(same) == 1 else did_you_mean(target, content.paths)
            yield Problem(link.path or path, link.line, f"there is no page '{target}'{near}")
        elif target in content.documents:
            yield Problem(link.path or path, link.line, f"the link to '{target}' leads to a page that is not published")


def unnamed_pages(
    content: Content, published: Collection[str], path: str, names: Iterable[Reference], whole: bool = False
) -> Iterator[Problem]:
    """Pages that settings name, by their files below content/; whole ones, or places in them, too."""
    for name in names:
        target, mark, _ = name.name.partition("#")
        if whole and mark:
            yield Problem(path, name.line, f"'{name.name}': {WHOLE.format(target)}")
        if not is_address(target):
            yield from missing_pages(content, published, path, [name])
        elif message := fault_of(content, "", name.name):
            yield Problem(path, name.line, message.replace("the link ", "", 1))
        else:
            yield Problem(path, name.line, f"'{name.name}' is no page of this site; {ONLY_OURS}")


def is_address(name: str) -> bool:
    """Whether a link says an address instead of the path of a Markdown file."""
    return not name.endswith(".md") or name.startswith(("http:", "https:", "/"))


def fault_of(content: Content, folder: str, written: str) -> str:
    """What is wrong with an address that stands for a page of ours, or is no page at all; nothing for other sites.

    `folder` is where paths are written from: `living-with`, or nothing for paths below content/.
    """
    address, mark, anchor = written.partition("#")
    local = inside(address, content.practice.url if content.practice else "")
    if local is None:
        return "" if address.startswith("https:") else f"the link '{written}' must begin with https://"
    if address.startswith("https:") and FILE.search(local):
        return ""
    pages = addresses(content)
    for name in (local, posixpath.normpath(posixpath.join(folder, local))):
        if path := pages.get(plain(name)):
            return f"the link '{written}' is an address of this site; write {relative(path, folder)}{mark}{anchor}"
    same = [
        path for path in content.paths if plain(permalink(path)).rpartition("/")[2] == plain(local).rpartition("/")[2]
    ]
    near = relative(same[0], folder) if len(same) == 1 else nearest(local, pages, folder)
    remedy = f"write {near}, if you mean that" if near else "write the path of its file, like contact.md"
    return f"no page has the address '{written}'; {remedy}"


def inside(address: str, own: str) -> str | None:
    """The part of an address that says where on this site; None for one of another site."""
    if not address.startswith(("http:", "https:")):
        return address.removeprefix("./") if not address.startswith("//") else None
    rest = HERE.sub("", address)
    if rest != address:
        return rest or "/"
    bare, base = (re.sub(r"^https?://(?:www\.)?([^/]*?)\.?(?=/|$)", r"\1", text) for text in (address, own))
    return bare[len(base.rstrip("/")) :] if own and f"{bare.rstrip('/')}/".lower().startswith(base.lower()) else None


def addresses(content: Content) -> dict[str, str]:
    """The file of every page by its address, an old one too."""
    pages = {plain(alias): path for path, document in content.documents.items() for alias in document.page.aliases}
    return pages | {plain(permalink(path)): path for path in content.paths}


def plain(address: str) -> str:
    """/Contact/, contact.html and contact/index.html → contact"""
    return re.sub(r"(?:(?:^|/)index)?(?:\.html?|\.md|\.php|\.aspx?)?$", "", address.lower().strip("/")).strip("/")


def nearest(local: str, pages: Iterable[str], folder: str) -> str:
    """The path of the page whose address is nearest to one that is no page's; nothing where none is near."""
    found = re.search(r"'(.*)'", did_you_mean(plain(local), pages))
    return relative(f"{found[1]}.md", folder) if found else ""
