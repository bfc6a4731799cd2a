"""What a reader is: a function that takes one indicator's readings out of a publisher's own file."""

from __future__ import annotations

import importlib
import math
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from theodolite.core.nearest import nearest
from theodolite.core.source import Provides
from theodolite.errors import SnapshotError, SpecError, UnknownNameError
from theodolite.evidence.snapshot import Cell, Snapshot

_NUMBER = re.compile(r"[+-]?(?=\.?\d)(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d*)?(?:[eE][+-]?\d+)?\s*%?")


class Reading(NamedTuple):
    """One figure as the publisher prints it; `place` is the publisher's own name or code of the entity."""

    place: str
    period: str
    value: float
    locator: str
    low: float | None = None
    high: float | None = None
    status: str = "A"
    note: str = ""


class Files(dict[str, Snapshot]):
    """The checked files of an edition by name."""

    def of(self, provides: Provides) -> Snapshot:
        """The file that `provides` names, or the only one there is; raises SpecError where it cannot be told."""
        if provides.file is not None:
            if provides.file not in self:
                near = nearest(provides.file, self)
                raise SpecError(
                    f"{provides.indicator}: the edition has no file {provides.file!r}",
                    expected=f"did you mean {near[0]!r}?" if near else ", ".join(self),
                )
            return self[provides.file]
        if len(self) != 1:
            raise SpecError(f"{provides.indicator}: say which file it stands in", expected=", ".join(self))
        return next(iter(self.values()))


Reader = Callable[[Files, Provides], Iterable[Reading]]

_READERS: dict[str, Reader] = {}


def reader(name: str) -> Callable[[Reader], Reader]:
    """Register a reader as `publisher.name`; it must stand in the module `evidence/pull/<publisher>.py`."""

    def register(function: Reader) -> Reader:
        _READERS[name] = function
        return function

    return register


def find_reader(name: str) -> Reader:
    """The reader called `publisher.name`, its module imported by the publisher's name."""
    module = "theodolite.evidence.pull." + name.partition(".")[0].replace("-", "_")
    try:
        importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
    if name not in _READERS:
        raise UnknownNameError("reader", name, nearest(name, _READERS))
    return _READERS[name]


def readers() -> dict[str, Reader]:
    """Every reader of the modules imported so far, by name."""
    return dict(sorted(_READERS.items()))


def number(text: Any) -> float | None:
    """A cell as a number; None where it is empty. Thousands' commas and a trailing % are taken off.

    Raises SnapshotError, with the file and row where `text` is a cell of `Snapshot.rows`, on what is no finite number.
    """
    cleaned = "" if text is None else str(text).strip()
    if not cleaned:
        return None
    value = float(cleaned.replace(",", "").removesuffix("%")) if _NUMBER.fullmatch(cleaned) else math.nan
    if not math.isfinite(value):
        column = f" under {text.column!r}" if isinstance(text, Cell) else ""
        raise SnapshotError(
            f"{cleaned[:80]!r}{column} is not a number",
            where=text.place if isinstance(text, Cell) else None,
            expected="digits, with a point for decimals",
        )
    return value
