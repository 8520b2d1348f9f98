"""`check`: a build that publishes nothing, and to which what is withheld is a problem, too."""

import datetime

from sitegen import cache
from sitegen.build import build
from sitegen.problems import Problems


def main(root: str, today: datetime.date) -> str:
    with cache.locked(f"{root}/.cache"):
        built = build(root, today)
    if built.site.withheld:
        raise Problems(built.site.withheld).below("content")
    return f"{len(built.site.pages)} pages, no problems; nothing was published"
