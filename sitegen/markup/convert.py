"""Markdown to HTML, with citations, checked links and components as `:::` blocks."""

import re
from collections.abc import Callable, Mapping

from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import ENTITY_RE, HTML_RE, SimpleTagInlineProcessor, SubstituteTagInlineProcessor

from sitegen.markup import facts, pasted
from sitegen.markup.blocks import split
from sitegen.markup.components import component
from sitegen.markup.extensions import Finish, Inline, Parser, Table, Unescape
from sitegen.markup.glossary import Glossary
from sitegen.markup.inline import ADDRESS, MAIL, BareAddress, Citation, Entity, MailAddress, RawHtml
from sitegen.markup.marks import mark, pattern
from sitegen.markup.notes import Notes
from sitegen.markup.places import Part
from sitegen.model.facts import BRACES
from sitegen.model.kinds import kind_of
from sitegen.model.page import Markup, Reference
from sitegen.problems import Problem, Problems
from sitegen.templates import Templates

EDGE = re.compile(f"<p>{pattern('(open|close)')}</p>")
LOST = re.compile(pattern("(?:open|close)"))
EMAIL = re.compile(r"(?<![\w.+/-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")
STRUCK = r"(~~)(?=[^\s~])((?:[^~]|~(?!~))*?[^\s~])~~"
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"  # what a backslash takes its meaning from (CommonMark, 2.4)


def make_parser(glossary: Mapping[str, str]) -> Parser:
    """Python-Markdown with what we add to it, which takes a page's while to set up: one serves a whole build."""
    extensions = [TableExtension(), DefListExtension(), FootnoteExtension(), SaneListExtension()]
    parser = Parser(extensions=extensions, output_format="html")
    terms = {form: text for term, text in glossary.items() for form in (term, term[:1].upper() + term[1:])}
    parser.parser.blockprocessors.register(Table(parser.parser, {}), "table", 75)
    parser.preprocessors.deregister("html_block")
    parser.ESCAPED_CHARS = list(PUNCTUATION)
    parser.inlinePatterns.deregister("automail")
    parser.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n|\x0b", "br"), "break", 181)
    parser.inlinePatterns.register(MailAddress(MAIL, parser), "mail", 110)
    parser.inlinePatterns.register(BareAddress(ADDRESS, parser), "address", 75)
    parser.inlinePatterns.register(SimpleTagInlineProcessor(STRUCK, "del"), "struck", 70)
    parser.inlinePatterns.register(Citation(r"\s?\[@([^\]\[]*)\]", parser), "citation", 175)
    parser.inlinePatterns.register(facts.FactName(BRACES.pattern, parser), "fact", 170)
    parser.inlinePatterns.register(RawHtml(HTML_RE, parser), "html", 90)
    parser.inlinePatterns.register(Entity(ENTITY_RE, parser), "entity", 80)
    parser.treeprocessors.register(Inline(parser), "inline", 20)
    parser.treeprocessors.register(Unescape(parser), "unescape", 0)
    parser.treeprocessors.register(Glossary(parser, terms), "abbr", 7)
    parser.treeprocessors.register(Finish(parser), "finish", 5)
    return parser


def convert_page(parser: Parser, templates: Templates, fields: list[Part], body: Part, notes: Notes) -> Markup:
    """The page's HTML, citations numbered in the order in which its layout shows them, or every fault in it.

    A person's fields (publications) come after the body, all others before it.
    """
    is_body_first = kind_of(notes.path).name == "person"
    html = convert(parser, templates, body, notes) if is_body_first else ""
    headings = tuple(notes.headings)
    written = tuple(unwrapped(convert(parser, templates, part, notes)) for part in fields)
    if not is_body_first:
        notes.headings.clear()
        html = convert(parser, templates, body, notes)
        headings = tuple(notes.headings)
    if notes.problems:
        raise Problems(notes.problems + notes.unsure)
    return Markup(written, html, headings, notes.facts(), tuple(notes.words))


def convert(parser: Parser, templates: Templates, part: Part, notes: Notes) -> str:
    """The HTML of one part, noted in `notes`."""
    part = begun(parser, part, notes)
    text, blocks, problems = split(notes.path, part.text, part.line, templates)
    notes.problems += problems
    facts.note(notes, blocks)
    html = parsed(parser, text, part, notes)
    if blocks:
        html = assembled(html, lambda number, inner: component(templates, blocks[number], inner, notes))
    for number in sorted({int(number) for number in LOST.findall(html)}) if not problems else ():
        message = "cannot stand here; put an empty line below it, and no list or table around it"
        notes.problems.append(Problem(notes.path, blocks[number].line, f"'{blocks[number].name}' {message}"))
    return html


def begun(parser: Parser, part: Part, notes: Notes) -> Part:
    """The part as it is read, without marks of other programs; what cannot be read is noted."""
    part = part._replace(text=pasted.read(part.text))
    notes.begin(part)
    notes.problems += [Problem(notes.path, part.line + row, fault) for row, fault in pasted.faults(part.text)]
    parser.notes = notes
    return part


def convert_words(parser: Parser, part: Part, notes: Notes) -> str:
    """The HTML of a text without blocks that stands in no page's body, noted in `notes`."""
    part = begun(parser, part, notes)
    facts.note(notes, ())
    return parsed(parser, part.text, part, notes)


def parsed(parser: Parser, text: str, part: Part, notes: Notes) -> str:
    """What Markdown makes of the text of a part, in which marks stand for its blocks."""
    if text.count("@") > text.count("[@"):
        addresses = EMAIL.finditer(part.text)
        notes.addresses += [Reference(found[0], notes.places.line_at(found.start())) for found in addresses]
    if "{:" in text and "attr_list" not in parser.treeprocessors:
        from sitegen.markup.attributes import SafeAttributes  # lazy: seldom wanted

        parser.treeprocessors.register(SafeAttributes(parser), "attr_list", 8)
    parser.reset()
    try:
        return parser.convert(text).replace(pasted.SOFT_BREAK, " ")  # in code, say
    except RecursionError:
        notes.report("", "lists or quotations nested too deeply")
        return ""


def assembled(html: str, component: Callable[[int, str], str]) -> str:
    """The HTML with a component in place of each pair of edges, the innermost first; a single edge stays."""
    first, *rest = EDGE.split(html)
    opened: list[tuple[str, list[str]]] = [("", [first])]
    for edge, number, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        if edge == "open":
            opened.append((number, [text]))
        elif opened[-1][0] == number:
            inner = "".join(opened.pop()[1])
            opened[-1][1].extend((component(int(number), inner), text))
        else:
            opened[-1][1].extend((mark("close", number), text))
    return "".join((mark("open", number) if number else "") + "".join(parts) for number, parts in opened)


def unwrapped(html: str) -> str:
    """`<p>One paragraph</p>` without its tags."""
    return html[3:-4] if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>") else html
