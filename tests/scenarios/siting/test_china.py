"""The shipped siting of China: its factors, its latency, and what shifting does where that rests on no guess."""

from __future__ import annotations

from typing import Any

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.observation import COLUMNS
from theodolite.core.result import Result
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.siting.pareto import pareto
from theodolite.scenarios.siting.result import Site
from theodolite.scenarios.siting.savings import Savings, savings
from theodolite.scenarios.siting.site import site
from theodolite.scenarios.siting.siting import Siting, load_siting


@pytest.fixture(scope="module")
def china(catalog: Catalog) -> Siting:
    """The ten clusters of the eight hubs."""
    return load_siting("china", catalog)


@pytest.fixture(scope="module")
def cheapest(ledger: Ledger, china: Siting) -> Site:
    """The siting with the least cost."""
    return site(ledger, china)


@pytest.fixture(scope="module")
def greenest(ledger: Ledger, china: Siting) -> Savings:
    """What shifting saves of carbon."""
    return savings(ledger, china, "carbon")


def test_the_ten_clusters_belong_to_eight_hubs(china: Siting) -> None:
    assert len(china.hubs) == 10
    assert len({one.group for one in china.hubs.values()}) == 8


def test_the_west_is_not_greener_by_itself(cheapest: Site) -> None:
    factors = dict(cheapest.table.select("region", "grid_factor").iter_rows())
    assert factors["CN-NM"] == pytest.approx(0.685, abs=5e-4)
    assert factors["CN-NX"] == pytest.approx(0.642, abs=5e-4)
    assert factors["CN-GD"] == pytest.approx(0.440, abs=5e-4)
    assert factors["CN-SC"] == pytest.approx(0.140, abs=5e-4)
    assert set(cheapest.table["factor_period"]) == {"2022"}


def test_capacity_is_that_of_all_racks_and_demand_that_of_racks_in_use(cheapest: Site) -> None:
    racks, in_use, each = 1.46e6, 0.6272, 2.5e-3
    assert cheapest.inputs.capacity.sum() == pytest.approx(racks * each)
    assert cheapest.inputs.demand.sum() == pytest.approx(racks * each * in_use, abs=1)


def test_real_time_work_of_the_coast_reaches_some_hubs_and_not_others(cheapest: Site) -> None:
    far = {(one["region"], one["hub"]) for one in cheapest.flow_list if one["class"] == "real-time"}
    trips = cheapest.inputs.round_trip
    hubs, regions = list(cheapest.inputs.siting.hubs), list(cheapest.inputs.siting.regions)
    assert all(trips[regions.index(region), hubs.index(hub)] <= 20 for region, hub in far)
    assert trips[regions.index("shanghai"), hubs.index("zhongwei")] > 20
    assert trips[regions.index("beijing"), hubs.index("horinger")] < 20


def test_each_restriction_costs_something_and_none_pays(ledger: Ledger, china: Siting, cheapest: Site) -> None:
    free = site(ledger, china, latency=False).totals["cost"]
    bare = site(ledger, china, contracts=False).totals["cost"]
    assert free < cheapest.totals["cost"] < bare


def test_the_least_carbon_does_not_fill_the_north_west_and_the_least_cost_does(
    cheapest: Site, greenest: Savings
) -> None:
    north_west = ("horinger", "zhongwei")

    def there(one: Site) -> float:
        return sum(hub.work for hub in one.hubs if hub.hub in north_west)

    assert there(cheapest) > 1.5 * there(greenest.cases["both"])


def test_shifting_both_ways_saves_at_least_as_much_as_one_way(greenest: Savings) -> None:
    one_way = max(greenest.saved("space", "carbon"), greenest.saved("time", "carbon"))
    assert greenest.saved("both", "carbon") >= one_way > 0


def test_the_result_says_what_is_illustrative_and_what_is_not(cheapest: Site) -> None:
    document: dict[str, Any] = cheapest.document()
    named = {one["input"] for one in document["illustrative"]}
    assert {"price", "contract", "capacity", "course of solar"} <= named
    assert not {"demand", "latency-limit"} & named
    assert all(one["says"] for one in document["illustrative"])
    assert f"{len(named)} are illustrative" in cheapest.finding


def test_every_result_has_its_five_things(ledger: Ledger, china: Siting, cheapest: Site, greenest: Savings) -> None:
    front = pareto(ledger, china, points=2)
    for result in (cheapest, greenest, front):
        assert isinstance(result, Result)
        assert result.finding.endswith(".")
        assert result.sources == ("mee/grid-factors-2024-12",)
        assert result.explain("CHN")
        assert result.explain("horinger")
        rows = result.observations()
        assert set(COLUMNS) == set(rows.columns)
    carbon = cheapest.observations().filter(indicator="siting/carbon")
    assert carbon["value"].sum() == pytest.approx(cheapest.totals["carbon"])
    with pytest.raises(KeyError):
        cheapest.explain("USA")


def test_the_document_has_what_others_read_of_it(cheapest: Site, greenest: Savings) -> None:
    document = cheapest.document(greenest.document(), [{"cost": 1.0}])
    wanted = {"siting", "objective", "hubs", "flows", "totals", "shadow_prices", "savings", "pareto", "illustrative"}
    assert wanted <= set(document)
    assert {"cost", "energy", "carbon", "water"} <= set(document["totals"])
    assert document["savings"]["cases"]["none"]["carbon_saved"] == 0
    sent = sum(one["mw"] for one in document["flows"])
    assert sent == pytest.approx(sum(hub["work"] for hub in document["hubs"]), rel=1e-4)
