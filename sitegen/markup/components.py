"""A `:::` block as its component's HTML: what it is given, links, files and tables in place of their names."""

from collections.abc import Mapping, Sequence
from typing import Any

from sitegen.markup import facts
from sitegen.markup.blocks import LATE, TABLES, Block
from sitegen.markup.charts import PLOTS
from sitegen.markup.columns import uncited_rows
from sitegen.markup.dates import windows
from sitegen.markup.form_fields import FORMS, fields
from sitegen.markup.marks import mark
from sitegen.markup.notes import Notes
from sitegen.markup.outcomes import outcomes
from sitegen.markup.plan import plan
from sitegen.model.page import Reference
from sitegen.problems import Problem, Problems
from sitegen.templates import Templates

LATER = {  # what a block is given that is known only when its page is made: marks
    "practice_facts": facts.MARKS,
    "alerts": mark("alerts", "search"),
    "urgent_words": mark("urgent-words"),
    "same_words": mark("same-words"),
}
NAMED = ("heading", "title", "summary")  # parameters whose words a fault of the finished page may be about


def component(templates: Templates, block: Block, body: str, notes: Notes) -> str:
    """A component's HTML, or nothing where it has a fault, which is told."""
    if block.values is None:
        return ""
    if block.name == "when":
        return facts.when(block, body, notes)
    values = parameters(block, notes)
    if values is None:
        return ""
    if block.takes_body:
        from markupsafe import Markup as Safe  # lazy: comes with Jinja

        values["body"] = Safe(body.strip())
        if not body.strip() and not notes.problems:
            message = f"'{block.name}' is empty; write its text between its two lines of :::"
            notes.problems.append(Problem(notes.path, block.line, message))
    elif body.strip():
        message = f"'{block.name}' takes no text; close it (:::) on the line below"
        notes.problems.append(Problem(notes.path, block.line, message))
    if block.name in LATE:
        return mark("block", block.name)
    taken = templates.parameters(block.name).required
    values |= {name: given for name, given in LATER.items() if name in taken}
    return templates.component(block.name, values)


def parameters(block: Block, notes: Notes) -> dict[str, Any] | None:
    """What a component is given: links, files and tables in place of their names; None where one cannot be drawn."""
    line, written = block.line, block.values or {}
    values: dict[str, Any] = {name: facts.in_text(value) for name, value in written.items()}
    notes.words += [Reference(values[name], line) for name in NAMED if name in values]
    if "href" in values:
        values["href"] = facts.lead(notes, values["href"], line)
    if "file" in values:
        values |= notes.drawing(written["file"], line)
    if "captions" in values:
        values |= notes.film(written, line)
    elif "src" in values:
        values["src"] = notes.picture(written["src"], values.get("alt", ""), line)
    if "data" in values:
        found = [notes.tables.get(written[name]) for name in TABLES if name in written]
        if None in found:  # beside a drawing, where no block may stand, which is told
            return None
        tables = drawn(block.name, [table for table in found if table], notes)
        if tables is None:
            return None
        values |= tables
    return values


def drawn(name: str, tables: Sequence[Mapping[str, Any]], notes: Notes) -> Mapping[str, Any] | None:
    """Tables as their component wants them, by its parameters; None where they cannot be drawn, which is told."""
    if name not in ("date-windows", "outcomes", "plan", *FORMS, *PLOTS):
        return {"data": tables[0]}
    if not all(table["columns"] for table in tables):  # one could not be read
        return None
    try:
        if name == "plan":
            return plan(tables, notes)
        if name == "outcomes":
            return {"data": outcomes(tables[0], notes)}
        if name == "date-windows":
            return {"data": windows(tables[0], notes.numbers)}
        if name in FORMS:
            return {"data": fields(tables[0], FORMS[name])}
        notes.problems += uncited_rows(tables[0], notes.numbers)
        return {"data": PLOTS[name](tables[0])}
    except Problems as found:
        notes.problems += found.problems
        return None
