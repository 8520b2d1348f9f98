"""Opening hours: as they are written, as they are shown, and the special days that are near."""

import datetime
import re
from collections.abc import Sequence
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

SPAN = r"[0-9]{1,2}:[0-9]{2} to [0-9]{1,2}:[0-9]{2}"
DayHours = Annotated[
    str,
    Meta(
        pattern=rf"^(closed|{SPAN}(, {SPAN})*)$",
        description="closed, or like 9:00 to 17:00, or 9:00 to 12:00, 13:00 to 17:00",
    ),
]
Reason = Annotated[str, Meta(min_length=1, max_length=200)]
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AHEAD = datetime.timedelta(days=60)  # special days are shown no earlier
TWELVE_HOURS = ("US", "CA", "AU", "NZ")  # countries whose clocks say am and pm


class Week(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a place is open, by weekday; a day that is not given is not shown."""

    monday: DayHours | None = None
    tuesday: DayHours | None = None
    wednesday: DayHours | None = None
    thursday: DayHours | None = None
    friday: DayHours | None = None
    saturday: DayHours | None = None
    sunday: DayHours | None = None


class SpecialDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day, or the days up to another, on which other hours hold, and why."""

    on: datetime.date
    hours: DayHours
    until: datetime.date | None = None
    why: Reason | None = None

    @property
    def last(self) -> datetime.date:
        return self.until or self.on


class Row(NamedTuple):
    """One line of a table of hours: `days` like "Monday to Thursday", `hours` like "9 am to 5 pm"."""

    days: str
    hours: str


def spans(hours: str) -> list[tuple[int, int]]:
    """9:00 to 12:00, 13:00 to 17:00 → (540, 720), (780, 1020), in minutes; none for a closed day"""
    numbers = [int(hour) * 60 + int(minute) for hour, minute in re.findall(r"([0-9]+):([0-9]+)", hours)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def fault(hours: str) -> str:
    """What is wrong with hours that can be read, or nothing."""
    times = re.findall(r"([0-9]+):([0-9]+)", hours)
    if strange := [":".join(time) for time in times if int(time[1]) > 59 or int("".join(time)) > 2400]:
        return f"'{strange[0]}' is no time of day; write 0:00 to 24:00"
    end = -1
    for opens, closes in spans(hours):
        if closes <= opens:
            return f"'{hours}' closes before it opens; write 17:00 for 5 in the afternoon"
        if opens <= end:
            return f"'{hours}': the second opening must come after the first has ended"
        end = closes
    return ""


def near(days: Sequence[SpecialDay], today: datetime.date) -> tuple[SpecialDay, ...]:
    """The special days that are not over and not far ahead, in their order."""
    found = [day for day in days if day.last >= today and day.on <= today + AHEAD]
    return tuple(sorted(found, key=lambda day: day.on))


def rows(week: Week, country: str) -> list[Row]:
    """Days in a row with the same hours stand together."""
    grouped = list[tuple[int, int, str]]()
    for number, hours in enumerate(msgspec.structs.astuple(week)):
        if grouped and grouped[-1][1:] == (number - 1, hours):
            grouped[-1] = (grouped[-1][0], number, hours)
        elif hours:
            grouped.append((number, number, hours))
    return [Row(named(first, last), shown(hours, country)) for first, last, hours in grouped]


def named(first: int, last: int) -> str:
    joint = {0: "", 1: " and "}.get(last - first, " to ")
    return DAYS[first] + (joint + DAYS[last] if joint else "")


def shown(hours: str, country: str) -> str:
    """9:00 to 12:00, 13:00 to 17:30 → 9 am to noon, 1 pm to 5:30 pm"""
    write = twelve if country in TWELVE_HOURS else twenty_four
    return ", ".join(f"{write(opens)} to {write(closes)}" for opens, closes in spans(hours)) or "closed"


def twelve(minutes: int) -> str:
    if minutes % 720 == 0:
        return "noon" if minutes == 720 else "midnight"
    hour, minute = divmod(minutes, 60)
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''} {'am' if hour < 12 else 'pm'}"


def twenty_four(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
