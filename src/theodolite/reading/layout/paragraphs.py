"""Paragraphs of a plain text: one a line, or one a run of lines where the lines were wrapped at a width by hand."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

LONGEST_LINE, SHORTEST_LINE = 130, 30
"""Characters: the widths between which somebody wraps lines by hand."""

_LINE = re.compile(r"\S(?:[^\n\r\v\f\x85\u2028\u2029]*\S)?")
_ITEM = re.compile(r"(?:[-–—•*·▪◦●‣+#>|]|\(?\d{1,3}[.)]|\(?[a-z]\)|\[\d{1,3}\])\s")
_ENDS = tuple(".!?:;。！？：；…\"”’')）")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) of a text, with no white space at either end."""

    start: int
    end: int


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Every line from `start` to `end` that holds more than white space, without the white space around it."""
    return [Span(*found.span()) for found in _LINE.finditer(text, start, len(text) if end is None else end)]


def apart(text: str, before: Span, line: Span) -> bool:
    """Whether an empty line, or the end of a page, stands between two lines."""
    gap = text[before.end : line.start]
    return max(gap.count("\n"), gap.count("\r")) > 1 or "\f" in gap


def paragraphs_of(text: str) -> list[Span]:
    """The paragraphs of a plain text in order.

    A line is a paragraph, unless the text is wrapped by hand (`wrapped_at`): there a line goes on in the next one
    where the next one's first word would not have fitted on it.
    """
    lines = lines_of(text)
    width = wrapped_at(text, lines)
    if width is None or not lines:
        return lines
    joined = [lines[0]]
    for before, line in pairwise(lines):
        if _goes_on(text, before, line, width):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def wrapped_at(text: str, lines: list[Span] | None = None) -> int | None:
    """The width at which the lines of `text` were wrapped by hand; None where a newline ends a paragraph.

    It is the width that nearly all lines keep whose sentence goes on in the next one, where there are such lines.
    They are wrapped where at least half of the lines that another one follows are full at that width.
    """
    lines = lines_of(text) if lines is None else lines
    pairs = [pair for pair in pairwise(lines) if not apart(text, *pair)]
    running = sorted(_reach(text, before) for before, line in pairs if _running(text, before, line))
    if not running or 5 * len(running) < len(pairs):
        return None
    width = running[int(0.95 * (len(running) - 1))]
    shortest = SHORTEST_LINE // 2 if _HAN.search(text, 0, 2000) else SHORTEST_LINE
    if not shortest <= width <= LONGEST_LINE:
        return None
    full = sum(_full(text, *pair, width) for pair in pairs)
    return width if 2 * full >= len(pairs) else None


def _goes_on(text: str, before: Span, line: Span, width: int) -> bool:
    if apart(text, before, line) or "\t" in text[line.start : line.end] or text[line.start] == "|":
        return False
    full = _full(text, before, line, width)
    ended = text[before.end - 1] in _ENDS
    if (ended or not full) and _ITEM.match(text, line.start):
        return False
    if ended and _indent(text, line) > _indent(text, before) + 1:
        return False
    return full or _running(text, before, line)


def _full(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether the first word of `line` would not have fitted on the line before it."""
    if _HAN.match(text, line.start):
        return _reach(text, before) + 2 > width
    word = text.find(" ", line.start, line.end)
    first = (word if word >= 0 else line.end) - line.start
    return _reach(text, before) + 1 + first > width


def _running(text: str, before: Span, line: Span) -> bool:
    """Whether a sentence goes on from one line to the next."""
    last, first = text[before.end - 1], text[line.start]
    if _HAN.match(first):
        return bool(_HAN.match(last)) or last in "，、"
    return last not in _ENDS and (first.islower() or last == ",")


def _reach(text: str, line: Span) -> int:
    """The column in which a line ends."""
    return _indent(text, line) + line.end - line.start


def _indent(text: str, line: Span) -> int:
    before = text[max(0, line.start - LONGEST_LINE) : line.start]
    return len(before) - len(before.rstrip(" \t\u00a0\u3000"))
