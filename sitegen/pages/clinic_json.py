"""The practice in schema.org's words: its clinic, each of its places, and its director as a physician."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from sitegen.model import telephone
from sitegen.model.hours import DAYS, SpecialDay, Week, spans
from sitegen.model.kinds import Person
from sitegen.model.locations import Location
from sitegen.model.practice import Practice

Node = dict[str, Any]
KINDS_OF_LINE = {"patients": "patients", "text": "text messages", "relay": "relay"}


def present(node: Node) -> Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, "", [], ())}


def clinic_id(practice: Practice) -> str:
    return f"{practice.url}#practice"


def publisher(practice: Practice) -> Node:
    """The practice as the author and publisher of a page that tells no more of it."""
    node = {"@type": "MedicalClinic", "@id": clinic_id(practice), "name": practice.name, "url": practice.url}
    return node | {"telephone": practice.telephone}


def clinic(practice: Practice, whole: bool) -> Node:
    """The practice as the foot of every page tells of it; `whole` as the page to ask for a visit on does."""
    first, *_ = places = practice.places
    node: Node = publisher(practice) | {
        "description": practice.description,
        "address": address(first, practice),
        "medicalSpecialty": specialties(practice),
        "sameAs": list(practice.profiles),
    }
    if len(places) == 1:
        node |= hours(first) | geo(first)
    else:
        node["department"] = [department(place, practice, number, whole) for number, place in enumerate(places, 1)]
    if whole:
        node |= {
            "faxNumber": practice.fax or first.fax,
            "email": practice.email,
            "knowsLanguage": list(practice.languages),
            "contactPoint": list(contact_points(practice)),
        }
    return present(node)


def specialties(practice: Practice) -> list[str]:
    return [f"https://schema.org/{name}" for name in practice.specialties]


def address(place: Location, practice: Practice) -> Node:
    return present(
        {
            "@type": "PostalAddress",
            "streetAddress": place.street,
            "addressLocality": place.city,
            "addressRegion": place.region,
            "postalCode": place.postal_code,
            "addressCountry": practice.country,
        }
    )


def department(place: Location, practice: Practice, number: int, whole: bool) -> Node:
    """One of several places."""
    node = {
        "@type": "MedicalClinic",
        "@id": f"{practice.url}#place-{number}",
        "name": place.name or practice.name,
        "address": address(place, practice),
        "telephone": place.telephone if whole else None,
        "faxNumber": place.fax if whole else None,
    }
    return present(node | hours(place) | geo(place))


def geo(place: Location) -> Node:
    if not place.latitude or not place.longitude:
        return {}
    return {"geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}}


def hours(place: Location) -> Node:
    return {
        "openingHoursSpecification": list(weekly(place.hours)) if isinstance(place.hours, Week) else [],
        "specialOpeningHoursSpecification": [one for day in place.exceptions for one in special(day)],
    }


def weekly(week: Week) -> Iterator[Node]:
    for day, text in zip(DAYS, msgspec.structs.astuple(week), strict=True):
        for opens, closes in spans(text or ""):
            yield {"dayOfWeek": f"https://schema.org/{day}"} | times(opens, closes)


def special(day: SpecialDay) -> Iterator[Node]:
    """A closed day opens and closes at 00:00, as search engines ask for it."""
    for opens, closes in spans(day.hours) or [(0, 0)]:
        yield times(opens, closes) | {"validFrom": str(day.on), "validThrough": str(day.last)}


def times(opens: int, closes: int) -> Node:
    shown = {"opens": clock(opens), "closes": "23:59" if closes == 1440 else clock(closes)}
    return {"@type": "OpeningHoursSpecification"} | shown


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def contact_points(practice: Practice) -> Iterator[Node]:
    for line in practice.telephones:
        if line.use in KINDS_OF_LINE:
            kind = KINDS_OF_LINE[line.use]
            yield {"@type": "ContactPoint", "contactType": kind, "telephone": line.number}


def doctors_contact(practice: Practice) -> Node:
    """How referring doctors reach the practice, as pages for them tell it."""
    routes = practice.referrals
    dialed = telephone.dialed(routes.telephone or "").removeprefix("tel:")
    return present(
        {
            "@type": "ContactPoint",
            "contactType": "referring doctors",
            "telephone": dialed or routes.telephone or practice.telephone,
            "faxNumber": routes.fax,
            "email": routes.secure_email,
        }
    )


def physician(page: Person, view: Mapping[str, Any], practice: Practice) -> Node:
    """The director, whose own page says this."""
    return present(
        {
            "@type": "Physician",
            "@id": f"{view['address']}#physician",
            "name": f"{page.name}, {page.credentials}",
            "url": view["address"],
            "telephone": practice.telephone,
            "address": address(practice.places[0], practice),
            "medicalSpecialty": specialties(practice),
            "usNPI": page.npi,
            "parentOrganization": {"@id": clinic_id(practice)},
        }
    )
