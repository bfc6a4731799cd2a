"""What an answer shows: figures, and tables whose cells may carry a footnote to an observation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import polars as pl

from theodolite.figures.theme import NARROW, WIDE


@dataclass(frozen=True)
class Cell:
    """What stands in one place of a table."""

    text: str
    rows: tuple[int, ...] = ()
    """The observations behind it, by their numbers in the ledger: a page sets a footnote to each."""
    mark: Literal["", "old", "lead", "quiet"] = ""
    small: str = ""
    """A lesser line below the text."""
    details: tuple[str, ...] = ()
    """What a page holds folded below: a definition, then caveats."""
    href: str = ""


@dataclass(frozen=True)
class Table:
    """A table for reading, and the same figures unformatted for the CSV file of its name."""

    name: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    frame: pl.DataFrame
    numeric: tuple[int, ...] = ()
    """Columns that are set to the right."""
    folded: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture at two widths with the table that it is drawn from."""

    name: str
    title: str
    caption: str
    svg: str
    narrow: str
    table: pl.DataFrame
    folded: bool = False
    """Whether a page shows it closed, to be opened by who wants it."""
    numbers: Table | None = None
    """The numbers that are drawn as a table for reading, which a page holds folded below the picture."""

    @classmethod
    def drawn(
        cls,
        name: str,
        title: str,
        caption: str,
        draw: Callable[[float], str],
        table: pl.DataFrame,
        *,
        folded: bool = False,
        numbers: Table | None = None,
    ) -> Figure:
        """The picture as `draw` makes it at the wide and at the narrow width."""
        return cls(name, title, caption, draw(WIDE), draw(NARROW), table, folded, numbers)


def cell(text: str, small: str = "") -> Cell:
    """A cell of text alone."""
    return Cell(text, small=small)
