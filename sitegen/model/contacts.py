"""How the practice is reached, and what it tells those who reach it."""

import datetime
from collections.abc import Iterable
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from sitegen.model import telephone
from sitegen.model.locations import E164, WRITTEN, Number
from sitegen.model.settings import HOST, Text, Url

Email = Annotated[
    str,
    Meta(
        pattern=rf"^[^@\s\"'<>(),:;]+@{HOST}$",
        description="an address alone, like name@example.org",
    ),
]


class Route(NamedTuple):
    """One way to the practice: what it is called, its words, and where they lead."""

    name: str
    text: str
    href: str = ""


def number_route(name: str, number: str | None, shown: str | None = None) -> Route:
    return Route(name, shown or telephone.shown(number or ""), telephone.dialed(number or ""))


class Telephone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A further number, and whom it is for; `text` is one for text messages."""

    number: E164
    use: Literal["patients", "doctors", "text", "relay"]
    note: Text | None = None

    @property
    def shown(self) -> str:
        return telephone.shown(self.number)


class Wait(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a referred patient waits for a visit, and the day on which that was true."""

    time: Text
    as_of: datetime.date


class Referrals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a doctor reaches the practice, and what happens next; what is None has not been given."""

    telephone: Number | None = None
    fax: Number | None = None
    secure_email: Email | None = None
    portal: Url | None = None
    acknowledged_within: Text | None = None
    wait: Wait | None = None

    @property
    def telephone_shown(self) -> str:
        return telephone.shown(self.telephone or "")

    @property
    def fax_shown(self) -> str:
        return telephone.shown(self.fax or "")

    def routes(self, telephones: Iterable[Telephone]) -> list[Route]:
        """The ways for a doctor that are known, but for the wait: `telephone` first, then those for doctors among the
        practice's further numbers; one that is both stands there once, with its note."""
        lines = [line for line in telephones if line.use == "doctors"]
        own = telephone.digits(self.telephone or "")
        first = [] if own in {telephone.digits(line.number) for line in lines} else [self.telephone]
        email = f"mailto:{self.secure_email}" if self.secure_email else ""
        found = [
            *(number_route("Doctors’ line", number) for number in first),
            *(number_route(line.note or "Doctors’ line", line.number) for line in lines),
            number_route("Fax", self.fax),
            Route("Secure e-mail", self.secure_email or "", email),
            Route("We answer within", self.acknowledged_within or ""),
            Route("Portal", self.portal or "", self.portal or ""),
        ]
        return [route for route in found if route.text]


class Security(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to tell of a weakness of the site, and the day on which that has to be looked at again (RFC 9116)."""

    contact: Annotated[
        str,
        Meta(
            pattern=r"^(mailto:[^@\s]+@[^@\s]+|https://[^\s\"'<>]+)$",
            description="an address that begins with mailto: or https://",
        ),
    ]
    expires: datetime.date


class Helpline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number of somebody else's that pages may name; `source` is a key of sources.yaml."""

    number: Annotated[
        str,
        Meta(
            pattern=rf"^(?:[0-9 ]{{3,8}}|{WRITTEN})$",
            description="a telephone number like (310) 555-0100 or 988, in quotes",
        ),
    ]
    name: Text
    source: Text | None = None


class Insurance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The plans that are taken, and the day on which that was true."""

    plans: tuple[Text, ...]
    checked_on: datetime.date


class VisitForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the form to ask for a visit is sent; `baa`: who keeps it has signed a business associate agreement."""

    address: Url
    baa: bool = False


class Notice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What all pages (or these Markdown files below content/) say at their top, from a day to a day."""

    text: Annotated[str, Meta(min_length=1, max_length=300)]
    until: datetime.date
    starts: datetime.date | None = msgspec.field(name="from", default=None)
    pages: tuple[Text, ...] = ()
