"""Edit words: the names and units that an edit may set, known to the catalogue or standing in the document."""

from __future__ import annotations

from collections.abc import Mapping

from theodolite.core.catalog import Catalog
from theodolite.core.entity import fold
from theodolite.core.nearest import nearest
from theodolite.core.unit import UnitClass
from theodolite.errors import ReviewError, UnknownNameError
from theodolite.evidence.unfit import NOUNS
from theodolite.reading.claim import Claim
from theodolite.reading.quantities.lexicon import lexicon
from theodolite.reading.subjects.names import names_of

GRAMMAR_UNITS: Mapping[str, UnitClass] = {
    "ratio": "ratio", "calendar_year": "date", "percentage_points": "percent", "percent": "percent", "rank": "rank",
}  # fmt: skip
"""The units that the grammar gives of itself, whatever a catalogue lists."""


def names(typed: str, text: str, catalog: Catalog) -> str | None:
    """Names joined by `;`, each as a claim holds it; None where there is none.

    A name that the catalogue knows becomes its code, id or plain name; another one stays as it is where it stands in
    `text`. Raises UnknownNameError with the nearest names on the first that neither knows.
    """
    several = [name.strip() for name in typed.split(";") if name.strip()]
    return ";".join(_named(name, text, catalog) for name in several) or None


def check_unit(claim: Claim, text: str, catalog: Catalog) -> None:
    """Raise ReviewError unless a claim's unit is one of its class: for counts, too, a noun that stands in `text`."""
    unit, own = claim.unit, claim.unit_class
    units = known_units(catalog)
    if own in units.get(unit, ()):
        return
    if own == "count" and unit not in units and (unit in NOUNS or _stands(unit, text)):
        return
    near = nearest(unit, [name for name, classes in units.items() if own in classes])
    if unit in units:
        raise ReviewError(
            f"the unit {unit!r} is of the class {' or '.join(sorted(units[unit]))}, and not {own}",
            expected=f"a unit of the class {own}",
            next_step=f"--set unit_class={min(units[unit])} with it",
        )
    if own == "count":
        raise ReviewError(
            f"the unit {unit!r} does not stand in the document",
            expected=f"the noun that is counted, as the document has it, or {' or '.join(NOUNS)}",
            next_step="--set unit_class=… with it where nothing is counted",
        )
    raise ReviewError(
        f"no unit of the class {own} is called {unit!r}",
        expected=f"did you mean {' or '.join(near)}?"
        if near
        else "a unit of the catalogue, or one that texts are read by",
    )


def known_units(catalog: Catalog) -> dict[str, set[UnitClass]]:
    """Every unit of the catalogue, of the words of measure that texts are read by, and of the grammar: its classes."""
    read, found = lexicon(), dict[str, set[UnitClass]]()
    for code, unit in catalog.units.items():
        found.setdefault(code, set()).add(unit.class_)
    for unit, measured in read.measures.values():
        found.setdefault(unit, set()).add(measured.class_)
    for code in read.money.values():
        found.setdefault(code, set()).add("money")
    for code, kind in GRAMMAR_UNITS.items():
        found.setdefault(code, set()).add(kind)
    return found


def _named(name: str, text: str, catalog: Catalog) -> str:
    if (code := catalog.economies.find(name)) is not None:
        return code
    if name in catalog.entities or name in catalog.regions:
        return name
    said = names_of(catalog).by_text.get(name)
    if said is not None and said.entity is not None:
        return said.entity
    if _stands(name, text):
        return name
    try:
        return catalog.economies.resolve(name)
    except UnknownNameError as error:
        known = "a name that the catalogue knows, or one that stands in the document"
        raise UnknownNameError(error.kind, name, error.near, next_step=known) from None


def _stands(words: str, text: str) -> bool:
    """Whether `words` stand in a text as whole words, whatever their case; a number alone is none."""
    sought = fold(words)
    return any(sign.isalpha() for sign in sought) and f" {sought} " in f" {fold(text)} "
