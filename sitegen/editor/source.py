"""A text file as it lies on the disk: its encoding, its ends of lines, and the same file with other lines in it."""

import codecs
import difflib
import re
from typing import NamedTuple

from sitegen import files

END = re.compile(r"(\r\n|\r|\n)")
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Source(NamedTuple):
    """`text` has lines that end in a newline; `rows` are those of the file, and `ends` is how each of them ends."""

    text: str
    rows: list[str]
    ends: list[str]
    mark: bytes


def read(path: str, data: bytes) -> Source:
    text = files.decoded(path, data)
    mark = next((mark for mark in MARKS if data.startswith(mark)), b"")
    parts = END.split(data[len(mark) :].decode(MARKS.get(mark, "utf-8")))
    return Source(text, parts[::2], [*parts[1::2], ""], mark)


def with_text(source: Source, text: str) -> bytes:
    """The file with another text: lines that stay keep their ends, new ones end as the first does."""
    rows, usual = text.split("\n"), source.ends[0] or "\n"
    ends = [usual] * (len(rows) - 1)
    if len(set(source.ends)) > 2:  # more than one way, and the last row's
        compared = difflib.SequenceMatcher(None, source.rows, rows, autojunk=False)
        for old, new, size in compared.get_matching_blocks():
            for step in range(min(size, len(ends) - new)):
                ends[new + step] = source.ends[old + step] or usual
    whole = "".join(row + end for row, end in zip(rows, [*ends, ""], strict=True))
    return source.mark + whole.encode(MARKS.get(source.mark, "utf-8"))
