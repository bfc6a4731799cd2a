"""What holds for any siting: balances in every hour, and that room never costs and limits never pay."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scenarios.siting.lemuria import HOURS, course, lemuria, stated

from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.siting.programme import NO_LIMITS, Limits, waiting
from theodolite.scenarios.siting.result import Site
from theodolite.scenarios.siting.site import site

HELD = 1e-6

parts = st.floats(0.2, 0.8)
shape = st.lists(st.integers(1, 9).map(float), min_size=HOURS, max_size=HOURS)
worlds = st.fixed_dictionaries(
    {
        "live": parts, "north": parts, "window": st.integers(0, 30), "near": st.floats(260, 400),
        "far": st.floats(260, 400), "sun": st.floats(0, 200), "asked": shape, "prices": shape, "yields": shape,
    }
)  # fmt: skip


def solved(
    ledger: Ledger, world: dict[str, Any], limits: Limits = NO_LIMITS, objective: str = "cost", **changed: float
) -> Site:
    """The cheapest siting of a drawn world."""
    w = {**world, **changed}
    figures = {
        "mix": stated("dimensionless", live=w["live"], batch=1 - w["live"]),
        "share": stated("dimensionless", north=w["north"], south=1 - w["north"]),
        "window": stated("hour", batch=w["window"]), "capacity": stated("MW", near=w["near"], far=w["far"]),
        "contract": stated("MW", near__sun=w["sun"], far__sun=w["sun"]),
        "contract-price": stated("LEM/MWh", near__sun=30, far__sun=40),
    }  # fmt: skip
    courses = {
        "demand": course(w["asked"]), "price": course(w["prices"], "near"),
        "sun": course([one / 9 for one in w["yields"]]),
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        return site(ledger, lemuria(Path(folder), figures=figures, courses=courses), objective, limits=limits)


@settings(max_examples=8, deadline=None)
@given(world=worlds)
def test_work_energy_and_windows_balance_in_every_hour(ledger: Ledger, world: dict[str, Any]) -> None:
    found = solved(ledger, world)
    i, values = found.inputs, found.solved.values
    done = values["work"].sum(axis=1)
    pools = values["work"].shape[0]
    allowed = i.round_trip <= 10
    assert pools == 3
    for p in range(pools):
        live = p < 2
        asked = (i.demand[p, 0] if live else i.demand[:, 1].sum()) * i.course[0]
        if live:
            np.testing.assert_allclose(done[p], asked, atol=HELD)
            assert values["work"][p][~allowed[p]].max() < HELD
        else:
            started, ended = np.cumsum(asked[0]), np.cumsum(done[p, 0])
            left = values["backlog"][p, 0] if "backlog" in values else np.zeros(HOURS)
            np.testing.assert_allclose(left - left[-1], started - ended, atol=HELD)
            assert (left <= waiting(asked, np.array([world["window"]]))[0] + HELD).all()
    np.testing.assert_allclose(values["load"], values["work"].sum(axis=0), atol=HELD)
    drawn = values["grid"] + values["used"].sum(axis=1)
    np.testing.assert_allclose(drawn, values["load"] * i.pue[:, None, None], atol=HELD)
    assert (values["used"] <= i.available + HELD).all()
    assert (values["load"] <= i.capacity[:, None, None] + HELD).all()
    np.testing.assert_allclose(sum(one.cost for one in found.hubs), found.solved.totals["cost"], rtol=1e-9)
    np.testing.assert_allclose(sum(one.water for one in found.hubs), found.solved.totals["water"], rtol=1e-9)


@settings(max_examples=6, deadline=None)
@given(world=worlds, more=st.floats(0, 100))
def test_more_capacity_or_longer_windows_never_cost_more(ledger: Ledger, world: dict[str, Any], more: float) -> None:
    before = solved(ledger, world).totals["cost"]
    room = solved(ledger, world, far=world["far"] + more).totals["cost"]
    patient = solved(ledger, world, window=world["window"] + int(more)).totals["cost"]
    assert max(room, patient) <= before * (1 + HELD)


@settings(max_examples=6, deadline=None)
@given(world=worlds, tight=st.floats(0.0, 1.0))
def test_a_cap_never_costs_less(ledger: Ledger, world: dict[str, Any], tight: float) -> None:
    before, least = solved(ledger, world), solved(ledger, world, objective="carbon")
    low, high = least.totals["carbon"], before.totals["carbon"]
    cap = (low + (1 - tight) * (high - low)) * (1 + HELD)
    after = solved(ledger, world, Limits(carbon=cap))
    assert after.totals["cost"] >= before.totals["cost"] * (1 - HELD)
    assert after.totals["carbon"] <= cap * (1 + 2 * HELD)


def test_what_may_wait_is_what_came_in_within_the_window_round_the_clock() -> None:
    arrives = np.array([[1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0]])
    assert waiting(arrives, np.array([0, 2, 5])).tolist() == [[0, 0, 0, 0], [5, 3, 5, 7], [11, 12, 13, 14]]
