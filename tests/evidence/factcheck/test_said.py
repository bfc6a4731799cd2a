"""Said: what the words of a claim stand for, each interval worked by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

from theodolite.evidence.factcheck.said import Interval, meant, signed

COUNTS: list[tuple[str, float, dict[str, Any], tuple[float, float]]] = [
    ("38,000", 38_000, {}, (37_500, 38_500)),
    ("6,000", 6_000, {}, (5_950, 6_050)),
    ("37", 37, {}, (36.5, 37.5)),
    ("5.3", 5.3, {}, (5.25, 5.35)),
    ("approximately fifty thousand", 50_000, {"qualifier": "approx"}, (47_500, 52_500)),
    ("around 13", 13, {"qualifier": "approx"}, (12, 14)),
    ("nearly 300,000", 300_000, {"qualifier": "nearly"}, (270_000, 300_000)),
    ("just under 3,500", 3_500, {"qualifier": "slightly_less_than"}, (3_150, 3_500)),
    ("just over 4,000", 4_000, {"qualifier": "slightly_more_than"}, (4_000, 4_400)),
    ("at least 50", 50, {"qualifier": "at_least"}, (49.95, math.inf)),
    ("more than 180", 180, {"qualifier": "more_than"}, (179.5, math.inf)),
    ("fewer than 300", 300, {"qualifier": "less_than"}, (-math.inf, 300.5)),
    ("billions", 1e9, {"qualifier": "order_of_magnitude"}, (1e9, 1e11)),
]


@pytest.mark.parametrize(("span", "value", "more", "interval"), COUNTS, ids=[case[0] for case in COUNTS])
def test_a_count_stands_for_what_rounds_to_it(
    claim, span: str, value: float, more: dict[str, Any], interval: tuple[float, float]
) -> None:
    assert meant(claim(f"It has {span}.", span, value, **more)) == pytest.approx(interval)


def test_a_fraction_in_words_is_wider_than_its_digits(claim) -> None:
    share = {"unit": "percent", "unit_class": "percent", "type": "share"}
    assert meant(claim("a tenth", "a tenth", 10, **share)) == pytest.approx((9.75, 10.25))
    assert meant(claim("two-thirds", "two-thirds", 200 / 3, **share)) == pytest.approx((65, 68.3333), abs=1e-3)
    assert meant(claim("10 %", "10 %", 10, **share)) == pytest.approx((9.5, 10.5))


def test_a_ratio_stands_for_a_tenth_either_way_and_a_rank_for_itself(claim) -> None:
    assert meant(claim("double", "double", 2, type="ratio", unit_class="ratio")) == pytest.approx((1.8, 2.2))
    assert meant(claim("second", "second", 2, type="rank", unit_class="rank", qualifier="close")) == (2, 2)


def test_a_range_stands_for_itself_and_what_has_no_number_for_nothing(claim) -> None:
    assert meant(claim("6 to 24", "6 to 24", None, low=6, high=24, qualifier="range")) == (5.5, 24.5)
    assert meant(claim("some", "some", None)) is None
    assert meant(claim("no number", "no number", math.nan)) is None
    assert meant(claim("without end", "end", math.inf)) is None
    assert meant(claim("1e300", "1e300", 1e300)) == (1e300, 1e300)


def test_a_decrease_is_below_zero(claim) -> None:
    fell = claim("fell by 5 %", "5 %", 5, type="change", unit_class="percent", direction="decrease")
    assert signed(fell, Interval(4.5, 5.5)) == (-5.5, -4.5)
    rose = claim("rose by 5 %", "5 %", 5, type="change", unit_class="percent", direction="increase")
    assert signed(rose, Interval(4.5, 5.5)) == (4.5, 5.5)
