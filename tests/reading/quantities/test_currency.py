"""Currency: a sign that several economies share means the money of whom the sum is said of, or the document's."""

from __future__ import annotations

import pytest

from theodolite.reading.quantities.currency import settled
from theodolite.reading.quantities.grammar import find_quantities
from theodolite.reading.quantities.lexicon import lexicon


@pytest.mark.parametrize(
    ("text", "home", "subject", "unit"),
    [
        ("It spent ¥20 billion on chips.", "JPN", None, "JPY"),
        ("It spent ¥20 billion on chips.", "CHN", None, "CNY"),
        ("It spent ¥20 billion on chips.", "CHN", "JPN", "JPY"),
        ("It spent $20 billion on chips.", None, "CAN", "USD"),
        ("It spent $20 billion on chips.", "CAN", None, "CAD"),
    ],
)
def test_a_shared_sign(text: str, home: str | None, subject: str | None, unit: str) -> None:
    (quantity,) = find_quantities(text)[0]
    assert settled(quantity, home, subject, lexicon()).unit == unit


def test_a_bare_dollar_that_converts_a_sum_of_the_home_dollar_is_american() -> None:
    both = find_quantities("It cost C$5 billion ($3.6 billion), and later $2 billion.")[0]
    assert [settled(one, "CAN", None, lexicon(), both).unit for one in both] == ["CAD", "USD", "CAD"]


@pytest.mark.parametrize("home", ["MEX", "TWN"])
def test_a_bare_dollar_of_a_text_on_an_economy_that_writes_its_own_otherwise_is_american(home: str) -> None:
    (quantity,) = find_quantities("It spent $20 billion on chips.")[0]
    assert settled(quantity, home, home, lexicon()).unit == "USD"


@pytest.mark.parametrize(
    ("text", "units"),
    [("So far 479 million has been found.", ["USD"]), ("Its population is 51.7 million.", [])],
)
def test_a_large_number_has_the_money_of_the_sentence_before_but_not_where_people_are_counted(
    text: str, units: list[str]
) -> None:
    found = find_quantities(text, before="Investment fell to $1.39bn a year earlier.")[0]
    assert [one.unit for one in found] == units
