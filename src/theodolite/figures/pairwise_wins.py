"""Pairwise wins: in how many of 100 versions of a lens the economy of the row stands above that of the column."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from theodolite.figures.chance import cell, shade_key
from theodolite.figures.theme import FAINT, RULE, Look, line, mark, paragraph, roomy, svg, text, text_width, wrap

ROW, LEADING, SIZE = 24.0, 15.0, 12.5
MOST = 12
"""Economies that fit a phone side by side."""

READING = "Along a row: how often it stands above each other one. Down a column: how often the others stand above it."


def pairwise_wins(
    title: str, names: Sequence[str], wins: Sequence[Sequence[float]], looks: Sequence[Look | None], width: float
) -> str:
    """A square of `names` by the same, the best first; along a row it wins, down a column it loses.

    `wins[a][b]` is the share of versions in which a stands above b; what two cells lack to 100 together are ties.
    Columns carry the letter that stands before the name of a row. At most MOST names.
    """
    beside = roomy(width)
    lettered = [f"{letter} {name}" for letter, name in zip(ascii_uppercase, names, strict=False)]
    left = min(max([text_width(name, SIZE, bold=True) for name in lettered], default=0) + 30, 250) if beside else 0.0
    wide = min((width - left - 2) / max(len(names), 1), 52.0)
    body, y = shade_key(width)
    said = wrap(READING, width, 12)
    body += paragraph(0, y + 10, said, leading=LEADING, size=12, colour=FAINT)
    y += 19 + LEADING * len(said)
    for k, look in enumerate(looks):
        middle = left + wide * (k + 0.5) + 1
        body.append(text(middle, y, ascii_uppercase[k], anchor="middle", size=12, bold=look is not None,
                         colour=look.colour if look else FAINT))  # fmt: skip
    y += 7
    for k, (name, look) in enumerate(zip(lettered, looks, strict=True)):
        bold = look is not None
        labels = wrap(name, (left or width) - 24, SIZE, bold=bold)
        top = y if left else y + LEADING * len(labels) + 5
        height = max(ROW, LEADING * len(labels) + 5) if left else ROW
        body += paragraph(16, y + 16, labels, leading=LEADING, size=SIZE, bold=bold)
        body += [mark(look.shape, 6, y + 11.5, look.colour, size=4.5)] if look else []
        for j, share in enumerate(wins[k]):
            x = left + wide * j + 1
            body += cell(x, top, wide, height, share) if j != k else [line(x, top + height, x + wide, top, RULE)]
        y = top + height + (0 if left else 5)
    return svg(width, y + 3, title, body)
