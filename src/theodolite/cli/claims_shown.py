"""Claims, their log and passages in a terminal: each with its words, and the quantity in them set off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.padding import Padding
from rich.text import Text

from theodolite.cli.claim_words import amount, one_line, page, quoted
from theodolite.cli.terminal import Terminal
from theodolite.core.catalog import Catalog
from theodolite.core.period import plain_period
from theodolite.core.prose import counted, shown
from theodolite.evidence.listing import Listing, Reviewed
from theodolite.evidence.review import changes
from theodolite.reading.claim import Claim
from theodolite.store.rows import DocumentRow, PassageRow, ReviewRow

AROUND = 240
"""Characters of a quote that are shown on either side of its quantity; --json holds all of them."""

COLOURS = {"accepted": "green", "edited": "green", "rejected": "red", "needs-source": "yellow", "proposed": "cyan"}


def show_listing(found: Listing, catalog: Catalog) -> None:
    """Print the claims by document, each with its state, what it says in our words, and its own words."""
    console = Terminal()
    for _, several in groupby(found.claims, key=lambda one: one.document.id):
        claims = list(several)
        console.print(heading(claims[0].document))
        for one in claims:
            console.print(Padding(_claim(one, catalog), (0, 0, 1, 2)))
    console.print(found.finding)


def show_log(lines: Sequence[ReviewRow], *, dated: bool) -> None:
    """Print lines of the log, with the fields that each changed."""
    console = Terminal()
    for line in lines:
        said = Text(f"{line.id} ", style="dim")
        said.append(f"{line.at} " if dated else "", style="dim")
        said.append(f"{line.claim} ", style="bold")
        said.append(line.state, style=COLOURS.get(line.state, ""))
        said.append(one_line(f" by {line.by}" + (f": {line.reason}" if line.reason else "")))
        console.print(said)
        for text in change_lines(line):
            console.print(text)
    if not lines:
        console.print("Nobody has reviewed it.")


def change_lines(line: ReviewRow) -> list[Text]:
    """The fields that a review changed, one a line: value: 1,200 → 1,300."""
    return [
        Text(one_line(f"  {name}: {_or_nothing(before)} → {_or_nothing(after)}"))
        for name, (before, after) in changes(line).items()
    ]


def show_passages(found: Sequence[PassageRow], files: Mapping[str, str]) -> None:
    """Print passages, each with its file, page and place."""
    console = Terminal()
    for one in found:
        page = f", page {one.page}" if one.page is not None else ""
        console.print(Text(one_line(f"{files[one.document]}{page}, {one.zone}, character {one.start}"), style="bold"))
        console.print(Padding(Text(one_line(one.text)), (0, 0, 1, 2)))
    console.print(counted(len(found), "passage") + ".")


def heading(document: DocumentRow) -> Text:
    """A document by its title, with its publisher, date and file."""
    about = [part for part in (document.publisher, document.date or "no date", document.file) if part]
    return Text(one_line(document.title or document.file), style="bold").append(
        one_line(f" ({', '.join(about)})"), style="not bold"
    )


def _claim(one: Reviewed, catalog: Catalog) -> Text:
    said = Text(one.claim.id, style="bold").append(" ").append(one.state, style=f"not bold {COLOURS[one.state]}")
    if one.last is not None:
        because = f": {one.last.reason}" if one.last.reason else ""
        said.append(one_line(f" by {one.last.by}, line {one.last.id}{because}"), style="not bold dim")
    said.append("\n" + one_line(" · ".join(_facts(one.claim, catalog))), style="not bold")
    words = quoted(one.claim, AROUND, "bold reverse", "not bold italic")
    return said.append("\n“").append_text(words).append("”")


def _facts(claim: Claim, catalog: Catalog) -> list[str]:
    names = "; ".join(catalog.title(name) for name in (claim.entity or "nobody named").split(";"))
    compared = f" against {catalog.title(claim.counterpart)}" if claim.counterpart else ""
    sure = f" ({100 * claim.confidence:.0f} per cent sure)" if claim.indicator and claim.confidence is not None else ""
    return [
        names + compared,
        amount(claim),
        plain_period(claim.period) if claim.period else "period unstated",
        claim.modality,
        (claim.indicator or "no indicator") + sure,
        *([f"said by {claim.attributed_to}"] if claim.attributed_to else []),
        *([page(claim)] if page(claim) else []),
    ]


def _or_nothing(value: object) -> str:
    return "nothing" if value is None else shown(value) if isinstance(value, float) else str(value)
