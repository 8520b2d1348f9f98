"""The handout of a condition: the parts that a patient takes home."""

import re
from collections.abc import Sequence

from markupsafe import Markup

CHAPTER = re.compile(r'(?=<h2 id=")')
CITATION = re.compile(r'<sup class="citation"[^>]*>.*?</sup>', re.DOTALL)


def taken_home(body: str, page: str, parts: Sequence[str]) -> Markup:
    """The chapters whose headings have these ids (all, where none is named), for an address one step deeper.

    Links within the text lead to the whole page.
    """
    body = CITATION.sub("", body).replace('href="../', 'href="../../').replace('href="#', f'href="{page}#')
    opening = tuple(f'<h2 id="{part}"' for part in parts) or ("<h2 ",)
    return Markup("".join(chapter for chapter in CHAPTER.split(body) if chapter.startswith(opening)))
