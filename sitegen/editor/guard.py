"""Who may ask: this machine's own pages, with the word that a preview has given them."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

import msgspec
import tornado.web

from sitegen.editor.disk import Refused
from sitegen.problems import Problem, Problems

Asked = TypeVar("Asked")
GONE = "this file is not there any more, or is none that can be changed here; load the page anew"
FAULT = (
    "a fault of the program, not of your text; nothing was changed: show whoever looks after it what the terminal says"
)
MOST = 4_000_000  # bytes of a text, as it is sent
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Desk(NamedTuple):
    """What the editor works with: the site's folder, the preview it stands beside, and other commands.

    `told` are the problems of the last build, `rebuild` makes another and shows it, `create` writes a new page of a
    kind with a title and returns its path, `report` is what staff should look at. One thing is done at a time.
    """

    root: str
    base: str
    token: str
    told: Callable[[], list[Problem]]
    rebuild: Callable[[], Awaitable[None]]
    create: Callable[[str, str], str]
    report: Callable[[], str]
    worker: ThreadPoolExecutor


class Local(tornado.web.RequestHandler):
    """Answers only to this machine's own name, so that no other site can reach the preview through a browser."""

    def prepare(self) -> None:
        if self.request.host_name not in ("localhost", "127.0.0.1", "[::1]", "::1"):
            raise tornado.web.HTTPError(403)


class Shown(Local):
    """A page or file of the editor's own, which no other page may hold."""

    def initialize(self, desk: Desk) -> None:
        self.desk = desk

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def frame(self) -> dict[str, str]:
        return {"token": self.desk.token, "base": self.desk.base}

    async def work(self, do: Callable[..., Any], *given: Any) -> Any:
        """Does something in the one thread that reads and writes files."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self.desk.worker, do, self.desk, *given)
        except Refused:
            raise tornado.web.HTTPError(404) from None


@tornado.web.stream_request_body
class Action(Shown):
    """Something to do, asked for by a page of ours; what is too large is refused before it is read."""

    most = MOST

    def prepare(self) -> None:
        super().prepare()
        headers = self.request.headers
        is_ours = headers.get("Origin") == f"http://{self.request.host}"
        is_ours = is_ours and headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        if not (is_ours and hmac.compare_digest(headers.get("X-Token", "").encode(), self.desk.token.encode())):
            raise tornado.web.HTTPError(403)
        connection: Any = self.request.connection
        connection.set_max_body_size(self.most)
        self.sent = bytearray()

    def write_error(self, status_code: int, **_: Any) -> None:
        """Why nothing was done, in words: the file is gone, or what was done has raised what nobody thought of."""
        if says := {404: GONE, 500: FAULT}.get(status_code):
            self.finish({"problems": [says]})
        else:
            super().write_error(status_code)

    def data_received(self, chunk: bytes) -> None:
        self.sent += chunk

    def decoded(self, kind: type[Asked]) -> Asked:
        try:
            return msgspec.json.decode(self.sent, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise tornado.web.HTTPError(400) from None

    async def done(self, do: Callable[..., dict[str, Any]], *given: Any) -> dict[str, Any] | None:
        """What has come of it; nothing where problems kept it from being done, which are the answer."""
        try:
            found: dict[str, Any] = await self.work(do, *given)
        except Problems as told:
            self.set_status(422)
            self.finish({"problems": [one.message for one in told.problems]})
            return None
        except OSError as error:  # a full disk, a file that another program holds
            self.set_status(422)
            self.finish({"problems": [f"{error.strerror or error}; nothing was changed"]})
            return None
        return found
