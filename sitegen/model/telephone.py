"""Telephone numbers: found in a text, compared by their digits, and shown as a reader expects them."""

import re

NUMBER = re.compile(  # (310) 555-0100 · 310-555-0100 · 1.310.555.0100 · +44 20 7946 0000
    r"(?=[0-9+(])(?<![\w.+/-])(?:\+[0-9](?:[ ().-]{0,2}[0-9]){7,14}"
    r"|(?:1[ .-])?(?:\([0-9]{3}\) ?|[0-9]{3}[ .-])[0-9]{3}[ .-][0-9]{4})"
    r"(?![\w/-])(?!\.[0-9])"
)


def digits(text: str) -> str:
    """(310) 555-0100 → 3105550100, and the same for +13105550100: in North America a leading 1 says nothing"""
    found = re.sub(r"[^0-9]", "", text)
    return found[1:] if len(found) == 11 and found.startswith("1") else found


def shown(number: str) -> str:
    """+13105550100 → (310) 555-0100; a number of another country stays as it is"""
    found = re.fullmatch(r"\+1([0-9]{3})([0-9]{3})([0-9]{4})", number)
    return f"({found[1]}) {found[2]}-{found[3]}" if found else number


def dialed(text: str) -> str:
    """(310) 555-0100 → tel:+13105550100 · 711 → tel:711; nothing for words that are no number alone"""
    found = digits(text)
    if text.startswith("+"):
        return "tel:+" + re.sub(r"[^0-9]", "", text)
    if re.search(r"[^0-9() .-]", text):
        return ""
    return f"tel:+1{found}" if len(found) == 10 else f"tel:{found}" if len(found) == 3 else ""
