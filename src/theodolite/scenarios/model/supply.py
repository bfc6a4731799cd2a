"""Supply: how many chips of a kind stand at the end of a year, from those that arrive and those that go."""

from __future__ import annotations

import numpy as np

from theodolite.scenarios.equation import Array, equation


@equation(gives="chip", last="chip", retirement="1/year", arriving="chip/year", step="year")
def standing(last: Array, retirement: Array, arriving: Array, step: float) -> Array:
    """S_t = S_t−1 (1 − δ Δt) + arrivals Δt: what stood, less what failed or was retired, and what came."""
    return last * (1 - retirement * step) + arriving * step


@equation(gives="chip/year", now="chip", before="chip", step="year")
def arrived(now: Array, before: Array, step: float) -> Array:
    """Arrivals of a year from how many were sold by its end and by the end of the year before; never below 0."""
    return np.maximum(now - before, 0 * now) / step


@equation(gives="dimensionless", free="dimensionless", case="dimensionless", licences="dimensionless")
def let_through(free: Array, case: Array, licences: Array) -> Array:
    """The part of a demand that rules let through: what is free, and of what is reviewed the part that is licensed."""
    return free + case * licences


@equation(gives="USD/year", money="USD/year", part="dimensionless")
def spent(money: Array, part: Array) -> Array:
    """The part of a sum that may be spent."""
    return money * part


@equation(gives="chip/year", money="USD/year", price="USD/chip")
def bought(money: Array, price: Array) -> Array:
    """Chips that a sum of money buys."""
    return money / price


@equation(
    gives="chip/year", dies="die/year", die_yield="dimensionless", dies_per_chip="die/chip", stacks="stack/year",
    stacks_per_chip="stack/chip",
)  # fmt: skip
def made(dies: Array, die_yield: Array, dies_per_chip: Array, stacks: Array, stacks_per_chip: Array) -> Array:
    """Chips that a country makes: as many as its good logic dies, or its stacks of memory, are enough for."""
    return np.minimum(dies * die_yield / dies_per_chip, stacks / stacks_per_chip)
