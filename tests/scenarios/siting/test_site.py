"""The programme of a siting against a country that is solved by hand, and against another solver's own formulation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.scenarios.siting.lemuria import HOURS, course, flat, lemuria, stated

from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.siting.programme import Limits
from theodolite.scenarios.siting.site import site

YEAR = 8766


def test_the_cheapest_siting_fills_the_cheap_hub_and_leaves_the_rest_where_it_must_be(
    tmp_path: Path, ledger: Ledger
) -> None:
    found = site(ledger, lemuria(tmp_path))
    assert [one.work for one in found.hubs] == pytest.approx([40, 60])
    assert found.totals["cost"] == pytest.approx((40 * 90 + 60 * 60) * YEAR)
    assert found.totals["carbon"] == pytest.approx((40 * 0.75 + 60 * 0.96) * YEAR)
    assert found.totals["water"] == pytest.approx((40 * 4 + 60 * 1.7) * YEAR)
    assert found.totals["stressed-water"] == pytest.approx((40 * 4 + 60 * 1.7 * 4) * YEAR)
    assert found.totals["energy"] == pytest.approx((40 * 1.5 + 60 * 1.2) * YEAR)


@pytest.mark.parametrize(("objective", "near"), [("carbon", 80), ("water", 40), ("stressed-water", 80), ("energy", 40)])
def test_other_goals_place_the_free_work_elsewhere(tmp_path: Path, ledger: Ledger, objective: str, near: float) -> None:
    found = site(ledger, lemuria(tmp_path), objective)
    assert [one.work for one in found.hubs] == pytest.approx([near, 100 - near])


def test_without_latency_live_work_is_as_free_as_batch_work(tmp_path: Path, ledger: Ledger) -> None:
    figures = {"capacity": stated("MW", near=100, far=95)}
    assert [one.work for one in site(ledger, lemuria(tmp_path, figures=figures)).hubs] == pytest.approx([30, 70])
    free = site(ledger, lemuria(tmp_path, figures=figures), latency=False)
    assert [one.work for one in free.hubs] == pytest.approx([5, 95])


def test_a_round_trip_is_twice_the_fibre_and_what_is_fixed(tmp_path: Path, ledger: Ledger) -> None:
    found = site(ledger, lemuria(tmp_path))
    degree = np.pi * 6371.0088 / 180
    assert found.inputs.round_trip[0] == pytest.approx([1, 1 + 2 * 9 * degree * 1.5 * 0.005])


def test_work_that_may_wait_an_hour_goes_to_the_cheap_one_as_far_as_there_is_room(
    tmp_path: Path, ledger: Ledger
) -> None:
    prices = course([1.5, 0.5] * 12)
    base = {
        "mix": stated("dimensionless", live=0, batch=1), "share": stated("dimensionless", north=1, south=0),
        "demand": stated("MW", all=24), "capacity": stated("MW", near=100, far=0),
        "pue": stated("dimensionless", all=1), "price": stated("LEM/MWh", all=100),
    }  # fmt: skip
    courses = {"demand": course(flat()), "price": prices}
    waiting = {**base, "window": stated("hour", batch=1)}
    tight = {**waiting, "capacity": stated("MW", near=36, far=0)}
    costs = [
        site(ledger, lemuria(tmp_path / str(at), figures=one, courses=courses)).totals["cost"] / (24 * 100 * YEAR)
        for at, one in enumerate((base, waiting, tight))
    ]
    assert costs == pytest.approx([1.0, 0.5, (12 * 1.5 + 36 * 0.5) / 48])


def test_a_window_of_two_hours_reaches_over_midnight_and_no_farther(tmp_path: Path, ledger: Ledger) -> None:
    cheap_first = [0.0, *[24 / 23] * 23]
    figures = {
        "mix": stated("dimensionless", live=0, batch=1), "share": stated("dimensionless", north=1, south=0),
        "window": stated("hour", batch=2), "capacity": stated("MW", near=1000, far=0),
    }  # fmt: skip
    courses = {"demand": course(flat()), "price": course(cheap_first)}
    found = site(ledger, lemuria(tmp_path, figures=figures, courses=courses))
    load = found.solved.values["load"][0, 0]
    assert load[0] == pytest.approx(300)
    assert load[1:].sum() == pytest.approx(2100)


def test_contracts_are_used_up_to_what_they_yield_and_the_rest_is_curtailed(tmp_path: Path, ledger: Ledger) -> None:
    sun = [0.0] * 8 + [1.0] * 8 + [0.0] * 8
    figures = {
        "contract": stated("MW", far__solar=90), "contract-price": stated("LEM/MWh", far__solar=10),
    }  # fmt: skip
    siting = lemuria(tmp_path, figures=figures, courses={"demand": course(flat()), "solar": course(sun)})
    found = site(ledger, siting)
    far = found.hubs[1]
    assert far.renewable == pytest.approx(72 * YEAR / 3)
    assert far.curtailed == pytest.approx((90 - 72) * YEAR / 3)
    assert far.cost == pytest.approx(72 * (10 / 3 + 50 * 2 / 3) * YEAR)
    assert far.carbon == pytest.approx(72 * 0.8 * 2 / 3 * YEAR)
    without = site(ledger, siting, contracts=False)
    assert without.hubs[1].renewable == 0
    assert without.totals["cost"] == pytest.approx(7200 * YEAR)


def test_capacity_is_built_where_it_pays(tmp_path: Path, ledger: Ledger) -> None:
    dear = {"build-limit": stated("MW", far=5), "build-cost": stated("LEM/MW/year", far=30 * YEAR + 1)}
    cheap = {**dear, "build-cost": stated("LEM/MW/year", far=20 * YEAR)}
    assert site(ledger, lemuria(tmp_path / "dear", figures=dear)).hubs[1].built == pytest.approx(0)
    found = site(ledger, lemuria(tmp_path / "cheap", figures=cheap))
    assert found.hubs[1].built == pytest.approx(5)
    assert found.totals["cost"] == pytest.approx((7200 - 5 * 30 + 5 * 20) * YEAR)


def test_limits_of_lines_connections_and_hub_water_hold(tmp_path: Path, ledger: Ledger) -> None:
    for at, (figures, far) in enumerate(
        (
            ({"network-limit": stated("MW", north__far=20)}, 20 + 25),
            ({"grid-limit": stated("MW", far=48)}, 40),
            ({"water-cap": stated("m3/year", far=1.7 * 50 * YEAR)}, 50),
        )
    ):
        found = site(ledger, lemuria(tmp_path / str(at), figures=figures))
        assert found.hubs[1].work == pytest.approx(far)


def test_flows_say_whose_work_is_done_where(tmp_path: Path, ledger: Ledger) -> None:
    flows = {(one["region"], one["class"], one["hub"]): one["mw"] for one in site(ledger, lemuria(tmp_path)).flow_list}
    assert flows["north", "live", "near"] == pytest.approx(30)
    assert flows["south", "live", "far"] == pytest.approx(10)
    assert sum(mw for (_, one, _), mw in flows.items() if one == "batch") == pytest.approx(60)
    assert flows["north", "batch", "far"] == pytest.approx(50 * 0.75)
    assert {one["class"]: one["movable"] for one in site(ledger, lemuria(tmp_path)).flow_list} == {
        "live": False, "batch": True,
    }  # fmt: skip


def test_urgent_work_can_be_kept_at_home_while_the_rest_is_sent_away(tmp_path: Path, ledger: Ledger) -> None:
    figures = {"latency-limit": stated("ms", live=20), "capacity": stated("MW", near=100, far=95)}
    siting = lemuria(tmp_path, figures=figures)
    assert site(ledger, siting).hubs[1].work == pytest.approx(95)
    kept = site(ledger, siting, urgent=False)
    assert kept.hubs[1].work == pytest.approx(70)
    flows = {(one["region"], one["class"], one["hub"]): one["mw"] for one in kept.flow_list}
    assert flows["north", "live", "near"] == pytest.approx(30)
    assert flows["south", "live", "far"] == pytest.approx(10)
    assert flows["north", "batch", "far"] == pytest.approx(45)


def test_shadow_prices_are_those_worked_by_hand(tmp_path: Path, ledger: Ledger) -> None:
    (only,) = site(ledger, lemuria(tmp_path)).shadow_prices
    assert (only.limit, only.of, only.unit) == ("capacity", "far", "LEM/MW")
    assert only.value == pytest.approx(-30 * YEAR)
    capped = site(ledger, lemuria(tmp_path), limits=Limits(carbon=83.4 * YEAR))
    (price,) = [one for one in capped.shadow_prices if one.limit == "carbon cap"]
    assert price.unit == "LEM/tCO2"
    assert price.value == pytest.approx(-30 / 0.21)


@pytest.mark.parametrize(
    ("goal", "cap", "binding"),
    [
        ("cost", 660_000, {"capacity", "renewable share"}),
        ("cost", 580_000, {"carbon cap"}),
        ("carbon", 660_000, {"water cap"}),
        ("water", 660_000, {"capacity"}),
    ],
)
def test_shadow_prices_are_what_a_little_more_of_a_limit_changes(
    tmp_path: Path, ledger: Ledger, goal: str, cap: float, binding: set[str]
) -> None:
    sun = [0.0] * 6 + [0.2, 0.5, 0.8, 1, 1, 1, 1, 0.8, 0.5, 0.2] + [0.0] * 8
    courses = {"demand": course(flat()), "solar": course(sun), "price": course([1.3] * 12 + [0.7] * 12)}

    def least(at: str, capacity: float = 0, carbon: float = 0, water: float = 0, share: float = 0):
        figures = {
            "window": stated("hour", batch=6), "capacity": stated("MW", near=80, far=60 + capacity),
            "contract": stated("MW", near__solar=60, far__solar=40),
            "contract-price": stated("LEM/MWh", near__solar=70, far__solar=65),
            "carbon-cap": stated("tCO2/year", all=cap + carbon),
            "total-water-cap": stated("m3/year", all=2_600_000 + water),
            "renewable-share": stated("dimensionless", all=0.2 + share),
        }  # fmt: skip
        return site(ledger, lemuria(tmp_path / at, figures=figures, courses=courses), goal)

    found = least("now")
    prices = {(one.limit, one.of): one.value for one in found.shadow_prices}
    steps = {
        ("capacity", "far"): (0.01, "capacity"), ("carbon cap", "all"): (10.0, "carbon"),
        ("water cap", "all"): (10.0, "water"), ("renewable share", "all"): (1e-5, "share"),
    }  # fmt: skip
    assert {limit for limit, _ in prices} == binding
    told = {one.limit: one.says for one in found.shadow_prices}
    if "renewable share" in binding:
        point = prices["renewable share", "all"] / 100
        assert told["renewable share"] == f"one percentage point more of renewable share costs {point:,.0f} LEM"
    for key, (step, name) in steps.items():
        more, less = (least(f"{name}{sign}", **{name: sign * step}).solved.totals[goal] for sign in (1, -1))
        slope = (more - less) / (2 * step)
        rounding = 1e-10 * found.solved.totals[goal] / step
        assert prices.get(key, 0.0) == pytest.approx(slope, rel=1e-3, abs=rounding), key


def test_another_formulation_by_another_solver_finds_the_same_least(tmp_path: Path, ledger: Ledger) -> None:
    """Every arrival × hour of doing × hub is a variable of its own here, so that windows need no store of work."""
    from scipy.optimize import linprog

    rng = np.random.default_rng(7)
    asked, prices, window = rng.uniform(0.5, 1.5, HOURS), rng.uniform(0.5, 1.5, (2, HOURS)), 5
    asked, prices = asked / asked.mean(), prices / prices.mean(axis=1, keepdims=True)
    figures = {"window": stated("hour", batch=window), "capacity": stated("MW", near=75, far=52)}
    courses = {
        "demand": course(list(map(float, asked))),
        "price": course(list(map(float, prices[0])), "near") + course(list(map(float, prices[1])), "far"),
    }
    found = site(ledger, lemuria(tmp_path, figures=figures, courses=courses))
    each = np.array([1.5 * 60, 1.2 * 50])[:, None] * prices
    ways = [(s, late, h) for s in range(HOURS) for late in range(window + 1) for h in range(2)]
    cost = [each[h, (s + late) % HOURS] for s, late, h in ways]
    all_done = np.array([[way[0] == s for way in ways] for s in range(HOURS)], dtype=float)
    room = np.array(
        [[(s + late) % HOURS == t and h == hub for s, late, h in ways] for hub in range(2) for t in range(HOURS)]
    )
    left = np.concatenate([75 - 30 * asked, 52 - 10 * asked])
    other = linprog(cost, A_ub=room.astype(float), b_ub=left, A_eq=all_done, b_eq=60 * asked)
    live = float((each * np.array([[30], [10]]) * asked).sum())
    assert found.totals["cost"] == pytest.approx((other.fun + live) * YEAR / HOURS)
