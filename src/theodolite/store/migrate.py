"""Migrations: a workspace that an earlier version made is brought to the tables of today, in one transaction."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sql

from theodolite.errors import WorkspaceError
from theodolite.store.engine import transaction, write_ahead
from theodolite.store.layout import VERSION
from theodolite.store.migrations import version_1, version_2

STEPS: tuple[Callable[[sql.Connection], None], ...] = (version_1.migrate, version_2.migrate)
"""What makes version 1 of nothing, 2 of 1, and so on; a step that has been released is never edited."""

SCHEMA = len(STEPS)
"""The version of the tables in `layout`."""


def migrate(engine: sql.Engine) -> None:
    """Bring the tables of a workspace to version SCHEMA; nothing is written where they are of it already.

    All steps are one transaction: an error or interrupt leaves the workspace as it was. Raises WorkspaceError where a
    newer version of theodolite made it, or where a SQLite file holds the tables of something else.
    """
    with transaction(engine, writing=False) as connection:
        found = _version(connection)
    if found == SCHEMA:
        return
    write_ahead(engine)
    with transaction(engine, writing=True) as connection:
        found = _version(connection)
        for step in STEPS[found:]:
            step(connection)
        if found < SCHEMA:
            connection.exec_driver_sql('CREATE TABLE IF NOT EXISTS version ("schema" INTEGER NOT NULL)')
            connection.execute(VERSION.delete())
            connection.execute(VERSION.insert().values(schema=SCHEMA))


def _version(connection: sql.Connection) -> int:
    """The version of the tables that are there; 0 where none are."""
    where = connection.engine.url.render_as_string()
    tables = sql.inspect(connection).get_table_names()
    if "version" not in tables:
        if tables and connection.dialect.name == "sqlite":
            raise WorkspaceError(
                f"the file is a database of something else: it has a table {min(tables)!r}",
                where=where,
                expected="a workspace that theodolite has made, or a file that is not there yet",
                next_step="name another with --workspace",
            )
        return 0
    found = connection.execute(sql.select(VERSION.c["schema"])).scalar() or 0
    if not 0 <= found <= SCHEMA:
        raise WorkspaceError(
            f"the workspace has the tables of version {found}, which this theodolite does not know",
            where=where,
            expected=f"version {SCHEMA} or earlier",
            next_step="install the theodolite that made it, or name another workspace with --workspace",
        )
    return found
