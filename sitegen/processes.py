"""Work spread over all processors, by processes that are forked for it where the system can and there is enough."""

import contextlib
import itertools
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import FileIO
from typing import NoReturn, TypeVar

from sitegen.problems import Problems

MOST = 8  # processes
ENOUGH = 16  # names for each: to start one takes as long as the work on two or three of them
PARTS = 256  # of the work: as many as a byte can count
T = TypeVar("T")
Results = dict[str, T]


def spread(work: Callable[[str], T], names: Sequence[str]) -> Results[T]:
    """What `work` gives for each name, made by several processes; for some names, or for all, there may be nothing.

    The caller does what is missing, as it does all where only one process can run: work that fails, or whose process
    ends, is left out here. It must bear to be stopped, and to be done twice.
    """
    count = min(processors(), len(names) // ENOUGH)
    if count < 2:
        return {}
    made = dict(done(work, names[:1]))  # here, so that the others have what this loads
    with contextlib.suppress(OSError), unnamed_file() as parts, contextlib.ExitStack() as children:
        parts.write(bytes(range(PARTS)))
        parts.seek(0)
        others = [children.enter_context(forked(work, names[1:], parts)) for _ in range(count - 1)]
        made.update(done(work, taken(names[1:], parts)))
        for results in others:
            made.update(results())
    return made


def processors() -> int:
    """How many processes may work at once; one where forking is not safe: beside threads, or on other systems."""
    threading = sys.modules.get("threading")
    if sys.platform != "linux" or (threading and threading.active_count() > 1):
        return 1
    return min(MOST, len(os.sched_getaffinity(0)))


def done(work: Callable[[str], T], names: Iterable[str]) -> Iterator[tuple[str, T]]:
    for name in names:
        with contextlib.suppress(Problems, OSError):
            yield name, work(name)


def taken(names: Sequence[str], parts: FileIO) -> Iterator[str]:
    """The names of one part after the other that nobody else has taken: all processes read on in the same file."""
    while part := parts.read(1):
        yield from names[part[0] :: PARTS]


def unnamed_file() -> FileIO:
    """A file in memory."""
    assert sys.platform == "linux"  # else there is one process only
    return FileIO(os.memfd_create("sitegen"), "w+")


@contextlib.contextmanager
def forked(work: Callable[[str], T], names: Sequence[str], parts: FileIO) -> Iterator[Callable[[], Results[T]]]:
    """A process that takes part, as a function that waits for what it has made; at the end it is gone in any case."""
    import pickle  # lazy, as the next: a build seldom forks
    import signal

    with unnamed_file() as file:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C waits until it is known whom it ends
        parent, child = os.getpid(), os.fork()
        try:
            if not child:
                take_part(work, names, parts, file, parent)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

            def results() -> Results[T]:
                ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
                file.seek(0)
                return pickle.load(file) if ended and ended.si_code == os.CLD_EXITED and not ended.si_status else {}

            yield results
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def take_part(work: Callable[[str], T], names: Sequence[str], parts: FileIO, file: FileIO, parent: int) -> NoReturn:
    """All that a forked process does; with a parent that was killed it ends, too."""
    import pickle
    import signal

    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        wanted = itertools.takewhile(lambda _: os.getppid() == parent, taken(names, parts))
        file.write(pickle.dumps(dict(done(work, wanted))))
        status = 0
    finally:
        os._exit(status)
