"""What a siting says and inherits, and how it is refused where it says too little, too much or nothing that can be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.scenarios.siting.lemuria import SPEC, course, flat, lemuria, saved, stated, written

from theodolite.core.catalog import Catalog
from theodolite.errors import ScenarioError, SpecError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.siting.courses import consecutive
from theodolite.scenarios.siting.illustrative import illustrative
from theodolite.scenarios.siting.inputs import inputs_of
from theodolite.scenarios.siting.site import site
from theodolite.scenarios.siting.siting import load_siting


def test_units_are_converted_and_money_stays_in_its_currency(tmp_path: Path, ledger: Ledger) -> None:
    siting = lemuria(tmp_path, figures={
        "capacity": stated("kW", near=80_000, far=60_000), "price": stated("LEM/kWh", near=0.06, far=0.05),
        "wue": stated("m3/GWh", near=1000, far=500),
    })  # fmt: skip
    found = inputs_of(ledger, siting)
    assert found.capacity == pytest.approx([80, 60])
    assert found.price[:, 0, 0] == pytest.approx([60, 50])
    assert found.wue == pytest.approx([1, 0.5])


def test_courses_of_demand_and_price_are_shapes_whose_mean_is_the_stated_figure(tmp_path: Path, ledger: Ledger) -> None:
    seasons = {"dry": {"days": 300}, "wet": {"days": 65.25}}
    hours = {"dry": [3.0] * 24, "wet": [1.0] * 12 + [5.0] * 12}
    courses = {
        "demand": [{"of": ["all"], "hours": hours, "illustrative": True, "says": "A guess."}],
        "price": [{"of": ["near"], "hours": hours, "illustrative": True, "says": "A guess."}],
    }
    found = inputs_of(ledger, lemuria(tmp_path, courses=courses, seasons=seasons))
    assert found.course[0, :, 23] == pytest.approx([1, 5 / 3])
    assert (found.course[0] * found.weight).sum() == pytest.approx(8766)
    assert found.price[0, 1, 0] == pytest.approx(20)
    assert found.price[1] == pytest.approx(np.full((2, 24), 50.0))


def test_an_heir_says_what_differs_and_keeps_the_rest(tmp_path: Path, ledger: Ledger) -> None:
    written(tmp_path)
    heir = {"title": "New Lemuria", "inherits": "lemuria", "figures": {
        "pue": stated("dimensionless", far=1.1), "price": stated("LEM/MWh", all=10),
    }}  # fmt: skip
    siting = load_siting("heir", saved(tmp_path, heir, "heir"))
    found = inputs_of(ledger, siting)
    assert siting.title == "New Lemuria"
    assert found.pue == pytest.approx([1.5, 1.1])
    assert found.price[:, 0, 0] == pytest.approx([10, 10])
    assert found.capacity == pytest.approx([80, 60])


def test_a_siting_of_one_file_inherits_from_the_shipped_one(tmp_path: Path, ledger: Ledger, catalog: Catalog) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "inherits: china\nfigures: {demand: [{of: {all: 1}, unit: GW, illustrative: true, says: Round.}]}\n"
    )
    found = inputs_of(ledger, load_siting(path, catalog))
    assert found.demand.sum() == pytest.approx(1000)
    assert len(found.capacity) == 10


def test_what_is_illustrative_is_listed_but_not_what_an_heir_has_replaced(tmp_path: Path) -> None:
    guess = [{"of": {"near": 1.4, "far": 1.3}, "unit": "dimensionless", "illustrative": True, "says": "A guess."}]
    written(tmp_path, figures={"pue": guess})
    heir = {"inherits": "lemuria", "figures": {"pue": stated("dimensionless", far=1.1)}}
    siting = load_siting("heir", saved(tmp_path, heir, "heir"))
    assert illustrative(siting) == [{"input": "pue", "of": ["near"], "says": "A guess."}]


def test_the_grid_factor_is_the_ledgers_latest_unless_the_siting_has_its_own(tmp_path: Path, ledger: Ledger) -> None:
    hubs = {**SPEC["hubs"], "near": {**SPEC["hubs"]["near"], "region": "CN-NM"}}
    siting = lemuria(tmp_path, hubs=hubs, figures={"grid-factor": stated("kgCO2/kWh", far=0.8)})
    found = inputs_of(ledger, siting)
    assert found.factor == pytest.approx([0.6849, 0.8])
    assert (found.factors["near"].year, found.factors["near"].source) == (2022, "mee/grid-factors-2024-12")
    assert found.factors["far"].source is None


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"figures": {"pue": None}}, "says no pue of near"),
    ({"figures": {"pue": stated("dimensionless", near=1.5)}}, "says no pue of far"),
    ({"figures": {"pue": stated("dimensionless", near=0.9, far=1.2)}}, "pue of near is 0.9"),
    ({"figures": {"capacity": stated("MW", near=-80, far=60)}}, "capacity of near is -80 MW"),
    ({"figures": {"capacity": stated("MWh", near=80, far=60)}}, "'MWh' does not convert to 'MW'"),
    ({"figures": {"price": stated("USD/MWh", near=60, far=50)}}, "'USD/MWh' is no unit of money in LEM"),
    ({"figures": {"price": stated("LEM/MW", near=60, far=50)}}, "'LEM/MW' does not convert to 'LEM/MWh'"),
    ({"figures": {"pue": stated("dimensionless", nera=1.5, far=1.2)}}, "said of 'nera', which is none"),
    ({"figures": {"wue": stated("L/kWh", near=1, far=1) + stated("L/kWh", near=2)}}, "wue of near is said twice"),
    ({"figures": {"mix": stated("dimensionless", live=0.4, batch=0.5)}}, "the parts of mix of all classes sum to 0.9"),
    ({"figures": {"share": stated("dimensionless", north=0.7, south=0.7)}}, "parts of share of live sum to 1.4"),
    ({"figures": {"grid-factor": None}}, "nobody says what carbon the grid of LM-N has"),
    ({"figures": {"demand": stated("MW", all=0)}}, "no work is asked of the siting 'lemuria'"),
    ({"figures": {"demand": stated("MW", north=5)}}, "demand is said of 'north', which is none"),
    ({"country": None}, "says no country:"),
    ({"inherits": "atlantis"}, "no siting is called 'atlantis'"),
    ({"inherits": "lemuria"}, "inherits from itself"),
    ({"courses": {"demand": course([1.0] * 23)}}, "courses have 23 hours"),
    ({"courses": {"demand": course(flat()), "price": course([1.0] * 48)}}, "courses have 24 and 48 hours"),
    ({"courses": {"demand": course([-1.0] * 24)}}, "'demand' of live is -1 in an hour"),
    ({"courses": {"demand": course(flat(0.0))}}, "the course of demand of live is 0 in every hour"),
    ({"seasons": {"never": {"days": 1}}}, "has a season that the siting has not: 'always'"),
    ({"figures": {"contract": stated("MW", near__tide=5)}}, "said of 'near/tide', which is none"),
    (
        {"figures": {"contract": stated("MW", near__sun=5)},
         "courses": {"demand": course(flat()), "sun": course(flat(2))}},
        "the course 'sun' of near is 2 in an hour",
    ),
    (
        {"figures": {"contract": stated("MW", near__sun=5)},
         "courses": {"demand": course(flat()), "sun": course(flat(), "far")}},
        "near has a contract of sun, whose course is not given",
    ),
    ({"figures": {"pue": [{"of": {"all": 1.2}, "unit": "dimensionless"}]}}, "has its reference under after:"),
    ({"figures": {"pue": [{"of": {"all": 1.2}, "unit": "dimensionless", "illustrative": True}]}}, "explains itself"),
    ({"figures": {"pue": stated("dimensionless", all=float("nan"))}}, "finite"),
    ({"hubs": {"near": {"title": "N", "region": "LM-N", "latitude": 95, "longitude": 0}}}, "less than or equal to 90"),
    ({"seasons": {"always": {"days": 0}}}, "greater than 0"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_a_siting_cannot_say_is_refused_with_file_and_line(
    tmp_path: Path, ledger: Ledger, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises((ScenarioError, SpecError, UnknownNameError)) as error:
        inputs_of(ledger, lemuria(tmp_path, **changes))
    assert said in error.value.what
    assert error.value.exit_code == 2
    assert str(tmp_path / "sitings" / "lemuria.yaml") in str(error.value.where)


def test_the_line_is_that_of_the_figure(tmp_path: Path, ledger: Ledger) -> None:
    siting = lemuria(tmp_path, figures={"pue": stated("dimensionless", near=1.5, far=0.5)})
    lines = (tmp_path / "sitings" / "lemuria.yaml").read_text(encoding="utf-8").splitlines()
    with pytest.raises(ScenarioError) as error:
        inputs_of(ledger, siting)
    number = int(str(error.value.where).rpartition(":")[2])
    assert lines[number - 1].strip() == "far: 0.5"


def test_a_month_is_the_days_of_a_season_in_a_row_and_costs_as_much_a_day(tmp_path: Path, ledger: Ledger) -> None:
    siting = lemuria(tmp_path)
    month = consecutive(siting, "always", 31)
    found = site(ledger, month)
    assert found.inputs.weight.shape == (1, 744)
    assert found.totals["hours"] == 744
    assert found.totals["cost"] == pytest.approx(site(ledger, siting).totals["cost"] * 744 / 8766)
    with pytest.raises(ScenarioError, match="no 31 days of 'monsoon'"):
        consecutive(siting, "monsoon", 31)
