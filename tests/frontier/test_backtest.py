"""Predictions of when records are reached, made at past dates and scored by hand."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from theodolite.frontier.backtest import SCHEMA, backtest, scores
from theodolite.frontier.track import Track


def exact(*releases: tuple[float, float]) -> Track:
    days, heights = (np.array(column, dtype=float) for column in zip(*releases, strict=True))
    return Track(days, days, heights, np.full(len(days), np.nan))


FOLLOWER = exact((20, 1), (60, 12), (130, 22))
LEADER = exact((0, 10), (50, 20), (100, 30))


def test_open_records_are_predicted_from_what_was_out_and_none_before_the_date() -> None:
    """On day 110 the one level lag is 60 days: 20 of day 50 is due at once, 30 of day 100 on 160; 20 came on 130."""
    found = backtest(FOLLOWER, LEADER, [30, 110], 200, 50, 0).filter(pl.col("name") == "level-mean")
    told = found.select("asked", "height", "led", "predicted", "happened").rows()
    assert told == [(110, 20, 50, 110, 130), (110, 30, 100, 160, None)]


def test_a_date_without_an_open_record_predicts_nothing() -> None:
    assert backtest(exact((0, 5), (1, 9), (8, 9)), exact((2, 4), (3, 8)), [7], 20, 10, 0).is_empty()


def test_a_record_that_may_not_have_been_out_on_the_date_is_not_predicted() -> None:
    month = Track(np.array([0.0, 50, 90]), np.array([0.0, 50, 110]), LEADER.heights, LEADER.errors)
    assert set(backtest(FOLLOWER, month, [105], 200, 10, 0)["height"]) == {20}
    assert set(backtest(FOLLOWER, month, [111], 200, 10, 0)["height"]) == {20, 30}


def test_scores_count_what_is_settled_and_judge_an_interval_that_has_passed() -> None:
    """Errors 10 and −4: bias 3, size 7. Held: one of two settled; of those open 90 has passed, 120 has not."""
    rows = [
        (10.0, "record-mean", 1.0, 0.0, 40.0, 30.0, 60.0, 50.0),
        (10.0, "record-mean", 2.0, 0.0, 70.0, 68.0, 75.0, 66.0),
        (10.0, "record-mean", 3.0, 0.0, 80.0, 70.0, 90.0, None),
        (10.0, "record-mean", 4.0, 0.0, 80.0, 70.0, 120.0, None),
    ]
    found = {one.name: one for one in scores(pl.DataFrame(rows, schema=SCHEMA, orient="row"), 100)}
    assert found["record-mean"][1:] == pytest.approx((2, 2, 3, 7, 1 / 3))
    assert found["level-mean"][1:3] == (0, 0)
    assert np.isnan(found["level-mean"][3:]).all()
