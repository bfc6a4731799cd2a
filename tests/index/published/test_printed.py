"""Printed results and what a lens re-makes of them, on five invented economies: ranks printed, listed or counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from theodolite.errors import PlanError, SpecError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.published.printed import printed
from theodolite.index.published.replicate import Replication, replicate
from theodolite.index.published.system import find_system
from theodolite.index.ranking import rank_entities

FRAMEWORK = [
    {"pillar": "p", "weight": 3, "indicators": [{"indicator": "a/p"}]},
    {"pillar": "q", "weight": 1, "indicators": [{"indicator": "a/q"}]},
]
RAW = [{"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"}]
SYSTEM = {
    "title": "The Index", "producer": "Somebody", "concept": "C.", "measures": "size", "covers": 4, "weights": "3:1",
    "editions": ["nobody/made-2026-01"], "period": "2025", "score": "a/total", "total": "min-max",
    "after": [{"title": "T", "href": "https://example.org"}],
}  # fmt: skip
# 3:1 gives means of 80, 60, 50 and 30, and on 0 to 100 totals of 100, 60, 40 and 0; CHN is printed as 61.
FIGURES = {
    "AUT": {"a/p": 90, "a/q": 50, "a/total": 100}, "CHN": {"a/p": 70, "a/q": 30, "a/total": 61},
    "BEL": {"a/p": 40, "a/q": 80, "a/total": 40}, "CHE": {"a/p": 20, "a/q": 60, "a/total": 0},
}  # fmt: skip


def made(world: Any, figures: dict[str, Any] | None = None, replicates: str | None = "index-2025", **given: Any) -> Any:
    """Ledger and lens of a small world with one published system."""
    names = {"a/p": {}, "a/q": {}, "a/total": {}, "a/rank": {}}
    lens = {"framework": FRAMEWORK, "steps": RAW, **({"replicates": replicates} if replicates else {})}
    ledger, lens = world(names, figures or FIGURES, **lens)
    folder: Path = ledger.catalog.roots[0] / "systems"
    folder.mkdir()
    with (folder / "index-2025.yaml").open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump({**SYSTEM, **given}, stream)
    return ledger, lens


def again(ledger: Ledger, lens: Any) -> Replication:
    return replicate(rank_entities(ledger, lens))


def test_ranks_are_counted_where_all_totals_are_known(world: Any) -> None:
    ledger, _ = made(world)
    table = printed(ledger, find_system("index-2025", ledger.catalog))
    assert table.select("entity", "score", "rank", "basis").rows() == [
        ("AUT", 100, 1, "counted"), ("CHN", 61, 2, "counted"), ("BEL", 40, 3, "counted"), ("CHE", 0, 4, "counted"),
    ]  # fmt: skip


def test_a_rank_is_not_counted_among_some_and_listed_ones_are_taken(world: Any) -> None:
    ledger, _ = made(world, covers=9, ranks={"BEL": 5})
    table = printed(ledger, find_system("index-2025", ledger.catalog))
    assert dict(table.select("entity", "rank").iter_rows()) == {"BEL": 5, "AUT": None, "CHE": None, "CHN": None}


def test_printed_ranks_go_before_counted_ones(world: Any) -> None:
    figures = {**FIGURES, "AUT": {**FIGURES["AUT"], "a/rank": 7}}
    ledger, _ = made(world, figures, rank="a/rank")
    table = printed(ledger, find_system("index-2025", ledger.catalog))
    assert {row[0]: row[1:] for row in table.select("entity", "rank", "basis").rows()}["AUT"] == (7, "printed")


def test_totals_are_re_made_on_the_scale_of_the_publisher(world: Any) -> None:
    found = again(*made(world))
    assert found.table.select("entity", "remade", "residual").rows() == [
        ("AUT", 100, 0), ("CHN", pytest.approx(60), pytest.approx(1)), ("BEL", pytest.approx(40), pytest.approx(0)),
        ("CHE", 0, 0),
    ]  # fmt: skip
    assert found.largest == ("CHN", pytest.approx(1))
    assert found.same == (4, 4)
    assert found.explain("CHN")["tree"]["score"] == 60


def test_a_sum_of_parts_is_re_made_as_a_sum(world: Any) -> None:
    assert again(*made(world, total="sum")).table["remade"].to_list() == [320, 240, 200, 120]


def test_ranks_that_are_not_re_made_are_counted_as_such(world: Any) -> None:
    figures = {**FIGURES, "CHE": {**FIGURES["CHE"], "a/total": 50}}
    found = again(*made(world, figures))
    assert found.same == (2, 4)
    assert "re-makes 2 of 4 printed ranks of The Index (Somebody); a total is off by 50 at most" in found.finding


def test_a_system_without_results_and_one_that_nobody_knows_are_refused(world: Any) -> None:
    ledger, lens = made(world, period="2024")
    with pytest.raises(PlanError, match="no result of 'The Index' is known"):
        printed(ledger, find_system("index-2025", ledger.catalog))
    with pytest.raises(PlanError, match="the figures are of 2025, and the printed results of 2024"):
        again(ledger, lens)
    with pytest.raises(UnknownNameError, match="index-2025"):
        find_system("index-2026", ledger.catalog)


def test_a_lens_with_unknown_weights_writes_none(world: Any) -> None:
    with pytest.raises(SpecError, match="the weights are said to be unknown, and the framework has some"):
        world({"a/p": {}, "a/q": {}, "a/total": {}}, FIGURES, framework=FRAMEWORK, steps=RAW, weights="unknown")
