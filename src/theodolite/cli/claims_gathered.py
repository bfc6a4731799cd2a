"""The claims that a verb is to look at: of documents that are named with --read, and of those in the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from theodolite.cli.options import Given, existing_workspace, parse_day
from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.cli.read import Unread
    from theodolite.evidence.claims.written import Written
    from theodolite.reading.claim import Claim
    from theodolite.reading.claims import Reading

Read = Annotated[
    list[str] | None,
    typer.Option(
        "--read",
        metavar="FILE",
        help="A document to read: a file, a folder, a pattern, an https address, or -; may be repeated.",
    ),
]


class Gathered(NamedTuple):
    """The documents, their claims, each once, and what could not be read."""

    documents: list[Written]
    claims: list[Claim]
    unread: list[Unread]

    @property
    def dates(self) -> dict[str, str | None]:
        """Document → its date, where that is known."""
        return {one.id: one.date for one in self.documents}


def read_and_tell(given: Given, places: Sequence[str]) -> tuple[list[Reading], list[Unread]]:
    """What was read of `places`, and what could not be; raises where nothing could, else says on stderr what not."""
    from theodolite.cli.read import read_all, tell_unread

    readings, unread = read_all(given, places)
    tell_unread(readings, unread)
    return readings, unread


def gathered(given: Given, places: Sequence[str], *, kept: bool) -> Gathered:
    """The claims of `places` and, where they are asked for, those kept in the workspace that nobody has rejected.

    Where a document is in both, its claims are as the workspace has them, with their edits.
    """
    from theodolite.evidence.claims.written import Written

    documents: dict[str, Written] = {}
    claims: dict[str, Claim] = {}
    unread: list[Unread] = []
    if places:
        readings, unread = read_and_tell(given, places)
        documents = {one.document.id: Written.of(one.document) for one in readings}
        claims = {claim.id: claim for one in readings for claim in one.claims}
    for document, claim, rejected in _kept(given) if kept else ():
        documents[document.id] = document
        if rejected:
            claims.pop(claim.id, None)
        else:
            claims[claim.id] = claim
    return Gathered(list(documents.values()), list(claims.values()), unread)


def _kept(given: Given) -> list[tuple[Written, Claim, bool]]:
    """The claims of the workspace as they stand, each with its document and whether it was rejected."""
    from theodolite.evidence.claims.written import Written
    from theodolite.evidence.listing import Wanted, listed

    space = existing_workspace(given.workspace)
    if space is None:
        raise TheodoliteError(
            "there is no workspace yet", expected="documents that were read", next_step="theodolite read FILE"
        )
    found = listed(space, given.open_catalog(), Wanted(as_of=parse_day(given.as_of))).claims
    return [(Written.of_row(one.document), one.claim, one.state == "rejected") for one in found]
