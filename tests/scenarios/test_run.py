"""The model: a case worked by hand, balances that hold in every draw, and more supply that never lowers computing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios import inputs as keys
from theodolite.scenarios.draw import blocks
from theodolite.scenarios.held import Evidence
from theodolite.scenarios.plan import Plan, plan
from theodolite.scenarios.run import REMOTE, Draws, arrivals, carbon, fleet, run
from theodolite.scenarios.scenario import load_scenario

H100 = "chip/nvidia-h100-sxm5-80gb"

FIXED = {
    "supply/smuggled": 1000, "supply/retirement": 0.1,
    "efficiency/mfu": 0.4, "efficiency/cluster": 0.9, "efficiency/training-time": 0.5,
    "efficiency/algorithmic-progress": 3,
    "power/server-factor": 2, "power/overhead": 1.25, "power/utilisation": 0.5, "power/pue": 1.2,
    "power/household": 10_000, "power/national-growth": 0.05, "water/wue": 1, "water/grid": 2,
    "carbon/renewable-share": 0.5, "carbon/grid-decline": 0.1,
}  # fmt: skip

BY_HAND = """
title: By hand
question: What if?
inherits: controls-hold
years: {from: 2022, to: 2024}
arrivals: [{by: smuggled, chip: chip/nvidia-h100-sxm5-80gb, units: supply/smuggled}]
regions: [{region: CN-SC, low: 1, high: 1, after: [{title: Made}]}]
use:
"""


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return Evidence(Ledger.open(Catalog.open()))


@pytest.fixture(scope="module")
def whole(evidence: Evidence) -> Plan:
    return plan(evidence, load_scenario(evidence.catalog, "controls-hold"))


def drawn(of: Plan, count: int = 200, seed: int = 0) -> Draws:
    (first,) = next(iter(blocks([of], count, seed)))
    return first


@pytest.fixture(scope="module")
def by_hand(evidence: Evidence, tmp_path_factory: pytest.TempPathFactory) -> Draws:
    path: Path = tmp_path_factory.mktemp("made") / "by-hand.yaml"
    use = "".join(f"  {id}: {{low: {v}, high: {v}, after: [{{title: Made}}]}}\n" for id, v in FIXED.items())
    path.write_text(BY_HAND + use)
    return drawn(plan(evidence, load_scenario(evidence.catalog, str(path))), 4)


def test_a_case_worked_by_hand(by_hand: Draws) -> None:
    found = run(by_hand)
    stock = np.array([1000, 1900, 2710])
    told = {name: values[:, 0] for name, values in found.outputs.items()}
    assert found.stocks[H100, "smuggled"][:, 0] == pytest.approx(stock)
    assert told["training-compute"] == pytest.approx(stock)
    assert told["stock-smuggled"] == pytest.approx(stock)
    assert told["inference-decode"] == pytest.approx(stock)
    assert told["power"] == pytest.approx(stock * 2.1e-3)
    assert told["it-energy"] == pytest.approx(stock * 7.67025)
    assert told["energy"] == pytest.approx(stock * 9.2043)
    assert told["households"] == pytest.approx(stock * 0.92043)
    assert told["energy-spared"] == pytest.approx([0, 0, 0], abs=1e-9)
    assert told["water"] == pytest.approx(stock * (7.67025 + 2 * 9.2043))
    assert told["carbon"] == pytest.approx(stock * 9.2043 * 0.5 * 0.1404 * np.array([1, 0.9, 0.81]))
    peak = by_hand.plan.variables[f"{H100} chip/dense-fp16"].middle
    year = 1000 * peak * 0.4 * 0.9 * 0.5 * 31_557_600
    assert told["effective-compute"] == pytest.approx(year * np.array([1, 1.9 * 3, 2.71 * 9]))


def test_what_stands_is_what_stood_less_what_went_and_what_came(whole: Plan) -> None:
    draws = drawn(whole)
    gone = np.broadcast_to(draws.value(keys.RETIREMENT), draws.shape)
    came = dict[tuple[str, str], np.ndarray]()
    for key, chips in arrivals(draws):
        came[key] = came.get(key, 0) + np.broadcast_to(chips, draws.shape)
    stocks = {key: stock for key, stock in fleet(draws).items() if key[1] != REMOTE}
    assert set(came) == set(stocks)
    for key, stock in stocks.items():
        before = np.vstack([np.zeros((1, draws.shape[1])), stock[:-1]])
        assert stock == pytest.approx(before * (1 - gone) + came[key], rel=1e-12)


def test_computing_by_origin_and_carbon_by_region_sum_to_the_whole_in_every_draw(whole: Plan) -> None:
    draws = drawn(whole)
    found = run(draws).outputs
    parts = sum(values for name, values in found.items() if name.startswith("stock-"))
    assert found["training-compute"] == pytest.approx(parts, rel=1e-12)
    assert found["energy"] == pytest.approx(found["it-energy"] * draws.value(keys.PUE), rel=1e-12)
    regions = carbon(draws, found["energy"])
    grids = draws.plan.grids
    assert found["carbon"] == pytest.approx(sum(regions.values()), rel=1e-12)
    renewable = np.broadcast_to(draws.value(keys.RENEWABLE), draws.shape)
    rate = (1 - draws.value(keys.DECLINE)) ** (np.array(whole.years)[:, None] - 2022)
    used = sum(regions[one] / (grids[one].value * rate * (1 - renewable)) for one in regions)
    assert found["energy"] == pytest.approx(used, rel=1e-9)


SUPPLIES = (
    "supply/foreign-spend", "supply/acceptance", "supply/licence-share", "supply/smuggled", "supply/logic-dies",
    "supply/die-yield", "supply/hbm-stacks", "supply/remote",
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(key=st.sampled_from(SUPPLIES), by=st.floats(0.0, 1.0), seed=st.integers(0, 99))
def test_more_supply_never_lowers_computing(whole: Plan, key: str, by: float, seed: int) -> None:
    before = drawn(whole, 50, seed)
    more = before.share[key] + by * (1 - before.share[key]) * 0.999
    after = Draws(whole, {**before.share, key: more}, before.side)
    least, most = run(before).outputs, run(after).outputs
    for name in ("training-compute", "effective-compute", "energy"):
        assert (most[name] >= least[name] * (1 - 1e-12)).all(), name


def test_every_draw_is_finite_and_none_is_below_0(whole: Plan) -> None:
    for name, values in run(drawn(whole, 2000)).outputs.items():
        assert np.isfinite(values).all(), name
        assert name in ("energy-spared", "households-spared") or (values >= 0).all(), name


def test_one_more_variable_changes_no_other_ones_draws(evidence: Evidence, whole: Plan) -> None:
    other = plan(evidence, load_scenario(evidence.catalog, "protectionist"))
    (alone,) = next(iter(blocks([whole], 100, 7)))
    together, _ = next(iter(blocks([whole, other], 100, 7)))
    assert all(np.array_equal(alone.share[key], together.share[key]) for key in whole.variables)
