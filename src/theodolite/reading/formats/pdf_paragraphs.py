"""Paragraphs of a PDF: its lines joined where a sentence or paragraph goes on, over columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from theodolite.reading.document import ZoneKind
from theodolite.reading.formats.draft import Piece
from theodolite.reading.formats.pdf_lines import Line
from theodolite.reading.layout.line import HAN, LEADERS, is_headlike, is_item
from theodolite.reading.layout.reference import note_number

LARGER, SMALLER = 1.12, 0.92
"""Sizes of a heading's and of a footnote's letters, against those of the text."""

SHORTEST_NOTE = 40
"""Characters of a footnote whose mark stands far from its words; a shorter line is a row of a table."""

_ENDS = tuple('.!?:;。！？：；"”’)）')
_HYPHENS = "-\u2010\u00ad"
_KEPT_BEFORE = frozenset(
    ["all", "co", "cross", "ex", "half", "high", "large", "long", "low", "mid", "multi", "non", "post", "pre", "quasi",
     "self", "semi", "short", "small", "so", "state", "well"]
)  # fmt: skip
"""First parts of words that keep their hyphen at the end of a line (self-reliance)."""

_MARK = re.compile(r"^(\d{1,3})[.)]?\s*(?=\D)")


@dataclass(frozen=True)
class Laid:
    """A paragraph: its pieces, each on its page, and the kind that its letters tell."""

    pieces: list[Piece]
    told: ZoneKind | None
    size: float


def paragraphs_of_pages(pages: Sequence[list[Line]]) -> list[Laid]:
    """The paragraphs of all pages in order; footnotes, which stand between two pages' text, come last."""
    body = _body_size(pages)
    words = _compounds(pages)
    groups: list[tuple[ZoneKind | None, list[Line]]] = []
    notes: list[tuple[ZoneKind | None, list[Line]]] = []
    for lines in pages:
        text, feet = _feet(lines, body)
        rights = _rights(text)
        for line in text:
            kind = _kind(line, body)
            if groups and _goes_on(groups[-1], line, kind, rights):
                groups[-1][1].append(line)
            else:
                groups.append((kind, [line]))
        for line in feet:
            if notes and not _is_note(line) and notes[-1][1][-1].page == line.page:
                notes[-1][1].append(line)
            else:
                notes.append(("endnotes", [line]))
    return [Laid(list(_joined(lines, words, kind)), kind, lines[0].size) for kind, lines in (*groups, *notes)]


def _body_size(pages: Sequence[list[Line]]) -> float:
    """The size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for line in (line for lines in pages for line in lines if not line.row):
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _kind(line: Line, body: float) -> ZoneKind | None:
    if line.row:
        return "table"
    if LEADERS.search(line.text):
        return None
    if line.size >= LARGER * body and len(line.text) < 200:
        return "heading"
    return "heading" if line.bold and is_headlike(line.text) and not is_item(line.text) else None


def _is_note(line: Line) -> bool:
    if "\t" in line.text and len(line.text) < SHORTEST_NOTE:
        return False
    return note_number(line.text) is not None or re.match(r"\d{1,3}(?=[A-Z“\"])", line.text) is not None


def _feet(lines: list[Line], body: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page apart from its footnotes: small lines at its bottom, the first of which opens with a mark."""
    lowest = max((line.bottom for line in lines if line.row or line.size > SMALLER * body), default=0.0)
    small = [line for line in lines if not line.row and line.size <= SMALLER * body and line.top >= lowest - 2]
    first = next((at for at, line in enumerate(small) if _is_note(line)), None)
    if first is None:
        return lines, []
    feet = small[first:]
    return [line for line in lines if line not in feet], feet


def _rights(lines: Iterable[Line]) -> dict[int, float]:
    """How far right the lines reach that begin at about the same place: the column's edge."""
    rights: dict[int, float] = {}
    for line in lines:
        if not line.row:
            column = round(line.left / 40)
            for near in (column - 1, column, column + 1):
                rights[near] = max(rights.get(near, 0.0), line.right)
    return rights


def _goes_on(
    group: tuple[ZoneKind | None, list[Line]], line: Line, kind: ZoneKind | None, rights: dict[int, float]
) -> bool:
    """Whether `line` goes on with the paragraph of `group`."""
    told, lines = group
    last = lines[-1]
    if LEADERS.search(last.text) or LEADERS.search(line.text):
        return False
    if told != kind or line.row or "\t" in line.text or "\t" in last.text or abs(last.size - line.size) > 0.6:
        return False
    ended = last.text.endswith(_ENDS)
    running = line.text[:1].islower() or last.text[-1:] in _HYPHENS or last.text.endswith(",")
    if last.page != line.page or line.top < last.top - last.size:
        return kind is None and not ended and (running or not is_headlike(line.text))
    gap = line.top - last.bottom
    if gap > 0.75 * line.size and not (running and gap < 1.6 * line.size):
        return False
    if kind == "heading":
        return gap < 0.75 * line.size
    if is_item(line.text) or (ended and line.left > last.left + 0.8 * line.size and len(lines) > 1):
        return False
    right = rights.get(round(last.left / 40), last.right)
    short = last.right < right - 0.18 * max(1.0, right - last.left)
    return not (short and not running and (ended or line.text[:1].isupper()))


def _compounds(pages: Sequence[list[Line]]) -> Counter[str]:
    """How often each word stands in the text in small letters, hyphens included."""
    return Counter(word for lines in pages for line in lines for word in re.findall(r"[\w'-]+", line.text.lower()))


def _joined(lines: list[Line], words: Counter[str], told: ZoneKind | None) -> Iterable[Piece]:
    """Lines as one paragraph: a space between them, or the hyphen of a word that was broken taken out.

    The mark of a footnote is set off from its words.
    """
    for at, line in enumerate(lines):
        text = line.text if at or told != "endnotes" else _MARK.sub(r"\1. ", line.text)
        if at + 1 < len(lines):
            text = _to_next(text, lines[at + 1].text, words)
        yield Piece(text, line.page)


def _to_next(text: str, after: str, words: Counter[str]) -> str:
    if text[-1:] not in _HYPHENS or not text[-2:-1].isalnum():
        glued = HAN.match(text[-1:]) and HAN.match(after[:1])
        return text if glued or text.endswith(("—", "/")) else text + " "
    first = re.split(r"[\s(\"“]", text[:-1])[-1].lower()
    second = re.match(r"\w*", after)
    rest = second[0].lower() if second else ""
    if text[-1] == "\u00ad":
        return text[:-1]
    if not after[:1].islower() or not first.isalpha():
        return text
    whole, compound = words[first + rest], words[f"{first}-{rest}"]
    keeps = compound > whole or (compound == whole and (first in _KEPT_BEFORE or "-" in first))
    return text if keeps else text[:-1]
