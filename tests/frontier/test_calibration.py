"""Calibration: planted lags are found again, in races that are made otherwise than its own, and refusals are plain."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from theodolite.frontier.calibration import Corrected, _inverted, calibrated
from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.planted import COURSES, planted
from theodolite.frontier.resample import raw
from theodolite.frontier.track import Scale, Track

MONTH = 365.25 / 12
NUMBERS = (33, 114)
RUNS = 5


def both(follower: Track, leader: Track, now: float, scale: Scale, seed: int = 0, simulated: int = 50):
    held = raw(follower, leader, now)
    days = {name: float(one.days(held)[0]) for name, one in ESTIMATORS.items()}
    return days, calibrated(follower, leader, now, days, scale, seed, simulated)


def exact(*releases: tuple[float, float]) -> Track:
    days, heights = (np.array(column, dtype=float) for column in zip(*releases, strict=True))
    return Track(days, days, heights, np.full(len(days), np.nan))


@pytest.fixture(scope="module")
def tried() -> dict[int, list[tuple[dict[str, float], dict[str, Corrected]]]]:
    """Planted months → raw and corrected figures of some races on each course."""
    found: dict[int, list[tuple[dict[str, float], dict[str, Corrected]]]] = {}
    for months in (3, 7, 18):
        for course in COURSES:
            for seed in range(RUNS):
                days, corrected = both(*planted(months * MONTH, NUMBERS, course, seed), "linear", seed)
                assert corrected is not None
                found.setdefault(months, []).append((days, corrected))
    return found


@pytest.mark.parametrize("months", [3, 7, 18])
@pytest.mark.parametrize("name", ["level-mean", "level-km-median", "level-restricted-mean", "calendar-mean"])
def test_a_planted_lag_is_found_again_within_what_so_few_races_allow(tried: dict, months: int, name: str) -> None:
    found = np.array([corrected[name].days for _, corrected in tried[months]]) / MONTH
    assert np.nanmean(found) == pytest.approx(months, abs=3 * np.nanstd(found) / np.sqrt(np.isfinite(found).sum()))
    assert np.isfinite(found).mean() > 0.9


@pytest.mark.parametrize("name", ["level-mean", "level-km-median", "level-restricted-mean"])
def test_with_fewer_models_a_raw_lag_is_too_long_and_a_corrected_one_is_nearer(tried: dict, name: str) -> None:
    days = np.array([days[name] for days, _ in tried[7]]) / MONTH
    corrected = np.array([corrected[name].days for _, corrected in tried[7]]) / MONTH
    assert days.mean() > 7 + 3 * days.std() / np.sqrt(len(days))
    assert abs(corrected.mean() - 7) < abs(days.mean() - 7)


@pytest.mark.parametrize("name", list(ESTIMATORS))
def test_nine_in_ten_corrected_intervals_hold_the_planted_lag(tried: dict, name: str) -> None:
    held = [
        corrected[name].low <= months * MONTH <= corrected[name].high
        for months, races in tried.items()
        for _, corrected in races
    ]
    assert binom.ppf(0.001, len(held), 0.9) <= sum(held)


def test_the_same_seed_gives_the_same_figures() -> None:
    race = planted(200, (12, 20), "line", 4)
    assert both(*race, "linear", 3, 20) == both(*race, "linear", 3, 20)
    assert both(*race, "linear", 3, 20) != both(*race, "linear", 4, 20)


def test_heights_on_a_wide_scale_are_told_by_their_logarithms() -> None:
    follower, leader, now = planted(200, (12, 20), "line", 4)
    wide = [Track(one.first, one.last, 10.0 ** (15 + one.heights / 10), one.errors) for one in (follower, leader)]
    plain = both(follower, leader, now, "linear")[1]
    found = both(wide[0], wide[1], now, "log")[1]
    assert plain is not None
    assert found is not None
    assert found["level-mean"] == pytest.approx(plain["level-mean"])


def test_fewer_than_five_releases_of_the_leader_are_not_calibrated() -> None:
    assert both(exact((5, 1), (9, 2)), exact((0, 1), (2, 2), (4, 3), (6, 4)), 10, "linear")[1] is None


@pytest.mark.parametrize(
    "leader",
    [
        exact(*((3, height) for height in range(6))),
        exact(*((day, 7) for day in range(6))),
        exact(*((day, 0.1 + 0.2) for day in range(6))),
        exact(*((day, -day) for day in range(6))),
    ],
    ids=["all on one day", "all of one height", "of one height but for rounding", "falling"],
)
def test_a_leader_whose_line_does_not_rise_shows_no_lag(leader: Track) -> None:
    found = both(exact((5, 1), (9, 2)), leader, 10, "linear")[1]
    assert found is not None
    assert all(np.isnan(one).all() for one in found.values())


def test_a_figure_that_is_beyond_or_not_defined_stays_so() -> None:
    leader = exact(*((day, day) for day in range(0, 60, 10)))
    days, found = both(exact((40, -5), (50, -3)), leader, 60, "linear")
    assert days["level-km-median"] == np.inf
    assert found is not None
    assert np.isnan(found["level-km-median"]).all()
    assert np.isnan(found["level-mean"]).all()


def test_a_follower_that_begins_when_the_leader_has_ended_is_calibrated_without_a_warning() -> None:
    random = np.random.default_rng(0)
    leader = exact(*((day, day / 10 + random.normal()) for day in range(0, 300, 10)))
    follower = exact(*((day, (day - 120) / 10 + random.normal()) for day in range(310, 500, 20)))
    days, found = both(follower, leader, 500, "linear")
    assert found is not None
    assert found["level-mean"].low < found["level-mean"].days < found["level-mean"].high
    assert found["level-mean"].low <= 120 <= found["level-mean"].high
    assert np.isfinite(days["level-mean"])


def test_where_an_estimator_says_one_figure_of_many_lags_each_of_them_is_held() -> None:
    """Planted 0 to 40, said 0, 10, 10, 10, 20 by every race: a raw 10 stands for 10 to 30, by its middle for 20."""
    planted = np.array([0.0, 10, 20, 30, 40])
    said = np.repeat(np.array([[0.0], [10], [10], [10], [20]]), 3, axis=1)
    assert _inverted(planted, said, 10) == pytest.approx((20, 10, 30), abs=1e-6)
    assert _inverted(planted, said, 5) == pytest.approx((5, 5, 5), abs=1e-6), "where it rises both ends are one"
