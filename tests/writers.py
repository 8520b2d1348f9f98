"""What turns Markdown into HTML, without the rest of a site."""

from conftest import FILES

from sitegen.markup.convert import make_parser
from sitegen.templates import Templates


def converter_in(folder, glossary):
    """A parser, and the components of FILES."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return make_parser(glossary), Templates(f"{folder}/layouts", f"{folder}/.cache", b"")
