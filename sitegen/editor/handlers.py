"""The editor's addresses: its pages, its own files, and what they ask for."""

import os
from collections.abc import Callable
from typing import Any

import jinja2

from sitegen.content.folder import PAGE_NAMED, largest
from sitegen.editor import disk, edits, views
from sitegen.editor.edits import Save, Stale
from sitegen.editor.guard import Action, Desk, Shown

FOLDER = os.path.join(os.path.dirname(__file__), "templates")
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
LINK = (
    "<style>#preview-edit{{all:revert;position:fixed;z-index:9;right:1rem;bottom:1rem;padding:.5rem 1rem;"
    "background:#fff;color:#0a3d44;border:2px solid;border-radius:2rem;font:1rem/1.5 sans-serif}}"
    "@media print{{#preview-edit{{display:none}}}}</style>"
    '<a id="preview-edit" target="_top" href="/edit/{}">Edit this page</a>'
)
VIEWS: dict[str, Callable[..., views.View]] = {
    "": views.index,
    "new": views.new,
    "report": views.report,
    "changes": views.changes,
    "change": views.change,
    "away": views.away,
}


def edit_link(root: str, path: str) -> bytes:
    """What the preview adds to the page at an address; nothing where no file of content/ is behind it."""
    stem = "404" if path == "404.html" else path.removesuffix("index.html").rstrip("/")
    for file in (f"{stem}.md", f"{stem}/index.md") if stem else ("index.md",):
        if PAGE_NAMED.fullmatch(file) and os.path.isfile(f"{root}/content/{file}"):
            return LINK.format(file).encode()
    return b""


class View(Shown):
    """A page that shows something, some by a path."""

    async def get(self, name: str, *path: str) -> None:
        shown = await self.work(VIEWS[name], *path)
        self.finish(TEMPLATES.get_template(f"{name or 'index'}.html").render(shown, **self.frame()))


class Editor(Shown):
    async def get(self, path: str) -> None:
        shown = await self.work(views.editor, path, bool(self.get_query_arguments("text")))
        self.finish(TEMPLATES.get_template("editor.html").render(shown, **self.frame()))


class Own(Shown):
    """The editor's style and scripts."""

    def get(self, name: str) -> None:
        self.set_header("Content-Type", "text/css" if name.endswith(".css") else "text/javascript")
        with open(os.path.join(FOLDER, name), "rb") as file:
            self.finish(file.read())


class SaveFile(Action):
    """Saves what may have faults, too, so that work can go on, and tells them; nothing with a fault is published."""

    async def post(self) -> None:
        sent = self.decoded(Save)
        try:
            done = await self.done(edits.save, sent)
        except Stale as stale:
            self.set_status(409)
            self.finish({"now": stale.now, "compared": stale.compared})
            return
        if done:
            await self.desk.rebuild()
            self.finish({**done, "faults": await self.work(edits.told, sent.path, sent.text is None)})


class Picture(Action):
    most = largest(".jpg")

    async def post(self) -> None:
        given = [self.get_query_argument(name) for name in ("beside", "words", "name")]
        if done := await self.done(edits.add_picture, *given, bytes(self.sent)):
            self.finish(done)


class Do(Action):
    async def post(self, name: str) -> None:
        kind, do = edits.ACTIONS[name]
        if done := await self.done(do, self.decoded(kind)):
            await self.desk.rebuild()
            self.finish(done)


def rules(desk: Desk) -> list[Any]:
    """The editor's addresses, for the preview's server."""
    addresses = {
        "/edit/(|new|report|changes)": View,
        f"/edit/(change)/({disk.NAME.pattern})": View,
        r"/edit/(away)/(.+\.md)": View,
        r"/edit/own/(editor\.css|editor\.js|pasted\.js)": Own,
        "/edit/do/save": SaveFile,
        "/edit/do/picture": Picture,
        f"/edit/do/({'|'.join(edits.ACTIONS)})": Do,
        r"/edit/(.+\.(?:md|yaml|csv))": Editor,
    }
    return [(address, handler, {"desk": desk}) for address, handler in addresses.items()]
