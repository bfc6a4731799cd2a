"""The claims that a verb is to look at: of documents that are named with --read, and of those in the workspace."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from theodolite.cli.options import Given, needed_workspace, parse_day

if TYPE_CHECKING:
    from theodolite.cli.read import Unread
    from theodolite.evidence.claims.written import Written
    from theodolite.evidence.listing import Reviewed
    from theodolite.evidence.review import State
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


def gathered(given: Given, places: Sequence[str], states: Collection[State] = ()) -> Gathered:
    """The claims of `places`, and those of the workspace that are in one of `states`; it is left alone where none is.

    Where a document is in both, its claims that are in one of them are as the workspace has them, with their edits, and
    those that were rejected are left out.
    """
    from theodolite.evidence.claims.written import Written

    documents: dict[str, Written] = {}
    claims: dict[str, Claim] = {}
    unread: list[Unread] = []
    if places:
        readings, unread = read_and_tell(given, places)
        documents = {one.document.id: Written.of(one.document) for one in readings}
        claims = {claim.id: claim for one in readings for claim in one.claims}
    for one in _kept(given) if states else ():
        if one.state in states:
            documents[one.document.id] = Written.of_row(one.document)
            claims[one.claim.id] = one.claim
        elif one.state == "rejected":
            claims.pop(one.claim.id, None)
    return Gathered(list(documents.values()), list(claims.values()), unread)


def _kept(given: Given) -> tuple[Reviewed, ...]:
    """The claims of the workspace as they stand."""
    from theodolite.evidence.listing import Wanted, listed

    space = needed_workspace(given.workspace)
    return listed(space, given.open_catalog(), Wanted(as_of=parse_day(given.as_of))).claims
