"""The files of facts in content/: the practice, the menu, sources, consents; and which facts hold on a day."""

import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sitegen.model.kinds import Description, Text, Url

WAIT_HOLDS = datetime.timedelta(days=60)
Key = tuple[str, ...]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A published source; tier A guideline, trial, review or health agency, B cohort or book, C service page, D other.

    `text` is the citation that pages print; the fields after `url` are its parts, how much of it was read, and when.
    """

    text: Text
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
    """What a person in pictures has agreed to in writing; a guardian signs for a child, up to the 18th birthday."""

    scope: tuple[Literal["website", "lectures", "publications"], ...]
    date: datetime.date
    expiry: datetime.date
    withdrawn: datetime.date | None = None
    guardian: bool = False


class Wait(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a referred patient waits for a visit, and the day on which that was true."""

    time: Text
    as_of: datetime.date


class Referrals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a doctor reaches the practice, and what happens next; what is None has not been given."""

    telephone: Text | None = None
    fax: Text | None = None
    secure_email: Text | None = None
    portal: Url | None = None
    acknowledged_within: Text | None = None
    wait: Wait | None = None


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


class Practice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The practice's facts, each once. What is None has not been given and appears nowhere."""

    name: Text
    url: Annotated[
        str,
        Meta(  # it stands in the files of hosts, so no sign that means something there
            pattern=r"^https?://[a-zA-Z0-9.-]+(:[0-9]+)?/([a-zA-Z0-9_-][a-zA-Z0-9._-]*/)*$",
            description="the site's address, with / at its end",
        ),
    ]
    telephone: Annotated[str, Meta(pattern=r"^\+[0-9]{8,15}$", description="like +13105550100, in quotes")]
    telephone_shown: Text
    city: Text
    region: Text
    region_name: Text
    country: Annotated[str, Meta(pattern=r"^[A-Z]{2}$", description="two capitals, like US")]
    director: Text
    description: Description
    emergency_sources: tuple[Text, ...]
    eye_sources: tuple[Text, ...]
    street: Text | None = None
    postal_code: Text | None = None
    fax: Text | None = None
    email: Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+$", description="like name@example.org")] | None = None
    hours: tuple[Text, ...] = ()
    portal: Url | None = None
    referrals: Referrals = Referrals()
    security: Security | None = None

    @property
    def emails(self) -> set[str]:
        """Every e-mail address of the practice."""
        return {address for address in (self.email, self.referrals.secure_email) if address}


class Menu(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The pages named in the header and the footer, as Markdown files below content/."""

    header: tuple[Text, ...]
    footer: tuple[Text, ...]


def current(practice: Practice, today: datetime.date) -> tuple[Practice, list[tuple[Key, str]]]:
    """The practice's facts without those that time has overtaken; for each of these, its key and why."""
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
    return practice, overtaken
