"""Stock bars: heights are in proportion to medians, the line over a bar has the ends of the whole, and words fit."""

from __future__ import annotations

import re

import pytest
from tests.figures.drawn import astray, covered, texts, told

from theodolite.figures.stock_bars import TONES, Origin, Whole, stock_bars, stock_table
from theodolite.figures.theme import INK, NARROW, WIDE

YEARS = tuple(range(2022, 2031))
NAMES = ("imported within the rules", "smuggled", "made at home", "rented abroad, for as long as anybody lets one")
ORIGINS = [Origin(name, tuple(1e5 * (k + 1) * 1.3**at for at in range(9))) for k, name in enumerate(NAMES)]
WHOLE = Whole(*(tuple(1e6 * f * 1.3**at for at in range(9)) for f in (0.6, 1.0, 1.7)))
BAD = "<script>&\"'"
TWO = [Origin("a", (30.0, 0.0)), Origin("b", (10.0, 80.0))]
ENDS = Whole((20, 60), (44, 82), (60, 120))


def boxes(svg: str, k: int) -> list[tuple[float, float]]:
    """The tops and heights of one part's boxes, without that of the key."""
    found = re.findall(rf'<rect [^>]*y="([\d.]+)" width="[\d.]+" height="([\d.]+)" fill="{TONES[k][0]}"', svg)
    return [(float(y), float(tall)) for y, tall in found][1:]


@pytest.mark.parametrize("width", [NARROW, 390.0, WIDE, 960.0])
@pytest.mark.parametrize("counted", [None, 2022, 2025, 2030])
@pytest.mark.parametrize("size", [1.0, 1e-6, 1e9])
def test_no_text_leaves_the_bars_or_covers_another(width: float, counted: int | None, size: float) -> None:
    origins = [Origin(name, tuple(size * m for m in medians)) for name, medians in ORIGINS]
    whole = Whole(*(tuple(size * end for end in ends) for ends in WHOLE))
    svg = stock_bars("T", "Stock, H100 equivalents", YEARS, origins, whole, width, counted=counted)
    assert astray(svg, width) == []
    assert covered(svg) == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_parts_stand_one_upon_the_other_and_nothing_is_drawn_of_a_part_of_zero(width: float) -> None:
    svg = stock_bars("T", "U", (2024, 2025), TWO, ENDS, width)
    ((first, tall),) = boxes(svg, 0)
    (second, small), (_, large) = boxes(svg, 1)
    assert tall / small == pytest.approx(3, abs=0.01)
    assert large / small == pytest.approx(8, abs=0.01)
    assert second + small == pytest.approx(first, abs=0.011)


def test_the_line_over_a_bar_runs_from_the_5_to_the_95_percent_of_the_whole() -> None:
    svg = stock_bars("T", "U", (2024, 2025), TWO, ENDS, WIDE)
    ((top, tall),) = boxes(svg, 0)
    zero, unit = top + tall, tall / 30
    lines = re.findall(rf'd="M([\d.]+) ([\d.]+)L\1 ([\d.]+)" stroke="{INK}" stroke-width="1.5"', svg)[1:]
    ends = [((zero - float(low)) / unit, (zero - float(high)) / unit) for _, high, low in lines]
    assert ends[0] == pytest.approx((20, 60), abs=0.05)
    assert ends[1] == pytest.approx((60, 120), abs=0.05)
    dashes = re.findall(rf'd="M[\d.]+ ([\d.]+)L[\d.]+ \1" stroke="{INK}" stroke-width="3"', svg)[1:]
    assert [(zero - float(y)) / unit for y in dashes] == pytest.approx([44, 82], abs=0.05)


def test_the_rule_of_counting_stands_after_the_bar_of_its_year() -> None:
    def rule(counted: int | None) -> list[float]:
        svg = stock_bars("T", "U", YEARS, ORIGINS, WHOLE, WIDE, counted=counted)
        return [float(x) for x in re.findall(r'd="M([\d.]+) [^>]*stroke-dasharray="2 2"', svg)]

    svg = stock_bars("T", "U", YEARS, ORIGINS, WHOLE, WIDE)
    places = {word: (left + right) / 2 for word, left, right, *_ in texts(svg)}
    assert rule(2025) == pytest.approx([(places["2025"] + places["2026"]) / 2], abs=0.06)
    assert rule(2030) == rule(None) == []


def test_the_last_year_keeps_its_number_where_not_all_have_room() -> None:
    whole = Whole(*(tuple(1e5 * end for end in ends) for ends in WHOLE))
    svg = stock_bars("T", "U", YEARS, ORIGINS, whole, NARROW)
    bold = re.findall(r'font-weight="600"[^>]*stroke-width="4"[^>]*>([^<]+)<', svg)
    assert bold[0] == "816 bn".replace(" ", "\N{NO-BREAK SPACE}")
    assert 3 < len(bold) < 9


def test_the_key_has_the_parts_from_above_to_below_and_the_words_tell_the_last_year() -> None:
    svg = stock_bars(BAD, BAD, (2024, 2025), [TWO[0], Origin(BAD, (10.0, 80.0))], ENDS, WIDE)
    assert "<script" not in svg
    words = [word for word, *_ in texts(svg)]
    assert words.index(BAD, 1) < words.index("a")
    assert told(svg) == (BAD, f"{BAD}, 2025: a 0; {BAD} 80; the whole 82, from 60 to 120.")


def test_the_table_has_a_row_a_part_and_one_for_the_whole() -> None:
    assert stock_table((2024, 2025), TWO, ENDS).rows() == [
        (2024, "a", None, 30, None), (2024, "b", None, 10, None), (2025, "a", None, 0, None),
        (2025, "b", None, 80, None), (2024, "whole", 20, 44, 60), (2025, "whole", 60, 82, 120),
    ]  # fmt: skip
    assert "No year is told." in stock_bars("T", "U", (), [], Whole((), (), ()), WIDE)
