"""axe-core, whose rules for WCAG 2.2 the pages keep."""

import pathlib

import axe_playwright_python

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLORS = ["cat.color"]
NO_CONTRAST = {"color-contrast": {"enabled": False}, "color-contrast-enhanced": {"enabled": False}}
BROKEN = """async options => (await axe.run({...options, resultTypes: ["violations"]})).violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 100)}`))"""


def with_axe(shown):
    """The page, into which axe comes with every address, which takes less time than to send it each time."""
    shown.add_init_script(AXE)
    return shown


def broken(shown, rules=RULES, contrast=True):
    """What breaks the rules on the page shown, each with its element; the page's own policy must be bypassed.

    Contrast takes four fifths of the time.
    """
    if not shown.evaluate("'axe' in window"):
        shown.evaluate(AXE)
    return shown.evaluate(BROKEN, {"runOnly": rules} if contrast else {"runOnly": rules, "rules": NO_CONTRAST})
