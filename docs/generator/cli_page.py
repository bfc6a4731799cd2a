"""The page of the command line, written from what each verb says in its own --help."""

from __future__ import annotations

from enum import Enum
from typing import Any

import typer
from markdown import NOTE, code, own, table

from theodolite.cli.main import app

SHARED = ("json", "seed", "as_of", "catalog", "workspace")
"""The options that every verb has: described once."""


def page() -> str:
    """One section a verb, and one for the options that all of them have."""
    group: Any = typer.main.get_command(app)
    verbs = dict(sorted(group.commands.items()))
    some = next(iter(verbs.values()))
    shared = [param for param in some.params if param.name in SHARED]
    parts = [
        NOTE,
        "# The command line\n",
        own(group.help) + "\n",
        "Exit codes: 0 answered; 1 done, but something was left out or failed a check; 2 wrong use, or nothing usable; "
        "3 our fault, with the traceback in a file that the message names; 130 interrupted.\n",
        "`theodolite --install-completion` completes verbs, options, lenses and economies in your shell.\n",
        "## Options of every verb\n",
        _table(shared),
        *(_verb(name, command) for name, command in verbs.items()),
    ]
    return "\n".join(parts)


def _verb(name: str, command: Any) -> str:
    options = [param for param in command.params if param.name not in SHARED]
    usage = " ".join([f"theodolite {name}", *(_usage(param) for param in options if _usage(param)), "[options]"])
    said = "\n\n".join(own(paragraph) for paragraph in (command.help or "").split("\n\n"))
    return "\n".join([f"## {name}\n", said + "\n", f"```\n{usage}\n```\n", *([_table(options)] if options else [])])


def _usage(param: Any) -> str:
    several = "…" if (param.multiple or param.nargs == -1) and not (param.metavar or "").endswith("…") else ""
    name = _value(param) + several
    if param.param_type_name == "argument":
        return name if param.required else f"[{name}]"
    return f"{param.opts[0]} {name}" if param.required else ""


def _value(param: Any) -> str:
    kind = param.type_descriptor.annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "|".join(str(choice.value) for choice in kind)
    return str(param.metavar or (param.name or "").upper().replace("_", "-"))


def _table(params: list[Any]) -> str:
    rows: list[list[str]] = []
    for param in params:
        option = param.param_type_name == "option"
        name = ", ".join(param.opts) if option else _value(param)
        value = "" if not option or param.is_flag else f" {_value(param)}"
        variable = f" Also {code(param.envvar)}." if param.envvar else ""
        default = f" Default: {code(param.default)}." if _shows(param) else ""
        rows.append([code(name + value), own(param.help) + variable + default])
    return table(["", "meaning"], rows)


def _shows(param: Any) -> bool:
    plain_default = isinstance(param.default, int | float | str) or type(param.default).__name__.endswith("Path")
    return plain_default and not param.is_flag if param.param_type_name == "option" else False
