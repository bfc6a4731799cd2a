"""A siting that nothing fits says which limit fails, by how much and in which unit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.scenarios.siting.lemuria import lemuria, stated

from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.siting.programme import NO_LIMITS, Limits
from theodolite.scenarios.siting.site import site

YEAR = 8766

CASES: list[tuple[dict[str, Any], Limits, str]] = [
    ({"capacity": stated("MW", near=20, far=60)}, NO_LIMITS, "the capacity of Nearby is short by 20 MW"),
    ({"capacity": stated("MW", near=200, far=4)}, NO_LIMITS, "the capacity of Faraway is short by 6 MW"),
    (
        {"grid-limit": stated("MW", near=45, far=48)}, NO_LIMITS,
        "the grid of Nearby is short by 15 MW; the connection to the grid of Faraway is short by 24 MW",
    ),
    (
        {"network-limit": stated("MW", south__far=8)}, NO_LIMITS,
        "the line from South to Faraway is short by 2 MW",
    ),
    ({"water-cap": stated("m3/year", near=100 * YEAR)}, NO_LIMITS, "the water of Nearby is short by 525,960 m3"),
    ({}, Limits(carbon=70 * YEAR), "the cap on carbon dioxide of 613,620 tCO2 is passed by 80,647 tCO2 at least"),
    ({}, Limits(cost=7000 * YEAR), "the cap on cost of 61,362,000 LEM is passed by 1,753,200 LEM at least"),
    ({}, Limits(water=200 * YEAR), "the cap on water of 1,753,200 m3 is passed by 543,492 m3 at least"),
    ({}, Limits(renewable_share=0.5), "contracts fall short of 50% of all electricity by"),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "limits", "said"), CASES, ids=[said for *_, said in CASES])
def test_the_limit_that_fails_is_named_with_how_much_is_missing(
    tmp_path: Path, ledger: Ledger, figures: dict[str, Any], limits: Limits, said: str
) -> None:
    with pytest.raises(ScenarioError) as error:
        site(ledger, lemuria(tmp_path, figures=figures), limits=limits)
    assert said in error.value.what
    assert error.value.exit_code == 2
    assert error.value.next_step


def test_work_without_a_hub_in_reach_is_told_how_far_the_nearest_is(tmp_path: Path, ledger: Ledger) -> None:
    figures = {"latency-limit": stated("ms", live=0.5), "fixed-delay": stated("ms", all=0.75)}
    with pytest.raises(
        ScenarioError, match=r"Live work of North has no hub within 0.5 ms: the nearest, Nearby, is 0.8"
    ):
        site(ledger, lemuria(tmp_path, figures=figures))
    assert site(ledger, lemuria(tmp_path, figures=figures), latency=False).totals["cost"] > 0


@pytest.mark.parametrize("limits", [{"carbon": float("nan")}, {"cost": -1.0}, {"renewable_share": 1.2}])
def test_a_limit_that_is_none_is_refused(limits: dict[str, float]) -> None:
    with pytest.raises(ScenarioError, match=r"the limit on .* is (nan|-1|1\.2)"):
        Limits(**limits)


def test_a_shortfall_is_as_small_as_it_can_be_and_no_smaller(tmp_path: Path, ledger: Ledger) -> None:
    figures = {"capacity": stated("MW", near=20, far=60)}
    enough = {"capacity": stated("MW", near=20 + 20.0001, far=60)}
    with pytest.raises(ScenarioError, match="short by 20 MW"):
        site(ledger, lemuria(tmp_path / "short", figures=figures))
    assert site(ledger, lemuria(tmp_path / "enough", figures=enough)).hubs[0].work == pytest.approx(40)
