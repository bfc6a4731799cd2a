"""Conflicts between claims in a terminal and as JSON: each side with its words, and the arithmetic of each document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Column, Table
from rich.text import Text

from theodolite.cli.claim_words import amount, lines, page, quoted
from theodolite.cli.claims_gathered import gathered
from theodolite.cli.options import Given, print_json
from theodolite.cli.terminal import Terminal
from theodolite.core.catalog import Catalog
from theodolite.core.period import plain_period
from theodolite.core.prose import shown
from theodolite.evidence.arithmetic.check import Check
from theodolite.evidence.claim_conflicts import ClaimConflicts, claim_conflicts
from theodolite.evidence.claims.case import Case, Held, Side
from theodolite.evidence.claims.written import Written
from theodolite.evidence.internal_checks import InternalChecks, internal_checks
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.review import STANDING
from theodolite.reading.claim import Claim

SHOWN = 40
"""Cases that a terminal is given one by one; the gravest come first, and --json holds all."""

AROUND = 60
"""Characters of a quote that are shown on either side of its quantity."""

NO_ALARM = "different-subject"
"""The relation of cases that are counted and not listed."""


def of_claims(
    given: Given,
    ledger: Ledger,
    indicators: Sequence[str],
    entities: Sequence[str],
    places: Sequence[str],
    *,
    kept: bool,
) -> int:
    """Answer `conflicts --read` and `--claims`; 1 where a document could not be read.

    Raises UnknownNameError on an indicator that nobody has heard of, and what reading raises where nothing was read.
    """
    ledger.select(indicator=list(indicators))
    told = gathered(given, places, STANDING if kept else ())
    found = claim_conflicts(told.claims, ledger, told.dates).about(entities, indicators)
    checks = internal_checks(told.claims, ledger.catalog).about(entities, indicators)
    documents = {one.id: one for one in told.documents}
    if given.json:
        print_json(
            {
                "finding": found.finding,
                "documents": [one.as_dict() for one in told.documents],
                "conflicts": [_with_files(case, documents) for case in found.documents()],
                "checks_finding": checks.finding,
                "checks": checks.documents(),
                "left_out": [{"file": one.file, "reason": str(one.error)} for one in told.unread],
            }
        )
    else:
        _print(found, checks, documents)
    return 1 if told.unread else 0


def _with_files(case: dict[str, Any], documents: Mapping[str, Written]) -> dict[str, Any]:
    """A case whose claims name the file in which they stand."""
    sides = [{**side, "file": documents[side["doc"]].file} if "doc" in side else side for side in case["sides"]]
    return {**case, "sides": sides}


def _print(found: ClaimConflicts, checks: InternalChecks, documents: Mapping[str, Written]) -> None:
    console, catalog = Terminal(), found.ledger.catalog
    names = _names(documents)
    console.print(Text(lines(found.finding)))
    listed = [case for case in found.cases if case.relation != NO_ALARM]
    for case in listed[:SHOWN]:
        console.print(_heading(case, catalog))
        if console.roomy:
            console.print(_sides(case, names, catalog))
        else:
            _print_below(console, case, names, catalog)
    if len(listed) > SHOWN:
        console.print(f"\n{len(listed) - SHOWN} more with --json, or narrow with --indicator and --entity")
    if apart := len(found.cases) - len(listed):
        console.print(f"\nOf different subjects, and no disagreement: {apart} more, with --json.", style="dim")
    console.print(Text("\n" + lines(checks.finding)))
    if checks.checks and console.roomy:
        console.print(_checks(checks.checks, names))
    for check in () if console.roomy else checks.checks[:SHOWN]:
        *said, words = _check(check, names)
        console.print()
        console.print_stacked(Text(": ").join(said), words)


def _names(documents: Mapping[str, Written]) -> dict[str, str]:
    """Document → the last part of its file's name, or all of it where two have the same."""
    short = {id: re.split(r"[/\\]", one.file.rstrip("/"))[-1] for id, one in documents.items()}
    counts = Counter(short.values())
    return {id: name if counts[name] == 1 else documents[id].file for id, name in short.items()}


def _heading(case: Case, catalog: Catalog) -> Text:
    """Whom and what a case is about, its relation, and why."""
    about = [catalog.title(case.entity) if case.entity else "several"]
    if case.counterpart:
        about[0] += f" against {catalog.title(case.counterpart)}"
    known = case.indicator is not None and case.indicator in catalog.indicators
    about.append(catalog.indicators[case.indicator or ""].title if known else case.concept or case.topic or case.unit)
    about += [plain_period(case.period)] if case.period else []
    said = Text("\n").append(lines(", ".join(about)), style="bold")
    return said.append(lines(f": {case.relation}; {case.why}"))


def _sides(case: Case, names: Mapping[str, str], catalog: Catalog) -> Table:
    table = Table("", Column(justify="right"), Column(overflow="fold"), Column(overflow="fold", ratio=1),
                  box=None, show_header=False)  # fmt: skip
    for side in case.sides:
        table.add_row("→" if side.used else "", *_side(side, names, catalog))
    return table


def _print_below(console: Terminal, case: Case, names: Mapping[str, str], catalog: Catalog) -> None:
    """The sides one below the other, each with its words or its source below it."""
    for side in case.sides:
        number, how, words = _side(side, names, catalog)
        number.stylize("bold")
        console.print_stacked(Text.assemble("→ " if side.used else "  ", number, "  ", how), words, indent=4)


def _side(side: Side, names: Mapping[str, str], catalog: Catalog) -> tuple[Text, Text, Text]:
    how = side.relation or "used"
    if isinstance(side.said, Held):
        held = side.said
        unit = catalog.units[held.unit].symbol if held.unit in catalog.units else held.unit
        worked = "worked out from " if held.worked_out else ""
        number = Text(lines(f"{shown(held.value)} {unit}".strip()))
        return number, Text(how), Text(lines(f"{worked}{held.edition_id}, {held.published[:4]}"))
    claim = side.said.claim
    return (
        Text(lines(amount(claim))),
        Text(how),
        quoted(claim, AROUND, "bold").append(_place(claim, names), style="dim"),
    )


def _checks(checks: Sequence[Check], names: Mapping[str, str]) -> Table:
    table = Table(Column("arithmetic", overflow="fold", min_width=14), Column("computed", overflow="fold", ratio=1),
                  Column("words", overflow="fold", ratio=1), title="", box=None, pad_edge=False)  # fmt: skip
    for check in checks[:SHOWN]:
        table.add_row(*_check(check, names))
    return table


def _check(check: Check, names: Mapping[str, str]) -> tuple[Text, Text, Text]:
    """What came of a check, what was computed, and the words that it is about."""
    claim = check.claims[0]
    words = quoted(claim, AROUND, "bold").append(_place(claim, names), style="dim")
    return Text(check.outcome), Text(lines(f"{check.said}\n{check.shown}")), words


def _place(claim: Claim, names: Mapping[str, str]) -> str:
    where = ", ".join(filter(None, (names[claim.doc], page(claim), f"characters {claim.start} to {claim.end}")))
    by = f"; {claim.attributed_to}" if claim.attributed_to else ""
    return lines(f" ({where}{by})")
