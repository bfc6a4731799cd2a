"""Figures that others have published of China's chips, their power and their water, through the model of scenarios.

Measured on the shipped evidence: stocks of 178,014, 322,832 and 402,412 H100 equivalents; the electricity of 37,845 US
households (21,023 to 69,805) spared at the end of 2023, where a study is quoted with 12,000 to 67,000 and a plain
reckoning gives 25,000 to 57,000. The study's own method could not be read, so this is consistent with it and no more.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.allowed import allowed
from theodolite.scenarios.held import BANDWIDTH, PEAK, Evidence, chip_figures
from theodolite.scenarios.model.compute import inference, training
from theodolite.scenarios.result import Simulation
from theodolite.scenarios.scenario import load_scenario
from theodolite.scenarios.simulate import simulate

SOLD = {
    "chip/nvidia-a100-sxm4-80-gb": "compute/chips-sold-a100",
    "chip/nvidia-a800-sxm": "compute/chips-sold-a800",
    "chip/nvidia-h800-sxm5": "compute/chips-sold-h800",
    "chip/h20": "compute/chips-sold-h20",
}
H100, H20 = "chip/nvidia-h100-sxm5-80gb", "chip/h20"


@pytest.fixture(scope="module")
def evidence(ledger: Ledger) -> Evidence:
    return Evidence(ledger)


@pytest.fixture(scope="module")
def legal(evidence: Evidence, tmp_path_factory: pytest.TempPathFactory) -> Simulation:
    """Chips sold within the rules alone, of which none retires."""
    path = tmp_path_factory.mktemp("made") / "legal.yaml"
    none = {"low": 0, "high": 0, "after": [{"title": "None is taken off"}]}
    scenario = {
        "title": "Sold within the rules", "question": "What stands?", "inherits": "controls-hold", "against": "legal",
        "years": {"from": 2022, "to": 2025}, "use": {"supply/retirement": none},
        "arrivals": [{"by": "sold", "chip": chip, "indicator": counted} for chip, counted in SOLD.items()],
    }  # fmt: skip
    path.write_text(json.dumps(scenario), encoding="utf-8")
    return simulate(evidence, load_scenario(evidence.catalog, str(path)), 4000, shares=False)


@pytest.mark.parametrize(("year", "stock"), [(2023, 178_000), (2024, 322_000), (2025, 402_000)])
def test_what_was_sold_within_the_rules_comes_to_the_published_stock(
    year: int, stock: float, legal: Simulation
) -> None:
    row = legal.at("training-compute", year)
    assert row["median"] == pytest.approx(stock, rel=0.02)
    assert row["p05"] < stock < row["p95"]
    assert legal.at("stock-imported", year)["median"] == row["median"]


def test_households_that_better_chips_would_have_spared_are_consistent_with_what_is_quoted(legal: Simulation) -> None:
    row = legal.at("households-spared", 2023)
    assert row["p05"] < 67_000
    assert row["p95"] > 12_000
    assert 25_000 < row["median"] < 57_000


@pytest.mark.parametrize(("intensity", "ratio"), [(30, 1.19), (50, 0.88), (100, 0.44)])
def test_the_h20_beside_the_h100_by_the_roofline(intensity: float, ratio: float, evidence: Evidence) -> None:
    held = {key: one.middle for key, one in chip_figures(evidence, [H20, H100], 1).items()}
    mine, theirs = ((held[f"{chip} {PEAK}"], held[f"{chip} {BANDWIDTH}"]) for chip in (H20, H100))
    one = np.ones(1)
    found = inference(one, one * mine[0], one * mine[1], one * intensity, *theirs)
    assert found[0] == pytest.approx(ratio, abs=0.01)
    assert training(one, one * mine[0], theirs[0])[0] == pytest.approx(0.15, abs=0.01)


@pytest.mark.parametrize("chip", ["chip/nvidia-b200", "chip/nvidia-b300-blackwell-ultra"])
def test_the_largest_chips_are_barred_in_2026_and_not_even_reviewed(chip: str, evidence: Evidence) -> None:
    years = range(2024, 2027)
    none: list[set[str]] = [set() for _ in years]
    free, case, *_ = allowed(evidence.rated([chip])[chip], evidence.catalog, "CHN", years, none)
    assert (free == 0).all()
    assert (case == 0).all()
    free, *_ = allowed(evidence.rated([chip])[chip], evidence.catalog, "CHN", years, [{"all"} for _ in years])
    assert (free == 1).all()


def test_the_quoted_water_stands_on_racks_of_2020_and_not_on_those_of_2023(ledger: Ledger) -> None:
    racks = {row["end"].year: row for row in _held(ledger, "energy/datacentre-racks")}
    water = next(row for row in _held(ledger, "energy/datacentre-water") if row["end"].year == 2024)
    assert (racks[2020]["value"], racks[2023]["value"], water["value"]) == (4.3e6, 8.1e6, 1.3e9)
    assert racks[2020]["source"] == water["source"]
    assert racks[2023]["source"] != water["source"]
    a_rack = water["value"] / racks[2020]["value"]
    assert a_rack == pytest.approx(302, abs=1)
    assert a_rack * racks[2023]["value"] == pytest.approx(2.45e9, rel=0.01)
    assert water["value"] / racks[2023]["value"] == pytest.approx(160, abs=1)


def _held(ledger: Ledger, indicator: str) -> list[dict[str, Any]]:
    return ledger.select(indicator=[indicator], entity=["CHN"]).to_dicts()
