"""What the README says of commands, kinds, fields, components and modules is what the code does."""

import ast
import re

import msgspec
import pytest
from conftest import ROOT
from real_layouts import LAYOUTS, is_for_writers

import build as commands
from sitegen.model.kinds import KINDS, Health, Page

README = (ROOT / "README.md").read_text()
SITEGEN = ROOT / "sitegen"


def names(fields):
    return ", ".join(f"**`{field.encode_name}`**" if field.required else f"`{field.encode_name}`" for field in fields)


def kind_row(kind):
    inherited = Health if issubclass(kind.page, Health) else Page
    known = {field.name for field in msgspec.structs.fields(inherited)}
    own = [field for field in msgspec.structs.fields(kind.page) if field.name not in known]
    where = {"home": "`content/index.md`", "section": "`index.md` of a folder", "page": "anywhere else"}
    folders = ", ".join(f"`{folder}/`" for folder in kind.folders)
    return f"| {kind.name} | {where.get(kind.name, folders)} | {names(own) or '–'} |"


def component_rows():
    shown = []
    for name, source in sorted((path.stem, path.read_text()) for path in (ROOT / "layouts/components").glob("*.html")):
        header = re.match(r"\{#-? (.*?)(?:\n|\s*-?#\})", source)
        taken = LAYOUTS.parameters(name)
        if is_for_writers(taken):
            parameters = [f"`{parameter}`" for parameter in sorted(taken.required - {"body"})]
            parameters += [f"(`{parameter}`)" for parameter in sorted(taken.optional)]
            choices = [f"{key}: {', '.join(values)}" for key, values in taken.choices.items() if key in taken.required]
            row = f"- `{name}` {' '.join(parameters)}".rstrip() + f" – {header[1].rstrip('.')}"
            shown.append(row + (f"; {'; '.join(choices)}" if choices else ""))
    return shown


def docstring(path):
    return ast.get_docstring(ast.parse(path.read_text())).splitlines()[0]


def test_every_command_is_listed():
    usages = [re.split(r"  +", line)[0] for line in commands.HELP.splitlines()]
    assert [usage for usage in usages if f"| `{usage}` |" not in README] == []


def test_the_fields_of_every_page_are_listed():
    shared = [field for field in msgspec.structs.fields(Page) if field.name != "path"]
    assert f"Every page: {names(shared)}." in README


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_is_listed_with_its_fields(kind):
    assert kind_row(kind) in README


def test_every_component_a_writer_can_use_is_listed_with_its_parameters():
    assert (
        re.findall(r"^- `[\w-]+`.* – .*$", README.split("## Components")[1].split("## ")[0], re.MULTILINE)
        == component_rows()
    )


def test_every_module_is_listed_with_what_it_says_of_itself():
    rows = [f"- `{path.relative_to(SITEGEN)}` – {docstring(path)}" for path in SITEGEN.rglob("[!_]*.py")]
    assert sorted(re.findall(r"^- `[\w/]+\.py` – .*", README, re.MULTILINE)) == sorted(rows)
