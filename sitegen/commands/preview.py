"""The preview: builds at every save, shows the result or the problems in the browser at once."""

import asyncio
import contextlib
import datetime
import json
import logging
import re
import socket
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urlsplit

import tornado.httpserver
import tornado.web
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler

from sitegen.build import First, build
from sitegen.commands import editing
from sitegen.commands.saves import saves
from sitegen.commands.shown import Preview, name_of
from sitegen.editor.guard import Local
from sitegen.output.publish import Files

PORT, PORTS = 8000, 20
PAUSE = 0.1  # seconds in which a browser takes a page that came early, without waiting for what makes the rest


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
        self.shown, self.url = int(shown), ""

    def on_message(self, message: str) -> None:
        super().on_message(message)
        if self in self.waiters:
            address = json.loads(message).get("url", "")
            self.url = unquote(urlsplit(address).path).removeprefix(self.preview.base)
            self.reload_if_older()

    def reload_if_older(self) -> None:
        if self.shown != self.preview.number(name_of(self.url)):
            self.send_message({"command": "reload", "path": "*", "liveCSS": False})


def open_pages(preview: Preview) -> list[Reload]:
    """What is open in browsers."""
    return [waiter for waiter in Reload.waiters if waiter.preview is preview]


def reload_older(preview: Preview) -> None:
    for waiter in open_pages(preview):
        waiter.reload_if_older()


async def rebuild(preview: Preview) -> None:
    """Builds, and reloads what is open in browsers; the pages that are open come first."""
    loop = asyncio.get_running_loop()

    def show(files: Files) -> None:
        if preview.show_early(files):
            loop.call_soon_threadsafe(reload_older, preview)
            time.sleep(PAUSE)

    async with preview.turn:
        first = First({waiter.url for waiter in open_pages(preview)}, show)
        await loop.run_in_executor(None, preview.rebuild, first)
    reload_older(preview)


async def watch(preview: Preview) -> None:
    """Rebuilds after every save until it is cancelled; what is saved meanwhile is seen by the next look."""
    is_first = True  # the looks begin after the first build: this turn sees what was saved between them
    async for changes in saves([f"{preview.root}/{name}" for name in ("content", "layouts", "assets")]):
        if is_first or changes or preview.is_stuck:  # a full disk or too many open files may have passed
            is_first = False
            await rebuild(preview)


def application(preview: Preview) -> tornado.web.Application:
    base, given = preview.base, {"preview": preview}
    rules: list[Any] = [
        (r"/livereload/(\d{1,9})", Reload, given),
        (r"/livereload\.js", Script),
        *editing.rules(preview.root, base, lambda: preview.problems, lambda: rebuild(preview)),
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
        await watch(preview)
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
