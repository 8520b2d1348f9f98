"""The drawings that pages hold in themselves: each read once, kept, and checked for what its place asks of it."""

from collections.abc import Iterator

from sitegen.cache import Store, digest
from sitegen.content.folder import Folder
from sitegen.model import drawings
from sitegen.model.addresses import missing_pages
from sitegen.model.drawings import Drawing
from sitegen.model.kinds import Referral
from sitegen.model.page import Content
from sitegen.model.site import Site
from sitegen.problems import Problem, Problems, collect

UNTOLD = "has no <title> and <desc>; write both, for those who do not see it"
NESTED = "holds links, and stands inside a link; take them out"


def open_store(cache_folder: str, version: bytes) -> Store[Drawing]:
    return Store(f"{cache_folder}/drawings", Drawing, version)


def make_drawings(store: Store[Drawing], site: Site, content: Content, folder: Folder) -> dict[str, Drawing]:
    """The drawings that pages show, by the path of their file in content/; or every fault in them."""
    problems, made = list[Problem](), dict[str, Drawing]()
    published = {path: linked.document for path, linked in site.pages.items()}
    for path in sorted(shown(site) | signs(site)):
        with collect(problems):
            made[path] = known_or_read(store, folder, path)
            problems += faults(path, made[path], path in signs(site))
            problems += missing_pages(content, published, path, made[path].links)
    store.save()
    if problems:
        raise Problems(problems)
    return made


def shown(site: Site) -> set[str]:
    """The files of all drawings on pages, signs among them."""
    files = {picture.name for linked in site.pages.values() for picture in linked.document.pictures}
    return {name for name in files if name.startswith(drawings.FOLDER)}


def signs(site: Site) -> set[str]:
    """Those that stand beside a name, which says what they would."""
    pages = (linked.document.page for linked in site.pages.values())
    found = {page.pictogram for page in pages if isinstance(page, Referral) and page.pictogram}
    return found | ({site.practice.logo} if site.practice.logo else set())


def known_or_read(store: Store[Drawing], folder: Folder, path: str) -> Drawing:
    key = digest(store.version, path.encode(), folder.digest(path).encode())
    if not (entry := store.get(key)):
        from sitegen.media import inline_svg  # lazy: imports xml

        entry = store.put(key, inline_svg.read(path, folder.read(path)), path.encode())
    return entry.value


def faults(path: str, drawing: Drawing, is_sign: bool) -> Iterator[Problem]:
    if is_sign and drawing.links:
        yield Problem(path, drawing.links[0].line, NESTED)
    if not is_sign and not drawing.is_told:
        yield Problem(path, 1, UNTOLD)
