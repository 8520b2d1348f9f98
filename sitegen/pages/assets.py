"""assets/: one style sheet, joined in its layers, and files; all named by their content."""

import contextlib
import hashlib
import os
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import msgspec

from sitegen.cache import KeptFile, Store, content_of, digest
from sitegen.content.folder import UNKNOWN, Stamp, stamped
from sitegen.files import decoded, is_ignored, read
from sitegen.pages.view import PageLinks
from sitegen.problems import problem

T = TypeVar("T")
GROUPS = ("fonts", "icons", "js", "pictures", "files")  # folders of files named by their content
HASHED = (*GROUPS, "css")  # what a browser may keep for ever
LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")
BLANK = r"(?:\s|/\*[^*]*\*/)"
# Text in quotes, which stays; or what no browser needs: space, comments, the semicolon before a closing brace.
SPACE = re.compile(
    rf"""("[^"]*"|'[^']*')|{BLANK}*+;?{BLANK}*+(\}}){BLANK}*+|{BLANK}*+([{{;,>]){BLANK}*+|(:){BLANK}++|{BLANK}++"""
)
PAPER = re.compile(r"--paper:\s*light-dark\((#[0-9a-f]{3,6}),\s*(#[0-9a-f]{3,6})\)")
Sources = dict[str, tuple[Stamp, str]]
FONT = re.compile(r"(?<=url\()\.\./fonts/([\w-]+)\.woff2(?=\))")


class Assets(NamedTuple):
    """The style sheet's output path; the others' by folder and stem; all the files."""

    css: str
    names: dict[str, dict[str, str]]
    files: Mapping[str, bytes | KeptFile]

    @property
    def share_background(self) -> bytes:
        """The picture below the titles of shared pages; nothing where there is none."""
        return content_of(self.files.get(self.names["icons"].get("share", ""), b""))

    @property
    def paper(self) -> list[str]:
        """The colors behind all text, by day and by night, as the last style sheet has them; none where none has."""
        found = PAPER.findall(content_of(self.files[self.css]).decode())
        return list(found[-1]) if found else []


class Kept(msgspec.Struct, array_like=True):
    """Assets, the stamps and digests of the files that they were made of, and the digest of each file of theirs."""

    sources: Sources
    css: str
    names: dict[str, dict[str, str]]
    files: dict[str, str]


def without_unused(
    files: Mapping[str, T], scripts: Mapping[str, str], components: Collection[str], pages: Iterable[PageLinks]
) -> dict[str, T]:
    """The site's files without the scripts of components that no page shows."""
    asked = {link for page in pages for link in page.links}
    unused = {path for name, path in scripts.items() if name in components and path not in asked}
    return {path: file for path, file in files.items() if path not in unused}


def fingerprinted(folder: str, name: str, data: bytes) -> str:
    """icons, favicon.svg → icons/favicon.1f3a9c20.svg, so that browsers may keep it for ever."""
    stem, extension = os.path.splitext(name)
    return f"{folder}/{stem}.{hashlib.blake2b(data, digest_size=4).hexdigest()}{extension}"


def load_kept(folder: str, cache_folder: str, version: bytes) -> Assets:
    """The assets, made again only when a file of the folder has changed."""
    store: Store[Kept | None] = Store(f"{cache_folder}/assets", Kept | None, version)  # type: ignore[arg-type]
    entry = store.get("made")
    kept = entry.value if entry else None
    sources = dict(stamped_files(folder, "", time.time_ns(), kept.sources if kept else {}))
    if not kept or digests(kept.sources) != digests(sources) or not all(map(store.get, kept.files.values())):
        made = load(folder, frozenset(digests(sources).values()))
        kept = Kept({}, made.css, made.names, {path: digest(content_of(file)) for path, file in made.files.items()})
        for path, name in kept.files.items():
            store.put(name, None, content_of(made.files[path]))
    if not entry or kept.sources != sources:
        store.put("made", Kept(sources, kept.css, kept.names, kept.files))
    store.save()
    return Assets(kept.css, kept.names, {path: store.file(name) for path, name in kept.files.items()})


def stamped_files(folder: str, prefix: str, started: int, known: Sources) -> Iterator[tuple[str, tuple[Stamp, str]]]:
    """Every file's path with its stamp and digest; a link's is where it leads, as what lies outside is not read."""
    with os.scandir(f"{folder}/{prefix}") if os.path.isdir(folder) else contextlib.nullcontext(()) as entries:
        for entry in entries:
            path = prefix + entry.name
            if is_ignored(entry.name):
                continue
            if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
                yield path, (UNKNOWN, os.readlink(entry.path) if entry.is_symlink() else "")
            elif entry.is_dir():
                yield from stamped_files(folder, f"{path}/", started, known)
            else:
                yield path, stamped(folder, path, entry.stat(), started, known)


def digests(sources: Sources) -> dict[str, str]:
    return {path: found for path, (_, found) in sources.items()}


def load(folder: str, known: frozenset[str] = frozenset()) -> Assets:
    """The assets as the folder has them; with the digests of its files nothing that has changed since is taken."""
    names: dict[str, dict[str, str]] = {group: {} for group in GROUPS}
    files: dict[str, bytes] = {}
    for group, stems in names.items():
        for name in visible(f"{folder}/{group}"):
            stem = os.path.splitext(name)[0]
            if stem in stems:
                raise problem(
                    f"assets/{group}/{name}", 0, "another file has this name but for its ending; rename one of them"
                )
            data = read_known(folder, f"{group}/{name}", known)
            if name.endswith((".js", ".mjs")):
                from sitegen.pages.scripts import with_names  # lazy: compiles long patterns

                data = with_names(name, data, stems)
            path = fingerprinted(group, name, data)
            stems[stem] = path
            files[path] = data
    style = with_fonts(load_styles(folder, known), names["fonts"]).encode()
    css = fingerprinted("css", "site.css", style)
    return Assets(css, names, files | {css: style})


def visible(folder: str) -> list[str]:
    """The names in a folder, if there is one, without those that are nobody's work."""
    return sorted(name for name in os.listdir(folder) if not is_ignored(name)) if os.path.isdir(folder) else []


def load_styles(folder: str, known: frozenset[str]) -> str:
    """Every style sheet in the order of the layers, components by name, without comments and needless space."""
    joined = f"@layer {', '.join(LAYERS)};"
    for layer in LAYERS:
        single, several = f"css/{layer}.css", f"css/{layer}"
        paths = [single] if os.path.isfile(f"{folder}/{single}") else []
        for path in (*paths, *(f"{several}/{name}" for name in visible(f"{folder}/{several}"))):
            joined += decoded(f"assets/{path}", read_known(folder, path, known))
    return SPACE.sub(lambda found: found[found.lastindex] if found.lastindex else " ", joined)


def read_known(folder: str, path: str, known: frozenset[str]) -> bytes:
    """The bytes of a file; others than the digests stand for would be kept under a name that is not theirs."""
    data = read(folder, f"{folder}/{path}", f"assets/{path}")
    if known and digest(data) not in known:
        raise problem(f"assets/{path}", 0, "changed while the site was built; build again")
    return data


def with_fonts(style: str, names: dict[str, str]) -> str:
    """The style sheet with its fonts under the names by which they are published."""

    def name(found: re.Match[str]) -> str:
        if found[1] not in names:
            raise problem("assets/css", 0, f"there is no font 'assets/fonts/{found[1]}.woff2'")
        return f"../{names[found[1]]}"

    return FONT.sub(name, style)
