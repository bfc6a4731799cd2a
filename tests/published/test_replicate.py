"""Other people's indices, re-made from their pillar scores: printed totals and ranks come back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import PlanError
from theodolite.evidence.ledger import Ledger
from theodolite.index.lens import load_lens, own_lenses
from theodolite.index.published.printed import printed
from theodolite.index.published.replicate import replicate
from theodolite.index.published.system import find_system
from theodolite.index.ranking import Ranking, rank_entities

Through = Callable[[str], Ranking]


@pytest.mark.parametrize(
    ("lens", "same", "economies", "residual"),
    [
        ("tortoise-2021", (62, 62), 62, 0.0065),
        ("oxford-2024", (188, 188), 188, 1e-8),
        ("oxford-2025", (193, 195), 195, 0.007),
        ("imf-aipi", (2, 2), 42, 1.01e-5),
    ],
)
def test_printed_ranks_and_totals_come_back(
    lens: str, same: tuple[int, int], economies: int, residual: float, through: Through
) -> None:
    again = replicate(through(lens))
    assert again.same == same
    assert len(again.table) == economies
    assert again.largest is not None
    assert abs(again.largest[1]) < residual
    assert again.finding.startswith(f"The lens '{lens}' re-makes {same[0]} of {same[1]} printed ranks")


def test_the_two_ranks_of_oxford_2025_that_do_not_come_back_are_tied_as_printed(through: Through) -> None:
    table = replicate(through("oxford-2025")).table
    other = table.filter(pl.col("rank") != pl.col("printed_rank"))
    assert other["entity"].to_list() == ["SUR", "STP"]
    assert other["printed"].to_list() == [18.37, 18.37]


def test_the_lens_of_oxford_re_makes_the_edition_before_on_an_earlier_day(
    catalog: Catalog, tables: pl.DataFrame
) -> None:
    """Forty-two economies of the edition of 2023, rounded to two digits: the plain mean of the same three pillars."""
    then = Ledger.open(catalog, date(2024, 6, 1), tables)
    ranking = rank_entities(then, load_lens("oxford-2024", catalog))
    totals = printed(then, find_system("oxford-2023", catalog)).select("entity", "score")
    both = ranking.table.drop("score").with_columns(remade=ranking.table["score"]).join(totals, on="entity")
    assert len(both) == 42
    assert (both["remade"] - both["score"]).abs().max() < 0.0067
    with pytest.raises(PlanError, match="the figures are of 2023, and the printed results of 2024"):
        replicate(ranking)


def test_aspi_is_re_made_as_far_as_its_figures_are_public(ledger: Ledger) -> None:
    again = replicate(rank_entities(ledger, load_lens("aspi", ledger.catalog)))
    assert again.table.select("entity", "rank", "remade").rows() == [("CHN", 1, 66), ("USA", 2, 8), ("IND", 3, 0)]
    assert again.same == (2, 2)


def test_aspi_on_the_day_of_its_edition_of_2024_counts_57_of_64(catalog: Catalog) -> None:
    then = Ledger.open(catalog, date(2025, 1, 1))
    scores = rank_entities(then, load_lens("aspi", catalog)).table.select("entity", "score").rows()
    assert scores == [("CHN", 57), ("USA", 7), ("IND", 0)]


def test_the_imf_ships_thirteen_economies_and_their_sums(ledger: Ledger) -> None:
    again = replicate(rank_entities(ledger, load_lens("imf-aipi", ledger.catalog)))
    assert len(again.table) == 13
    assert again.table["residual"].abs().max() < 1.01e-5


def test_china_stands_where_each_system_prints_it(pulled: Ledger) -> None:
    def rank(name: str) -> tuple[int, str]:
        table = printed(pulled, find_system(name, pulled.catalog)).filter(pl.col("entity") == "CHN")
        return table["rank"].item(), table["basis"].item()

    told = {name: rank(name)[0] for name in ("tortoise-2021", "stanford-2023", "aspi-2024", "oxford-2024")}
    assert told == {"tortoise-2021": 2, "stanford-2023": 2, "aspi-2024": 1, "oxford-2024": 23}
    assert rank("oxford-2025") == (8, "printed")
    assert rank("imf-2023") == (31, "printed")
    # Three economies share 16.4 per cent, at places 67 to 69 of 147.
    assert rank("microsoft-2026") == (67, "counted")


@pytest.mark.parametrize(
    ("lens", "table"),
    [
        ("tortoise-2021", "tortoise/global-ai-index-table-2021"),
        ("oxford-2024", "oxford/government-ai-readiness-workbook-2024"),
        ("oxford-2025", "oxford/government-ai-readiness-workbook-2025"),
    ],
)
def test_a_lens_whose_evidence_is_not_here_says_what_to_pull(lens: str, table: str, ledger: Ledger) -> None:
    with pytest.raises(PlanError) as error:
        rank_entities(ledger, load_lens(lens, ledger.catalog))
    assert f"theodolite pull {'oxford/government-ai-readiness-pillars-2023 ' * (lens == 'oxford-2024')}{table}" in str(
        error.value
    )


def test_unknown_weights_are_never_invented(ledger: Ledger) -> None:
    with pytest.raises(PlanError, match="weights of the lens 'stanford-vibrancy' are unknown") as error:
        rank_entities(ledger, load_lens("stanford-vibrancy", ledger.catalog))
    assert "theodolite recover" in (error.value.next_step or "")


def test_with_weights_of_ones_own_the_lens_of_stanford_ranks(ledger: Ledger) -> None:
    lens = load_lens("stanford-vibrancy", ledger.catalog)
    mine = lens.model_copy(update={"weights": "given"})
    assert rank_entities(ledger, mine).rank_of("USA") == 1


def test_lenses_that_re_make_others_are_not_looked_through_unasked(catalog: Catalog) -> None:
    assert [lens.id for lens in own_lenses(catalog) if lens.replicates] == []
    assert load_lens("tortoise-2021", catalog).replicates == "tortoise-2021"


def test_a_lens_of_our_own_replicates_nobody(ledger: Ledger) -> None:
    with pytest.raises(PlanError, match="re-makes nobody's system"):
        replicate(rank_entities(ledger, load_lens("equal", ledger.catalog)))
