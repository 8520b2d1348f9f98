"""The words of words.yaml as pages show them: with the practice's facts, each card in its places."""

from collections.abc import Sequence
from typing import get_args

import msgspec

from sitegen.model.facts import with_facts
from sitegen.model.page import Content
from sitegen.model.practice import Practice
from sitegen.model.word_faults import WORDS
from sitegen.model.words import Place, Words


class Card(msgspec.Struct, frozen=True):
    """An alert as it is shown; `body` is HTML, with marks for facts and for the way to the site's root."""

    type: str
    heading: str | None
    body: str


def filled(content: Content, practice: Practice) -> Words:
    """The words of words.yaml with the facts that they name."""
    plain = Words(**{name: getattr(content.words, name) for name in Words.__struct_fields__})
    try:
        return with_facts(plain, practice)
    except msgspec.ValidationError as error:
        from sitegen.content.practice_texts import too_long  # lazy: imports YAML

        raise too_long(WORDS, content.lines[WORDS], error) from None


def cards(words: Words, bodies: Sequence[str]) -> dict[str, list[Card]]:
    """The cards of each place, in the order in which they are written; `bodies` are their texts as HTML."""
    found: dict[str, list[Card]] = {place: [] for place in get_args(Place)}
    for alert, body in zip(words.alerts, bodies, strict=True):
        card = Card(alert.type, alert.heading, body)
        for place in alert.where:
            found[place].append(card)
    return found
