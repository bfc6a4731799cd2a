"""The shipped lenses on the shipped evidence: sane figures, every cell traceable, and near to a published ranking."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from theodolite.evidence.ledger import Ledger
from theodolite.index.framework import leaves, pillars
from theodolite.index.lens import own_lenses
from theodolite.index.ranking import Ranking, rank_through

NAIVE = 0.76
"""Spearman's correlation with Tortoise of a naive equal-weight rank, measured before there were lenses."""


@pytest.fixture(scope="module")
def rankings(ledger: Ledger) -> dict[str, Ranking]:
    return rank_through(ledger, own_lenses(ledger.catalog))


def test_powers_is_closer_to_tortoise_than_a_naive_rank(rankings: dict[str, Ranking], shared: Path) -> None:
    path = shared / "data/raw/tortoise/AI_index_db.csv"
    powers = rankings["powers"]
    scores = dict(powers.table.select("entity", "score").iter_rows())
    find = powers.ledger.catalog.economies.find
    with path.open(encoding="utf-8", newline="") as stream:
        total = {find(row["Country"]): float(row["Total score"]) for row in csv.DictReader(stream)}
    both = sorted(set(scores) & {code for code in total if code})
    assert len(both) >= 55
    assert spearman([scores[e] for e in both], [total[e] for e in both]) > NAIVE


def spearman(a: list[float], b: list[float]) -> float:
    return float(np.corrcoef(middle_ranks(np.array(a)), middle_ranks(np.array(b)))[0, 1])


def middle_ranks(x: np.ndarray) -> np.ndarray:
    return np.array([(x < v).sum() + ((x == v).sum() + 1) / 2 for v in x])


@pytest.mark.parametrize("name", ["biggest", "equal", "powers", "stack"])
def test_the_two_largest_builders_lead_every_lens_of_scale(name: str, rankings: dict[str, Ranking]) -> None:
    assert rankings[name].table["entity"].to_list()[:2] == ["USA", "CHN"]


@pytest.mark.parametrize("name", ["intensity", "diffusion"])
def test_per_head_a_small_economy_is_ahead_of_both(name: str, rankings: dict[str, Ranking]) -> None:
    ranking = rankings[name]
    ranks = [ranking.rank_of(entity) for entity in ("SGP", "USA", "CHN")]
    assert ranks == sorted(ranks, key=lambda rank: rank or 999)
    assert ranks[0] is not None
    assert ranks[0] <= 3


@pytest.mark.parametrize("name", ["diffusion", "equal", "intensity", "powers", "stack"])
def test_at_least_120_economies_are_ranked(name: str, rankings: dict[str, Ranking]) -> None:
    assert len(rankings[name].table) >= 120


def test_the_scale_lens_is_more_than_one_hundred_and_nothing(rankings: dict[str, Ranking]) -> None:
    score = rankings["powers"].table["score"].to_numpy()
    assert score[0] < 95
    assert (score > 20).sum() >= 20


def test_every_ranked_figure_has_its_observations_or_is_said_to_have_none(rankings: dict[str, Ranking]) -> None:
    for ranking in rankings.values():
        none = {(flag.entity, flag.indicator) for flag in ranking.flags if flag.kind == "none-recorded"}
        for entity in ranking.final.entities:
            for indicator in ranking.final.indicators:
                cell = ranking.cell(entity, indicator)
                value = ranking.raw.value(entity, indicator)
                if cell is None:
                    assert value is None or (value == 0 and (entity, indicator) in none)
                else:
                    seen = [ranking.ledger.at(row) for row in cell.rows]
                    assert {(row["entity"], row["indicator"]) for row in seen} == {(entity, indicator)}
                    assert cell.low <= cell.high


def test_patents_by_office_are_in_no_lens_for_they_say_nothing_of_inventors(rankings: dict[str, Ranking]) -> None:
    """Switzerland, whose firms file at the European office, has five applications in 2020."""
    assert not [name for name, r in rankings.items() if "research/ai-patent-applications" in r.lens.indicators]


def test_a_pillar_has_one_name_for_one_idea(rankings: dict[str, Ranking]) -> None:
    for ranking in rankings.values():
        for pillar in pillars(ranking.lens.framework):
            if pillar.pillar in ("compute", "energy", "models"):
                assert {leaf.indicator.partition("/")[0] for leaf in leaves((pillar,))} == {pillar.pillar}


def test_a_figure_that_its_publisher_no_longer_gives_is_flagged(rankings: dict[str, Ranking]) -> None:
    """British researchers of 2018: in the World Bank's edition of 2021, and no longer in that of 2026."""
    for name in ("powers", "intensity", "equal"):
        gone = [flag for flag in rankings[name].flags if flag.kind == "withdrawn"]
        assert [(flag.entity, flag.indicator) for flag in gone] == [("GBR", "talent/researchers-per-million")]
