"""What the ledger holds of a chip, made into the figures that rules test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from theodolite.core.catalog import Catalog
from theodolite.core.prose import shown
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.reconcile import reconcile
from theodolite.scenarios.controls.figure import (
    BANDWIDTH,
    DATA_CENTRE,
    DENSITY,
    HELD_AS,
    INTERCONNECT,
    TPP,
    Figure,
    NumberFormat,
    formats,
    performance,
    quotient,
)
from theodolite.scenarios.controls.product_line import ProductLine, line_of, product_lines

DIE, REPORTED = HELD_AS[DENSITY]
(PUBLISHED,) = HELD_AS[TPP]


@dataclass(frozen=True)
class Chip:
    """A chip, or memory, with those of its figures that are known, by name."""

    id: str
    title: str
    figures: Mapping[str, Figure] = field(default_factory=dict[str, Figure])
    about: str = "processor"


@dataclass(frozen=True)
class Said:
    """What sources say of one indicator of a chip: the value used, the interval they span, and their ids."""

    value: float
    low: float
    high: float
    sources: tuple[str, ...]


def chips(ledger: Ledger, ids: Iterable[str] | None = None) -> dict[str, Chip]:
    """The chips `ids` (None: all of which the ledger holds a figure) with their figures, sorted by id.

    Total processing performance is the largest of what the rates in the ledger make and what the publisher printed;
    density is made of the die where its area is known, and is the reported one elsewhere. What is not known is absent.
    """
    catalog, ids = ledger.catalog, None if ids is None else list(ids)
    known, bits, lines = _said(ledger, ids), formats(catalog), product_lines(catalog)
    return {
        id: Chip(id, catalog.title(id), _figures(id, known.get(id, {}), bits, lines))
        for id in sorted(known if ids is None else ids)
    }


def _said(ledger: Ledger, ids: Iterable[str] | None) -> dict[str, dict[str, Said]]:
    """Chip → indicator → what is said of it, whatever the day: a chip's make does not change after its release."""
    wanted = [*formats(ledger.catalog), *{one for names in HELD_AS.values() for one in names}]
    rows = reconcile(ledger, [id for id in wanted if id in ledger.catalog.indicators])
    rows = rows if ids is None else rows.filter(pl.col("entity").is_in(list(ids)))
    rows = rows.join(ledger.rows.select("row", "tier"), on="row", how="left")
    rows = rows.sort(pl.col("tier") != "primary", -pl.col("published").dt.epoch("d"), "source", "period")
    found: dict[str, dict[str, Said]] = {}
    for (entity, indicator), group in rows.group_by("entity", "indicator", maintain_order=True):
        values = group["value"]
        low, high = (pl.concat([values, group[name].drop_nulls()]) for name in ("low", "high"))
        ids = sorted(set(group["source"] + "-" + group["edition"]))
        said = Said(float(values[0]), float(low.min()), float(high.max()), tuple(ids))  # type: ignore[arg-type]
        found.setdefault(str(entity), {})[str(indicator)] = said
    return found


def _figures(
    id: str, known: Mapping[str, Said], bits: Mapping[str, NumberFormat], lines: Mapping[str, ProductLine]
) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    if (computed := _performance(known, bits)) is not None:
        found[TPP] = computed
    if computed is not None and (die := known.get(DIE)) is not None:
        how = f"over a die of {shown(die.value)} mm²"
        found[DENSITY] = quotient(DENSITY, computed, (die.value, die.low, die.high), die.sources, how)
    elif (reported := known.get(REPORTED)) is not None:
        found[DENSITY] = Figure(DENSITY, reported.value, reported.low, reported.high, "as reported", reported.sources)
    for name in (INTERCONNECT, BANDWIDTH):
        if (said := known.get(HELD_AS[name][0])) is not None:
            found[name] = Figure(name, said.value, said.low, said.high, "", said.sources)
    if (line := line_of(id, lines)) is not None:
        value = float(line.data_centre)
        found[DATA_CENTRE] = Figure(DATA_CENTRE, value, value, value, f"{line.title}: {line.after.title}")
    return found


def _performance(known: Mapping[str, Said], bits: Mapping[str, NumberFormat]) -> Figure | None:
    made = performance((known[one].value, bits[one].bits) for one in bits if one in known)
    printed = known.get(PUBLISHED)
    if made is None and printed is None:
        return None
    if made is None or (printed is not None and printed.value > made[0]):
        assert printed is not None
        return Figure(TPP, printed.value, printed.value, printed.value, "as the publisher computes it", printed.sources)
    value, rate, length = made
    origin = {source for one in bits if one in known for source in known[one].sources if known[one].value == rate}
    return Figure(TPP, value, value, value, f"{length} bits × {shown(rate)} TOPS", tuple(sorted(origin)))


def known_chips(catalog: Catalog) -> list[str]:
    """The ids of all chips that a table of entities names, sorted."""
    return sorted(id for id in catalog.entities if id.startswith("chip/"))
