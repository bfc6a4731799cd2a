"""Product lines: whether a chip is marketed for data centres, by the words of its name."""

from __future__ import annotations

from collections.abc import Mapping

from theodolite.core.catalog import Catalog
from theodolite.core.reference import Reference
from theodolite.core.spec import Spec


class ProductLine(Spec):
    """One entry of `codelists/product-lines.yaml`, under the words that the ids of its chips hold."""

    title: str
    data_centre: bool
    """Whether it is designed or marketed for data centres."""
    after: Reference
    """Who says so."""


class Family(Spec):
    """One entry of `codelists/chip-families.yaml`, under a name that several chips share."""

    stands_for: str
    """The chip that is meant where the name alone is said."""


def product_lines(catalog: Catalog) -> Mapping[str, ProductLine]:
    """Every product line by the words of its chips' ids."""
    return catalog.codelist("product-lines", ProductLine)


def families(catalog: Catalog) -> Mapping[str, Family]:
    """Every family of chips by its name as an id: a100, h100."""
    return catalog.codelist("chip-families", Family)


def line_of(id: str, lines: Mapping[str, ProductLine]) -> ProductLine | None:
    """The product line of a chip: of those whose words stand in its id, that with most letters; None where none does.

    A chip of no known line is not thereby one for the desk: whether it is for data centres is not known.
    """
    held = [words for words in lines if holds_words(id, words)]
    return lines[max(held, key=len)] if held else None


def holds_words(id: str, words: str) -> bool:
    """Whether whole words stand one after another in an id: `a100` in nvidia-a100-pcie, not in nvidia-a1000."""
    return f"-{words}-" in f"-{id.rpartition('/')[2]}-"
