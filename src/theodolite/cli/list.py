"""`theodolite list`: the names that other verbs take, with title, unit and coverage."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.cli.options import Given, print_json, verb

if TYPE_CHECKING:
    from theodolite.evidence.ledger import Ledger

Rows = list[dict[str, Any]]


class Kind(StrEnum):
    """What can be listed."""

    lenses = "lenses"
    indicators = "indicators"
    sources = "sources"
    systems = "systems"
    economies = "economies"
    scenarios = "scenarios"
    assumptions = "assumptions"
    sitings = "sitings"


@verb
def list_names(
    given: Given,
    kind: Annotated[Kind, typer.Argument(help="What to list.")],
) -> None:
    """List the lenses, indicators, sources, published systems, economies, scenarios, assumptions or sitings."""
    rows = _LISTS[kind.value](given.open_ledger())
    if given.json:
        print_json({kind.value: rows})
        return
    widths = {key: max(len(_shown(row[key])) for row in rows) for key in rows[0]} if rows else {}
    for row in rows:
        print("  ".join(_shown(value).ljust(widths[key]) for key, value in row.items()).rstrip())


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _lenses(ledger: Ledger) -> Rows:
    from theodolite.index.gather import sources_to_pull
    from theodolite.index.lens import lenses

    held = set(ledger.rows["indicator"].unique())
    return [
        {
            "id": id,
            "title": lens.title,
            "question": lens.question,
            "indicators": len(lens.indicators),
            "replicates": lens.replicates,
            "weights": lens.weights,
            "to_pull": sources_to_pull(ledger, set(lens.indicators) - held),
        }
        for id, lens in lenses(ledger.catalog).items()
    ]


def _systems(ledger: Ledger) -> Rows:
    from theodolite.index.published.system import lens_of, systems

    found = [(system, lens_of(system, ledger.catalog)) for system in systems(ledger.catalog).values()]
    return [
        {
            "id": system.id,
            "title": system.title,
            "producer": system.producer,
            "period": system.period,
            "measures": system.measures,
            "covers": system.covers,
            "lens": lens.id if lens else None,
        }
        for system, lens in found
    ]


def _indicators(ledger: Ledger) -> Rows:
    covered = _coverage(ledger, "indicator", "entity")
    return [
        {
            "id": id,
            "title": indicator.title,
            "pillar": indicator.pillar,
            "unit": indicator.unit,
            "entities": covered.get(id, (0, None, None))[0],
            "first_year": covered.get(id, (0, None, None))[1],
            "last_year": covered.get(id, (0, None, None))[2],
        }
        for id, indicator in ledger.catalog.indicators.items()
    ]


def _sources(ledger: Ledger) -> Rows:
    return [
        {
            "id": id,
            "title": source.title,
            "producer": source.producer,
            "published": source.published.isoformat(),
            "ships": source.ships,
        }
        for id, source in ledger.catalog.sources.items()
    ]


def _economies(ledger: Ledger) -> Rows:
    economies, covered = ledger.catalog.economies, _coverage(ledger, "entity", "indicator")
    return [
        {"id": code, "title": economies.title(code), "group": code in economies.groups, "indicators": covered[code][0]}
        for code in sorted(economies.titles)
        if code in covered
    ]


def _scenarios(ledger: Ledger) -> Rows:
    from theodolite.scenarios.scenario import load_scenario
    from theodolite.scenarios.side_by_side import ordered, scenario_entries

    found = [load_scenario(ledger.catalog, name) for name in ordered(scenario_entries(ledger.catalog))]
    return [
        {
            "id": one.id,
            "title": one.title,
            "about": one.about,
            "years": f"{one.years.from_}–{one.years.to}",
            "inherits": next(iter(one.lineage), None),
            "question": one.question,
        }
        for one in found
    ]


def _assumptions(ledger: Ledger) -> Rows:
    from theodolite.scenarios.assumption import assumptions

    return [
        {
            "id": id,
            "title": one.title,
            "unit": one.unit,
            "sides": len(one.sides),
            "illustrative": one.illustrative,
            "about": sorted({code for side in one.sides for code in side.for_ or ("any",)}),
        }
        for id, one in assumptions(ledger.catalog).items()
    ]


def _sitings(ledger: Ledger) -> Rows:
    from theodolite.scenarios.siting.siting import load_siting

    known = [load_siting(id, ledger.catalog) for id in ledger.catalog.files("sitings", ".yaml")]
    return [{"id": one.id, "title": one.title, "country": one.country, "hubs": len(one.hubs)} for one in known]


def _coverage(ledger: Ledger, by: str, of: str) -> dict[str, tuple[int, int, int]]:
    """For each value of the column `by`: how many values of `of` it has, and its first and last year."""
    import polars as pl

    counted = ledger.rows.group_by(by).agg(
        pl.col(of).n_unique(), pl.col("start").dt.year().min(), pl.col("end").dt.year().max()
    )
    return {name: (count, first, last) for name, count, first, last in counted.iter_rows()}


_LISTS: dict[str, Callable[[Ledger], Rows]] = {
    "lenses": _lenses,
    "indicators": _indicators,
    "sources": _sources,
    "systems": _systems,
    "economies": _economies,
    "scenarios": _scenarios,
    "assumptions": _assumptions,
    "sitings": _sitings,
}
