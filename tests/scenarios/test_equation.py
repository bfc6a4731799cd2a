"""Equations: their dimensions fit, units change nothing, and unlike quantities are refused."""

from __future__ import annotations

import pytest

from theodolite.errors import ScenarioError
from theodolite.scenarios.dimension import factor, registry
from theodolite.scenarios.equation import Equation, equation, equations

OTHERS = {"MW": "GW", "MWh": "kWh", "hour": "s", "year": "day", "TB": "GB", "TFLOP": "FLOP", "m3": "L", "tCO2": "kgCO2"}
"""Units and others of their kind in which the same quantities are written."""


def plain(one: Equation) -> dict[str, float]:
    return {name: 0.3 + 0.1 * number for number, name in enumerate(one.units)}


@pytest.mark.parametrize("name", equations())
def test_every_equation_gives_the_same_in_its_own_units_and_in_others(name: str) -> None:
    one, values = equations()[name], plain(equations()[name])
    quantity = registry().Quantity
    given = {name: quantity(values[name], unit) for name, unit in one.units.items()}
    assert one.with_units(**given).magnitude == pytest.approx(float(one(*values.values())), rel=1e-12)
    for unit, other in OTHERS.items():
        changed = {
            name: quantity(value, one.units[name]).to(one.units[name].replace(unit, other))
            for name, value in values.items()
        }
        assert one.with_units(**changed).magnitude == pytest.approx(float(one(*values.values())), rel=1e-12)


@pytest.mark.parametrize("name", equations())
def test_every_equation_refuses_each_quantity_in_a_unit_of_another_kind(name: str) -> None:
    one, values = equations()[name], plain(equations()[name])
    quantity = registry().Quantity
    for wrong in one.units:
        given = {name: quantity(values[name], unit) for name, unit in one.units.items()}
        given[wrong] = quantity(values[wrong], f"{one.units[wrong]} * token")
        with pytest.raises(ScenarioError, match=f"the dimensions of {name} do not fit"):
            one.with_units(**given)


def test_energy_where_power_should_stand_is_refused() -> None:
    quantity = registry().Quantity
    it_energy = equations()["it_energy"]
    given = {"utilisation": quantity(0.5), "hours": quantity(8766, "hour/year")}
    assert it_energy.with_units(power=quantity(2, "MW"), **given).magnitude == pytest.approx(8766)
    with pytest.raises(ScenarioError, match="it_energy"):
        it_energy.with_units(power=quantity(2, "MWh"), **given)


def test_an_equation_that_says_the_wrong_unit_of_its_outcome_is_found_out() -> None:
    @equation(gives="MWh", power="MW", hours="hour/year")
    def wrong(power: float, hours: float) -> float:
        return power * hours

    quantity = registry().Quantity
    with pytest.raises(ScenarioError, match="wrong do not fit"):
        wrong.with_units(power=quantity(1, "MW"), hours=quantity(1, "hour/year"))


def test_units_say_every_parameter_of_an_equation() -> None:
    with pytest.raises(TypeError, match="units are said of"):

        @equation(gives="MW", power="MW")
        def wrong(power: float, hours: float) -> float:
            return power * hours


def test_units_of_one_kind_convert() -> None:
    assert factor("kWh/household/year", "MWh/household/year") == pytest.approx(1e-3)
    assert factor("L/kWh", "m3/MWh") == pytest.approx(1)
    assert factor("kgCO2/kWh", "tCO2/MWh") == pytest.approx(1)
    assert factor("percent", "dimensionless") == pytest.approx(0.01)
    assert factor("TWh/year", "MW") == pytest.approx(1e6 / 8766)


@pytest.mark.parametrize(("unit", "what"), [("MWh", "does not convert"), ("megawats", "no unit is written")])
def test_what_does_not_convert_is_refused_with_its_file(unit: str, what: str) -> None:
    with pytest.raises(ScenarioError, match=what) as caught:
        factor(unit, "MW", "assumptions/power/mine.yaml")
    assert caught.value.where == "assumptions/power/mine.yaml"
