"""A question of an assessment: one small file under `questions/` that asks a room and returns an answer."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.index.ranking import Ranking


@dataclass(frozen=True)
class Figure:
    """A picture with the table that it is drawn from."""

    name: str
    caption: str
    svg: str
    table: pl.DataFrame


@dataclass(frozen=True)
class Answer:
    """A question, the finding in one sentence, and what it rests on."""

    question: str
    finding: str
    findings: tuple[str, ...] = ()
    """Further sentences, one a lens or case."""
    figures: tuple[Figure, ...] = ()
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What every question is asked about: the entity, those it is held against, the evidence, and the rankings."""

    entity: str
    against: tuple[str, ...]
    ledger: Ledger
    rankings: Mapping[str, Ranking]

    @property
    def catalog(self) -> Catalog:
        """The catalogue that the ledger was opened with."""
        return self.ledger.catalog

    def name(self, entity: str) -> str:
        """The printed name of an entity."""
        return self.catalog.economies.title(entity)


Question = Callable[[Asked], Answer]


def questions() -> list[Question]:
    """Every question in the order of its file's number: `q10_standing.py` before `q20_lenses.py`."""
    package = importlib.import_module("theodolite.briefs.questions")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if module.name.startswith("q"))
    return [importlib.import_module(f"{package.__name__}.{name}").ask for name in names]
