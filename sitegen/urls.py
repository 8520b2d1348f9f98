"""Addresses: which page has which, what a relative one means, and which can be served anywhere."""

import posixpath
import re
import unicodedata

HOME, NOT_FOUND, CONTACT = "index.md", "404.md", "contact.md"  # pages that every page leads to
MEANT = re.compile(  # by hosts, as whole names in any folder: Cloudflare runs _worker.js, GitHub leaves out _pages
    r"_.*|cname|(netlify|wrangler|fly)\.toml|(vercel|firebase|staticwebapp\.config|package)\.json|.*web\.config|"
    r".*\.(br|gz)",
    re.IGNORECASE,
)
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)  # devices of Windows


def permalink(path: str) -> str:
    """conditions/sore-throat.md → conditions/sore-throat/ · news/index.md → news/ · index.md → (nothing)"""
    if path == NOT_FOUND:
        return "404.html"
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def file_of(url: str) -> str:
    """The file that a host serves for an address: contact/ → contact/index.html · old/page.html → itself"""
    return url if "." in url.rpartition("/")[2] else posixpath.join(url, "index.html")


def root_of(url: str, anywhere: str) -> str:
    """The way from a page to the site's root; 404.html is shown at any depth, so its way is an absolute path."""
    return anywhere if url == "404.html" else "../" * url.count("/") or "./"


def base_of(address: str) -> str:
    """The path of the site's own address: https://example.org/some/base/ → /some/base/"""
    return "/" + address.split("/", 3)[3]


def resolve(path: str, name: str) -> str:
    """What a file means by a relative path: conditions/a.md, ../contact.md → contact.md"""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))


def relative(path: str, folder: str) -> str:
    """A file as files of a folder name it: contact.md in conditions → ../contact.md"""
    return posixpath.relpath(path, folder or ".")


def section_of(path: str) -> str:
    """The page a page belongs under: conditions/x.md → conditions/index.md → index.md → (nothing)"""
    if path == HOME:
        return ""
    folder = path.removesuffix("/index.md").rpartition("/")[0]
    return f"{folder}/index.md" if folder else HOME


def is_servable(url: str) -> bool:
    """Whether every part of an address may be a file anywhere: some names mean something to systems or hosts.

    Apache reads .htaccess and IIS web.config in every folder; .br and .gz would be sent for the file beside them.
    """
    for part in url.removesuffix("/").split("/"):
        plain = re.fullmatch(r"[^.].*[^.]|[^.]", part) and not RESERVED.match(part)
        if not plain or MEANT.fullmatch(part):
            return False
    return True


def slug(title: str) -> str:
    """Doctors’ hours? → doctors-hours · Ménière disease → meniere-disease · ⁂ → (nothing)"""
    plain = unicodedata.normalize("NFKD", title.lower().replace("'", "").replace("’", ""))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", plain)).strip("-")
