"""The pictures, films and drawings that pages show: whether each is there, and may be shown so."""

from collections.abc import Iterator

from sitegen.model.drawings import FOLDER
from sitegen.model.page import Content, Document
from sitegen.problems import Problem, did_you_mean

PATIENT = "'{}' may show a patient; make it one of a case's `pictures`, with its consent"


def missing_pictures(content: Content, document: Document) -> Iterator[Problem]:
    path, refused = document.page.path, {found.path for found in content.problems}
    for picture in document.pictures:
        if picture.name not in content.digests and picture.name not in refused:
            yield Problem(path, picture.line, no_picture(content, picture.name))
    for picture in document.text.pictures:
        if picture.name.startswith("gallery/") and not picture.name.lower().endswith(".svg"):
            yield Problem(path, picture.line, PATIENT.format(picture.name))


def no_picture(content: Content, name: str) -> str:
    """That a picture, drawing or document is missing, and the nearest that is there."""
    what = "drawing" if name.startswith(FOLDER) else "document" if name.lower().endswith(".pdf") else "picture"
    near = did_you_mean(name, (known for known in content.digests if is_like(name, known)))
    return f"there is no {what} '{name}'{near}"


def is_like(name: str, known: str) -> bool:
    return not known.endswith(".md") and name.startswith(FOLDER) == known.startswith(FOLDER)
