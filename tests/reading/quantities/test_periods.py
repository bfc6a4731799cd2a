"""Times that only date others, and what is no time though it is written with the same words: worked by hand."""

from __future__ import annotations

import pytest

from theodolite.reading.quantities.grammar import find_quantities


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Chile sold 40 robots in the first three quarters of 2024.", ["40"]),
        ("In the final three quarters of the year it rose 5%.", ["5%"]),
        ("In the last two quarters Chile sold 40 robots.", ["40"]),
        ("It grew over the past three quarters by 4%.", ["4%"]),
        ("It rose 5% three quarters ago.", ["5%"]),
        ("Three quarters of firms use it.", ["Three quarters"]),
        ("The first three quarters of the sample were read.", ["three quarters"]),
    ],
)
def test_quarters_of_a_year_are_no_share(text: str, claims: list[str]) -> None:
    assert [found.text for found in find_quantities(text)[0]] == claims
