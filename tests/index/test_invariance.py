"""Every shipped normalisation under every shipped mean: better is never worse, and unit and order do not matter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from theodolite.index.aggregate import WHOLE, Aggregate
from theodolite.index.dataset import Dataset
from theodolite.index.framework import Leaf, Pillar
from theodolite.index.lens import Lens
from theodolite.index.method import methods
from theodolite.index.normalise import Normalise
from theodolite.index.stage import Stage, stacked
from theodolite.index.step import carry_out

ENTITIES = ("AUT", "BEL", "CHE", "DNK", "EST", "FIN")
CODES = ("a", "b", "c", "d")
DIRECTIONS = np.array([1.0, -1, 1, 1])

NORMALISATIONS: dict[str, dict[str, Any]] = {
    "ampi": {},
    "borda": {},
    "distance-to-maximum": {},
    "distance-to-reference": {"to": "BEL"},
    "distance-to-target": {},
    "fraction-of-maximum": {},
    "goalposts": {"to": [1, 100]},
    "min-max": {"to": [1, 100]},
    "percentile-rank": {},
    "rank": {},
    "scaled": {"from": [0, 60], "to": [1, 100]},
    "z-score": {"mean": 10, "sd": 2},
}
MEANS: dict[str, Any] = {
    "ampi": "ampi",
    "arithmetic": "arithmetic",
    "benefit-of-the-doubt": {"how": "benefit-of-the-doubt", "within": "free"},
    "copeland": "copeland",
    "generalised": {"how": "generalised", "p": 0.5},
    "geometric": "geometric",
    "harmonic": "harmonic",
}
"""Options of each, such that none of them meets a figure outside its domain."""

ABOVE_ZERO = {"ampi", "fraction-of-maximum", "goalposts", "min-max", "rank", "scaled", "z-score"}
"""Normalisations that give figures above zero alone, on the tables below."""

PAIRS = [
    (scale, mean)
    for scale in NORMALISATIONS
    for mean in MEANS
    if (scale in ABOVE_ZERO or methods("aggregate")[mean].domain != "positive")
    and (scale == "min-max" or mean != "benefit-of-the-doubt")
]
"""The benefit of the doubt, a linear programme an entity, is tried on one scale alone."""


def table(seed: int) -> np.ndarray:
    """6 × 4 figures from 1 to 49 without ties; BEL, the reference, is never the worst of a column."""
    rng = np.random.default_rng(seed)
    x = np.column_stack([rng.permutation(np.arange(1.0, 50))[: len(ENTITIES)] for _ in CODES])
    for j, direction in enumerate(DIRECTIONS):
        worst = int(np.argmin(x[:, j] * direction))
        if ENTITIES[worst] == "BEL":
            x[[worst, worst - 1], j] = x[[worst - 1, worst], j]
    return x


TABLES = st.integers(0, 2**32 - 1).map(table)


def reference_is_worst(x: np.ndarray) -> bool:
    """Whether BEL is the worst in a column, where no distance to it can be measured."""
    return bool((np.argmin(x * DIRECTIONS, axis=0) == ENTITIES.index("BEL")).any())


def framework(unit: float = 1.0, shift: float = 0.0, times: float = 1.0) -> tuple[Pillar, ...]:
    """Two pillars with goalposts and targets in the figures' `unit`, all weights `times` as large."""
    post, target = (0.0 * unit + shift, 60 * unit + shift), {1.0: 60 * unit + shift, -1.0: -1 * unit + shift}
    leaf = {
        code: Leaf(indicator=code, weight=times * weight, goalposts=post, target=target[direction])
        for code, weight, direction in zip(CODES, (1.0, 2.0, 3.0, 1.0), DIRECTIONS, strict=True)
    }
    return (
        Pillar(pillar="first", weight=2 * times, indicators=(leaf["a"], leaf["b"])),
        Pillar(pillar="second", weight=3 * times, indicators=(leaf["c"], leaf["d"])),
    )


def steps(scale: str, mean: str, unit: float = 1.0, shift: float = 0.0) -> tuple[Normalise, Aggregate]:
    options = dict(NORMALISATIONS[scale])
    if "from" in options:
        options["from"] = [unit * end + shift for end in options["from"]]
    return (
        Normalise.model_validate({"how": scale, **options}),
        Aggregate.model_validate({"indicators": MEANS[mean], "pillars": "arithmetic"}),
    )


def dataset(x: np.ndarray, scale: str) -> Dataset:
    """The table; where the normalisation takes columns of which more is better, all are such."""
    ways = np.ones(4) if scale == "fraction-of-maximum" else DIRECTIONS
    return Dataset(ENTITIES, CODES, x, ways)


def scored(data: Dataset, scale: str, mean: str, nodes: tuple[Pillar, ...], **unit: float) -> np.ndarray:
    plan = steps(scale, mean, **unit)
    return plan[1].apply(carry_out(plan, data, nodes), nodes)[WHOLE]


def test_every_method_that_is_shipped_is_tried() -> None:
    for step, tried in (("normalise", NORMALISATIONS), ("aggregate", MEANS)):
        shipped = {name for name, each in methods(step).items() if each.kernel.__module__.startswith("theodolite.")}
        assert shipped == set(tried)


@pytest.mark.parametrize(("scale", "mean"), [pair for pair in PAIRS if pair[1] != "ampi"])
@settings(max_examples=5, deadline=None, derandomize=True)
@given(x=TABLES, i=st.integers(0, 5), j=st.integers(0, 3), by=st.floats(0.1, 30))
def test_a_better_figure_never_lowers_the_score(
    scale: str, mean: str, x: np.ndarray, i: int, j: int, by: float
) -> None:
    """Not so under AMPI, which takes points from whoever is uneven: see below."""
    data = dataset(x, scale)
    better = x.copy()
    better[i, j] += by * data.directions[j]
    better = np.clip(better, 0.01, None)
    assume(scale != "distance-to-reference" or not reference_is_worst(better))
    nodes = framework()
    before, after = (scored(replace(data, values=v), scale, mean, nodes)[i] for v in (x, better))
    assert after >= before - 1e-7


def test_under_ampi_a_lone_strength_may_cost_points() -> None:
    """(1, 1, 100): M = 34, S² = 2178, so 34 − 64.06; with 200 in place of 100: M = 67⅓, S² = 8800.2, so −63.36."""
    mean = Aggregate.model_validate({"indicators": "ampi", "pillars": "arithmetic"})
    nodes = (Pillar(pillar="p", indicators=tuple(Leaf(indicator=code) for code in CODES[:3])),)
    x = np.array([[1.0, 1, 100], [1, 1, 200], [1, 1, 1]])
    found = mean.apply(Dataset(ENTITIES[:3], CODES[:3], x, np.ones(3)), nodes)[WHOLE]
    assert found == pytest.approx([34 - 2178 / 34, 202 / 3 - 8800.2222222222 / (202 / 3), 1])
    assert found[1] < found[0]


@pytest.mark.parametrize(("scale", "mean"), PAIRS)
@settings(max_examples=5, deadline=None, derandomize=True)
@given(x=TABLES, unit=st.floats(0.001, 1000), shift=st.floats(-100, 100))
def test_the_unit_of_the_figures_does_not_matter(
    scale: str, mean: str, x: np.ndarray, unit: float, shift: float
) -> None:
    """Goalposts, targets and `from` change with it; a fraction of the maximum knows where zero is."""
    shift = 0.0 if scale == "fraction-of-maximum" else shift * unit
    data, moved = dataset(x, scale), dataset(x * unit + shift, scale)
    found = scored(moved, scale, mean, framework(unit, shift), unit=unit, shift=shift)
    assert found == pytest.approx(scored(data, scale, mean, framework()), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(("scale", "mean"), PAIRS)
@settings(max_examples=5, deadline=None, derandomize=True)
@given(x=TABLES, entities=st.permutations(range(6)), times=st.floats(0.01, 100))
def test_neither_the_order_of_entities_and_indicators_nor_the_scale_of_weights_matters(
    scale: str, mean: str, x: np.ndarray, entities: list[int], times: float
) -> None:
    data, nodes = dataset(x, scale), framework()
    first = scored(data, scale, mean, nodes)
    turned = replace(data, entities=tuple(ENTITIES[i] for i in entities), values=x[entities])
    assert scored(turned, scale, mean, nodes) == pytest.approx(first[entities], rel=1e-9, abs=1e-9)
    back = tuple(pillar.model_copy(update={"indicators": pillar.indicators[::-1]}) for pillar in reversed(nodes))
    columns = replace(data, indicators=CODES[::-1], values=x[:, ::-1], directions=data.directions[::-1])
    assert scored(columns, scale, mean, back) == pytest.approx(first, rel=1e-9, abs=1e-9)
    assert scored(data, scale, mean, framework(times=times)) == pytest.approx(first, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("scale", [scale for scale in NORMALISATIONS if scale != "distance-to-reference"])
@settings(max_examples=5, deadline=None, derandomize=True)
@given(before=TABLES, after=TABLES, i=st.integers(0, 5), j=st.integers(0, 3))
def test_in_a_panel_a_figure_that_does_not_change_keeps_its_normalised_value(
    scale: str, before: np.ndarray, after: np.ndarray, i: int, j: int
) -> None:
    """But for the distance to an entity, whose own figure of each year is the reference."""
    after[i, j] = before[i, j]
    rows = stacked([("2023", dataset(before, scale)), ("2024", dataset(after, scale))])
    plan, nodes = steps(scale, "arithmetic"), framework()
    one, two = (Stage(rows, period=year).finish(plan, nodes) for year in ("2023", "2024"))
    assert two.values[i, j] == pytest.approx(one.values[i, j], rel=1e-12)
    both = carry_out(plan, rows, nodes).values
    assert np.vstack([one.values, two.values]) == pytest.approx(both, rel=1e-12)


def test_two_years_of_z_scores_by_hand() -> None:
    """1, 2, 3 and 3, 2, 1: the mean of all six is 2 and s = √(4/5), so ±1 is ±1.118; each year alone it would be ±1."""
    nodes = (Pillar(pillar="p", indicators=(Leaf(indicator="a"),)),)
    years = [
        (year, Dataset(ENTITIES[:3], ("a",), np.array([figures]).T, np.ones(1)))
        for year, figures in (("2023", [1.0, 2, 3]), ("2024", [3.0, 2, 1]))
    ]
    rows, plan = stacked(years), (Normalise.model_validate({"how": "z-score"}),)
    found = {year: Stage(rows, period=year).finish(plan, nodes).values[:, 0] for year, _ in years}
    assert found["2023"] == pytest.approx([-(1.25**0.5), 0, 1.25**0.5])
    assert found["2024"] == pytest.approx([1.25**0.5, 0, -(1.25**0.5)])


def test_a_lens_has_one_hash_however_its_weights_are_scaled() -> None:
    def lens(times: float) -> Lens:
        return Lens.model_validate(
            {
                "id": "t", "title": "T", "question": "Q?", "after": [{"title": "A test"}],
                "framework": [pillar.model_dump(by_alias=True) for pillar in framework(times=times)],
                "steps": [step.model_dump(by_alias=True) for step in steps("min-max", "arithmetic")],
            }
        )  # fmt: skip

    assert lens(1).hash == lens(8).hash
