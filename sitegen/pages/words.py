"""The words of words.yaml as pages show them: with the practice's facts, each card in its places."""

from collections.abc import Sequence
from typing import get_args

import msgspec

from sitegen.model.facts import BRACES, FACTS, quoted
from sitegen.model.page import ReadWords
from sitegen.model.practice import Practice
from sitegen.model.words import Place, Words
from sitegen.problems import problem


class Card(msgspec.Struct, frozen=True):
    """An alert as it is shown; `body` is HTML, with marks for facts and for the way to the site's root."""

    type: str
    heading: str | None
    body: str


def filled(words: ReadWords, practice: Practice) -> Words:
    """The words with the facts that they name."""

    def fact(name: str, written: str) -> str:
        return quoted(FACTS[name](practice).text) if name in FACTS else written

    plain = Words(**{name: getattr(words, name) for name in Words.__struct_fields__})
    text = BRACES.sub(lambda found: fact(found[1], found[0]), msgspec.json.encode(plain).decode())
    try:
        return msgspec.json.decode(text, type=Words)
    except msgspec.ValidationError as error:
        message = f"with its facts filled in a text is too long ({error}); write fewer words"
        raise problem("words.yaml", 0, message) from None


def cards(words: Words, bodies: Sequence[str]) -> dict[str, list[Card]]:
    """The cards of each place, in the order in which they are written; `bodies` are their texts as HTML."""
    found: dict[str, list[Card]] = {place: [] for place in get_args(Place)}
    for alert, body in zip(words.alerts, bodies, strict=True):
        card = Card(alert.type, alert.heading, body)
        for place in alert.where:
            found[place].append(card)
    return found
