"""Ranks without one indicator at a time: four economies worked by hand, and the shipped lenses within their time."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest

from theodolite.errors import UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.leave_one_out import leave_one_out
from theodolite.index.lens import lenses, load_lens
from theodolite.index.ranking import rank_entities, rank_through

FIGURES = {
    "CHE": {"a/a": 0, "a/b": 100, "b/c": 80, "b/none": 1},
    "CHN": {"a/a": 60, "a/b": 30, "b/c": 100, "b/none": 2},
    "SGP": {"a/a": 90, "a/b": 0, "b/c": 20, "b/none": 3},
    "USA": {"a/a": 100, "a/b": 90, "b/c": 0, "b/none": 4},
}
FRAMEWORK = [
    {"pillar": "p", "indicators": [{"indicator": "a/a", "weight": 2}, {"indicator": "a/b"}]},
    {"pillar": "q", "indicators": [{"indicator": "b/c"}, {"indicator": "b/none", "weight": 0}]},
]
INDICATORS: dict[str, Any] = {"a/a": {}, "a/b": {}, "b/c": {}, "b/none": {}}
REWEIGHT = {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic", "missing": "re-weight"}
SCALE = {"do": "normalise", "how": "min-max", "to": [0, 100]}


def test_four_economies_by_hand(world: Any) -> None:
    """Scores: all 57, 75, 40, 48; without a 90, 65, 10, 45; without b 40, 80, 55, 50; without c 33, 50, 60, 97."""
    found = leave_one_out(rank_entities(*world(INDICATORS, FIGURES, framework=FRAMEWORK)))
    assert list(found.without) == ["a/a", "a/b", "b/c"]
    assert found.table.rows() == [
        ("CHN", 1, 1, 3, "b/c", 3),
        ("CHE", 2, 1, 4, "a/b", 4),
        ("USA", 3, 1, 3, "b/c", 1),
        ("SGP", 4, 2, 4, "a/b", 2),
    ]
    assert found.of("SGP") == {"best": 2, "worst": 4, "indicator": "a/b"}
    assert found.explain("CHE")["without"] == [
        {"indicator": "a/b", "rank": 4},
        {"indicator": "b/c", "rank": 4},
        {"indicator": "a/a", "rank": 1},
    ]
    assert "China stands first, and at worst number 3, whichever one of 3 indicators" in found.finding
    assert "Switzerland depends most on one: 1 to 4." in found.finding
    ranks = found.observations().filter(entity="CHE")
    assert [name.partition("/rank")[2] for name in ranks["indicator"]] == ["", "/best", "/worst"]
    assert ranks["value"].to_list() == [2, 1, 4]


def test_an_economy_without_any_other_figure_has_no_rank_then_and_moves_nobody(world: Any) -> None:
    """Japan's 50 points lie above the 48 of the United States, and level with them without b (both third)."""
    figures = {**FIGURES, "JPN": {"b/c": 50}}
    found = leave_one_out(rank_entities(*world(INDICATORS, figures, framework=FRAMEWORK, steps=[SCALE, REWEIGHT])))
    assert found.explain("JPN")["without"][-1] == {"indicator": "b/c", "rank": None}
    assert {e: found.explain(e)["without"] for e in ("CHN", "USA")} == {
        "CHN": [{"indicator": "b/c", "rank": 3}, {"indicator": "a/a", "rank": 2}, {"indicator": "a/b", "rank": 1}],
        "USA": [{"indicator": "b/c", "rank": 1}, {"indicator": "a/b", "rank": 3}, {"indicator": "a/a", "rank": 4}],
    }


def test_an_only_indicator_cannot_be_left_out(world: Any) -> None:
    one = {entity: {"a/a": row["a/a"]} for entity, row in FIGURES.items()}
    found = leave_one_out(rank_entities(*world({"a/a": {}}, one)))
    assert found.table.row(0) == ("USA", 1, 1, 1, None, None)
    with pytest.raises(UnknownNameError, match="XXX"):
        found.of("XXX")


def test_the_shipped_lenses_take_half_a_second_together_and_their_ranks_lie_between(ledger: Ledger) -> None:
    rankings = rank_through(ledger, [load_lens(id, ledger.catalog) for id in lenses(ledger.catalog)])
    began = process_time()
    tables = [leave_one_out(ranking).table for ranking in rankings.values()]
    assert process_time() - began < 0.5
    for table in tables:
        assert (table["best"] <= table["rank"]).all()
        assert (table["rank"] <= table["worst"]).all()
        moved = table.filter(table["indicator"].is_not_null())
        assert ((moved["rank_without"] == moved["best"]) | (moved["rank_without"] == moved["worst"])).all()
