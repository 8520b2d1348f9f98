"""The handout of a condition: the parts that a patient takes home."""

import re

from markupsafe import Markup

PARTS = ("in-one-minute", "look-after-your-eye-now", "when-to-see-a-doctor-by-day-and-week", "questions-to-ask")
CHAPTER = re.compile(r'(?=<h2 id=")')
CITATION = re.compile(r'<sup class="citation">.*?</sup>', re.DOTALL)


def taken_home(body: str, page: str) -> Markup:
    """The chapters of `PARTS`; links within the text lead to the whole page, where the sources stand too."""
    opening = tuple(f'<h2 id="{part}"' for part in PARTS)
    chapters = CHAPTER.split(CITATION.sub("", body).replace('href="#', f'href="{page}#'))
    return Markup("".join(chapter for chapter in chapters if chapter.startswith(opening)))
