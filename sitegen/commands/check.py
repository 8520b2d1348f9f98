"""`check`: a build that publishes nothing, and to which what is withheld and a form of old facts are problems, too."""

import datetime

from sitegen import cache
from sitegen.build import build
from sitegen.commands import form
from sitegen.problems import Problems


def main(root: str, today: datetime.date) -> str:
    with cache.locked(f"{root}/.cache"):
        built = build(root, today)
        found = Problems(built.site.withheld).below("content").problems + form.stale(root, built)
    if found:
        raise Problems(found)
    return f"{len(built.site.pages)} pages, no problems; nothing was published"
