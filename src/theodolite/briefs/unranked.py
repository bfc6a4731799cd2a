"""Unranked: why no lens ranks an economy, and what lens would."""

from __future__ import annotations

from theodolite.briefs.positions import positions
from theodolite.briefs.question import Asked
from theodolite.core.prose import upper
from theodolite.figures.numbers import with_unit
from theodolite.index.framework import Taken

WOULD = {
    "too small": "with a lower “at-least” in its rule of economies",
    "too few figures": "that asks for fewer figures in its screen",
    "size unknown": "without a rule of economies",
}
"""How a reason begins → what a lens would be like that ranks the economy."""

OTHERWISE = "with indicators that have a figure of it"


def unranked(asked: Asked, entity: str) -> str:
    """Which reasons the lenses give for leaving `entity` out, how large it is, and what lens would rank it."""
    own = [row[asked.everyone.index(entity)] for row in positions(asked).values()]
    reasons = dict.fromkeys(p.reason for p in own)
    would = dict.fromkeys(_would(reason) for reason in reasons)
    who = upper(asked.called(entity))
    return (
        f"{who}: no lens ranks it ({'; '.join(reasons)}{_size(asked, entity)}). It would take a lens of your own, "
        f"begun with “theodolite new lens”, {' or '.join(would)}. The figures that there are stand under “Every number "
        "and its source”."
    )


def _would(reason: str) -> str:
    return next((lens for kind, lens in WOULD.items() if reason.startswith(kind)), OTHERWISE)


def _size(asked: Asked, entity: str) -> str:
    """The figures that the lenses' rules of economies hold against their thresholds."""
    said = ""
    for id in sorted({r.lens.economies.indicator for r in asked.rankings.values() if r.lens.economies}):
        indicator = asked.catalog.indicators[id]
        if own := asked.figures.figures(id, Taken()).get(entity):
            said += f"; {indicator.title}: {with_unit(own[0], asked.catalog.units[indicator.unit])}"
    return said
