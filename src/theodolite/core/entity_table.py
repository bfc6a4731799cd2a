"""Models, chips and organisations by name: the id that a name becomes, and the table that titles each id."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path

from theodolite.core.entity import EntityNames, kind_of, slug
from theodolite.core.source import split_source_id
from theodolite.errors import SpecError, TableError

LARGEST_TABLE = 16_000_000
"""Bytes: a larger table of entities is refused before it is read."""


@dataclass(frozen=True)
class Entity:
    """What one publisher says of a model, chip or organisation; unknown facts are empty.

    `makers` are the publisher's names of those who made it, `economies` their codes, both separated by `;` and in the
    publisher's order; `weights` of a model are `open` or `closed`; `released` is an ISO day, `source` and `edition` say
    whose record it is, `locator` where it stands.
    """

    entity: str
    title: str
    makers: str = ""
    economies: str = ""
    weights: str = ""
    released: str = ""
    source: str = ""
    edition: str = ""
    locator: str = ""


COLUMNS = tuple(field.name for field in fields(Entity))

OLDER = tuple(name for name in COLUMNS if name != "weights")
"""The columns of a table that was made before weights were told: they are not known."""

_FILLED = ("makers", "economies", "weights", "released")
"""What is taken from another record where the first leaves it empty."""


@dataclass(frozen=True)
class EntityIds:
    """Ids by name: those of `codelists/entities.yaml` first, otherwise kind and slug (`model/deepseek-v3`)."""

    own: Mapping[str, EntityNames]

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for id, entry in self.own.items():
            for plain in (f"{id.partition('/')[0]}/{slug(name)}" for name in (entry.title, *entry.aliases)):
                if (other := names.setdefault(plain, id)) != id:
                    raise SpecError(
                        f"{plain!r} may mean {other!r} or {id!r}",
                        where="codelists/entities.yaml",
                        expected="a name that no other entity has",
                    )
        return names

    def id(self, kind: str, name: str) -> str:
        """The id of what a publisher calls `name`; raises UnknownNameError for a kind or name that is none."""
        plain = f"{kind}/{slug(name)}"
        kind_of(plain)
        return self._by_name.get(plain, plain)


def read_entities(tables: Mapping[str, Path]) -> dict[str, Entity]:
    """Entity → what is known of it, from tables by source id.

    Tables are read `in_turn`: the first record of an entity is kept, and only what is empty in it is filled from later
    ones. Raises TableError with file and line on a malformed table.
    """
    known: dict[str, Entity] = {}
    for id in in_turn(tables):
        for entity in _read(tables[id]):
            known[entity.entity] = _filled(known[entity.entity], entity) if entity.entity in known else entity
    return known


def in_turn(ids: Iterable[str], first: Collection[str] = ()) -> list[str]:
    """Ids of sources by work in alphabetical order, those of the works `first` before all, the newest edition first."""
    newest = sorted(ids, key=lambda id: split_source_id(id)[1], reverse=True)
    return sorted(newest, key=lambda id: (split_source_id(id)[0] not in first, split_source_id(id)[0]))


def to_csv(entities: Iterable[Entity]) -> bytes:
    """The bytes of a table of entities, sorted by id: the same entities give the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(one, name) for name in COLUMNS] for one in sorted(entities, key=lambda e: e.entity))
    return text.getvalue().encode()


def _read(path: Path) -> list[Entity]:
    try:
        if path.stat().st_size > LARGEST_TABLE:
            raise TableError(f"the table is larger than {LARGEST_TABLE:,} bytes", where=str(path))
        records = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""), strict=True)
        rows = list(records)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"not a readable table of entities: {error}", where=str(path)) from None
    columns = tuple(rows[0]) if rows else ()
    if columns not in (COLUMNS, OLDER):
        raise TableError("not the columns of a table of entities", where=f"{path}:1", expected=",".join(COLUMNS))
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns) or not row[0] or not row[1]:
            raise TableError("not an entity with its title", where=f"{path}:{line}", expected=",".join(columns))
    return [Entity(**dict(zip(columns, row, strict=True))) for row in rows[1:]]


def _filled(known: Entity, later: Entity) -> Entity:
    gaps = {name: getattr(later, name) for name in _FILLED if not getattr(known, name)}
    return replace(known, **gaps)
