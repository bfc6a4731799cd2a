"""Claims of a workspace and the log of their reviews, to which lines are added and from which none is taken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import sqlalchemy as sql

from theodolite.store.characters import check_characters
from theodolite.store.layout import CLAIMS, REVIEWS
from theodolite.store.rows import ClaimRow, ReviewRow
from theodolite.store.workspace import Workspace

Write = Callable[[Mapping[str, ClaimRow], Mapping[str, ReviewRow]], Iterable[ReviewRow]]
"""Of claims by id, and the last review of each that has one, the reviews that are to be written."""

MOST_AT_ONCE = 10_000
"""Ids that one statement asks for; SQLite takes 32,766 values in one, PostgreSQL 65,535."""


def claims(space: Workspace, document: str | None = None) -> tuple[list[ClaimRow], dict[str, ReviewRow]]:
    """The claims (of one document), sorted by document and number, and the last review of each that has one, by claim.

    Both are of one moment, whoever writes meanwhile.
    """
    mine = sql.true() if document is None else CLAIMS.c.document == document
    with space.begin() as connection:
        rows = [ClaimRow(*row) for row in connection.execute(_CLAIMS.where(mine))]
        last = _last(connection, sql.select(CLAIMS.c.id).where(mine))
    return sorted(rows, key=lambda row: (row.document, row.number, row.id)), last


def claim_documents(space: Workspace, claims: Collection[str] | None = None) -> dict[str, str]:
    """The id of the document that each claim (of `claims`, those that there are) stands in, by the id of the claim."""
    found: dict[str, str] = {}
    with space.begin() as connection:
        for wanted in _among(CLAIMS.c.id, claims):
            found.update(connection.execute(sql.select(CLAIMS.c.id, CLAIMS.c.document).where(wanted)).all())
    return found


def latest(space: Workspace, states: Collection[str]) -> list[ReviewRow]:
    """The last review of each claim whose last review has one of `states`, in the order of the log."""
    newest = sql.select(sql.func.max(REVIEWS.c.id)).group_by(REVIEWS.c.claim)
    chosen = _REVIEWS.where(REVIEWS.c.id.in_(newest), REVIEWS.c.state.in_(states)).order_by(REVIEWS.c.id)
    with space.begin() as connection:
        return [ReviewRow(*row) for row in connection.execute(chosen)]


def log(space: Workspace, claims: Collection[str] | None = None) -> list[ReviewRow]:
    """Every review (of `claims`), in the order in which they were written."""
    found: list[ReviewRow] = []
    with space.begin() as connection:
        for wanted in _among(REVIEWS.c.claim, claims):
            found += [ReviewRow(*row) for row in connection.execute(_REVIEWS.where(wanted))]
    return sorted(found, key=lambda row: row.id)


def add_reviews(space: Workspace, claims: Collection[str], write: Write) -> list[ReviewRow]:
    """Add to the log what `write` makes of the present state of `claims`; the lines as they stand there, numbered.

    Nobody else writes between the state that `write` is given and its lines. All of them or none: an error that it
    raises leaves the log as it was. When this returns, they are on the disk.
    """
    with space.begin(writing=True) as connection:
        rows: list[ClaimRow] = []
        last: dict[str, ReviewRow] = {}
        for wanted in _among(CLAIMS.c.id, claims):
            rows += [ClaimRow(*row) for row in connection.execute(_CLAIMS.where(wanted))]
            last |= _last(connection, sql.select(CLAIMS.c.id).where(wanted))
        written: list[ReviewRow] = []
        for line in write({row.id: row for row in rows}, last):
            values = line._asdict()
            check_characters(line[1:], f"the review of {line.claim}")
            del values["id"]
            key = connection.execute(REVIEWS.insert().values(values)).inserted_primary_key
            written.append(line._replace(id=0 if key is None else key[0]))
    return written


_CLAIMS = sql.select(*(CLAIMS.c[name] for name in ClaimRow._fields))
_REVIEWS = sql.select(*(REVIEWS.c[name] for name in ReviewRow._fields))


def _among(column: sql.Column[str], ids: Collection[str] | None) -> Iterator[sql.ColumnElement[bool]]:
    """That `column` has one of `ids`, each asked for once, in as many conditions as it takes; no ids at all is any."""
    if ids is None:
        yield sql.true()
        return
    once = list(dict.fromkeys(ids))
    for first in range(0, len(once), MOST_AT_ONCE):
        yield column.in_(once[first : first + MOST_AT_ONCE])


def _last(connection: sql.Connection, of: sql.Select[tuple[str]]) -> dict[str, ReviewRow]:
    newest = sql.select(sql.func.max(REVIEWS.c.id)).where(REVIEWS.c.claim.in_(of)).group_by(REVIEWS.c.claim)
    rows = connection.execute(_REVIEWS.where(REVIEWS.c.id.in_(newest)))
    return {review.claim: review for review in (ReviewRow(*row) for row in rows)}
