"""The history of a lag: lines and band stand at their months, and what is not finite leaves a gap."""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import inf, nan

import pytest
from tests.figures.drawn import astray, covered, texts, told

from theodolite.figures.lag_history import PALETTE, Telling, Then, history_table, lag_history
from theodolite.figures.theme import INK, NARROW, WIDE

WIDTHS = [NARROW, 390.0, WIDE, 1280.0]
NAMES = ("mean by level", "median by level", "restricted mean", "mean over days", "on the day", "mean over records")
LONG = "Confederation of very remote islands and <reefs> & atolls of the southern hemisphere"
BAD = "<script>&\"'"


def telling(name: str, months: list[float], width: float = 2.0) -> Telling:
    """Told on days 100 apart, with an interval of `width` either way."""
    points = [Then(date(2024, 1, 1) + timedelta(days=100 * k), m, m - width, m + width) for k, m in enumerate(months)]
    return Telling(name, tuple(points))


def lines(svg: str, colour: str) -> list[list[tuple[float, float]]]:
    """The points of every unbroken line of a colour through at least two points, in a picture without samples of it."""
    found = re.findall(rf'<path d="M([^"z]+)" fill="none" stroke="{colour}" stroke-width="(?:3|1.6)"', svg)
    pairs = [[pair.split() for pair in path.split("L")] for path in found]
    return [[(float(x), float(y)) for x, y in path] for path in pairs]


SIX = [telling(name, [k + 1.0, k + 2.5, k - 3.0, k + 2.0]) for k, name in enumerate(NAMES)]
DRAWN = {
    "six": (SIX, "China", "the United States"),
    "all the same at the end": ([telling(name, [1.0, 7.0]) for name in NAMES], "China", "the United States"),
    "long names": ([telling(f"{name} {LONG}", [3.0, 9.0]) for name in NAMES], LONG, LONG),
    "one date": ([telling("on the day", [4.0])], "China", "Japan"),
    "far ahead": ([telling("on the day", [-14.0, -20.0])], LONG, "Japan"),
    "nothing": ([telling("on the day", [nan, inf])], "China", "Japan"),
    "no line": ([], "China", "Japan"),
    "thirteen": ([telling(f"line {k}", [k, 2.0 * k]) for k in range(13)], "China", "Japan"),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", DRAWN)
def test_every_text_stays_inside_and_covers_no_other(name: str, width: float) -> None:
    tellings, follower, leader = DRAWN[name]
    svg = lag_history(
        "T", tellings, width, follower=follower, leader=leader, banded=tellings[-1].name if tellings else ""
    )
    assert astray(svg, width) == []
    assert covered(svg) == []


def test_months_stand_in_proportion_to_the_line_of_no_lag() -> None:
    svg = lag_history("T", [telling("on the day", [6.0, -3.0, 3.0])], WIDE, follower="China", leader="Japan")
    ((first, second, third),) = lines(svg, PALETTE[0])
    zero = float(re.findall(rf'<path d="M[\d.]+ ([\d.]+)H[\d.]+" stroke="{INK}" stroke-width="1.4"/>', svg)[0])
    assert (zero - first[1]) / (zero - third[1]) == pytest.approx(2, abs=0.01)
    assert zero - second[1] == pytest.approx(third[1] - zero, abs=0.11)
    assert second[0] - first[0] == pytest.approx(third[0] - second[0], abs=0.11)


def test_zero_is_on_the_scale_however_far_the_lag_is_from_it() -> None:
    svg = lag_history("T", [telling("on the day", [30.0, 31.0])], WIDE, follower="China", leader="Japan")
    words = {word for word, *_ in texts(svg)}
    assert {"level", "0", "30"} <= words


def test_which_side_is_ahead_is_told_where_it_is_drawn() -> None:
    svg = lag_history("T", [telling("on the day", [5.0, -5.0])], WIDE, follower="China", leader="Japan")
    assert "China ahead" in {word for word, *_ in texts(svg)}


def test_no_line_passes_through_the_words_at_the_line_of_no_lag() -> None:
    """The line crosses the first quarter of the picture just above and below zero, where the words would stand."""
    svg = lag_history("T", [telling("a", [0.3, 0.4, 0.3, 9, 9, 9, 9])], WIDE, follower="China", leader="Japan")
    (level,) = [box for box in texts(svg) if box[0] == "level"]
    ((*points,),) = lines(svg, PALETTE[0])
    assert level[1] > points[2][0], "the words stand where the line has left them"
    free = lag_history("T", [telling("a", [9, 9, 9, 0.3])], WIDE, follower="China", leader="Japan")
    assert next(box for box in texts(free) if box[0] == "level")[1] < lines(free, PALETTE[0])[0][0][0] + 5


def test_what_is_not_finite_leaves_a_gap_and_a_date_on_its_own_is_a_dot() -> None:
    svg = lag_history("T", [telling("a", [1, 2, nan, 4, inf, 5, 6, 7])], WIDE, follower="China", leader="Japan")
    assert [len(path) for path in lines(svg, PALETTE[0])] == [2, 3]
    assert len(re.findall(rf'<circle [^>]*fill="{PALETTE[0]}"', svg)) == 1


def test_the_band_is_of_the_chosen_estimator_and_has_gaps_of_its_own() -> None:
    points = telling("b", [4, 4, 4, 4, 4]).points
    broken = Telling("b", (*points[:2], points[2]._replace(high=inf), *points[3:]))
    svg = lag_history("T", [telling("a", [3, 3, 3]), broken], WIDE, follower="China", leader="Japan", banded="b")
    bands = re.findall(rf'<path d="M([^"]+)z" fill="{PALETTE[0]}" fill-opacity=".16"', svg)
    assert [band.count("L") + 1 for band in bands] == [4, 4]
    heights = [float(pair.split()[1]) for pair in bands[0].split("L")]
    ((_, at), *_), *_ = lines(svg, PALETTE[0])
    assert at == pytest.approx((heights[0] + heights[-1]) / 2, abs=0.11), "the band is as wide above as below"


def test_each_line_has_a_colour_of_its_own_and_the_seventh_is_dashed() -> None:
    assert len(set(PALETTE)) == 6
    svg = lag_history("T", [telling(str(k), [k, k + 1.0]) for k in range(7)], WIDE, follower="China", leader="Japan")
    assert all(len(lines(svg, colour)) == (2 if k == 0 else 1) for k, colour in enumerate(PALETTE))
    assert len(re.findall('stroke-dasharray="5 3"', svg)) == 1


def test_the_last_figure_stands_beside_the_end_of_its_line() -> None:
    svg = lag_history("T", [telling("a", [3.0, 7.25, nan]), telling("b", [2.0, -1.04])], WIDE, follower="A", leader="B")
    assert {"a 7.2", "b −1.0"} <= {word for word, *_ in texts(svg)}


def test_every_text_is_escaped_and_the_picture_says_what_it_shows() -> None:
    svg = lag_history(BAD, [telling(BAD, [1.0, 8.0])], NARROW, follower=BAD, leader=BAD, banded=BAD)
    assert "<script" not in svg
    title, words = told(svg)
    assert title == BAD
    assert words == f"Months that {BAD} was behind {BAD}, told last: {BAD} 8.0 on 2024-04-10."


def test_the_table_has_a_row_a_date_and_nothing_where_nothing_is_known() -> None:
    table = history_table([telling("a", [3.0, inf])])
    assert table["months"].to_list() == [3.0, None]
    assert table["low"].to_list() == [1.0, None]
    assert table["date"].to_list() == [date(2024, 1, 1), date(2024, 4, 10)]
    assert history_table([]).is_empty()
