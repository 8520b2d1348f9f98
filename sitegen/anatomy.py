"""What a finished page holds: its ids, its links, and faults in how it is put together."""

import html
import posixpath
import re
from collections.abc import Iterator

from sitegen.schema import Anatomy

TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)\s?([^<>]*)>")
ATTRIBUTE = re.compile(r"(?<![^\s\"])(id|href|src|srcset|poster|alt)=\"([^\"]*)\"")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
WORDLESS = re.compile(r"<a\b([^<>]*)>(\s*<.*?|\s*)</a>", re.DOTALL)  # links whose first child is no text
OUTSIDE = ("https:", "http:", "tel:", "mailto:", "data:")


def examine(text: str, url: str, root: str) -> tuple[Anatomy, list[str]]:
    """Ids and links of a page whose own address is `url`, and what is wrong with it in plain words."""
    text = without(without(text, "<style>", "</style>"), '<script type="application/ld+json">', "</script>")
    ids: list[str] = []
    links: dict[str, None] = {}
    levels: list[int] = []
    faults: list[str] = []
    for name, written in TAG.findall(text):
        if name in HEADINGS:
            levels.append(HEADINGS[name])
        if not ("href=" in written or "id=" in written or "src" in written):
            continue
        attributes = dict(ATTRIBUTE.findall(written))
        if "id" in attributes:
            ids.append(attributes.pop("id"))
        if name == "img" and "alt" not in attributes:
            faults.append(f"the picture {attributes.get('src')} has no alternative text")
        for address in addresses(attributes):
            links[address] = None
    asked = dict.fromkeys(inside(html.unescape(address), url, root) for address in links)
    own, known = f"{url}#", set(ids)
    anchors = [link.removeprefix(own) for link in asked if link.startswith(own)]
    faults += [f"nothing on the page is called '{anchor}'" for anchor in anchors if anchor not in known]
    if len(known) < len(ids):
        faults += [f"the id '{name}' stands twice" for name in sorted(known) if ids.count(name) > 1]
    faults += headings(levels) + nameless_links(text)
    return Anatomy("\n".join(ids), "\n".join(link for link in asked if not link.startswith(own))), faults


def without(text: str, start: str, end: str) -> str:
    """The text without all that stands between `start` and `end`."""
    kept, _, rest = text.partition(start)
    while rest:
        before, _, rest = rest.partition(end)[2].partition(start)
        kept += before
    return kept


def addresses(attributes: dict[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        if name == "alt":
            continue
        for address in (part.split()[0] for part in value.split(",")) if name == "srcset" else (value,):
            if not address.startswith(OUTSIDE):
                yield address


def inside(address: str, url: str, root: str) -> str:
    """`../../contact/#phone` on conditions/x/ → `contact/#phone`; what leaves the site stays as it was."""
    if address.startswith(root) and "/." not in address[len(root) - 1 :]:
        return address[len(root) :]
    path, mark, anchor = address.partition("#")
    if not path:
        return url + mark + anchor
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(f"/{url}"), path)).strip("/")
    return joined + ("/" if joined and path.endswith("/") else "") + mark + anchor


def headings(levels: list[int]) -> list[str]:
    faults = [] if levels.count(1) == 1 else [f"the page has {levels.count(1)} first-level headings, not one"]
    skipped = [after for before, after in zip(levels, levels[1:], strict=False) if after > before + 1]
    return faults + [f"a heading of level {level} skips the level before it" for level in skipped]


def nameless_links(text: str) -> list[str]:
    faults = []
    for attributes, inner in WORDLESS.findall(text):
        words = re.sub(r"<[^>]*>", "", inner).strip()
        if not words and "aria-label=" not in attributes and not re.search(r'alt="[^"]+"', inner):
            faults.append(f"a link without words:{attributes[:60]}")
    return faults
