"""The pictures, films and drawings that pages show: whether each is there, and may be shown so."""

from collections.abc import Iterator

from sitegen.model.drawings import FOLDER
from sitegen.model.kinds import Case
from sitegen.model.page import Content, Document
from sitegen.problems import Problem, did_you_mean

KINDS = {
    ".mp4": "film",
    ".vtt": "file of captions",
    ".pdf": "document",
    ".csv": "table",
    ".md": "page",
    ".yaml": "facts",
}
GALLERY = "gallery/"
AWAY = "a case's pictures lie in gallery/, where no other page may show them; move '{}' there"
PATIENT = "'{}' may show a patient; make it one of a case's `pictures`, with its consent"


def missing_pictures(content: Content, document: Document) -> Iterator[Problem]:
    path, refused = document.page.path, {found.path for found in content.problems}
    for picture in document.pictures:
        if picture.name not in content.digests and picture.name not in refused:
            yield Problem(path, picture.line, no_picture(content, picture.name))
        is_own = isinstance(document.page, Case) and picture not in document.text.pictures
        if picture.name.startswith(GALLERY) != is_own and not picture.name.lower().endswith(".svg"):
            yield Problem(path, picture.line, (AWAY if is_own else PATIENT).format(picture.name))


def no_picture(content: Content, name: str) -> str:
    """That a picture, film, drawing or document is missing, and the nearest that is there."""
    near = did_you_mean(name, (known for known in content.digests if kind(known) == kind(name)))
    return f"there is no {kind(name)} '{name}'{near}"


def kind(name: str) -> str:
    """What a file of content/ is called, by its name."""
    ending = name[name.rfind(".") :].lower()
    return "drawing" if name.startswith(FOLDER) and ending == ".svg" else KINDS.get(ending, "picture")
