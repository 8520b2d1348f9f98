"""What staff get wrong, and every word that they are told: one line for each mistake, at its place, with the remedy."""

import pathlib

import pytest
import yaml
from conftest import PRACTICE, page

MISTAKES = {
    row["mistake"]: row
    for row in yaml.safe_load(pathlib.Path(__file__).with_name("mistakes.yaml").read_text(encoding="utf-8"))
}
FACTS = PRACTICE.replace('telephone_shown: "(310) 555-0100"\n', "")


def files_of(row):
    """The files of a mistake, by path."""
    if "text" in row:
        return {"contact.md": page("Contact", body=row["text"] + "\n")}
    if "setting" in row:
        return {"about.md": page("About us", row["setting"] + "\n"), "index.md": page("Home", body="[a](about.md)\n")}
    return {path: file_of(written).encode(row.get("encoding", "utf-8")) for path, written in row["files"].items()}


def file_of(written):
    if isinstance(written, str):
        return written
    if "more" in written:
        return FACTS + written["more"]
    return page(written["title"], written.get("settings", ""), written.get("text", "Text.") + "\n")


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_these_words(problems_of, name):
    told = MISTAKES[name]["told"]
    files = {f"content/{path}": data for path, data in files_of(MISTAKES[name]).items()}
    assert problems_of(files) == [f"content/{line}" for line in ([told] if isinstance(told, str) else told)]


def test_the_table_holds_every_mistake_once():
    text = pathlib.Path(__file__).with_name("mistakes.yaml").read_text(encoding="utf-8")
    assert text.count("- mistake: ") == len(MISTAKES) > 130
