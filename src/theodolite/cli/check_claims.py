"""`theodolite check-claims`: whether what documents claim holds, by the evidence base."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from theodolite.cli.options import Given, existing_workspace, parse_day, print_json, verb
from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.cli.read import Unread
    from theodolite.reading.claim import Claim


class Told(NamedTuple):
    """A document whose claims are checked: its id, its file, and its date where that is known."""

    id: str
    file: str
    date: str | None


@verb
def check_claims(
    given: Given,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help="Documents to read: files, folders, patterns, https addresses, or -."),
    ] = None,
    accepted: Annotated[
        bool, typer.Option("--accepted", help="Check the claims that were accepted in your workspace, too.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="List the claims that cannot be checked, too, and not only how many.")
    ] = False,
) -> int:
    """Hold what documents claim against the evidence base: confirmed, imprecise, contradicted, or not to be checked.

    Each verdict names the observations behind it, and the kind of error. A claim of which the evidence base holds
    nothing cannot be checked, whatever it says. The verdicts do not change the exit code; nothing is kept.
    """
    from theodolite.evidence.verdicts import check_claims as check

    documents, claims, unread = _claims(given, files or [], accepted)
    found = check(claims, given.open_ledger(), {one.id: one.date for one in documents})
    if given.json:
        print_json(
            {
                "finding": found.finding,
                "documents": [one._asdict() for one in documents],
                "verdicts": found.documents(),
                "left_out": [{"file": one.file, "reason": str(one.error)} for one in unread],
            }
        )
    else:
        from theodolite.cli.verdicts_shown import show_verdicts

        show_verdicts(found, {one.id: one.file for one in documents}, every=every)
    return 1 if unread else 0


def _claims(given: Given, files: Sequence[str], accepted: bool) -> tuple[list[Told], list[Claim], list[Unread]]:
    """The documents that are checked, their claims, and what could not be read; raises where there is nothing."""
    if not files and not accepted:
        raise TheodoliteError(
            "there is nothing to check", expected="a FILE, or --accepted", next_step="name a document"
        )
    documents: dict[str, Told] = {}
    claims: dict[str, Claim] = {}
    unread: list[Unread] = []
    if files:
        from theodolite.cli.read import read_all, tell_unread

        readings, unread = read_all(given, files)
        tell_unread(readings, unread)
        for one in readings:
            document = one.document
            documents[document.id] = Told(document.id, document.file, document.date.value)
            claims |= {claim.id: claim for claim in one.claims}
    if accepted:
        for told, claim in _accepted(given):
            documents.setdefault(told.id, told)
            claims[claim.id] = claim
    return list(documents.values()), list(claims.values()), unread


def _accepted(given: Given) -> list[tuple[Told, Claim]]:
    """The claims that a person accepted, as they were accepted, with their documents."""
    from theodolite.evidence.listing import Wanted, listed
    from theodolite.evidence.review import TAKEN

    space = existing_workspace(given.workspace)
    if space is None:
        raise TheodoliteError("there is no workspace yet", expected="claims that were accepted in it",
                              next_step="theodolite read FILE, then theodolite claims accept ID")  # fmt: skip
    wanted = Wanted(state=tuple(TAKEN), as_of=parse_day(given.as_of))
    found = listed(space, given.open_catalog(), wanted).claims
    return [(Told(one.document.id, one.document.file, one.document.date), one.claim) for one in found]
