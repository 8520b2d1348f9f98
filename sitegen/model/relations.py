"""Fields of pages that name pages of another kind by their slugs, and the files these stand for."""

from collections.abc import Collection

from sitegen.model.kinds import KINDS

RELATIONS = {"conditions": "condition", "treatments": "treatment", "stages": "stage"}  # a field → the kind it names


def related_path(kind: str, slug: str, paths: Collection[str]) -> str:
    """The page of a kind that a slug names among `paths`; where none has it, as it would stand in the first folder."""
    ways = [f"{folder}/{slug}.md" for folder in KINDS[kind].folders]
    return next((way for way in ways if way in paths), ways[0])
