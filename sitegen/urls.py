"""Addresses: of pages, of headings, and the way from one to another."""

import re
import unicodedata


def slug(title: str) -> str:
    """What is Bell’s palsy? → what-is-bells-palsy · Ménière disease → meniere-disease · ⁂ → (nothing)"""
    plain = unicodedata.normalize("NFKD", title.lower().replace("'", "").replace("’", ""))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", plain)).strip("-")
