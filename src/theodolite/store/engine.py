"""How a workspace's database is reached: SQLite or PostgreSQL, one writer at a time, and errors a user can read."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sql
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from theodolite.errors import WorkspaceError
from theodolite.store.location import is_address

PATIENCE = 30
"""Seconds that a writer waits for another one before it gives up."""

ONE_WRITER = 0x7E0D0117
"""The key of the advisory lock that one writer at a time holds in PostgreSQL, where SQLite has BEGIN IMMEDIATE."""

_BEGIN = "theodolite_begin"
"""The execution option that says how SQLite begins: a reader, a writer, or no transaction at all."""


def make_engine(place: str) -> sql.Engine:
    """The engine for the file or database address `place`; nothing is opened yet.

    Raises WorkspaceError on an address that is not understood, and on a database that is neither SQLite nor PostgreSQL.
    """
    try:
        address = sql.make_url(place) if is_address(place) else _file(place)
        patient = {"timeout": PATIENCE} if address.get_backend_name() == "sqlite" else {}
        engine = sql.create_engine(address, poolclass=sql.NullPool, connect_args=patient)
    except (ArgumentError, ModuleNotFoundError, SQLAlchemyError) as error:
        raise WorkspaceError(
            f"the workspace's address is not understood: {' '.join(str(error).split())[:120]}",
            expected="a file, or an address such as postgresql+psycopg://user@host/name",
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", _begin)
    in_memory = engine.dialect.name == "sqlite" and engine.url.database in (None, "", ":memory:")
    if in_memory or engine.dialect.name not in ("sqlite", "postgresql"):
        raise WorkspaceError(
            f"a workspace cannot lie in {'memory' if in_memory else engine.dialect.name}",
            where=engine.url.render_as_string(),
            expected="a SQLite file, or an address such as postgresql+psycopg://user@host/name",
        )
    return engine


def _file(place: str) -> sql.URL:
    """The address of a SQLite file; of one that lies where the user may not write and nobody does, to be read as it is.

    SQLite reads a file with a write-ahead log only where it can make one, which on a read-only medium it cannot.
    """
    path = Path(place)
    held = path.exists() and not os.access(path, os.W_OK) and not os.access(path.parent, os.W_OK)
    if held and not Path(f"{path}-wal").exists():
        as_it_is = {"immutable": "1", "uri": "true"}
        return sql.URL.create("sqlite", database=f"file:{quote(str(path.resolve()))}", query=as_it_is)
    return sql.URL.create("sqlite", database=place)


@contextmanager
def transaction(engine: sql.Engine, *, writing: bool) -> Generator[sql.Connection]:
    """A transaction that is kept whole or not at all; of those that write, one at a time.

    A writer waits up to PATIENCE seconds for another. Raises WorkspaceError for whatever the database refuses.
    """
    try:
        begin = "BEGIN IMMEDIATE" if writing else "BEGIN"
        with engine.execution_options(**{_BEGIN: begin}).begin() as connection:
            if writing and engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")
            yield connection
    except SQLAlchemyError as error:
        raise refused(engine, error) from None


def write_ahead(engine: sql.Engine) -> None:
    """Let readers of a SQLite file go on while somebody writes (a write-ahead log): once, for it stays in the file."""
    if engine.dialect.name == "sqlite":
        try:
            with engine.execution_options(**{_BEGIN: None}).connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        except SQLAlchemyError as error:
            if not _busy(error):
                raise refused(engine, error) from None


def refused(engine: sql.Engine, error: SQLAlchemyError) -> WorkspaceError:
    """What a database said, as an error of ours; a password is never in it."""
    said = " ".join(str(getattr(error, "orig", None) or error).split())[:160]
    where = engine.url.render_as_string()
    if _busy(error):
        return WorkspaceError(
            f"the workspace is busy: somebody has been writing to it for {PATIENCE} seconds",
            where=where,
            next_step="try again; nothing of this was written",
        )
    return WorkspaceError(
        f"the workspace cannot be used: {said}",
        where=where,
        expected="a database file that theodolite has made, or a database that can be reached",
        next_step="name another with --workspace",
    )


def _busy(error: SQLAlchemyError) -> bool:
    said = str(getattr(error, "orig", None) or "")
    return "database is locked" in said or "lock timeout" in said


def _leave_transactions_to_us(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: sql.Connection) -> None:
    if begin := connection.get_execution_options().get(_BEGIN):
        connection.exec_driver_sql(begin)
