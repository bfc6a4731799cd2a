"""A study: data of the user's own as a catalogue and a ledger in memory, and a lens to see them through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import Field, ValidationError

from theodolite.core.catalog import Catalog
from theodolite.core.entity import slug
from theodolite.core.indicator import Indicator
from theodolite.core.observation import schema
from theodolite.core.period import UNDATED, parse_period
from theodolite.core.reference import Reference
from theodolite.core.source import OwnSource, Provides, SourceFile, split_source_id
from theodolite.core.spec import Spec, load_spec, read_text
from theodolite.core.spec_error import explain_error, line_of
from theodolite.core.unit import Unit
from theodolite.errors import PlanError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.own_table import Table
from theodolite.index.aggregate import Aggregate
from theodolite.index.denominate import OWN, Denominate
from theodolite.index.doubt import Doubt, alternatives
from theodolite.index.framework import Taken, leaves
from theodolite.index.lens import Lens, load_lens
from theodolite.index.normalise import Normalise
from theodolite.index.own.data import Data
from theodolite.index.own.meta import Entry, Meta
from theodolite.index.step import Step

PLAIN: tuple[Step, ...] = (
    Normalise.model_validate({"how": "min-max", "to": [0, 100]}),
    Aggregate.model_validate({"indicators": "arithmetic", "pillars": "arithmetic", "missing": "re-weight"}),
)
"""The steps where no lens is named: COINr's defaults, which take the mean of what is there."""

COUNT = "count"
"""The unit of an indicator whose unit is not stated."""


class Steps(Spec):
    """A lens as far as data of one's own need it: what it says of itself, the steps, the periods and the doubt.

    Its framework and its rule of economies are not read, and a caveat says so.
    """

    id: str
    file: Path | None = None
    """The file in which they stand, if they stand in one."""
    title: str = ""
    question: str = ""
    after: object = None
    framework: object = None
    economies: object = None
    caveats: tuple[str, ...] = ()
    period: Taken = Taken()
    steps: tuple[Step, ...] = Field(min_length=1)
    doubt: Doubt | None = None


@dataclass(frozen=True, eq=False)
class Study:
    """Evidence of the user's own and the lens that it is seen through: what every analysis takes."""

    ledger: Ledger
    lens: Lens


Given = Steps | Lens | str | Path | Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
"""How a caller may say what is done with own data: a lens, its name or YAML file, the keys of such a file as a mapping,
or its steps alone as a list."""


def load_steps(name: str | Path, catalog: Catalog) -> Steps | Lens:
    """The lens called `name` in the catalogue, or what data of one's own need of the one in the YAML file `name`."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return load_spec(path, Steps, id=path.stem, file=path)
    return load_lens(name, catalog)


def as_steps(given: Given) -> Steps | Lens | None:
    """What a caller gave, read; raises PlanError where a mapping or a list of steps is no lens."""
    if given is None or isinstance(given, Steps | Lens):
        return given
    if isinstance(given, str | Path):
        return load_steps(given, Catalog.open())
    keys = dict(given) if isinstance(given, Mapping) else {"steps": [dict(step) for step in given]}
    try:
        return Steps.model_validate({"id": "own", **keys}, by_alias=True)
    except ValidationError as error:
        told = explain_error(error, Steps, keys, Path("the lens"), "", ())
        raise PlanError(told.what, where="the lens as it was given", expected=told.expected) from None


def study_of(
    data: Data, meta: Meta, table: Table, steps: Steps | Lens | None = None, as_of: date | None = None
) -> Study:
    """The study of `data` as `meta` describes them; the steps, periods and doubt are those of `steps`.

    Without `steps`: min-max to 0–100 and weighted arithmetic means, nothing else. With them, a step that divides
    divides each indicator by its own Denominator. `as_of` ends the periods that are looked at. Raises PlanError where
    the steps do not fit the data.
    """
    source, lens = _source(data, table, as_of), _lens(meta, table, steps)
    catalog = Catalog.of(
        indicators=[_indicator(entry) for kind in ("Indicator", "Denominator") for entry in meta.of_type(kind)],
        sources=[source],
        units={
            unit: Unit(title=unit, class_="other") for unit in {COUNT, *(e.unit for e in meta.entries.values())} if unit
        },
        economies=data.names,
        groups=data.groups,
        lenses={lens.id: lens},
    )
    return Study(Ledger.of(catalog, _observations(data, catalog, source), as_of), lens)


def _indicator(entry: Entry) -> Indicator:
    return Indicator(
        id=entry.code,
        title=entry.title,
        unit=entry.unit or COUNT,
        direction="less" if entry.direction == -1 else "more",
        kind="stock",
        missing_means="unknown",
        definition=f"{entry.title}, as the user's own data have it.",
        denominators=(entry.denominator,) if entry.denominator else (),
    )


def _source(data: Data, table: Table, as_of: date | None) -> OwnSource:
    last = max((parse_period(figure.period) for figure in data.figures), key=lambda period: period.end)
    edition = UNDATED if last.text == UNDATED else str(last.year)
    known = last.end if as_of is None else min(last.end, as_of)
    try:
        id = f"own/{slug(Path(table.name).stem)}-{edition}"
    except UnknownNameError:
        id = f"own/data-{edition}"
    return OwnSource(
        id=id,
        title=table.name,
        producer="the user",
        published=known,
        accessed=known,
        citation=table.name,
        files=(SourceFile(name=table.name, hash=table.hash),) if table.hash else (),
        provides=tuple(
            Provides(indicator=code, reader="own", measure=code)
            for code in sorted({figure.indicator for figure in data.figures})
        ),
    )


def _observations(data: Data, catalog: Catalog, source: OwnSource) -> pl.DataFrame:
    work, edition = split_source_id(source.id)
    columns = {
        "entity": [figure.entity for figure in data.figures],
        "indicator": [figure.indicator for figure in data.figures],
        "period": [figure.period for figure in data.figures],
        "value": [figure.value for figure in data.figures],
        "unit": [catalog.indicators[figure.indicator].unit for figure in data.figures],
        "locator": [figure.locator for figure in data.figures],
        "file": [figure.file for figure in data.figures],
        "line": [figure.line for figure in data.figures],
    }
    frame = pl.DataFrame(columns).with_columns(
        low=pl.lit(None), high=pl.lit(None), status=pl.lit("A"), note=pl.lit(""), source=pl.lit(work),
        edition=pl.lit(edition),
    )  # fmt: skip
    kinds = {**schema(), "file": pl.String(), "line": pl.UInt32()}
    return frame.select(pl.col(name).cast(kind) for name, kind in kinds.items())


def _lens(meta: Meta, table: Table, steps: Steps | Lens | None) -> Lens:
    carried = _by_own_denominators(steps, meta) if steps else PLAIN
    said = steps if isinstance(steps, Steps) else Steps(id="own", steps=PLAIN)
    try:
        lens = Lens(
            id=steps.id if steps else "own",
            title=said.title or meta.root.title,
            question=said.question or "Where does each stand?",
            after=(
                Reference(title=table.name),
                *([Reference(title=meta.table.name)] if meta.table is not table else []),
            ),
            framework=meta.framework,
            period=steps.period if steps else Taken(),
            steps=carried,
            doubt=steps.doubt if steps else None,
            caveats=(*said.caveats, *_unread(steps)),
        )
    except ValidationError as error:
        raise _misfit(error, meta, steps) from None
    if steps is not None:
        _check_doubt(lens, meta, steps)
    return lens


def _misfit(error: ValidationError, meta: Meta, steps: Steps | Lens | None) -> PlanError:
    """The error for a lens and data that do not fit, at the line of the lens or, where it is not at fault, of iMeta."""
    first = error.errors(include_url=False)[0]
    part = getattr(first.get("ctx", {}).get("error"), "key", None)
    what = f"the steps do not fit the data: {first['msg'].removeprefix('Value error, ')}"
    if steps is None or part is None:
        return PlanError(what, where=meta.table.path, next_step="mend the iMeta")
    return PlanError(what, where=_place(steps, part), next_step="mend the lens")


def _place(steps: Steps | Lens, part: str) -> str:
    """Where a part of the lens stands: file and line, or its name where it came from no file of the user's."""
    if isinstance(steps, Lens) or steps.file is None:
        return f"the lens {steps.id!r}, {part}"
    keys = ("steps", len(steps.steps) - 1) if part == "aggregate" else (part,)
    return f"{steps.file}:{line_of(read_text(steps.file), keys)}"


def _unread(steps: Steps | Lens | None) -> list[str]:
    """What a lens says and data of one's own do not take from it; every lens of ours has a framework."""
    told: list[str] = []
    if isinstance(steps, Steps) and steps.framework is not None:
        told.append("the framework: of the lens is not read: pillars, weights and goalposts are those of iMeta")
    if steps and steps.economies is not None:
        told.append("the economies: rule of the lens is not read: all entities of the data are looked at")
    return told


def _by_own_denominators(steps: Steps | Lens, meta: Meta) -> tuple[Step, ...]:
    placed = list(leaves(steps.framework)) if isinstance(steps, Lens) else []
    overridden = any(leaf.denominate not in (None, "none") for leaf in placed)
    divides = [isinstance(step, Denominate) and (step.by != "none" or overridden) for step in steps.steps]
    if any(divides) and not any(entry.denominator for entry in meta.entries.values()):
        raise PlanError(
            "the lens divides, and no indicator has a Denominator",
            where=_place(steps, "steps"),
            expected=f"a column Denominator in {meta.table.path} with the code of a row of the Type Denominator",
            next_step="write {do: denominate, by: none} in the lens",
        )
    return tuple(Denominate(by=OWN) if now else step for step, now in zip(steps.steps, divides, strict=True))


def _check_doubt(lens: Lens, meta: Meta, steps: Steps | Lens) -> None:
    known = ("none", OWN, *(entry.code for entry in meta.of_type("Denominator")))
    for step in alternatives(lens.doubt, lens.steps).get("denominate", ()) if lens.doubt else ():
        if isinstance(step, Denominate) and step.by not in known:
            raise PlanError(
                f"doubt, denominate: no denominator of the data is called {step.by!r}",
                where=_place(steps, "doubt"),
                expected=", ".join(known),
            )
