"""`theodolite check-claims`: whether what documents claim holds, by the evidence base."""

from __future__ import annotations

from typing import Annotated

import typer

from theodolite.cli.claims_gathered import gathered
from theodolite.cli.options import Given, print_json, verb
from theodolite.errors import TheodoliteError


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
    from theodolite.evidence.review import TAKEN
    from theodolite.evidence.verdicts import check_claims as check

    if not files and not accepted:
        raise TheodoliteError(
            "there is nothing to check", expected="a FILE, or --accepted", next_step="name a document"
        )
    told = gathered(given, files or [], TAKEN if accepted else ())
    found = check(told.claims, given.open_ledger(), told.dates)
    if given.json:
        print_json(
            {
                "finding": found.finding,
                "documents": [one.as_dict() for one in told.documents],
                "verdicts": found.documents(),
                "left_out": [{"file": one.file, "reason": str(one.error)} for one in told.unread],
            }
        )
    else:
        from theodolite.cli.verdicts_shown import show_verdicts

        show_verdicts(found, {one.id: one.file for one in told.documents}, every=every)
    return 1 if told.unread else 0
