"""Matching under noise: z-tests worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from theodolite.frontier.matched import Matched, matched
from theodolite.frontier.resample import raw
from theodolite.frontier.track import Track

Releases = list[tuple[float, float, float]]


def found(follower: Releases, leader: Releases, now: float) -> Matched | None:
    """Each release is a day, a height and its error."""
    sides = [Track(a[0], a[0], a[1], a[2]) for a in (np.array(one).T for one in (follower, leader))]
    return matched(sides[0], sides[1], raw(sides[0], sides[1], now))


def test_a_record_is_matched_by_the_first_release_that_is_not_surely_below() -> None:
    """Of a record of 10 ± 3 a release of 1.5 ± 4 is z = −8.5/5 = −1.7 off, surely below; 2 ± 4 is −1.6, and is not."""
    told = found([(2, -20, 4), (5, 1.5, 4), (9, 2, 4)], [(0, 10, 3)], 20)
    assert told == Matched(mean=9, median=9, records=1, matched=1)


def test_a_record_that_nothing_matches_is_censored() -> None:
    told = found([(2, -20, 4), (9, 2, 4)], [(0, 10, 3), (12, 30, 3)], 20)
    assert told is not None
    # The second is open for 8 days, shorter than the first one's 9: then one of one ends.
    assert told == Matched(mean=9, median=9, records=2, matched=1)
    assert np.isnan(found([(2, -20, 4)], [(0, 10, 3)], 20).mean)  # type: ignore[union-attr]


def test_a_height_without_an_error_is_exact() -> None:
    """Of an exact 10, 5 ± 3 is z = −1.67 off; 5.1 ± 3 is −1.63; an exact 9.99 is below, an exact 10 is not."""
    nan = np.nan
    assert found([(1, -20, 3), (5, 5, 3), (7, 5.1, 3)], [(0, 10, nan)], 20) == Matched(7, 7, 1, 1)
    assert found([(1, -20, nan), (5, 9.99, nan), (7, 10, nan), (8, -9, 1)], [(0, 10, nan)], 20) == Matched(7, 7, 1, 1)


def test_without_any_error_there_is_no_test() -> None:
    assert found([(5, 1, np.nan)], [(0, 10, np.nan)], 20) is None


def test_a_record_matched_by_the_first_release_counts_only_if_it_was_set_later() -> None:
    told = found([(5, 9, 4), (8, 31, 4)], [(0, 10, 3), (6, 11, 3), (7, 30, 3)], 20)
    # 10 of day 0 does not count; 11 of day 6 was matched on day 5, −1; 30 of day 7 on day 8, 1.
    assert told == Matched(mean=pytest.approx(0), median=-1, records=2, matched=2)


def test_where_the_first_release_matches_every_record_there_is_nothing_to_tell() -> None:
    same = Track(*np.array([[1.0, 2], [1, 2], [0, 0], [1, 1]]))
    later = Track(*np.array([[5.0, 6], [5, 6], [0, 0], [1, 1]]))
    assert matched(later, same, raw(later, same, 9)) is None
