"""Facts of practice.yaml under the names that stand for them in a text: {telephone}, {hours}, {doctors.fax}."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import msgspec

from sitegen.model import telephone
from sitegen.model.page import Document, Reference, TextFacts
from sitegen.model.practice import Practice
from sitegen.problems import Problem, did_you_mean, problem

OPENED = r"\{(?<![\\{].)[ \u00a0]{0,3}"  # looks behind at braces only, and not at each letter
BRACES = re.compile(  # around the name of a fact, or around what may be one misspelt: {e-mail}, {"fax"}, {telephone }}
    OPENED + r"([\"'“‘]?[A-Za-z][\w. \u00a0-]{0,40}?[:\"'”’]?(?:[ \u00a0]{0,3}\})?)[ \u00a0]{0,3}\}(?!\})"
)
PASSING = ("doctors.wait",)  # facts that time takes away by itself; a text has to be right without them
NOT_GIVEN = (
    "{{{0}}} is not given in practice.yaml; give it there, or put this text between "
    '::: when given="{0}" and a line of :::'
)
STRANGE = (
    "the number '{}' is not one of practice.yaml's; for the practice's own write {{telephone}} or {{fax}}, "
    "and another must stand there, under telephones, locations, referrals or helplines"
)
TOO_LONG = "with its facts filled in it is too long; write fewer words"
Made = TypeVar("Made", bound=msgspec.Struct)


class Fact(NamedTuple):
    """A fact in words, and where its words lead."""

    text: str
    href: str = ""


def number(text: str | None) -> Fact:
    return Fact(telephone.shown(text or ""), telephone.dialed(text or ""))


def mail(address: str | None) -> Fact:
    return Fact(address or "", f"mailto:{address}" if address else "")


def page(address: str | None) -> Fact:
    return Fact((address or "").removeprefix("https://").removesuffix("/"), address or "")


def text_line(practice: Practice) -> Fact:
    for line in practice.telephones:
        if line.use == "text":
            return Fact(line.shown, f"sms:{line.number}")
    return Fact("")


def insurance(practice: Practice) -> Fact:
    return Fact(", ".join(practice.insurance.plans) if practice.insurance else "")


FACTS: Mapping[str, Callable[[Practice], Fact]] = {
    "name": lambda practice: Fact(practice.name),
    "short_name": lambda practice: Fact(practice.short_name or practice.name),
    "telephone": lambda practice: Fact(practice.telephone_shown or "", telephone.dialed(practice.telephone)),
    "text": text_line,
    "fax": lambda practice: number(practice.fax),
    "email": lambda practice: mail(practice.email),
    "city": lambda practice: Fact(practice.city),
    "region": lambda practice: Fact(practice.region_name),
    "address": lambda practice: Fact(practice.places[0].address),
    "hours": lambda practice: Fact(practice.places[0].hours_in_words(practice.country)),
    "parking": lambda practice: Fact(practice.places[0].parking or ""),
    "access": lambda practice: Fact(practice.places[0].access or ""),
    "directions": lambda practice: page(practice.places[0].directions),
    "booking": lambda practice: page(practice.booking),
    "pay": lambda practice: page(practice.pay),
    "portal": lambda practice: page(practice.portal),
    "form": lambda practice: page(practice.form.address if practice.form else None),
    "languages": lambda practice: Fact(", ".join(practice.languages)),
    "insurance": insurance,
    "emergency_number": lambda practice: number(practice.emergency_number),
    "relay_number": lambda practice: number(practice.relay_number),
    "doctors.telephone": lambda practice: number(practice.referrals.telephone),
    "doctors.fax": lambda practice: number(practice.referrals.fax),
    "doctors.email": lambda practice: mail(practice.referrals.secure_email),
    "doctors.portal": lambda practice: page(practice.referrals.portal),
    "doctors.acknowledged_within": lambda practice: Fact(practice.referrals.acknowledged_within or ""),
    "doctors.wait": lambda practice: Fact(practice.referrals.wait.time if practice.referrals.wait else ""),
}
LEADING = ("telephone", "text", "email", "directions", "booking", "pay", "portal", "form", "emergency_number")
NAMES = "|".join(sorted(map(re.escape, FACTS), reverse=True))
UNCLOSED = re.compile(OPENED + f"({NAMES})" + r"(?!\w|\.\w|[ \u00a0]*[}:])")
UNOPENED = re.compile(rf"(?<![\w.-])({NAMES})[ \u00a0]{{0,3}}$")
ALSO = {  # what facts are called elsewhere
    "tel": "telephone", "phone": "telephone", "phone_number": "telephone", "fax_number": "fax", "mail": "email",
    "e_mail_address": "email", "email_address": "email", "opening_hours": "hours",
}  # fmt: skip


def unclosed(text: str) -> Iterator[str]:
    """What is wrong with each fact whose name stands behind a single brace, or before one."""
    for found in UNCLOSED.finditer(text):
        yield f"'{found[0]}' lacks its closing brace; write {{{found[1]}}}"
    for brace in re.finditer("}", text):
        end = brace.start()
        name = UNOPENED.search(text, max(end - 40, 0), end)
        if name and text.rfind("{", 0, end) <= text.rfind("}", 0, end):
            yield f"'{name[0]}}}' lacks its opening brace; write {{{name[1]}}}"


def fault(name: str) -> str:
    """What is wrong with a name that is no fact's; nothing where braces stand around a sign, as in {x}."""
    near = "" if name in FACTS else nearest(name)
    if name in FACTS or not (near or len(name) > 2):
        return ""
    return f"there is no fact '{name}'{f'{near} For' if near else '; for'} braces around a word write \\{{"


def nearest(name: str) -> str:
    """`", did you mean 'email'?"` for {e-mail}, or nothing where braces only stand around words."""
    plain = re.sub(r"\W+", "_", name.lower()).strip("_").removeprefix("the_")
    return did_you_mean(ALSO.get(plain, plain), FACTS)


def missing(path: str, text: TextFacts, practice: Practice) -> list[Problem]:
    """Facts that a file's text names and the practice has not given."""
    return [
        Problem(path, named.line, NOT_GIVEN.format(named.name))
        for named in text.named
        if named.name in PASSING or not FACTS[named.name](practice).text
    ]


def strange_numbers(path: str, text: TextFacts, practice: Practice) -> list[Problem]:
    """Telephone numbers of a file's text that are not the practice's own."""
    known = practice.numbers if text.numbers else set()
    strange = {
        (found.line, telephone.digits(found.name)): found.name
        for found in reversed(text.numbers)  # a link's number stands in it twice: as words, then as address
        if telephone.digits(found.name) not in known
    }
    return [Problem(path, line, STRANGE.format(name)) for (line, _), name in strange.items()]


def written_out(document: Document, practice: Practice) -> list[Reference]:
    """Where a page has the practice's number in figures, so that it does not change with practice.yaml."""
    own = telephone.digits(practice.telephone)
    found = (number for number in document.text.numbers if telephone.digits(number.name) == own)
    return list({number.line: number for number in found}.values())


def filled(document: Document, practice: Practice) -> Document:
    """The page with the facts that its settings name."""
    if not document.text.named:
        return document
    try:
        return msgspec.structs.replace(document, page=with_facts(document.page, practice))
    except msgspec.ValidationError as error:
        place = re.search(r"\$\[(\d+)\]", str(error))
        name = type(document.page).__struct_encode_fields__[int(place[1]) - 1] if place else "title"
        message = f"{name}: {TOO_LONG}"
        raise problem(document.page.path, document.lines(name), message) from None


def with_facts(written: Made, practice: Practice) -> Made:
    """The same with the facts that its texts name, at any depth."""
    text = msgspec.json.encode(written).decode()
    text = BRACES.sub(lambda found: quoted(FACTS[found[1]](practice).text) if found[1] in FACTS else found[0], text)
    return msgspec.json.decode(text, type=type(written))


def quoted(text: str) -> str:
    """The text as it stands inside a JSON string."""
    return msgspec.json.encode(text).decode()[1:-1]
