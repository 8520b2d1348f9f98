"""Files as people and systems leave them: which are ours, how large they may be, and what hosts call their types."""

import os
import re

from sitegen.problems import problem

LARGEST = 40_000_000  # bytes
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufeff\ufffe\uffff]"
)
SPOILT = re.compile(  # UTF-8 that was read as Windows-1252: â€™, Ã©, Â°; or a sign for what could not be read
    "[âÃÂð\ufffc\ufffd]"  # looked for first: soon seen to be missing
    "(?:(?<=â)[€‚„†‰ˆ][^\\s\\w]?|(?<=[ÃÂ])[\xa0-\xbf]|(?<=Ã)[Ÿ‰œ„]|(?<=ð)Ÿ[^\\s\\w]*|(?<=[\ufffc\ufffd]))"
)
LEFT_BY_SYSTEMS = ("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "$recycle.bin", "__macosx")
COPIES = ("~", ".swp", ".swo", ".bak", ".orig", ".tmp", ".crdownload", ".part")  # of editors, of Git and of browsers
TYPES = {  # what hosts and the preview are told, as many do not know it; by how a file's name ends
    "avif": "image/avif",
    "webmanifest": "application/manifest+json",
    "vcf": "text/vcard",
    "vtt": "text/vtt",
    "woff2": "font/woff2",
    "speculationrules": "application/speculationrules+json",
    "xml": "application/xml",
}


def is_ignored(name: str) -> bool:
    """Nobody's work: hidden files, copies of editors and office programs, what systems leave: `a.md~`, `~$a.docx`"""
    is_copy = name.lower().endswith(COPIES) or name.startswith("~$") or (name[0] == name[-1] == "#")
    return name.startswith(".") or is_copy or name.lower() in LEFT_BY_SYSTEMS


def read(folder: str, path: str, shown: str) -> bytes:
    """The file's bytes; `shown` is how its path is told."""
    if os.path.exists(path) and (leads_outside(folder, path) or not os.path.isfile(path)):
        raise problem(shown, 0, "not a file, or a link to something outside its folder; put a copy here instead")
    with open(path, "rb") as file:
        if os.fstat(file.fileno()).st_size > LARGEST:
            raise problem(shown, 0, f"larger than {LARGEST:,} bytes; make it smaller")
        return file.read()


def leads_outside(folder: str, path: str) -> bool:
    """Whether a link on the way from the folder to the file leads out of it; to follow the whole way takes long."""
    part = path
    while len(part) > len(folder):
        if os.path.islink(part):
            return not os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)
        part = os.path.dirname(part)
    return False


def decoded(shown: str, data: bytes) -> str:
    """The text of a file: UTF-8 with or without a byte-order mark, or UTF-16 with one; lines ending in a newline."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) and not data.startswith(b"\xff\xfe\0\0")
    try:
        return data.decode("utf-16" if wide else "utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        excel = " (in Excel: Save as › CSV UTF-8)" if shown.lower().endswith(".csv") else ""
        line = 1 if wide else data[: error.start].count(b"\n") + 1
        raise problem(shown, line, f"not saved as UTF-8; save the file again with encoding UTF-8{excel}") from None


def spoilt(found: str) -> str:
    """â€™ → what is wrong with it, and that it was meant to be ’"""
    if found in "\ufffc\ufffd":
        return f"'{found}' stands for something that was lost; write it again, or delete this sign"
    meant = found.encode("cp1252", "ignore").decode(errors="ignore").strip()
    return f"'{found}' is a sign that was saved with a wrong encoding; write {meant or 'it again'}"


def invisible(character: str) -> str:
    return f"an invisible control character (U+{ord(character):04X}); delete it"
