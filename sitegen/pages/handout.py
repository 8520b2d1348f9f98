"""The handout of a condition: the parts that a patient takes home."""

import re

from markupsafe import Markup

PARTS = ("in-one-minute", "look-after-your-eye-now", "when-to-see-a-doctor-by-day-and-week", "questions-to-ask")
CHAPTER = re.compile(r'(?=<h2 id=")')
CITATION = re.compile(r'<sup class="citation"[^>]*>.*?</sup>', re.DOTALL)


def taken_home(body: str, page: str) -> Markup:
    """The chapters of `PARTS`, for an address one step deeper; links within the text lead to the whole page."""
    body = CITATION.sub("", body).replace('href="../', 'href="../../').replace('href="#', f'href="{page}#')
    opening = tuple(f'<h2 id="{part}"' for part in PARTS)
    return Markup("".join(chapter for chapter in CHAPTER.split(body) if chapter.startswith(opening)))
