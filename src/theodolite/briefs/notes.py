"""Footnotes: one number for each observation that a page rests on, linked from where it is used and back."""

from __future__ import annotations

from dataclasses import dataclass, field

from theodolite.briefs.wording import plain_period, shortened
from theodolite.core.source import Source
from theodolite.evidence.ledger import Ledger

LONGEST_LOCATOR = 60
"""Characters: a locator up to this long is shown whole."""
SHOWN_ROWS = 3
LONGEST_TEXT = 400


@dataclass
class Note:
    """One observation: its number on the page, what it says, and the anchors that refer to it."""

    number: int
    seen: dict[str, object]
    source: Source
    anchors: list[str] = field(default_factory=list)

    @property
    def period(self) -> str:
        """The period of the figure, for reading."""
        return plain_period(str(self.seen["period"]))

    @property
    def locator(self) -> str:
        """Where the figure stands in the publisher's file, a long list of rows cut short."""
        return short_locator(str(self.seen["locator"]))


@dataclass
class Notes:
    """The footnotes of one page, numbered in the order in which they are first referred to."""

    ledger: Ledger
    by_row: dict[int, Note] = field(default_factory=dict)

    def refer(self, row: int) -> tuple[int, str]:
        """The number of the note on an observation, and the anchor of this reference to it."""
        if row not in self.by_row:
            seen = self.ledger.at(row)
            source = self.ledger.catalog.sources[f"{seen['source']}-{seen['edition']}"]
            self.by_row[row] = Note(len(self.by_row) + 1, seen, source)
        note = self.by_row[row]
        note.anchors.append(f"ref-{note.number}-{len(note.anchors) + 1}")
        return note.number, note.anchors[-1]

    @property
    def all(self) -> list[Note]:
        """Every note by number."""
        return list(self.by_row.values())


def short_locator(locator: str) -> str:
    """A locator for reading: a list of many rows becomes its first few and their count."""
    head, mark, places = locator.partition("#row=")
    rows = places.split(";")
    if len(locator) <= LONGEST_LOCATOR or len(rows) <= SHOWN_ROWS:
        return shortened(locator, LONGEST_TEXT)
    return f"{head}{mark}{';'.join(rows[:SHOWN_ROWS])} and {len(rows) - SHOWN_ROWS} more"
