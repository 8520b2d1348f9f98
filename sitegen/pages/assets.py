"""assets/: one style sheet, joined in its layers, and files; all named by their content."""

import hashlib
import os
import re
from typing import NamedTuple

from sitegen.files import decoded, read
from sitegen.problems import problem

GROUPS = ("fonts", "icons", "js", "pictures", "files")  # folders of files named by their content
HASHED = (*GROUPS, "css")  # what a browser may keep for ever
LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
IMPORT = re.compile(r'(?<=from "\./)([\w-]+)\.js(?=")')
FONT = re.compile(r"(?<=url\()\.\./fonts/([\w-]+)\.woff2(?=\))")
SPACE = re.compile(r"""("[^"]*"|'[^']*')|(?<=[:,])\s+|\s*([{};]|\n)\s*""")


class Assets(NamedTuple):
    """The style sheet's output path; the others' by folder and stem; all the files."""

    css: str
    names: dict[str, dict[str, str]]
    files: dict[str, bytes]


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
            if group == "js":
                data = with_names(name, data, stems)
            path = fingerprinted(group, name, data)
            stems[stem] = path
            files[path] = data
    style = with_fonts(load_styles(f"{folder}/css"), names["fonts"]).encode()
    css = fingerprinted("css", "site.css", style)
    return Assets(css, names, files | {css: style})


def with_names(script: str, data: bytes, names: dict[str, str]) -> bytes:
    """A script whose imports name files as they are published; what it imports comes before it in the alphabet."""

    def name(found: re.Match[str]) -> str:
        if found[1] not in names:
            raise problem(f"assets/js/{script}", 0, f"no script before it in the alphabet is called '{found[1]}.js'")
        return os.path.basename(names[found[1]])

    return IMPORT.sub(name, decoded(f"assets/js/{script}", data)).encode()


def visible(folder: str) -> list[str]:
    """The names in a folder, if there is one, without those that a computer hides (.DS_Store)."""
    return sorted(name for name in os.listdir(folder) if name[0] != ".") if os.path.isdir(folder) else []


def load_styles(folder: str) -> str:
    """Every style sheet in the order of the layers, components by name."""
    joined = f"@layer {', '.join(LAYERS)};"
    for layer in LAYERS:
        single, several = f"{folder}/{layer}.css", f"{folder}/{layer}"
        paths = [single] if os.path.isfile(single) else []
        for path in (*paths, *(f"{several}/{name}" for name in visible(several))):
            shown = f"assets/{os.path.relpath(path, os.path.dirname(folder))}"
            text = decoded(shown, read(folder, path, shown))
            joined += SPACE.sub(r"\1\2", COMMENT.sub("", text)).strip()
    return joined


def with_fonts(style: str, names: dict[str, str]) -> str:
    """The style sheet with its fonts under the names by which they are published."""

    def name(found: re.Match[str]) -> str:
        if found[1] not in names:
            raise problem("assets/css", 0, f"there is no font 'assets/fonts/{found[1]}.woff2'")
        return f"../{names[found[1]]}"

    return FONT.sub(name, style)
