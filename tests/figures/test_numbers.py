"""How numbers are written."""

from __future__ import annotations

import pytest

from theodolite.core.unit import Unit
from theodolite.figures.numbers import in_words, number, ordinal, percent, score, three_digits, with_unit

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"), (7, "7"),
        (7.256, "7.26"), (12.44, "12.4"), (999.96, "1,000"), (15051, "15,051"), (999_899, "999,899"),
        (1_350_000, "1.35 M"), (32_205_000, "32.2 M"), (148_300_000_000, "148.3 bn"), (999_960_000, "1 bn"),
        (4.2e12, "4.2 tn"), (5e26, "5 × 10²⁶"), (2.36e25, "2.4 × 10²⁵"), (-1_200_000, "−1.2 M"), (0.0375, "0.0375"),
        (None, "–"),
    ],
)  # fmt: skip
def test_numbers(value: float | None, written: str) -> None:
    assert number(value) == written.replace(" M", f"{SPACE}M").replace(" bn", f"{SPACE}bn").replace(" tn", f"{SPACE}tn")


def test_units_stand_before_or_after_as_the_codelist_says() -> None:
    dollars = Unit.model_validate({"title": "US dollars", "class": "money", "symbol": "US$", "before": True})
    share = Unit.model_validate({"title": "per cent", "class": "percent", "symbol": "%"})
    year = Unit.model_validate({"title": "year", "class": "date"})
    assert with_unit(148.3e9, dollars) == f"US$148.3{SPACE}bn"
    assert with_unit(12.4, share) == f"12.4{SPACE}%"
    assert with_unit(2017, year) == "2017"
    assert with_unit(None, share) == "–"


def test_ranks_shares_and_counts() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th",
    ]  # fmt: skip
    assert percent(0.124) == f"12.4{SPACE}%"
    assert score(-3.96) == "−4.0"
    assert (in_words(0), in_words(10), in_words(11)) == ("no", "ten", "11")


def test_numbers_side_by_side_are_told_on_one_scale() -> None:
    row = [6_700_000.0, 281_270.0]
    assert [number(value, row) for value in row] == [f"6.7{SPACE}M", f"0.281{SPACE}M"]
    wide = [1_230_000.0, 38_270.0]
    assert [number(value, wide) for value in wide] == ["1,230,000", "38,270"]
    far = [5_000_000_000.0, 3.0, 0.0]
    assert [number(value, far) for value in far] == [f"5{SPACE}bn", "3", "0"]


def test_a_figure_is_cut_to_its_third_digit_whatever_its_size() -> None:
    given = [5_765_881, 171_558, 0.0012345, -67.46, 0, 9_996]
    assert [three_digits(value) for value in given] == [5_770_000, 172_000, 0.00123, -67.5, 0, 10_000]
