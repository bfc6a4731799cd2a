"""An observation: one value for entity × indicator × period, with unit, status, source and locator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from theodolite.core.spec import Spec

if TYPE_CHECKING:
    import polars as pl

COLUMNS: Final = (
    "entity", "indicator", "period", "value", "low", "high", "unit", "status", "source", "edition", "locator", "note",
)  # fmt: skip
"""The columns of an observation table, in order. `low` and `high` are a reported 5–95 % interval or empty."""

NUMBERS: Final = frozenset({"value", "low", "high"})

Status = Literal["A", "E", "F", "I", "P", "B", "U"]

STATUSES: Final = {
    "A": "normal value",
    "E": "estimated value",
    "F": "forecast value",
    "I": "imputed value",
    "P": "provisional value",
    "B": "time-series break",
    "U": "low reliability",
}
"""The codes of SDMX CL_OBS_STATUS that are used here."""


class Observation(Spec):
    """One row of the ledger. Missing values are not rows: what is not there has not been observed."""

    entity: str
    indicator: str
    period: str
    value: float
    low: float | None = None
    high: float | None = None
    unit: str
    status: str = "A"
    source: str
    edition: str
    locator: str
    note: str = ""


def schema() -> dict[str, pl.DataType]:
    """The polars schema of an observation table."""
    import polars as pl

    return {name: pl.Float64() if name in NUMBERS else pl.String() for name in COLUMNS}
