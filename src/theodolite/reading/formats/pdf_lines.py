"""Lines of a PDF's pages: words put together by their boxes, rows of ruled tables, and what runs along every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from theodolite.reading.layout.line import LONGEST_CELL

MARGIN = 0.13
"""Share of a page's height, at its top and at its bottom, in which running heads and page numbers stand."""

GLUED, WIDE, WIDE_OF_FEW = 0.12, 1.8, 1.15
"""Gaps between words, in sizes of their letters: below, they are one word; above, cells of a row (of FEW words at most
in the third case, as no line that is set to a width is torn so far apart)."""

FEW = 8

_UNREAD = re.compile(r"\(cid:\d+\)")
"""A letter whose font does not say which it is; alone at the beginning of a line it is the sign of an item."""

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its words, its box in points from the page's upper left corner, and its letters."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    row: bool = False
    """A row of a ruled table, its cells between tabs."""
    edge: bool = False
    """It stands in the margin at the top or bottom of its page."""


def lines_of_page(page: Any, number: int) -> list[Line]:
    """The lines of one page of pdfplumber's, in the order in which the file writes them; tables row by row."""
    height = float(page.height) or 1.0
    words = page.extract_words(
        x_tolerance_ratio=0.15, y_tolerance=2, use_text_flow=True, keep_blank_chars=False,
        extra_attrs=["size", "fontname"],
    )  # fmt: skip
    words = [word for word in words if word.get("upright", True)]
    tables = _tables(page, number) if len(page.lines) + len(page.rects) + len(page.curves) >= 4 else []
    lines: list[Line] = []
    gathered: list[dict[str, Any]] = []
    for word in words:
        inside = next((at for at, (box, _) in enumerate(tables) if _within(word, box)), None)
        if inside is not None or (gathered and not _goes_on(gathered, word)):
            lines += _line(gathered, number, height)
            gathered = []
        if inside is None:
            gathered.append(word)
        else:
            lines += tables[inside][1]
            tables[inside] = (tables[inside][0], [])
    return lines + list(_line(gathered, number, height))


_WITH_NUMBER = re.compile(r"\d{1,4}\t\D.*|\D.*\t\d{1,4}")


def without_running_heads(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without what stands in the margin of several of them, and without page numbers; how many lines that is.

    A line runs along the pages where the same words (digits aside) stand in the margin of two pages of two or three,
    or of at least three.
    """
    seen = Counter(key for lines in pages for key in {_key(line) for line in lines if line.edge})
    sizes = sorted(line.size for lines in pages for line in lines) or [0.0]
    often, large = 2 if len(pages) <= 3 else 3, 1.2 * sizes[len(sizes) // 2]

    def runs(line: Line) -> bool:
        told = seen[_key(line)] >= often or _PAGE_NUMBER.fullmatch(line.text) or _WITH_NUMBER.fullmatch(line.text)
        return line.edge and line.size < large and bool(told)

    kept = [[line for line in lines if not runs(line)] for lines in pages]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).casefold()


def _goes_on(gathered: list[dict[str, Any]], word: dict[str, Any]) -> bool:
    """Whether `word` stands on the line of those before it: beside the last one, to its right."""
    last = gathered[-1]
    shared = min(last["bottom"], word["bottom"]) - max(last["top"], word["top"])
    least = min(last["bottom"] - last["top"], word["bottom"] - word["top"])
    return shared >= 0.4 * least and word["x0"] >= last["x1"] - max(2.0, 0.5 * word["size"])


def _line(words: list[dict[str, Any]], page: int, height: float) -> Iterator[Line]:
    if not words:
        return
    sizes: Counter[float] = Counter()
    heavy = 0
    parts: list[str] = []
    wide = WIDE_OF_FEW if len(words) <= FEW else WIDE
    for at, word in enumerate(words):
        letters = len(word["text"])
        sizes[round(float(word["size"]), 1)] += letters
        heavy += letters * bool(re.search(r"bold|black|heavy|semibold|-bd", str(word["fontname"]).lower()))
        if at:
            gap = (word["x0"] - words[at - 1]["x1"]) / max(1.0, max(word["size"], words[at - 1]["size"]))
            parts.append("" if gap < GLUED else "\t" if gap > wide else " ")
        unread = "•" if not at and len(words) > 1 else "\ufffd"
        parts.append(_UNREAD.sub(unread, word["text"]).translate(_LIGATURES))
    top, bottom = min(word["top"] for word in words), max(word["bottom"] for word in words)
    yield Line(
        "".join(parts).strip(), page, words[0]["x0"], words[-1]["x1"], top, bottom, sizes.most_common(1)[0][0],
        bold=2 * heavy > sum(sizes.values()),
        edge=bottom < MARGIN * height or top > (1 - MARGIN) * height,
    )  # fmt: skip


def _within(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _tables(page: Any, number: int) -> list[tuple[tuple[float, float, float, float], list[Line]]]:
    """The ruled tables of a page: the box of each, and its rows as lines."""
    found: list[tuple[tuple[float, float, float, float], list[Line]]] = []
    for table in page.find_tables():
        rows = [[" ".join((cell or "").split()).translate(_LIGATURES) for cell in row] for row in table.extract()]
        filled = [row for row in rows if sum(map(bool, row)) >= 2]
        longest = max((len(cell) for row in rows for cell in row), default=0)
        if len(filled) < 2 or longest > LONGEST_CELL:
            continue
        left, top, right, bottom = table.bbox
        lines = [
            Line("\t".join(row).strip(), number, left, right, top, bottom, 0.0, row=True) for row in rows if any(row)
        ]
        found.append((table.bbox, lines))
    return found
