"""The pictures, films and drawings that pages show: whether each is there, and may be shown so."""

from collections.abc import Iterator

from sitegen.model.drawings import FOLDER
from sitegen.model.page import Content, Document
from sitegen.problems import Problem, did_you_mean

PATIENT = "'{}' may show a patient; make it one of a case's `pictures`, with its consent"


def missing_pictures(content: Content, document: Document) -> Iterator[Problem]:
    path = document.page.path
    for picture in document.pictures:
        if picture.name not in content.digests:
            yield Problem(path, picture.line, no_picture(content, picture.name))
    for picture in document.text.pictures:
        if picture.name.startswith("gallery/") and not picture.name.endswith(".svg"):
            yield Problem(path, picture.line, PATIENT.format(picture.name))


def no_picture(content: Content, name: str) -> str:
    """That a picture or drawing is missing, and the nearest that is there."""
    is_drawing = name.startswith(FOLDER)
    near = did_you_mean(name, (known for known in content.digests if is_like(name, known)))
    return f"there is no {'drawing' if is_drawing else 'picture'} '{name}'{near}"


def is_like(name: str, known: str) -> bool:
    return not known.endswith(".md") and name.startswith(FOLDER) == known.startswith(FOLDER)
