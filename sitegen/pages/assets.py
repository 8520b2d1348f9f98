"""assets/: one style sheet, joined in its layers, and files; all named by their content."""

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, TypeVar

from sitegen.files import decoded, is_ignored, read
from sitegen.pages.view import PageLinks
from sitegen.problems import Problem, Problems, problem

T = TypeVar("T")
GROUPS = ("fonts", "icons", "js", "pictures", "files")  # folders of files named by their content
HASHED = (*GROUPS, "css")  # what a browser may keep for ever
LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")
NOTE = r"(?>/\*.*?\*/)|//[^\n]*\n"  # a comment
IMPORT = re.compile(  # ECMAScript, 16.2 and 13.3.10: import a from "./b.js", export * from './b.js', import("./b.js")
    rf"""(?P<before>(?<![\w$.])
      (?:(?:import|export)(?![\w$]) (?:(?:[\w\s$*{{}},]|{NOTE})*?(?<![\w$])from)? (?:\s|{NOTE})*
        |(?P<call>import(?:\s|{NOTE})*\((?:\s|{NOTE})*)))
    (?P<quote>["'`])(?P<name>[^"'`\n]*)(?P=quote)
    (?(call)(?=(?:\s|{NOTE})*[,)]))""",
    re.DOTALL | re.VERBOSE,
)
OWN = re.compile(r"\./([\w.-]+)\.js")
LOST = re.compile(rf"""(?<![\w$.])import(?:\s|{NOTE})*\(|["'`][^"'`\n]*\.m?js["'`]""", re.DOTALL)
MARGIN = re.compile(r"^(?:\s|/\*[^*]*\*/)+", re.MULTILINE)  # what stands before a line of CSS: a tenth of the file
PAPER = re.compile(r"--paper:\s*light-dark\((#[0-9a-f]{3,6}),\s*(#[0-9a-f]{3,6})\)")
FONT = re.compile(r"(?<=url\()\.\./fonts/([\w-]+)\.woff2(?=\))")


class Assets(NamedTuple):
    """The style sheet's output path; the others' by folder and stem; all the files."""

    css: str
    names: dict[str, dict[str, str]]
    files: dict[str, bytes]

    @property
    def share_background(self) -> bytes:
        """The picture below the titles of shared pages; nothing where there is none."""
        return self.files.get(self.names["icons"].get("share", ""), b"")

    @property
    def paper(self) -> list[str]:
        """The colors behind all text, by day and by night, as the last style sheet has them; none where none has."""
        found = PAPER.findall(self.files[self.css].decode())
        return list(found[-1]) if found else []


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


def load(folder: str) -> Assets:
    names: dict[str, dict[str, str]] = {group: {} for group in GROUPS}
    files: dict[str, bytes] = {}
    for group, stems in names.items():
        for name in visible(f"{folder}/{group}"):
            stem = os.path.splitext(name)[0]
            if stem in stems:
                raise problem(
                    f"assets/{group}/{name}", 0, "another file has this name but for its ending; rename one of them"
                )
            data = read(folder, f"{folder}/{group}/{name}", f"assets/{group}/{name}")
            if name.endswith((".js", ".mjs")):
                data = with_names(name, data, stems)
            path = fingerprinted(group, name, data)
            stems[stem] = path
            files[path] = data
    style = with_fonts(load_styles(f"{folder}/css"), names["fonts"]).encode()
    css = fingerprinted("css", "site.css", style)
    return Assets(css, names, files | {css: style})


def with_names(script: str, data: bytes, names: dict[str, str]) -> bytes:
    """A script whose imports name files as they are published; what it imports comes before it in the alphabet."""
    path = f"assets/js/{script}"
    text, problems = decoded(path, data), list[Problem]()

    def report(text: str, start: int, message: str) -> None:
        problems.append(Problem(path, text.count("\n", 0, start) + 1, message))

    def published(found: re.Match[str]) -> str:
        own = OWN.fullmatch(found["name"])
        name = names.get(own[1], "") if own else ""
        if not own:
            report(text, found.start("name"), f"imports '{found['name']}'; write './name.js', a script of this folder")
        elif not name.endswith(".js"):
            report(text, found.start("name"), f"no script before it in the alphabet is called '{own[1]}.js'")
        return f"{found['before']}{found['quote']}./{os.path.basename(name)}{found['quote']}"

    renamed = IMPORT.sub(published, text)
    rest = IMPORT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for lost in LOST.finditer(rest):
        report(rest, lost.start(), f"{lost[0]}: scripts have other names once published; write from './name.js'")
    if problems:
        raise Problems(problems)
    return renamed.encode()


def visible(folder: str) -> list[str]:
    """The names in a folder, if there is one, without those that are nobody's work."""
    return sorted(name for name in os.listdir(folder) if not is_ignored(name)) if os.path.isdir(folder) else []


def load_styles(folder: str) -> str:
    """Every style sheet in the order of the layers, components by name, without what stands before each line."""
    joined = f"@layer {', '.join(LAYERS)};"
    for layer in LAYERS:
        single, several = f"{folder}/{layer}.css", f"{folder}/{layer}"
        paths = [single] if os.path.isfile(single) else []
        for path in (*paths, *(f"{several}/{name}" for name in visible(several))):
            shown = f"assets/{os.path.relpath(path, os.path.dirname(folder))}"
            joined += "\n" + MARGIN.sub("", decoded(shown, read(folder, path, shown)))
    return joined


def with_fonts(style: str, names: dict[str, str]) -> str:
    """The style sheet with its fonts under the names by which they are published."""

    def name(found: re.Match[str]) -> str:
        if found[1] not in names:
            raise problem("assets/css", 0, f"there is no font 'assets/fonts/{found[1]}.woff2'")
        return f"../{names[found[1]]}"

    return FONT.sub(name, style)
