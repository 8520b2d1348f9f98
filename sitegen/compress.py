"""Text files once more as .gz and .br beside themselves, for hosts that send those; kept, as Brotli is slow."""

import gzip
import hashlib
import os

from sitegen.cache import KeptFile
from sitegen.publish import Files

TEXT = (".html", ".js", ".svg", ".xml", ".json", ".txt", ".vcf", ".webmanifest")


def with_compressed(files: Files, folder: str) -> Files:
    """The files and their compressed ones, which are kept in `folder` by the content they were made from."""
    os.makedirs(folder, exist_ok=True)
    made: dict[str, bytes | KeptFile] = dict(files)
    for path, file in files.items():
        if path.endswith(TEXT):
            for ending in ("gz", "br"):
                made[f"{path}.{ending}"] = kept(file, folder, ending)
    used = {os.path.basename(file.path) for file in made.values() if isinstance(file, KeptFile)}
    for name in os.listdir(folder):
        if name not in used:
            os.remove(f"{folder}/{name}")
    return made


def kept(file: bytes | KeptFile, folder: str, ending: str) -> KeptFile:
    name = hashlib.blake2b(file).hexdigest() if isinstance(file, bytes) else os.path.basename(file.path)
    target = f"{folder}/{name}.{ending}"
    if not os.path.exists(target):
        with open(f"{target}.new", "wb") as new:
            new.write(compressed(content_of(file), ending))
        os.replace(f"{target}.new", target)
    status = os.stat(target)
    return KeptFile(target, status.st_size, status.st_mtime_ns)


def content_of(file: bytes | KeptFile) -> bytes:
    if isinstance(file, bytes):
        return file
    with open(file.path, "rb") as opened:
        return opened.read()


def compressed(data: bytes, ending: str) -> bytes:
    if ending == "gz":
        return gzip.compress(data, 9, mtime=0)
    import brotli  # wanted only when something has changed

    return bytes(brotli.compress(data, quality=9))
