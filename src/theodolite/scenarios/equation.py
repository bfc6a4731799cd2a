"""Equation: a formula with the unit of every quantity in it, so that its dimensions can be checked."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from theodolite.errors import ScenarioError
from theodolite.scenarios.dimension import registry

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Equation:
    """A formula over arrays: called with plain numbers in `units`, it gives plain numbers in `gives`."""

    name: str
    function: Callable[..., Array]
    units: Mapping[str, str]
    """Parameter → its unit."""
    gives: str

    def __call__(self, *quantities: Any) -> Array:
        return self.function(*quantities)

    def with_units(self, **quantities: Any) -> Any:
        """The formula over quantities of pint, each in its own unit, as a quantity in the unit that it gives.

        Raises ScenarioError where the formula adds or compares unlike dimensions, or gives another one than it says.
        """
        import pint

        try:
            given = {name: quantities[name] for name in self.units}
            return registry().Quantity(self.function(**given)).to(self.gives)
        except pint.DimensionalityError as error:
            raise ScenarioError(f"the dimensions of {self.name} do not fit: {error}") from None


def equation(gives: str, **units: str) -> Callable[[Callable[..., Array]], Equation]:
    """Make a formula an equation: the unit of every parameter, in their order, and of what it gives."""

    def make(function: Callable[..., Array]) -> Equation:
        asked = tuple(inspect.signature(function).parameters)
        if asked != tuple(units):
            raise TypeError(f"{function.__name__} takes {asked} and units are said of {tuple(units)}")
        return Equation(function.__name__, function, units, gives)

    return make


def equations() -> Mapping[str, Equation]:
    """Every equation of the model by name, in the order of its files and of the lines in them."""
    package = importlib.import_module("theodolite.scenarios.model")
    modules = [
        importlib.import_module(f"{package.__name__}.{one.name}") for one in pkgutil.iter_modules(package.__path__)
    ]
    found = [one for module in modules for one in vars(module).values() if isinstance(one, Equation)]
    return {one.name: one for one in found}
