"""Documents (PDF) beside a page: linked with their size, without the names of those who made them."""

import io
import zlib

import pypdf
import pytest
from conftest import ROOT, page

from sitegen.media import document
from sitegen.problems import Problems

FORM = next(ROOT.glob("assets/files/*.pdf")).read_bytes()
AUTHOR = b"Jane Patient"
XMP = (
    b'<?xpacket begin="" id="a"?><rdf:Description xmp:CreateDate="2031-04-05" dc:format="application/pdf">'
    b"<dc:creator><rdf:Seq><rdf:li>Jane Patient</rdf:li></rdf:Seq></dc:creator><dc:title>A form</dc:title>"
    b'</rdf:Description><?xpacket end="w"?>'
)


def written(pages=2, **notes):
    """A document of the referral form's first page, several times, with notes."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_page(pypdf.PdfReader(io.BytesIO(FORM)).pages[0])
    writer.add_metadata({f"/{name}": value for name, value in notes.items()})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def told(data):
    with pytest.raises(Problems) as found:
        document.clean("a.pdf", data)
    return str(found.value)


def test_a_document_under_another_name_has_another_address(build_site):
    def addresses(name):
        files = {f"content/{name}": FORM, "content/contact.md": page("Contact", body=f"[A form]({name})\n")}
        return [path for path in build_site(files).files if path.endswith(".pdf")]

    [[first], [second]] = addresses("one.pdf"), addresses("two.pdf")
    assert first.replace("one", "two") == second


def test_names_and_days_go_and_the_rest_stays_where_it_was():
    data = written(Author="Jane Patient", CreationDate="D:20310405", Title="A form")
    pages, cleaned = document.clean("a.pdf", data)
    assert AUTHOR in data and AUTHOR not in cleaned and b"20310405" not in cleaned and len(cleaned) == len(data)
    read = pypdf.PdfReader(io.BytesIO(cleaned), strict=True)
    assert (pages, len(read.pages), read.metadata.title, read.metadata.author) == (2, 2, "A form", None)
    assert read.pages[0].extract_text() == pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text() != ""


def test_notes_in_xmp_go_too():
    cleaned = document.without_notes(XMP)
    assert len(cleaned) == len(XMP) and AUTHOR not in cleaned and b"2031" not in cleaned
    assert b"<dc:title>A form</dc:title>" in cleaned and b'dc:format="application/pdf"' in cleaned


def test_pages_in_packed_objects_are_counted():
    packed = zlib.compress(b"<< /Type /Page /Font 1 >> << /Type /Pages >> << /Type /Page >>")
    data = b"%PDF-1.5\n1 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n" + packed + b"\nendstream\n%%EOF"
    assert document.clean("a.pdf", data)[0] == 2
    assert document.clean("a.pdf", data.replace(packed, b"nothing packed"))[0] == 0


def test_a_signed_document_stays_as_it_is():
    data = written(Author="Jane Patient") + b"\n% /ByteRange [0 1 2 3]"
    assert document.clean("a.pdf", data)[1] == data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04", document.NO_PDF),
        (b"%PDF-1.4 /Encrypt 1 0 R", document.LOCKED),
        (b"%PDF-1.4 << /Type /Page >>", document.NO_TEXT),
        (b"%PDF-1.4 hello", document.CUT),
        (written()[:-200], document.CUT),
    ],
)
def test_what_not_everyone_could_read_is_told(data, message):
    assert told(data) == f"a.pdf: {message}"


@pytest.mark.parametrize(
    ("pages", "size", "words"),
    [(0, 15, "PDF, 1 kB"), (1, 999_499, "PDF, 1 page, 999 kB"), (12, 999_500, "PDF, 12 pages, 1.0 MB")],
)
def test_what_it_is_stands_behind_the_link(pages, size, words):
    assert document.words(pages, size) == words


def test_a_link_to_a_document_publishes_it_under_its_own_name(build_site):
    data = written(pages=1, Author="Jane Patient")
    files = {
        "content/news/index.md": page(
            "News", body='[The *form*](New_Patient.PDF)\n\n::: door href="New_Patient.PDF" text="a"\n:::\n'
        ),
        "content/news/New_Patient.PDF": data,
    }
    site = build_site(files)
    [path] = [path for path in site.files if path.endswith(".pdf")]
    assert path.startswith("pictures/new-patient-")
    size = round(len(data) / 1000)
    assert f'<p><a href="../{path}">The <em>form</em> (PDF, 1 page, {size} kB)</a></p>' in site["news/"]
    assert f'<a class="door" href="../{path}">a</a>' in site["news/"]


def test_a_document_that_is_missing_or_may_show_a_patient_is_told(problems_of):
    files = {
        "content/contact.md": page("Contact", body="[a](gallery/a.pdf) [b](../b.pdf)\n"),
        "content/404.md": page("Not found", body="[a](a.pdf)\n"),
    }
    assert problems_of(files) == [
        "content/404.md:7: there is no document 'a.pdf'",
        "content/contact.md:7: the link '../b.pdf' must be a document below content/",
    ]
    files["content/contact.md"] = page("Contact", body="[a](gallery/a.pdf)\n")
    assert "content/contact.md:7: 'gallery/a.pdf' may show a patient" in "\n".join(problems_of(files))
