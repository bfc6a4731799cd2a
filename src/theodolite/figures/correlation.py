"""Correlation heatmap: how far every two parts of a lens go together, pillar by pillar, with what is flagged framed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from theodolite.figures.numbers import MINUS
from theodolite.figures.theme import FAINT, INK, PAPER, RULE, line, paragraph, roomy, svg, text, text_width, wrap

WITH, AGAINST = "#164a86", "#b8390e"
"""The colours of going together and of going against each other."""

SIZE, SMALL, LEADING, INDENT = 12.0, 10.0, 15.0, 10.0

LEAST_NUMBER, LEAST_ROW, LEAST_TOLD, MOST_CELL = 9.0, 12.5, 18.5, 44.0
"""Sides of a cell from which on every row has its number, its name, every cell its figure; and the largest side."""

MOST_NAME = 310.0
"""Room that names may take beside the cells."""

PALE = 0.7
"""Up to this strength a cell is pale enough for dark figures."""

KEY = ((-1.0, "−1"), (-0.5, "−½"), (0.0, "0"), (0.5, "½"), (1.0, "1"))


@dataclass(frozen=True)
class Part:
    """An indicator, a pillar or the score: its name, how deep it stands (0 for the pillars of the first level)."""

    name: str
    depth: int
    branch: bool


@dataclass(frozen=True)
class Pair:
    """A correlation, None where it is not defined, and whether it is flagged."""

    value: float | None
    flagged: bool = False


def correlation_heatmap(title: str, parts: Sequence[Part], pairs: Mapping[tuple[int, int], Pair], width: float) -> str:
    """The lower triangle of the correlations; `pairs` maps (row, column), row after column, to what stands there.

    Blue goes together, rust with a stroke through it goes against, the stronger the fuller; a frame is a flag, an empty
    cell with a stroke across it a correlation that is not defined. Where rows are too low for names, numbers stand for
    them, told below.
    """
    numbered = [f"{k + 1} {part.name}" for k, part in enumerate(parts)]
    left = _widest(numbered, parts) + 10
    side = min((width - left - 2) / len(parts), MOST_CELL)
    beside = roomy(width) and side >= LEAST_ROW and left <= MOST_NAME
    if not beside:
        left = text_width(str(len(parts)), SIZE) + 8
        side = min((width - left - 2) / len(parts), MOST_CELL)
    body, y = _key(width, told=side >= LEAST_TOLD)
    for k, part in enumerate(parts):
        top = y + side * k
        middle = top + side / 2 + 4
        for j in range(k):
            body += _cell(pairs[k, j], left + side * j, top, side)
        if beside:
            size = min(SIZE, side - 1)
            body.append(text(INDENT * part.depth, middle, numbered[k], size=size, bold=part.branch))
        elif side >= LEAST_NUMBER or k % 5 == 4:
            body.append(text(0, middle, str(k + 1), size=SMALL, bold=part.branch))
        if side >= LEAST_ROW and k < len(parts) - 1:
            x = left + side * (k + 0.5)
            body.append(text(x, middle, str(k + 1), size=SMALL, colour=FAINT, anchor="middle"))
    y += side * len(parts) + 12
    if not beside:
        told, y = _names(numbered, parts, y, width)
        body += told
    return svg(width, y, title, body)


def _widest(numbered: Sequence[str], parts: Sequence[Part]) -> float:
    return max(text_width(n, SIZE, bold=p.branch) + INDENT * p.depth for n, p in zip(numbered, parts, strict=True))


def _cell(pair: Pair, x: float, y: float, side: float) -> list[str]:
    if pair.value is None:
        stroke = line(x + side / 4, y + side / 4, x + 3 * side / 4, y + 3 * side / 4, FAINT)
        return [_box(x, y, side, PAPER, 1), stroke]
    strength, colour = abs(pair.value), AGAINST if pair.value < 0 else WITH
    body = [_box(x, y, side, colour, strength, framed=pair.flagged)]
    ink, middle, down = PAPER if strength > PALE else INK, x + side / 2, y + side / 2
    if side >= LEAST_TOLD:
        told = f"{100 * pair.value:.0f}".replace("-", MINUS)
        body.append(text(middle, down + 3.5, told, anchor="middle", size=SMALL, colour=ink))
    elif pair.value < 0:
        body.append(line(middle - side / 5, down, middle + side / 5, down, ink, 1.2))
    return body


def _box(x: float, y: float, side: float, colour: str, strength: float, *, framed: bool = False) -> str:
    edge, width = (INK, 2.0 if side >= LEAST_NUMBER else 1.0) if framed else (RULE, 0.5)
    return (
        f'<rect x="{x + width / 2:.2f}" y="{y + width / 2:.2f}" width="{side - width:.2f}" '
        f'height="{side - width:.2f}" fill="{colour}" fill-opacity="{strength:.2f}" stroke="{edge}" '
        f'stroke-width="{width:g}"/>'
    )


def _key(width: float, *, told: bool) -> tuple[list[str], float]:
    body: list[str] = []
    x, y = 0.0, 2.0
    for value, word in KEY:
        body += [*_cell(Pair(value), x, y, 13), text(x + 18, y + 11, word, size=SIZE)]
        x += 36 + text_width(word, SIZE)
    for pair, word in ((Pair(0.0, flagged=True), "flagged"), (Pair(None), "not defined")):
        if x + 22 + text_width(word, SIZE) > width:
            x, y = 0.0, y + 20
        body += [*_cell(pair, x, y, 13), text(x + 18, y + 11, word, size=SIZE, colour=FAINT)]
        x += 30 + text_width(word, SIZE)
    said = wrap(f"Correlations{' times 100' if told else ''}; a pillar stands above its parts.", width, SIZE)
    return body + paragraph(0, y + 31, said, size=SIZE, colour=FAINT, leading=LEADING), y + 30 + LEADING * len(said)


def _names(numbered: Sequence[str], parts: Sequence[Part], y: float, width: float) -> tuple[list[str], float]:
    """The names with their numbers, one below the other, in as many columns as the width has room for."""
    wide = _widest(numbered, parts) + 16
    columns = max(int(width // wide), 1)
    rows = -(-len(parts) // columns)
    body: list[str] = []
    lines = 0.0
    for column in range(columns):
        at = y + 12
        for label, part in list(zip(numbered, parts, strict=True))[column * rows : (column + 1) * rows]:
            x = column * wide + INDENT * part.depth
            told = wrap(label, width - INDENT * part.depth, SIZE, bold=part.branch)
            body += paragraph(x, at, told, size=SIZE, bold=part.branch, leading=LEADING)
            at += LEADING * len(told)
        lines = max(lines, at)
    return body, lines
