"""Pull several editions: each whole or left out with its reason, so that one missing file stops nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import polars as pl

from theodolite.core.catalog import Catalog
from theodolite.core.entity_table import Entity
from theodolite.core.nearest import nearest
from theodolite.core.source import Source, split_source_id
from theodolite.errors import TheodoliteError, UnknownNameError
from theodolite.evidence.pull.naming import entities
from theodolite.evidence.pull.reader import Files
from theodolite.evidence.pull.run import read
from theodolite.evidence.snapshot import Place, take


class Pulled(NamedTuple):
    """One edition with its observations, the files that they were read from, and the entities that these name."""

    source: Source
    observations: pl.DataFrame
    files: Files
    entities: list[Entity]


class LeftOut(NamedTuple):
    """One edition that could not be pulled, and why."""

    source: str
    reason: TheodoliteError


def editions_of(names: Iterable[str], catalog: Catalog) -> list[str]:
    """The ids of the editions that `names` (of editions, or of works with all their editions) stand for, in order.

    Raises UnknownNameError with the nearest names.
    """
    works: dict[str, list[str]] = {}
    for id in catalog.sources:
        works.setdefault(split_source_id(id)[0], []).append(id)
    found: list[str] = []
    for name in names:
        if name not in works and name not in catalog.sources:
            raise UnknownNameError("source", name, nearest(name, [*works, *catalog.sources]))
        found += works.get(name, [name])
    return list(dict.fromkeys(found))


def pull_several(ids: Iterable[str], places: Sequence[Place], catalog: Catalog) -> Iterator[Pulled | LeftOut]:
    """Each edition of `ids` in turn, from `places` or, where none is given, from the publishers' addresses."""
    for id in ids:
        try:
            source = catalog.sources[id]
            files = Files(take(source, places))
            yield Pulled(source, read(source, files, catalog), files, entities(source, files, catalog))
        except TheodoliteError as error:
            yield LeftOut(id, error)
