"""A claim under review in a terminal: its words, where they stand, what was read of them, and whether it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from theodolite.cli.claim_words import amount, lines, one_line, page, quoted
from theodolite.cli.claims_review_words import help_lines
from theodolite.cli.claims_shown import AROUND, COLOURS, heading
from theodolite.core.catalog import Catalog
from theodolite.core.period import plain_period
from theodolite.core.prose import counted
from theodolite.evidence.factcheck.verdict import REASONS, Verdict
from theodolite.evidence.listing import Reviewed
from theodolite.evidence.review import State
from theodolite.reading.claim import Claim


def claim_card(one: Reviewed, verdict: Verdict | None, catalog: Catalog, progress: str) -> list[Text | Padding]:
    """What is printed of a claim: `progress` (3 of 41) and its document, its quote, and its fields by name."""
    top = Text(f"{progress}  ", style="bold cyan").append_text(heading(one.document))
    top.append(f", {page(one.claim)}" if one.claim.page is not None else "", style="not bold")
    words = Text("“").append_text(quoted(one.claim, AROUND, "bold reverse", "italic")).append("”")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, said in [*_fields(one.claim, catalog), *_held(verdict), *_stands(one)]:
        table.add_row(name, said if isinstance(said, Text) else Text(lines(said)))
    return [top, Padding(words, (0, 0, 0, 2), expand=False), Padding(table, (0, 0, 0, 2), expand=False)]


def help_card() -> Padding:
    """What is printed of the words that may be typed."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for word, meaning in help_lines():
        table.add_row(Text(word), Text(meaning))
    return Padding(table, (0, 0, 0, 2), expand=False)


def summary(states: Mapping[str, State], chosen: Sequence[Reviewed]) -> str:
    """How many of the claims that were chosen got which state, and how many wait, in one sentence."""
    waiting = sum(one.claim.id not in states for one in chosen)
    if not states:
        return f"No claim was reviewed; {waiting:,} {'waits' if waiting == 1 else 'wait'}."
    counts = Counter(states.values())
    told = ", ".join(f"{counts[state]:,} {state}" for state in get_args(State) if counts[state])
    were = "was" if len(states) == 1 else "were"
    wait = "waits" if waiting == 1 else "wait"
    return f"{counted(len(states), 'claim')} {were} reviewed: {told}; {waiting:,} {wait}."


def _fields(claim: Claim, catalog: Catalog) -> list[tuple[str, str]]:
    """The fields that a reviewer looks at, under the names that `edit` takes."""
    period = plain_period(claim.period) if claim.period else "unstated"
    words = f" (“{one_line(claim.period_text)}”)" if claim.period_text else ""
    told = [
        ("value", amount(claim)),
        ("unit", f"{claim.unit} ({claim.unit_class}, {claim.type})"),
        ("entity", _named(claim.entity, catalog) or "nobody named"),
        ("subject", claim.subject if claim.subject != catalog.title(claim.entity or "") else None),
        ("counterpart", _named(claim.counterpart, catalog)),
        ("period", period + words),
        ("attributed_to", claim.attributed_to or "nobody named"),
        ("modality", claim.modality),
        ("indicator", _indicator(claim, catalog)),
    ]
    return [(name, one_line(said)) for name, said in told if said]


def _named(names: str | None, catalog: Catalog) -> str | None:
    """Entities by the codes that are typed and the names that are read: CHN: China."""
    told = [
        name if catalog.title(name) == name else f"{name}: {catalog.title(name)}" for name in (names or "").split(";")
    ]
    return "; ".join(told) or None


def _indicator(claim: Claim, catalog: Catalog) -> str:
    if claim.indicator is None:
        return "none of the catalogue"
    sure = "" if claim.confidence is None else f" ({100 * claim.confidence:.0f} per cent sure)"
    known = catalog.indicators.get(claim.indicator)
    return claim.indicator + sure + (f": {known.title}" if known else "")


def _held(verdict: Verdict | None) -> list[tuple[str, Text]]:
    """The verdict of the evidence base, with its kind of error and why."""
    if verdict is None:
        return []
    if verdict.holds == "cannot check":
        because = REASONS[verdict.reason] if verdict.reason is not None else verdict.why
        return [("evidence", Text(lines(f"cannot be checked: {because}"), style="dim"))]
    colour = {"contradicted": "red", "imprecise": "yellow"}.get(verdict.holds, "green")
    error = f" ({verdict.error.replace('-', ' ')})" if verdict.error else ""
    said = Text(verdict.holds, style=colour).append(lines(f"{error}: {verdict.why}"), style="default")
    return [("evidence", said)]


def _stands(one: Reviewed) -> list[tuple[str, Text]]:
    """Where a claim stands, if somebody has reviewed it."""
    if one.last is None:
        return []
    because = f": {one.last.reason}" if one.last.reason else ""
    return [("state", Text(one_line(f"{one.state} by {one.last.by}{because}"), style=COLOURS[one.state]))]
