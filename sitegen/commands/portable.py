"""`portable`: the site into portable/, to open without a host."""

import datetime

from sitegen import cache
from sitegen.build import build
from sitegen.output.portable import portable
from sitegen.output.publish import publish

NO_TOOLS = "Search and what pages reckon or write need a host; opened from a disk, pages show their tables and words instead"


def main(root: str, today: datetime.date) -> str:
    with cache.locked(f"{root}/.cache"):
        built = build(root, today)
        publish(portable(built.files), f"{root}/portable", f"{root}/.cache/portable")
    return f"{len(built.site.pages)} pages in portable/\n{NO_TOOLS}"
