"""content/ read whole: every page and every file of facts, each read again only when it has changed."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from sitegen import cache
from sitegen.cache import digest
from sitegen.content.folder import FACTS, Folder, Stamp, scan
from sitegen.model import drawings
from sitegen.model.house_rules import HouseRules
from sitegen.model.page import Content, Document, Legend, Lines, Markup, TextFacts
from sitegen.model.practice import Consent, Menu, Practice, Source
from sitegen.problems import Problem, Problems, collect, did_you_mean, problem
from sitegen.templates import Templates

if TYPE_CHECKING:
    from sitegen.content.page_file import PageFile

TYPES: Mapping[str, Any] = {
    "practice.yaml": Practice,
    "menu.yaml": Menu,
    "sources.yaml": dict[str, Source],
    "glossary.yaml": dict[str, str],
    "consent.yaml": dict[str, Consent],
    "house-rules.yaml": HouseRules,
}
OPTIONAL: Mapping[str, Any] = {"consent.yaml": dict[str, Consent](), "house-rules.yaml": HouseRules()}
Facts = tuple[str, msgspec.Raw, Lines]  # the file's digest, what it says, and the line of each key
ReadPage = Callable[[str], "PageFile"]
ReadLegend = Callable[[str], tuple[str, TextFacts]]


class Index(msgspec.Struct, array_like=True):
    """What is known from the last run: each file's stamp and digest, pages, words beside drawings, files of facts."""

    files: dict[str, tuple[Stamp, str]] = {}
    documents: dict[str, Document] = {}
    legends: dict[str, Legend] = {}
    facts: dict[str, Facts] = {}


class Texts:
    """The HTML of pages' texts: just made, or from the cache, or, where that was harmed, made again."""

    def __init__(self, folder: str, read_page: ReadPage) -> None:
        self.folder, self.read_page = folder, read_page
        self.fresh: dict[str, Markup] = {}
        cache.own_folder(folder)

    def keep(self, key: str, markup: Markup) -> None:
        cache.keep(f"{self.folder}/{key}", b"", msgspec.msgpack.encode(markup))
        self.fresh[key] = markup

    def markup(self, document: Document) -> Markup:
        if fresh := self.fresh.get(document.html):
            return fresh
        if data := cache.recall(f"{self.folder}/{document.html}"):
            return msgspec.msgpack.decode(data, type=Markup)
        return self.read_page(document.page.path).markup


class Loaded(NamedTuple):
    """What content/ says, the files that say it, and the HTML of its pages."""

    content: Content
    folder: Folder
    texts: Texts


def load(path: str, cache_folder: str, templates: Templates, version: bytes) -> Loaded:
    data = cache.recall(f"{cache_folder}/content.index", version)
    known = msgspec.msgpack.decode(data, type=Index) if data else Index()
    folder = scan(path, known.files)
    problems = list(folder.problems)
    facts = {name: kept for name in FACTS if (kept := read_facts(folder, name, known, problems))}
    values = {name: msgspec.msgpack.decode(raw, type=TYPES[name]) for name, (_, raw, _) in facts.items()}
    values = {**OPTIONAL, **values}
    glossary = values.get("glossary.yaml", {})
    read_page, read_legend = readers(folder, templates, glossary)
    texts = Texts(f"{cache_folder}/bodies", read_page)
    written = {name for name in (*folder.files, *(told.path for told in problems)) if name.endswith(".md")}
    paths = frozenset(name for name in written if not name.startswith(drawings.FOLDER))
    shared = digest(version, msgspec.msgpack.encode(glossary))
    documents, legends = dict[str, Document](), dict[str, Legend]()
    for name in paths & folder.files.keys():
        with collect(problems):
            documents[name] = read_document(folder, name, shared, known.documents.get(name), templates, texts)
    for name in (written - paths) & folder.files.keys():
        with collect(problems):
            legends[name] = known_legend(folder, name, known.legends.get(name), read_legend)
    save(Index(dict(folder.files), documents, legends, facts), known, cache_folder, version)
    content = Content(
        documents,
        paths,
        {name: file_digest for name, (_, file_digest) in folder.files.items()},
        values.get("practice.yaml"),
        values.get("menu.yaml"),
        values.get("sources.yaml"),
        glossary,
        values["consent.yaml"],
        values["house-rules.yaml"],
        {name: lines for name, (_, _, lines) in facts.items()},
        problems,
        legends,
    )
    return Loaded(content, folder, texts)


def read_facts(folder: Folder, path: str, known: Index, problems: list[Problem]) -> Facts | None:
    """A file of facts, or None where it is missing (which is a problem) or faulty."""
    if path not in folder.files:
        if path not in OPTIONAL and all(told.path != path for told in problems):
            problems.append(Problem(path, 0, "this file is missing"))
        return None
    kept = known.facts.get(path)
    if kept and kept[0] == folder.digest(path):
        return kept
    from sitegen.content import facts_files  # lazy: imports YAML

    try:
        value, lines = facts_files.read(path, folder.read(path))
    except Problems as found:
        problems += found.problems
        return None
    return folder.digest(path), msgspec.Raw(msgspec.msgpack.encode(value)), lines


def readers(folder: Folder, templates: Templates, glossary: Mapping[str, str]) -> tuple[ReadPage, ReadLegend]:
    """Read a page, or the words beside a drawing, anew; what that takes is loaded with the first."""
    parsers: list[Any] = []

    def parser() -> Any:
        from sitegen.markup.convert import make_parser  # lazy: imports Markdown

        if not parsers:
            parsers.append(make_parser(glossary))
        return parsers[0]

    def read_page(path: str) -> "PageFile":
        from sitegen.content import page_file  # lazy: imports Markdown and YAML

        return page_file.read(path, folder, parser(), templates)

    def read_legend(path: str) -> tuple[str, TextFacts]:
        from sitegen.content import page_file  # lazy: imports Markdown and YAML

        return page_file.read_legend(path, folder, parser(), templates)

    return read_page, read_legend


def known_legend(folder: Folder, path: str, kept: Legend | None, read_legend: ReadLegend) -> Legend:
    """The words beside a drawing, and a problem where there is no drawing of their name."""
    drawing = f"{path.removesuffix('.md')}.svg"
    if drawing not in folder.files:
        svgs = [name for name in folder.files if name.startswith(drawings.FOLDER) and name.endswith(".svg")]
        message = f"its words would stand beside '{drawing}', which is not there{did_you_mean(drawing, svgs)}"
        raise problem(path, 0, message)
    if kept and kept.key == folder.digest(path):
        return kept
    return Legend(*read_legend(path), folder.digest(path))


def read_document(
    folder: Folder, path: str, shared: str, kept: Document | None, templates: Templates, texts: Texts
) -> Document:
    if kept and kept.html == html_key(folder, path, shared, kept.components, kept.tables, templates):
        return kept
    read = texts.read_page(path)
    key = html_key(folder, path, shared, read.components, read.tables, templates)
    texts.keep(key, read.markup)
    return Document(read.page, read.lines, read.markup.facts, read.pictures, key, read.components, read.tables)


def html_key(
    folder: Folder, path: str, shared: str, components: tuple[str, ...], tables: tuple[str, ...], templates: Templates
) -> str:
    """Stands for all that goes into a page's HTML."""
    parts = [shared, path, folder.digest(path)]
    parts += [templates.digest(f"components/{name}.html") for name in components]
    parts += [folder.digest(table) for table in tables]
    return digest("\n".join(parts).encode())


def save(index: Index, known: Index, cache_folder: str, version: bytes) -> None:
    if index != known:
        cache.sweep(f"{cache_folder}/bodies", {document.html for document in index.documents.values()})
        cache.keep(f"{cache_folder}/content.index", version, msgspec.msgpack.encode(index))
