"""List prices of models, gathered from vendors' pages: a JSON file a vendor, with the days on which prices changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from theodolite.core.source import Provides
from theodolite.errors import SnapshotError, SpecError
from theodolite.evidence.pull.naming import Name, namer
from theodolite.evidence.pull.reader import Files, Reading, reader
from theodolite.evidence.snapshot import Snapshot


@reader("llm-prices.listed")
def listed(files: Files, provides: Provides) -> Iterator[Reading]:
    """The price in the field `measure` of every model of every vendor's file, each time it changed.

    A price stands at the first day that it was asked. Where the file does not tell that day, it stands at the last day
    before it was changed, or, unchanged, at the source's `period:`, the day of the file; the note says so. A price that
    a file lists twice alike is told once.
    """
    if provides.period is None:
        raise SpecError(f"{provides.indicator}: most prices have no day", expected="period: in the source")
    seen: set[tuple[str, str, float]] = set()
    for file in files.values():
        for place, model in _models(file):
            for at, price in enumerate(_field(model, "price_history", list, place)):
                where = f"{place}/price_history/{at}"
                if (value := _field(price, provides.measure, int | float | None, where)) is not None:
                    period, note = _period(price, provides.period, where)
                    told = f"model/{_field(model, 'id', str, place)}", period, float(value)
                    if told not in seen:
                        seen.add(told)
                        yield Reading(*told, where, note=note)


@namer("llm-prices.listed")
def models(files: Files, _: Provides) -> Iterator[Name]:
    """Every model with a price by the name that the file prints, the first where it lists a model twice."""
    seen: set[str] = set()
    for file in files.values():
        for place, model in _models(file):
            id = _field(model, "id", str, place)
            if id not in seen:
                seen.add(id)
                yield Name(f"model/{id}", _field(model, "name", str, place), place)


def _period(price: Any, otherwise: str, where: str) -> tuple[str, str]:
    begun, ended = (_field(price, name, str | None, where) for name in ("from_date", "to_date"))
    try:
        if begun:
            return str(date.fromisoformat(begun)), ""
        if ended:
            return str(
                date.fromisoformat(ended) - timedelta(days=1)
            ), "the last day of this price: its first is not told"
    except ValueError:
        raise SnapshotError("a price begins or ends on no day", where=where, expected="2025-02-08") from None
    return otherwise, "the day of the file: its first day is not told"


def _models(file: Snapshot) -> Iterator[tuple[str, Any]]:
    """Where each model stands in a file (a JSON pointer, RFC 6901), and the model."""
    try:
        content = json.loads(file.text())
    except (ValueError, RecursionError) as error:
        raise SnapshotError(f"not a JSON file: {error}", where=file.file.name) from None
    for at, model in enumerate(_field(content, "models", list, file.file.name)):
        yield f"{file.file.name}#/models/{at}", model


def _field(holder: Any, name: str, kind: Any, where: str) -> Any:
    """A field of the kind that it should be; raises SnapshotError where it is not there or of another."""
    if not isinstance(holder, dict) or name not in holder or not isinstance(holder[name], kind):
        raise SnapshotError(f"no field {name!r} as expected", where=where, expected="the file as the publisher had it")
    return holder[name]
