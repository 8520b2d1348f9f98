"""What stands in a page's tree."""

import json


def text_of(page):
    return " ".join(" ".join(page.find("body").itertext()).split())


def graph(page):
    """The page's structured data, by type."""
    scripts = page.findall(".//script[@type='application/ld+json']")
    return {node["@type"]: node for script in scripts for node in json.loads(script.text)["@graph"]}
