"""Documents of a workspace: kept once by their hash, with their passages and claims, and searched by words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sql

from theodolite.core.prose import counted
from theodolite.errors import WorkspaceError
from theodolite.store.characters import check_characters
from theodolite.store.layout import CLAIMS, DOCUMENTS, PASSAGES, REVIEWS
from theodolite.store.relevance import relevance
from theodolite.store.rows import ClaimRow, Content, DocumentRow, PassageRow
from theodolite.store.words import index_words, sought_words
from theodolite.store.workspace import Workspace


class Added(NamedTuple):
    """What was not there before: whether the document, and how many of its claims."""

    document: bool
    claims: int


def add_document(
    space: Workspace,
    document: DocumentRow,
    content: Content,
    passages: Sequence[PassageRow] = (),
    claims: Sequence[ClaimRow] = (),
    *,
    anew: bool = False,
) -> Added:
    """Keep a document with its passages and claims; whatever is there already stays as it is.

    Where it is to be kept `anew`, all that is there of it gives way, if nobody has reviewed any of it.

    A document is known by its id, a claim by its own: the same document twice adds nothing, and claims that another
    reading finds in it are added. All of it or nothing. Raises WorkspaceError on a character that no database keeps,
    where the document is there with another text, in which these claims would not stand, and where what was reviewed
    would have to give way.
    """
    check_characters((*document, *content, *(claim.body for claim in claims)), f"the document {document.file!r}")
    with space.begin(writing=True) as connection:
        if anew:
            _take_out(connection, document)
        there = connection.execute(_READ.where(DOCUMENTS.c.id == document.id)).first()
        if there is not None and there.text != content.text:
            raise _read_otherwise(document, there.file, there.format)
        if there is None:
            connection.execute(DOCUMENTS.insert(), {**document._asdict(), **content._asdict()})
            _add_passages(connection, document.id, passages)
        of_it = sql.select(CLAIMS.c.id).where(CLAIMS.c.document == document.id)
        known = set(connection.execute(of_it).scalars())
        new = {claim.id: claim._asdict() for claim in claims if claim.id not in known}
        if new:
            connection.execute(CLAIMS.insert(), list(new.values()))
    return Added(there is None, len(new))


def documents(space: Workspace) -> list[DocumentRow]:
    """Every document, sorted by file and id."""
    columns = [DOCUMENTS.c[name] for name in DocumentRow._fields]
    with space.begin() as connection:
        rows = [DocumentRow(*row) for row in connection.execute(sql.select(*columns))]
    return sorted(rows, key=lambda row: (row.file, row.id))


def content(space: Workspace, document: str) -> Content | None:
    """The text of one document, and what its reader says of it; None where it is not there."""
    asked = sql.select(DOCUMENTS.c.text, DOCUMENTS.c.layout).where(DOCUMENTS.c.id == document)
    with space.begin() as connection:
        row = connection.execute(asked).first()
    return None if row is None else Content(*row)


def passages(space: Workspace, document: str) -> list[PassageRow]:
    """The passages of one document in order; none where it is not there."""
    with space.begin() as connection:
        found = connection.execute(_PASSAGES.where(PASSAGES.c.document == document).order_by(PASSAGES.c.number))
        return [PassageRow(*row) for row in found]


def search(space: Workspace, words: str) -> list[PassageRow]:
    """The passages that hold all of `words`, the most relevant first, then by document's file and id and their number.

    Words are compared without case and accents, whole, in any order; every other sign of `words` only separates them.
    A passage in which they stand more often, or that is shorter, is more relevant. The same words find the same
    passages in the same order in SQLite and PostgreSQL. No word at all finds nothing.
    """
    sought = sought_words(words)
    if not sought:
        return []
    with space.begin() as connection:
        dialect = connection.dialect.name
        query = (" AND " if dialect == "sqlite" else " & ").join(_QUOTED[dialect].format(word) for word in sought)
        matching = sql.text(_MATCHING[dialect]).bindparams(query=query)
        files = dict(connection.execute(sql.select(DOCUMENTS.c.id, DOCUMENTS.c.file)).all())
        rows = [PassageRow(*row) for row in connection.execute(_PASSAGES.where(matching))]
    scores = relevance(sought, [row.text for row in rows])
    ranked = sorted(
        zip(scores, rows, strict=True),
        key=lambda one: (-one[0], files[one[1].document], one[1].document, one[1].number),
    )
    return [row for _, row in ranked]


_READ = sql.select(DOCUMENTS.c.file, DOCUMENTS.c.format, DOCUMENTS.c.text)
_PASSAGES = sql.select(*(PASSAGES.c[name] for name in PassageRow._fields))
_MATCHING = {
    "sqlite": "passages.id IN (SELECT rowid FROM passage_words WHERE passage_words MATCH :query)",
    "postgresql": "passages.words @@ CAST(:query AS tsquery)",
}
_QUOTED = {"sqlite": '"{}"', "postgresql": "'{}'"}
"""A word as a literal of the query language; words hold letters and digits alone, so that none ends its quotes."""

_INDEX = {
    "sqlite": "INSERT INTO passage_words (rowid, words) VALUES (:id, :words)",
    "postgresql": "UPDATE passages SET words = array_to_tsvector(string_to_array(:words, ' ')) WHERE id = :id",
}

_UNINDEX = "INSERT INTO passage_words (passage_words, rowid, words) VALUES ('delete', :id, :words)"
"""What takes a passage out of the index of SQLite, which is told the words that were put in."""


def _read_otherwise(document: DocumentRow, file: str, format: str) -> WorkspaceError:
    """The error that a document's bytes are there with the text that another reader made of them."""
    return WorkspaceError(
        f"the bytes of {document.file} are kept already, as read from {file} (format {format}), with another text",
        where=document.id,
        expected="the text that is kept, so that the claims stand in it",
        next_step=f"read them as {file}, or with --anew, which replaces what nobody has reviewed",
    )


def _take_out(connection: sql.Connection, document: DocumentRow) -> None:
    """Take a document with its passages and claims out, if none of them was reviewed; nothing where it is not there."""
    of_it = CLAIMS.c.document == document.id
    reviewed = sql.select(sql.func.count(REVIEWS.c.claim.distinct())).where(
        REVIEWS.c.claim.in_(sql.select(CLAIMS.c.id).where(of_it))
    )
    if count := connection.execute(reviewed).scalar():
        raise WorkspaceError(
            f"{document.file} is not read anew: {counted(count, 'claim')} of it had a review",
            where=document.id,
            expected="a document of which nobody has reviewed a claim",
            next_step="go on with the claims that are kept, or keep the new reading in another --workspace",
        )
    if connection.dialect.name == "sqlite":
        old = connection.execute(sql.select(PASSAGES.c.id, PASSAGES.c.text).where(PASSAGES.c.document == document.id))
        indexed = [{"id": id, "words": " ".join(words)} for id, text in old if (words := index_words(text))]
        if indexed:
            connection.execute(sql.text(_UNINDEX), indexed)
    connection.execute(CLAIMS.delete().where(of_it))
    connection.execute(PASSAGES.delete().where(PASSAGES.c.document == document.id))
    connection.execute(DOCUMENTS.delete().where(DOCUMENTS.c.id == document.id))


def _add_passages(connection: sql.Connection, document: str, passages: Sequence[PassageRow]) -> None:
    if not passages:
        return
    connection.execute(PASSAGES.insert(), [passage._asdict() for passage in passages])
    numbered = sql.select(PASSAGES.c.number, PASSAGES.c.id).where(PASSAGES.c.document == document)
    ids = dict(connection.execute(numbered).all())
    indexed = [
        {"id": ids[passage.number], "words": " ".join(words)}
        for passage in passages
        if (words := index_words(passage.text))
    ]
    if indexed:
        connection.execute(sql.text(_INDEX[connection.dialect.name]), indexed)
