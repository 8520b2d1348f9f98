"""Scripts as they are published: what they import has another name there."""

import os
import re

from sitegen.files import decoded
from sitegen.problems import Problem, Problems

NOTE = r"(?>/\*.*?\*/)|//[^\n]*\n"  # a comment
IMPORT = re.compile(  # ECMAScript, 16.2 and 13.3.10: import a from "./b.js", export * from './b.js', import("./b.js")
    rf"""(?P<before>(?<![\w$.])
      (?:(?:import|export)(?![\w$]) (?:(?:[\w\s$*{{}},]|{NOTE})*?(?<![\w$])from)? (?:\s|{NOTE})*
        |(?P<call>import(?:\s|{NOTE})*\((?:\s|{NOTE})*)))
    (?P<quote>["'`])(?P<name>[^"'`\n]*)(?P=quote)
    (?(call)(?=(?:\s|{NOTE})*[,)]))""",
    re.DOTALL | re.VERBOSE,
)
OWN = re.compile(r"\./([\w.-]+)\.js")
LOST = re.compile(rf"""(?<![\w$.])import(?:\s|{NOTE})*\(|["'`][^"'`\n]*\.m?js["'`]""", re.DOTALL)


def with_names(script: str, data: bytes, names: dict[str, str]) -> bytes:
    """A script whose imports name files as they are published; what it imports comes before it in the alphabet."""
    path = f"assets/js/{script}"
    text, problems = decoded(path, data), list[Problem]()

    def report(text: str, start: int, message: str) -> None:
        problems.append(Problem(path, text.count("\n", 0, start) + 1, message))

    def published(found: re.Match[str]) -> str:
        own = OWN.fullmatch(found["name"])
        name = names.get(own[1], "") if own else ""
        if not own:
            report(text, found.start("name"), f"imports '{found['name']}'; write './name.js', a script of this folder")
        elif not name.endswith(".js"):
            report(text, found.start("name"), f"no script before it in the alphabet is called '{own[1]}.js'")
        return f"{found['before']}{found['quote']}./{os.path.basename(name)}{found['quote']}"

    renamed = IMPORT.sub(published, text)
    rest = IMPORT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for lost in LOST.finditer(rest):
        report(rest, lost.start(), f"{lost[0]}: scripts have other names once published; write from './name.js'")
    if problems:
        raise Problems(problems)
    return renamed.encode()
