"""The preview: builds at every save, shows the result or the problems in the browser at once."""

import asyncio
import contextlib
import datetime
import html
import logging
import mimetypes
import re
import socket
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import tornado.httpserver
import tornado.web
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from watchfiles import awatch
from watchfiles._rust_notify import WatchfilesRustInternalError

from sitegen import cache
from sitegen.build import build
from sitegen.commands import editing
from sitegen.editor.guard import Local
from sitegen.editor.handlers import edit_link
from sitegen.files import TYPES
from sitegen.output.publish import publish
from sitegen.problems import Problems
from sitegen.today import today

PORT, PORTS = 8000, 20
OVERLAY = """
<div role="alert" id="preview-problems" style="all:revert;position:relative;z-index:9;margin:0;padding:1rem 1.5rem;\
background:#fff1ee;color:#8a1010;border:4px solid #8a1010;font:1rem/1.5 monospace">
<strong>Mend this, then save again. Below is the last good version.</strong>
<pre style="white-space:pre-wrap;margin:.5rem 0 0">{}</pre></div>
"""


class Preview:
    """The last good site, what is wrong with the present one, and how often it was built."""

    def __init__(self, root: str, build: Callable[..., Any], base: str) -> None:
        self.root, self.build, self.base = root, build, base
        self.folder, self.spare = f"{root}/.cache/preview", f"{root}/.cache/preview-spare"
        self.paths: frozenset[str] = frozenset()
        self.problems, self.builds, self.is_stuck = "", 0, False
        self.alone = threading.Lock()  # the editor builds, too, and not every system locks the cache
        self.rebuild()

    def rebuild(self) -> bool:
        """Whether that changed anything a browser shows."""
        before, changed, self.is_stuck = self.problems, 0, False
        try:
            with self.alone, cache.locked(f"{self.root}/.cache"):
                built = self.build(self.root, today(self.root), drafts=True, base=self.base)
                changed = publish(built.files, self.folder, self.spare)
            self.paths = frozenset(built.files)
            self.problems = str(Problems(built.site.withheld).below("content"))
        except Problems as found:
            self.problems = str(found)
        except OSError as error:
            self.is_stuck = True
            self.problems = f"{error.filename or 'a file'}: {error.strerror or error}"
        if not changed and self.problems == before and self.builds:
            return False
        self.builds += 1
        print(self.problems or f"built at {datetime.datetime.now():%H:%M:%S}", flush=True)
        return True

    async def watch(self) -> None:
        """Watches until it is cancelled; a file name that is no text ends a watch, and the next one begins."""
        while True:
            try:
                await self.rebuild_after_saves()
            except* WatchfilesRustInternalError:
                pass

    async def rebuild_after_saves(self) -> None:
        """Rebuilds after every save; what is saved meanwhile is seen by the next turn."""
        folders = [f"{self.root}/{name}" for name in ("content", "layouts", "assets")]
        is_first = True  # the watch begins after the first build: that turn sees what was saved between them
        async for changes in awatch(*folders, debounce=200, step=20, rust_timeout=500, yield_on_timeout=True):
            if is_first or changes or self.is_stuck:  # a full disk or too many open files may have passed
                is_first = False
                if await asyncio.get_running_loop().run_in_executor(None, self.rebuild):
                    Reload.reload_waiters("*")

    def page(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and bytes for a path below the base: the file as a host would serve it, problems above it."""
        name = f"{path}index.html" if path in ("",) or path.endswith("/") else path
        status = 200 if name in self.paths else 404
        name = name if name in self.paths else "404.html"
        data = b"<!doctype html><title>Preview</title><body></body>"
        with contextlib.suppress(OSError), open(f"{self.folder}/{name}", "rb") as file:
            data = file.read()
        extension = name.rpartition(".")[2]
        kind = TYPES.get(extension) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        if extension == "html":
            data += f'<script src="/livereload.js?build={self.builds}"></script>'.encode()
            data += edit_link(self.root, path)
            if self.problems:
                start = data.find(b">", data.find(b"<body")) + 1
                data = data[:start] + OVERLAY.format(html.escape(self.problems)).encode() + data[start:]
        return status, kind, data


class Page(Local):
    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def get(self, path: str) -> None:
        if path and not path.endswith("/") and f"{path}/index.html" in self.preview.paths:
            self.redirect(f"{self.preview.base}{path}/")
            return
        status, kind, data = self.preview.page(path)
        self.set_status(status)
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.set_header("Cache-Control", "no-store")
        self.finish(data)

    head = get


class Script(Local, LiveReloadJSHandler):  # type: ignore[misc]  # livereload ships no types
    """livereload.js, made to say with its first word which build its page shows."""

    def write(self, chunk: str | bytes | dict[str, Any]) -> None:
        build = re.sub(r"\D", "", self.get_query_argument("build", ""))[:9] or "0"
        if isinstance(chunk, bytes):  # else it is the page of an error
            chunk = chunk.replace(b'"/livereload"', f'"/livereload/{build}"'.encode())
        super().write(chunk)


class Reload(Local, LiveReloadHandler):  # type: ignore[misc]  # livereload ships no types
    """Tells browsers to reload; one that shows an older build than the last is told so at once."""

    watcher, live_css = SimpleNamespace(filepath=None), False

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def check_origin(self, origin: str) -> bool:
        return bool(super(LiveReloadHandler, self).check_origin(origin))

    def open(self, shown: str) -> None:
        self.shown = int(shown)

    def on_message(self, message: str) -> None:
        super().on_message(message)
        if '"info"' in message and self.shown != self.preview.builds:
            self.send_message({"command": "reload", "path": "*", "liveCSS": False})


def application(preview: Preview) -> tornado.web.Application:
    base, given = preview.base, {"preview": preview}

    async def rebuild() -> None:
        if await asyncio.get_running_loop().run_in_executor(None, preview.rebuild):
            Reload.reload_waiters("*")

    rules: list[Any] = [
        (r"/livereload/(\d{1,9})", Reload, given),
        (r"/livereload\.js", Script),
        *editing.rules(preview.root, base, lambda: preview.problems, rebuild),
        (f"{re.escape(base)}(.*)", Page, given),
    ]
    if base != "/":
        rules.append(("/", tornado.web.RedirectHandler, {"url": base, "permanent": False}))
    return tornado.web.Application(rules)


def listen(port: int) -> socket.socket:
    """The first free port from `port` on, of this machine only."""
    last = min(port + PORTS - 1, 65_535)
    for candidate in range(port, last + 1):
        with contextlib.suppress(OSError):
            listening = socket.create_server(("127.0.0.1", candidate))
            listening.setblocking(False)
            return listening
    raise OSError(f"no free port from {port} to {last}; give another: python3 build.py preview 9000")


async def run(preview: Preview, listening: socket.socket) -> None:
    """Serves and rebuilds until it is cancelled."""
    server = tornado.httpserver.HTTPServer(application(preview))
    server.add_socket(listening)
    print(f"Preview: http://localhost:{listening.getsockname()[1]}{preview.base}  (Ctrl-C ends it)", flush=True)
    try:
        await preview.watch()
    finally:
        server.stop()
        await server.close_all_connections()


def main(root: str, today: datetime.date, port: int = PORT, base: str = "/") -> str:
    """Runs until Ctrl-C, over midnight, too: every build asks for the day anew."""
    return serve(root, build, port, base)


def serve(root: str, build: Callable[..., Any], port: int, base: str) -> str:
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    with contextlib.closing(listen(port)) as listening, contextlib.suppress(KeyboardInterrupt):
        if listening.getsockname()[1] != port:
            print(f"Port {port} is in use, perhaps by another preview.")
        asyncio.run(run(Preview(root, build, base), listening))
    return "Preview ended"
