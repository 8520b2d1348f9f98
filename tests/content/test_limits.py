"""What a page may hold at most: as much is taken, and no more."""

import pytest
from conftest import page

BODY = 6  # the line on which a text begins


def brackets(count):
    return "a " + "[" * count + "b" + "]" * count + "\n"


def blocks(count):
    return '::: note type="plain"\n' * count + "a\n" + ":::\n" * count


def settings(length):
    """Settings of so many characters, in comments as far as they go."""
    written = page("Contact").split("---\n")[1]
    lines = "# a comment\n" * ((length - len(written)) // 12 - 1)
    return written + lines + "#" * (length - len(written + lines))


LIMITS = {  # what is counted → so much of it as text, the most that is taken, what is told of one more
    "characters of a text": (
        lambda count: "a\n\n" * 6000 + "b" * (count - 18_001),  # an empty line comes before it
        20_000,
        f"{BODY}: the text is longer than 20,000 characters; make two pages of it",
    ),
    "characters of a line": (
        lambda count: "a" * count,
        5000,
        f"{BODY + 1}: a line of more than 5,000 characters; break it up",
    ),
    "characters of a paragraph": (
        lambda count: "a\n" * 2000 + "b" * (count - 4000),
        5000,
        f"{BODY + 1}: a paragraph of more than 5,000 characters; put an empty line into it",
    ),
    "brackets": (brackets, 9, f"{BODY + 1}: more than 9 brackets in each other; close each one"),
    "round brackets": (
        lambda count: brackets(count).translate(str.maketrans("[]", "()")),
        9,
        f"{BODY + 1}: more than 9 brackets in each other; close each one",
    ),
    "blocks": (blocks, 9, f"{BODY + 10}: more than 9 blocks in each other; close one (:::) first"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_text_may_hold_as_much_as_this_and_no_more(build_site, problems_of, name):
    text_of, most, told = LIMITS[name]
    assert "contact/" in build_site({"content/contact.md": page("Contact", body=text_of(most))})
    files = {"content/contact.md": page("Contact", body=text_of(most + 1))}
    assert problems_of(files) == [f"content/contact.md:{told}"]


def test_settings_may_be_65_536_characters_long_and_no_longer(build_site, problems_of):
    def contact(length):
        return {"content/contact.md": f"---\n{settings(length)}\n---\n\nText.\n"}

    assert "contact/" in build_site(contact(65_535))  # and the end of the last line
    assert problems_of(contact(65_536)) == [
        "content/contact.md:2: the settings are longer than 65,536 characters; move text to the body"
    ]


def test_lists_in_a_value_may_lie_nine_deep(problems_of):
    def told(depth):
        return problems_of({"content/contact.md": page("Contact", f"sources: {'[' * depth}a{']' * depth}\n")})

    too_deep = "content/contact.md:5: lists within lists, too deep to read; put the value in quotes"
    assert told(9) == [too_deep] and told(8) == ["content/contact.md:5: sources: needs a text, not a list"]
