"""Drawings: the folder they are in, the classes of their shapes, and what is known of each."""

import msgspec

from sitegen.model.page import Reference

FOLDER = "drawings/"
PALETTE = tuple(f"drawing__{name}" for name in ("clay", "petrol", "soft", "line", "paper", "light", "dark"))


class Drawing(msgspec.Struct, frozen=True, array_like=True):
    """A drawing as a page holds it: `svg` has marks for its ids and for the way to the site's root.

    `links` are the content paths it leads to; `is_told` says whether it has a name and a description.
    """

    svg: str
    links: tuple[Reference, ...] = ()
    is_told: bool = True


def legend_of(path: str) -> str:
    """drawings/face.svg → drawings/face.md"""
    return f"{path.removesuffix('.svg')}.md"
