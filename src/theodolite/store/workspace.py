"""The workspace: a database of what the user has pulled, a SQLite file or any address that SQLAlchemy takes."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl
import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from theodolite.core.observation import COLUMNS, NUMBERS, schema
from theodolite.core.source import split_source_id
from theodolite.errors import WorkspaceError
from theodolite.store.location import is_address

SCHEMA = 1
"""The version of the tables below; a workspace of another version is refused."""

_META = sql.MetaData()
_VERSION = sql.Table("version", _META, sql.Column("schema", sql.Integer, nullable=False))
_OBSERVATIONS = sql.Table(
    "observations",
    _META,
    *(
        sql.Column(name, sql.Float if name in NUMBERS else sql.Text, nullable=name in {"low", "high"})
        for name in COLUMNS
    ),
    sql.Index("observations_of_edition", "source", "edition"),
)
_SNAPSHOTS = sql.Table(
    "snapshots",
    _META,
    sql.Column("source", sql.Text, primary_key=True),
    sql.Column("name", sql.Text, primary_key=True),
    sql.Column("hash", sql.Text, nullable=False),
    sql.Column("path", sql.Text, nullable=False),
)


class Copy(NamedTuple):
    """The user's own copy of a publisher's file: the id of its edition, its name there, its hash and where it lies."""

    source: str
    name: str
    hash: str
    path: str


@dataclass(frozen=True)
class Workspace:
    """What one user or team has pulled."""

    engine: sql.Engine

    def replace(self, pulled: Mapping[str, pl.DataFrame], copies: Iterable[Copy]) -> None:
        """Put the observations of each edition (id → its rows, or none) and `copies` in the place of all it had before.

        All of it or nothing: an error or interrupt leaves the workspace as it was.
        """
        known = [copy._asdict() for copy in copies]
        with self.begin() as connection:
            for id, observations in pulled.items():
                work, edition = split_source_id(id)
                same = (_OBSERVATIONS.c.source == work) & (_OBSERVATIONS.c.edition == edition)
                connection.execute(_OBSERVATIONS.delete().where(same))
                connection.execute(_SNAPSHOTS.delete().where(_SNAPSHOTS.c.source == id))
                if len(observations):
                    connection.execute(_OBSERVATIONS.insert(), observations.select(COLUMNS).to_dicts())
            if known:
                connection.execute(_SNAPSHOTS.insert(), known)

    def observations(self) -> pl.DataFrame:
        """Every pulled observation, sorted; columns and types are `core.observation.schema()`."""
        order = ("source", "edition", "indicator", "entity", "period", "locator", "status")
        chosen = sql.select(*(_OBSERVATIONS.c[name] for name in COLUMNS))
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
            return sorted(Copy(*row) for row in connection.execute(sql.select(_SNAPSHOTS)))

    @contextmanager
    def begin(self) -> Generator[sql.Connection]:
        """A transaction: all of it is kept, or nothing where an error or interrupt ends it."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _refused(self.engine, error) from None


def open_workspace(place: str) -> Workspace:
    """The workspace in the file or at the address `place`, made if it is not there yet.

    Raises WorkspaceError where it cannot be reached, is no database, or was made by another version.
    """
    if not is_address(place):
        _make_folder(Path(place).parent)
    try:
        address = sql.make_url(place) if is_address(place) else sql.URL.create("sqlite", database=place)
        engine = sql.create_engine(address, poolclass=sql.NullPool)
    except (ArgumentError, ModuleNotFoundError, SQLAlchemyError) as error:
        raise WorkspaceError(
            f"the workspace's address is not understood: {' '.join(str(error).split())[:120]}",
            expected="a file, or an address such as postgresql+psycopg://user@host/name",
        ) from None
    workspace = Workspace(engine)
    with workspace.begin() as connection:
        _META.create_all(connection)
        version = connection.execute(sql.select(_VERSION.c["schema"])).scalar()
        if version is None:
            connection.execute(_VERSION.insert().values(schema=SCHEMA))
        elif version != SCHEMA:
            raise WorkspaceError(
                f"the workspace has the tables of version {version}",
                where=engine.url.render_as_string(),
                expected=f"version {SCHEMA}",
                next_step="name another workspace with --workspace, and pull again",
            )
    return workspace


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(f"the workspace's folder cannot be made: {error.strerror}", where=str(folder)) from None


def _refused(engine: sql.Engine, error: SQLAlchemyError) -> WorkspaceError:
    said = str(getattr(error, "orig", None) or error)
    return WorkspaceError(
        f"the workspace cannot be used: {' '.join(said.split())[:160]}",
        where=engine.url.render_as_string(),
        expected="a database file that theodolite has made, or a database that can be reached",
        next_step="name another with --workspace",
    )
