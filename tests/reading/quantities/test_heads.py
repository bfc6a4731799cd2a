"""What the heads of a cell lend its bare figure: units, scales and nouns, worked by hand."""

from __future__ import annotations

import pytest

from theodolite.reading.quantities.heads import Cell, Lent, lent_by
from theodolite.reading.quantities.lexicon import lexicon


def lent(**heads: str) -> Lent | None:
    return lent_by(Cell(0, 1, **{name: (said,) for name, said in heads.items()}), lexicon())


@pytest.mark.parametrize(
    ("head", "unit", "times"),
    [
        ("US$ bn", "USD", 1e9),
        ("US$m", "USD", 1e6),
        ("2024, US$ million", "USD", 1e6),
        ("Grants (Rs crore)", "INR", 1e7),
        ("Spending, million euros", "EUR", 1e6),
        ("Outlay in trillion won", "KRW", 1e12),
        ("Price €", "EUR", 1.0),
        ("Share of GDP (%)", "percent", 1.0),
        ("% of firms", "percent", 1.0),
        ("Change, percentage points", "percentage_points", 1.0),
        ("Load MW", "MW", 1.0),
        ("Demand (TWh)", "TWh", 1.0),
        ("Emissions, million tonnes", "t", 1e6),
        ("Rank", "rank", 1.0),
        ("Overall score", "points", 1.0),
        ("PUE", "ratio", 1.0),
        ("Firms", "firms", 1.0),
        ("AI start-ups, 2024", "start-ups", 1.0),
        ("Number of patents", "patents", 1.0),
        ("Users (million)", "users", 1e6),
        ("Students, thousands", "students", 1e3),
        ("Workers ('000)", "workers", 1e3),
        ("GPUs", "GPUs", 1.0),
    ],
)
def test_the_head_of_a_column_names_the_unit(head: str, unit: str, times: float) -> None:
    found = lent(column=head)
    assert found is not None
    assert (found.unit, found.times) == (unit, times)


@pytest.mark.parametrize(
    "head", ["2024", "China", "United States", "R&D intensity", "Real growth", "Founded", "Year", "Sources", ""]
)
def test_a_head_that_names_no_unit_lends_none(head: str) -> None:
    assert lent(column=head) is None


def test_the_columns_unit_comes_before_the_rows_and_both_before_the_titles() -> None:
    assert lent(column="MW", row="Budget, US$ bn", title="Figures in TWh") == Lent("MW", "power")
    assert lent(column="2024", row="Budget, US$ bn", title="Figures in TWh") == Lent("USD", "money", 1e9)
    assert lent(column="2024", row="Kenya", title="Demand in TWh") == Lent("TWh", "energy")


def test_a_noun_of_the_column_comes_before_the_unit_of_the_title() -> None:
    found = lent(column="Firms", row="Kenya", title="Spending, US$ million")
    assert found == Lent("firms", "count", 1.0, "Firms")


def test_rows_count_what_they_name_unless_they_name_countries() -> None:
    row = lent(column="Netherlands", row="AI papers", corner="Indicator")
    assert row == Lent("papers", "count", 1.0, "AI papers")
    assert lent(column="2024", row="Philippines", corner="Country") is None


def test_a_title_says_what_is_counted_by_country() -> None:
    found = lent(column="2024", row="Kenya", corner="Country", title="Table 3. Number of AI start-ups by country")
    assert found == Lent("start-ups", "count", 1.0, "AI start-ups")
