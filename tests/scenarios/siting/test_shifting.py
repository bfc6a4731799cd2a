"""What shifting saves, what it would take, and what two goals cost each other, worked by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.scenarios.siting.lemuria import course, flat, lemuria, stated

from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.siting.pareto import pareto
from theodolite.scenarios.siting.savings import savings
from theodolite.scenarios.siting.share import NeededShare, needed_share
from theodolite.scenarios.siting.site import site
from theodolite.scenarios.siting.siting import Siting

YEAR = 8766


def test_nothing_shifted_is_work_at_the_nearest_hub_in_its_own_hour(tmp_path: Path, ledger: Ledger) -> None:
    asked = [0.5] * 12 + [1.5] * 12
    figures = {"capacity": stated("MW", near=120, far=60), "window": stated("hour", batch=6)}
    still = site(ledger, lemuria(tmp_path, figures=figures, courses={"demand": course(asked)}), space=False, time=False)
    assert still.solved.values["load"][0, 0] == pytest.approx([37.5] * 12 + [112.5] * 12)
    assert still.solved.values["load"][1, 0] == pytest.approx([12.5] * 12 + [37.5] * 12)


def test_work_that_finds_no_room_at_home_goes_no_farther_than_it_must_and_batch_goes_first(
    tmp_path: Path, ledger: Ledger
) -> None:
    figures = {"capacity": stated("MW", near=50, far=90), "latency-limit": stated("ms", live=20)}
    still = site(ledger, lemuria(tmp_path, figures=figures), space=False, time=False)
    flows = {(one["region"], one["class"], one["hub"]): one["mw"] for one in still.flow_list}
    assert flows["north", "live", "near"] == pytest.approx(30)
    assert flows["north", "batch", "near"] == pytest.approx(20)
    assert flows["north", "batch", "far"] == pytest.approx(25)


def test_savings_in_space_time_and_both_are_those_worked_by_hand(tmp_path: Path, ledger: Ledger) -> None:
    """Home: 75 MW at Nearby (90 an hour), 25 at Faraway (60); batch is 45 and 15 of them, live 30 and 10.

    Half of the hours cost half, the others half as much again: live work pays the mean whatever moves; all batch work,
    waiting an hour, pays half where there is room for twice of it beside live work: 30 + 90 at Nearby and 10 + 30 at
    Faraway, and with both 10 + 120 at Faraway.
    """
    figures = {"capacity": stated("MW", near=200, far=200), "window": stated("hour", batch=1)}
    courses = {"demand": course(flat()), "price": course([1.5, 0.5] * 12)}
    found = savings(ledger, lemuria(tmp_path, figures=figures, courses=courses))
    costs = {
        "none": 75 * 90 + 25 * 60,
        "space": 30 * 90 + 70 * 60,
        "time": 30 * 90 + 10 * 60 + (45 * 90 + 15 * 60) / 2,
        "both": 30 * 90 + 10 * 60 + 60 * 60 / 2,
    }
    for case, cost in costs.items():
        assert found.cases[case].totals["cost"] == pytest.approx(cost * YEAR)
        assert found.saved(case, "cost") == pytest.approx(1 - cost / 8250)
    assert found.saved("both", "carbon") == pytest.approx(1 - (30 * 0.75 + 70 * 0.96) / (75 * 0.75 + 25 * 0.96))
    assert found.saved("time", "energy") == 0
    assert f"both {1 - costs['both'] / 8250:.1%}" in found.finding


def test_the_share_of_movable_work_for_a_saving_is_found_and_what_is_out_of_reach_is_told(
    tmp_path: Path, ledger: Ledger
) -> None:
    """A part x of batch work saves 0.75 x × 100 × 30 of 8,250 an hour while Faraway has room, which is 27.27 % of x."""
    figures = {"capacity": stated("MW", near=200, far=200)}
    siting = lemuria(tmp_path, figures=figures)
    found = needed_share(ledger, siting, 0.15, "cost")
    assert found.share == pytest.approx(0.15 / (0.75 * 30 / 82.5), abs=0.01)
    assert found.now == pytest.approx(0.6)
    never = needed_share(ledger, siting, 0.30, "cost")
    assert never.share is None
    assert never.largest == pytest.approx((0.75 * 30 / 82.5, 1.0))
    assert "no part of movable work saves 30%" in never.finding
    with pytest.raises(ScenarioError, match="150% is to be saved"):
        needed_share(ledger, siting, 1.5, "cost")


def test_the_front_between_cost_and_carbon_is_the_line_worked_by_hand(tmp_path: Path, ledger: Ledger) -> None:
    """From 7,200 and 87.6 t an hour to 80 × 90 + 20 × 60 = 8,400 and 79.2 t, at 30 / 0.21 a tonne in between."""
    front = pareto(ledger, lemuria(tmp_path), ("cost", "carbon"), points=5)
    costs = np.array([one.totals["cost"] for one in front.points]) / YEAR
    carbon = np.array([one.totals["carbon"] for one in front.points]) / YEAR
    assert costs == pytest.approx([7200, 7500, 7800, 8100, 8400])
    assert carbon == pytest.approx([87.6, 85.5, 83.4, 81.3, 79.2])
    slopes = [point["slope"] for point in front.document()["points"]]
    assert slopes[1:-1] == pytest.approx([-30 / 0.21] * 3)
    assert "9.6% below that of the least cost, for 16.7% more cost" in front.finding


def test_goals_that_are_least_at_once_make_a_front_of_one_point(tmp_path: Path, ledger: Ledger) -> None:
    front = pareto(ledger, lemuria(tmp_path), ("cost", "water"), points=5)
    assert len(front.points) == 1
    assert "are least at once" in front.finding


@pytest.mark.parametrize("goals", [("cost", "cost"), ("cost", "costs"), ("speed", "cost")])
def test_a_front_needs_two_goals_that_there_are(tmp_path: Path, ledger: Ledger, goals: tuple[str, str]) -> None:
    with pytest.raises(ScenarioError, match=r"a front of 9 points between cost and cost|is not made least of"):
        pareto(ledger, lemuria(tmp_path), goals)


def test_a_part_below_which_nothing_fits_is_not_told_as_the_smallest_that_saves(siting: Siting) -> None:
    tried = ((0.0, None), (0.25, None), (0.49, None), (0.5, 0.2), (1.0, 0.3))
    least = NeededShare(siting, "cost", 0.1, 0.5, tried, 0.5, ())
    assert "50.0% of all work would have to be movable, the smallest part at which the siting fits" in least.finding
    saves = NeededShare(siting, "cost", 0.1, 0.5, ((0.0, None), (0.49, 0.09), (0.5, 0.2)), 0.5, ())
    assert "fits" not in saves.finding


def test_a_target_below_a_hundredth_is_told_with_its_decimals(siting: Siting) -> None:
    assert "to save 0.5% of cost" in NeededShare(siting, "cost", 0.005, 0.5, ((0.5, 0.2),), 0.5, ()).finding


@pytest.fixture
def siting(tmp_path: Path) -> Siting:
    """Lemuria as it stands."""
    return lemuria(tmp_path)
