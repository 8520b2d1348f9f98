"""What a finished page holds: its ids, its links, and faults in how it is put together."""

import html
import posixpath
import re
from collections.abc import Collection, Iterator

from sitegen.pages.view import PageLinks
from sitegen.problems import did_you_mean

TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)\s?([^<>]*)>")
ATTRIBUTE = re.compile(r"(?<![^\s\"])(id|href|src|srcset|poster|alt)=\"([^\"]*)\"")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
HEADING = re.compile(r"<h([1-6])\b[^<>]*>(.*?)</h\1>", re.DOTALL)
WORDLESS = re.compile(r"<a\b([^<>]*)>(\s*<.*?|\s*)</a>", re.DOTALL)  # links whose first child is no text
EMAIL = re.compile(r"(?<![\w.+/-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")
LOCAL = re.compile(r"[\w.+-]+")  # what may stand before the @
OUTSIDE = ("https:", "http:", "tel:", "sms:", "mailto:", "data:")
Fault = tuple[str, str]  # what to look for in the Markdown file, and what is wrong in plain words


def examine(text: str, url: str, root: str) -> tuple[PageLinks, list[Fault]]:
    """Ids and links of a page whose own address is `url`, and what is wrong with it."""
    text = without(without(text, "<style>", "</style>"), '<script type="application/ld+json">', "</script>")
    ids: list[str] = []
    links: dict[str, None] = {}
    levels: list[int] = []
    faults: list[Fault] = []
    for name, written in TAG.findall(text):
        if name in HEADINGS:
            levels.append(HEADINGS[name])
        if not ("href=" in written or "id=" in written or "src" in written or "poster=" in written):
            continue
        attributes = dict(ATTRIBUTE.findall(written))
        if "id" in attributes:
            ids.append(html.unescape(attributes.pop("id")))
        if name == "img" and "alt" not in attributes:
            faults.append(("", f"the picture '{attributes.get('src')}' needs words for those who cannot see it (alt)"))
        for address in addresses(attributes):
            links[address] = None
    asked = dict.fromkeys(inside(html.unescape(address), url, root) for address in links)
    own, known = f"{url}#", set(ids)
    for anchor in (link.removeprefix(own) for link in asked if link.startswith(own)):
        if anchor not in known:
            faults.append((f"#{anchor}", f"nothing on the page is called '{anchor}'{did_you_mean(anchor, known)}"))
    for name in sorted(known) if len(known) < len(ids) else ():
        if ids.count(name) > 1:
            faults.append((f"#{name}", f"two things on the page are called '{name}'; give one another {{: #name }}"))
    faults += headings(levels, text) + nameless_links(text)
    return PageLinks("\n".join(ids), "\n".join(link for link in asked if not link.startswith(own))), faults


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
        for address in (part.split()[0] for part in value.split(",") if part.strip()) if name == "srcset" else (value,):
            if not address.startswith(OUTSIDE):
                yield address


def inside(address: str, url: str, root: str) -> str:
    """`../../contact/#phone` on conditions/x/ → `contact/#phone`; what leaves the site stays as it was."""
    if address.startswith(root) and "/." not in address[len(root) - 1 :]:
        return address[len(root) :]
    if address.startswith("/"):
        return address
    path, mark, anchor = address.partition("#")
    if not path:
        return url + mark + anchor
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(f"/{url}"), path)).strip("/")
    return joined + ("/" if joined and path.endswith("/") else "") + mark + anchor


def headings(levels: list[int], text: str) -> list[Fault]:
    faults = [] if levels.count(1) == 1 else [("", f"the page has {levels.count(1)} first-level headings, not one")]
    skipping = [n for n, (before, after) in enumerate(zip(levels, levels[1:], strict=False), 1) if after > before + 1]
    inner = [found[1] for found in HEADING.findall(text)] if skipping else []
    for number in skipping:
        words = html.unescape(inner[number].rpartition(">")[2].strip())  # those after a component's own
        before = levels[number - 1]
        remedy = f"write a {'#' * (before + 1)} heading above it"
        faults.append((words, f"the heading '{words}' has level {levels[number]} after level {before}; {remedy}"))
    return faults


def strange_addresses(text: str, known: Collection[str | None]) -> list[Fault]:
    """E-mail addresses of a page that are not the practice's own."""
    found = dict.fromkeys(emails(text))
    message = "the e-mail address '{}' is not one of practice.yaml's; take it out, or write it there"
    return [(address, message.format(address)) for address in found if address not in known]


def emails(text: str) -> Iterator[str]:
    """E-mail addresses, looked for at each @: the pattern alone would be tried at every letter."""
    end = 0
    at = text.find("@")
    while at >= 0:
        local = LOCAL.match(text[end:at][::-1])
        found = EMAIL.match(text, at - local.end()) if local else None
        if found:
            yield found[0]
        end = found.end() if found else at + 1
        at = text.find("@", end)


def nameless_links(text: str) -> list[Fault]:
    faults = []
    for attributes, inner in WORDLESS.findall(text):
        words = re.sub(r"<[^>]*>", "", inner).strip()
        if not words and "aria-label=" not in attributes and not re.search(r'alt="[^"]+"', inner):
            faults.append(("", f"the link to '{dict(ATTRIBUTE.findall(attributes)).get('href')}' has no words"))
    return faults
