"""The referral form (PDF): what it says, and that one which says anything else is not published."""

from collections.abc import Mapping

import msgspec

from sitegen.cache import content_of, digest
from sitegen.content.folder import Folder
from sitegen.media import document
from sitegen.model.page import Content
from sitegen.model.practice import Practice
from sitegen.pages.assets import Assets
from sitegen.pages.words import filled
from sitegen.problems import Problem
from sitegen.templates import Templates

FIELDS = "referral/letter.csv"  # columns Name, Label, Hint, Needed, Lines, Choices
LAYOUT = "form.html"
NAME = "referral-form"
PATH = f"assets/files/{NAME}.pdf"
STALE = "made from other facts, fields or words than the site's, and not published; type python3 build.py form"


def said(content: Content, practice: Practice) -> Mapping[str, str]:
    """All that its layout is given beside the fields."""
    doctors, labels = practice.referrals, filled(content, practice).labels
    return {
        "name": practice.name,
        "address": practice.places[0].address or f"{practice.city}, {practice.region_name}",
        "telephone": doctors.telephone_shown or practice.telephone_shown or "",
        "fax": doctors.fax_shown or practice.fax_shown or "",
        "form": labels.form,
        "warning": labels.form_warning or "",
    }


def made_from(content: Content, practice: Practice, folder: Folder, templates: Templates) -> bytes:
    """Stands for all that goes into the form; the PDF carries it as its identifier (ISO 32000-1, 14.4)."""
    words = msgspec.msgpack.encode(said(content, practice))
    return digest(words, folder.digest(FIELDS).encode(), templates.digest(LAYOUT).encode()).encode()


def current(
    assets: Assets, content: Content, practice: Practice, folder: Folder, templates: Templates
) -> tuple[Assets, list[Problem]]:
    """The assets without a form that says anything else than the site does now, and that it is left out.

    A site without the form's fields has no form, and nothing to say of it.
    """
    path = assets.names["files"].get(NAME)
    if not path or LAYOUT not in templates.sources:
        return assets, []
    if FIELDS in folder.files and made_from(content, practice, folder, templates) in content_of(assets.files[path]):
        return assets, []
    stems = {stem: name for stem, name in assets.names["files"].items() if stem != NAME}
    files = {name: data for name, data in assets.files.items() if name != path}
    told = [Problem(f"../{PATH}", 0, STALE)] if FIELDS in folder.files else []
    return assets._replace(names=assets.names | {"files": stems}, files=files), told


def described(assets: Assets) -> tuple[str, str] | None:
    """The form's path, and what kind of file it is: "PDF, 2 pages, 24 kB"; None where a site has no form."""
    if not (path := assets.names["files"].get(NAME)):
        return None
    data = content_of(assets.files[path])
    pages, _ = document.clean(f"../{PATH}", data)
    return path, document.words(pages, len(data))
