"""Version 1: pulled observations, and where the user's copies of publishers' files lie."""

from __future__ import annotations

import sqlalchemy as sql

_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS observations (
        entity TEXT NOT NULL, indicator TEXT NOT NULL, period TEXT NOT NULL, value FLOAT NOT NULL, low FLOAT,
        high FLOAT, unit TEXT NOT NULL, status TEXT NOT NULL, source TEXT NOT NULL, edition TEXT NOT NULL,
        locator TEXT NOT NULL, note TEXT NOT NULL
    )
    """,
    "CREATE INDEX IF NOT EXISTS observations_of_edition ON observations (source, edition)",
    """
    CREATE TABLE IF NOT EXISTS snapshots (
        source TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (source, name)
    )
    """,
)


def migrate(connection: sql.Connection) -> None:
    """Make the tables of version 1 where they are not there: a first opening may have been interrupted between two."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
