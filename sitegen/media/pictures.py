"""The pictures and films of content/ as pages show them: made once, kept, and named by what they hold."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from sitegen import cache
from sitegen.cache import Entry, KeptFile, Store, digest
from sitegen.content.folder import Folder
from sitegen.markup.typography import printed
from sitegen.model.drawings import FOLDER
from sitegen.model.page import Document
from sitegen.model.site import Site
from sitegen.problems import Problem, Problems, collect
from sitegen.processes import spread
from sitegen.urls import slug

Encoded = tuple[int, int, Mapping[tuple[str, int], bytes]]  # width, height, and bytes by type and width


class Image(msgspec.Struct, frozen=True, array_like=True):
    """A picture as published: its size in pixels; type, width and address of each file, best type and narrowest first.

    Any browser shows the last type. A film or its captions have one file and no size; a document has one file, its
    pages for a width and its bytes for a height.
    """

    width: int
    height: int
    files: tuple[tuple[str, int, str], ...]

    @property
    def address(self) -> str:
        """The file for those who can name only one: the widest that any browser shows."""
        return self.files[-1][2]


class Media(NamedTuple):
    """Images by the path of their file in content/, those to share by their page's title, and the files of all."""

    images: dict[str, Image]
    shares: dict[str, Image]
    files: dict[str, KeptFile]


def open_store(cache_folder: str) -> Store[Image | None]:
    return Store(f"{cache_folder}/pictures", Image | None, cache.code_version("media"))  # type: ignore[arg-type]


def make_media(store: Store[Image | None], site: Site, folder: Folder, background: bytes, is_preview: bool) -> Media:
    """The pictures and films that pages show, or every fault in them; with a background also those to share, but not in
    the preview, whose addresses nobody shares.

    What was made for pages that are not published today is kept.
    """
    problems = list[Problem]()
    shown = files_of(linked.document for linked in site.pages.values())
    later = files_of(site.waiting) - shown
    keys = {path: key_of(store, folder, path) for path in sorted(shown)}
    images = make_all(store, keys, lambda path: encode(path, folder.read(path)), problems)
    for path in later & folder.files.keys():
        known(store, key_of(store, folder, path))
    shares = make_shares(store, site, background, is_preview) if background else {}
    store.save()  # so that a mistake in a page does not cost them
    if problems:
        raise Problems(problems)
    addresses = [file[2] for image in (*images.values(), *shares.values()) for file in image.files]
    return Media(images, shares, {address: store.file(os.path.basename(address)) for address in addresses})


def files_of(documents: Iterable[Document]) -> set[str]:
    """The files of content/ that pages show, but for the drawings that they hold in themselves."""
    names = {picture.name for document in documents for picture in document.pictures}
    return {name for name in names if not name.startswith(FOLDER)}


def make_shares(store: Store[Image | None], site: Site, background: bytes, is_preview: bool) -> dict[str, Image]:
    """Pictures to share by the titles on them; in the preview none, but those made before are kept."""
    shared = digest(store.version, printed(site.practice.name).encode(), background).encode()
    titles = (linked.card.title for linked in site.pages.values())
    keys = {title: digest(shared, printed(title).encode()) for title in titles}
    images = {title: image for title, key in keys.items() if (image := known(store, key))}
    if is_preview:
        return {}
    new = [title for title in keys if title not in images]

    def draw(title: str) -> Image:
        from sitegen.media import share_card  # lazy: imports Pillow

        picture = share_card.draw(printed(title), printed(site.practice.name), background)
        return keep(store, keys[title], "share.png", *share_card.SIZE, {("png", share_card.SIZE[0]): picture})

    def draw_apart(title: str) -> dict[str, Entry[Image | None]]:
        """Drawn in another process, whose store is not ours."""
        names = [keys[title], *(os.path.basename(file[2]) for file in draw(title).files)]
        return {name: store.used[name] for name in names}

    for entries in spread(draw_apart, new).values():
        store.used |= entries
    return images | {title: known(store, keys[title]) or draw(title) for title in new}


def encode(path: str, data: bytes) -> Encoded:
    """Width and height in pixels, and bytes by type and width; raises what is wrong with the file."""
    ending = path.rpartition(".")[2].lower()
    if ending == "mp4":
        from sitegen.media import video  # lazy: seldom wanted

        return 0, 0, {("mp4", 0): video.clean(path, data)}
    if ending == "pdf":
        from sitegen.media import document  # lazy: seldom wanted

        pages, cleaned = document.clean(path, data)
        return pages, len(cleaned), {("pdf", 0): cleaned}
    if ending == "vtt":
        from sitegen.content import front_matter  # lazy: imports YAML
        from sitegen.media import captions

        text = front_matter.decode(path, data)
        captions.check(path, text)
        return 0, 0, {("vtt", 0): text.encode()}
    if ending == "svg":
        from sitegen.media import svg  # lazy: imports xml

        width, height, drawing = svg.clean(path, data)
        return width, height, {("svg", width): drawing}
    from sitegen.media import photo  # lazy: imports Pillow

    made = photo.encode(path, data)
    copies = {(kind, width): copy for kind, files in made.formats.items() for width, copy in files.items()}
    return made.width, made.height, copies


def key_of(store: Store[Image | None], folder: Folder, path: str) -> str:
    stem, _, ending = path.lower().rpartition(".")
    named = slug(os.path.basename(stem)) if ending == "pdf" else ""  # its address has its name
    return digest(store.version, folder.digest(path).encode(), ending.encode(), named.encode())


def known(store: Store[Image | None], key: str) -> Image | None:
    """A picture that was made before, with every file of it."""
    entry = store.get(key)
    if entry and entry.value and all(store.get(os.path.basename(file[2])) for file in entry.value.files):
        return entry.value
    return None


def make_all(
    store: Store[Image | None], keys: Mapping[str, str], encode: Callable[[str], Encoded], problems: list[Problem]
) -> dict[str, Image]:
    """An image for each name that could be encoded, now or before."""
    images = {name: image for name, key in keys.items() if (image := known(store, key))}
    new = [name for name in keys if name not in images]
    for name, done in encoded(new, encode) if new else ():
        with collect(problems):
            images[name] = keep(store, keys[name], name, *done())
    return images


def encoded(names: list[str], encode: Callable[[str], Encoded]) -> Iterator[tuple[str, Callable[[], Encoded]]]:
    """Encodes on all processors, telling those who wait for long how far it has come."""
    from concurrent.futures import ThreadPoolExecutor, as_completed  # lazy: imports threads and logging

    started, is_long = time.monotonic(), False
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # encoders let other threads run
        waiting = {pool.submit(encode, name): name for name in names}
        for count, done in enumerate(as_completed(list(waiting)), 1):
            yield waiting.pop(done), done.result
            is_long = sys.stderr.isatty() and time.monotonic() - started > 2
            if is_long:
                print(f"\rpictures: {count} of {len(names)}", end="", file=sys.stderr, flush=True)
    if is_long:
        print(file=sys.stderr)


def keep(
    store: Store[Image | None], key: str, path: str, width: int, height: int, files: Mapping[tuple[str, int], bytes]
) -> Image:
    listed, kinds = [], [kind for kind, _ in files]
    for (kind, wide), data in sorted(files.items(), key=lambda file: (kinds.index(file[0][0]), file[0][1])):
        stem = digest(data)  # says nothing of who made it: the same bytes stay at their address
        name = f"{slug(os.path.basename(path)[:-4])}-{stem[:8]}.pdf" if kind == "pdf" else f"{stem[:16]}-{wide}.{kind}"
        if not store.get(name):
            store.put(name, None, data)
        listed.append((kind, wide, f"pictures/{name}"))
    image = Image(width, height, tuple(listed))
    store.put(key, image)
    return image


def forget(store: Store[Image | None], cache_folder: str, published: Iterable[str]) -> None:
    """Takes what no page shows any longer out of the cache, also out of the sites that were made before,
    `portable` among them."""
    store.save()
    kept = {os.path.basename(name) for name in published if name.startswith("pictures/")}.union(store.used)
    for site in (*(f"{cache_folder}/{name}" for name in os.listdir(cache_folder)), f"{cache_folder}/../portable"):
        folder = f"{site}/pictures"
        if os.path.isdir(folder) and not os.path.islink(folder) and not os.path.islink(site):
            for name in set(os.listdir(folder)) - kept:
                cache.remove(f"{folder}/{name}")
