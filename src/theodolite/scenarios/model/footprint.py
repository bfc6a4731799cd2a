"""Footprint: the power, energy, water and carbon dioxide of chips that stand in a country."""

from __future__ import annotations

from theodolite.scenarios.equation import Array, equation


@equation(gives="MW", chips="chip", tdp="MW/chip", server="dimensionless", overhead="dimensionless")
def rated_power(chips: Array, tdp: Array, server: Array, overhead: Array) -> Array:
    """S w (server / chip) (room / server): the power of all IT equipment at full load."""
    return chips * tdp * server * overhead


@equation(gives="MW", power="MW", pue="dimensionless")
def site_power(power: Array, pue: Array) -> Array:
    """The power of the whole site at full load, with cooling and losses."""
    return power * pue


@equation(gives="MWh/year", power="MW", utilisation="dimensionless", hours="hour/year")
def it_energy(power: Array, utilisation: Array, hours: float) -> Array:
    """The energy of IT equipment in a year, running at a share of its full load."""
    return power * utilisation * hours


@equation(gives="MWh/year", it="MWh/year", pue="dimensionless")
def energy(it: Array, pue: Array) -> Array:
    """The energy of the whole site, with cooling and losses."""
    return it * pue


@equation(gives="household", used="MWh/year", household="MWh/household/year")
def households(used: Array, household: Array) -> Array:
    """How many households use as much electricity in a year."""
    return used / household


@equation(gives="dimensionless", used="MWh/year", national="MWh/year")
def share_of(used: Array, national: Array) -> Array:
    """The part of a nation's electricity."""
    return used / national


@equation(gives="m3/year", it="MWh/year", wue="m3/MWh", used="MWh/year", grid="m3/MWh")
def water(it: Array, wue: Array, used: Array, grid: Array) -> Array:
    """Water consumed on site, by IT energy, and in generating the electricity, by all energy."""
    return it * wue + used * grid


@equation(gives="tCO2/year", used="MWh/year", renewable="dimensionless", factor="tCO2/MWh", decline="dimensionless")
def carbon(used: Array, renewable: Array, factor: Array, decline: Array) -> Array:
    """Of one region: what is not under a renewable contract, times the average factor of its grid.

    `decline` is what the factor has come down to since the year it was measured in. The factor is the grid's average:
    no residual factor is used, so the rest of the grid is not made dirtier by what contracts take out of it.
    """
    return used * (1 - renewable) * factor * decline


@equation(gives="dimensionless", emitted="tCO2/year", national="tCO2/year")
def share_of_emissions(emitted: Array, national: Array) -> Array:
    """The part of a nation's emissions."""
    return emitted / national


@equation(gives="tCO2/year", base="tCO2/year", cut="dimensionless", grown="dimensionless")
def planned_emissions(base: Array, cut: Array, grown: Array) -> Array:
    """What a plan to cut carbon intensity lets a nation emit: E_base (1 − cut) × its product over that of the base."""
    return base * (1 - cut) * grown


@equation(gives="USD/year", emitted="tCO2/year", national="tCO2/year", product="USD/year")
def product_to_match(emitted: Array, national: Array, product: Array) -> Array:
    """What the emitters have to add to the national product for its carbon intensity not to rise."""
    return emitted / (national / product)
