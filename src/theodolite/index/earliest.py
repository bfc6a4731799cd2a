"""Earliest: the first day on which a lens could be computed, by when its indicators were first published."""

from __future__ import annotations

from datetime import date

from theodolite.core.catalog import Catalog
from theodolite.errors import PlanError
from theodolite.evidence.ledger import Ledger
from theodolite.index.lens import Lens


def first_day(lens: Lens, catalog: Catalog) -> date | None:
    """The latest, over the indicators that `lens` names, of the day on which each was first published.

    Of an indicator that only sources provide which do not ship, nothing is known; None where that goes for all.
    """
    named = {*lens.indicators, *([lens.economies.indicator] if lens.economies else [])}
    first: dict[str, date] = {}
    for source in catalog.sources.values():
        for id in {provides.indicator for provides in source.provides} & named if source.ships else ():
            first[id] = min(first.get(id, source.published), source.published)
    return max(first.values(), default=None)


def with_first_day(error: PlanError, ledger: Ledger, lens: Lens) -> PlanError:
    """`error`, which also says from which day on all that `lens` needs is published, where the ledger ends before."""
    day = first_day(lens, ledger.catalog)
    if day is None or day <= ledger.now:
        return error
    return PlanError(
        f"{error.what}; all its indicators are published from {day} on",
        where=error.where,
        expected=error.expected,
        next_step=f"ask --as-of {day} or later",
    )
