"""layouts/: the templates' sources and the digests that stand for them; jinja.py renders them."""

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sitegen import files
from sitegen.cache import digest

if TYPE_CHECKING:
    from sitegen.jinja import Engine, Parameters

REFERENCE = re.compile(r"""(extends|include|import|from|component\()\s*["']([\w./-]+)["']""")


class Templates:
    """The templates below a folder, by path: `base.html`, `components/care-card.html`, `root/sitemap.xml`."""

    def __init__(self, folder: str, cache_folder: str, version: bytes) -> None:
        self.cache_folder, self.version = f"{cache_folder}/templates", version
        self.sources: dict[str, str] = {}
        for parent, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                if not files.is_ignored(name):
                    path = os.path.relpath(os.path.join(parent, name), folder).replace(os.sep, "/")
                    data = files.read(folder, os.path.join(parent, name), f"layouts/{path}")
                    self.sources[path] = files.decoded(f"layouts/{path}", data)
        self.digests: dict[str, str] = {}
        self.components = [path[11:-5] for path in self.in_folder("components") if path.endswith(".html")]
        self.opened: Engine | None = None

    def digest(self, name: str) -> str:
        """Stands for a template and every template it names."""
        if name not in self.digests:
            names, found = [name], {name}
            for used in names:
                for how, target in REFERENCE.findall(self.sources.get(used, "")):
                    path = f"components/{target}.html" if how == "component(" else target
                    if path not in found:
                        found.add(path)
                        names.append(path)
            parts = (f"{used}\n{self.sources.get(used)}".encode() for used in sorted(names))
            self.digests[name] = digest(*parts)
        return self.digests[name]

    def in_folder(self, folder: str) -> list[str]:
        return [path for path in self.sources if path.startswith(f"{folder}/")]

    @property
    def engine(self) -> "Engine":
        if self.opened is None:
            from sitegen.jinja import Engine  # lazy: imports Jinja

            self.opened = Engine(self.sources, self.cache_folder, self.version)
        return self.opened

    def parameters(self, component: str) -> "Parameters":
        return self.engine.parameters(component)

    def component(self, name: str, parameters: Mapping[str, Any]) -> str:
        return self.render(f"components/{name}.html", parameters).strip()

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        return self.engine.render(name, values)
