"""China's grid factors: provinces by their ISO codes, with the figures that the ministry published."""

from __future__ import annotations

from pathlib import Path

import pycountry
import pytest

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.pull.run import pull

MADE = """
province_en   | iso3166_2 | year | kgco2_per_kwh
Atlantis      | AT-LA     | 2021 | 0.25
Atlantis      | AT-LA     | 2022 |
A grid        |           | 2022 | 0.5
"""
WORK = "mee/grid-factors"


def test_a_province_goes_by_its_code_and_a_grid_by_its_name(read_with) -> None:
    found = read_with("china-grid.factors", MADE, "kgco2_per_kwh")
    assert {case: (r.value, r.locator) for case, r in found.items()} == {
        ("AT-LA", "2021"): (0.25, "made.csv#row=2"),
        ("A grid", "2022"): (0.5, "made.csv#row=4"),
    }


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ("CN-NM energy/grid-factor 2022", 0.6849),
        ("CN-NX energy/grid-factor 2022", 0.6423),
        ("CN-GD energy/grid-factor 2022", 0.4403),
        ("CN-SC energy/grid-factor 2022", 0.1404),
        ("CN-SC energy/grid-factor 2021", 0.1255),
    ],
)
def test_the_factors_are_those_of_the_ministry(case: str, value: float, figure) -> None:
    assert figure(WORK, case) == value


def test_thirty_provinces_have_both_years(ledger: Ledger) -> None:
    years: dict[str, set[str]] = {}
    for entity, period in ledger.select(source=WORK).select("entity", "period").iter_rows():
        years.setdefault(entity, set()).add(period)
    assert len(years) == 30
    assert set(map(frozenset, years.values())) == {frozenset({"2021", "2022"})}


def test_every_province_is_one_of_iso_3166_2_and_has_a_title(ledger: Ledger, catalog: Catalog) -> None:
    for entity in ledger.select(source=WORK)["entity"].unique():
        assert pycountry.subdivisions.get(code=entity) is not None
        assert catalog.title(entity) == catalog.regions[entity].title
    assert catalog.title("CN-NM") == "Inner Mongolia"


def test_the_grids_and_the_national_factor_are_left_out_by_name(catalog: Catalog, shared: Path) -> None:
    assert len(pull(catalog.sources[f"{WORK}-2024-12"], shared / "data/raw/china-grid", catalog)) == 60
