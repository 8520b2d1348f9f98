"""content/ as it lies on the disk: which files may be there, and which have changed."""

import os
import re
import time
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sitegen.cache import digest
from sitegen.files import is_ignored
from sitegen.problems import Problem, problem
from sitegen.urls import RESERVED

FACTS = (
    "practice.yaml", "menu.yaml", "sources.yaml", "glossary.yaml", "consent.yaml", "house-rules.yaml", "words.yaml",
)  # fmt: skip
KINDS_OF_FILE = (".md", ".csv", ".svg", ".jpg", ".jpeg", ".png", ".webp", ".avif", ".mp4", ".vtt")
NAMED = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*/)*[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+$")
SMALLER = "split it, or save it again with less detail"
DEEPEST = 9  # folders within folders
LARGEST = {".mp4": 200, ".svg": 1, ".csv": 1, ".md": 1, ".yaml": 1, ".vtt": 1}  # million bytes; pictures: 40
RACY = 2_000_000_000  # nanoseconds: a file changed this recently may change again unseen
Stamp = tuple[int, int, int, int]
UNKNOWN: Stamp = (0, 0, 0, 0)  # no file's


def largest(path: str) -> int:
    """The most bytes that a file may have, by the ending of its name."""
    return LARGEST.get(os.path.splitext(path)[1], 40) * 1_000_000


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
    return Folder(folder, files, problems)


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
    if not path.endswith(KINDS_OF_FILE) and path not in FACTS:
        return f"not a kind of file this site is made of ({' '.join(KINDS_OF_FILE)})"
    if not NAMED.match(path):
        return "rename it with small letters, digits and hyphens only, like first-visit.md"
    return f"Windows keeps the name '{entry.name}' for itself; rename it" if RESERVED.match(entry.name) else ""


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
