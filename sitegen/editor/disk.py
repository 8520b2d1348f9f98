"""Files of content/, changed together or not at all, and none outside; what they were before is kept for a while."""

import datetime
import os
import re
import stat
from collections.abc import Iterator, Mapping

import msgspec

from sitegen import cache
from sitegen.content.folder import DEEPEST, FACTS, KINDS_OF_FILE, NAMED, PAGE_NAMED, largest, on_disk
from sitegen.output.publish import remove_empty
from sitegen.problems import problem
from sitegen.urls import RESERVED

HISTORY = ".cache/history"
MOST, MOST_BYTES = 300, 500_000_000  # of what was changed before
NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}\.\d{6}")
Files = Mapping[str, bytes | None]  # None: there is no such file


class Refused(Exception):
    """A file that is none of content/'s, or cannot be one."""


class Entry(msgspec.Struct, frozen=True):
    """What was done, and the files as they were before; one that was not there has None.

    `after` are the digests of what the files were then.
    """

    name: str
    what: str
    paths: tuple[str, ...]
    before: tuple[bytes | None, ...]
    after: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        day, _, time = self.name.partition("T")
        return f"{day} {time[:2]}:{time[2:4]}"


def place(root: str, path: str) -> str:
    """Where a file of content/ is; links are not followed, wherever they lead."""
    is_page = path.lower().endswith((".md", ".yaml"))
    is_ours = path in FACTS or (path.lower().endswith(KINDS_OF_FILE) and not path.endswith(".yaml"))
    is_named = (PAGE_NAMED if is_page else NAMED).fullmatch(path) and path.count("/") <= DEEPEST
    content, parts = os.path.realpath(f"{root}/content"), path.split("/")
    if not (is_ours and is_named) or any(RESERVED.match(part) for part in parts):
        raise Refused(path)
    whole = os.path.join(content, *parts)
    if os.path.realpath(whole) != whole or os.path.isdir(whole):
        raise Refused(path)
    return whole


def read(root: str, path: str) -> bytes | None:
    whole = place(root, path)
    return on_disk(*os.path.split(whole)) if os.path.isfile(whole) else None


def commit(root: str, what: str, files: Files) -> str:
    """Puts files in the place of others, and keeps those; whoever calls it has the cache to itself.

    Returns the name under which that is kept.
    """
    places = {path: place(root, path) for path in files}
    for path, data in files.items():
        if data is not None and len(data) > largest(path):
            raise problem(path, 0, f"larger than {largest(path):,} bytes")
    before = {path: read(root, path) for path in files}
    name = keep(f"{root}/{HISTORY}", what, before, files)
    laid = dict[str, str]()
    try:
        for path, data in files.items():
            if data is not None:
                laid[path] = lay(places[path], data)
        put(places, laid, before)
    except OSError:
        cache.remove(f"{root}/{HISTORY}/{name}")
        raise
    finally:
        for temporary in laid.values():
            cache.remove(temporary)
    for path, data in files.items():
        if data is None:
            remove_empty(f"{root}/content", os.path.dirname(path))
    return name


def put(places: Mapping[str, str], laid: dict[str, str], before: Files) -> None:
    """Puts what was laid in its place and takes the rest away; all are as before where one cannot be written."""
    done = list[str]()
    try:
        for path, whole in places.items():
            if path in laid:
                os.replace(laid[path], whole)
                del laid[path]
            elif os.path.lexists(whole):
                os.unlink(whole)
            done.append(path)
    except OSError:  # a file that another program holds
        for path in done:
            restore(places[path], before[path])
        raise


def restore(whole: str, data: bytes | None) -> None:
    if data is None:
        os.unlink(whole)
    else:
        os.replace(lay(whole, data), whole)


def lay(whole: str, data: bytes) -> str:
    """The bytes in a hidden file beside their place, with its rights; builds pass it over."""
    folder, name = os.path.split(whole)
    os.makedirs(folder, exist_ok=True)
    temporary = f"{folder}/.{name}.new"
    with cache.create(temporary) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if os.path.isfile(whole):
        os.chmod(temporary, stat.S_IMODE(os.stat(whole).st_mode))
    return temporary


def keep(folder: str, what: str, before: Files, after: Files) -> str:
    """Notes what is about to be done, and forgets the oldest of what is too much."""
    name = f"{datetime.datetime.now():%Y-%m-%dT%H%M%S.%f}"
    digests = tuple(cache.digest(after[path] or b"") for path in before)
    entry = Entry(name, what, tuple(before), tuple(before.values()), digests)
    os.makedirs(folder, exist_ok=True)
    cache.keep(f"{folder}/{name}", b"", msgspec.msgpack.encode(entry))
    size = 0
    for number, other in enumerate(names(folder)):
        size += os.path.getsize(f"{folder}/{other}")
        if number >= MOST or (number and size > MOST_BYTES):
            os.unlink(f"{folder}/{other}")
    return name


def names(folder: str) -> list[str]:
    """Those of what was done, the last first."""
    found = os.listdir(folder) if os.path.isdir(folder) else []
    return sorted(filter(NAME.fullmatch, found), reverse=True)


def entries(root: str) -> Iterator[Entry]:
    for name in names(f"{root}/{HISTORY}"):
        if found := entry(root, name):
            yield found


def entry(root: str, name: str) -> Entry | None:
    data = cache.recall(f"{root}/{HISTORY}/{name}") if NAME.fullmatch(name) else None
    return msgspec.msgpack.decode(data, type=Entry) if data else None


def state(root: str, found: Entry) -> str:
    """The digest of its files as they are now."""
    return cache.digest(*(read(root, path) or b"" for path in found.paths))


def newer(root: str, found: Entry) -> list[str]:
    """Those of its files that have been changed again, and would lose that if they were put back."""
    files = zip(found.paths, found.before, found.after, strict=False)  # earlier versions kept no digests
    return [
        path
        for path, before, after in files
        if (now := read(root, path)) != before and cache.digest(now or b"") != after
    ]


def put_back(root: str, found: Entry) -> str:
    """The files as they were before; what they are now is kept in turn."""
    return commit(root, f"Put back: {found.what}", dict(zip(found.paths, found.before, strict=True)))
