"""The files of facts in content/: the practice, the menu, sources, consents; and which facts hold on a day."""

import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sitegen.model import telephone
from sitegen.model.contacts import (
    Email,
    Helpline,
    Insurance,
    Notice,
    Referrals,
    Route,
    Security,
    Telephone,
    VisitForm,
    number_route,
)
from sitegen.model.hours import Week, near
from sitegen.model.locations import E164, Location, Number
from sitegen.model.settings import Alias, Description, DrawingFile, Text, Url
from sitegen.model.specialties import Specialty

ONE_PLACE = ("street", "postal_code", "hours")  # what a practice with one place may say without `locations`
WAIT_HOLDS = datetime.timedelta(days=60)
Key = tuple[str | int, ...]


Citation = Annotated[
    str,
    Meta(  # no sign, no bare address, no "Same, table 4"
        min_length=1,
        max_length=2000,
        pattern=r"^(?!(?:[Ss]ame|[Ii]bid|[Ii]dem|[Dd]itto)\b)(?!\S+\.\S+$).*[^\W\d_]",
        description="a citation that stands by itself: who wrote it, its title, where and when",
    ),
]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A published source; tier A guideline, trial, review or health agency, B cohort or book, C service page, D other.

    `text` is the citation that pages print; the fields after `url` are its parts, how much of it was read, and when.
    """

    text: Citation
    tier: Literal["A", "B", "C", "D"]
    url: (
        Annotated[str, Meta(pattern=r"^https?://[^\s\"'<>]+$", description="an address that begins with http")] | None
    ) = None
    authors: Text | None = None
    title: Text | None = None
    journal: Text | None = None
    publisher: Text | None = None
    year: Annotated[int, Meta(ge=1800, le=2200)] | None = None
    doi: Annotated[str, Meta(pattern=r"^10\.\d{4,9}/\S+$", description="like 10.1000/182")] | None = None
    pmid: Annotated[str, Meta(pattern=r"^\d{1,9}$", description="digits, in quotes")] | None = None
    seen: Literal["full text", "abstract", "summary"] | None = None
    seen_on: datetime.date | None = None


class Consent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person has agreed to in writing; a guardian signs for a child, up to the 18th birthday.

    `website` are pictures there, `words` what the person has said.
    """

    scope: tuple[Literal["website", "words", "lectures", "publications"], ...]
    date: datetime.date
    expiry: datetime.date
    withdrawn: datetime.date | None = None
    guardian: bool = False


class Practice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The practice's facts, each once. What is None has not been given and appears nowhere.

    One that was read has `telephone_shown` and `emergency_number`: they follow from others where they are not given.
    """

    name: Text
    url: Annotated[
        str,
        Meta(  # it stands in the files of hosts, so no sign that means something there
            pattern=r"^https://([a-zA-Z0-9-]+\.)+[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9](:[0-9]+)?/([a-zA-Z0-9_-][a-zA-Z0-9._-]*/)*$",
            description="the site's address, with https:// before it and / at its end",
        ),
    ]
    telephone: E164
    city: Text
    region: Text
    region_name: Text
    country: Annotated[str, Meta(pattern=r"^[A-Z]{2}$", description="two capitals, like US")]
    director: Text
    description: Description
    emergency_sources: tuple[Text, ...] = ()
    eye_sources: tuple[Text, ...] = ()
    telephone_shown: Text | None = None
    short_name: Annotated[str, Meta(min_length=2, max_length=30)] | None = None
    logo: DrawingFile | None = None
    timezone: Text | None = None
    street: Text | None = None
    postal_code: Text | None = None
    fax: Number | None = None
    email: Email | None = None
    hours: tuple[Text, ...] | Week = ()
    locations: tuple[Location, ...] = ()
    telephones: tuple[Telephone, ...] = ()
    helplines: tuple[Helpline, ...] = ()
    portal: Url | None = None
    booking: Url | None = None
    pay: Url | None = None
    form: VisitForm | None = None
    languages: tuple[Text, ...] = ()
    insurance: Insurance | None = None
    profiles: tuple[Url, ...] = ()
    emergency_number: Annotated[str, Meta(pattern=r"^[0-9]{3}$", description="three digits, like 911")] | None = None
    relay_number: Annotated[str, Meta(pattern=r"^[0-9]{3,15}$", description="digits, like 711")] | None = None
    specialties: tuple[Specialty, ...] = ()
    notices: tuple[Notice, ...] = ()
    referrals: Referrals = Referrals()
    security: Security | None = None

    @property
    def fax_shown(self) -> str:
        return telephone.shown(self.fax or "")

    @property
    def form_address(self) -> str:
        return self.form.address if self.form else ""

    @property
    def emails(self) -> set[str]:
        """Every e-mail address of the practice."""
        return {address for address in (self.email, self.referrals.secure_email) if address}

    @property
    def numbers(self) -> set[str]:
        """The digits of every number that a page may name."""
        own = [self.telephone, self.fax, self.referrals.telephone, self.referrals.fax]
        own += [line.number for line in self.telephones] + [line.number for line in self.helplines]
        own += [number for place in self.locations for number in (place.telephone, place.fax)]
        return {telephone.digits(number) for number in own if number}

    @property
    def routes(self) -> list[Route]:
        """Every way for a patient to reach the practice, beside its first number."""
        uses = {"patients": "Telephone", "relay": "Relay"}
        found = [
            number_route(line.note or uses[line.use], line.number, line.shown)
            for line in self.telephones
            if line.use in uses
        ]
        found += [
            Route(line.note or "Text messages", line.shown, f"sms:{line.number}")
            for line in self.telephones
            if line.use == "text"
        ]
        found += [number_route("Fax", self.fax), Route("E-mail", self.email or "", f"mailto:{self.email}")]
        online = {"Ask online": self.booking, "Patient portal": self.portal, "Pay a bill": self.pay}
        found += [Route(name, host(address), address) for name, address in online.items() if address]
        found.append(Route("We speak", ", ".join(self.languages)))
        return [route for route in found if route.text]

    @property
    def routes_for_doctors(self) -> list[Route]:
        """Every way for a doctor to reach the practice, but for the wait."""
        return self.referrals.routes(self.telephones)

    @property
    def places(self) -> tuple[Location, ...]:
        """Where people are seen: `locations`, or the one place that the practice's own lines tell of."""
        if not self.locations:
            given = {field: getattr(self, field) for field in ONE_PLACE}
            return (Location(city=self.city, region=self.region, **given),)
        return tuple(
            msgspec.structs.replace(place, city=place.city or self.city, region=place.region or self.region)
            for place in self.locations
        )


def host(address: str) -> str:
    """https://www.example.org/a/b → www.example.org"""
    return address.split("/")[2]


class Menu(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The pages named in the header and the footer, as Markdown files below content/, and addresses gone for good."""

    header: tuple[Text, ...]
    footer: tuple[Text, ...]
    gone: tuple[Alias, ...] = ()


def current(practice: Practice, today: datetime.date) -> tuple[Practice, list[tuple[Key, str]]]:
    """The practice's facts that hold on a day: without special days and notices of other days, and without what time
    has overtaken; for each of these, its key and why."""
    overtaken = list[tuple[Key, str]]()
    if (wait := practice.referrals.wait) and today - wait.as_of > WAIT_HOLDS:
        why = f"the wait was '{wait.time}' on {wait.as_of}, over 60 days ago; it is not published: write today's"
        overtaken.append((("referrals", "wait", "as_of"), why))
        referrals = msgspec.structs.replace(practice.referrals, wait=None)
        practice = msgspec.structs.replace(practice, referrals=referrals)
    if (security := practice.security) and security.expires <= today:
        why = f"security.txt held until {security.expires}; it is not published: check the contact, write a new day"
        overtaken.append((("security", "expires"), why))
        practice = msgspec.structs.replace(practice, security=None)
    if practice.notices or practice.locations:
        notices = tuple(one for one in practice.notices if (one.starts or today) <= today <= one.until)
        locations = tuple(
            msgspec.structs.replace(place, exceptions=near(place.exceptions, today)) for place in practice.locations
        )
        practice = msgspec.structs.replace(practice, notices=notices, locations=locations)
    return practice, overtaken
