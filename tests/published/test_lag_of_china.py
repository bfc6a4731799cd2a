"""China's lag by the Epoch Capabilities Index, from the shipped table, beside what was measured on its publisher's.

The lags were worked out once by other code on the file of the same edition: level mean 7.3 months, Kaplan-Meier median
7.1, calendar mean 7.8, current 7.7, record mean 6.5; resampled, the level mean is 4.9 to 9.5. Epoch AI itself reports 7
months on average. A current lag of 7.7 does not count the last days: the leader first had that score 240 days before
the last release, 240/30.4375 = 7.885.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import pytest

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.frontier.calibration import calibrated
from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.from_ledger import releases
from theodolite.frontier.groups import parse_pair
from theodolite.frontier.race import Race
from theodolite.frontier.resample import interval, raw, resampled
from theodolite.frontier.rules import side
from theodolite.frontier.track import Track, track

MONTH = 365.25 / 12


class Held(NamedTuple):
    follower: Track
    leader: Track
    now: float
    race: Race

    @property
    def days(self) -> dict[str, float]:
        return {name: float(one.days(self.race)[0]) for name, one in ESTIMATORS.items()}


@pytest.fixture(scope="module")
def held(catalog: Catalog) -> Held:
    known = releases(Ledger.open(catalog), "frontier/eci")
    assert known.sources[0] == "iaps/eci-accessibility-gap-2026-02-08"
    follower, leader = (track(side(known, group)) for group in parse_pair("CHN", "rest", catalog, known))
    now = float(known.now.toordinal())
    return Held(follower, leader, now, raw(follower, leader, now))


def test_thirty_three_models_stand_against_a_hundred_and_fourteen(held: Held) -> None:
    assert (len(held.follower), len(held.leader)) == (33, 114)
    assert date.fromordinal(int(held.now)) == date(2026, 2, 5)


@pytest.mark.parametrize(
    ("name", "months"),
    [("level-mean", 7.3), ("level-km-median", 7.1), ("calendar-mean", 7.8), ("record-mean", 6.5)],
)
def test_the_raw_lags_are_those_that_were_measured(held: Held, name: str, months: float) -> None:
    assert held.days[name] / MONTH == pytest.approx(months, abs=0.05)


def test_the_current_lag_counts_from_the_day_on_which_the_leader_first_had_as_much(held: Held) -> None:
    as_good = held.leader.heights >= held.follower.heights.max()
    first = held.leader.days[as_good].min()
    assert held.days["calendar-current"] == held.now - first == 240
    assert held.days["calendar-current"] / MONTH == pytest.approx(7.7, abs=0.2)


def test_the_resampled_level_mean_is_about_what_was_measured(held: Held) -> None:
    drawn = resampled(held.follower, held.leader, held.now, 2000, 0)["level-mean"]
    assert np.array(interval(drawn)) / MONTH == pytest.approx([4.9, 9.5], abs=0.6)


def test_with_as_many_models_the_lag_would_be_shorter_and_is_less_sure(held: Held) -> None:
    """Thirty-three of a hundred and fourteen look late: corrected figures are near 4 to 5 months, between 0 and 10."""
    found = calibrated(held.follower, held.leader, held.now, held.days, "linear", 0)
    assert found is not None
    months = {name: np.array(one) / MONTH for name, one in found.items()}
    assert [one[0] for one in months.values()] == pytest.approx([4.5] * len(months), abs=1)
    assert months["level-mean"] == pytest.approx([4, 0, 10], abs=1)
