"""The tables of a workspace as they stand after the last migration, for asking them."""

from __future__ import annotations

import sqlalchemy as sql

from theodolite.core.observation import COLUMNS, NUMBERS

_META = sql.MetaData()

VERSION = sql.Table("version", _META, sql.Column("schema", sql.Integer, nullable=False))

OBSERVATIONS = sql.Table(
    "observations",
    _META,
    *(sql.Column(name, sql.Float if name in NUMBERS else sql.Text) for name in COLUMNS),
)
SNAPSHOTS = sql.Table("snapshots", _META, *(sql.Column(name, sql.Text) for name in ("source", "name", "hash", "path")))

DOCUMENTS = sql.Table(
    "documents",
    _META,
    sql.Column("id", sql.Text, primary_key=True),
    *(
        sql.Column(name, sql.Text)
        for name in (
            "file", "format", "title", "title_known", "publisher", "publisher_known", "date", "date_known", "text",
            "layout", "added_by",
        )
    ),
)  # fmt: skip
PASSAGES = sql.Table(
    "passages",
    _META,
    sql.Column("id", sql.BigInteger, primary_key=True),
    sql.Column("document", sql.Text),
    *(sql.Column(name, sql.Integer) for name in ("number", "start", "end")),
    sql.Column("zone", sql.Text),
    sql.Column("page", sql.Integer),
    sql.Column("text", sql.Text),
)
CLAIMS = sql.Table(
    "claims",
    _META,
    sql.Column("id", sql.Text, primary_key=True),
    sql.Column("document", sql.Text),
    *(sql.Column(name, sql.Integer) for name in ("start", "end", "number")),
    sql.Column("body", sql.Text),
)
REVIEWS = sql.Table(
    "reviews",
    _META,
    sql.Column("id", sql.BigInteger, primary_key=True),
    *(sql.Column(name, sql.Text) for name in ("claim", "at", "by", "state", "reason", "before", "after")),
)
