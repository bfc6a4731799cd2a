"""Tables: the cells of each row, and what heads each of them: its column, its row, the corner and the title above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from theodolite.reading.scene import Heads, Row, Sentence, Stretch

BAR = re.compile(r"\t| ?[|│] ?| {3,}")
"""What stands between two cells."""

MOST_HEADS = 3
"""Rows on top of one table that name its columns."""

MOST_TITLES = 2
"""Captions and headings above a table that speak of all of it."""

_RULE = re.compile(r"[\s|│:+=–—-]*")
_YEARS = r"(?:FY ?)?(?:19|20)\d\d(?: ?[-–/] ?(?:(?:19|20)\d\d|\d\d))?(?:年|[a-z*])?"
_DATED = re.compile(rf"{_YEARS}|(?:Q[1-4]|H[12]) ?{_YEARS}|[A-Z][a-z]{{2,8}}\.? {_YEARS}")
_FIGURE = re.compile(
    r"(?:[A-Z]{0,3}[^\w\s]{0,2} ?)?\d[\d,. ]*(?: ?[-–] ?\d[\d,.]*)?(?: ?[^\w\s]{1,2}| ?[A-Za-z]{1,3})?"
)
_NOTHING = re.compile(r"[-–—.…]*|n/?a\.?|N/?A")


def tables_of(text: str, sentences: Sequence[Sentence]) -> Mapping[int, Row]:
    """The rows of figures among the `sentences` of a document's own text, by their numbers.

    Rows on end are one table. Those before its first figures name the columns (years are names), the first cell of each
    row names it; a row whose cells are fewer than those of the heads by two or more has no columns.
    """
    rows: dict[int, Row] = {}
    at = 0
    while at < len(sentences):
        last = at
        while last < len(sentences) and sentences[last].zone == "table":
            last += 1
        if last > at:
            rows.update(_table(text, sentences, at, last))
        at = last + 1
    return rows


def cells_of(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    """The cells of a row at `start` to `end` of a text, without the white space around each."""
    bars = [found.span() for found in BAR.finditer(text, start, end)]
    edges = [start, *(edge for bar in bars for edge in bar), end]
    cells = [_trimmed(text, edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    barred = [text[first:last].strip() in ("|", "│") for first, last in bars]
    if cells[0].start == cells[0].end and barred and barred[0]:
        cells = cells[1:]
    if len(cells) > 1 and cells[-1].start == cells[-1].end and barred[-1]:
        cells = cells[:-1]
    return tuple(cells)


def _trimmed(text: str, start: int, end: int) -> Stretch:
    words = text[start:end]
    return Stretch(start + len(words) - len(words.lstrip()), max(start, end - len(words) + len(words.rstrip())))


def _table(text: str, sentences: Sequence[Sentence], first: int, last: int) -> Mapping[int, Row]:
    """The rows of figures of one table, which the sentences `first` to `last` (exclusive) are."""
    rows: dict[int, Row] = {}
    heads: list[tuple[Stretch, ...]] = []
    titles = _titles(sentences, first)
    for number in range(first, last):
        start, end = sentences[number].start, sentences[number].end
        if _RULE.fullmatch(text, start, end):
            continue
        cells = cells_of(text, start, end)
        if len(cells) < 2:
            titles = titles if rows or heads else (Stretch(start, end), *titles)
        elif _of_figures(text, cells):
            rows[number] = Row(cells, tuple(_headed(i, cells, heads, titles) for i in range(len(cells))))
        elif not rows and (not heads or (len(heads) < MOST_HEADS and _goes_under(text, cells, heads[0]))):
            heads.append(cells)
        elif heads and _said(text, cells[0]) in ("", _said(text, heads[0][0])):
            heads = [cells]
    return rows


def _said(text: str, place: Stretch) -> str:
    return text[place.start : place.end]


def _of_figures(text: str, cells: Sequence[Stretch]) -> bool:
    """Whether a row holds figures: a number in a cell after the first that is no year."""
    said = [_said(text, cell) for cell in cells[1:]]
    return any(_FIGURE.fullmatch(one) and not _DATED.fullmatch(one) for one in said)


def _goes_under(text: str, cells: Sequence[Stretch], above: Sequence[Stretch]) -> bool:
    """Whether a row names parts of the columns above it: its first cell is empty, is missing, or all are years."""
    said = [_said(text, cell) for cell in cells]
    dated = all(_DATED.fullmatch(one) or _NOTHING.fullmatch(one) for one in said[1:])
    return not said[0] or len(cells) == len(above) - 1 or dated


def _headed(
    at: int, cells: Sequence[Stretch], heads: Sequence[Sequence[Stretch]], titles: tuple[Stretch, ...]
) -> Heads:
    column: list[Stretch] = []
    for row in reversed(heads):
        place = at + len(row) - len(cells)
        if abs(len(row) - len(cells)) <= 1 and 0 <= place < len(row) and row[place].end > row[place].start:
            column.append(row[place])
    corner = tuple(row[0] for row in heads if len(row) >= len(cells) and row[0].end > row[0].start)
    return Heads(tuple(column), (cells[0],), corner, titles)


def _titles(sentences: Sequence[Sentence], first: int) -> tuple[Stretch, ...]:
    """The captions and the heading right above a table, the nearest first."""
    found: list[Stretch] = []
    for number in range(first - 1, max(-1, first - 1 - MOST_TITLES), -1):
        sentence = sentences[number]
        if sentence.zone not in ("caption", "heading"):
            break
        found.append(Stretch(sentence.start, sentence.end))
    return tuple(found)
