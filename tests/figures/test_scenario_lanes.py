"""Scenarios side by side: dots and bars stand at their values on the scale of their output, the number above."""

from __future__ import annotations

import math
import re

import pytest
from tests.figures.drawn import astray, covered, texts, told

from theodolite.figures.scenario_lanes import Panel, Spread, lanes_table, scenario_lanes
from theodolite.figures.theme import COLOURS, INK, NARROW, WIDE, looks

SIX = looks(["Wall stands", "Wall falls", "Only the lesser chip of them all", "Own chips", "Rented", "Each alone"])
PAIR = SIX[:2]
BAD = "<script>&\"'"


def panel(title: str, size: float, growth: float = 1.4, unit: str = "TWh") -> Panel:
    """An output of six scenarios, each `growth` times the one before."""
    return Panel(
        title, unit, tuple(Spread(size * growth**k / 2, size * growth**k, size * growth**k * 2) for k in range(6))
    )


PANELS = {
    "eight": [panel(f"Output {k} with a rather long title", 10.0**k, unit="H100 equivalents") for k in range(-2, 6)],
    "one": [panel("Carbon", 3)],
    "far apart": [panel("Carbon", 1e-3, 20.0)],
    "some missing": [
        Panel("Delay", "months", (Spread(-3, 0, 3), None, None, Spread(-9, -4, 2), None, Spread(0, 0, 0)))
    ],
    "all missing": [Panel("Delay", "months", (None,) * 6)],
    "nothing": [],
}  # fmt: skip


def drawn(svg: str, colour: str) -> tuple[list[float], list[tuple[float, float]]]:
    """The places of the round marks and the ends of the bars of one colour."""
    dots = re.findall(rf'<circle cx="([\d.]+)" [^>]*stroke="{colour}"', svg)
    bars = re.findall(rf'd="M([\d.]+) [\d.]+H([\d.]+)" stroke="{colour}" stroke-width="6"', svg)
    return [float(x) for x in dots], [(float(a), float(b)) for a, b in bars]


@pytest.mark.parametrize("width", [NARROW, 390.0, WIDE, 960.0])
@pytest.mark.parametrize("name", PANELS)
def test_no_text_leaves_the_lanes_or_covers_another(name: str, width: float) -> None:
    svg = scenario_lanes("T", SIX, PANELS[name], width)
    assert astray(svg, width) == []
    assert covered(svg) == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_dots_and_bars_are_as_far_from_zero_as_their_values(width: float) -> None:
    svg = scenario_lanes("T", PAIR, [Panel("P", "U", (Spread(10, 20, 40), Spread(30, 50, 100)))], width)
    zero = next(left + (right - left) / 2 for word, left, right, *_ in texts(svg) if word == "100")
    (_, dot), ((low, high),) = drawn(svg, COLOURS[0])
    ((other_low, other_high),) = drawn(svg, COLOURS[1])[1]
    step = (other_high - low) / 90
    assert dot - low == pytest.approx(10 * step, abs=0.11)
    assert high - low == pytest.approx(30 * step, abs=0.11)
    assert other_low - low == pytest.approx(20 * step, abs=0.11)
    assert zero == pytest.approx(other_high, abs=8), "the tick of 100 stands at the value of 100"


def test_a_plot_whose_values_are_far_apart_has_equal_steps_for_equal_ratios() -> None:
    svg = scenario_lanes("T", PAIR, [Panel("P", "U", (Spread(1, 10, 100), Spread(10, 100, 1000)))], WIDE)
    (_, dot), ((low, high),) = drawn(svg, COLOURS[0])
    assert dot - low == pytest.approx(high - dot, abs=0.11)
    assert drawn(svg, COLOURS[1])[1][0][1] - high == pytest.approx(high - dot, abs=0.11)
    assert math.isclose(dot - low, drawn(svg, COLOURS[1])[1][0][0] - low, abs_tol=0.11)


def test_powers_of_ten_are_told_before_other_round_values_where_room_is_short() -> None:
    """Of 5, 10, 20, 50 and 100 quadrillion only some have room: 10 and 100 are told, and rules stand at all five."""
    svg = scenario_lanes("T", PAIR, [Panel("P", "U", (Spread(4e15, 3e16, 6e16), Spread(5e15, 1e16, 1.3e17)))], NARROW)
    assert [word for word, _, _, top, _ in texts(svg) if top > 110 and "10" in word] == ["10¹⁶", "10¹⁷"]
    assert len(set(re.findall(r'd="M([\d.]+) [\d.]+L\1 [\d.]+" stroke="#d5dbe1"', svg))) == 5


def test_each_plot_has_its_own_scale_and_unit() -> None:
    small = Panel("Power", "MW", (Spread(1, 2, 3), Spread(2, 3, 4)))
    large = Panel("Water", "m3", (Spread(1e6, 2e6, 3e6), Spread(2e6, 3e6, 4e6)))
    svg = scenario_lanes("T", PAIR, [small, large], WIDE)
    (_, first, _, second), bars = drawn(svg, COLOURS[0])
    shift = second - first
    assert bars[1][0] - bars[0][0] == pytest.approx(shift, abs=0.11), "the two are alike but for their sizes"
    assert {"Power, MW", "Water, m3"} <= {word for word, *_ in texts(svg)}


def test_zero_has_a_stronger_rule_where_values_lie_below_it() -> None:
    def rules(low: float) -> list[str]:
        svg = scenario_lanes("T", PAIR, [Panel("P", "U", (Spread(low, 5, 10), Spread(1, 2, 20)))], WIDE)
        return re.findall(rf'd="M([\d.]+) [\d.]+L\1 [\d.]+" stroke="{INK}" stroke-width="1.2"', svg)

    assert len(rules(-10)) == 1
    assert rules(0) == []


def test_a_median_is_told_to_three_digits() -> None:
    svg = scenario_lanes("T", PAIR, [Panel("P", "U", (Spread(1e5, 234_567, 4e5), None))], WIDE)
    assert "235,000" in {word for word, *_ in texts(svg)}


def test_the_number_of_the_median_stands_above_its_dot_and_what_is_missing_is_a_dash() -> None:
    svg = scenario_lanes("T", PAIR, [Panel("P", "U", (Spread(10, 23.4, 40), None))], WIDE)
    (_, dot), _ = drawn(svg, COLOURS[0])
    left, right = next((left, right) for word, left, right, *_ in texts(svg) if word == "23.4")
    assert (left + right) / 2 == pytest.approx(dot, abs=0.11)
    assert [word for word, *_ in texts(svg)].count("–") == 1
    assert drawn(svg, COLOURS[1])[1] == []


def test_names_are_escaped_and_the_lanes_are_told_in_words() -> None:
    svg = scenario_lanes(BAD, looks([BAD]), [Panel(BAD, BAD, (Spread(1, 2, 3),))], WIDE)
    assert "<script" not in svg
    assert told(svg) == (BAD, f"{BAD}, {BAD}: {BAD} 1 to 3, median 2.")


def test_the_table_has_a_row_an_output_and_scenario() -> None:
    table = lanes_table(PAIR, [Panel("P", "MW", (Spread(1, 2, 3), None))])
    assert table.rows() == [("P", "MW", "Wall stands", 1, 2, 3), ("P", "MW", "Wall falls", None, None, None)]
    assert lanes_table(PAIR, []).is_empty()
