"""`form`: the referral form as a PDF that can be filled in, from the fields of the letter (PDF/UA-1, ISO 14289-1)."""

import base64
import datetime

from sitegen import cache
from sitegen.build import Built, build
from sitegen.cache import content_of
from sitegen.content.tables import read_table
from sitegen.markup.form_fields import LETTER, fields
from sitegen.output.publish import Files
from sitegen.pages import form


def main(root: str, today: datetime.date) -> str:
    with cache.locked(f"{root}/.cache"):
        return write(root, build(root, today, drafts=True))


def write(root: str, built: Built) -> str:
    """Writes the PDF to where the site takes it from; returns what was done."""
    import weasyprint

    document = weasyprint.HTML(string=page(built)).render(pdf_variant="pdf/ua-1", pdf_forms=True)
    made = form.made_from(built.content, built.site.practice, built.loaded.folder, built.templates)
    document.write_pdf(f"{root}/{form.PATH}", pdf_variant="pdf/ua-1", pdf_forms=True, pdf_identifier=made)
    return f"{form.PATH}: {len(document.pages)} pages"


def page(built: Built) -> str:
    table = read_table(f"content/{form.FIELDS}", built.loaded.folder.read(form.FIELDS))
    given = {"fields": fields(table, LETTER), "fonts": fonts(built.files)}
    return built.templates.render(form.LAYOUT, {**form.said(built.content, built.site.practice), **given})


def fonts(files: Files) -> dict[str, str]:
    """The site's own fonts by name, each as an address that holds it, so that no machine's are used."""
    return {
        path.split("/")[1].partition(".")[0]: f"data:font/woff2;base64,{base64.b64encode(content_of(file)).decode()}"
        for path, file in files.items()
        if path.startswith("fonts/") and path.endswith(".woff2")
    }
