"""A chip of the user's own: its figures from a YAML file or from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from theodolite.core.prose import shown
from theodolite.core.spec import Spec, load_spec
from theodolite.errors import TheodoliteError
from theodolite.scenarios.controls.chip import Chip
from theodolite.scenarios.controls.figure import (
    BANDWIDTH,
    DATA_CENTRE,
    DENSITY,
    INTERCONNECT,
    MEMORY_DENSITY,
    TPP,
    Figure,
    performance,
    quotient,
)

OWN = "chip/own"


class Rate(Spec):
    """The dense rate of a chip in one number format."""

    tops: float = Field(gt=0)
    """Operations in 10^12 a second, a multiply-accumulate counted twice, without sparsity."""
    bits: int = Field(gt=0)
    """The length of the operation."""


class OwnChip(Spec):
    """A chip, or memory, of the user's own; what is left out is not known."""

    title: str = "your chip"
    about: Literal["processor", "memory"] = "processor"
    rates: tuple[Rate, ...] = ()
    die: float | None = Field(default=None, gt=0)
    """Area of the logic dies of a non-planar process, in mm²."""
    interconnect: float | None = Field(default=None, ge=0)
    """To and from other chips, both directions together, in GB/s."""
    memory_bandwidth: float | None = Field(default=None, ge=0)
    """In GB/s."""
    package: float | None = Field(default=None, gt=0)
    """Of memory: area of the package or stack, in mm²."""
    data_centre: bool | None = None
    """Whether it is designed or marketed for data centres."""

    @property
    def chip(self) -> Chip:
        """The chip with the figures that rules test."""
        return Chip(OWN, self.title, {one.name: one for one in self._figures()}, self.about)

    def _figures(self) -> list[Figure]:
        found: list[Figure] = []
        if (made := performance((rate.tops, rate.bits) for rate in self.rates)) is not None:
            value, tops, bits = made
            found.append(_given(TPP, value, f"{bits} bits × {shown(tops)} TOPS"))
            if self.die is not None:
                area = (self.die, self.die, self.die)
                found.append(quotient(DENSITY, found[0], area, (), f"over a die of {shown(self.die)} mm²"))
        if self.interconnect is not None:
            found.append(_given(INTERCONNECT, self.interconnect))
        if self.memory_bandwidth is not None:
            found.append(band := _given(BANDWIDTH, self.memory_bandwidth))
            if self.package is not None:
                area = (self.package, self.package, self.package)
                found.append(quotient(MEMORY_DENSITY, band, area, (), f"over {shown(self.package)} mm²"))
        if self.data_centre is not None:
            found.append(_given(DATA_CENTRE, float(self.data_centre)))
        return found


def _given(name: str, value: float, how: str = "as you say") -> Figure:
    return Figure(name, value, value, value, how)


def read_own(path: Path) -> Chip:
    """The chip that a YAML file tells of; raises SpecError with file and line."""
    return load_spec(path, OwnChip).chip


def own_chip(
    tops: float | None = None,
    bits: int | None = None,
    die: float | None = None,
    interconnect: float | None = None,
    memory_bandwidth: float | None = None,
    data_centre: bool | None = None,
) -> Chip:
    """A chip of one rate in one number format; raises TheodoliteError on half a rate and on figures below zero."""
    if (tops is None) != (bits is None):
        raise TheodoliteError(
            "a rate is told by its operations a second and their length", expected="--tops 296 --bits 8, both"
        )
    rates = () if tops is None else ({"tops": tops, "bits": bits},)
    said = {
        "rates": rates, "die": die, "interconnect": interconnect, "memory-bandwidth": memory_bandwidth,
        "data-centre": data_centre,
    }  # fmt: skip
    return _checked(lambda: OwnChip.model_validate(said, by_alias=True, by_name=False)).chip


def _checked(make: Callable[[], OwnChip]) -> OwnChip:
    try:
        return make()
    except ValidationError as error:
        first = error.errors()[0]
        name = first["loc"][-1]
        raise TheodoliteError(f"{first['input']!r} is not a fit --{name}", expected=first["msg"]) from None
