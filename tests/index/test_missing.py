"""Zeros that are true and figures that are unknown: by list, by rule of periods, by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from theodolite.evidence.ledger import Ledger
from theodolite.index.gather import gather
from theodolite.index.lens import load_lens
from theodolite.index.ranking import rank_entities

LISTED = {"missing-means": "none-recorded"}
COUNT, SIZE = "a/count", "a/size"
SIZED = {COUNT: LISTED, SIZE: {**LISTED, "recorded-by": COUNT}}
MEAN = [
    {"do": "normalise", "how": "min-max", "to": [0, 100]},
    {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic", "missing": "re-weight"},
]


def seen(world: Any, indicators: Any, figures: Any, id: str, **lens: Any) -> tuple[dict[str, float], dict[str, str]]:
    """Entity → its figure of `id`, and entity → the flag of this cell."""
    data = gather(*world(indicators, figures, **lens))
    flags = {flag.entity or "": flag.kind for flag in data.flags if flag.indicator == id}
    return dict(zip(data.entities, data.column(id).tolist(), strict=True)), flags


def test_a_record_without_the_figure_is_unknown_and_no_record_is_a_true_zero(world: Any) -> None:
    figures = {"AUT": {COUNT: 2, SIZE: 50}, "BEL": {COUNT: 3}, "CHE": {COUNT: 0}, "DNK": {"b/y": 1}}
    values, flags = seen(world, {**SIZED, "b/y": {}}, figures, SIZE)
    assert values == pytest.approx({"AUT": 50, "BEL": np.nan, "CHE": 0, "DNK": 0}, nan_ok=True)
    assert flags == {"BEL": "not-measured", "CHE": "none-recorded", "DNK": "none-recorded"}


def test_the_count_is_taken_by_the_rule_of_the_figure(world: Any) -> None:
    figures = {"AUT": {COUNT: {"2025": 2}, SIZE: {"2025": 5}}, "BEL": {COUNT: {"2024": 1}}, "CHE": {COUNT: {"2020": 1}}}
    for period, belgium in (({"take": "max", "over": 3}, np.nan), ({"take": "max", "over": 2}, 0)):
        values, _ = seen(world, SIZED, figures, SIZE, period=period)
        assert values == pytest.approx({"AUT": 5, "BEL": belgium, "CHE": 0}, nan_ok=True)


def test_nothing_is_known_where_the_count_of_the_list_is_not_known(world: Any) -> None:
    framework = [{"pillar": "all", "indicators": [{"indicator": SIZE}, {"indicator": "b/y"}]}]
    values, flags = seen(world, {**SIZED, "b/y": {}}, {"AUT": {SIZE: 5}, "BEL": {"b/y": 1}}, SIZE, framework=framework)
    assert values == pytest.approx({"AUT": 5, "BEL": np.nan}, nan_ok=True)
    assert flags == {"BEL": "not-measured"}


def test_a_figure_that_is_refused_as_too_old_is_unknown_and_never_zero(world: Any) -> None:
    figures = {"AUT": {"a/x": 5}, "BEL": {"a/x": {"2015": 50}}, "CHE": {"b/y": 1}, "DNK": {"a/x": 7, "b/y": 2}}
    lens = {"period": {"take": "latest", "not-older-than": "4 years"}, "steps": MEAN}
    ranking = rank_entities(*world({"a/x": LISTED, "b/y": {}}, figures, **lens))
    values = dict(zip(ranking.raw.entities, ranking.raw.column("a/x").tolist(), strict=True))
    assert values == pytest.approx({"AUT": 5, "BEL": np.nan, "CHE": 0, "DNK": 7}, nan_ok=True)
    assert ranking.rank_of("BEL") is None
    assert {flag.entity: flag.what for flag in ranking.raw.flags if flag.indicator == "a/x"} == {
        "BEL": "there are figures, but none that the lens takes (take: latest, not-older-than: 4 years)",
        "CHE": "none recorded, taken as zero",
    }


@pytest.mark.parametrize("rule", [{"take": "common"}, *({"take": how, "over": 2} for how in ("sum", "mean", "max"))])
def test_a_list_that_names_nobody_in_the_periods_read_is_a_true_zero_there(world: Any, rule: dict[str, Any]) -> None:
    figures = {"AUT": {"a/x": 5}, "BEL": {"a/x": {"2015": 50}}, "CHE": {"a/x": 7}}
    listed, flags = seen(world, {"a/x": LISTED}, figures, "a/x", period=rule)
    assert (listed, flags) == ({"AUT": 5, "BEL": 0, "CHE": 7}, {"BEL": "none-recorded"})
    rate, flags = seen(world, {"a/x": {}}, figures, "a/x", period=rule)
    assert rate == pytest.approx({"AUT": 5, "BEL": np.nan, "CHE": 7}, nan_ok=True)
    assert flags == {"BEL": "not-taken"}


@pytest.mark.parametrize("economy", ["DEU", "CAN", "AUS", "ISR"])
def test_a_notable_model_of_unknown_compute_is_no_zero(ledger: Ledger, economy: str) -> None:
    data = gather(ledger, load_lens("powers", ledger.catalog))
    assert (data.value(economy, "models/notable") or 0) > 0
    assert data.value(economy, "models/largest-training-run") is None


@pytest.mark.parametrize("economy", ["IDN", "MEX", "MYS", "PHL"])
def test_a_cluster_of_unknown_size_is_no_zero(ledger: Ledger, economy: str) -> None:
    data = gather(ledger, load_lens("equal", ledger.catalog))
    assert (data.value(economy, "compute/clusters-count") or 0) > 0
    assert data.value(economy, "compute/clusters-h100e") is None


def test_an_economy_of_unknown_compute_keeps_its_place_among_the_biggest(ledger: Ledger) -> None:
    ranking = rank_entities(ledger, load_lens("biggest", ledger.catalog))
    assert ranking.rank_of("DEU") == 4
    assert {ranking.excluded[economy] for economy in ("IDN", "MEX", "MYS", "PHL")} == {
        "too few figures in the pillar machines: 33%, 50% are asked for"
    }
