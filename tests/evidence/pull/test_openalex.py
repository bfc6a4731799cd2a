"""OpenAlex: countries written as addresses, and Namibia, whose code reads as not available."""

from __future__ import annotations

import pytest

from theodolite.errors import SnapshotError
from theodolite.evidence.ledger import Ledger


@pytest.mark.parametrize(
    ("work", "case", "value"),
    [
        ("openalex/ai-works", "CHN research/ai-works-openalex 2020", 133717),
        ("openalex/ai-works", "USA research/ai-works-openalex 2020", 123434),
        ("openalex/ai-works", "CHN research/ai-works-openalex 2010", 105706),
        ("openalex/ai-works", "NAM research/ai-works-openalex 2010", 8),
        ("openalex/deep-learning-works", "CHN research/deep-learning-works 2020", 9279),
        ("openalex/deep-learning-works", "USA research/deep-learning-works 2020", 7179),
        ("openalex/deep-learning-works", "USA research/deep-learning-works 2010", 66),
    ],
)
def test_a_figure_is_as_the_publisher_prints_it(figure, work: str, case: str, value: float) -> None:
    assert figure(work, case) == value


def test_its_definition_is_nine_times_as_broad_as_that_of_ncses(figure) -> None:
    ratio = figure("openalex/ai-works", "CHN research/ai-works-openalex 2010") / figure(
        "ncses/ai-articles", "CHN research/ai-articles-scopus 2010"
    )
    assert round(ratio) == 9


def test_the_list_is_cut_at_two_hundred_economies(ledger: Ledger) -> None:
    rows = ledger.select(indicator="research/ai-works-openalex", period="2020")
    assert rows["entity"].n_unique() == 200


def test_a_country_that_is_no_address_is_refused(read_with) -> None:
    with pytest.raises(SnapshotError, match="'CN' is no country of OpenAlex"):
        read_with("openalex.counts", "year | country_code | count\n2010 | CN | 5", "count")
