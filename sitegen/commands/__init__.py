"""One command a module: its `main(root, today, …)` does it and returns what there is to say."""


class WrongArgument(Exception):
    """An argument that a command cannot take, and why."""
