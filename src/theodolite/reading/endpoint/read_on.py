"""A reading that goes on: what the grammar read of a document, completed by what a model proposed and that holds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from theodolite.reading.claims import Reading
from theodolite.reading.endpoint.address import Endpoint
from theodolite.reading.endpoint.call import ask
from theodolite.reading.endpoint.check import Refusal
from theodolite.reading.endpoint.extract import Ask, completed, extract
from theodolite.reading.endpoint.meaning import meaning_of
from theodolite.reading.quantities.grammar import find_quantities
from theodolite.reading.subjects.names import Names


class ReadOn(NamedTuple):
    """A reading with what the endpoint added, what was refused of it, and the stretches it could not be asked about."""

    reading: Reading
    refused: tuple[Refusal, ...]
    unread: tuple[Refusal, ...]


def read_on(reading: Reading, endpoint: Endpoint, names: Names, ask: Ask = ask) -> ReadOn:
    """`reading` completed by the model at `endpoint`, to which the document's text is sent; never sent unasked."""
    meaning = meaning_of(reading.document, names, reading.home)
    find = partial(find_quantities, words=reading.scene.words)
    found = extract(reading.scene, endpoint, find, meaning, ask)
    return ReadOn(replace(reading, claims=completed(reading.claims, found.claims)), found.refused, found.unread)
