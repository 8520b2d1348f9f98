"""The files of facts: the practice, the menu, sources, consents, the glossary, our words and the rules for words."""

import re
from typing import Any

from sitegen.content import fields, front_matter, plain_words, practice_file, printed
from sitegen.markup.typography import typewritten
from sitegen.model.house_rules import HouseRules, misnamed
from sitegen.model.page import Lines
from sitegen.model.practice import Consent, Menu, Source
from sitegen.problems import Problem, Problems, collect, problem

SOURCE_KEY = re.compile(r"[A-Z0-9-]+")
AS_THEY_ARE = ("url", "doi", "pmid")  # parts of a source that are no words
LARGEST = 4 * front_matter.LARGEST  # the sources alone are longer than any page's settings may be


def read(path: str, data: bytes) -> tuple[Any, Lines]:
    """practice.yaml → Practice, menu.yaml → Menu, sources.yaml → {key: Source}, consent.yaml → {id: Consent},
    glossary.yaml → {term: text}, house-rules.yaml → HouseRules, words.yaml → ReadWords; and the lines of their keys"""
    text = front_matter.decode(path, data)
    front = front_matter.parse(path, text, largest=LARGEST)
    if path == "words.yaml":
        from sitegen.content import words_file  # lazy: imports Markdown

        words = front_matter.Written(text, "", 1)
        if problems := [Problem(path, *told) for told in plain_words.unclosed_facts(words, front)]:
            raise Problems(problems)
        return words_file.make(path, text, front), Lines.of(front.lines)
    return read_values(path, front), Lines.of(front.lines)


def read_values(path: str, front: front_matter.FrontMatter) -> Any:
    if path == "practice.yaml":
        return practice_file.make(path, front.values, front.line)
    if path == "menu.yaml":
        return fields.make(Menu, path, front.values, front.line)
    if path == "house-rules.yaml":
        return read_rules(path, front)
    made, problems, terms = {}, list[Problem](), dict[str, str]()
    for name, value in front.values.items():
        first = terms.setdefault(typewritten(name.casefold()), name)
        if first != name and path == "glossary.yaml":
            message = f"'{name}' is explained twice, first as '{first}'; keep one"
            problems.append(Problem(path, front.line(name), message))
        with collect(problems):
            made[name] = read_entry(path, name, value, front)
    if problems:
        raise Problems(problems)
    return made


def read_rules(path: str, front: front_matter.FrontMatter) -> HouseRules:
    rules = fields.make(HouseRules, path, front.values, front.line)
    if found := [Problem(path, front.line("refused_hosts", name), fault) for name, fault in misnamed(rules)]:
        raise Problems(found)
    return rules


def read_entry(path: str, name: str, value: Any, front: front_matter.FrontMatter) -> Any:
    if path == "sources.yaml":
        if not SOURCE_KEY.fullmatch(name):
            message = f"'{name}': a source is named by capitals, digits and hyphens, like NICE-2023"
            raise problem(path, front.line(name), message)
        if not isinstance(value, dict):
            raise problem(path, front.line(name), f"{name}: needs lines of text, tier and url below it")
        words = {field: text for field, text in value.items() if field not in AS_THEY_ARE}
        problems = list[Problem]()
        with collect(problems):
            check_printed(path, words, (name,), front)
        with collect(problems):
            source = fields.make(Source, path, value, lambda *key: front.line(name, *key))
        if problems:
            raise Problems(problems)
        return source
    if path == "consent.yaml":
        return read_consent(path, name, value, front)
    if not isinstance(value, str) or not value.strip() or not name.strip():
        raise problem(path, front.line(name), f"'{name}': write a term and its explanation, `term: explanation`")
    check_printed(path, f"{name}: {value}", (name,), front)
    return value.strip()


def check_printed(path: str, value: Any, key: fields.Key, front: front_matter.FrontMatter) -> None:
    """Raises what is wrong with the texts of an entry that pages print as they stand."""
    found = [
        Problem(path, front.line(*place), f"{plain_words.named(place)}: {message}")
        for place, text in plain_words.texts(value, key)
        for message in printed.faults(text)
    ]
    if found:
        raise Problems(found)


def read_consent(path: str, name: str, value: Any, front: front_matter.FrontMatter) -> Consent:
    if not SOURCE_KEY.fullmatch(name):
        message = f"'{name}': a consent is named by capitals, digits and hyphens, never by a person's name"
        raise problem(path, front.line(name), message)
    if not isinstance(value, dict):
        raise problem(path, front.line(name), f"{name}: needs lines of scope, date and expiry below it")
    consent = fields.make(Consent, path, value, lambda *key: front.line(name, *key))
    if consent.expiry <= consent.date:
        raise problem(path, front.line(name, "expiry"), "expiry: must be later than date")
    return consent
