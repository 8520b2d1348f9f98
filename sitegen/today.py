"""The day it is at the practice, wherever the site is built."""

import datetime
import re

from sitegen.files import decoded
from sitegen.problems import Problems

ZONES = {  # of the states that keep one time throughout; others write `timezone`
    zone: states.split()
    for zone, states in {
        "America/New_York": "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
        "America/Chicago": "AL AR IA IL LA MN MO MS OK WI",
        "America/Denver": "CO MT NM UT WY",
        "America/Phoenix": "AZ",
        "America/Los_Angeles": "CA WA",
        "Pacific/Honolulu": "HI",
    }.items()
}


def today(root: str, now: datetime.datetime | None = None) -> datetime.date:
    """The day in the time zone that practice.yaml names, else that of its state, else that of this machine; `now`
    stands for this moment."""
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
    """The time zone that practice.yaml names, faulty or not, or that of the state that it names."""
    try:
        with open(f"{root}/content/practice.yaml", "rb") as file:
            text = decoded("practice.yaml", file.read())
    except (OSError, Problems):
        return ""
    if named := fact(text, "timezone"):
        return named
    state = fact(text, "region") if fact(text, "country") == "US" else ""
    return next((zone for zone, states in ZONES.items() if state in states), "")


def fact(text: str, name: str) -> str:
    """A plain value of practice.yaml, read without a parser of YAML, which takes long to load; nothing without one."""
    found = re.search(rf"^{name}:[ \t]*[\"']?([\w/+-]+)", text, re.MULTILINE)
    return found[1] if found else ""
