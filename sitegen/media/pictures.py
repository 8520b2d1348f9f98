"""The pictures and films of content/ as pages show them: made once, kept, and named by what they hold."""

import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from sitegen import cache
from sitegen.cache import KeptFile, Table, digest
from sitegen.content.folder import Library
from sitegen.markup.notes import PLACE
from sitegen.problems import Problem, collect

IMAGE = re.compile(rf'<img\b([^<>]*?) src="{PLACE}picture:([^{PLACE}]*){PLACE}"([^<>]*)>')
MARK = re.compile(f"{PLACE}picture:([^{PLACE}]*){PLACE}")
Encoded = tuple[int, int, Mapping[tuple[str, int], bytes]]  # width, height, and bytes by type and width
SIZES = "(min-width: 42rem) 40rem, calc(100vw - 2rem)"  # how wide the column of text is


class Image(msgspec.Struct, frozen=True, array_like=True):
    """A picture as published: its size in pixels; type, width and address of each file, best type and narrowest first.

    Any browser shows the last type. A film or its captions have one file and no size.
    """

    width: int
    height: int
    files: tuple[tuple[str, int, str], ...]

    @property
    def address(self) -> str:
        """The file for those who can name only one: the widest that any browser shows."""
        return self.files[-1][2]


class Pictures:
    """Makes what is new, all at once, and forgets what no page shows."""

    def __init__(self, library: Library, cache_folder: str) -> None:
        self.library, self.cache = library, cache_folder
        self.version = cache.code_version(
            *(f"media/{name}" for name in ("captions", "encoding", "photo", "pictures", "share_card", "svg", "video"))
        )
        self.table: Table[Image | None] = Table(f"{cache_folder}/pictures", Image | None, self.version)  # type: ignore[arg-type]
        self.files: dict[str, KeptFile] = {}

    def known(self, key: str) -> Image | None:
        """A picture that was made before, with every file of it."""
        entry = self.table.get(key)
        if entry and entry.facts and all(self.table.get(os.path.basename(file[2])) for file in entry.facts.files):
            return entry.facts
        return None

    def of_content(self, paths: Iterable[str], digests: Mapping[str, str], problems: list[Problem]) -> dict[str, Image]:
        """Pictures and films by path; what is wrong with a file is added to `problems`."""

        def encode(path: str) -> Encoded:
            from sitegen.media import encoding  # wanted only when a picture is new

            return encoding.encode(path, self.library.read(path))

        return self.make({path: self.key(path, digests) for path in paths}, encode, problems)

    def to_share(self, titles: Iterable[str], name: str, background: bytes) -> dict[str, Image]:
        """The pictures that go with pages where they are shared, by title."""

        def draw(title: str) -> Encoded:
            from sitegen.media import share_card  # as above

            return *share_card.SIZE, {("png", share_card.SIZE[0]): share_card.draw(title, name, background)}

        parts = (self.version, name.encode(), background)
        return self.make({title: digest(*parts, title.encode()) for title in titles}, draw, [])

    def key(self, path: str, digests: Mapping[str, str]) -> str:
        return digest(self.version, digests[path].encode(), path.rpartition(".")[2].encode())

    def wait(self, paths: Iterable[str], digests: Mapping[str, str]) -> None:
        """Keeps what was made for pages that are not published today."""
        for path in paths:
            self.known(self.key(path, digests))

    def make(
        self, keys: Mapping[str, str], encode: Callable[[str], Encoded], problems: list[Problem]
    ) -> dict[str, Image]:
        """An image for each name that could be encoded, now or before."""
        images = {name: image for name, key in keys.items() if (image := self.known(key))}
        new = [name for name in keys if name not in images]
        for name, done in self.encoded(new, encode) if new else ():
            with collect(problems):
                images[name] = self.keep(keys[name], *done())
        for image in images.values():
            for _, _, address in image.files:
                self.files[address] = self.table.file(os.path.basename(address))
        return images

    def encoded(
        self, names: list[str], encode: Callable[[str], Encoded]
    ) -> Iterator[tuple[str, Callable[[], Encoded]]]:
        """Encodes on all processors, telling those who wait for long how far it has come."""
        from concurrent.futures import ThreadPoolExecutor, as_completed  # wanted only when a picture is new

        started, is_long = time.monotonic(), False
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # encoders let other threads run
            waiting = {pool.submit(encode, name): name for name in names}
            for count, done in enumerate(as_completed(list(waiting)), 1):
                yield waiting.pop(done), done.result
                is_long = time.monotonic() - started > 2
                if is_long:
                    print(f"\rpictures: {count} of {len(names)}", end="", file=sys.stderr, flush=True)
        if is_long:
            print(file=sys.stderr)

    def keep(self, key: str, width: int, height: int, files: Mapping[tuple[str, int], bytes]) -> Image:
        listed, kinds = [], [kind for kind, _ in files]
        for (kind, wide), data in sorted(files.items(), key=lambda file: (kinds.index(file[0][0]), file[0][1])):
            name = f"{key[:16]}-{wide}.{kind}"
            self.table.put(name, None, data)
            listed.append((kind, wide, f"pictures/{name}"))
        image = Image(width, height, tuple(listed))
        self.table.put(key, image, key.encode())  # a table keeps a file for each entry
        return image

    def save(self, published: Iterable[str]) -> None:
        """Ends the run: what no page shows any longer is gone from the cache, also from sites that were made before."""
        self.table.save()
        kept = {os.path.basename(name) for name in published if name.startswith("pictures/")}.union(self.table.used)
        for site in os.listdir(self.cache):
            folder = f"{self.cache}/{site}/pictures"
            if os.path.isdir(folder) and not os.path.islink(folder) and not os.path.islink(f"{self.cache}/{site}"):
                for name in set(os.listdir(folder)) - kept:
                    cache.remove(f"{folder}/{name}")


def placed(html: str, root: str, images: Mapping[str, Image]) -> str:
    """A page's HTML with its pictures in place of their marks; one that stands before the first part loads at once."""
    fold = len(html.partition("<h2")[0])

    def picture(found: re.Match[str]) -> str:
        at_once = found.start() < fold and html.find("<img") == found.start()
        attributes = found[1] + found[3] + ("" if at_once else ' loading="lazy"')
        return element(images[found[2]], root, attributes)

    return MARK.sub(lambda found: root + images[found[1]].address, IMAGE.sub(picture, html))


def element(image: Image, root: str, attributes: str) -> str:
    """An `img`, in a `picture` where there are types to choose from."""
    kinds: dict[str, list[str]] = {}
    for kind, width, address in image.files:
        kinds.setdefault(kind, []).append(f"{root}{address} {width}w")
    *better, last = kinds.values()
    responsive = f' srcset="{", ".join(last)}" sizes="{SIZES}"' if len(last) > 1 else ""
    size = f' width="{image.width}" height="{image.height}"'
    written = f'<img{attributes} src="{root}{image.address}"{responsive}{size} decoding="async">'
    if not better:
        return written
    sources = (
        f'<source type="image/{kind}" srcset="{", ".join(files)}" sizes="{SIZES}">'
        for kind, files in list(kinds.items())[:-1]
    )
    return f"<picture>{''.join(sources)}{written}</picture>"
