"""Text files once more as .gz and .br beside themselves, for hosts that send those; kept, as Brotli is slow."""

import os
import zlib
from types import NoneType

from sitegen.cache import Store, content_of, digest
from sitegen.output.publish import Files
from sitegen.pages.assets import HASHED
from sitegen.pages.hosts import CODINGS, TEXT

GZIP = zlib.MAX_WBITS + 16  # a header of zlib's own: that of the module gzip is another from one Python to the next
FIRST_FLIGHT = 14_600  # bytes: the ten packets that a host sends before it hears from the reader (RFC 6928)


def with_compressed(files: Files, folder: str, version: bytes) -> Files:
    """The files and their compressed ones, which are kept in `folder` by the content they were made from."""
    store = Store(folder, NoneType, version)
    sources, wanted = dict[str, str](), dict[str, str]()  # what a key is made of; which key is at a path
    for path, file in files.items():
        if path.rpartition(".")[2] in TEXT:
            name = digest(file) if isinstance(file, bytes) else os.path.basename(file.path)
            for ending in CODINGS.values():
                wanted[f"{path}.{ending}"] = f"{name}.{ending}"
                sources[f"{name}.{ending}"] = path

    def make(key: str) -> tuple[None, bytes]:
        path, ending = sources[key], key.rpartition(".")[2]
        return None, compressed(content_of(files[path]), ending, path.partition("/")[0] in HASHED)

    new = [key for key in sources if not store.get(key)]
    store.put_all(new, make)
    for key in new:
        if key not in store.used:
            store.put(key, *make(key))
    store.save()
    return {**files, **{path: store.file(key) for path, key in wanted.items()}}


def compressed(data: bytes, ending: str, is_lasting: bool) -> bytes:
    """As small as it can be where it is kept; a page that comes at once anyway is not made a tenth smaller in fifteen
    times as long, and a long one not a hundredth smaller in three times as long."""
    if ending == "gz":
        return zlib.compress(data, 9, GZIP)
    import brotli  # wanted only when something has changed

    window = max(16, min(22, (len(data) - 1).bit_length()))  # from 17 on, tables of 32 MB are cleared for every file
    quick: bytes = brotli.compress(data, quality=9, lgwin=window)
    if len(quick) <= FIRST_FLIGHT and not is_lasting:
        return quick
    return bytes(brotli.compress(data, quality=11 if is_lasting else 10, lgwin=window))
