"""The tables of the letter and the diary: read by the names of their columns, each fault told with its line."""

import pytest
from conftest import ROOT, page

from sitegen.content.tables import read_table
from sitegen.markup.form_fields import DIARY, FORMS, LETTER, fields
from sitegen.problems import Problems

HEAD = "Name,Label,Hint,Needed,Lines,Choices\n"
NAMES = ("letter-builder", "diary", "field")
FILES = {path: (ROOT / path).read_text() for path in (f"layouts/components/{name}.html" for name in NAMES)}
LETTER_BODY = '## A letter\n\n::: letter-builder data="a.csv" heading="A letter"\nText.\n:::\n'
DIARY_BODY = '::: diary data="a.csv"\nText.\n:::\n'


def read(text, columns=LETTER):
    return fields(read_table("a.csv", text.encode()), columns)


def faults(text, columns=LETTER):
    with pytest.raises(Problems) as found:
        read(text, columns)
    return str(found.value).splitlines()


def test_columns_may_stand_in_any_order():
    [one] = read("Choices,Lines,Label,Name,Needed,Hint\nA / B,,Side,side,yes,Which\n")
    assert one == {"Name": "side", "Label": "Side", "Hint": "Which", "Needed": True, "Lines": False, "Choices": "A / B"}


@pytest.mark.parametrize(("written", "is_needed"), [("yes", True), ("no", False), ("", False)])
def test_a_field_is_needed_only_where_the_table_says_yes(build_site, written, is_needed):
    files = {
        "content/a.csv": f"{HEAD}side,Side,,{written},,\n",
        "content/contact.md": page("Contact", body=LETTER_BODY),
    }
    html = build_site(FILES | files)["contact/"]
    assert ("data-needed" in html, "Side (needed)" in html) == (is_needed, is_needed)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("Name,Label,Hint,Needed,Lines\nside,Side,,yes,\n", ["1: there is no column 'Choices'"]),
        (
            "Name,Lable,Hint,Needed,Lines,Choices\nside,Side,,yes,,\n",
            [
                "1: 'Lable' is not a column of this table, did you mean 'Label'?",
            ],
        ),
        (
            f"{HEAD.strip()},Note\nside,Side,,yes,,,A\n",
            ["1: 'Note' is not a column of this table"],
        ),
        (f"{HEAD.strip()},Hint\nside,Side,A,yes,,,A\n", ["1: the column 'Hint' stands here 2 times"]),
        (
            "Label,Name,Hint,Needed,Lines,Choices\nside,The side,,yes,,\n",
            ["2: Name: 'The side' must be small letters and hyphens, like at-rest"],
        ),
        (
            f"{HEAD}reset,Again,,yes,,\n",
            ["2: Name: 'reset' has a use of its own in a form; write another, like my-reset"],
        ),
        (f"{HEAD},Side,,yes,,\n", ["2: Name: nothing is written here"]),
        (f"{HEAD}side,,,yes,,\n", ["2: Label: nothing is written here"]),
        (f"{HEAD}side,Side,,Needed,,\n", ["2: Needed: 'Needed' must be yes or no"]),
        (
            f"{HEAD}side,Side,,yes,,\neye,Eye,,,,\nside,Side,,,,\n",
            ["4: Name: 'side' stands above already; give this row another"],
        ),
    ],
)
def test_what_is_wrong_with_the_table_is_told_at_its_line(text, problems):
    assert faults(text) == [f"a.csv:{problem}" for problem in problems]


def test_the_diary_is_read_by_the_names_of_its_columns_too(build_site):
    text = "Label,Name,Photograph,Choices,Hint\nAt rest,at-rest,yes,,\nSmile,smile,no,None / Some,\n"
    files = {"content/a.csv": text, "content/contact.md": page("Contact", body=DIARY_BODY)}
    html = build_site(FILES | files)["contact/"]
    assert '<input class="field__input" id="diary-at-rest" name="at-rest" type="file"' in html
    assert '<option value="Some">Some</option>' in html
    assert faults("Name,Label\na,A\n", DIARY) == [
        f"a.csv:1: there is no column '{name}'" for name in ("Choices", "Hint", "Photograph")
    ]


@pytest.mark.parametrize("body", [LETTER_BODY, DIARY_BODY])
def test_a_page_tells_the_fault_at_the_table(problems_of, body):
    files = {"content/a.csv": "Name,Label\nside,Side\n", "content/contact.md": page("Contact", body=body)}
    told = problems_of(FILES | files)
    assert "content/a.csv:1: there is no column 'Hint'" in told
    assert all(problem.startswith("content/a.csv:1: there is no column '") for problem in told)


@pytest.mark.parametrize(
    ("name", "path"),
    [("letter-builder", "referral/letter.csv"), ("diary", "living-with/twelve-week-diary.csv")],
)
def test_the_real_tables_are_read(name, path):
    assert len(fields(read_table(path, (ROOT / "content" / path).read_bytes()), FORMS[name])) > 5
