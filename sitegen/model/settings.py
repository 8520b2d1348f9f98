"""What the settings of pages are made of: texts of a certain form, and groups of fields."""

import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(min_length=1, max_length=2000)]
Markdown = Annotated[str, Meta(min_length=1, max_length=4000, extra={"markdown": True})]
Title = Annotated[str, Meta(min_length=3, max_length=65)]
Description = Annotated[
    str,
    Meta(min_length=70, max_length=155, description="what search engines show, 70 to 155 characters, on no other page"),
]
Summary = Annotated[
    str, Meta(min_length=40, max_length=220, description="one or two sentences for the top of the page and for lists")
]
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="small letters, digits and hyphens")]
Alias = Annotated[
    str,
    Meta(
        pattern=r"^/[a-zA-Z0-9_./-]*[a-zA-Z0-9_/]$",
        max_length=200,
        description="an address of our own site, like /old/page/",
    ),
]
HOST = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,9}[a-zA-Z][a-zA-Z0-9-]{0,61}[a-zA-Z0-9]"  # book.example.org
Url = Annotated[
    str,
    Meta(
        pattern=rf"^https://{HOST}(?::[0-9]+)?(?:[/?#](?:[^\s\"'<>]*[^\s\"'<>.,;])?)?$",
        description="an address that begins with https://, like https://example.org/page",
    ),
]
Duration = Annotated[
    str,
    Meta(
        pattern=r"^(birth|\d+ (hour|day|week|month|year)s?)$",
        description="birth, or like '3 weeks'",
        examples=["3 weeks"],
    ),
]
PictureFile = Annotated[
    str,
    Meta(pattern=r"(?i)\.(svg|jpe?g|png|webp|avif|hei[cf])$", description="a picture beside the page, like door.jpg"),
]
DrawingFile = Annotated[
    str,
    Meta(pattern=r"^drawings/([a-z0-9-]+/)*[a-z0-9-]+\.svg$", description="a drawing like drawings/face.svg"),
]
Icd10 = Annotated[str, Meta(pattern=r"^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4}-?)?$", description="a code like G51.0")]
Order = Annotated[int, Meta(ge=0, le=999)]
GroupName = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=40,
        description="the name of a group, in small letters",
        examples=["others"],
    ),
]

ListName = Literal["terms", "codes", "sources", "stages", "pages", "sections", "cases", "goals", "groups", "fax-cover"]


class Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who checked a page: a clinician, by name and credentials or by their own page, on a day."""

    by: Text
    on: datetime.date
    credentials: Text | None = None


class KnownReview(Review, frozen=True, kw_only=True):
    """A review by someone whose own page is on the site; `by` and `credentials` are as that page has them."""

    page: str


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One change readers should know of."""

    on: datetime.date
    what: Text


class Picture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A picture of a case: what is seen in it, and the entry of the consent register that allows it."""

    src: PictureFile
    alt: Text
    view: Text
    caption: Text
    consent: Text


class Portrait(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person's photograph, beside their page, and what it shows."""

    src: PictureFile
    alt: Text


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number or a few words, set large, and what it says; `source` is a key of sources.yaml."""

    figure: Annotated[str, Meta(min_length=1, max_length=24)]
    text: Text
    source: Text | None = None


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a short list: a name and what is so."""

    name: Text
    text: Text


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page to read next, as a Markdown file below content/, and for whom or why."""

    page: Text
    why: Text


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A link to a page, as a Markdown file below content/ (with #heading), in words of its own."""

    page: Text
    text: Text


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A drawing, and what to see in it."""

    file: DrawingFile
    caption: Text


class Door(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of several ways on: for whom, a sentence, a drawing, and links."""

    heading: Text
    text: Text | None = None
    links: tuple[Way, ...] = ()
    drawing: Shown | None = None


class Work(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A book or paper of a person; a book is drawn as one instead of showing its figure."""

    heading: Text
    text: Text
    where: Text
    figure: Text | None = None
    page: Text | None = None
    source: Text | None = None
