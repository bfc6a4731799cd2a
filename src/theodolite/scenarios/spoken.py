"""Spoken: a median with its interval as it stands in a sentence or a cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from theodolite.core.prose import LARGEST_IN_DIGITS, shown

SCALES = ((1e9, "billion"), (1e6, "million"))
MINUS = "−"

DIGITS = 2
"""Significant digits of a figure that is drawn."""


def spoken(row: Mapping[str, Any]) -> str:
    """`median`, `p05` and `p95` of a row: 3.3 (1.8 to 5.9) million; in powers of ten where larger, a dash for none."""
    if row["median"] is None:
        return "–"
    figures = [float(row[name]) for name in ("median", "p05", "p95")]
    for scale, word in SCALES:
        if scale <= max(map(abs, figures)) < LARGEST_IN_DIGITS:
            return f"{_spanned(*(rounded(one / scale) for one in figures))} {word}"
    return _spanned(*map(rounded, figures))


def _spanned(middle: str, low: str, high: str) -> str:
    return middle if middle == low == high else f"{middle} ({low} to {high})"


def rounded(value: float) -> str:
    """A figure in two significant digits: 3.3, −0.33, 4,500."""
    if value == 0 or abs(value) >= LARGEST_IN_DIGITS:
        told = shown(value)
    else:
        told = f"{to_digits(value):,.12g}" if abs(value) >= 1e-4 else f"{value:.1g}"
    return told.replace("-", MINUS)


def to_digits(value: float) -> float:
    """A figure that is drawn, to as many digits as it deserves."""
    return float(f"{value:.{DIGITS}g}")
