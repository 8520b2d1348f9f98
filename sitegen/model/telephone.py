"""Telephone numbers: found in a text, compared by their digits, and shown as a reader expects them."""

import re

APART = r" .\u00a0\u202f\u2009\u2010-\u2015\u2212-"  # between digits: spaces of any width, a point, lines of any length
GAP = rf"(?:[/*_·{APART}]{{1,3}}|[{APART}]?\n {{0,8}})"  # a few of these, marks of Markdown too, or a line's end
NUMBER = re.compile(  # (310) 555-0100 · 310-555-0100 · 1.310.555.0100 · 310/555-0100 · 3105550100 · +44 20 7946 0000
    rf"(?=[0-9+(])(?<![\w.+/=-])(?<!ISBN )(?<!ISBN: )(?:\+[0-9](?:[(){APART}]{{0,2}}[0-9]){{7,14}}"
    rf"|(?:1[{APART}])?(?:\([0-9]{{3}}\)[{APART}]?|[0-9]{{3}}[/{APART}])[0-9]{{3}}[/{APART}][0-9]{{4}}"
    rf"|(?:1{GAP}?)?(?:\( ?[2-9][0-9]{{2}} ?\)|[2-9][0-9]{{2}}){GAP}?[2-9][0-9]{{2}}{GAP}?[0-9]{{4}})"
    r"(?:(?=x[0-9])|(?![\w/-])(?!\.[0-9]))"
)


def digits(text: str) -> str:
    """(310) 555-0100 → 3105550100, and the same for +13105550100: in North America a leading 1 says nothing"""
    found = re.sub(r"[^0-9]", "", text)
    return found[1:] if len(found) == 11 and found.startswith("1") else found


def shown(number: str) -> str:
    """+13105550100 → (310) 555-0100, and the same for 310.555.0100; a number of another country stays as it is"""
    found = re.fullmatch(r"([2-9][0-9]{2})([0-9]{3})([0-9]{4})", digits(number))
    is_north_american = found and (number.startswith("+1") or not number.startswith("+"))
    return f"({found[1]}) {found[2]}-{found[3]}" if found and is_north_american else number


def dialed(text: str) -> str:
    """(310) 555-0100 → tel:+13105550100 · 711 → tel:711; nothing for words that are no number alone"""
    found = digits(text)
    if text.startswith("+"):
        return "tel:+" + re.sub(r"[^0-9]", "", text)
    if re.search(r"[^0-9() .-]", text):
        return ""
    return f"tel:+1{found}" if len(found) == 10 else f"tel:{found}" if len(found) == 3 else ""
