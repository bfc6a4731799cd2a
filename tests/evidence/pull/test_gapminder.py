"""Gapminder: datapoints under codes in small letters."""

from __future__ import annotations

import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import SnapshotError

WORK = "gapminder/systema-globalis"


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ("CHN adoption/internet-users 2024", 92),
        ("USA adoption/internet-users 2023", 93.1444),
        ("CHN adoption/broadband 2023", 44.7289),
        ("USA adoption/broadband 2023", 38.1475),
        ("CHN energy/electricity-use-per-person 2023", 6523.71926),
        ("USA energy/electricity-use-per-person 2023", 12551.22563),
        ("CHN industry/high-tech-exports-share 2024", 26.27774),
        ("USA industry/high-tech-exports-share 2024", 24.32298),
        ("USA talent/tertiary-spending 2016", 19.42953),
    ],
)
def test_a_figure_is_as_the_publisher_prints_it(figure, case: str, value: float) -> None:
    assert figure(WORK, case) == value


def test_gapminders_own_codes_are_economies(catalog: Catalog) -> None:
    assert [catalog.economies.find(code) for code in ("chn", "kos", "nld_curacao")] == ["CHN", "XKX", "CUW"]


def test_a_file_of_another_indicator_is_refused(read_with) -> None:
    with pytest.raises(SnapshotError, match="no column 'internet_users'"):
        read_with("gapminder.datapoints", "geo | time | population\nchn | 2024 | 1", "internet_users")
