"""A question of an assessment: one small file under `questions/` that asks a room and returns an answer."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from theodolite.briefs.draws import DRAWS
from theodolite.briefs.exhibit import Figure, Table
from theodolite.core.catalog import Catalog
from theodolite.core.prose import the
from theodolite.errors import PlanError, TheodoliteError
from theodolite.evidence.ledger import Ledger
from theodolite.figures.theme import Look, looks
from theodolite.index.framework import Leaf, pillars
from theodolite.index.ranking import Ranking
from theodolite.index.reconciled import Reconciled
from theodolite.index.robustness.draw import robustness
from theodolite.index.robustness.result import Robustness

if TYPE_CHECKING:
    from theodolite.reading.claims import Reading
    from theodolite.scenarios.side_by_side import Comparison

SCENARIO_DRAWS = 2_000
"""Draws of each scenario: as many as make a median steady to about 2 %."""


@dataclass(frozen=True)
class Answer:
    """A question, the finding in one sentence, and what it rests on."""

    question: str
    finding: str
    findings: tuple[str, ...] = ()
    """Further sentences, one a lens or case."""
    exhibits: tuple[Figure | Table, ...] = ()
    """Figures and tables in the order in which they are read."""
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    """Further tables, written as CSV beside the report and not shown in it."""
    sources: tuple[str, ...] = ()
    """Ids of the editions that it rests on, sorted."""
    caveats: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The pictures among the exhibits."""
        return tuple(exhibit for exhibit in self.exhibits if isinstance(exhibit, Figure))


@dataclass(frozen=True)
class Own:
    """Data of the user's own that are asked instead of ours: the words of a command that name them, and its lens."""

    words: tuple[str, ...]
    """As --coinr iData.csv iMeta.csv."""
    lens: str | None = None


@dataclass(frozen=True)
class Asked:
    """What every question is asked about: the entity, those it is held against, the evidence, and the rankings."""

    entity: str
    against: tuple[str, ...]
    ledger: Ledger
    rankings: Mapping[str, Ranking]
    figures: Reconciled
    """The figures of everything that the lenses look at, also of economies that they leave out."""
    unusable: Mapping[str, str] = field(default_factory=dict)
    """Lens id → why it cannot be computed on this evidence."""
    seed: int = 0
    """What every draw is begun with."""
    own: Own | None = None
    """Where the figures are the user's own: how they were named."""
    read: tuple[Reading, ...] = ()
    """The user's documents that were given with the question, as read."""

    @property
    def catalog(self) -> Catalog:
        """The catalogue that the ledger was opened with."""
        return self.ledger.catalog

    @property
    def everyone(self) -> tuple[str, ...]:
        """The entity first, then those it is held against."""
        return (self.entity, *self.against)

    @property
    def looks(self) -> tuple[Look, ...]:
        """How each of `everyone` is drawn."""
        return looks([self.name(entity) for entity in self.everyone])

    @cached_property
    def drawn(self) -> tuple[Mapping[str, Robustness], Mapping[str, PlanError]]:
        """Lens id → its ranks over DRAWS plausible versions of it; and, of the others, why there are none."""
        found, refused = dict[str, Robustness](), dict[str, PlanError]()
        for id, ranking in self.rankings.items():
            try:
                found[id] = robustness(ranking, DRAWS, self.seed, drivers=False)
            except PlanError as error:
                refused[id] = error
        return found, refused

    @cached_property
    def scenarios(self) -> Comparison | TheodoliteError | None:
        """All scenarios about the entity side by side, the first with what its spread comes from.

        None where there is none; the error where they cannot be run, as on evidence of a day before chips were counted.
        """
        from theodolite.briefs.scenarios_about import scenarios_about
        from theodolite.scenarios.side_by_side import side_by_side

        names = [] if self.own is not None else scenarios_about(self.catalog, self.entity)
        if not names:
            return None
        try:
            return side_by_side(self.ledger, names, SCENARIO_DRAWS, self.seed, shares_of=names[:1])
        except TheodoliteError as error:
            return error

    @property
    def robust(self) -> Mapping[str, Robustness]:
        """The first part of `drawn`."""
        return self.drawn[0]

    def ranked(self, entity: str) -> bool:
        """Whether at least one lens ranks the entity."""
        return any(ranking.rank_of(entity) is not None for ranking in self.rankings.values())

    def name(self, entity: str) -> str:
        """The printed name of an entity, as in a table."""
        return self.catalog.economies.title(entity)

    def pillar(self, name: str) -> str:
        """The printed name of a pillar of a lens or of the catalogue: Open source."""
        return self._titles.get(name) or name.replace("-", " ").capitalize()

    def pillar_said(self, name: str) -> str:
        """The name of a pillar as in a sentence: open source; a title that a lens gives it stays as it is."""
        return self._titles.get(name) or name.replace("-", " ").lower()

    def pillar_of(self, indicator: str) -> str:
        """The pillar of an indicator: its folder in the catalogue; of own data, which have none, that of the lens."""
        return self.catalog.indicators[indicator].pillar or self._holders.get(indicator, "")

    @cached_property
    def _holders(self) -> Mapping[str, str]:
        """Indicator → the pillar of a lens that holds it."""
        held = (p for r in self.rankings.values() for p in pillars(r.lens.framework))
        return {node.indicator: p.pillar for p in held for node in p.indicators if isinstance(node, Leaf)}

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """Pillar → the title that a lens gives it."""
        return {p.pillar: p.title for r in self.rankings.values() for p in pillars(r.lens.framework) if p.title}

    @property
    def subject(self) -> str:
        """What is assessed: artificial intelligence, or what data of the user's own are about."""
        lens = next(iter(self.rankings.values())).lens
        return lens.title if self.own else "artificial intelligence"

    def called(self, entity: str) -> str:
        """The name as in a sentence: the United States."""
        return the(self.name(entity))


Question = Callable[[Asked], Answer | None]
"""What asks one question: its answer, or nothing where it cannot be asked of these data."""


def questions() -> list[Question]:
    """Every question in the order of its file's number: `q10_standing.py` before `q20_disagreement.py`."""
    package = importlib.import_module("theodolite.briefs.questions")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if module.name.startswith("q"))
    return [importlib.import_module(f"{package.__name__}.{name}").ask for name in names]
