"""`theodolite read --endpoint`: a model is asked about documents that were read; what it was refused is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.core.catalog import Catalog
    from theodolite.reading.claims import Reading
    from theodolite.reading.endpoint.address import Endpoint
    from theodolite.reading.endpoint.check import Refusal


class Asked(NamedTuple):
    """Readings with what an endpoint added to them, and, by document, what was refused of it and what went unread."""

    readings: list[Reading]
    named: Endpoint | None = None
    refused: tuple[dict[str, Any], ...] = ()
    unread: tuple[dict[str, Any], ...] = ()

    def fields(self) -> dict[str, Any]:
        """What the JSON document says of the endpoint; nothing where none was asked."""
        if self.named is None:
            return {}
        named = {"address": self.named.shown, "model": self.named.model}
        return {"endpoint": {**named, "refused": list(self.refused), "unread": list(self.unread)}}


def addressed(url: str | None, model: str | None) -> Endpoint | None:
    """The endpoint that was named, None where none was.

    Raises TheodoliteError where one of the two is named without the other, or the address is not one that text is sent
    to.
    """
    if url is None and model is None:
        return None
    if url is None or model is None:
        raise TheodoliteError(
            "an endpoint is an address and a model",
            expected="--endpoint https://… --model NAME, or neither",
            next_step="name the other one",
        )
    from theodolite.reading.endpoint.address import endpoint

    return endpoint(url, model)


def asked(readings: Sequence[Reading], named: Endpoint | None, catalog: Catalog) -> Asked:
    """`readings` as they are where no endpoint is named; otherwise completed by the model behind it."""
    if named is None:
        return Asked(list(readings))
    from theodolite.reading.endpoint.read_on import read_on
    from theodolite.reading.subjects.names import names_of

    names = names_of(catalog)
    found = [read_on(reading, named, names) for reading in readings]
    return Asked(
        [one.reading for one in found],
        named,
        tuple(_row(one.reading, refusal) for one in found for refusal in one.refused),
        tuple(_row(one.reading, refusal) for one in found for refusal in one.unread),
    )


def told(asked: Asked) -> list[str]:
    """One line for each document's stretches that the endpoint was no help with, and one for what was refused of it."""
    lines = [
        f"endpoint: {row['file']}, characters {row['start']} to {row['end']}: {row['reason']}" for row in asked.unread
    ]
    lines += [f"endpoint: refused: {row['reason']}: {row['text'][:80]!r}" for row in asked.refused]
    return lines


def _row(reading: Reading, refusal: Refusal) -> dict[str, Any]:
    return {
        "doc": reading.document.id,
        "file": reading.document.file,
        "start": refusal.start,
        "end": refusal.end,
        "text": refusal.text,
        "reason": refusal.reason,
    }
