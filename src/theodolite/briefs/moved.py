"""Moved: which doubtful choice of a lens moves the place of an entity, and how each choice is told."""

from __future__ import annotations

from typing import Any

from theodolite.briefs.question import Asked
from theodolite.index.robustness.design import Design
from theodolite.index.robustness.drivers import drivers_of
from theodolite.index.robustness.plans import matrices
from theodolite.index.robustness.tree import live_tree
from theodolite.uncertainty.sample import by_chance

REPLICATES, POINTS = 16, 128
"""What the shares in a report are drawn from, by chance: the verb `robustness` draws more, and more evenly."""

CHOICES = {
    "denominate": "what figures are divided by",
    "screen": "who is left out for want of figures",
    "impute": "how gaps are filled",
    "treat": "how outliers are treated",
    "normalise": "how figures are put on one scale",
    "aggregate": "how scores are averaged",
    "weights": "the weights",
    "drop-indicator": "which indicator is left out",
    "evidence": "which source is believed",
}
"""Choice that a doubt names → how it is told."""


def moved_by(asked: Asked, id: str) -> list[dict[str, Any]]:
    """What moves the place of the entity through one lens, the largest total first; none where it never moves.

    choice, first_order and total with their 5 and 95 % ends, as shares of one.
    """
    robust = asked.robust[id]
    nominal = [robust.ranking.rank_of(entity) for entity in robust.names]
    tree = live_tree(robust.space)
    design = Design(robust.space, tree, matrices(robust.plans, robust.space, tree))
    found = drivers_of(design, nominal, asked.seed, REPLICATES, POINTS, by_chance)
    return [row for row in found.of(asked.entity) if row["total"] is not None]
