"""A verb whose options say in plain words what is wrong with a value that is typed for them."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand

_WORDS = {
    "int_parsing": "{input!r} is no whole number",
    "int_from_float": "{input!r} is no whole number",
    "int_parsing_size": "{input!r} is too large a number",
    "float_parsing": "{input!r} is no number",
    "greater_than_equal": "{input} is below {ge}",
    "less_than_equal": "{input} is above {le}",
    "bool_parsing": "{input!r} is neither yes nor no",
}
"""What the library that reads values calls a mistake, and how it is told."""


class Verb(TyperCommand):
    """A command that tells a wrong value in plain words."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed; raises BadParameter with what is wrong with it."""
        try:
            return super().parse_args(ctx, args)
        except typer.BadParameter as error:
            error.message = _plain(error)
            raise


def _plain(error: typer.BadParameter) -> str:
    cause: Any = error.__cause__
    found = cause.errors() if hasattr(cause, "errors") else []
    if found and found[0]["type"] in _WORDS:
        first = found[0]
        return _WORDS[first["type"]].format(input=first["input"], **first.get("ctx", {}))
    return error.message.removeprefix("Value error, ")
