"""Makers: the homes of organisations, and whose a model is by its name, where no table of models says so."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from theodolite.core.catalog import Catalog
from theodolite.core.entity import slug
from theodolite.core.entity_table import Entity, in_turn, read_entities
from theodolite.core.spec import Spec
from theodolite.errors import UnknownNameError


class Maker(Spec):
    """One entry of `codelists/makers.yaml`, under the slug of an organisation's name."""

    title: str
    economies: tuple[str, ...]
    """Where it is at home, by code; the first is its seat."""
    models: tuple[str, ...] = ()
    """With what the names of its models begin, as slugs and up to the end of a word or a digit; the longest decides."""


class Host(Spec):
    """One entry of `codelists/hosts.yaml`, under the word that a host's name puts before that of a model."""

    title: str


class Known(NamedTuple):
    """What is known of a model: its name, its makers and their economies (`;` between them), its weights.

    `sources` are the editions that say where it, or its makers, are at home.
    """

    title: str
    makers: str
    economies: str
    weights: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """Models and organisations: entity tables by edition in the order in which they are believed, and two codelists.

    `makers` say what no table does, `hosts` are words before a model's name that say where it ran.
    """

    tables: Mapping[str, Mapping[str, Entity]]
    makers: Mapping[str, Maker]
    hosts: Collection[str] = ()

    def known(self, entity: str) -> Known:
        """What is known of a model.

        Its makers are those that a table gives it, or else the maker whose models' names begin like its own. Its
        economies are those of a table; or else those of its makers in a table of organisations, or else in the
        codelist, in the makers' order and each once; empty where none of these knows any.
        """
        plain = entity.partition("/")[2] or entity
        title, weights, makers = (self._first(entity, name)[0] for name in ("title", "weights", "makers"))
        names = makers.split(";") if makers else []
        if not names and (maker := self._by_name(plain)):
            names = [maker.title]
        economies, source = self._first(entity, "economies")
        homes = [(tuple(economies.split(";")), source)] if economies else [self.home(name) for name in names]
        codes = dict.fromkeys(code for home, _ in homes for code in home)
        told = dict.fromkeys(source for _, source in homes if source)
        return Known(title or plain, ";".join(names), ";".join(codes), weights, tuple(told))

    def _first(self, entity: str, field: str) -> tuple[str, str]:
        """The first that a table says of an entity, and the edition that says it; empty where none does."""
        for source, table in self.tables.items():
            if entity in table and (said := getattr(table[entity], field)):
                return said, source
        return "", ""

    def home(self, maker: str) -> tuple[tuple[str, ...], str]:
        """The economies of an organisation, and the edition that says so; empty where it is not known."""
        try:
            plain = slug(maker)
        except UnknownNameError:
            return (), ""
        economies, source = self._first(f"organisation/{plain}", "economies")
        if economies:
            return tuple(economies.split(";")), source
        listed = self.makers.get(plain)
        return (listed.economies if listed else ()), ""

    def _by_name(self, plain: str) -> Maker | None:
        """The maker with the longest beginning of a name that `plain` has."""
        for host in self.hosts:
            plain = plain.removeprefix(f"{host}-")
        starts = ((start, maker) for maker in self.makers.values() for start in maker.models)
        fitting = [(len(start), maker) for start, maker in starts if _begins(plain, start)]
        return max(fitting, key=lambda one: one[0])[1] if fitting else None


def _begins(plain: str, start: str) -> bool:
    """Whether a name begins with these words, the last of which may be followed by digits and not by letters."""
    return plain.startswith(start) and not plain[len(start) : len(start) + 1].isalpha()


@lru_cache(maxsize=8)
def register_of(catalog: Catalog, work: str) -> Register:
    """The register of a catalogue in which `work`, the one whose scores are asked for, speaks first of its models."""
    paths = catalog.files("entities", ".csv")
    tables = {id: read_entities({id: paths[id]}) for id in in_turn(paths, first=[work])}
    return Register(tables, catalog.codelist("makers", Maker), frozenset(catalog.codelist("hosts", Host)))
