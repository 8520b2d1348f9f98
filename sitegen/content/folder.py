"""content/: its files as pages and facts, each read again only when it has changed."""

import os
import re
import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from sitegen import cache
from sitegen.cache import digest
from sitegen.files import is_ignored
from sitegen.layouts import Layouts
from sitegen.model.kinds import AnyPage, Facts, Markup
from sitegen.model.practice import Consent, Menu, Practice, Source
from sitegen.problems import Problem, Problems, collect, did_you_mean, problem

if TYPE_CHECKING:
    from sitegen.markup.convert import Writer

FACTS: Mapping[str, Any] = {
    "practice.yaml": Practice,
    "menu.yaml": Menu,
    "sources.yaml": dict[str, Source],
    "glossary.yaml": dict[str, str],
    "consent.yaml": dict[str, Consent],
}
OPTIONAL = {"consent.yaml": dict[str, Consent]()}
KINDS_OF_FILE = (".md", ".csv", ".svg", ".jpg", ".jpeg", ".png", ".webp", ".avif", ".mp4", ".vtt")
NAMED = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*/)*[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+$")
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)  # devices of Windows
SMALLER = "split it, or save it again with less detail"
DEEPEST = 9  # folders within folders
LARGEST = {".mp4": 200, ".svg": 1, ".csv": 1, ".md": 1, ".yaml": 1, ".vtt": 1}  # million bytes; pictures: 40
RACY = 2_000_000_000  # nanoseconds: a file changed this recently may change again unseen
T = TypeVar("T")
Stamp = tuple[int, int, int, int]


def largest(path: str) -> int:
    """The most bytes that a file may have, by the ending of its name."""
    return LARGEST.get(os.path.splitext(path)[1], 40) * 1_000_000


class Loaded(msgspec.Struct, frozen=True, array_like=True):
    """A page, what the site must know of its text, and the name of its HTML in the cache."""

    page: AnyPage
    facts: Facts
    body: str
    components: tuple[str, ...]
    tables: tuple[str, ...]


class Index(msgspec.Struct, array_like=True):
    """What is known from the last run: each file's stamp and digest, each page, each file of facts."""

    files: dict[str, tuple[Stamp, str]] = {}
    pages: dict[str, Loaded] = {}
    facts: dict[str, tuple[str, msgspec.Raw]] = {}


class Content(NamedTuple):
    """All that was written. `paths` are the Markdown files, readable or not; `digests` stand for every file."""

    pages: dict[str, Loaded]
    paths: frozenset[str]
    digests: dict[str, str]
    practice: Practice | None
    menu: Menu | None
    sources: dict[str, Source] | None
    consents: dict[str, Consent]
    problems: list[Problem]


class Library:
    """The folder content/ and the cache of what was read from it."""

    def __init__(self, folder: str, cache_folder: str, layouts: Layouts, version: bytes) -> None:
        self.folder, self.cache, self.layouts, self.version = folder, cache_folder, layouts, version
        cache.own_folder(f"{cache_folder}/bodies")
        data = cache.recall(f"{cache_folder}/content.index", version)
        self.known = msgspec.msgpack.decode(data, type=Index) if data else Index()
        self.new = Index()
        self.problems: list[Problem] = []
        self.writer: Writer | None = None
        self.fresh: dict[str, Markup] = {}

    def load(self) -> Content:
        started = time.time_ns()
        for path, status in self.scan(""):
            self.new.files[path] = self.file(path, status, started)
        facts = {path: self.facts(path) for path in FACTS}
        self.glossary = facts["glossary.yaml"] or {}
        shared = digest(self.version, self.new.files.get("glossary.yaml", ("", ""))[1].encode())
        told = (found.path for found in self.problems)  # what cannot be read is there all the same
        paths = frozenset(path for path in (*self.new.files, *told) if path.endswith(".md"))
        for path in paths & self.new.files.keys():
            with collect(self.problems):
                self.new.pages[path] = self.page(path, shared)
        digests = {path: name for path, (_, name) in self.new.files.items()}
        practice, menu, sources = facts["practice.yaml"], facts["menu.yaml"], facts["sources.yaml"]
        consents = facts["consent.yaml"] or {}
        return Content(self.new.pages, paths, digests, practice, menu, sources, consents, self.problems)

    def scan(self, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
        """Every file of the folder but hidden ones; what has no business there is a problem."""
        with os.scandir(f"{self.folder}/{prefix}") as found:
            for entry in sorted(found, key=lambda entry: entry.name):
                path = prefix + entry.name
                if is_ignored(entry.name):
                    continue
                if fault := self.fault(entry, path):
                    self.problems.append(Problem(path, 0, fault))
                elif entry.is_dir():
                    yield from self.scan(f"{path}/")
                elif (status := entry.stat()).st_size > largest(path):
                    self.problems.append(Problem(path, 0, f"larger than {largest(path):,} bytes; {SMALLER}"))
                else:
                    yield path, status

    def fault(self, entry: os.DirEntry[str], path: str) -> str:
        if path in self.known.files and not entry.is_symlink():
            return "" if entry.is_file() else "a folder with the name of a file; rename it"
        if entry.is_symlink():
            outside = os.path.relpath(os.path.realpath(entry.path), os.path.realpath(self.folder)).startswith("..")
            if outside or not os.path.isfile(entry.path):
                return "a link to a folder, or to something outside content/; put a copy here instead"
        elif entry.is_dir():
            if "." in entry.name:
                return "a folder with the name of a file; rename it"
            if RESERVED.match(entry.name):
                return f"Windows keeps the name '{entry.name}' for itself; rename it"
            return f"more than {DEEPEST} folders in each other; move it up" if path.count("/") >= DEEPEST else ""
        elif not entry.is_file():
            return "neither a file nor a folder; take it away"
        if not path.endswith(KINDS_OF_FILE) and path not in FACTS:
            return f"not a kind of file this site is made of ({' '.join(KINDS_OF_FILE)})"
        if not NAMED.match(path):
            return "rename it with small letters, digits and hyphens only, like first-visit.md"
        return f"Windows keeps the name '{entry.name}' for itself; rename it" if RESERVED.match(entry.name) else ""

    def file(self, path: str, status: os.stat_result, started: int) -> tuple[Stamp, str]:
        """The file's stamp and the digest of its bytes, which are read only where the stamp is new."""
        stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        known = self.known.files.get(path)
        if known and known[0] == stamp:
            return known
        if status.st_ctime_ns > started - RACY:
            stamp = (0, 0, 0, 0)
        return stamp, digest(self.on_disk(path))

    def on_disk(self, path: str) -> bytes:
        with open(f"{self.folder}/{path}", "rb") as file:
            return file.read()

    def read(self, path: str) -> bytes:
        """The bytes that the file's digest stands for; others would be kept under a name that is not theirs."""
        data = self.on_disk(path)
        if digest(data) != self.new.files[path][1]:
            raise problem(path, 0, "changed while the site was built; build again")
        return data

    def facts(self, path: str) -> Any:
        """A file of facts, or None where it is missing (which is a problem) or faulty."""
        if path not in self.new.files:
            if path not in OPTIONAL and all(found.path != path for found in self.problems):
                self.problems.append(Problem(path, 0, "this file is missing"))
            return OPTIONAL.get(path)
        name = self.new.files[path][1]
        known = self.known.facts.get(path)
        if known is None or known[0] != name:
            from sitegen.content import page_file  # wanted only when a file has changed

            try:
                known = (name, msgspec.Raw(msgspec.msgpack.encode(page_file.read_facts(path, self.read(path)))))
            except Problems as found:
                self.problems += found.problems
                return None
        self.new.facts[path] = known
        return msgspec.msgpack.decode(known[1], type=FACTS[path])

    def page(self, path: str, shared: str) -> Loaded:
        known = self.known.pages.get(path)
        if known and known.body == self.body_key(path, shared, known.components, known.tables):
            return known
        read = self.read_page(path)
        body = self.body_key(path, shared, read.components, read.tables)
        cache.keep(f"{self.cache}/bodies/{body}", b"", msgspec.msgpack.encode(read.markup))
        self.fresh[path] = read.markup
        return Loaded(read.page, read.markup.facts, body, read.components, read.tables)

    def read_page(self, path: str) -> Any:
        from sitegen.content import page_file  # wanted only when a file has changed
        from sitegen.markup import convert  # wanted only when a file has changed

        self.writer = self.writer or convert.Writer(self.layouts, self.glossary)
        return page_file.read_page(path, self.read(path), self.writer, self.table)

    def body_key(self, path: str, shared: str, components: tuple[str, ...], tables: tuple[str, ...]) -> str:
        """Stands for all that goes into a page's HTML."""
        parts = [shared, path, self.new.files[path][1]]
        parts += [self.layouts.digest(f"components/{name}.html") for name in components]
        parts += [self.new.files[table][1] if table in self.new.files else "" for table in tables]
        return digest("\n".join(parts).encode())

    def table(self, path: str) -> Mapping[str, Any]:
        from sitegen.content import page_file  # as above

        if path not in self.new.files or not path.endswith(".csv"):
            tables = [name for name in self.new.files if name.endswith(".csv")]
            raise FileNotFoundError(f"there is no table '{path}'{did_you_mean(path, tables)}")
        return page_file.read_table(path, self.read(path))

    def markup(self, loaded: Loaded) -> Markup:
        """A page's HTML, just made, or from the cache, or, where that was harmed, made again."""
        if fresh := self.fresh.get(loaded.page.path):
            return fresh
        if data := cache.recall(f"{self.cache}/bodies/{loaded.body}"):
            return msgspec.msgpack.decode(data, type=Markup)
        made: Markup = self.read_page(loaded.page.path).markup
        return made

    def save(self) -> None:
        if self.new == self.known:
            return
        cache.sweep(f"{self.cache}/bodies", {loaded.body for loaded in self.new.pages.values()})
        cache.keep(f"{self.cache}/content.index", self.version, msgspec.msgpack.encode(self.new))
