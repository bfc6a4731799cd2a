"""Ranks without one indicator or pillar at a time: four economies worked by hand, and the shipped lenses."""

from __future__ import annotations

from typing import Any

import pytest

from theodolite.errors import UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.leave_one_out import leave_one_out
from theodolite.index.lens import lenses, load_lens
from theodolite.index.ranking import rank_each, rank_entities

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


def test_pillars_of_every_level_are_left_out_and_the_rest_is_scaled(world: Any) -> None:
    """Nominal 57, 75, 40, 48 (CHE, CHN, SGP, USA). Without p 80, 100, 20, 0; without q 33, 50, 60, 97.

    Ranks 2 1 4 3 become 2 1 3 4 and 4 3 2 1: moves (0 + 0 + 1 + 1)/4 and (2 + 2 + 2 + 2)/4.
    """
    found = leave_one_out(rank_entities(*world(INDICATORS, FIGURES, framework=FRAMEWORK)))
    assert {name: ranks.tolist() for name, ranks in found.without_pillars.items()} == {
        "p": [2, 1, 3, 4],
        "q": [4, 3, 2, 1],
    }
    effects = {row[0]: row[1:] for row in found.effects.iter_rows()}
    assert effects["p"] == (2, 0.5, 1, "SGP", 0)
    assert effects["q"] == (2, 2.0, 2, "CHE", 0)
    assert effects["b/c"] == (1, 2.0, 2, "CHE", 0), "the only part of q that counts"
    assert found.explain("USA")["without_pillars"] == [{"pillar": "q", "rank": 1}, {"pillar": "p", "rank": 4}]


def test_without_a_branch_the_others_keep_their_means(world: Any) -> None:
    """Three levels of means: deep is geometric (level 1), its pillar harmonic, the whole arithmetic. Without it the

    whole, of which only pillars of indicators are left, is arithmetic still.
    """
    framework = [
        {"pillar": "upper", "indicators": [{"pillar": "deep", "indicators": [{"indicator": "a/a"}]}]},
        {"pillar": "p", "indicators": [{"indicator": "a/b"}]},
        {"pillar": "q", "indicators": [{"indicator": "b/c"}]},
    ]
    steps = [
        {"do": "normalise", "how": "min-max", "to": [1, 100]},
        {"do": "aggregate", "levels": ["geometric", "harmonic", "arithmetic"]},
    ]
    figures = {entity: {"a/a": row["a/a"], "a/b": row["a/b"], "b/c": row["b/c"]} for entity, row in FIGURES.items()}
    three = {id: INDICATORS[id] for id in ("a/a", "a/b", "b/c")}
    found = leave_one_out(rank_entities(*world(three, figures, framework=framework, steps=steps)))
    # a/b + b/c: CHE 100 + 80.2, CHN 30.7 + 100, SGP 1 + 20.8, USA 90.1 + 1; their harmonic mean would put USA last.
    assert found.without_pillars["upper"].tolist() == [1, 2, 4, 3]


def test_an_entity_whose_figures_are_all_in_one_pillar_has_no_rank_without_it(world: Any) -> None:
    figures = {**FIGURES, "JPN": {"b/c": 50}}
    found = leave_one_out(rank_entities(*world(INDICATORS, figures, framework=FRAMEWORK, steps=[SCALE, REWEIGHT])))
    assert dict(found.effects.select("part", "unranked").iter_rows()) == {
        "a/a": 0, "a/b": 0, "b/c": 1, "p": 0, "q": 1,
    }  # fmt: skip


def test_through_the_shipped_lenses_ranks_lie_between_the_best_and_the_worst(ledger: Ledger) -> None:
    rankings, _ = rank_each(ledger, [load_lens(id, ledger.catalog) for id in lenses(ledger.catalog)])
    assert {"powers", "equal", "intensity"} <= set(rankings)
    for table in (leave_one_out(ranking).table for ranking in rankings.values()):
        assert (table["best"] <= table["rank"]).all()
        assert (table["rank"] <= table["worst"]).all()
        moved = table.filter(table["indicator"].is_not_null())
        assert ((moved["rank_without"] == moved["best"]) | (moved["rank_without"] == moved["worst"])).all()
