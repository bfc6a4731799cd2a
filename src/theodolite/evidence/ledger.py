"""The ledger: every observation of every edition in one table, asked by entity, indicator, period and source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from theodolite.core.catalog import Catalog
from theodolite.core.nearest import nearest
from theodolite.core.period import parse_period
from theodolite.core.source import split_source_id
from theodolite.errors import EvidenceError, UnknownNameError
from theodolite.evidence.admit import admitted, unplaced
from theodolite.store.tables import read_tables

Names = str | Iterable[str] | None


@dataclass(frozen=True)
class Ledger:
    """All observations known at `as_of` (None: all there are), with what their source says of them.

    `rows` has the columns of an observation table and `row` (its number in this ledger), `start` and `end` (first
    and last day of the period), `published` and `tier` (of the edition). A value that is not there is not a row.
    """

    catalog: Catalog
    rows: pl.DataFrame
    as_of: date | None = None

    @classmethod
    def open(cls, catalog: Catalog, as_of: date | None = None, pulled: pl.DataFrame | None = None) -> Ledger:
        """The observations of the catalogue's tables, and `pulled` ones of the user's, as known at `as_of`.

        What was known is what had been published: an edition of a later day is not seen, whatever period it is about.
        Pulled observations take the place of a table of the same edition. Raises EvidenceError where an observation
        names a source that the catalogue does not hold, UnknownNameError where it names such an indicator, and
        TableError where it is not what `admit.admitted` asks of every observation.
        """
        frame = read_tables(catalog.observation_tables().values())
        if pulled is not None:
            others = frame.join(pulled, on=["source", "edition"], how="anti", maintain_order="left")
            frame = pl.concat([others, unplaced(pulled)])
        return cls._of(catalog, frame, as_of)

    @classmethod
    def of(cls, catalog: Catalog, observations: pl.DataFrame, as_of: date | None = None) -> Ledger:
        """A ledger of `observations` in memory, under the same rules as `open`.

        They have the columns of an observation table, and may have `file` and `line`, which errors then name.
        """
        placed = "file" in observations.columns
        return cls._of(catalog, observations if placed else unplaced(observations), as_of)

    @classmethod
    def _of(cls, catalog: Catalog, frame: pl.DataFrame, as_of: date | None) -> Ledger:
        rows = admitted(_sourced(frame, catalog), catalog)
        return cls(catalog, _known(_dated(rows), as_of), as_of)

    @cached_property
    def now(self) -> date:
        """The day up to which we know: the last on which an edition that is known was published, never a later one.

        `as_of` itself where nothing had been published by then.
        """
        last = self.rows["published"].max()
        last = self.as_of if last is None else last
        if not isinstance(last, date):
            raise EvidenceError("the ledger holds no observations", next_step="pull a source, or name a --catalog")
        return last

    @property
    def known(self) -> str | None:
        """`now` as an ISO date; None where undated figures are all there is, of which no day is known."""
        return None if self.now == date.max else self.now.isoformat()

    @cached_property
    def entities(self) -> frozenset[str]:
        """Every entity that has an observation."""
        return frozenset(self.rows["entity"].unique())

    def select(
        self,
        *,
        entity: Names = None,
        indicator: Names = None,
        period: str | None = None,
        source: Names = None,
        tier: str | None = None,
    ) -> pl.DataFrame:
        """The rows that match all that is given; `source` is a work or an edition's id, `period` any overlap.

        Raises UnknownNameError on an indicator or source that nobody has heard of; no match is an empty table.
        """
        wanted: list[pl.Expr] = []
        if entity is not None:
            wanted.append(pl.col("entity").is_in(_names(entity)))
        if indicator is not None:
            names = _checked(_names(indicator), self.catalog.indicators, "indicator")
            wanted.append(pl.col("indicator").is_in(names))
        if source is not None:
            works = {split_source_id(id)[0] for id in self.catalog.sources}
            names = _checked(_names(source), {*works, *self.catalog.sources}, "source")
            edition = pl.col("source") + "-" + pl.col("edition")
            wanted.append(pl.col("source").is_in(names) | edition.is_in(names))
        if tier is not None:
            wanted.append(pl.col("tier") == tier)
        if period is not None:
            span = parse_period(period)
            wanted.append((pl.col("start") <= span.end) & (pl.col("end") >= span.start))
        return self.rows.filter(wanted) if wanted else self.rows

    def at(self, row: int) -> dict[str, object]:
        """One observation by its number in this ledger; raises EvidenceError where there is none."""
        if not 0 <= row < len(self.rows):
            raise EvidenceError(f"the ledger has no row {row}", expected=f"0 to {len(self.rows) - 1}")
        return self.rows.row(row, named=True)


def _names(names: Names) -> list[str]:
    return [names] if isinstance(names, str) else list(names or ())


def _checked(names: list[str], known: Iterable[str], kind: str) -> list[str]:
    known = frozenset(known)
    for name in names:
        if name not in known:
            raise UnknownNameError(kind, name, nearest(name, known))
    return names


def _sourced(frame: pl.DataFrame, catalog: Catalog) -> pl.DataFrame:
    used = frame.select("source", "edition").unique().sort("source", "edition")
    facts: list[tuple[str, str, date, str]] = []
    for work, edition in used.iter_rows():
        id = f"{work}-{edition}"
        if id not in catalog.sources:
            raise EvidenceError(
                f"observations name the source {id!r}, which is not in the catalogue",
                expected="a file sources/" + id + ".yaml",
                next_step="name the catalogue that describes it with --catalog, or another --workspace",
            )
        source = catalog.sources[id]
        facts.append((work, edition, source.published, source.tier))
    about = pl.DataFrame(
        facts,
        schema={"source": pl.String, "edition": pl.String, "published": pl.Date, "tier": pl.String},
        orient="row",
    )
    return frame.join(about, on=["source", "edition"], how="left", maintain_order="left")


def _dated(frame: pl.DataFrame) -> pl.DataFrame:
    spans = [(text, p.start, p.end) for text in frame["period"].unique().sort() for p in (parse_period(text),)]
    bounds = pl.DataFrame(spans, schema={"period": pl.String, "start": pl.Date, "end": pl.Date}, orient="row")
    return frame.join(bounds, on="period", how="left", maintain_order="left")


def _known(frame: pl.DataFrame, as_of: date | None) -> pl.DataFrame:
    if as_of is not None:
        frame = frame.filter(pl.col("published") <= as_of)
    return frame.with_row_index("row")
