"""words.yaml: what is general is said in its own words, and every fault of it is told at its line."""

import pytest
from conftest import CONDITION, FILES, PRACTICE, TREATMENT, page

WORDS = """\
labels:
  strip: "Hurt? Call {telephone}"
alerts:
  - type: urgent
    where: [emergency, contact]
    sources: [ONE, TWO]
    heading: "Call {emergency_number} if:"
    text: |
      - it is **very** bad

      [Call us]({telephone}), or go to [our page](contact.md).
condition_groups:
  teeth: {heading: Teeth, text: Of them.}
  gums: {heading: Gums}
treatment_goals:
  keep: {heading: To keep it, short: Keep}
visit: {page: contact.md, text: Get ready}
"""
LAYOUT = """\
<!doctype html>
<title>{{ page.title }}</title>
<h1>{{ page.title }}</h1>
<p>{{ shell.words.labels.strip }} | {{ shell.words.labels.limits }}</p>
{% for card in alerts.contact %}<div class="{{ card.type }}">{{ card.heading }} {{ card.body }}</div>
{% endfor %}
{% for (name, group), cards in listed %}<h2>{{ name }} {{ group.heading }} {{ group.text or "" }}</h2>
{% for card in cards %}<a href="{{ root }}{{ card.url }}">{{ card.title }}</a>{% endfor %}
{% endfor %}
{% for source in shell.alert_sources %}<p>{{ source.text }}</p>
{% endfor %}
{% for card in children %}<a href="{{ root }}{{ card.url }}">{{ card.title }}</a>
{% endfor %}
"""
CONDITIONS = {
    "layouts/section.html": LAYOUT,
    "content/menu.yaml": "header: [conditions/index.md, contact.md]\nfooter: []\n",
    "content/conditions/index.md": page("Conditions", "lists: groups\n"),
    "content/conditions/a.md": page("Decay", CONDITION.replace("sudden", "teeth")),
    "content/conditions/b.md": page("Bleeding", CONDITION.replace("sudden", "gums")),
}


def test_words_alerts_and_groups_are_shown_with_their_facts(build_site):
    text = build_site(CONDITIONS | {"content/words.yaml": WORDS})["conditions/"]
    assert "Hurt? Call (310) 555-0100 | For information." in text
    card = text.split('<div class="urgent">')[1].split("</div>")[0]
    assert " ".join(card.split()) == (
        "Call 911 if: <ul> <li>it is <strong>very</strong> bad</li> </ul> "
        '<p><a href="tel:+13105550100">Call us</a>, or go to <a href="../contact/">our page</a>.</p>'
    )
    assert text.index("teeth Teeth Of them.") < text.index("gums Gums") < text.index("First source.")
    assert text.count("First source.") == 1 == text.count("Second source.")  # practice.yaml names the first, too


def test_without_the_file_words_are_general_and_any_group_is_one(build_site):
    text = build_site(CONDITIONS)["conditions/"]
    assert "Is it an emergency? | For information." in text
    assert "<h2>teeth Teeth </h2>" in text and "urgent" not in text


@pytest.mark.parametrize(
    ("written", "messages"),
    [
        ("label:\n  strip: a\n", ["1: there is no field 'label' here, did you mean 'labels'?"]),
        (
            "labels:\n  stripe: a\n  doors: \nask:\n  last: words\n",
            [
                "2: labels: there is no field 'stripe' here, did you mean 'strip'?",
                "3: labels: doors: is empty; fill it in, or take the line out",
                "5: ask: last: needs lines below it: heading: …, text: …",
            ],
        ),
        (
            "condition_groups:\n  teeth:\n    headin: a\n  gums: words\n",
            [
                "3: condition_groups: teeth: there is no field 'headin' here, did you mean 'heading'?",
                "2: condition_groups: teeth: the field 'heading' is missing; add a line heading: …",
                "4: condition_groups: gums: needs lines below it: heading: …",
            ],
        ),
        (
            "alerts:\n  - type: loud\n    where: [everywhere]\n    text: a\n",
            [
                "2: alerts: type: 'loud' is not one of emergency, urgent, non-urgent",
                "3: alerts: where: 'everywhere' is not one of emergency, health, handouts, contact, search",
            ],
        ),
        (
            "alerts:\n  - type: urgent\n    where: [contact]\n    sources: [THREE]\n    text: Call {telefone}.\n"
            "visit: {page: contct.md, text: Go}\n",
            [
                "5: there is no fact 'telefone', did you mean 'telephone'? For braces around a word write \\{",
            ],
        ),
        (
            "alerts:\n  - type: urgent\n    where: [contact]\n    sources: [ONF]\n    text: |\n"
            "      Ask a@example.org,\n      or (310) 555-0177, or fax {fax},\n      or [see](contct.md).\n"
            "visit: {page: contac.md, text: Go}\n",
            [
                "4: no source called 'ONF' in sources.yaml, did you mean 'ONE'?",
                "6: the e-mail address 'a@example.org' is not one of practice.yaml's; take it out, or write it there",
                "7: the number '(310) 555-0177' is not one of practice.yaml's; for the practice's own write "
                "{telephone} or {fax}, and another must stand there, under telephones, locations, referrals or "
                "helplines",
                "7: {fax} is not given in practice.yaml; give it there, or put this text between "
                '::: when given="fax" and a line of :::',
                "8: there is no page 'contct.md', did you mean 'contact.md'?",
                "9: there is no page 'contac.md', did you mean 'contact.md'?",
            ],
        ),
        (
            "alerts:\n  - type: urgent\n    where: [contact]\n    text: |\n      ## Now\n\n      Go [@ONE].\n\n"
            "      ![a](a.png)\n\n      <b>Go</b>\n",
            [
                "4: an alert holds words, lists and links; take out the heading",
                "4: an alert holds words, lists and links; take out the picture",
                "4: an alert holds words, lists and links; take out the source, and name it in the alert's `sources`",
                "11: HTML (<b>) cannot be used here; write **words** for bold ones",
            ],
        ),
        (
            'alerts:\n  - type: urgent\n    where: [contact]\n    text: |\n      ::: note type="loud"\n'
            "      Go.\n      :::\n",
            ["4: an alert holds words, lists and links; take out the block (:::)"],
        ),
        (
            "alerts:\n  - type: urgent\n    where: [contact]\n    text: |\n      Go.\n\n      [See](#hours)\n",
            [
                "7: '#hours' would be looked for on every page with this alert; write its page, too, like "
                "contact.md#hours"
            ],
        ),
        (
            "search:\n  same:\n    sore gums: pain\n    ache: tooth-ache\n    paín: tooth’s\n"
            "    911: '{emergency_number}'\n    '?': gum\n",
            [
                "3: search: same: 'sore gums' finds nothing, as words are looked up one by one; write one word, like "
                "sore",
                "4: search: same: 'tooth-ache' finds nothing, as words are looked up one by one; write one word, like "
                "tooth",
                "7: search: same: '?' finds nothing, as words are looked up one by one; write one word, like doctor",
            ],
        ),
    ],
)
def test_every_fault_is_told_at_its_line(problems_of, written, messages):
    told = [line.removeprefix("content/words.yaml:") for line in problems_of({"content/words.yaml": written})]
    assert sorted(told) == sorted(messages)


@pytest.mark.parametrize(
    ("path", "settings", "message"),
    [
        ("conditions/a.md", CONDITION.replace("sudden", "teef"), "8: group: 'teef' is not one of teeth, gums"),
        ("treatments/a.md", TREATMENT + "goal: kep\n", "15: goal: 'kep' is not one of keep"),
        ("conditions/a.md", CONDITION.replace("sudden", "Teeth"), "8: group: 'Teeth' should be the name of a group"),
    ],
)
def test_a_group_is_one_of_those_that_are_named(problems_of, path, settings, message):
    files = {f"content/{path}": page("A page", settings), f"content/{path[:10]}/index.md": page("A section")}
    [told] = problems_of(files | {"content/words.yaml": WORDS})
    assert told.startswith(f"content/{path}:{message}")


def test_a_text_that_its_facts_make_too_long_is_told(problems_of):
    name = "A" * 110
    files = {"content/practice.yaml": PRACTICE.replace("name: A practice", f"name: {name}")}
    written = 'labels:\n  doors: Where to?\n  strip: "Ask {name}, {name}"\n'
    assert problems_of(files | {"content/words.yaml": written}) == [
        "content/words.yaml:3: labels: strip: with its facts filled in it is too long; write fewer words"
    ]


LINKED = "alerts: [{type: urgent, where: [emergency, handouts, search], text: '[Us](contact.md)'}]\n"
SHOWN = FILES["layouts/page.html"].replace("<main>", "{% for card in alerts.search %}{{ card.body }}{% endfor %}<main>")


@pytest.mark.parametrize(
    ("url", "root"), [("conditions/a/", "../../"), ("conditions/a/handout/", "../../../"), ("404.html", "/")]
)
def test_a_link_of_an_alert_leads_to_its_page_from_everywhere(build_site, url, root):
    layouts = {f"layouts/{name}.html": SHOWN for name in ("condition", "handout", "404")}
    text = build_site(CONDITIONS | layouts | {"content/words.yaml": LINKED})[url]
    assert f'<p><a href="{root}contact/">Us</a></p>' in text
