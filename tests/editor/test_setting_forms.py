"""A form shows what a file says, and changes only what it says differently."""

import pytest
from conftest import CONDITION, page

from sitegen.editor import forms
from sitegen.editor import page as pages
from sitegen.editor.lines import Lines
from sitegen.problems import Problems

PATH = "conditions/a.md"
TEXT = page("A", CONDITION + "doors:\n  - heading: One\n    text: two\n")
CHOICES = {
    "treatments": [("one", "Treatment one"), ("two", "Treatment two")],
    "group": [("sudden", "It came suddenly")],
}


def shown(text=TEXT, path=PATH):
    return {one.name: one for one in forms.settings(path, pages.parts(path, text), CHOICES)}


def changed(given, text=TEXT, path=PATH):
    return forms.changes(path, pages.parts(path, text), given)


def test_the_schema_gives_each_setting_its_control_its_hint_and_its_limits():
    found = shown()
    controls = {name: one.control for name, one in found.items()}
    assert controls | {"title": "line", "description": "long", "draft": "yes", "publish_on": "day"} == controls
    assert controls | {"audience": "choice", "aliases": "list", "doors": "lines", "reviewed": "lines"} == controls
    assert controls | {"treatments": "pages", "group": "choice", "icd10": "list", "next_review": "day"} == controls
    assert shown(page("A"), "living-with/a.md")["order"].control == "number"
    description = found["description"]
    assert (description.label, description.required, description.least, description.most) == (
        "Description",
        True,
        70,
        155,
    )
    assert description.hint == "what search engines show, 70 to 155 characters, on no other page"
    assert found["next_review"].label == "Next review"
    assert found["reviewed"].hint == "by: …  on: …  (credentials: …)" and found["doors"].hint.startswith("- heading: …")
    assert found["doors"].value == "- heading: One\n  text: two"
    assert list(found["audience"].choices) == [("patient", "patient"), ("clinician", "clinician")]
    assert list(found["treatments"].choices) == CHOICES["treatments"]


def test_what_is_written_needed_or_often_wanted_is_at_hand():
    found = shown(page("A"), "news/a.md")
    assert [name for name, one in found.items() if one.is_at_hand] == [
        "title", "description", "summary", "draft", "publish_on", "audience", "written", "next_review",
        "date", "author", "expires",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "name", "control", "value"),
    [
        ("draft: maybe\n", "draft", "lines", "maybe"),
        ("publish_on: soon\n", "publish_on", "lines", "soon"),
        ("short_title: [a]\n", "short_title", "lines", "[a]"),
        ("sources:\n  - a: b\n", "sources", "lines", "- a: b"),
        ("lists: nothing\n", "lists", "choice", "nothing"),
        ("titel: A\n", "titel", "lines", "A"),
    ],
)
def test_what_is_wrong_is_shown_as_it_is_written(fields, name, control, value):
    one = shown(page("A", fields), "a.md")[name]
    assert (one.control, one.value) == (control, value)
    assert changed({name: value}, page("A", fields), "a.md") == {}


def test_a_form_that_says_the_same_changes_nothing():
    found = shown()
    assert changed({name: one.value for name, one in found.items()}) == {}
    assert changed({"title": " A  ", "doors": "- heading: One  \n  text: two\n\n"}) == {}


def test_what_a_form_says_differently_is_changed():
    given = {
        "title": " A \n title",
        "draft": True,
        "audience": "clinician",
        "treatments": ["two"],
        "aliases": ["/b/ ", ""],
    }
    assert changed(given) == {
        "title": "A title", "draft": "true", "audience": "clinician", "treatments": ["two"], "aliases": ["/b/"],
    }  # fmt: skip
    assert changed({"doors": "- heading: Two"}) == {"doors": Lines("- heading: Two")}


def test_what_is_emptied_goes_but_what_is_needed_stays_empty():
    text = page(
        "A",
        CONDITION.replace("treatments: []", "treatments: [a]") + "draft: true\naliases: [/b/]\nnext:\n- page: b.md\n",
    )
    given = {"draft": False, "aliases": [], "next": "", "title": "", "treatments": []}
    assert changed(given, text) == {"draft": None, "aliases": None, "next": None, "title": "", "treatments": []}


def test_a_treatment_that_is_not_offered_says_so():
    text = page("A", "offered: true\n")
    assert changed({"offered": False}, text, "treatments/a.md") == {"offered": "false"}


def test_boxes_keep_the_order_that_is_written():
    text = page("A", CONDITION.replace("treatments: []", "treatments: [two, one]"))
    assert changed({"treatments": ["one", "three", "two"]}, text) == {"treatments": ["two", "one", "three"]}
    assert changed({"treatments": ["one", "two"]}, text) == {}


def test_a_text_in_several_lines_keeps_them():
    text = page("A", "evidence: |\n  One.\n\n  Two.\n")
    assert changed({"evidence": "One.\n\nThree."}, text, "treatments/a.md") == {"evidence": "One.\n\nThree."}


def test_what_no_form_of_ours_sends_is_refused():
    with pytest.raises(Problems, match="there is no field 'path' here"):
        changed({"path": "b.md"})
    with pytest.raises(Problems, match=r"title: an invisible control character \(U\+0007\); delete it"):
        changed({"title": "A\a"})
