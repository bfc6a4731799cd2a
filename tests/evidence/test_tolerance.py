"""Tolerance: rounding as a reader of printed figures sees it."""

from __future__ import annotations

import numpy as np
import pytest

from theodolite.evidence.tolerance import agree, printed_unit, rounded_unit, span


@pytest.mark.parametrize(
    ("value", "printed", "rounded"),
    [
        (5.3, 0.1, 0.1), (0.25, 0.01, 0.01), (7.0, 1, 1), (38_000, 1, 1_000), (38_210, 1, 10), (100, 1, 10),
        (40, 1, 1), (67_220_000_000, 1, 10_000_000), (1e26, 1, 1e15), (0, 1, 1), (1 / 3, 0, 0), (-38_000, 1, 1_000),
        (9.3e9, 1, 1e8),
    ],
)  # fmt: skip
def test_the_unit_of_a_printed_figure(value: float, printed: float, rounded: float) -> None:
    figures = np.array([value], dtype=float)
    assert printed_unit(figures)[0] == pytest.approx(printed, rel=1e-12)
    assert rounded_unit(figures)[0] == pytest.approx(rounded, rel=1e-12)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (5.1, 5.08, True), (5.1, 5.04, False), (5.1, 5.15, True), (12, 12.4, True), (12, 13, False),
        (0.1 + 0.2, 0.3, True), (38_000, 38_210, False), (1 / 3, 0.3333, True), (1 / 3, 0.3343, False), (9, 9, True),
    ],
)  # fmt: skip
def test_figures_are_the_same_up_to_half_the_coarser_unit(a: float, b: float, same: bool) -> None:
    assert bool(agree(np.array([a]), np.array([b]))[0]) is same
    assert bool(agree(np.array([b]), np.array([a]))[0]) is same


def test_a_figure_spans_its_interval_and_its_rounding() -> None:
    low, high = span(np.array([38_000.0, 5.0, 7.3]), np.array([np.nan, 4.0, np.nan]), np.array([np.nan, 5.2, np.nan]))
    assert low == pytest.approx([37_500, 4.0, 7.25])
    assert high == pytest.approx([38_500, 5.5, 7.35])
