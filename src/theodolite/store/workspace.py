"""The workspace: a database of what a user or team has pulled, read and reviewed, in a SQLite file or PostgreSQL."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import sqlalchemy as sql

from theodolite.core.observation import COLUMNS, schema
from theodolite.core.source import split_source_id
from theodolite.errors import WorkspaceError
from theodolite.store.engine import make_engine, transaction
from theodolite.store.layout import OBSERVATIONS, SNAPSHOTS
from theodolite.store.location import is_address
from theodolite.store.migrate import migrate
from theodolite.store.rows import Copy


@dataclass(frozen=True)
class Workspace:
    """What one user or team has pulled, read and reviewed; `documents` and `reviews` hold the verbs for the latter."""

    engine: sql.Engine

    def replace(self, pulled: Mapping[str, pl.DataFrame], copies: Iterable[Copy]) -> None:
        """Put the observations of each edition (id → its rows, or none) and `copies` in the place of all it had before.

        All of it or nothing: an error or interrupt leaves the workspace as it was.
        """
        known = [copy._asdict() for copy in copies]
        with self.begin(writing=True) as connection:
            for id, observations in pulled.items():
                work, edition = split_source_id(id)
                same = (OBSERVATIONS.c.source == work) & (OBSERVATIONS.c.edition == edition)
                connection.execute(OBSERVATIONS.delete().where(same))
                connection.execute(SNAPSHOTS.delete().where(SNAPSHOTS.c.source == id))
                if len(observations):
                    connection.execute(OBSERVATIONS.insert(), observations.select(COLUMNS).to_dicts())
            if known:
                connection.execute(SNAPSHOTS.insert(), known)

    def observations(self) -> pl.DataFrame:
        """Every pulled observation, sorted; columns and types are `core.observation.schema()`."""
        order = ("source", "edition", "indicator", "entity", "period", "locator", "status")
        chosen = sql.select(*(OBSERVATIONS.c[name] for name in COLUMNS))
        with self.begin() as connection:
            rows = connection.execute(chosen).all()
        try:
            return pl.DataFrame(list(map(tuple, rows)), schema=schema(), orient="row").sort(order)
        except (TypeError, pl.exceptions.PolarsError) as error:
            raise WorkspaceError(
                f"the workspace holds what is no observation: {' '.join(str(error).split())[:160]}",
                where=self.engine.url.render_as_string(),
                next_step="pull again into another workspace",
            ) from None

    def copies(self) -> list[Copy]:
        """Every copy of a publisher's file that was pulled, sorted by source and name."""
        with self.begin() as connection:
            return sorted(Copy(*row) for row in connection.execute(sql.select(SNAPSHOTS)))

    @contextmanager
    def begin(self, *, writing: bool = False) -> Generator[sql.Connection]:
        """A transaction: all of it is kept, or nothing where an error or interrupt ends it.

        Of those that are `writing`, one runs at a time, and what it reads is not changed by another before it ends.
        """
        with transaction(self.engine, writing=writing) as connection:
            yield connection


def open_workspace(place: str) -> Workspace:
    """The workspace in the file or at the address `place`, made if it is not there yet, and brought to today's tables.

    Raises WorkspaceError where it cannot be reached, is no database, or was made by a newer version.
    """
    if not is_address(place):
        _make_folder(Path(place).parent)
    engine = make_engine(place)
    migrate(engine)
    return Workspace(engine)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(f"the workspace's folder cannot be made: {error.strerror}", where=str(folder)) from None
