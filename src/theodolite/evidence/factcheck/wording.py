"""Wording: figures of the evidence base, inside the sentence that says why a claim holds or does not."""

from __future__ import annotations

from collections.abc import Sequence

from theodolite.core.catalog import Catalog
from theodolite.core.period import UNDATED, plain_period
from theodolite.core.prose import shown
from theodolite.evidence.factcheck.figures import Figure


def amount(value: float, unit: str, catalog: Catalog) -> str:
    """A value with the symbol of its unit, or the value alone where the unit has none: 60.83 %, US$ 5, 38,210."""
    symbol = catalog.units[unit].symbol if unit in catalog.units else ""
    if not symbol:
        return shown(value)
    return f"{symbol} {shown(value)}" if catalog.units[unit].before else f"{shown(value)} {symbol}"


def told(figure: Figure, catalog: Catalog) -> str:
    """A figure with its period and edition: 38,210 in 2014–2023 (wipo/generative-ai-patents-2024)."""
    unit = catalog.indicators[figure.indicator].unit
    when = "without a date" if figure.period == UNDATED else f"in {plain_period(figure.period)}"
    return f"{amount(figure.value, unit, catalog)} {when} ({figure.edition_id})"


def periods(figures: Sequence[Figure]) -> str:
    """The periods of figures, each once, the first and last alone where there are many: 2017, 2018 and 2022."""
    names = [plain_period(name) for name in dict.fromkeys(figure.period for figure in figures)]
    if len(names) > 4:
        return f"{names[0]} to {names[-1]}"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""
