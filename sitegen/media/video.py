"""A film to publish: an MP4 file without what the camera noted in it."""

import struct
from collections.abc import Iterator

from sitegen.problems import problem

HOLDERS = {b"moov", b"trak", b"mdia"}  # boxes made of boxes
NOTES = {b"udta", b"meta", b"uuid"}  # place, device, names: ISO/IEC 14496-12, 8.10 and 8.11
DATED = {b"mvhd", b"tkhd", b"mdhd"}  # boxes that tell when it was made
CUT = "not an MP4 film, or cut off; save it again as MP4 (H.264 and AAC)"
SHOWN = {b"vide", b"soun"}


def clean(path: str, data: bytes) -> bytes:
    """The same film, as long and as quick to seek, its notes and dates zeroed; what is wrong with it else."""
    film = bytearray(data)
    kinds = [kind for kind, _, _, _ in boxes(film, 0, len(film))]
    if kinds[:1] != [b"ftyp"] or b"moov" not in kinds or b"mdat" not in kinds:
        raise problem(path, 0, CUT)
    if kinds.index(b"moov") > kinds.index(b"mdat"):
        raise problem(path, 0, 'can play only once it is all there; save it again with "fast start" (web) chosen')
    try:
        blank(path, film, 0, len(film))
    except RecursionError:
        raise problem(path, 0, CUT) from None
    return bytes(film)


def boxes(film: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Each box's kind, its start, its content's and its end (ISO/IEC 14496-12, 4.2); stops where one is cut."""
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", film, start)
        head = 8
        if size == 1 and start + 16 <= end:
            size, head = struct.unpack_from(">Q", film, start + 8)[0], 16
        if size == 0:
            size = end - start
        if size < head or start + size > end:
            return
        yield kind, start, start + head, start + size
        start += size


def blank(path: str, film: bytearray, start: int, end: int) -> None:
    for kind, box, content, stop in list(boxes(film, start, end)):
        if kind in HOLDERS:
            blank(path, film, content, stop)
        elif kind in NOTES:
            film[box + 4 : box + 8], film[content:stop] = b"free", bytes(stop - content)
        elif kind in DATED:
            if stop - content < 20:
                raise problem(path, 0, CUT)
            dates = 16 if film[content] == 1 else 8  # creation and modification, of 8 or of 4 bytes each
            film[content + 4 : content + 4 + dates] = bytes(dates)
        elif kind == b"hdlr" and bytes(film[content + 8 : content + 12]) not in SHOWN:
            raise problem(path, 0, "holds more than picture and sound (a place or a time, say); save it again as MP4")
