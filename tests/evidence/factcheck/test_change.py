"""Change, ratio and rank: claims that are worked out from figures, against small ledgers and by hand."""

from __future__ import annotations

import pytest

ROBOTS = """
CHN x 2017 156000 a-2024
CHN x 2021 268000 a-2024
CHN x 2022 290000 a-2024
USA x 2017 33000 a-2024
USA x 2022 40000 a-2024
"""
"""156 to 290 is +85.9 % in all and +13.2 % a year; 33 to 40 is +21.2 % and +3.9 %."""

CHANGE = {"type": "change", "unit": "percent", "unit_class": "percent", "direction": "increase"}
SINCE = {"period": "2017/2024", "period_text": "since 2017"}
SPAN = {"period": "2017/2022", "period_text": "between 2017 and 2022"}


@pytest.mark.parametrize(
    ("text", "number", "value", "more", "verdict"),
    [
        ("They rose by around 13 percent since 2017.", "13 percent", 13, {**SINCE, "qualifier": "approx"},
         ("contradicted", "rate-basis")),
        ("They rose by 86 percent since 2017.", "86 percent", 86, SINCE, ("confirmed", None)),
        ("They rose by 13 percent a year since 2017.", "13 percent", 13, SINCE, ("confirmed", None)),
        ("They rose by 86 percent a year since 2017.", "86 percent", 86, SINCE, ("contradicted", "rate-basis")),
        ("Their growth rate is 13 percent since 2017.", "13 percent", 13, SINCE, ("imprecise", "rate-basis")),
        ("They rose by 80 percent from 2017 to 2022.", "80 percent", 80, SPAN, ("imprecise", "rounding")),
        ("They rose by 40 percent from 2017 to 2022.", "40 percent", 40, SPAN, ("contradicted", "value")),
        ("They fell by 86 percent since 2017.", "86 percent", 86, {**SINCE, "direction": "decrease"},
         ("contradicted", "value")),
        ("They rose by 8 percent in 2022.", "8 percent", 8, {"period": "2022"}, ("confirmed", None)),
        ("They rose by 72 percent from 2017 to 2021.", "72 percent", 72, {"period": "2017/2021"}, ("confirmed", None)),
        ("They rose by 8 percent in 2020.", "8 percent", 8, {"period": "2020"}, ("cannot check", "no-figure")),
        ("They rose by 8 percent.", "8 percent", 8, {}, ("cannot check", "no-period")),
    ],
)  # fmt: skip
def test_a_change_is_worked_out_in_all_and_a_year(
    said, small, claim, text: str, number: str, value: float, more: dict, verdict: tuple[str, str | None]
) -> None:
    assert said(small(ROBOTS), claim(text, number, value, **{**CHANGE, **more})) == verdict


def test_the_change_that_was_found_is_told(one, small, claim) -> None:
    ledger = small(ROBOTS)
    asked = claim("It rose by 13 percent since 2017.", "13 percent", 13, **CHANGE, **SINCE)
    verdict = one(ledger, asked)
    assert (
        verdict.why == "it is the change a year and not in all: +85.9 % from 2017 to 2022, +13.2 % a year (made/a-2024)"
    )
    assert verdict.computed == 85.9
    assert [ledger.at(row)["value"] for row in verdict.rows] == [156_000, 290_000]


def test_the_figures_of_a_change_are_of_one_work(said, small, claim) -> None:
    ledger = small("CHN x 2017 100 a-2024\nCHN x 2022 150 b-2024\n")
    asked = claim("It rose by 50 percent.", "50 percent", 50, **CHANGE, **SPAN)
    assert said(ledger, asked) == ("cannot check", "no-figure")


PAIR = "CHN x 2023 15051 a-2024\nGBR x 2023 6533 a-2024\nUSA x 2023 32205 b-2024\n"
RATIO = {"type": "ratio", "unit": "ratio", "unit_class": "ratio"}


@pytest.mark.parametrize(
    ("text", "number", "value", "more", "verdict"),
    [
        ("It is double that of Britain.", "double", 2, {"counterpart": "GBR"}, ("imprecise", "rounding")),
        ("It is 2.3 times that of Britain.", "2.3 times", 2.3, {"counterpart": "GBR"}, ("confirmed", None)),
        ("It is more than double that of Britain.", "more than double", 2,
         {"counterpart": "GBR", "qualifier": "more_than"}, ("confirmed", None)),
        ("It is five times that of Britain.", "five times", 5, {"counterpart": "GBR"}, ("contradicted", "comparison")),
        ("It is double that of America.", "double", 2, {"counterpart": "USA"}, ("cannot check", "no-figure")),
        ("It is double.", "double", 2, {}, ("cannot check", "no-entity")),
        ("It is double that of Britain in 2020.", "double", 2, {"counterpart": "GBR", "period": "2020"},
         ("cannot check", "no-figure")),
    ],
)  # fmt: skip
def test_a_ratio_is_of_two_figures_of_one_work_and_period(
    said, small, claim, text: str, number: str, value: float, more: dict, verdict: tuple[str, str | None]
) -> None:
    assert said(small(PAIR), claim(text, number, value, **RATIO, **more)) == verdict


def test_a_ratio_is_arithmetic_whoever_read_the_figures(one, small, claim) -> None:
    ledger = small(PAIR, sources={"a-2024": {"read_in": ("sha256:" + "a" * 64,)}})
    verdict = one(ledger, claim("It is double that of Britain.", "double", 2, counterpart="GBR", **RATIO))
    assert (verdict.holds, verdict.computed) == ("imprecise", 2.304)


RANK = {"type": "rank", "unit": "rank", "unit_class": "rank"}
WORLD = "USA x 2023 900 a-2024\nCHN x 2023 800 a-2024\nJPN x 2023 800 a-2024\n" + "".join(
    f"E{n:02} x 2023 {n} a-2024\n" for n in range(10, 30)
)


@pytest.mark.parametrize(
    ("lines", "value", "verdict"),
    [
        (WORLD, 2, ("confirmed", None)),
        (WORLD, 3, ("confirmed", None)),
        (WORLD, 1, ("contradicted", "comparison")),
        (WORLD, 9, ("contradicted", "comparison")),
        ("USA x 2023 900 a-2024\nCHN x 2023 800 a-2024\n", 2, ("cannot check", "no-figure")),
        ("USA x 2023 900 a-2024\nCHN x 2023 800 a-2024\n", 1, ("contradicted", "comparison")),
    ],
)
def test_a_place_by_size_is_confirmed_among_many_alone(
    said, small, claim, lines: str, value: int, verdict: tuple[str, str | None]
) -> None:
    asked = claim("It holds a place in the world.", "a place", value, period="2023", **RANK)
    assert said(small(lines), asked) == verdict


def test_the_place_in_an_own_count_is_not_contradicted(said, small, claim) -> None:
    asked = claim("It is first in the world.", "first", 1, period="2023", **RANK)
    assert said(small(WORLD, {"x": {"own_count": True}}), asked) == ("cannot check", "unsure")


PLACED = "CHN r 2021 2 a-2024\nUSA r 2021 1 a-2024\nCHN s 2021 63 a-2024\nUSA s 2021 100 a-2024\n"


def test_a_close_second_is_close_by_the_score(said, small, claim) -> None:
    kinds = {"r": {"kind": "rank", "variant_of": "research/s"}, "s": {"kind": "index"}}
    ledger = small(PLACED, kinds)
    close = claim("It is a close second.", "second", 2, indicator="r", qualifier="close", **RANK)
    assert said(ledger, close) == ("contradicted", "adjective")
    assert said(ledger, claim("It is second.", "second", 2, indicator="r", **RANK)) == ("confirmed", None)


def test_a_second_that_is_close_is_confirmed(said, small, claim) -> None:
    kinds = {"r": {"kind": "rank", "variant_of": "research/s"}, "s": {"kind": "index"}}
    ledger = small(PLACED.replace("63", "95"), kinds)
    close = claim("It is a close second.", "second", 2, indicator="r", qualifier="close", **RANK)
    assert said(ledger, close) == ("confirmed", None)


def test_a_change_in_things_is_no_change_in_per_cent(one, said, small, claim) -> None:
    asked = claim("It rose by 86 things since 2017.", "86 things", 86, type="change", direction="increase", **SINCE)
    assert said(small(ROBOTS), asked) == ("cannot check", "unit")
    assert one(small(ROBOTS), asked).why == "a change is checked in per cent, and this one is told in things"
    points = claim("It rose by 86 points.", "86 points", 86, **{**CHANGE, "unit": "percentage_points"}, **SINCE)
    assert said(small(ROBOTS), points) == ("cannot check", "unit")


TO_CHINA = {"type": "ratio", "unit": "ratio", "unit_class": "ratio", "counterpart": "CHN", "period": "2022"}


def test_seven_times_fewer_is_a_seventh(said, small, claim) -> None:
    ledger = small(ROBOTS)
    fewer = claim("It had seven times fewer than China.", "seven times", 7, "USA", **TO_CHINA)
    assert said(ledger, fewer) == ("confirmed", None), "290 / 40 = 7.25"
    inside = claim("It had 7 times fewer than China.", "7 times fewer", 7, "USA", **TO_CHINA)
    assert said(ledger, inside) == ("confirmed", None)
    more = claim("It had seven times more than China.", "seven times", 7, "USA", **TO_CHINA)
    assert said(ledger, more) == ("contradicted", "comparison")


def test_a_ratio_of_figures_that_are_not_in_use_is_told_with_the_one_that_is(one, small, claim) -> None:
    lines = "USA x 2022 60 a-2024\nCHN x 2022 10 a-2024\nUSA x 2022 90 b-2024\nCHN x 2022 10 b-2024\n"
    found = one(small(lines, {"x": {"prefer": ("made/b",)}}), claim("Six times.", "Six times", 6, "USA", **TO_CHINA))
    assert (found.holds, found.computed, len(found.rows)) == ("confirmed", 9.0, 4)
    assert found.why == (
        "6 times: 60 in 2022 (made/a-2024) and 10 in 2022 (made/a-2024) for China, which are not the figures in use: "
        "by those it is 9 times, 90 in 2022 (made/b-2024) and 10 in 2022 (made/b-2024)"
    )
    assert found.in_use == found.rows[2]
