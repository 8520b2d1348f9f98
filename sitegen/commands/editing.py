"""The editor beside the preview, with what other commands can do for it."""

import secrets
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sitegen.commands import WrongArgument, new, report
from sitegen.editor import handlers
from sitegen.editor.guard import Desk
from sitegen.problems import Problem, problem
from sitegen.today import today


def rules(root: str, base: str, told: Callable[[], list[Problem]], rebuild: Callable[[], Awaitable[None]]) -> list[Any]:
    """The editor's addresses; `told` are the problems of the last build, `rebuild` makes another and shows it."""

    def create(kind: str, title: str) -> str:
        try:
            return new.create(f"{root}/content", kind, title, today(root))
        except WrongArgument as wrong:
            raise problem("", 0, str(wrong)) from None

    def look() -> str:
        return report.main(root, today(root))

    token, worker = secrets.token_urlsafe(24), ThreadPoolExecutor(1)
    return handlers.rules(Desk(root, base, token, told, rebuild, create, look, worker))
