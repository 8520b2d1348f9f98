"""`form`: the referral form as a PDF that can be filled in, from the fields of the letter (PDF/UA-1, ISO 14289-1)."""

from typing import Any

from sitegen.layouts import Layouts
from sitegen.schema import Practice
from sitegen.source import read_table

FIELDS = "referral/letter.csv"
PATH = "assets/files/referral-form.pdf"


def html(layouts: Layouts, practice: Practice, fields: bytes) -> str:
    """The form as HTML; `fields` is the CSV file with the columns Name, Label, Hint, Needed, Lines, Choices."""
    return layouts.render("form.html", {"practice": practice, "fields": read_table(FIELDS, fields)["rows"]})


def write(root: str, built: Any, layouts: Layouts) -> str:
    """Writes the PDF to `PATH`, where the site takes it from; returns what was done."""
    import weasyprint

    page = html(layouts, built.content.practice, built.library.read(FIELDS))
    document = weasyprint.HTML(string=page).render(pdf_variant="pdf/ua-1", pdf_forms=True)
    document.write_pdf(f"{root}/{PATH}", pdf_variant="pdf/ua-1", pdf_forms=True)
    return f"{PATH}: {len(document.pages)} pages"
