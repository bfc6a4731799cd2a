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
