"""Saves, found by looking at every file several times a second: not every system and not every drive tells of them."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping, Sequence

SHORTEST, LONGEST, SETTLED = 0.06, 2, 0.02  # seconds between looks, the longest on a slow drive; until a save is over
Stamps = Mapping[str, tuple[int, int, int, int]]


async def saves(folders: Sequence[str]) -> AsyncIterator[set[str]]:
    """After every look, for ever: the files that were saved, made or taken away since the last one."""
    loop = asyncio.get_running_loop()
    seen = stamps(folders)
    while True:
        started = loop.time()
        now = await loop.run_in_executor(None, stamps, folders)
        pause = min(LONGEST, max(SHORTEST, 5 * (loop.time() - started)))
        if now != seen:  # many files are saved one after the other
            await asyncio.sleep(SETTLED)
            now = await loop.run_in_executor(None, stamps, folders)
        yield {path for path, _ in seen.items() ^ now.items()}
        seen = now
        await asyncio.sleep(pause)


def stamps(folders: Sequence[str]) -> Stamps:
    """What changes of a file when it is saved, for every file below the folders."""
    found, waiting = dict[str, tuple[int, int, int, int]](), list(folders)
    for folder in waiting:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        status = entry.stat(follow_symlinks=False)
                        stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
                        found[entry.path] = stamp
        except OSError:  # it is being taken away, or may not be read, which the build tells
            continue
    return found
