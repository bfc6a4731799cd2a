"""Denominate: figures per head or per unit of output, so that small economies can be seen."""

from __future__ import annotations

from typing import Literal

import numpy as np

from theodolite.core.spec import Spec
from theodolite.errors import PlanError
from theodolite.index.dataset import Array

DENOMINATORS = {"population": "context/population", "gdp": "context/gdp"}
"""Denominator → the indicator that holds it."""


class Denominate(Spec):
    """Divide each indicator that allows it (its `denominators:`) by this; shares and indices stay as they are."""

    do: Literal["denominate"] = "denominate"
    by: Literal["none", "population", "gdp"]


def per(values: Array, denominator: Array, names: tuple[str, ...]) -> Array:
    """One column over its denominator, both n long. Missing where either is missing.

    Raises PlanError that names the entities (`names`, n long) whose denominator is zero or negative.
    """
    bad = [name for name, d in zip(names, denominator, strict=True) if d <= 0]
    if bad:
        raise PlanError(
            f"the denominator of {', '.join(bad)} is not positive", expected="a population or GDP above zero"
        )
    return np.divide(values, denominator)
