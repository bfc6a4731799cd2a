"""Missing: whether an economy without a figure has a true zero or an unknown, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from theodolite.index.dataset import Flag
from theodolite.index.framework import Taken
from theodolite.index.reconciled import Reconciled

Absence = tuple[float, Flag | None]
"""What stands in place of a figure, 0 or NaN, and what a reader should know of it."""


def absent(used: Reconciled, id: str, rule: Taken, entities: Sequence[str]) -> dict[str, Absence]:
    """Each of `entities` without a figure of `id` → 0 or NaN, and what a reader should know of it.

    It is a true zero only where missing means *none recorded* and the list has no record of the entity at all. Hence
    it is unknown (NaN)

    - where missing means *unknown*;
    - where `latest` refuses the figures that there are. For `common`, `sum`, `mean` and `max` the list was read for
      the same periods for everybody: an economy that it does not name in them has nothing in them;
    - where the indicator that counts the list (`recorded-by:`) is not zero by the same rule: there are records, but
      none of them holds the figure.
    """
    indicator = used.ledger.catalog.indicators[id]
    taken = used.figures(id, rule)
    lacking = [entity for entity in entities if entity not in taken]
    listed = indicator.missing_means == "none-recorded"
    refused = used.entities(id) if not listed or rule.take == "latest" else frozenset[str]()
    records = _records(used, indicator.recorded_by, rule, lacking) if listed and indicator.recorded_by else {}
    found: dict[str, Absence] = {}
    for entity in lacking:
        if entity in refused:
            flag = Flag("not-taken", f"there are figures, but none that the lens takes ({said(rule)})", entity, id)
            found[entity] = np.nan, flag
        elif records.get(entity, 0) != 0:
            what = f"recorded ({indicator.recorded_by}), but without this figure: unknown"
            found[entity] = np.nan, Flag("not-measured", what, entity, id)
        elif listed:
            found[entity] = 0.0, Flag("none-recorded", "none recorded, taken as zero", entity, id)
        else:
            found[entity] = np.nan, None
    return found


def said(rule: Taken) -> str:
    """A rule of periods as a lens writes it."""
    more = f", over: {rule.over}" if rule.over else f", not-older-than: {rule.not_older_than}"
    return f"take: {rule.take}{more if rule.over or rule.not_older_than else ''}"


def _records(used: Reconciled, by: str, rule: Taken, entities: Sequence[str]) -> dict[str, float]:
    """How much the indicator `by` counts for each of `entities`: NaN, which is not zero, where that is unknown."""
    if by not in used.tables:
        return dict.fromkeys(entities, np.nan)
    counted, none = used.figures(by, rule), absent(used, by, rule, entities)
    return {entity: counted[entity][0] if entity in counted else none[entity][0] for entity in entities}
