"""What words.yaml names (pages, sources, facts, numbers), and the groups that pages name of it: whether it is there."""

from collections.abc import Iterator, Mapping

from sitegen.model.addresses import unnamed_pages
from sitegen.model.kinds import Condition, Treatment
from sitegen.model.page import Content, Document, Reference
from sitegen.model.references import Pages, missing_sources, of_text
from sitegen.model.words import Group
from sitegen.problems import Problem, did_you_mean

WORDS = "words.yaml"
NO_CARD = (
    "emergency: no card says whom to call here; words.yaml needs one under alerts with "
    "type: emergency and where: [emergency]"
)


def faults(content: Content, published: Pages) -> Iterator[Problem]:
    """Everything that words.yaml names in vain, and every group of a page that it does not have."""
    words, lines = content.words, content.lines.get(WORDS)
    if lines:
        ways = [Reference(name, lines(*key)) for key, name in words.ways]
        yield from unnamed_pages(content, published, WORDS, ways)
        yield from of_text(content, published, WORDS, words.named)
        for number, alert in enumerate(words.alerts):
            keys = [Reference(key, lines("alerts", number, "sources", n)) for n, key in enumerate(alert.sources)]
            yield from missing_sources(content, WORDS, keys)
    has_card = any(alert.type == "emergency" and "emergency" in alert.where for alert in words.alerts)
    for document in published.values():
        if document.page.emergency and not has_card and (lines or WORDS not in content.digests):  # or it is unread
            yield Problem(document.page.path, document.lines("emergency"), NO_CARD)
        if isinstance(document.page, Condition):
            yield from missing_group(document, "group", document.page.group, words.condition_groups)
        elif isinstance(document.page, Treatment) and document.page.goal:
            yield from missing_group(document, "goal", document.page.goal, words.treatment_goals)


def missing_group(document: Document, field: str, name: str, groups: Mapping[str, Group]) -> Iterator[Problem]:
    """Where words.yaml has groups, a page names one of them; where it has none, any name is one."""
    if groups and name not in groups:
        message = f"{field}: '{name}' is not one of {', '.join(groups)} (words.yaml){did_you_mean(name, groups)}"
        yield Problem(document.page.path, document.lines(field), message)
