"""The referral form: what a reader of PDF and a screen reader find in it, and that it is the letter's."""

import csv
import io

import pypdf
import pytest
from conftest import FILES, ROOT, TODAY, page
from PIL import ImageFile

import build
from sitegen.cache import content_of
from sitegen.commands import check
from sitegen.commands import form as command
from sitegen.pages import form
from sitegen.problems import Problems

LONG = "Wörter mit Akzenten: Ærø, Łódź, Peña. " * 40


@pytest.fixture(autouse=True)
def whole_pictures(monkeypatch):
    """WeasyPrint lets Pillow take pictures that are cut off, for whatever else runs in this process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)


@pytest.fixture(scope="module")
def fields():
    return list(csv.DictReader(io.StringIO((ROOT / "content/referral/letter.csv").read_text())))


@pytest.fixture(scope="module")
def reader():
    return pypdf.PdfReader(ROOT / form.PATH)


def label(field):
    return field["Label"] + (" *" if field["Needed"] == "yes" else "")


def test_the_form_has_the_fields_of_the_letter_with_labels(reader, fields):
    found = {name: field["/TU"] for name, field in reader.get_fields().items()}
    assert found == {field["Name"]: label(field) for field in fields}
    assert list(found) == [field["Name"] for field in fields]  # in the order of the letter


def test_what_can_be_chosen_is_the_same(reader, fields):
    for field in fields:
        if field["Choices"]:
            offered = [str(choice[1]) for choice in reader.get_fields()[field["Name"]]["/Opt"]]
            assert offered == ["Choose", *field["Choices"].split(" / ")]


def test_it_is_tagged_titled_in_english_and_one_page(reader):
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("en", True, True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] and reader.metadata.title.startswith("Referral form")
    assert [page["/Tabs"] for page in reader.pages] == ["/S"]  # the order of the structure, one page
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_it_can_be_filled_in_and_read_back(reader, fields):
    filled = pypdf.PdfWriter(reader)
    given = {field["Name"]: LONG for field in fields if not field["Choices"]} | {"side": "Left"}
    filled.update_page_form_field_values(filled.pages[0], given, auto_regenerate=False)
    kept = io.BytesIO()
    filled.write(kept)
    found = pypdf.PdfReader(kept).get_fields()
    assert {name: found[name].value for name in given} == given


def words(read):
    """A PDF's text without spaces and ends of lines and pages, which the fonts of a machine decide on."""
    return "".join("".join(page.extract_text() for page in read.pages).split())


def test_it_says_what_its_template_says(tmp_path, reader, real_built):
    (tmp_path / "assets/files").mkdir(parents=True)
    assert command.write(str(tmp_path), real_built).startswith(f"{form.PATH}: ")
    made = pypdf.PdfReader(tmp_path / form.PATH)
    assert words(made) == words(reader)
    assert list(made.get_fields()) == list(reader.get_fields())
    for read in (made, reader):  # whatever fonts a machine has
        named = read.pages[0]["/Resources"]["/Font"].values()
        assert {font["/BaseFont"].partition("+")[2] for font in named} == {"atkinson", "atkinson-Bold"}


def test_the_command_makes_it_where_the_site_takes_it_from(write):
    copied = {name: (ROOT / name).read_bytes() for name in (f"content/{form.FIELDS}", "layouts/form.html")}
    root = write(FILES | copied | {"content/referral/index.md": page("Referral"), form.PATH: ""})
    assert command.main(root, TODAY).startswith(f"{form.PATH}: ")  # pages: as fonts have it
    assert "/AcroForm" in pypdf.PdfReader(f"{root}/{form.PATH}").trailer["/Root"]


def test_a_form_made_from_other_facts_is_not_published_and_told(write, tmp_path):
    letter = (ROOT / f"content/{form.FIELDS}").read_text()
    copied = {f"content/{form.FIELDS}": letter, "layouts/form.html": (ROOT / "layouts/form.html").read_text()}
    root = write(FILES | copied | {"content/referral/index.md": page("Referral"), form.PATH: ""})
    command.main(root, TODAY)
    assert check.main(root, TODAY).endswith("no problems; nothing was published")
    assert "files/referral-form" in str(sorted(build.build(root, TODAY).files))
    changes = {
        "content/words.yaml": "labels: {form: Another heading}\n",
        "content/practice.yaml": FILES["content/practice.yaml"].replace("0100", "0199"),
        f"content/{form.FIELDS}": letter.replace("Side,", "Which side,"),
        "layouts/form.html": copied["layouts/form.html"].replace("Fill in what you know", "Write what you know"),
    }
    for path, changed in changes.items():
        before = (tmp_path / path).read_text() if (tmp_path / path).exists() else None
        write({path: changed})
        assert "files/referral-form" not in str(sorted(build.build(root, TODAY).files))
        with pytest.raises(Problems) as found:
            check.main(root, TODAY)
        assert str(found.value) == f"{form.PATH}: {form.STALE}"
        write({path: before})
    assert check.main(root, TODAY).startswith("4 pages, no problems")


def test_a_form_of_a_site_without_its_fields_is_not_published(write):
    copied = {"layouts/form.html": (ROOT / "layouts/form.html").read_text(), form.PATH: (ROOT / form.PATH).read_bytes()}
    root = write(FILES | copied)
    built = build.build(root, TODAY)
    assert built.site.withheld == [] and [path for path in built.files if path.startswith("files/")] == []


def test_pages_for_doctors_link_to_it_with_its_size(real_built):
    size = round((ROOT / form.PATH).stat().st_size / 1000)
    shown = content_of(real_built.files["referral/what-to-send/index.html"]).decode()
    assert f"(PDF, 1 page, {size} kB)" in shown
    assert any(name.startswith("files/referral-form.") for name in real_built.files)


def with_letter(rows):
    """A site with the form's layout, a table of these rows, and a page that links to the form."""
    ways = "layouts/components/contact-ways.html"
    link = "(root ~ shell.form[0], shell.form[1]) if shell.form else none"
    shown = f'{{{{ component("contact-ways", practice=shell.practice, doctor=true, form={link}) }}}}'
    copied = {name: (ROOT / name).read_text() for name in (ways, "layouts/form.html")}
    table = "Lines,Label,Name,Hint,Needed,Choices\n" + "".join(rows)
    page_layout = {"layouts/page.html": FILES["layouts/page.html"] + shown, f"content/{form.FIELDS}": table}
    return FILES | copied | page_layout | {"content/referral/index.md": page("Referral"), form.PATH: ""}


def test_a_form_of_several_pages_is_linked_with_their_number(write):
    root = write(with_letter([f"yes,Field {number},field-{number},A hint,yes,\n" for number in range(60)]))
    command.main(root, TODAY)
    pages = len(pypdf.PdfReader(f"{root}/{form.PATH}").pages)
    assert pages > 1
    assert f"(PDF, {pages} pages, " in content_of(build.build(root, TODAY).files["contact/index.html"]).decode()


def test_a_form_is_made_by_the_names_of_its_columns_and_asks_for_what_is_needed(write):
    root = write(with_letter([",Side,side,,yes,\n", ",Eye,eye,,no,\n", ",Scans,scans,,,\n"]))
    command.main(root, TODAY)
    found = pypdf.PdfReader(f"{root}/{form.PATH}").get_fields()
    assert {name: field["/TU"] for name, field in found.items()} == {"side": "Side *", "eye": "Eye", "scans": "Scans"}


def test_a_column_that_the_form_lacks_is_told_at_its_table(write):
    root = write(with_letter(["yes,Side,side,,yes,\n"]))
    write({f"content/{form.FIELDS}": "Name,Label,Hint,Needed,Lines\nside,Side,,yes,\n"})
    with pytest.raises(Problems) as found:
        command.main(root, TODAY)
    assert str(found.value) == f"content/{form.FIELDS}:1: there is no column 'Choices'"
