"""The words of this practice and its field that stand outside pages; each is general until words.yaml gives another."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sitegen.model.settings import Slug, Text, Way

Place = Literal["emergency", "health", "handouts", "contact", "search"]  # where a card for what cannot wait is shown
Heading = Annotated[str, Meta(min_length=1, max_length=120)]


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A few words and a sentence that ask the reader to come."""

    heading: Heading
    text: Text


class Ask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What asks for a visit beside the text of a condition or stage, a treatment, any other page; and at the end."""

    condition: Prompt = Prompt("Not getting better?", "Tell us since when, and what you have tried.")
    treatment: Prompt = Prompt("Could this help me?", "Tell us what bothers you, and what you have tried.")
    other: Prompt = Prompt("Would you like to talk?", "Bring what you have. You leave with a plan.")
    last: Prompt = Prompt("Ask us", "Tell us what bothers you most. We start from there.")


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that many pages share."""

    strip: Heading = "Is it an emergency?"
    doors: Heading = "Where would you like to begin?"
    doors_text: Text | None = None
    since: Heading = "after it began"
    works: Heading = "Books and papers"
    offers_text: Text = "Each can be used alone, or joined with others in one plan."
    results_differ: Text = "This is one person. The same result may not happen for everyone."
    change: Heading = "What is it about, and since when"
    limits: Text = "For information. See a doctor for advice about your own health."
    form: Heading = "Referral of a patient"
    form_warning: Text | None = None


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a group of conditions or treatments is called where they are listed; `short` is for the home page."""

    heading: Heading
    text: Text | None = None
    short: Heading | None = None


class Alert(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A card about what cannot wait, the places where it is shown, and the sources of what it says."""

    type: Literal["emergency", "urgent", "non-urgent"]
    where: tuple[Place, ...]
    text: Text
    heading: Heading | None = None
    sources: tuple[Text, ...] = ()


class Tool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page that a doctor works with, as a tile on the page for doctors."""

    page: Text
    name: Heading
    text: Text


class ForDoctors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When to refer, in a few signs: their heading on home, on the section for doctors and on the director's page."""

    home: Heading = "For doctors"
    hub: Heading = "When to refer"
    director: Heading = "When to refer"
    intro: Text | None = None
    signs: tuple[Text, ...] = ()
    links: tuple[Way, ...] = ()
    tools: tuple[Tool, ...] = ()


class Anatomy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The part of the body that all conditions are of; `kind` is a name of schema.org's."""

    kind: Annotated[
        str, Meta(pattern=r"^[A-Z][A-Za-z]{2,40}$", description="a name of schema.org, like Bone", examples=["Bone"])
    ]
    name: Text


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that readers type → the word that pages use; and words that show the cards about what cannot wait."""

    same: dict[Text, Text] = {}
    urgent: tuple[Text, ...] = ()


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """content/words.yaml; `plain_words` are names by the plain word that counts for them in the reading grade."""

    labels: Labels = Labels()
    ask: Ask = Ask()
    alerts: tuple[Alert, ...] = ()
    condition_groups: dict[Text, Group] = {}
    treatment_goals: dict[Text, Group] = {}
    for_doctors: ForDoctors = ForDoctors()
    visit: Way | None = None
    about: Heading | None = None
    anatomy: Anatomy | None = None
    handout: tuple[Slug, ...] = ()
    search: Search = Search()
    plain_words: dict[Text, tuple[Text, ...]] = {}

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of all sources that the cards name, each once."""
        return tuple(dict.fromkeys(key for alert in self.alerts for key in alert.sources))

    @property
    def ways(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Each page that is named, with the key of its line."""
        found: list[tuple[tuple[str | int, ...], str]] = [(("visit", "page"), self.visit.page)] if self.visit else []
        found += [(("for_doctors", "links", n, "page"), way.page) for n, way in enumerate(self.for_doctors.links)]
        found += [(("for_doctors", "tools", n, "page"), tool.page) for n, tool in enumerate(self.for_doctors.tools)]
        return found
