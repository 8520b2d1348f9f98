"""The handout of a condition: the parts that a patient takes home, without what paper cannot follow."""

from conftest import CONDITION, LAYOUT, page

BODY = """\
Before all parts.

## In one minute

It comes fast [@ONE]. See [us](../contact.md) and [more](#questions-to-ask).

### For the night

Tape.

## What it is

A nerve is weak [@TWO].

## Look after your eye now

Drops [@ONE; @TWO].

## Questions to ask

Who?
"""
PARTS = "handout: [in-one-minute, look-after-your-eye-now, questions-to-ask]\n"
SITE = {
    "content/words.yaml": PARTS,
    "layouts/handout.html": LAYOUT,
    "content/conditions/index.md": page("Conditions"),
    "content/conditions/a.md": page("A palsy", CONDITION, BODY),
}


def handout(build_site):
    return build_site(SITE)["conditions/a/handout/"].partition("<main>\n")[2].partition("\n</main>")[0]


def test_a_handout_holds_the_parts_to_take_home_in_order(build_site):
    text = handout(build_site)
    assert [part.partition("</h2>")[0] for part in text.split('<h2 id="')[1:]] == [
        'in-one-minute">In one minute',
        'look-after-your-eye-now">Look after your eye now',
        'questions-to-ask">Questions to ask',
    ]
    assert "<p>Tape.</p>" in text and "Before all parts" not in text and "A nerve" not in text


def test_where_no_parts_are_named_all_chapters_are_taken_home(build_site):
    text = build_site(SITE | {"content/words.yaml": ""})["conditions/a/handout/"]
    assert "A nerve" in text and "<p>Tape.</p>" in text and "Before all parts" not in text


def test_a_handout_cites_no_sources_as_it_lists_none(build_site):
    text = handout(build_site)
    assert "<p>It comes fast. See" in text and "<p>Drops.</p>" in text
    assert "<sup" not in text and "#source-" not in text


def test_links_of_a_handout_lead_on_from_one_step_deeper(build_site):
    text = handout(build_site)
    assert '<a href="../../../contact/">us</a>' in text
    assert '<a href="../../../conditions/a/#questions-to-ask">more</a>' in text


def test_other_kinds_of_page_have_no_handout(build_site):
    assert [path for path in build_site(SITE).files if "handout" in path] == ["conditions/a/handout/index.html"]


def test_a_part_that_no_condition_has_is_told(problems_of, build_site):
    parts = "handout:\n  - in-one-minute\n  - questions-to-aks\n  - for-the-night\n"
    layout = LAYOUT.replace("<main>", '<main id="whole">')
    site = SITE | {"content/words.yaml": parts, "layouts/condition.html": layout}
    site["content/conditions/a.md"] = page("A palsy", CONDITION, BODY.replace("## In one", "## First\n\n## In one"))
    site["content/conditions/a.md"] = site["content/conditions/a.md"].replace("### For", "## Rest\n\n### For")
    site["content/conditions/b.md"] = page("Another palsy", CONDITION, "## In one minute\n\nShort.\n")
    assert problems_of(site) == [
        "content/words.yaml:3: handout: no condition has a chapter (##) called 'questions-to-aks', did you mean "
        "'questions-to-ask'?",
        "content/words.yaml:4: handout: no condition has a chapter (##) called 'for-the-night'",
    ]


def test_parts_are_looked_for_where_there_are_handouts_only(build_site):
    assert "contact/" in build_site({"content/words.yaml": PARTS, "layouts/handout.html": LAYOUT})


def test_what_only_a_handout_links_to_is_looked_for_and_need_not_be_reached(problems_of):
    shown = LAYOUT.replace("<main>", "{% for card in alerts.handouts %}{{ card.body }}{% endfor %}<main>")
    alert = "alerts:\n  - type: urgent\n    where: [handouts]\n    text: '[Us](contact.md#hours)'\n"
    assert problems_of(SITE | {"layouts/handout.html": shown, "content/words.yaml": alert}) == [
        "content/words.yaml:4: nothing on contact/ is called 'hours'"
    ]
