"""practice.yaml read whole: what its fields mean together, and what follows from those that are not given."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from sitegen.content import fields, plain_words, practice_texts
from sitegen.content.fields import Fault, Lines
from sitegen.model import hours, telephone
from sitegen.model.locations import WRITTEN_AS, Location
from sitegen.model.practice import ONE_PLACE, Practice
from sitegen.problems import Problem, Problems, did_you_mean

EMERGENCY = {"US": "911", "CA": "911", "MX": "911", "GB": "999", "AU": "000", "NZ": "111"}  # by country; others: 112
OTHERWISE = {  # what a field is called elsewhere
    "address": "street", "zip": "postal_code", "zip_code": "postal_code", "postcode": "postal_code",
    "state": "region", "phone": "telephone", "mail": "email", "website": "url", "opening_hours": "hours",
}  # fmt: skip
NORTH_AMERICAN = ("US", "CA")
ZIP = re.compile(r"[0-9]{5}(-[0-9]{4})?", re.ASCII)


def make(path: str, values: dict[str, Any], lines: Lines) -> Practice:
    """The practice's facts, or every fault in them."""
    try:
        practice = fields.make(Practice, path, values, lines)
    except Problems as found:
        raise Problems(told._replace(message=told.message + elsewhere(told)) for told in found.problems) from None
    practice = whole(practice)
    if faults := [*faults_in(practice), *practice_texts.faults(practice, values)]:
        raise Problems(Problem(path, lines(*key), message) for key, message in faults)
    return practice_texts.filled(path, practice, lines)


def whole(practice: Practice) -> Practice:
    """The practice with what follows from its facts."""
    doctors = next((line.number for line in practice.telephones if line.use == "doctors"), None)
    number = practice.referrals.telephone or doctors
    return msgspec.structs.replace(
        practice,
        referrals=msgspec.structs.replace(practice.referrals, telephone=number),
        telephone_shown=practice.telephone_shown or telephone.shown(practice.telephone),
        emergency_number=practice.emergency_number or EMERGENCY.get(practice.country, "112"),
        relay_number=practice.relay_number or ("711" if practice.country in NORTH_AMERICAN else None),
    )


def elsewhere(told: Problem) -> str:
    """Where a fact may stand that practice.yaml does not take."""
    found = re.fullmatch("there is no field '(.*)' here", told.message)
    if not found:
        return ""
    if known := OTHERWISE.get(found[1].lower().replace("-", "_")):
        return f", did you mean '{known}'?"
    if found[1] in fields.fields_of(Location):
        return "; write it under locations, at its place"
    names = [name for name, field in fields.fields_of(Practice).items() if not field.required]
    return f"; it takes {', '.join(names)}; write the rest on the page itself"


def faults_in(practice: Practice) -> Iterator[Fault]:
    yield from strange_facts(practice)
    yield from strange_places(practice)
    for number, notice in enumerate(practice.notices):
        yield from ends_early(("notices", number), "from", notice.starts, notice.until)


def strange_facts(practice: Practice) -> Iterator[Fault]:
    shown = practice.telephone_shown
    if shown and telephone.digits(shown) != telephone.digits(practice.telephone):
        said = f"telephone_shown: '{shown}' has other digits than telephone, '{practice.telephone}'"
        yield ("telephone_shown",), f"{said}; take the line out, it follows from telephone"
    if practice.timezone:
        yield from strange_zone(practice.timezone)
    if practice.insurance and not practice.insurance.plans:
        yield ("insurance", "plans"), "insurance: plans: none is named; name at least one, or take insurance out"
    for key, number in written_numbers(practice):
        if practice.country in NORTH_AMERICAN and number.lstrip("(").startswith("0"):
            yield key, f"{plain_words.named(key)}: '{number}' should be {WRITTEN_AS}"


def written_numbers(practice: Practice) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The numbers that may be written as a reader of the practice's country knows them, each with its key."""
    found: list[tuple[tuple[str | int, ...], str | None]] = [(("fax",), practice.fax)]
    found += [
        (("referrals", "telephone"), practice.referrals.telephone),
        (("referrals", "fax"), practice.referrals.fax),
    ]
    found += [(("locations", number, "fax"), place.fax) for number, place in enumerate(practice.locations)]
    yield from ((key, number) for key, number in found if number)


def strange_places(practice: Practice) -> Iterator[Fault]:
    if practice.locations:
        for name in ONE_PLACE:
            if getattr(practice, name):
                yield (name,), f"{name}: there is a list of locations; write it there, at its place"
    if isinstance(practice.hours, hours.Week):
        yield from strange_week(("hours",), practice.hours)
    yield from strange_postal_code(("postal_code",), practice.postal_code, practice.country)
    for number, place in enumerate(practice.locations):
        yield from strange_postal_code(("locations", number, "postal_code"), place.postal_code, practice.country)
        if isinstance(place.hours, hours.Week):
            yield from strange_week(("locations", number, "hours"), place.hours)
        yield from strange_days(("locations", number, "exceptions"), place.exceptions)
        if bool(place.latitude) != bool(place.longitude):
            yield ("locations", number), "locations: latitude and longitude belong together; give both or neither"


def strange_postal_code(key: tuple[str | int, ...], code: str | None, country: str) -> Iterator[Fault]:
    if code and country == "US" and not ZIP.fullmatch(code):
        yield key, f"postal_code: '{code}' should be five digits like 90210, or like 90210-1234"


def strange_zone(name: str) -> Iterator[Fault]:
    import zoneinfo  # lazy: wanted only when practice.yaml has changed

    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # no such zone, or a path out of their folder
        near = did_you_mean(name, zoneinfo.available_timezones())
        yield ("timezone",), f"timezone: there is no time zone '{name}'{near or '; write one like America/Los_Angeles'}"


def strange_week(key: tuple[str | int, ...], week: hours.Week) -> Iterator[Fault]:
    for day, text in msgspec.structs.asdict(week).items():
        if text and (message := hours.fault(text)):
            yield (*key, day), message


def strange_days(key: tuple[str | int, ...], days: tuple[hours.SpecialDay, ...]) -> Iterator[Fault]:
    for number, day in enumerate(days):
        if message := hours.fault(day.hours):
            yield (*key, number, "hours"), message
        yield from ends_early((*key, number), "on", day.on, day.until)
        for first in days[:number]:
            if first.on <= (day.until or day.on) and day.on <= (first.until or first.on):
                yield (*key, number), f"exceptions: two entries speak of {max(day.on, first.on)}; keep one of them"


def ends_early(
    key: tuple[str | int, ...], name: str, first: datetime.date | None, last: datetime.date | None
) -> Iterator[Fault]:
    if first and last and last < first:
        yield (*key, "until"), f"until: {last} is before {name}, {first}"
