"""The real site, built once for all tests of a run, however many processes they run in."""

import contextlib
import fcntl
import os
import re
import shutil

import pytest
from conftest import REAL_DAY, ROOT
from servers import serving

import build as commands
from sitegen import cache
from sitegen.output.compress import with_compressed
from sitegen.output.publish import publish

SOURCES = ("content", "layouts", "assets")


@contextlib.contextmanager
def alone(tmp_path_factory):
    """The folder of this run; other processes of the run wait."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with open(base / "real.lock", "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield base


def published(folder):
    """Builds what is in the folder into its public/, as the command does, on the real site's day."""
    built = commands.build(folder, REAL_DAY)
    files = with_compressed(built.files, f"{folder}/.cache/compressed", cache.code_version())
    publish(files, f"{folder}/public", f"{folder}/.cache/public")
    return built


@pytest.fixture(scope="session")
def real_root(tmp_path_factory):
    """A folder with the real site's sources, its public/ and its cache; no test may change anything in it."""
    with alone(tmp_path_factory) as base:
        folder = base / "real"
        if not (folder / "public").exists():
            for name in SOURCES:
                shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
            published(str(folder))
    return folder


@pytest.fixture(scope="session")
def real_built(real_root, tmp_path_factory):
    """What a build of the real site gives."""
    with alone(tmp_path_factory):
        return commands.build(str(real_root), REAL_DAY)


@pytest.fixture(scope="session")
def real_site(real_root, real_built):
    """The real site as a host without any settings would serve it: its address, its pages' urls and its folder."""
    urls = [linked.card.url for linked in real_built.site.pages.values()]
    with serving(real_root / "public") as address:
        yield address, urls, real_root / "public"


@pytest.fixture(scope="session")
def samples(request, real_site, real_built):
    """The urls of pages that together show every layout and every component; of every page with --all."""
    _, urls, folder = real_site
    if request.config.getoption("--all"):
        return urls
    shown = {}
    for linked in real_built.site.pages.values():
        url = linked.card.url
        page = folder / (url if url.endswith(".html") else f"{url}index.html")
        classes = " ".join(re.findall(r'class="([^"]+)"', page.read_text())).split()
        shown[url] = {
            "404" if url == "404.html" else linked.card.kind,
            *(name.partition("__")[0].partition("--")[0] for name in classes),
        }
    missing, chosen = set().union(*shown.values()), []
    while missing:
        chosen.append(max(urls, key=lambda url: len(shown[url] & missing)))
        missing -= shown[chosen[-1]]
    return chosen


@pytest.fixture(scope="session")
def kinds(request, real_site, real_built):
    """The urls of one page of each kind; of every page with --all."""
    cards = [linked.card for linked in real_built.site.pages.values()]
    return real_site[1] if request.config.getoption("--all") else list({card.kind: card.url for card in cards}.values())


@pytest.fixture(scope="session")
def copied(real_root):
    """Copies the real site's sources into a folder, with what has been built of them; returns the folder."""

    def copied(folder):
        for name in SOURCES:
            shutil.copytree(real_root / name, folder / name)
        published = shutil.ignore_patterns("lock", "public*")
        shutil.copytree(real_root / ".cache", folder / ".cache", copy_function=os.link, ignore=published)
        return str(folder)

    return copied
