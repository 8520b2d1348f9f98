"""A file of assets/ or layouts/: a plain one of ours, not a link out of the folder, and no larger than it may be."""

import os

from sitegen.problems import problem

LARGEST = 40_000_000  # bytes


def read(folder: str, path: str, shown: str) -> bytes:
    """The file's bytes; `shown` is how its path is told."""
    inside = os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)
    if os.path.exists(path) and not (inside and os.path.isfile(path)):
        raise problem(shown, 0, "not a file, or a link to something outside its folder; put a copy here instead")
    with open(path, "rb") as file:
        if os.fstat(file.fileno()).st_size > LARGEST:
            raise problem(shown, 0, f"larger than {LARGEST:,} bytes; make it smaller")
        return file.read()


def decoded(shown: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise problem(shown, line, "not saved as UTF-8; save the file again with encoding UTF-8") from None
