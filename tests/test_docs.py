"""What the documents say of commands, kinds, settings, blocks, modules and files is what the code does."""

import ast
import re
import subprocess
import sys

import msgspec
import pytest
from conftest import ROOMS, ROOT, page
from real_layouts import LAYOUTS, is_for_writers

from sitegen.commands import arguments
from sitegen.content.front_matter import CONFLICT
from sitegen.markup.blocks import GIVEN
from sitegen.model.kinds import KINDS, Health, Page
from sitegen.urls import slug

SITEGEN = ROOT / "sitegen"
PATHS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
DOCUMENTS = {str(path.relative_to(ROOT)): path.read_text() for path in PATHS}
README, CONTRIBUTING = DOCUMENTS["README.md"], DOCUMENTS["CONTRIBUTING.md"]
WRITING, ARCHITECTURE = DOCUMENTS["docs/writing.md"], DOCUMENTS["docs/architecture.md"]
COMMANDS = arguments.parsers()[1]
FOLDERS = r"content|layouts|assets|sitegen|tests|docs|\.github|\.ci"
INTERNAL = (
    r"sitegen|layouts/|assets/|\.cache|\.venv|\bpip\b|pytest|[Jj]inja|msgspec|YAML|HTML file|front matter|slug|schema"
)


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
            parameters = [f"`{parameter}`" for parameter in sorted(taken.required - {"body", "practice", *GIVEN})]
            parameters += [f"(`{parameter}`)" for parameter in sorted(taken.optional)]
            choices = [f"{key}: {', '.join(values)}" for key, values in taken.choices.items() if key in taken.required]
            row = f"- `{name}` {' '.join(parameters)}".rstrip() + f" – {header[1].rstrip('.')}"
            shown.append(row + (f"; {'; '.join(choices)}" if choices else ""))
    return shown


def docstring(path):
    return ast.get_docstring(ast.parse(path.read_text())).splitlines()[0]


def section(document, heading):
    """What stands below a heading, up to the next of its level."""
    level = heading.split(" ")[0]
    return re.split(rf"^{level} ", document.split(f"\n{heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def module_rows(text):
    return re.findall(r"^- `([\w/]+\.py)` – (.*)$", text, re.MULTILINE)


def test_no_document_has_two_versions_of_its_lines():
    assert [name for name, text in DOCUMENTS.items() if CONFLICT.search(text)] == []


def anchors(document):
    return {slug(heading) for heading in re.findall(r"^#+ (.*)$", document, re.MULTILINE)}


def test_the_readme_fits_on_a_screen():
    assert len(README.splitlines()) <= 45


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_listed_as_its_help_writes_it(name):
    usage = COMMANDS[name].usage.removesuffix(" build")
    assert f"| `{usage}` |" in (CONTRIBUTING if name in ("test", "bench") else WRITING)


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, ".ci/run", ".github/workflows/publish.yml", ".github/workflows/check.yml"]
)
def test_no_document_names_a_command_that_is_not_there(document):
    used = re.findall(r"\b(?:python3|py) build\.py ([a-z]+)", (ROOT / document).read_text())
    assert [name for name in used if name not in COMMANDS] == []


def test_every_setting_of_every_page_is_listed():
    table = section(WRITING, "## The kinds of page").split("| Setting |")[1].split("\n\n")[0]
    shared = [field for field in msgspec.structs.fields(Page) if field.name != "path"]
    assert re.findall(r"^\| (\**`\w+`\**) \| ", table, re.MULTILINE) == [names([field]) for field in shared]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_is_listed_with_its_settings(kind):
    assert f"\n{kind_row(kind)}\n" in section(WRITING, "## The kinds of page")


def test_the_page_that_is_shown_as_an_example_builds(build_site):
    example = WRITING.split("\n## How a page is written\n")[1].split("```\n")[1].replace("[@AAO2013]", "[@ONE]")
    contact = {"content/contact.md": page("Contact", body="## Call us\n\nText.\n")}
    site = build_site(contact | {"content/about/index.md": page("About"), "content/about/getting-to-us.md": example})
    assert '<a href="../../contact/#call-us">Call us</a>' in site["about/getting-to-us/"]


def test_the_kinds_that_give_health_information_are_named():
    health = [name for name, kind in KINDS.items() if issubclass(kind.page, Health)]
    assert f"A {', '.join(health[:-1])} or {health[-1]} gives health information." in WRITING


def test_every_block_a_writer_can_use_is_listed_with_its_parameters():
    shown = re.findall(r"^- `[\w-]+`.* – .*$", section(WRITING, "## Blocks for a page"), re.MULTILINE)
    assert shown == component_rows()


def test_staff_need_no_word_of_how_the_site_is_built():
    assert re.findall(INTERNAL, WRITING) == []


@pytest.mark.parametrize("room", [None, *(room for room in ROOMS if (SITEGEN / room).is_dir())])
def test_every_module_is_listed_in_its_room_with_what_it_says_of_itself(room):
    text = section(ARCHITECTURE, "## Every module")
    text = section(text, f"### {room}") if room else text.split("\n### ")[0]
    folder = SITEGEN / (room or "")
    assert module_rows(text) == [
        (str(path.relative_to(SITEGEN)), docstring(path)) for path in sorted(folder.glob("[!_]*.py"))
    ]


def test_the_rooms_are_listed_in_the_order_in_which_they_import():
    rooms = [room for room in ROOMS if (SITEGEN / room).is_dir()]
    rows = [f"| [`{room}/`](#{room}) | {docstring(SITEGEN / room / '__init__.py')} |" for room in rooms]
    assert "\n".join(["| Room | What is in it |", "|---|---|", *rows]) in ARCHITECTURE


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_between_documents_resolve(document):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", DOCUMENTS[document], flags=re.DOTALL)
    for path, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", text):
        target = (ROOT / document).parent / path if path else ROOT / document
        assert target.is_file(), path
        assert not anchor or anchor in anchors(target.read_text()), anchor


def is_there(path):
    """Whether it is a file or folder of the project, or, without its ending, a module of sitegen/."""
    return any((folder / name).exists() for folder in (ROOT, SITEGEN) for name in (path, f"{path}.py"))


@pytest.mark.parametrize("document", [*DOCUMENTS, "LICENSE"])
def test_every_file_and_folder_that_is_named_is_there(document):
    text = (ROOT / document).read_text()
    named = re.findall(rf"(?<=[` (])((?:{FOLDERS})/[\w./-]*\w/?)", text)
    named += re.findall(r"`([\w-]+\.(?:toml|txt|py|yml))`", text)
    assert [path for path in named if "NAME" not in path and not is_there(path)] == []


def test_words_are_spelled_right():
    paths = [*DOCUMENTS, "LICENSE"]
    done = subprocess.run([sys.executable, "-m", "codespell_lib", *paths], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
