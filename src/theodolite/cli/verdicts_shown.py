"""Verdicts in a terminal: what does not hold first, each with its words and with what the evidence base has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from theodolite.cli.read_shown import amount
from theodolite.core.catalog import Catalog
from theodolite.core.period import plain_period
from theodolite.core.prose import printable
from theodolite.evidence.factcheck.verdict import HOLDS, REASONS, Verdict
from theodolite.evidence.verdicts import Verdicts
from theodolite.reading.claim import Claim

AROUND = 60
"""Characters of a quote that are shown on either side of its quantity; --json holds all of them."""

_STYLES = {"contradicted": "red", "imprecise": "yellow", "confirmed": "green", "cannot check": "dim"}


def show_verdicts(found: Verdicts, files: Mapping[str, str], *, every: bool) -> None:
    """Print the finding, one row a claim that was checked, and how many could not be and why; `every` lists those too.

    `files` maps a document to the name that it is told by, where there are several.
    """
    console = Console()
    console.print(Text(_plain(found.finding)))
    shown = [one for one in found.verdicts if every or one.holds != "cannot check"]
    if shown:
        table = Table(
            Column("verdict", overflow="fold", min_width=12),
            Column("claim", overflow="fold", ratio=1),
            Column("evidence", overflow="fold", ratio=1),
            title="", box=None, pad_edge=False,
        )  # fmt: skip
        for one in sorted(shown, key=lambda one: HOLDS.index(one.holds)):
            table.add_row(
                _verdict(one), _claim(one.claim, found.ledger.catalog, files), Text(_plain(one.why)), end_section=True
            )
        console.print(table)
    if not every:
        for line in _not_checked(found):
            console.print(Text(line, style="dim"))


def _verdict(one: Verdict) -> Text:
    said = Text(one.holds, style=_STYLES[one.holds])
    return said.append(f"\n{one.error.replace('-', ' ')}", style="dim") if one.error else said


def _claim(claim: Claim, catalog: Catalog, files: Mapping[str, str]) -> Text:
    """Whom and what a claim is about in our words, then its own words, and where they stand."""
    about = [catalog.title(claim.entity) if claim.entity else "nobody named"]
    if claim.counterpart:
        about[0] += f" against {catalog.title(claim.counterpart)}"
    if claim.indicator in catalog.indicators:
        about.append(catalog.indicators[claim.indicator].title)
    about += [amount(claim), plain_period(claim.period) if claim.period else "no year"]
    said = Text(_plain(", ".join(about)))
    said.append("\n").append_text(_words(claim))
    place = files.get(claim.doc, "") if len(files) > 1 else ""
    page = f"page {claim.page}" if claim.page is not None else ""
    where = ", ".join(filter(None, (place, page)))
    return said.append(_plain(f"\n{where}"), style="dim") if where else said


def _words(claim: Claim) -> Text:
    first = claim.start - claim.quote_start
    last = first + len(claim.span)
    said = Text("…" if first > AROUND else "", style="dim")
    said.append(_plain(claim.quote[max(0, first - AROUND) : first]))
    said.append(_plain(claim.quote[first:last]), style="not dim bold")
    said.append(_plain(claim.quote[last : last + AROUND]))
    return said.append("…" if len(claim.quote) - last > AROUND else "")


def _not_checked(found: Verdicts) -> list[str]:
    """How many claims could not be checked for each reason, the most frequent first."""
    reasons = Counter(one.reason for one in found.verdicts if one.reason is not None)
    return [f"cannot be checked, {count:,}: {REASONS[reason]}" for reason, count in reasons.most_common()]


def _plain(text: str) -> str:
    """A text in one line, without what a terminal would carry out; a break that is ours stays."""
    return printable(re.sub(r"[^\S\n]+", " ", text))
