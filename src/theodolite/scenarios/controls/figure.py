"""The figures that rules test: what each is called, which observations it is made of, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from theodolite.core.catalog import Catalog
from theodolite.core.prose import shown
from theodolite.core.spec import Spec

TPP, DENSITY, DATA_CENTRE = "total-processing-performance", "performance-density", "data-centre"
INTERCONNECT, BANDWIDTH = "interconnect", "memory-bandwidth"
MEMORY_DENSITY = "memory-bandwidth-density"

TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        TPP: ("total processing performance", "TPP"),
        DENSITY: ("performance density", "TPP/mm²"),
        INTERCONNECT: ("interconnect bandwidth", "GB/s"),
        BANDWIDTH: ("memory bandwidth", "GB/s"),
        MEMORY_DENSITY: ("memory bandwidth density", "GB/s/mm²"),
        DATA_CENTRE: ("marketing for data centres", ""),
    }
)
"""Figure → its name in a sentence, and its unit."""

HELD_AS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        TPP: ("chip/total-processing-performance",),
        DENSITY: ("chip/die-size", "chip/performance-density"),
        INTERCONNECT: ("chip/interconnect",),
        BANDWIDTH: ("chip/memory-bandwidth",),
        MEMORY_DENSITY: (),
        DATA_CENTRE: (),
    }
)
"""Figure → the indicators of chips that it is taken from; none: the codelist of product lines, or the user, says it."""


class NumberFormat(Spec):
    """One entry of `codelists/number-formats.yaml`, under the indicator that holds the rate in it."""

    title: str
    bits: int
    """The length of the operation."""


@dataclass(frozen=True)
class Figure:
    """A figure of one chip: its value, the interval that sources span, how it is made, and who says so.

    Of data-centre, 1 is yes and 0 no.
    """

    name: str
    value: float
    low: float
    high: float
    how: str = ""
    sources: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The figure in a sentence, with how it is made and its sources in brackets."""
        title, unit = TITLES[self.name]
        if self.name == DATA_CENTRE:
            text = f"{'for' if self.value else 'not for'} data centres"
        else:
            span = "" if self.low == self.high else f" ({shown(self.low)} to {shown(self.high)} by source)"
            text = f"{title} {shown(self.value)} {unit}{span}"
        told = "; ".join(filter(None, (self.how, ", ".join(self.sources))))
        return f"{text} [{told}]" if told else text


def formats(catalog: Catalog) -> Mapping[str, NumberFormat]:
    """Indicator of a rate → the number format that it is in."""
    return catalog.codelist("number-formats", NumberFormat)


def performance(rates: Iterable[tuple[float, int]]) -> tuple[float, float, int] | None:
    """Total processing performance, with the rate and the bits that make it: the largest TOPS × bits over formats.

    `rates` are (dense TOPS, bits of the operation). TPP = 2 × MacTOPS × bits, and a multiply-accumulate counts twice
    in TOPS, so that TPP = TOPS × bits (ECCN 3A090, technical notes). None where no rate is known.
    """
    return max(((rate * bits, rate, bits) for rate, bits in rates), default=None)


def quotient(name: str, above: Figure, area: tuple[float, float, float], sources: tuple[str, ...], how: str) -> Figure:
    """A figure per square millimetre; the interval is that of numerator and area at their worst."""
    value, low, high = area
    return Figure(
        name, above.value / value, above.low / high, above.high / low, how,
        tuple(sorted({*above.sources, *sources})),
    )  # fmt: skip
