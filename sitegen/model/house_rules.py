"""The house's rules for words: hosts that may not be cited, and phrases to avoid, each with what to do instead."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from sitegen.model.practice import Source
from sitegen.model.settings import Text

HOST = re.compile(r"https?://(?:[^/?#]*@)?([^/?#:]*)")
WRITTEN = re.compile(r"(?:\w+:/+)?(?:[^/?#\s]*@)?[*.]*([\w-]+(?:\.[\w-]+)*)\.?(?:[:/?#]\S*)?")
Advice = dict[Text, Text]  # what to avoid → what to do instead


class HouseRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """content/house-rules.yaml: the build refuses the hosts; `report` lists the phrases."""

    refused_hosts: Advice = {}
    self_talk: Advice = {}
    claims: Advice = {}


def refusals(sources: Mapping[str, Source], rules: HouseRules) -> Iterator[tuple[str, str]]:
    """Sources whose address lies on a refused host, or on one below it; each with what is wrong."""
    for key, source in sources.items():
        named = HOST.match(source.url or "")
        host = named[1].lower() if named else ""
        if found := listed(host, rules.refused_hosts):
            yield key, f"{key}: {host} may not be cited; {rules.refused_hosts[found]}"


def misnamed(rules: HouseRules) -> Iterator[tuple[str, str]]:
    """Refused hosts under names that no host has; each with what is wrong: `https://AAFP.org/` → write aafp.org"""
    for name in rules.refused_hosts:
        found = WRITTEN.fullmatch(name)
        if not found:
            yield name, f"refused_hosts: '{name}' is no host; write it like example.org"
        elif name != found[1].lower():
            yield name, f"refused_hosts: '{name}' refuses nothing; write {found[1].lower()}, and all below it are meant"


def listed(host: str, hosts: Mapping[str, str]) -> str | None:
    """The name in the list that a host has or lies below: `www.example.org` → `example.org`"""
    parts = host.split(".")
    return next((name for start in range(len(parts)) if (name := ".".join(parts[start:])) in hosts), None)
