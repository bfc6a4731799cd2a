"""Doubt: what about a lens may be otherwise, and the alternatives that it is then held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError, model_validator

from theodolite.core.spec import Spec, kebab
from theodolite.index.step import Step


def _share(value: object) -> float:
    if isinstance(value, str) and value.endswith("%"):
        with suppress(ValueError):
            value = float(value[:-1]) / 100
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise ValueError("a share is written 25% or 0.25, above 0 and at most 1")
    return float(value)


class Weights(Spec):
    """How far weights may be from what is written: every one `within` a share of itself, or entirely `free`.

    `within` draws each weight uniformly between the two ends. `free: simplex` draws the weights of siblings uniformly
    from all that sum to one; `free: each` draws each uniformly between 0 and 1 before they are scaled to sum to one,
    which keeps closer to equal weights. A weight of 0 stays 0.
    """

    within: Annotated[float, BeforeValidator(_share)] | None = None
    free: Literal["simplex", "each"] | None = None
    levels: tuple[Annotated[int, Field(ge=1)], ...] | None = None
    """The levels whose weights are doubted, 1 being indicators, 2 the pillars that they make; all where not given."""

    @model_validator(mode="after")
    def _one_way(self) -> Weights:
        if (self.within is None) == (self.free is None):
            raise ValueError("weights are doubted within: a share, or free: simplex or each, one of the two")
        return self


Options = tuple[dict[str, Any], ...] | dict[str, tuple[Any, ...]]
"""Alternatives of one step: whole steps in a list, or an option and the list of its values."""


class Doubt(Spec):
    """What may be doubted about a lens; robustness turns it into a distribution over lenses.

    Each entry names a step that the lens has, and lists the alternatives that are drawn in its place, all equally
    likely: the step as written is drawn only where it stands in its list.
    """

    denominate: Options | None = None
    screen: Options | None = None
    impute: Options | None = None
    treat: Options | None = None
    normalise: Options | None = None
    aggregate: Options | None = None
    weights: Weights | None = None
    drop_indicator: bool = False
    """Whether each indicator may be absent."""
    evidence: Literal["conflicts", "intervals"] | None = None
    """conflicts: where sources disagree, any value between the lowest and the highest; intervals: wherever a figure
    has a low and a high end."""

    @property
    def steps(self) -> dict[str, Options]:
        """Step → its alternatives as written, for the steps that are doubted."""
        return {
            name: options
            for name in ("denominate", "screen", "impute", "treat", "normalise", "aggregate")
            if (options := getattr(self, name)) is not None
        }


def alternatives(doubt: Doubt, steps: Sequence[Step]) -> dict[str, tuple[Step, ...]]:
    """Step → the typed alternatives to it, for every step that `doubt` names.

    Raises ValueError where the lens lacks the step or has it twice, or where the step cannot read an alternative.
    """
    return {name: _alternatives(name, options, steps) for name, options in doubt.steps.items()}


def _alternatives(name: str, options: Options, steps: Sequence[Step]) -> tuple[Step, ...]:
    own = [step for step in steps if step.do == name]
    if len(own) != 1:
        found = "does not have" if not own else f"has {len(own)} times"
        raise ValueError(f"doubt names the step {name!r}, which the lens {found}: it has {_said(steps)}")
    if isinstance(options, Mapping):
        written = own[0].model_dump(by_alias=True)
        listed = [{**written, kebab(key): value} for key, values in options.items() for value in values]
    else:
        listed = [{"do": name, **alternative} for alternative in options]
    if not listed:
        raise ValueError(f"doubt, {name}: no alternative is given")
    if other := next((one["do"] for one in listed if one["do"] != name), None):
        raise ValueError(f"doubt, {name}: {{do: {other}}} is another step: an alternative takes the place of {name}")
    return tuple(_step(name, alternative) for alternative in listed)


def _step(name: str, alternative: Mapping[str, Any]) -> Step:
    try:
        return TypeAdapter[Step](Step).validate_python(alternative)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"][1:])
        raise ValueError(
            f"doubt, {name}{', ' + key if key else ''}: {first['msg'].removeprefix('Value error, ')}"
        ) from None


def _said(steps: Sequence[Step]) -> str:
    return ", ".join(step.do for step in steps)
