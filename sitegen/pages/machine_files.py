"""Files for machines (sitemap, feed, what hosts are told) and pages at old addresses."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from sitegen.cache import KeptFile, digest
from sitegen.model.site import Site
from sitegen.pages import hosts
from sitegen.pages.make import Press
from sitegen.pages.view import PageLinks, entry
from sitegen.problems import Problem, Problems, collect
from sitegen.urls import NOT_FOUND, file_of


def machine_files(press: Press, site: Site, made: Iterable[str]) -> dict[str, KeptFile]:
    """What the templates of layouts/root/ and layouts/hosts/ make, each at the path that its name says."""
    shown = shown_to_machines(press, site)
    paths = {name: name.removeprefix("root/") for name in press.templates.in_folder("root")}
    if site.practice.security:
        paths["security.txt"] = ".well-known/security.txt"
    for_hosts = {name: name.removeprefix("hosts/") for name in press.templates.in_folder("hosts")}
    urls = {alias: site.pages[path].card.url for alias, path in site.redirects.items()}
    told_to_hosts = hosts.values(site.practice.url, urls, sorted(for_hosts.values()), site.practice.form_address)
    paths |= {name: hosts.NAMES.get(path, path) for name, path in for_hosts.items()}
    files, taken, problems = dict[str, KeptFile](), spelled_alike(made), list[Problem]()
    for name, path in paths.items():
        if other := clash(path, taken):
            problems.append(Problem(f"../layouts/{name}", 0, f"makes '{path}', where '{other}' is already; rename it"))
        taken[path.lower()] = path
        with collect(problems):
            files[path] = make_file(press, path, name, told_to_hosts if name in for_hosts else shown)
    if problems:
        raise Problems(problems)
    return files


def shown_to_machines(press: Press, site: Site) -> dict[str, Any]:
    """What the templates in layouts/root/ see."""
    published = [one for one in site.pages.values() if one.document.page.path != NOT_FOUND and not one.card.draft]
    articles = [entry(linked) for linked in published if linked.card.date]
    pages = [entry(linked) for linked in published]
    return {
        "site": site.practice.url,
        "practice": site.practice,
        "words": press.shell.words,
        "paper": press.shell.paper,
        "icons": press.shell.icons,
        "pages": pages,
        "articles": sorted(articles, key=lambda article: article["date"], reverse=True),
        "built": max((page["updated"] for page in pages if page["updated"]), default="1970-01-01"),
    }


def redirects(press: Press, site: Site, made: Iterable[str]) -> dict[str, KeptFile]:
    """A page at every old address that sends the reader on, for hosts that do not."""
    files, taken, problems = dict[str, KeptFile](), spelled_alike(made), list[Problem]()
    for alias, path in sorted(site.redirects.items()):
        linked, url = site.pages[path], alias.removeprefix("/")
        file = file_of(url)
        if other := clash(file, taken):
            number = linked.document.page.aliases.index(alias)
            message = f"the alias '{alias}' is already the address of {other}; take it out"
            problems.append(Problem(path, linked.document.lines("aliases", number), message))
            continue
        taken[file.lower()] = file
        root = "../" * file.count("/") or "./"
        values = {"root": root, "url": url, "target": root + linked.card.url, "title": linked.card.title}
        with collect(problems):
            address = {"address": site.practice.url + linked.card.url}
            files[file] = make_file(press, file, "redirect.html", values | address)
    if problems:
        raise Problems(problems)
    return files


def spelled_alike(paths: Iterable[str]) -> dict[str, str]:
    """Paths by how some systems read them, which take Feed.xml for feed.xml."""
    return {path.lower(): path for path in paths}


def clash(path: str, taken: Mapping[str, str]) -> str:
    """The file that stands where this one would, or where one of its folders would."""
    folder = path.lower()
    while folder and folder not in taken:
        folder = folder.rpartition("/")[0]
    return taken.get(folder, "")


def folded(line: str) -> str:
    """A line of a vCard in parts of at most 75 bytes, each ended as RFC 6350, 3.2 says."""
    parts = [""]
    for letter in line:
        if len((parts[-1] + letter).encode()) > 75:
            parts.append(" ")
        parts[-1] += letter
    return "".join(f"{part}\r\n" for part in parts)


def make_file(press: Press, path: str, layout: str, values: Mapping[str, Any]) -> KeptFile:
    key = digest(press.version, press.templates.digest(layout).encode(), msgspec.msgpack.encode(values))
    if not press.store.get(key):
        text = press.templates.render(layout, values)
        if path.endswith(".vcf"):
            text = "".join(folded(line) for line in text.removesuffix("\n").split("\n"))
        press.store.put(key, PageLinks("", ""), text.encode())
    return press.store.file(key)
