"""Naming: the table of the models, chips and organisations that an edition's readers tell figures of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from theodolite.core.catalog import Catalog
from theodolite.core.entity_table import Entity
from theodolite.core.source import Provides, Source
from theodolite.errors import EvidenceError
from theodolite.evidence.pull.reader import Files, find_reader


class Name(NamedTuple):
    """One entity as the publisher prints it; `place` is what the reader gives as the place of its figures."""

    place: str
    title: str
    locator: str
    makers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    released: str = ""
    weights: str = ""


Namer = Callable[[Files, Provides], Iterable[Name]]

_NAMERS: dict[str, Namer] = {}


def namer(reader: str) -> Callable[[Namer], Namer]:
    """Register what names the entities of the reader called `reader`."""

    def register(function: Namer) -> Namer:
        _NAMERS[reader] = function
        return function

    return register


def entities(source: Source, files: Files, catalog: Catalog) -> list[Entity]:
    """Every entity that the readers of `source` name, each once, sorted by id; empty where they name none.

    Countries that are in the source's `skips:` are left out. Raises EvidenceError where two different names in one
    list would become one id, and where a country is unknown.
    """
    found: dict[str, Entity] = {}
    for provides in source.provides:
        for id, entity in _named(provides, source, files, catalog).items():
            found.setdefault(id, entity)
    return sorted(found.values(), key=lambda entity: entity.entity)


def _named(provides: Provides, source: Source, files: Files, catalog: Catalog) -> dict[str, Entity]:
    find_reader(provides.reader)
    found: dict[str, Entity] = {}
    for name in _NAMERS[provides.reader](files, provides) if provides.reader in _NAMERS else ():
        if name.place not in source.skips:
            entity = _entity(name, source, catalog)
            if found.setdefault(entity.entity, entity).title != entity.title:
                raise EvidenceError(
                    f"{found[entity.entity].title!r} and {entity.title!r} would both be {entity.entity}",
                    where=name.locator,
                    next_step="give one of them an id of its own in codelists/entities.yaml",
                )
    return found


def _entity(name: Name, source: Source, catalog: Catalog) -> Entity:
    kind, _, plain = name.place.partition("/")
    economies = [
        catalog.economies.resolve(country, where=name.locator)
        for country in name.countries
        if country not in source.skips
    ]
    return Entity(
        catalog.entity_ids.id(kind, plain), name.title, ";".join(dict.fromkeys(name.makers)),
        ";".join(dict.fromkeys(economies)), name.weights, name.released, source.work, source.edition, name.locator,
    )  # fmt: skip
