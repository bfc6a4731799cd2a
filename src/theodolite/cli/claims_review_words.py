"""The words of `theodolite claims review`: what may be typed at a claim, and what each says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Literal, NamedTuple, get_args

from theodolite.errors import ReviewError
from theodolite.evidence.edit import EDITABLE
from theodolite.reading.claim import Claim

Act = Literal["accept", "reject", "edit", "needs-source", "skip", "back", "quit", "help"]

ACTS: Mapping[Act, tuple[str, str]] = {
    "accept": ("accept [REASON]", "it was read right, and is evidence from now on"),
    "reject": ("reject [REASON]", "it does not hold, or was read wrong; the reason is asked for"),
    "edit": (
        "edit FIELD VALUE",
        "let a field say this, which accepts the claim as edited; FIELD= empties it, and FIELD=VALUE FIELD=VALUE sets "
        "several at once",
    ),
    "needs-source": ("needs-source [REASON]", "it waits for a source; which one is asked for"),
    "skip": ("skip", "on to the next one; this one stays as it is"),
    "back": ("back", "to the one before"),
    "quit": ("quit", "stop here; what was decided is kept"),
    "help": ("help", "these words"),
}
"""Word → how it is typed, and what it does; the first letter is enough."""

ALONE: tuple[Act, ...] = ("skip", "back", "quit", "help")
"""Words that take nothing after them."""

_FIELD = "|".join(
    sorted({spelt for field in fields(Claim) for spelt in (field.name, field.name.replace("_", "-"))}, reverse=True)
)
_NEXT = re.compile(rf"\s+(?=(?:{_FIELD})=)")


class Typed(NamedTuple):
    """A line that was typed: its word, and what stands behind that."""

    act: Act
    rest: str


def typed(line: str) -> Typed:
    """What a line says; raises ReviewError where it begins with no word that is known, or says too much."""
    first, _, rest = line.strip().partition(" ")
    if not first:
        raise ReviewError("type a word", expected=f"one of {', '.join(ACTS)}")
    sought = first.lower().replace("_", "-")
    found = [act for act in get_args(Act) if act.startswith("help" if sought == "?" else sought)]
    if not found:
        raise ReviewError(f"no word is called {first!r}", expected=f"one of {', '.join(ACTS)}")
    if found[0] in ALONE and rest.strip():
        raise ReviewError(f"{found[0]} takes nothing after it")
    return Typed(found[0], rest.strip())


def edits(rest: str) -> dict[str, str]:
    """The fields that `FIELD VALUE` or `FIELD=VALUE FIELD=VALUE` sets; raises ReviewError where it sets none."""
    field, sign, value = _parted(rest)
    if not field or not sign:
        raise ReviewError(
            "an edit needs a field and what it is to say",
            expected="edit entity CHN, or edit period= to empty it; help names the fields",
        )
    if sign != "=":
        return {field: value}
    found: dict[str, str] = {}
    for one in _NEXT.split(rest):
        field, _, value = _parted(one)
        if field in found:
            raise ReviewError(f"{field} is set twice", expected="each field once")
        found[field] = value
    return found


def help_lines() -> list[tuple[str, str]]:
    """Every word as it is typed and what it does, and the fields that an edit takes."""
    return [*ACTS.values(), ("FIELD", "one of " + ", ".join(EDITABLE))]


def _parted(said: str) -> tuple[str, str, str]:
    """A field by its name, the sign behind it (= or a space), and its value; no sign where nothing follows."""
    found = re.match(r"([\w-]+)(=|\s+)(.*)", said, re.DOTALL)
    return (found[1].replace("-", "_"), found[2][:1], found[3]) if found else (said, "", "")
