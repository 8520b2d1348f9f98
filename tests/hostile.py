"""A small site with the real layouts, every field of every page and fact filled with the same text."""

import datetime
import json
import types
import typing
import urllib.parse
import xml.etree.ElementTree as ElementTree
from html import escape

import html5lib
import msgspec
from conftest import page
from samples import DRAWING

from sitegen.content import fields
from sitegen.model.kinds import KINDS
from sitegen.model.practice import Consent, Menu, Practice, Source
from sitegen.model.words import Group, Place, Words

PAGES = {  # the page of each kind; sections come by themselves
    "home": "index.md",
    "section": "conditions/index.md",
    "condition": "conditions/palsy.md",
    "treatment": "treatments/toxin.md",
    "stage": "when-it-started/early.md",
    "guide": "living-with/eating.md",
    "referral": "referral/when.md",
    "person": "about/people/ann.md",
    "case": "gallery/case.md",
    "article": "news/item.md",
    "notice": "news/notices/item.md",
    "story": "stories/told.md",
    "page": "contact.md",
}
SECTIONS = (
    "about",
    "about/people",
    "gallery",
    "living-with",
    "news",
    "referral",
    "stories",
    "treatments",
    "when-it-started",
)
LISTS = ("terms", "codes", "sources", "stages", "pages", "sections", "cases")
GIVEN = {  # fields that take no free text, and those that must not hide or hold back the page
    "address": "https://example.org/a",
    "alerts": None,
    "aliases": ["/old-{}/"],
    "as_of": "2026-11-01",
    "booking": "https://example.org/a",
    "checked_on": "2026-01-01",
    "condition_groups": None,
    "conditions": ["palsy"],
    "consent": "ONE",
    "contact": "mailto:a@example.org",
    "country": "US",
    "date": "2026-01-01",
    "director": PAGES["person"],
    "directions": "https://example.org/a",
    "doi": "10.1000/182",
    "draft": "false",
    "email": "a@example.org",
    "emergency_number": "911",
    "emergency_sources": ["ONE"],
    "evidence": "Thin.",
    "expires": "2027-06-01",
    "expiry": "2030-01-01",
    "eye_sources": ["ONE"],
    "footer": ["contact.md"],
    "exceptions": [{"on": "2026-11-26", "hours": "closed"}],
    "from": "3 days",
    "handout": None,
    "header": ["contact.md", *(f"{name}.md" for name in LISTS)],
    "helps_when": ["Often."],
    "gone": ["/gone/"],
    "icd10": ["G51.0"],
    "hours": ["Always"],
    "latitude": "34.06721",
    "lists": None,
    "locations": None,
    "longitude": "-118.39802",
    "may_not_suit": ["Never."],
    "next_review": "2027-01-01",
    "notices": [{"text": "{}", "until": "2026-12-01"}],
    "npi": "1234567890",
    "number": "+13105550100",
    "page": "contact.md",
    "pay": "https://example.org/a",
    "plain_words": None,
    "pmid": "1",
    "profiles": ["https://example.org/a"],
    "relay_number": "711",
    "publications": ["One."],
    "portal": "https://example.org/a",
    "postal_code": "90210",
    "publish_on": "2026-01-01",
    "scope": ["website", "words"],
    "search": None,
    "secure_email": "a@example.org",
    "source": "ONE",
    "sources": ["ONE"],
    "src": "face.svg",
    "fax": "(310) 555-0101",
    "file": "drawings/face.svg",
    "hero": "drawings/face.svg",
    "logo": "drawings/sign.svg",
    "pictogram": "drawings/sign.svg",
    "stages": ["early"],
    "telephone": "+13105550100",
    "telephone_shown": "(310) 555-0100",
    "timezone": "America/Los_Angeles",
    "to": "3 weeks",
    "treatment_goals": None,
    "treatments": ["toxin"],
    "typical": "Most [@ONE].",
    "url": "https://example.org/",
    "withdrawn": None,
    "written": "2026-01-01",
    "year": "2020",
}
BODY = (
    '## Chapter\n\n::: data-table caption="{0}" data="table.csv"\n:::\n\n'
    + "".join(
        f"::: {name}\nWords.\n:::\n\n"
        for name in (
            'care-card type="urgent" heading="{0}"',
            'details summary="{0}"',
            'do-dont-list type="do" heading="{0}"',
            'warning-callout heading="{0}"',
        )
    )
    + ('::: figure src="face.svg" alt="{0}" caption="{0}"\n:::\n\n::: action-link href="contact.md" text="{0}"\n:::\n')
)


def inner(expected):
    """A field's type without None and without its bounds: `Annotated[str, …] | None` → str, its pattern and lengths."""
    if typing.get_origin(expected) in (typing.Union, types.UnionType):
        expected = next(part for part in typing.get_args(expected) if part is not type(None))
    if typing.get_origin(expected) is typing.Annotated:
        base, *metas = typing.get_args(expected)
        return base, metas[0]
    return expected, msgspec.Meta()


def is_list(expected):
    return typing.get_origin(inner(expected)[0]) is tuple


def is_free(expected):
    """Whether a field, or each entry of its list, is a text of any form, or has fields of its own."""
    kind, meta = inner(typing.get_args(inner(expected)[0])[0] if is_list(expected) else expected)
    is_text = kind is str and (not meta.pattern or is_sentence(meta))
    return is_text or (isinstance(kind, type) and issubclass(kind, msgspec.Struct))


def is_sentence(meta):
    """Whether a text of any form will do, so long as it says something: that of a source."""
    return bool(meta.pattern) and meta.max_length == 2000


def value(name, expected, text, number):
    """What is written for a field; all that takes free text holds `text`, also at any depth."""
    if name in GIVEN:
        written = json.dumps(GIVEN[name])
        return json.loads(written.replace("{}", str(number)))
    kind, meta = inner(expected)
    if typing.get_origin(kind) is tuple:
        return [value("", typing.get_args(kind)[0], text, number)]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return filled(kind, text, number)
    if typing.get_origin(kind) is typing.Literal:
        return typing.get_args(kind)[0]
    if kind in (bool, int, datetime.date):
        return {bool: "true", int: str(number), datetime.date: "2026-01-01"}[kind]
    if meta.examples:
        return meta.examples[0]
    if is_sentence(meta):
        return f"Source {number}, {text}"[: meta.max_length]
    assert kind is str and not meta.pattern, f"{name}: write what it takes into GIVEN"
    assert not (meta.extra or {}).get("markdown"), f"{name}: write some Markdown into GIVEN"
    words = f"{number} {text}" if meta.max_length != 2000 and name != "short_title" else text
    return (words + " words" * 20 * ((meta.min_length or 0) > 20))[: meta.max_length].strip()


def filled(struct, text, number=1):
    """Every field of a struct; → {"title": "1 <b>", …}"""
    made = {
        name: value(name, field.type, text, number)
        for name, field in fields.fields_of(struct).items()
        if name != "path"
    }
    return {name: written for name, written in made.items() if written is not None}


def yaml_of(values):
    return "".join(f"{name}: {json.dumps(written, ensure_ascii=False)}\n" for name, written in values.items())


def words_of(text):
    """words.yaml, whose alerts are written in Markdown and stand everywhere."""
    alert = {
        "type": "emergency",
        "where": list(typing.get_args(Place)),
        "heading": text,
        "text": "Go.",
        "sources": ["ONE"],
    }
    groups = {"others": filled(Group, text)}
    return filled(Words, text) | {
        "alerts": [alert],
        "condition_groups": groups,
        "treatment_goals": groups,
        "search": {"same": {"typed": "it's"}, "urgent": [text]},
        "plain_words": {text: [text]},
    }


def site(text):
    """The files of content/, whose every text is `text`."""
    parameter = " ".join(text.replace('"', "").split())
    quoted = json.dumps(text, ensure_ascii=False)
    cell = text.replace('"', '""')
    files = {
        "practice.yaml": yaml_of(filled(Practice, text)),
        "menu.yaml": yaml_of(filled(Menu, text)),
        "sources.yaml": yaml_of({"ONE": filled(Source, text)}),
        "words.yaml": yaml_of(words_of(text)),
        "consent.yaml": yaml_of({"ONE": filled(Consent, text)}),
        "glossary.yaml": f"{quoted}: {quoted}\n",
        "table.csv": f'"{cell}","b"\n"{cell}","{cell}"\n',
        "face.svg": DRAWING,
        "gallery/face.svg": DRAWING,
        "drawings/sign.svg": DRAWING,
        "drawings/face.svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{escape(text)}.</title>'
        f"<desc>{escape(text)}.</desc><text>{escape(text)}</text></svg>",
        "drawings/face.md": "Words.\n",
        "about/people/face.svg": DRAWING,
        "404.md": page("Not found"),
    }
    for number, (name, path) in enumerate(PAGES.items(), 1):
        body = BODY.replace("{0}", parameter) if path == "contact.md" else "## Chapter\n\nWords.\n"
        files[path] = f"---\n{yaml_of(filled(KINDS[name].page, text, number))}---\n\n{body}"
    for number, name in enumerate((*SECTIONS, *LISTS), 20):
        path = f"{name}.md" if name in LISTS else f"{name}/index.md"
        values = filled(KINDS["page"].page, text, number) | ({"lists": name} if name in LISTS else {})
        files[path] = f"---\n{yaml_of(values)}---\n\n## Chapter\n\nWords.\n"
    return {f"content/{path}": written for path, written in files.items()}


def parsed(text):
    return html5lib.parse(text, namespaceHTMLElements=False)


def skeleton(path, text):
    """A file's structure without its words: elements and attributes, keys, or lines."""
    if path.endswith(".html"):
        return elements(parsed(text))
    if path.endswith((".xml", ".config")):
        return [(element.tag, sorted(element.attrib)) for element in ElementTree.fromstring(text).iter()]
    if path.endswith((".json", ".webmanifest")):
        return keys(json.loads(text))
    if path.endswith(".vcf"):
        assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
        return [line.partition(":")[0] for line in text.replace("\r\n ", "").split("\r\n")]
    return text


def elements(tree):
    return [(element.tag, sorted(element.attrib)) for element in tree.iter() if isinstance(element.tag, str)]


def keys(made):
    if isinstance(made, dict):
        return {name: keys(part) for name, part in made.items()}
    return [keys(part) for part in made] if isinstance(made, list) else type(made).__name__


def unsafe(tree):
    """What no page may hold: scripts that are not ours, attributes that run, addresses of other schemes."""
    found = []
    for element in tree.iter():
        for name, written in element.attrib.items():
            scheme = (
                urllib.parse.urlsplit(written.strip()).scheme if name in ("href", "src", "action", "poster") else ""
            )
            if (
                name.startswith("on")
                or name in ("srcdoc", "style")
                or scheme not in ("", "http", "https", "tel", "sms", "mailto")
            ):
                found.append(f"{name}={written}")
        if element.tag == "script" and element.get("type") != "application/ld+json":
            source = element.get("src", "")
            if not source.lstrip("./").startswith("js/") or element.text:
                found.append(f"script {source} {element.text}")
        if element.tag in ("iframe", "object", "embed", "base"):
            found.append(element.tag)
    return found
