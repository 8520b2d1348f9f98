"""The day it is at the practice, wherever the site is built."""

import datetime
import re

TIMEZONE = re.compile(r"^timezone:[ \t]*[\"']?([\w/+-]+)", re.MULTILINE)


def today(root: str, now: datetime.datetime | None = None) -> datetime.date:
    """The day in the time zone that practice.yaml names, else that of this machine; `now` stands for this moment."""
    now = now or datetime.datetime.now(datetime.UTC)
    name = zone(root)
    if not name:
        return now.astimezone().date()
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # lazy: reads the time zones of the machine

    try:
        return now.astimezone(ZoneInfo(name)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):  # which the build tells
        return now.astimezone().date()


def zone(root: str) -> str:
    """The time zone that practice.yaml names, faulty or not; it is read without a parser of YAML, which takes long."""
    try:
        with open(f"{root}/content/practice.yaml", encoding="utf-8", errors="replace") as file:
            found = TIMEZONE.search(file.read())
    except OSError:
        return ""
    return found[1] if found else ""
