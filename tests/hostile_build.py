"""Builds the site in a folder within limits of time and memory, and writes down all that is opened or changed for it.

`python -B tests/hostile_build.py FOLDER SECONDS MEGABYTES` prints what was told, seconds, megabytes and events as JSON.
"""

import json
import os
import resource
import sys

WATCHED = ("open", "os.", "shutil.", "subprocess.", "socket.", "ctypes.dlopen", "glob.", "tempfile.", "pty.", "urllib.")
root, seconds, megabytes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
events = []


def watch(name, arguments):
    if name.startswith(WATCHED) and watching:
        events.append(
            (name, [os.fsdecode(part) if isinstance(part, bytes | str | os.PathLike) else part for part in arguments])
        )


watching = True
sys.addaudithook(watch)
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import datetime  # noqa: E402  # seen by the watch

import build  # noqa: E402
from sitegen.problems import Problems  # noqa: E402

try:
    told = build.build_and_publish(root, datetime.date(2026, 11, 23))
except Problems as found:
    told = str(found)
watching = False
used = resource.getrusage(resource.RUSAGE_SELF)
with open("/proc/self/status") as status:  # getrusage would count what the parent had used
    kilobytes = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
print(
    json.dumps(
        {
            "told": told,
            "seconds": used.ru_utime + used.ru_stime,
            "megabytes": kilobytes // 1024,
            "events": [
                (name, [part if isinstance(part, str | int | None) else str(part) for part in parts])
                for name, parts in events
            ],
        }
    )
)
