"""Programs: what treatment and normalisation do to one column, as rows of numbers that the compiled kernel follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from theodolite.errors import PlanError
from theodolite.index.dataset import Dataset
from theodolite.index.framework import Leaf
from theodolite.index.normalise import FACTS, Column, Normalise
from theodolite.index.step import Step
from theodolite.index.treat import Treat

TURN, POWER, SHIFTED, WINSORISE, RANGE, STANDARD, BELOW, POSTS, MAXIMUM, TARGET = range(10)
"""What a row does: its first number. The others are its options, in the order that the kernel takes them."""

WIDTH = 7
"""Numbers in a row."""

Row = list[float]
Options = dict[str, Any]

_THEN = {"none": 0, "shifted-log": 1, "shifted-box-cox": 2}


def _winsorise(o: Options) -> Row:
    bounds: Row = [o["skewness"], o["kurtosis"], o["at_most"]]
    return [WINSORISE, *bounds, _THEN[o["then"]], float(o["of"] == "drawn-in"), o["lambda_"]]


TREATMENTS: dict[str, Callable[[Options], Row]] = {
    "none": lambda o: [],
    "log": lambda o: [POWER, 0.0],
    "box-cox": lambda o: [POWER, o["lambda_"]],
    "shifted-log": lambda o: [SHIFTED, 1.0],
    "shifted-box-cox": lambda o: [SHIFTED, 2.0, o["lambda_"]],
    "winsorise": _winsorise,
}

NORMALISATIONS: dict[str, Callable[..., Row]] = {
    "min-max": lambda o: [RANGE, *o["to"]],
    "distance-to-maximum": lambda o: [RANGE, 0.0, 1.0],
    "z-score": lambda o: [STANDARD, o["mean"], o["sd"], 0.0],
    "ampi": lambda o: [STANDARD, 100.0, 60.0, 1.0],
    "rank": lambda o: [BELOW, 1.0, 0.0],
    "borda": lambda o: [BELOW, 0.0, 0.0],
    "percentile-rank": lambda o: [BELOW, 0.0, 1.0],
    "fraction-of-maximum": lambda o: [MAXIMUM],
    "goalposts": lambda o, posts: [POSTS, *posts, *o["to"], float(o["truncate"])],
    "scaled": lambda o, sign: [POSTS, *(o["from_"] if sign > 0 else (-o["from_"][1], -o["from_"][0])), *o["to"], 0.0],
    "distance-to-target": lambda o, target: [TARGET, target, float(o["truncate"])],
}


def compiled_program(steps: Sequence[Step], data: Dataset, leaf: Leaf) -> list[Row]:
    """The rows that treat and normalise the column of `leaf` as `steps` do on `data`, more being better afterwards.

    Raises PlanError for a step or method that has no compiled form.
    """
    j = data.indicators.index(leaf.indicator)
    direction, rows = float(data.directions[j]), list[Row]()
    for step in steps:
        if not isinstance(step, Treat | Normalise):
            raise _uncompiled(step.do, "the steps before them")
        if j not in step.columns(data.indicators):
            continue
        known = TREATMENTS if isinstance(step, Treat) else NORMALISATIONS
        if step.how not in known:
            raise _uncompiled(step.said, ", ".join(known))
        if isinstance(step, Normalise):
            column = Column(data, leaf, data.values[:, j] * direction, direction, step)
            rows += [[TURN]] if direction < 0 else []
            rows.append(known[step.how](step.options, *(FACTS[name](column) for name in step.method.facts)))
            direction = 1.0
        elif row := known[step.how](step.options):
            rows.append(row)
    return [row + [0.0] * (WIDTH - len(row)) for row in rows]


def _uncompiled(what: str, known: str) -> PlanError:
    return PlanError(
        f"the evidence is drawn, and {what} has no compiled form",
        where="doubt, evidence",
        expected=f"after the first treat or normalise, nothing but treat and normalise, by one of: {known}",
        next_step="take another method, or take evidence: out of the doubt",
    )
