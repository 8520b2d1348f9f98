"""What the preview adds to a page: what is wrong, always in view, and from and until when readers see the page."""

import datetime
import html

from sitegen.jinja import long_date
from sitegen.model.kinds import News, Page

FRAME = "all:revert;display:block;margin:0;padding:{} 1.5rem;font:1rem/1.5 {};background:{};color:{}"
WRONG = FRAME.format("1rem", "monospace", "#fff1ee", "#8a1010") + (
    ";position:sticky;top:0;z-index:9;box-sizing:border-box;max-height:50vh;overflow:auto;border:4px solid"
)
LEFT_OUT = FRAME.format(".5rem", "sans-serif", "#fff8e1", "#4a2f00") + ";border-bottom:2px solid"
NOTE = FRAME.format(".5rem", "sans-serif", "#6b3f00", "#fff") + ";text-align:center"
BOX = """
<div role="alert" id="preview-problems" tabindex="0" style="{}">
<strong>Mend this, then save again. Below is the last version that can be shown.</strong>
<pre style="white-space:pre-wrap;margin:.5rem 0 0">{}</pre></div>
"""
WITHOUT = """
<div id="preview-left-out" style="{}">
<strong>The site is published without this until it is mended. All else is published.</strong>
<pre style="white-space:pre-wrap;margin:.5rem 0 0">{}</pre></div>
"""
TITLE, WRONG_TITLE = b"<title>", "<title>✗ ".encode()


def waits(page: Page, today: datetime.date) -> str:
    """Why and until when readers do not see a page, or from when on."""
    if page.draft:
        return "Draft: this page is not published."
    found = []
    if page.publish_on and page.publish_on > today:
        found.append(f"Not published before {long_date(page.publish_on)}.")
    if isinstance(page, News) and page.expires:
        found.append(f"Is taken down on {long_date(page.expires)}.")
    return " ".join(found)


def marked(data: bytes, problems: str, note: str, left_out: str = "") -> bytes:
    """A page as the preview shows it."""
    added = f'\n<p id="preview-note" style="{NOTE}">{note}</p>\n' if note else ""
    if left_out:
        added = WITHOUT.format(LEFT_OUT, html.escape(left_out)) + added
    if problems:
        data = data.replace(TITLE, WRONG_TITLE, 1)
        added = BOX.format(WRONG, html.escape(problems)) + added
    start = data.find(b">", data.find(b"<body")) + 1
    return data[:start] + added.encode() + data[start:]
