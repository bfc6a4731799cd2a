"""Lag: the figures of a small race worked by hand, what is told of it, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import FrontierError, TheodoliteError
from theodolite.frontier.groups import parse_pair
from theodolite.frontier.lag import lag
from theodolite.frontier.release import Releases
from theodolite.frontier.result import MONTH, Lag
from theodolite.frontier.rules import Rules

RACE = """
    first   2024-01-01 10 Alpha USA closed
    second  2024-03-01 20 Alpha USA closed
    third   2024-09-01 30 Beta  USA closed
    later   2024-12-01 28 Beta  USA closed
    slow    2024-02-01 5  Gamma CHN open
    close   2024-05-01 10 Gamma CHN open
    even    2024-07-01 25 Gamma CHN open
"""
"""A leader that sets records of 10, 20 and 30, and a follower that reaches 10 after 121 days and 20 after 122."""


def compared(releases: Releases, follower: str, leader: str, **settings: object) -> Lag:
    rules = settings.pop("rules", Rules())
    pair = parse_pair(follower, leader, Catalog.open(), releases)
    return lag(releases, *pair, rules, **{"resamples": 50, "simulated": 0, **settings})  # type: ignore[arg-type]


def test_each_estimator_is_what_a_hand_makes_of_it(made: Callable[[str], Releases]) -> None:
    found = compared(made(RACE), "CHN", "USA")
    months = {one.name: one.months * MONTH for one in found.estimators}
    assert found.now == date(2024, 12, 1)
    assert months["level-mean"] == pytest.approx((121 + 122) / 2), "10: 1 January to 1 May; 20: 1 March to 1 July"
    assert months["level-km-median"] == pytest.approx(121), "after 91 (censored) two are left: 121 halves them"
    assert months["calendar-current"] == pytest.approx(91), "25 is above 20 and below 30: since 1 September"
    assert months["record-mean"] == pytest.approx((31 + 121 + 0) / 3), "the third record is above the leader's best"
    assert (found.records, found.censored) == (3, 1)
    assert found.vertical_gap == 5


def test_the_finding_and_the_document_say_the_same(made: Callable[[str], Releases]) -> None:
    found = compared(made(RACE), "China", "USA")
    document = found.document()
    assert document["finding"] == found.finding
    assert found.finding.startswith("By Made score, the lag of China behind the United States is ")
    assert "1 of 3 records of the leader not yet reached" in found.finding
    assert document["models"] == {"follower": 3, "leader": 4}
    assert [one["name"] for one in document["estimators"]] == [
        "level-mean", "level-km-median", "level-restricted-mean", "calendar-mean", "calendar-current", "record-mean",
    ]  # fmt: skip
    assert document["current"] == document["estimators"][4]["months"]


def test_a_release_is_explained_by_when_the_leader_had_as_much(made: Callable[[str], Releases]) -> None:
    found = compared(made(RACE), "CHN", "USA")
    close = found.explain("model/close")
    assert (close["leader_had_it"], round(close["months_behind"] * MONTH)) == ("2024-01-01", 121)
    assert found.explain("model/third")["months_behind"] == 0
    with pytest.raises(KeyError):
        found.explain("model/unheard-of")


def test_a_follower_that_is_ahead_leads_by_months(made: Callable[[str], Releases]) -> None:
    found = compared(made(RACE), "USA", "CHN")
    assert found.ahead
    assert found.finding.startswith("By Made score, the lead of the United States over China is 1.0 to 3.0 months ")
    assert found.current * MONTH == pytest.approx(-91)
    assert any("ahead" in note for note in found.notes)


def test_a_follower_that_has_reached_nothing_says_so_and_prints_no_number_that_is_none(
    made: Callable[[str], Releases],
) -> None:
    found = compared(made("a 2024-01-01 50 A USA closed\nb 2024-06-01 10 B CHN open"), "CHN", "USA")
    document = found.document()
    assert document["estimators"][0]["months"] is None
    assert [one["name"] for one in document["estimators"] if "months" in one["beyond"]] == ["level-km-median"]
    assert document["censored"] == 1
    assert any("none of the leader's records" in note for note in found.notes)
    assert any("one model" in note for note in found.notes)


def test_missing_errors_are_told_and_nothing_is_matched_without_any(made: Callable[[str], Releases]) -> None:
    found = compared(made(RACE), "CHN", "USA")
    assert found.noise is None
    assert "7 of 7 scores have no standard error and are taken as exact." in found.notes


def test_less_is_better_turns_the_race_over(made: Callable[[str], Releases]) -> None:
    releases = made(RACE)
    upside = replace(
        releases, less_is_better=True, frame=releases.frame.with_columns(value=100 - releases.frame["value"])
    )
    one, other = compared(releases, "CHN", "USA"), compared(upside, "CHN", "USA")
    assert [e.months for e in one.estimators] == [e.months for e in other.estimators]
    assert one.vertical_gap == other.vertical_gap


def test_the_same_seed_gives_the_same_figures_and_another_does_not(made: Callable[[str], Releases]) -> None:
    one, same, other = (compared(made(RACE), "CHN", "USA", seed=seed) for seed in (3, 3, 4))
    assert one.document() == same.document()
    assert one.estimators != other.estimators


def test_open_against_closed_and_firm_against_firm(made: Callable[[str], Releases]) -> None:
    assert compared(made(RACE), "open", "closed").models_of() == (3, 4)
    assert compared(made(RACE), "Gamma", "Alpha").models_of() == (3, 2)


def test_a_group_without_a_model_and_no_resamples_are_refused(made: Callable[[str], Releases]) -> None:
    with pytest.raises(TheodoliteError, match="no release"):
        compared(made(RACE), "KOR", "USA")
    with pytest.raises(FrontierError, match="too few"):
        compared(made(RACE), "CHN", "USA", resamples=0)


def test_what_was_asked_of_some_models_alone_says_so(made: Callable[[str], Releases]) -> None:
    found = compared(made(RACE.replace("closed", "open")), "CHN", "USA", rules=Rules(weights="open", joint="sole"))
    assert found.finding.startswith("By Made score, among models with open weights, without joint models, the lag ")


def test_one_group_twice_is_refused_and_members_without_a_model_are_told(made: Callable[[str], Releases]) -> None:
    with pytest.raises(FrontierError, match="have the same models"):
        compared(made(RACE), "China", "CHN")
    found = compared(made(RACE), "CHN+KOR+JPN", "USA")
    assert "No model of 2 of the 3 economies of China, South Korea and Japan: KOR, JPN." in found.notes


def test_a_record_that_the_first_release_beat_is_told(made: Callable[[str], Releases]) -> None:
    found = compared(made(RACE.replace("2024-02-01 5 ", "2024-02-01 15")), "CHN", "USA")
    assert "Not counted: 1 record of the leader that the follower's first release beat." in found.notes
    assert found.records == 2


def test_it_is_a_result(made: Callable[[str], Releases]) -> None:
    found = compared(made(RACE), "CHN", "USA")
    assert found.table.height == 6
    assert found.sources == ()
    rows = found.observations()
    assert rows["unit"].unique().to_list() == ["months"]
    assert rows["value"].to_list() == [one.months for one in found.estimators]


def test_scores_below_0_are_not_drawn_by_their_logarithm(made: Callable[[str], Releases]) -> None:
    wide = RACE.replace(" 30 ", " 3000 ")
    assert compared(made(wide), "CHN", "USA").log
    below = made(wide)
    below = replace(below, frame=below.frame.with_columns(value=-below.frame["value"]))
    assert not compared(below, "CHN", "USA").log
