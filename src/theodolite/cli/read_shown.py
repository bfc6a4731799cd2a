"""What was read in a terminal: the claims of each document as a table, and the numbers that claim nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from theodolite.cli.claim_words import amount, one_line, page, quoted
from theodolite.cli.terminal import Terminal
from theodolite.core.period import plain_period
from theodolite.core.prose import counted
from theodolite.reading.claim import Claim
from theodolite.reading.claims import Reading
from theodolite.reading.document import Document

AROUND = 70
"""Characters of a quote that are shown on either side of its quantity; --json holds all of them."""


def show_readings(readings: Sequence[Reading]) -> None:
    """Print the claims of each document, then how many numbers claim nothing and why, and the whole in one sentence.

    A claim is a row of a table, or two lines where there is no room for one.
    """
    console = Terminal()
    for reading in readings:
        console.print(_heading(reading.document))
        for note in reading.document.notes:
            console.print(Text(one_line(f"note: {note}"), style="dim"))
        if console.roomy and reading.claims:
            console.print(_table(reading.claims))
        for claim in () if console.roomy else reading.claims:
            *facts, words = _row(claim)
            said = " · ".join(fact for fact in facts if fact != _NOTHING)
            console.print_stacked(Text(said, style="bold"), words)
        console.print(_rejected(reading) + "\n")
    console.print(finding(readings))


def finding(readings: Sequence[Reading]) -> str:
    """What was read, in one sentence."""
    claims = sum(len(reading.claims) for reading in readings)
    undated = sum(reading.document.date.value is None for reading in readings)
    said = (
        f"{counted(len(readings), 'document')} {'makes' if len(readings) == 1 else 'make'} {counted(claims, 'claim')}"
    )
    return said + (f"; {undated} without a date." if undated else ".")


def _heading(document: Document) -> Text:
    date = document.date
    dated = f"{date.value} ({date.how})" if date.value else "no date: the document does not say"
    about = [part for part in (document.publisher.value, dated, document.file) if part]
    title = Text(one_line(document.title.value or document.file), style="bold")
    return title.append("\n" + one_line(" · ".join(about)), style="not bold dim")


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
    marks = [mark for mark in (None if claim.modality == "observed" else claim.modality, page(claim)) if mark]
    what = amount(claim) + (f" ({', '.join(marks)})" if marks else "")
    when = plain_period(claim.period) if claim.period else _NOTHING
    return (
        one_line(who),
        one_line(what),
        when,
        one_line(claim.attributed_to or _NOTHING),
        quoted(claim, AROUND, "bold reverse"),
    )


def _rejected(reading: Reading) -> str:
    reasons = Counter(one.reason for one in reading.rejected).most_common()
    said = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in reasons)
    count = len(reading.rejected)
    nothing = f"{counted(count, 'number')} {'claims' if count == 1 else 'claim'} nothing"
    return nothing + (f": {said}." if said else ".")
