"""Where the practice sees people: each place's address, hours, telephone and the way there."""

from typing import Annotated

import msgspec
from msgspec import Meta

from sitegen.model import telephone
from sitegen.model.hours import Row, SpecialDay, Week, rows, shown
from sitegen.model.settings import Text, Url

Latitude = Annotated[
    str,
    Meta(
        pattern=r"^-?(?:[0-8]?[0-9]\.[0-9]{2,8}|90\.0{2,8})$",
        description="degrees from -90 to 90, with two decimals or more, like 34.0672",
    ),
]
Longitude = Annotated[
    str,
    Meta(
        pattern=r"^-?(?:(?:1[0-7][0-9]|[0-9]{1,2})\.[0-9]{2,8}|180\.0{2,8})$",
        description="degrees from -180 to 180, with two decimals or more, like -118.3979",
    ),
]
TEN = "behind +1 stand ten digits, and neither the first nor the fourth is 0 or 1"
E164 = Annotated[
    str,
    Meta(
        pattern=r"^\+(?:1[2-9][0-9]{2}[2-9][0-9]{6}|[2-9][0-9]{7,14})$",
        description=f"like +13105550100, in quotes; {TEN}",
    ),
]
WRITTEN = (  # (310) 555-0100 · 310.555.0100 · +13105550100 · +44 20 7946 0000 · 020 7946 0000
    r"(?:\+?1[ .-]?)?(?:\([2-9][0-9]{2}\)[ .-]?|[2-9][0-9]{2}[ .-]?)[2-9][0-9]{2}[ .-]?[0-9]{4}"
    r"|\+[2-9](?:[ ().-]{0,2}[0-9]){7,14}|\(?0[0-9](?:[ ()./-]{0,2}[0-9]){5,13}"
)
WRITTEN_AS = "like (310) 555-0100 or +13105550100: ten digits, and neither the first nor the fourth is 0 or 1"
Number = Annotated[str, Meta(pattern=rf"^(?:{WRITTEN})$", description=WRITTEN_AS)]


class Location(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place where the practice sees people; what is None has not been given, city and region are the practice's."""

    name: Text | None = None
    street: Text | None = None
    city: Text | None = None
    region: Text | None = None
    postal_code: Text | None = None
    telephone: E164 | None = None
    fax: Number | None = None
    hours: tuple[Text, ...] | Week = ()
    exceptions: tuple[SpecialDay, ...] = ()
    parking: Text | None = None
    access: Text | None = None
    directions: Url | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The hours where they are lines of text."""
        return self.hours if isinstance(self.hours, tuple) else ()

    @property
    def telephone_shown(self) -> str:
        return telephone.shown(self.telephone or "")

    @property
    def fax_shown(self) -> str:
        return telephone.shown(self.fax or "")

    @property
    def address(self) -> str:
        """1 A Street, A City, CA 90210; nothing without a street."""
        end = " ".join(filter(None, (self.region, self.postal_code)))
        return f"{self.street}, {self.city}, {end}" if self.street else ""

    def opening(self, country: str) -> list[Row]:
        """The hours by weekday, as rows; none where they are lines of text."""
        return rows(self.hours, country) if isinstance(self.hours, Week) else []

    def special(self, country: str) -> list[tuple[SpecialDay, str]]:
        """The special days, each with its hours as they are shown."""
        return [(day, shown(day.hours, country)) for day in self.exceptions]

    def hours_in_words(self, country: str) -> str:
        """Monday to Thursday 9 am to 5 pm; Friday closed"""
        return "; ".join(self.lines or map(" ".join, self.opening(country)))
