"""Jinja that fails on anything undefined, and components that see their parameters and nothing else."""

import datetime
import functools
import io
import re
import sys
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, NamedTuple

import jinja2
from jinja2 import meta, nodes
from jinja2.bccache import Bucket
from markupsafe import Markup

from sitegen import cache
from sitegen.problems import Problems, did_you_mean, problem

CHOICES = re.compile(r"^\s*(\w+): ([\w-]+(?: \| [\w-]+)+)\s*(?:#})?$", re.MULTILINE)
VARIABLE = re.compile(
    r"""\bcomponent\(\s*(?:[^\s"']|"[^"]*"\s*[^\s,)]|'[^']*'\s*[^\s,)])|\{%-?\s*(?:extends|include|import|from)\s+[^\s"']"""
)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Parameters(NamedTuple):
    """What a component takes, read from its template."""

    required: frozenset[str]
    optional: frozenset[str]
    choices: Mapping[str, list[str]]


class Compiled(jinja2.BytecodeCache):
    """Templates as Python compiled them; compiling costs more than rendering a page."""

    def __init__(self, folder: str, version: bytes) -> None:
        self.folder, self.version = folder, version
        cache.own_folder(folder)

    def load_bytecode(self, bucket: Bucket) -> None:
        if data := cache.recall(f"{self.folder}/{bucket.key}", self.version):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        cache.keep(f"{self.folder}/{bucket.key}", self.version, bucket.bytecode_to_string())


class Engine:
    """The templates of `sources`, by path."""

    def __init__(self, sources: Mapping[str, str], cache_folder: str, version: bytes) -> None:
        def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
            if name not in sources:
                return None
            if named := VARIABLE.search(sources[name]):  # its digest would not stand for what it names
                line = sources[name].count("\n", 0, named.start()) + 1
                raise problem(f"../layouts/{name}", line, "write a template's name in quotes, not as a variable")
            return sources[name], f"layouts/{name}", lambda: True

        self.sources = sources
        self.environment = with_filters(
            loader=jinja2.FunctionLoader(source),
            autoescape=lambda name: bool(name) and str(name).endswith((".html", ".xml")),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=Compiled(cache_folder, version),
        )
        self.environment.globals["component"] = self.component

    def parameters(self, component: str) -> Parameters:
        name = f"components/{component}.html"
        try:
            return read_parameters(self.sources[name])
        except jinja2.TemplateSyntaxError as error:
            raise problem(f"../layouts/{name}", error.lineno, str(error.message)) from None

    def component(self, name: str, /, caller: Callable[[], str] | None = None, **parameters: Any) -> str:
        """A component's HTML; in a layout `{% call component("inset-text") %}…{% endcall %}` gives it a body."""
        if caller:
            parameters["body"] = caller()
        template = self.environment.get_template(f"components/{name}.html")
        return Markup(template.render(parameters).strip())

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """A template's text; what fails in it is a problem at its own file and line."""
        try:
            return self.environment.get_template(name).render(values)
        except jinja2.TemplateSyntaxError as error:
            raise problem(f"../layouts/{error.name or name}", error.lineno, str(error.message)) from None
        except Problems:
            raise
        except jinja2.TemplateNotFound as error:
            path, line = last_place(sys.exc_info()[2]) or (f"../layouts/{name}", 0)
            near = did_you_mean(str(error.name), self.sources)
            raise problem(path, line, f"there is no template '{error.name}'{near}") from None
        except Exception as error:  # whatever a template's expressions may raise
            raise problem(*(last_place(sys.exc_info()[2]) or (f"../layouts/{name}", 0)), str(error)) from None


def with_filters(**options: Any) -> jinja2.Environment:
    """Jinja with our filters, as it refuses what it does not know."""
    environment = jinja2.Environment(**options)
    environment.filters |= {"date": long_date, "qr_code": qr_code}
    return environment


@functools.cache
def read_parameters(source: str) -> Parameters:
    """What a component's template takes."""
    tree = with_filters().parse(source)
    names = meta.find_undeclared_variables(tree) - {*jinja2.defaults.DEFAULT_NAMESPACE, "component"}
    tests = [test.node for test in tree.find_all(nodes.Test) if test.name == "defined"]
    defaults = [use.node for use in tree.find_all(nodes.Filter) if use.name == "default"]
    optional = names & {node.name for node in tests + defaults if isinstance(node, nodes.Name)}
    header = source[: source.find("#}") + 2]
    choices = {name: values.split(" | ") for name, values in CHOICES.findall(header)}
    return Parameters(frozenset(names - optional), frozenset(optional), choices)


def last_place(trace: TracebackType | None) -> tuple[str, int] | None:
    """The template and line in which a rendering stopped."""
    place = None
    while trace:
        if trace.tb_frame.f_code.co_filename.startswith("layouts/"):
            place = (f"../{trace.tb_frame.f_code.co_filename}", trace.tb_lineno)
        trace = trace.tb_next
    return place


def qr_code(text: str) -> Markup:
    """A QR code as SVG, ISO/IEC 18004, with the quiet zone of four modules that readers need."""
    import segno  # lazy: imports segno

    drawn = io.BytesIO()
    segno.make_qr(text, error="m").save(
        drawn,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=4,
        lineclass=None,
        svgclass="qr-code",
        title="QR code of the address",
    )
    return Markup(drawn.getvalue().decode())


def long_date(value: str | datetime.date) -> str:
    """2026-11-23 → November 23, 2026."""
    day = datetime.date.fromisoformat(str(value))
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
