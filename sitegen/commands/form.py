"""`form`: the referral form as a PDF that can be filled in, from the fields of the letter (PDF/UA-1, ISO 14289-1)."""

import datetime

from sitegen import cache
from sitegen.build import Built, build
from sitegen.content.tables import read_table

FIELDS = "referral/letter.csv"  # columns Name, Label, Hint, Needed, Lines, Choices
PATH = "assets/files/referral-form.pdf"


def main(root: str, today: datetime.date) -> str:
    with cache.locked(f"{root}/.cache"):
        return write(root, build(root, today, drafts=True))


def write(root: str, built: Built) -> str:
    """Writes the PDF to `PATH`, where the site takes it from; returns what was done."""
    import weasyprint

    fields = read_table(FIELDS, built.loaded.folder.read(FIELDS))["rows"]
    page = built.templates.render("form.html", {"practice": built.content.practice, "fields": fields})
    document = weasyprint.HTML(string=page).render(pdf_variant="pdf/ua-1", pdf_forms=True)
    document.write_pdf(f"{root}/{PATH}", pdf_variant="pdf/ua-1", pdf_forms=True)
    return f"{PATH}: {len(document.pages)} pages"
