"""Puts the finished files in place, all at once."""

import contextlib
import errno
import os
import stat
from collections.abc import Collection, Iterator, Mapping

from sitegen.cache import Harmed, KeptFile, content_of, create, own_folder, remove

Files = Mapping[str, bytes | KeptFile]
NO_FOLDER = "a link or a file; take it away (what leads to the site may be a link to this folder)"
READ, ENTER = 0o444, 0o111  # for everyone
EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2), RENAME_SWAP of macOS's renamex_np(2)


def publish(files: Files, folder: str, spare: str, sample: str = "") -> int:
    """Makes `folder` hold exactly `files` in one step; returns how many files that changed.

    Nothing is published that the disk has not kept as it was written: what is new is read again, and of the rest
    that whose digest begins with `sample`.

    They are laid out in `spare`, which then changes places with `folder`. What was published before
    waits there, so that next time only the differences have to be laid; but what was taken out of the site is
    gone from there too.
    """
    if os.path.islink(folder) or os.path.isfile(folder):
        # published through a link, what it leads to would stay as it was, or be torn
        raise NotADirectoryError(errno.ENOTDIR, NO_FOLDER, folder)
    before = f"{spare}.before"
    if os.path.isdir(before) and not os.path.islink(before) and not os.path.isdir(folder):
        os.rename(before, folder)  # stopped between the two renames of a system without an exchange
    published = os.path.isdir(folder)
    missing, extra = differences(files, folder) if published else (list(files), [])
    refuse_harmed(files, set(missing), sample)
    if published and not missing and not extra:
        return 0
    with readable_by_all():
        lay(files, spare)
    if published:
        exchange(spare, folder)
        with contextlib.suppress(OSError):  # the site is published; the next that changes it tries again
            for path in extra:
                remove(f"{spare}/{path}")
                remove_empty(spare, os.path.dirname(path))
    else:
        os.rename(spare, folder)
    return len(missing) + len(extra)


def refuse_harmed(files: Files, missing: Collection[str], sample: str) -> None:
    """Takes every file out of the cache that has other bytes than were written; raises if there was one."""
    harmed = None
    for path, file in files.items():
        if isinstance(file, KeptFile) and (path in missing or file.digest[:1] == sample):
            try:
                content_of(file)
            except Harmed as found:
                harmed = found
    if harmed:
        raise harmed


def differences(files: Files, folder: str) -> tuple[list[str], list[str]]:
    """The paths that `folder` lacks or holds with other content, and those it should not hold."""
    held = held_by(folder)
    missing = [path for path, content in files.items() if not is_same(content, held.get(path), folder, path)]
    return missing, [path for path in held if path not in files]


def held_by(folder: str) -> dict[str, os.stat_result]:
    """Every file below the folder."""
    held, waiting = {}, [""]
    for prefix in waiting:
        with os.scandir(f"{folder}/{prefix}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{prefix}{entry.name}/")
                else:
                    held[prefix + entry.name] = entry.stat(follow_symlinks=False)
    return held


def is_same(content: bytes | KeptFile, status: os.stat_result | None, folder: str, path: str) -> bool:
    if status is None or status.st_mode & READ != READ:
        return False
    if isinstance(content, KeptFile):
        return status.st_mtime_ns == content.mtime_ns and status.st_size == content.size
    if status.st_size != len(content) or os.path.islink(f"{folder}/{path}"):
        return False
    with open(f"{folder}/{path}", "rb") as file:
        return file.read() == content


@contextlib.contextmanager
def readable_by_all() -> Iterator[None]:
    """What is made now may be read by the web server, too, whatever this system's users keep to themselves."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def lay(files: Files, folder: str) -> None:
    """Makes a folder that nobody reads hold exactly `files`."""
    own_folder(folder)
    let_read(folder)
    missing, extra = differences(files, folder)
    for path in extra:
        remove(f"{folder}/{path}")
    made = set()
    for path in missing:
        content, target = files[path], f"{folder}/{path}"
        if (parent := os.path.dirname(target)) not in made:
            os.makedirs(parent, exist_ok=True)
            made.add(parent)
            let_read(parent)
        if isinstance(content, KeptFile):
            link(content, target)
            let_read(target)
        else:
            with create(target) as file:
                file.write(content)
    for path in extra:
        remove_empty(folder, os.path.dirname(path))


def let_read(path: str) -> None:
    """Lets everyone read what was made when they could not."""
    mode = os.stat(path).st_mode
    needed = READ | ENTER if stat.S_ISDIR(mode) else READ
    if mode & needed != needed:
        with contextlib.suppress(OSError):  # another's file, or a disk that knows no such rights
            os.chmod(path, mode | needed)


def link(content: KeptFile, target: str) -> None:
    """Puts a file of the cache in place of whatever is there."""
    try:
        os.link(content.path, target)
    except FileExistsError:
        remove(target)
        link(content, target)
    except OSError:  # a file system without hard links, or a cache on another one
        import shutil  # slow to import and seldom wanted

        remove(target)
        shutil.copy2(content.path, target)


def remove_empty(folder: str, path: str) -> None:
    while path and os.path.isdir(f"{folder}/{path}") and not os.listdir(f"{folder}/{path}"):
        os.rmdir(f"{folder}/{path}")
        path = os.path.dirname(path)


def exchange(one: str, other: str) -> None:
    """Lets two folders change places: in one step where the system can, else in renames that `publish` can mend."""
    import ctypes  # as above

    libc = None if os.name == "nt" else ctypes.CDLL(None)
    a, b = os.fsencode(one), os.fsencode(other)
    at_working_folder = -100
    failed = (
        libc.renameat2(at_working_folder, a, at_working_folder, b, EXCHANGE)
        if libc and hasattr(libc, "renameat2")
        else libc.renamex_np(a, b, EXCHANGE)
        if libc and hasattr(libc, "renamex_np")
        else True
    )
    if failed:
        rename_thrice(one, other, f"{one}.before")


def rename_thrice(one: str, other: str, before: str) -> None:
    remove(before)
    os.rename(other, before)
    try:
        os.rename(one, other)
    except OSError:
        os.rename(before, other)
        raise
    os.rename(before, one)
