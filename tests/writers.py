"""What turns Markdown into HTML, without the rest of a site."""

from conftest import FILES

from sitegen.layouts import Layouts
from sitegen.markup.convert import Writer


def writer_in(folder, glossary):
    """A writer with the components of FILES."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Writer(Layouts(f"{folder}/layouts", f"{folder}/.cache", b""), glossary)
