"""Rankings of invented figures, without a catalogue: a table of numbers, its intervals, and a lens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from theodolite.evidence.ledger import Ledger
from theodolite.index.dataset import Array, Cell, Dataset
from theodolite.index.lens import Lens
from theodolite.index.ranking import Ranking, rank_stage
from theodolite.index.robustness.design import Design
from theodolite.index.robustness.evidence import evidence_of
from theodolite.index.robustness.plans import carried_out, matrices
from theodolite.index.robustness.space import space_of
from theodolite.index.robustness.tree import live_tree
from theodolite.index.stage import Stage

Made = Callable[..., Ranking]
AFTER = [{"title": "A test"}]
PLAIN = [{"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"}]


@pytest.fixture
def made(ledger: Ledger) -> Made:
    """A ranking of an n × m table through a lens; `spread` is half the width of every figure's interval."""

    def make(
        values: Array, spread: Array | float = 0.0, directions: Array | None = None, names: str = "E", **lens: object
    ) -> Ranking:
        n, m = values.shape
        entities, ids = tuple(f"{names}{i:03}" for i in range(n)), tuple(f"i{j}" for j in range(m))
        width = np.broadcast_to(np.asarray(spread, dtype=float), values.shape)
        cells = {
            (entities[i], ids[j]): Cell((), values[i, j] - width[i, j], values[i, j] + width[i, j], "2025", date.max)
            for i, j in np.ndindex(n, m)
            if not np.isnan(values[i, j])
        }
        spec = {"id": "t", "title": "T", "question": "Q?", "after": AFTER, "steps": PLAIN, **lens}
        spec.setdefault("framework", [{"pillar": "all", "indicators": [{"indicator": id} for id in ids]}])
        rows = Dataset(entities, ids, values, np.ones(m) if directions is None else directions, cells=cells)
        return rank_stage(Stage(rows), Lens.model_validate(spec), ledger)

    return make


def design_of(ranking: Ranking) -> Design:
    """What `robustness` draws from."""
    space = space_of(ranking)
    tree, plans = live_tree(space), carried_out(ranking, space)
    found = matrices(plans, space, tree)
    drawn = evidence_of(ranking, space, tree, plans, found.entities) if space.cells else None
    return Design(space, tree, found, drawn)
