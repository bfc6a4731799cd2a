"""The appendix: every figure in use with its source, the methods in short, the licences, and how to make it again."""

from __future__ import annotations

import shlex

import polars as pl

from theodolite.briefs.assessment import Assessment
from theodolite.briefs.exhibit import Cell, Table
from theodolite.briefs.first_screen import command
from theodolite.briefs.question import Asked
from theodolite.briefs.used import Used, used
from theodolite.core.observation import STATUSES
from theodolite.core.source import Source
from theodolite.core.spec import kebab
from theodolite.figures.numbers import percent, with_unit
from theodolite.index.lens import Lens
from theodolite.index.method import MethodStep
from theodolite.index.step import Step

STATES = {"none-recorded": "0, none recorded", "unknown": "unknown", "not-taken": "too old for a lens"}


def appendix(asked: Asked) -> Table:
    """Indicator × entity: value, unit, period, status, source and locator of every figure in use."""
    figures = used(asked)
    lines: dict[str, dict[str, list[Used]]] = {}
    for figure in figures:
        lines.setdefault(figure.indicator, {}).setdefault(figure.entity, []).append(figure)
    rows: list[tuple[Cell, ...]] = []
    for id, by_entity in lines.items():
        for k in range(max(len(found) for found in by_entity.values())):
            own = [found[min(k, len(found) - 1)] for found in by_entity.values()]
            rows.append((_title(asked, id, own), *(_figure(asked, figure, [f.value for f in own]) for figure in own)))
    return Table(
        name="numbers",
        caption="Every figure that a lens looks for, as its source gives it. The small number leads to the source.",
        header=("Indicator and unit", *(asked.name(entity) for entity in asked.everyone)),
        rows=tuple(rows),
        frame=pl.DataFrame([_fact(asked, figure) for figure in figures], infer_schema_length=None),
    )


def _title(asked: Asked, id: str, own: list[Used]) -> Cell:
    indicator = asked.catalog.indicators[id]
    lenses = sorted({lens for figure in own for lens in figure.weights})
    unit = asked.catalog.units[indicator.unit]
    about = (indicator.definition, *indicator.caveats)
    return Cell(
        indicator.title,
        small=f"{unit.title} · {asked.pillar_said(asked.pillar_of(id))} · in {', '.join(lenses)}",
        details=about,
    )


def _figure(asked: Asked, figure: Used, row: list[float | None]) -> Cell:
    if not figure.rows:
        return Cell(STATES[figure.state], mark="quiet")
    unit = asked.catalog.units[asked.catalog.indicators[figure.indicator].unit]
    told = [
        figure.period,
        *(["in no lens"] if figure.state == "not-taken" else []),
        *(STATUSES[s].removesuffix(" value") for s in _seen(asked, figure)["status"] if s != "A"),
    ]
    if figure.state == "old":
        told.append("old")
    mark = "old" if figure.state == "old" else "quiet" if figure.state == "not-taken" else ""
    return Cell(with_unit(figure.value, unit, row), figure.rows, mark, ", ".join(dict.fromkeys(told)))


def _seen(asked: Asked, figure: Used) -> dict[str, list[str]]:
    """Column of the ledger → its values over the observations behind a figure."""
    seen = [asked.ledger.at(row) for row in figure.rows]
    return {name: [str(row[name]) for row in seen] for name in ("status", "source", "edition", "locator", "note")}


def _fact(asked: Asked, figure: Used) -> dict[str, object]:
    indicator = asked.catalog.indicators[figure.indicator]
    fact: dict[str, object] = {
        "indicator": figure.indicator, "title": indicator.title, "entity": figure.entity, "value": figure.value,
        "unit": indicator.unit, "period": figure.period, "year": figure.year, "state": figure.state,
        "definition": indicator.definition, "caveats": " ".join(indicator.caveats),
        "lenses": ";".join(f"{lens}={share:.4f}" for lens, share in sorted(figure.weights.items())),
    }  # fmt: skip
    seen = _seen(asked, figure)
    editions = [f"{work}-{edition}" for work, edition in zip(seen.pop("source"), seen.pop("edition"), strict=True)]
    seen |= {"source": editions, "url": [asked.catalog.sources[id].url for id in editions]}
    return fact | {name: " | ".join(dict.fromkeys(values)) for name, values in seen.items()}


def method_rows(asked: Asked) -> tuple[tuple[Lens, str, str], ...]:
    """For each lens its weights and its steps in a line each."""
    return tuple((r.lens, _weights(asked, r.lens), _steps(r.lens)) for r in asked.rankings.values())


def _weights(asked: Asked, lens: Lens) -> str:
    whole = sum(node.weight for node in lens.framework) or 1.0
    return ", ".join(f"{asked.pillar_said(node.pillar)} {percent(node.weight / whole)}" for node in lens.framework)


def _steps(lens: Lens) -> str:
    said: list[str] = []
    for step in lens.steps:
        shown = ", ".join(f"{'' if key == 'how' else f'{key} '}{_option(value)}" for key, value in _chosen(step))
        said.append(f"{step.do} ({shown})" if shown else step.do)
    return " → ".join(said)


def _chosen(step: Step) -> list[tuple[str, object]]:
    """The options of a step that a lens chose: those that are empty or stand at their default are left out."""
    usual: dict[str, object] = {}
    if isinstance(step, MethodStep):
        usual = {kebab(name): field.default for name, field in step.method.options.model_fields.items()}
    options = step.model_dump(by_alias=True, exclude={"do"}, exclude_none=True)
    return [(key, value) for key, value in options.items() if value not in ((), "") and usual.get(key) != value]


def _option(value: object) -> str:
    if isinstance(value, list | tuple):
        return "–".join(map(_option, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def attribution(assessment: Assessment) -> tuple[Source, ...]:
    """Every edition that the answers rest on, for its citation and licence."""
    return tuple(assessment.ledger.catalog.sources[id] for id in assessment.sources)


def remake(assessment: Assessment) -> str:
    """The command that makes this report again."""
    own = assessment.asked.own
    named = [own.lens] if own and own.lens else assessment.through
    lenses = "".join(f" --lens {shlex.quote(str(name))}" for name in named)
    seed = f" --seed {assessment.seed}" if assessment.seed else ""
    return f"{command(assessment.asked)}{lenses}{seed} --out out"
