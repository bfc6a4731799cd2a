"""Chance: how often something holds in a hundred draws, as a printed number and as a shade with its key."""

from __future__ import annotations

from theodolite.figures.theme import FAINT, INK, PAPER, RULE, text, text_width

SHADES = (
    (0.80, "#164a86", PAPER, "80 and more"),
    (0.50, "#8fb0d3", INK, "50 to 80"),
    (0.20, "#bfd1e6", INK, "20 to 50"),
    (0.05, "#e6edf5", INK, "5 to 20"),
    (0.00, PAPER, INK, "under 5"),
)
"""From which share on a cell has this ground and this ink, and how the key says it; a number stands in it as well."""

SMALL, LEAST_WIDTH = 11.0, 25.0
"""Size of the number in a cell, and the width that `100` needs."""


def chance(share: float) -> str:
    """A share as a count of 100: 63; <1 and >99 where rounding would hide the other case; nothing for never."""
    if share <= 0:
        return ""
    if share < 0.005:
        return "<1"
    return ">99" if 0.995 <= share < 1 else f"{int(share * 100 + 0.5)}"


def cell(x: float, y: float, width: float, height: float, share: float, frame: str = "") -> list[str]:
    """One cell of a grid, shaded by its share, with its number; a `frame` colour sets it apart."""
    _, ground, ink, _ = next(shade for shade in SHADES if share >= shade[0])
    edge = f'stroke="{frame}" stroke-width="2"' if frame else f'stroke="{RULE}" stroke-width="0.75"'
    box = f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{ground}" {edge}/>'
    if not (shown := chance(share)):
        return [box]
    colour = FAINT if shown == "<1" else ink
    return [box, text(x + width / 2, y + height / 2 + 4, shown, anchor="middle", colour=colour, size=SMALL)]


def shade_key(width: float) -> tuple[list[str], float]:
    """What the shades mean, lightest first, on as many lines as the width needs, and the height that they take."""
    body, x, y = [text(0, 11, "In 100 versions:", size=12, colour=FAINT)], text_width("In 100 versions:", 12) + 8, 0.0
    for _, ground, _, word in reversed(SHADES):
        needed = text_width(word, 12) + 32
        if x + needed - 10 > width:
            x, y = 0.0, y + 20
        body.append(
            f'<rect x="{x + 0.5:.1f}" y="{y + 0.5:.1f}" width="14" height="12" fill="{ground}" stroke="{FAINT}"/>'
        )
        body.append(text(x + 20, y + 11, word, size=12, colour=FAINT))
        x += needed
    return body, y + 26
