"""`build`: the site into public/."""

import datetime

from sitegen.build import build_and_publish


def main(root: str, today: datetime.date) -> str:
    return build_and_publish(root, today)
