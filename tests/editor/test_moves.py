"""A page that moves takes along what leads to it."""

import re

import pytest
from conftest import CONDITION, TREATMENT, page

from sitegen.editor import moves
from sitegen.problems import Problems

OLD, NEW = "conditions/old.md", "conditions/new.md"
FILES = {
    OLD: page("Old", CONDITION + "aliases: [/conditions/new/]\n", "[here](old.md#a) ![b](b.jpg) [c](../contact.md)\n"),
    "conditions/other.md": page("Other", CONDITION, "[old](old.md) and old.md.\n"),
    "contact.md": page("Contact", "next:\n  - page: conditions/old.md\n    why: c\n", "[a](conditions/old.md#a)\n"),
    "gallery/a.md": page(
        "A", "conditions: [older, old]  # both\ntreatments: []\n", "https://x.org/conditions/old.md\n"
    ),
    "menu.yaml": "header:\n  - conditions/old.md\n",
    "plan.csv": "Page,What\nconditions/old.md,[a](conditions/old.md)\n",
    "drawings/a.svg": '<svg><a href="../conditions/old.md"/></svg>',
    "drawings/a.md": "[a](../conditions/old.md)\n",
    "broken.md": "no settings [a](conditions/old.md)\n",
    "conditions/broken.md": "no settings [a](old.md)\n",
}
PATHS = {*FILES, "conditions/b.jpg"}


def test_what_leads_to_a_page_leads_to_its_new_place():
    moved = moves.move(FILES, OLD, NEW, PATHS)
    assert {path: text for path, text in moved.items() if path != NEW} == {
        "conditions/other.md": FILES["conditions/other.md"].replace("old.md", "new.md"),
        "contact.md": FILES["contact.md"].replace("conditions/old.md", "conditions/new.md"),
        "gallery/a.md": FILES["gallery/a.md"].replace("[older, old]", "[older, new]"),
        "menu.yaml": "header:\n  - conditions/new.md\n",
        "plan.csv": "Page,What\nconditions/new.md,[a](conditions/new.md)\n",
        "drawings/a.svg": '<svg><a href="../conditions/new.md"/></svg>',
        "drawings/a.md": "[a](../conditions/new.md)\n",
        "broken.md": "no settings [a](conditions/new.md)\n",
        "conditions/broken.md": "no settings [a](new.md)\n",
    }
    assert moved[NEW] == FILES[OLD].replace("(old.md#a)", "(new.md#a)").replace(
        "[/conditions/new/]", "[/conditions/old/]"
    )


def test_into_another_folder_a_page_keeps_what_it_names():
    files = {"treatments/a.md": page("A", TREATMENT + "hero: b.svg\n", "![b](b.jpg) [c](../contact.md) [d](d.md)\n")}
    moved = moves.move(files, "treatments/a.md", "services/a.md", {*files, "treatments/b.jpg", "contact.md", "b.svg"})
    body = "![b](../treatments/b.jpg) [c](../contact.md) [d](d.md)\n"
    assert moved == {"services/a.md": page("A", "aliases: [/treatments/a/]\n" + TREATMENT + "hero: b.svg\n", body)}


def test_what_leads_to_a_page_is_found_with_its_line():
    found = [name.removeprefix("content/") for name in moves.leads_to(FILES, OLD, PATHS)]
    assert found == [
        "broken.md:1", "conditions/broken.md:1", "conditions/other.md:13", "contact.md:6", "contact.md:10",
        "drawings/a.md:1", "drawings/a.svg:1", "gallery/a.md:5", "menu.yaml:2", "plan.csv:2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("contact.md", "a.md", "contact.md: every page leads to this one; it stays where it is"),
        ("conditions/index.md", "a.md", "conditions/index.md: the page of a whole section; it stays where it is"),
        (OLD, "old.md", f"{OLD}: a condition is a file in conditions/; write conditions/new-name.md"),
        (OLD, "Another Name", f"{OLD}: a condition is a file in conditions/; write conditions/another-name.md"),
        (OLD, "conditions/Index.html", f"{OLD}: a condition is a file in conditions/; write conditions/new-name.md"),
        ("a.md", OLD, "a.md: a page is a file in a folder that has no kind of its own; write old.md"),
        (OLD, "conditions/other.md", f"{OLD}: content/conditions/other.md is there already; choose another name"),
    ],
)
def test_a_page_stays_among_its_kind(old, new, message):
    with pytest.raises(Problems) as found:
        moves.move(FILES, old, new, PATHS)
    assert str(found.value) == message


@pytest.mark.parametrize(
    "written",
    [
        "your-visit/getting-here",
        "your-visit/Getting Here.md",
        "/your-visit/getting-here/",
        "your-visit\\getting_here.docx",
        "your-visit/getting-here.html",
        "http://localhost:8000/your-visit/getting-here/",
        "../your-visit/./Getting here.",
    ],
)
def test_a_natural_name_is_answered_with_the_plain_one(written):
    message = f"'{written}' is not how files of pages are named; write your-visit/getting-here.md"
    with pytest.raises(Problems, match=re.escape(message)):
        moves.check("your-visit/old.md", written, {"your-visit/old.md"})


def test_addresses_of_a_page_lead_to_another_once_and_never_to_themselves():
    heir = page("Heir", "aliases: [/a/]\n")
    assert moves.with_aliases("b.md", heir, ["/b/", "/a/", "/c/"]) == page("Heir", "aliases: [/a/, /c/]\n")
    assert moves.addresses("b.md", "no settings") == ["/b/"]
    assert moves.with_gone("header: []\ngone: [/a/]\n", ["/a/", "/b/"]) == "header: []\ngone: [/a/, /b/]\n"
