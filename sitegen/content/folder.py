"""content/ as it lies on the disk: which files may be there, and which have changed."""

import os
import re
import time
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sitegen.cache import digest
from sitegen.files import is_ignored
from sitegen.problems import Problem, problem
from sitegen.urls import RESERVED, slug

FACTS = (
    "practice.yaml", "menu.yaml", "sources.yaml", "glossary.yaml", "consent.yaml", "house-rules.yaml", "words.yaml",
)  # fmt: skip
KINDS_OF_FILE = (
    ".md", ".csv", ".pdf", ".svg", ".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".mp4", ".vtt",
)  # fmt: skip
PLAIN = r"([a-z0-9]+(-[a-z0-9]+)*/)*"
PAGE_NAMED = re.compile(PLAIN + r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+")  # it becomes an address
NAMED = re.compile(PLAIN + r"[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*\.[a-zA-Z0-9]+")  # as cameras name pictures
NAMES = "names have small letters, digits and hyphens only"
OTHERS = {  # endings → what to do
    "docx doc odt rtf pages txt": "a text of another program; paste its words into a .md file, or save it as PDF",
    "xlsx xls ods numbers tsv": "a table of another program; save it as CSV UTF-8",
    "pptx ppt odp key": "slides of another program; save them as PDF",
    "gif tif tiff bmp psd raw dng": "a picture in a form that pages cannot show; save it as JPEG or PNG",
    "mov avi wmv mkv webm m4v": "a film in a form that not every browser plays; save it as MP4 (H.264 and AAC)",
    "srt": "captions in another form; save them as WebVTT (.vtt)",
    "htm html": "a page of another program; paste its words into a .md file",
    "zip": "a packed folder; unpack it, and put here what pages show",
}
MEANT = {".markdown": ".md", ".mdown": ".md", ".md.txt": ".md", ".csv.txt": ".csv", ".jfif": ".jpg", ".jpe": ".jpg"}
SMALLER = "split it, or save it again with less detail"
DEEPEST = 9  # folders within folders
LARGEST = {
    ".mp4": 200,
    ".pdf": 20,
    ".svg": 1,
    ".csv": 1,
    ".md": 1,
    ".yaml": 1,
    ".vtt": 1,
}  # million bytes; pictures: 40
RACY = 2_000_000_000  # nanoseconds: a file changed this recently may change again unseen
Stamp = tuple[int, int, int, int]
UNKNOWN: Stamp = (0, 0, 0, 0)  # no file's


def largest(path: str) -> int:
    """The most bytes that a file may have, by the ending of its name."""
    return LARGEST.get(os.path.splitext(path)[1].lower(), 40) * 1_000_000


class Folder(NamedTuple):
    """Every file by its path, with its stamp and the digest of its bytes; `problems` are those of files not taken."""

    path: str
    files: Mapping[str, tuple[Stamp, str]]
    problems: list[Problem]

    def digest(self, path: str) -> str:
        """Stands for the file's bytes; nothing for one that is not there."""
        return self.files[path][1] if path in self.files else ""

    def read(self, path: str) -> bytes:
        """The bytes that the file's digest stands for; others would be kept under a name that is not theirs."""
        data = on_disk(self.path, path)
        if digest(data) != self.digest(path):
            raise problem(path, 0, "changed while the site was built; build again")
        return data


def on_disk(folder: str, path: str) -> bytes:
    with open(f"{folder}/{path}", "rb") as file:
        return file.read()


def scan(folder: str, known: Mapping[str, tuple[Stamp, str]]) -> Folder:
    """The folder as it is now; only files whose stamp is not the known one are read."""
    started, problems = time.time_ns(), list[Problem]()
    files = {path: stamped(folder, path, status, started, known) for path, status in walk(folder, "", known, problems)}
    return Folder(folder, files, problems + twins(files))


def twins(files: Mapping[str, object]) -> list[Problem]:
    """Files whose names differ in capitals alone."""
    seen, found = dict[str, str](), list[Problem]()
    for path in files:
        if (first := seen.setdefault(path.lower(), path)) != path:
            message = f"Windows and macOS take it for {first}, as only capitals differ; rename one of them"
            found.append(Problem(path, 0, message))
    return found


def walk(
    folder: str, prefix: str, known: Mapping[str, tuple[Stamp, str]], problems: list[Problem]
) -> Iterator[tuple[str, os.stat_result]]:
    """Every file but hidden ones; what has no business there is a problem."""
    with os.scandir(f"{folder}/{prefix}") as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = prefix + entry.name
            if is_ignored(entry.name):
                continue
            if fault := fault_of(folder, entry, path, path in known):
                problems.append(Problem(path, 0, fault))
            elif entry.is_dir():
                yield from walk(folder, f"{path}/", known, problems)
            elif (status := entry.stat()).st_size > largest(path):
                problems.append(Problem(path, 0, f"larger than {largest(path):,} bytes; {SMALLER}"))
            else:
                yield path, status


def fault_of(folder: str, entry: os.DirEntry[str], path: str, is_known: bool) -> str:
    if is_known and not entry.is_symlink():
        return "" if entry.is_file() else "a folder with the name of a file; rename it"
    if entry.is_symlink():
        outside = os.path.relpath(os.path.realpath(entry.path), os.path.realpath(folder)).startswith("..")
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
    if not path.lower().endswith(KINDS_OF_FILE) and path not in FACTS:
        return strange(path)
    is_page = path.lower().endswith((".md", ".yaml"))
    if not (PAGE_NAMED if is_page else NAMED).fullmatch(path):
        return f"rename it {plain_name(path)}{'' if is_page else ', here and where pages name it'}: {NAMES}"
    return f"Windows keeps the name '{entry.name}' for itself; rename it" if RESERVED.match(entry.name) else ""


def strange(path: str) -> str:
    """What to do with a file of a kind that pages are not made of."""
    if (facts := path.lower().removesuffix(".txt").replace(".yml", ".yaml")) in FACTS:
        return f"rename it {facts}"
    for ending, meant in MEANT.items():
        if path.lower().endswith(ending):
            return f"rename it {plain_name(path[: -len(ending)] + meant)}"
    ending = path.rpartition(".")[2].lower()
    for endings, remedy in OTHERS.items():
        if ending in endings.split():
            return f"{remedy}; move this one out of content/"
    return f"not a kind of file this site is made of ({' '.join(KINDS_OF_FILE)}); move it out of content/"


def plain_name(path: str) -> str:
    """My Photos/Frente Año.JPG → my-photos/frente-ano.jpg; without a letter of the alphabet: first-visit.jpg"""
    *folders, name = path.split("/")
    stem, ending = os.path.splitext(name)
    return "/".join(
        [*(slug(part) or "folder" for part in folders), f"{slug(stem)[:60] or 'first-visit'}{ending.lower()}"]
    )


def stamped(
    folder: str, path: str, status: os.stat_result, started: int, known: Mapping[str, tuple[Stamp, str]]
) -> tuple[Stamp, str]:
    """The file's stamp and the digest of its bytes, which are read only where the stamp is new."""
    stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
    if path in known and known[path][0] == stamp:
        return known[path]
    if status.st_ctime_ns > started - RACY:
        stamp = UNKNOWN
    return stamp, digest(on_disk(folder, path))
