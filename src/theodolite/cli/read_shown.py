"""What was read in a terminal: the claims of each document as a table, and the numbers that claim nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from theodolite.core.period import plain_period
from theodolite.core.prose import printable, shown
from theodolite.reading.claim import Claim
from theodolite.reading.claims import Reading
from theodolite.reading.document import Document

AROUND = 70
"""Characters of a quote that are shown on either side of its quantity; --json holds all of them."""


def show_readings(readings: Sequence[Reading]) -> None:
    """Print the claims of each document, then how many numbers claim nothing and why, and the whole in one sentence."""
    console = Console()
    for reading in readings:
        console.print(_heading(reading.document))
        for note in reading.document.notes:
            console.print(Text(_plain(f"note: {note}"), style="dim"))
        if reading.claims:
            console.print(_table(reading.claims))
        console.print(_rejected(reading) + "\n")
    console.print(finding(readings))


def finding(readings: Sequence[Reading]) -> str:
    """What was read, in one sentence."""
    claims = sum(len(reading.claims) for reading in readings)
    undated = sum(reading.document.date.value is None for reading in readings)
    said = f"{_many(len(readings), 'document')} {'makes' if len(readings) == 1 else 'make'} {_many(claims, 'claim')}"
    return said + (f"; {undated} without a date." if undated else ".")


def _heading(document: Document) -> Text:
    date = document.date
    dated = f"{date.value} ({date.how})" if date.value else "no date: the document does not say"
    about = [part for part in (document.publisher.value, dated, document.file) if part]
    title = Text(_plain(document.title.value or document.file), style="bold")
    return title.append("\n" + _plain(" · ".join(about)), style="not bold dim")


def _table(claims: Sequence[Claim]) -> Table:
    """The claims one a row; a column that says nothing of any of them is left out."""
    rows = [_row(claim) for claim in claims]
    shown_columns = [at for at in range(len(_COLUMNS)) if any(str(row[at]) != _NOTHING for row in rows)]
    table = Table(box=None, pad_edge=False)
    for at in shown_columns:
        heading, width = _COLUMNS[at]
        table.add_column(heading, overflow="fold", max_width=width, ratio=None if width else 1)
    for row in rows:
        table.add_row(*(row[at] for at in shown_columns))
    return table


_NOTHING = "–"
_COLUMNS = (("who", 18), ("what", 26), ("when", 12), ("who says", 16), ("words", None))


def _row(claim: Claim) -> tuple[str, str, str, str, Text]:
    who = (claim.entity or _NOTHING) + (f" against {claim.counterpart}" if claim.counterpart else "")
    marks = [mark for mark in (None if claim.modality == "observed" else claim.modality, _page(claim)) if mark]
    what = amount(claim) + (f" ({', '.join(marks)})" if marks else "")
    when = plain_period(claim.period) if claim.period else _NOTHING
    return _plain(who), _plain(what), when, _plain(claim.attributed_to or _NOTHING), _words(claim)


def amount(claim: Claim) -> str:
    """A claim's quantity in our words: at least 130 models; 6 to 24 months; 37 of 44 technologies."""
    if claim.unit_class == "date" and claim.value is not None:
        return f"{claim.value:.0f}"
    bounds = [shown(bound) for bound in (claim.low, claim.high) if bound is not None]
    number = " to ".join(bounds) if claim.value is None else shown(claim.value)
    qualifier = f"{claim.qualifier.replace('_', ' ')} " if claim.qualifier not in (None, "range") else ""
    of = f" of {shown(claim.denominator)}" if claim.denominator is not None else ""
    return f"{qualifier}{number}{of} {claim.unit}"


def _page(claim: Claim) -> str | None:
    return f"page {claim.page}" if claim.page is not None else None


def _words(claim: Claim) -> Text:
    first = claim.start - claim.quote_start
    last = first + len(claim.span)
    said = Text("…" if first > AROUND else "")
    said.append(_plain(claim.quote[max(0, first - AROUND) : first]))
    said.append(_plain(claim.quote[first:last]), style="bold reverse")
    said.append(_plain(claim.quote[last : last + AROUND]))
    return said.append("…" if len(claim.quote) - last > AROUND else "")


def _rejected(reading: Reading) -> str:
    reasons = Counter(one.reason for one in reading.rejected).most_common()
    said = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in reasons)
    count = len(reading.rejected)
    nothing = f"{_many(count, 'number')} {'claims' if count == 1 else 'claim'} nothing"
    return nothing + (f": {said}." if said else ".")


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'s' * (count != 1)}"


def _plain(text: str) -> str:
    """A text in one line, without what a terminal would carry out."""
    return printable(re.sub(r"\s+", " ", text))
