"""Editions: changes of rank split into data and method, by hand, and summing exactly to the change."""

from __future__ import annotations

from typing import Any

import pytest

from theodolite.errors import PlanError
from theodolite.evidence.ledger import Ledger
from theodolite.index.framework import leaves, pillars
from theodolite.index.lens import Lens
from theodolite.index.published.editions import Editions, crossed, lens_editions, system_editions

OLD = {"AUT": {"a/x": 10, "a/y": 0}, "BEL": {"a/x": 0, "a/y": 9}, "CHE": {"a/x": 6, "a/y": 5}}
NEW = {"AUT": {"a/x": 10, "a/y": 0}, "BEL": {"a/x": 8, "a/y": 9}, "CHE": {"a/x": 6, "a/y": 1}}
RAW = [{"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"}]


def known(world: Any, figures: dict[str, Any], x: float, y: float) -> tuple[Ledger, Lens]:
    framework = [
        {"pillar": "p", "weight": x, "indicators": [{"indicator": "a/x"}]},
        {"pillar": "q", "weight": y, "indicators": [{"indicator": "a/y"}]},
    ]
    return world({"a/x": {}, "a/y": {}}, figures, framework=framework, steps=RAW)


def test_the_split_is_the_mean_of_both_orders_and_sums_to_the_change(world: Any) -> None:
    """Places of AUT, BEL, CHE. Old data by 3:1: 7.5, 2.25, 5.75, so 1 3 2; by 1:3: 2.5, 6.75, 5.25, so 3 1 2.

    New data by 3:1: 7.5, 8.25, 4.75, so 2 1 3; by 1:3: 2.5, 8.75, 2.25, so 2 1 3. AUT goes from 1 to 2: the data do
    ½[(2 − 1) + (2 − 3)] = 0 and the method ½[(3 − 1) + (2 − 2)] = 1. BEL from 3 to 1: data ½[(1 − 3) + (1 − 1)] = −1
    and method ½[(1 − 3) + (1 − 1)] = −1. CHE from 2 to 3: data ½[1 + 1] = 1 and method 0.
    """
    found = lens_editions(known(world, OLD, 3, 1), known(world, NEW, 1, 3))
    rows = {row[0]: row[1:] for row in found.table.iter_rows()}
    assert rows == {"AUT": (1, 2, 1, 0, 1, 0), "BEL": (3, 1, -2, -1, -1, 0), "CHE": (2, 3, 1, 1, 0, 0)}
    assert found.table["entity"][0] == "BEL"
    assert found.sentence("BEL").startswith("Belgium went from 3 to 1: -1.0 by the data, -1.0 by the method")
    assert "the data moved an economy by 0.7 places on average and the method by 0.7" in found.finding


def test_one_lens_on_two_days_changes_by_data_alone(world: Any) -> None:
    found = lens_editions(known(world, OLD, 3, 1), known(world, NEW, 3, 1))
    assert found.table["method"].to_list() == [0, 0, 0]
    assert found.table["data"].to_list() == found.table["change"].to_list()


def test_who_else_is_ranked_is_coverage(world: Any) -> None:
    more = {**OLD, "DEU": {"a/x": 20, "a/y": 20}}
    found: Editions = lens_editions(known(world, OLD, 1, 1), known(world, more, 1, 1))
    assert found.entities == ("AUT", "BEL", "CHE")
    assert found.table["coverage"].to_list() == [1, 1, 1]
    assert found.table["data"].to_list() == [0, 0, 0]


def test_a_piece_gives_way_to_those_that_stand_for_it_and_one_without_any_is_left_out(world: Any) -> None:
    lens = known(world, OLD, 3, 1)[1]
    two = crossed(lens, {"a/x": ("b/u", "b/v"), "a/y": ()})
    assert [leaf.indicator for leaf in leaves(two.framework)] == ["b/u", "b/v"]
    assert [pillar.pillar for pillar in pillars(two.framework)] == ["p", "for-a-x"]
    one = crossed(lens, {"a/x": ("b/u",)})
    assert [(leaf.indicator, leaf.weight) for leaf in leaves(one.framework)] == [("b/u", 1), ("a/y", 1)]
    with pytest.raises(PlanError, match="nothing stands for any indicator"):
        crossed(lens, {"a/x": (), "a/y": ()})


def test_a_system_that_follows_none_is_refused(ledger: Ledger) -> None:
    with pytest.raises(PlanError, match="nothing leads from 'oxford-2024'"):
        system_editions(ledger, "oxford-2024")
    with pytest.raises(PlanError, match="have no figure that the lens 'oxford-2024' may take"):
        system_editions(ledger, "oxford-2025")
