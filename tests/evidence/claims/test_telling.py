"""Telling: the number of a claim in words, each worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from theodolite.evidence.claims.telling import said
from theodolite.reading.claim import Claim


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"value": 1200.0, "unit": "papers"}, "1,200 papers"),
        ({"value": 1200.0, "unit": "count", "noun": "robots"}, "1,200 robots"),
        ({"value": 1200.0, "unit": "count"}, "1,200"),
        ({"value": 180.0, "unit": "models", "qualifier": "more_than", "low": None}, "more than 180 models"),
        ({"value": None, "low": 6.0, "high": 9.0, "unit": "months", "unit_class": "time", "qualifier": "range"},
         "6 to 9 months"),
        ({"value": 40.0, "unit": "percent", "unit_class": "percent"}, "40 %"),
        ({"value": 5.0, "unit": "percent-per-year", "unit_class": "percent"}, "5 % a year"),
        ({"value": 3.0, "unit": "percentage_points", "unit_class": "percent"}, "3 percentage points"),
        ({"value": 2.5, "unit": "ratio", "unit_class": "ratio"}, "2.5 times"),
        ({"value": 2.0, "unit": "rank", "unit_class": "rank"}, "place 2"),
        ({"value": 2030.0, "unit": "calendar_year", "unit_class": "date"}, "2030"),
        ({"value": 5.0, "unit": "usd", "unit_class": "money", "qualifier": "nearly"}, "nearly US$5"),
        ({"value": 5.0, "unit": "USD", "unit_class": "money"}, "5 USD"),
        ({"value": 5.0, "unit": "m3", "unit_class": "volume"}, "5 m³"),
        ({"value": 5.0, "unit": "GWh", "unit_class": "energy"}, "5 GWh"),
    ],
)  # fmt: skip
def test_a_claim_is_told_in_words(fields: dict[str, Any], text: str, claim: Any) -> None:
    value = fields.pop("value") if "value" in fields else None
    made: Claim = claim("Of it 7.", "7", value, **fields)
    assert said(made) == text


def test_the_whole_of_which_a_number_is_said_is_told_where_it_is_asked_for(claim: Any) -> None:
    made: Claim = claim("In 37 of 44.", "37", 37.0, unit="technologies", denominator=44.0, qualifier="at_least")
    assert said(made) == "at least 37 technologies"
    assert said(made, whole=True) == "at least 37 of 44 technologies"
