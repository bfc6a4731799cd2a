"""Verdicts in a terminal: what does not hold first, each with its words and with what the evidence base has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rich.table import Column, Table
from rich.text import Text

from theodolite.cli.claim_words import amount, lines, page, quoted
from theodolite.cli.terminal import Terminal
from theodolite.core.catalog import Catalog
from theodolite.core.period import plain_period
from theodolite.evidence.factcheck.verdict import HOLDS, REASONS, Verdict
from theodolite.evidence.verdicts import Verdicts
from theodolite.reading.claim import Claim

AROUND = 60
"""Characters of a quote that are shown on either side of its quantity; --json holds all of them."""

_STYLES = {"contradicted": "red", "imprecise": "yellow", "confirmed": "green", "cannot check": "dim"}


def show_verdicts(found: Verdicts, files: Mapping[str, str], *, every: bool) -> None:
    """Print the finding, one row a claim that was checked, and how many could not be and why; `every` lists those too.

    Where there is no room for a table, a verdict stands with what the evidence has, and the claim below it.
    `files` maps a document to the name that it is told by, where there are several.
    """
    console = Terminal()
    console.print(Text(lines(found.finding)))
    shown = [one for one in found.verdicts if every or one.holds != "cannot check"]
    catalog = found.ledger.catalog
    ordered = sorted(shown, key=lambda one: HOLDS.index(one.holds))
    rows = [(_claim(one.claim, catalog, files), Text(lines(one.why))) for one in ordered]
    if console.roomy and rows:
        console.print(_table([(_verdict(one, "\n"), *row) for one, row in zip(ordered, rows, strict=True)]))
    for one, (claim, why) in () if console.roomy else zip(ordered, rows, strict=True):
        console.print()
        console.print_stacked(Text(": ").join((_verdict(one, ", "), why)), claim)
    if not every:
        for line in _not_checked(found):
            console.print(Text(line, style="dim"))


def _table(rows: Sequence[tuple[Text, Text, Text]]) -> Table:
    table = Table(
        Column("verdict", overflow="fold", min_width=12),
        Column("claim", overflow="fold", ratio=1),
        Column("evidence", overflow="fold", ratio=1),
        title="", box=None, pad_edge=False,
    )  # fmt: skip
    for row in rows:
        table.add_row(*row, end_section=True)
    return table


def _verdict(one: Verdict, between: str) -> Text:
    """A verdict and its kind of error, if any, with `between` them."""
    said = Text(one.holds, style=_STYLES[one.holds])
    return said.append(f"{between}{one.error.replace('-', ' ')}", style="dim") if one.error else said


def _claim(claim: Claim, catalog: Catalog, files: Mapping[str, str]) -> Text:
    """Whom and what a claim is about in our words, then its own words, and where they stand."""
    about = [catalog.title(claim.entity) if claim.entity else "nobody named"]
    if claim.counterpart:
        about[0] += f" against {catalog.title(claim.counterpart)}"
    if claim.indicator in catalog.indicators:
        about.append(catalog.indicators[claim.indicator].title)
    about += [amount(claim), plain_period(claim.period) if claim.period else "no year"]
    said = Text(lines(", ".join(about)))
    said.append("\n").append_text(quoted(claim, AROUND, "not dim bold", "dim"))
    place = files.get(claim.doc, "") if len(files) > 1 else ""
    where = ", ".join(filter(None, (place, page(claim))))
    return said.append(lines(f"\n{where}"), style="dim") if where else said


def _not_checked(found: Verdicts) -> list[str]:
    """How many claims could not be checked for each reason, the most frequent first."""
    reasons = Counter(one.reason for one in found.verdicts if one.reason is not None)
    return [f"cannot be checked, {count:,}: {REASONS[reason]}" for reason, count in reasons.most_common()]
