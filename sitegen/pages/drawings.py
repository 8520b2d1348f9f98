"""Drawings in a page: each with ids of its own, links from where the page is, and the words beside it."""

from itertools import count

from sitegen.markup.marks import DRAWING_ID, ROOT, fill
from sitegen.model.drawings import Drawing
from sitegen.model.practice import Practice
from sitegen.pages.view import View


def placed(drawing: Drawing, number: int, root: str) -> str:
    """The drawing's SVG as the one of this number on its page."""
    return drawing.svg.replace(DRAWING_ID, f"drawing-{number}").replace(ROOT, root)


def with_drawings(html: str, view: View, practice: Practice) -> str:
    """A page's HTML with its drawings, and the words beside them, in place of their marks."""
    from sitegen.pages import facts  # lazy: imports markupsafe

    def legend(path: str) -> str:
        return facts.in_html(view.legends.get(path, ""), practice).replace(ROOT, view.root)

    numbers = count(1)
    html = fill(html, "legend", legend)
    return fill(html, "drawing", lambda path: placed(view.drawings[path], next(numbers), view.root))
