"""Results of slow, pure functions, kept on disk by the digest of all that went in."""

import contextlib
import errno
import functools
import hashlib
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import BinaryIO, Generic, NamedTuple, TypeVar

import msgspec

from sitegen import processes

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

PACKAGE = os.path.dirname(__file__)
WITHOUT_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)  # what some drives of networks answer
ROOMS = ("model", "markup", "content", "media", "pages", "output")  # what makes results; commands only show them
T = TypeVar("T")


def digest(*parts: bytes) -> str:
    """A name for exactly these parts: 32 hexadecimal digits."""
    lengths = repr([len(part) for part in parts]).encode()
    return hashlib.blake2b(lengths + b"".join(parts), digest_size=16).hexdigest()


@functools.cache
def code_version(*rooms: str) -> bytes:
    """Stands for the code that makes results: our own (or only these rooms'), Python's and the libraries'.

    It is that of the files when they were first asked for: a process runs what it has loaded.
    """
    sources = []
    for room in rooms or ("", *ROOMS):
        for name in sorted(os.listdir(f"{PACKAGE}/{room}")):
            if name.endswith(".py"):
                with open(f"{PACKAGE}/{room}/{name}", "rb") as file:
                    sources.append(file.read())
    return digest(sys.version.encode(), "\n".join(libraries()).encode(), *sources).encode()


def libraries() -> list[str]:
    """The libraries that a build may use, each with its release; what else is installed makes no difference to it."""
    folder = os.path.dirname(os.path.dirname(msgspec.__file__))
    with open(f"{os.path.dirname(PACKAGE)}/requirements.txt", encoding="ascii") as lock:
        locked = {line.partition("==")[0].replace("-", "_") for line in lock if line[0].isalpha()}
    installed = (name.removesuffix(".dist-info") for name in os.listdir(folder) if name.endswith(".dist-info"))
    return sorted(name for name in installed if name.rpartition("-")[0].lower().replace("-", "_") in locked)


def own_folder(path: str) -> None:
    """Makes a folder that holds only what we put there; a link or file in its place is taken away."""
    if os.path.lexists(path) and (os.path.islink(path) or not os.path.isdir(path)):
        os.unlink(path)
    os.makedirs(path, exist_ok=True)


def remove(path: str) -> None:
    """Takes a file, a folder or a link away, and nothing that a link leads to."""
    if os.path.isdir(path) and not os.path.islink(path):
        import shutil  # lazy: imports zlib and bz2

        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)


def create(path: str) -> BinaryIO:
    """A new file in place of whatever is there, which may lead elsewhere or be published, too."""
    try:
        return open(path, "xb")
    except FileExistsError:
        remove(path)
        return open(path, "xb")


def keep(path: str, version: bytes, data: bytes) -> None:
    """A partial write fails its checksum and is treated as missing."""
    with contextlib.suppress(FileExistsError), create(path) as file:  # another process may be writing the same
        file.write(digest(version, data).encode() + data)


def recall(path: str, version: bytes = b"") -> bytes | None:
    """What was kept, or None if it is missing, cut short, altered or made by other code."""
    if not os.path.isfile(path):  # reading a pipe would wait for ever
        return None
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    return data[32:] if data[:32] == digest(version, data[32:]).encode() else None


def sweep(folder: str, keys: Collection[str]) -> None:
    """Forgets every file of the folder but these."""
    for name in set(os.listdir(folder)).difference(keys):
        remove(os.path.join(folder, name))


class KeptFile(NamedTuple):
    """A result's bytes in the cache; size and time tell whether anyone has touched them since, the digest whether
    the disk has kept them."""

    path: str
    size: int
    mtime_ns: int
    digest: str


class Harmed(OSError):
    """A file of the cache had other bytes than were written, and was taken away: the next build makes it again."""


def content_of(file: bytes | KeptFile) -> bytes:
    if isinstance(file, bytes):
        return file
    with open(file.path, "rb") as opened:
        data = opened.read()
    if digest(data) != file.digest:
        remove(file.path)
        raise Harmed(errno.EIO, "the disk has not kept it as it was written; the next build makes it again", file.path)
    return data


class Entry(msgspec.Struct, Generic[T], frozen=True, array_like=True):
    value: T
    size: int
    mtime_ns: int
    digest: str


class Store(Generic[T]):
    """A value by key, and with it, if it has any, a file of bytes that can be published as it is.

    What a run does not use is forgotten when the store is saved.
    """

    def __init__(self, folder: str, facts: type[T], version: bytes) -> None:
        self.folder, self.version = folder, version + repr(Entry.__struct_fields__).encode()
        own_folder(folder)
        data = recall(f"{folder}.index", self.version)
        self.known = msgspec.msgpack.decode(data, type=dict[str, Entry[facts]]) if data else {}  # type: ignore[valid-type]
        self.used: dict[str, Entry[T]] = {}

    def get(self, key: str) -> Entry[T] | None:
        """The entry, if its file is still exactly the one that was written."""
        entry = self.used.get(key) or self.known.get(key)
        if entry and entry.mtime_ns:
            try:
                status = os.lstat(f"{self.folder}/{key}")
            except OSError:
                return None
            if status.st_mtime_ns != entry.mtime_ns or status.st_size != entry.size:
                return None
        if entry:
            self.used[key] = entry
        return entry

    def put(self, key: str, value: T, data: bytes | None = None) -> Entry[T]:
        """Keeps a value, with or without a file of bytes."""
        size, mtime_ns, written = 0, 0, ""
        if data is not None:
            written = digest(data)
            with create(f"{self.folder}/{key}") as file:
                size = file.write(data)
                file.flush()
                mtime_ns = os.fstat(file.fileno()).st_mtime_ns
        entry = self.used[key] = Entry(value, size, mtime_ns, written)
        return entry

    def put_all(self, keys: Sequence[str], make: Callable[[str], tuple[T, bytes | None]]) -> None:
        """Keeps what `make` gives for the keys, made on all processors; some may be missing afterwards."""
        self.used |= processes.spread(lambda key: self.put(key, *make(key)), keys)

    def file(self, key: str) -> KeptFile:
        entry = self.used[key]
        return KeptFile(f"{self.folder}/{key}", entry.size, entry.mtime_ns, entry.digest)

    def save(self) -> None:
        if len(self.used) == len(self.known) and all(self.known.get(key) is entry for key, entry in self.used.items()):
            return
        sweep(self.folder, self.used)
        keep(f"{self.folder}.index", self.version, msgspec.msgpack.encode(self.used))


@contextlib.contextmanager
def locked(folder: str) -> Iterator[None]:
    """One build at a time uses the cache; others wait, but where the system or the disk has no locks."""
    os.makedirs(folder, exist_ok=True)
    lock = f"{folder}/lock"
    if os.path.lexists(lock) and (os.path.islink(lock) or not os.path.isfile(lock)):
        remove(lock)
    with open(lock, "ab") as file:
        try:
            if fcntl:
                fcntl.flock(file, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in WITHOUT_LOCKS:
                raise
        yield
