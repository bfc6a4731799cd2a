"""Version 2: documents, their passages with a full-text index, their claims, and the append-only log of reviews."""

from __future__ import annotations

import sqlalchemy as sql

_NUMBERED = {
    "sqlite": "INTEGER PRIMARY KEY AUTOINCREMENT",
    "postgresql": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
}

_TABLES = (
    """
    CREATE TABLE documents (
        id TEXT NOT NULL PRIMARY KEY, file TEXT NOT NULL, format TEXT NOT NULL, title TEXT, title_known TEXT NOT NULL,
        publisher TEXT, publisher_known TEXT NOT NULL, date TEXT, date_known TEXT NOT NULL, text TEXT NOT NULL,
        layout TEXT NOT NULL, added_by TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE passages (
        id {numbered}, document TEXT NOT NULL REFERENCES documents (id), number INTEGER NOT NULL,
        "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, zone TEXT NOT NULL, page INTEGER, text TEXT NOT NULL,
        UNIQUE (document, number)
    )
    """,
    """
    CREATE TABLE claims (
        id TEXT NOT NULL PRIMARY KEY, document TEXT NOT NULL REFERENCES documents (id), "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL
    )
    """,
    "CREATE INDEX claims_of_document ON claims (document, number)",
    """
    CREATE TABLE reviews (
        id {numbered}, claim TEXT NOT NULL REFERENCES claims (id), at TEXT NOT NULL, by TEXT NOT NULL,
        state TEXT NOT NULL, reason TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
    )
    """,
    "CREATE INDEX reviews_of_claim ON reviews (claim, id)",
)

_OF_SQLITE = (
    "CREATE VIRTUAL TABLE passage_words USING fts5 (words, content = '', tokenize = 'ascii')",
    """
    CREATE TRIGGER reviews_are_not_changed BEFORE UPDATE ON reviews
    BEGIN SELECT RAISE(ABORT, 'the log of reviews is append-only'); END
    """,
    """
    CREATE TRIGGER reviews_are_not_deleted BEFORE DELETE ON reviews
    BEGIN SELECT RAISE(ABORT, 'the log of reviews is append-only'); END
    """,
    """
    CREATE TRIGGER reviews_are_not_replaced BEFORE INSERT ON reviews
    WHEN EXISTS (SELECT 1 FROM reviews WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the log of reviews is append-only'); END
    """,
)

_OF_POSTGRESQL = (
    "ALTER TABLE passages ADD COLUMN words TSVECTOR",
    "CREATE INDEX passages_by_words ON passages USING gin (words)",
    """
    CREATE FUNCTION reviews_are_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the log of reviews is append-only'; END $$
    """,
    """
    CREATE TRIGGER reviews_are_not_changed BEFORE UPDATE OR DELETE ON reviews
    FOR EACH ROW EXECUTE FUNCTION reviews_are_append_only()
    """,
    """
    CREATE TRIGGER reviews_are_not_emptied BEFORE TRUNCATE ON reviews
    FOR EACH STATEMENT EXECUTE FUNCTION reviews_are_append_only()
    """,
)


def migrate(connection: sql.Connection) -> None:
    """Make the tables of version 2, with what each database has of its own: the index of words, and the triggers."""
    dialect = connection.dialect.name
    for statement in _TABLES:
        connection.exec_driver_sql(statement.format(numbered=_NUMBERED[dialect]))
    for statement in _OF_SQLITE if dialect == "sqlite" else _OF_POSTGRESQL:
        connection.exec_driver_sql(statement)
