"""The real layouts, and which of their components can be written in Markdown."""

from conftest import ROOT

from sitegen import cache
from sitegen.markup.blocks import GIVEN, LATE
from sitegen.templates import Templates

LAYOUTS = Templates(str(ROOT / "layouts"), str(ROOT / ".cache"), cache.code_version())


def is_for_writers(taken):
    """Texts, a body, a link, a picture and a table are all that Markdown can give."""
    given = {"body", "heading", "title", "type", "level", "summary", "href", "text", "data", "caption"}
    given |= {"src", "alt", "poster", "captions", "given", "missing", "file", "questions", "visit", *GIVEN}
    of_facts = taken.required == {"practice"} and any(LAYOUTS.parameters(name) is taken for name in LATE)
    return of_facts or (bool(taken.required) and taken.required | taken.optional <= given)
