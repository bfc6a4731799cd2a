"""Compiled columns: what treatment and normalisation do to one column, as rows of numbers for the kernel to follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from theodolite.errors import PlanError
from theodolite.index.dataset import Dataset
from theodolite.index.framework import Leaf
from theodolite.index.normalise import Normalise
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


def _fixed(*row: float) -> Callable[..., Row]:
    return lambda *_: list(row)


def _power(o: Options) -> Row:
    return [POWER, o["lambda_"]]


def _shifted_power(o: Options) -> Row:
    return [SHIFTED, 2.0, o["lambda_"]]


def _range(o: Options, *_: object) -> Row:
    return [RANGE, *o["to"]]


def _z_score(o: Options, *_: object) -> Row:
    return [STANDARD, o["mean"], o["sd"], 0.0]


def _goalposts(o: Options, leaf: Leaf, direction: float) -> Row:
    assert leaf.goalposts is not None
    return [POSTS, *_turned(leaf.goalposts, direction), *o["to"], float(o["truncate"])]


def _scaled(o: Options, leaf: Leaf, direction: float) -> Row:
    del leaf
    return [POSTS, *_turned(o["from_"], direction), *o["to"], 0.0]


def _target(o: Options, leaf: Leaf, direction: float) -> Row:
    assert leaf.target is not None
    return [TARGET, leaf.target * direction, float(o["truncate"])]


def _turned(posts: tuple[float, float], direction: float) -> tuple[float, float]:
    return posts if direction > 0 else (-posts[1], -posts[0])


TREATMENTS: dict[str, Callable[..., Row]] = {
    "none": _fixed(),
    "log": _fixed(POWER, 0.0),
    "box-cox": _power,
    "shifted-log": _fixed(SHIFTED, 1.0),
    "shifted-box-cox": _shifted_power,
    "winsorise": _winsorise,
}
"""The row of a treatment, from its options; an empty one does nothing."""

NORMALISATIONS: dict[str, Callable[..., Row]] = {
    "min-max": _range,
    "distance-to-maximum": _fixed(RANGE, 0.0, 1.0),
    "z-score": _z_score,
    "ampi": _fixed(STANDARD, 100.0, 60.0, 1.0),
    "rank": _fixed(BELOW, 1.0, 0.0),
    "borda": _fixed(BELOW, 0.0, 0.0),
    "percentile-rank": _fixed(BELOW, 0.0, 1.0),
    "fraction-of-maximum": _fixed(MAXIMUM),
    "goalposts": _goalposts,
    "scaled": _scaled,
    "distance-to-target": _target,
}
"""The row of a normalisation, from its options, the indicator in the framework, and the direction of its figures."""


def compiled_program(steps: Sequence[Step], data: Dataset, leaf: Leaf) -> list[Row]:
    """The rows that treat and normalise the column of `leaf` as `steps` do on `data`, more being better afterwards.

    The steps are such as have been carried out: what they ask of the indicator is there, and whether a column is what
    they are defined on is the kernel's to check in each draw. Raises PlanError for a step or method that has no
    compiled form.
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
            rows += [[TURN]] if direction < 0 else []
            rows.append(known[step.how](step.options, leaf, direction))
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
