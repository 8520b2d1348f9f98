"""`form`: the referral form as a PDF that can be filled in, from the fields of the letter (PDF/UA-1, ISO 14289-1)."""

import datetime
import os

from sitegen import cache
from sitegen.build import Built, build
from sitegen.cache import digest
from sitegen.content.tables import read_table
from sitegen.problems import Problem

FIELDS = "referral/letter.csv"  # columns Name, Label, Hint, Needed, Lines, Choices
LAYOUT = "form.html"
PATH = "assets/files/referral-form.pdf"
STALE = "made from other facts, fields or words than the site's; type python3 build.py form"


def main(root: str, today: datetime.date) -> str:
    with cache.locked(f"{root}/.cache"):
        return write(root, build(root, today, drafts=True))


def write(root: str, built: Built) -> str:
    """Writes the PDF to `PATH`, where the site takes it from; returns what was done."""
    import weasyprint

    document = weasyprint.HTML(string=page(built)).render(pdf_variant="pdf/ua-1", pdf_forms=True)
    identifier = made_from(built).encode()
    document.write_pdf(f"{root}/{PATH}", pdf_variant="pdf/ua-1", pdf_forms=True, pdf_identifier=identifier)
    return f"{PATH}: {len(document.pages)} pages"


def page(built: Built) -> str:
    fields = read_table(FIELDS, built.loaded.folder.read(FIELDS))["rows"]
    return built.templates.render(LAYOUT, {"practice": built.site.practice, "fields": fields})


def made_from(built: Built) -> str:
    """Stands for all that goes into the form; the PDF carries it as its identifier (ISO 32000-1, 14.4)."""
    return digest(page(built).encode())


def stale(root: str, built: Built) -> list[Problem]:
    """The PDF that lies there, if it was made from anything else than the site is now."""
    path = f"{root}/{PATH}"
    if LAYOUT not in built.templates.sources or FIELDS not in built.content.digests or not os.path.isfile(path):
        return []
    with open(path, "rb") as file:
        return [] if made_from(built).encode() in file.read() else [Problem(PATH, 0, STALE)]
