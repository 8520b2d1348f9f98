"""Attribute lists in Markdown, `{: … }`, restricted to what is safe."""

import re
import xml.etree.ElementTree as etree

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder

from sitegen.markup.extensions import notes_of

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})  # languages


class SafeAttributes(AttrListTreeprocessor):
    """`{: #risks lang=es }`: an id and a language may be set, nothing else."""

    BASE_RE = r"\{:[ ]*([^}\n ][^}\n]*)\}"  # type: ignore[misc]  # with its colon: {x} is text
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]

    def assign_attrs(self, elem: etree.Element, attrs_string: str, *, strict: bool = False) -> str:
        attributes, remainder = get_attrs_and_remainder(attrs_string)
        if remainder and strict:
            return remainder
        for name, value in attributes:
            if name == "id" and value and re.fullmatch(r"[a-z][a-z0-9-]*", value):
                elem.set("id", value)
            elif name == "lang" and value and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", value):
                elem.set("lang", value)
                if value.partition("-")[0] in RIGHT_TO_LEFT:
                    elem.set("dir", "rtl")
            else:
                written = f".{value}" if name == "." else f"{name}={value}" if value else name
                notes_of(self).report(
                    attrs_string, f"'{written}' cannot be set here; only {{: #an-id }} and {{: lang=es }}"
                )
        return ""
