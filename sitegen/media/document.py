"""A document (PDF) to publish: its number of pages, and its bytes without what programs noted in it."""

import re
import zlib
from collections.abc import Iterator

from sitegen.problems import problem

NO_PDF = "not a PDF document; save it again as PDF"
CUT = "a PDF document that ends too early; copy or save it once more"
LOCKED = "protected by a password or against copying, so that not everyone can read it; save it without protection"
NO_TEXT = (
    "its pages are pictures of text, which nobody can search and no screen reader can read; save it from the program "
    "it was written in, or with text recognition (OCR)"
)
STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)  # other objects, packed (ISO 32000-1, 7.5.7)
PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
NOTES = re.compile(  # ISO 32000-1, 14.3.3; the title stays, as readers are shown it
    rb"/(?:Author|Creator|Producer|Keywords|Company|Manager|SourceModified|CreationDate|ModDate)"
    rb"\s*(?:\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)",
    re.DOTALL,
)
PACKET = re.compile(rb"<\?xpacket begin.*?<\?xpacket end", re.DOTALL)  # the same once more, as XMP (ISO 16684-1)
NAMES = rb"(?:dc:creator|pdf:(?:Producer|Author|Keywords)|xmp:\w+|xmpMM:\w+|photoshop:\w+)"
IN_PACKET = re.compile(rb"<(%b)\b[^>]*(?:/>|>.*?</\1>)|%b=\"[^\"]*\"" % (NAMES, NAMES), re.DOTALL)
LARGEST = 20_000_000  # bytes of packed objects


def clean(path: str, data: bytes) -> tuple[int, bytes]:
    """How many pages it has (0 if that cannot be told) and the same document without names and days; or its fault."""
    if not data.startswith(b"%PDF-"):
        raise problem(path, 0, NO_PDF)
    if b"/Encrypt" in data:
        raise problem(path, 0, LOCKED)
    objects = b"\n".join([data, *packed(data)])
    pages = len(PAGE.findall(objects))
    if pages and b"/Font" not in objects:
        raise problem(path, 0, NO_TEXT)
    if b"%%EOF" not in data[-2048:]:
        raise problem(path, 0, CUT)
    return pages, data if b"/ByteRange" in data else without_notes(data)  # a signature holds for these bytes alone


def packed(data: bytes) -> Iterator[bytes]:
    for found in STREAM.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[found.end() :], LARGEST)
        except zlib.error:
            continue


def without_notes(data: bytes) -> bytes:
    """Blanks in place of the notes, as the document says at which byte each of its parts begins."""
    data = PACKET.sub(lambda packet: IN_PACKET.sub(lambda note: b" " * len(note[0]), packet[0]), data)
    return NOTES.sub(lambda note: b" " * len(note[0]), data)


def words(pages: int, size: int) -> str:
    """(2, 120400) → PDF, 2 pages, 120 kB"""
    weight = f"{size / 1e6:.1f} MB" if size >= 999_500 else f"{max(1, round(size / 1000))} kB"
    return ", ".join(filter(None, ("PDF", f"{pages} page{'s' * (pages != 1)}" if pages else "", weight)))
