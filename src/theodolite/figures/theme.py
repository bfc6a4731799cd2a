"""The look of every figure: colours and shapes that survive colour blindness and grey print, and type that fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from theodolite.core.prose import printable

INK, FAINT, RULE, PAPER, FIELD, SHADE = "#1d2733", "#55606d", "#d5dbe1", "#ffffff", "#8b96a3", "#f3f0e8"
"""Text, lesser text, rules, ground, the field of other economies, and the ground of what is old."""

COLOURS = ("#b8390e", "#164a86", "#0b6b5f", "#7b3f98", "#7a5c00")
SHAPES = ("circle", "square", "diamond", "triangle")
"""An entity has a colour and a shape, so that it is known without its colour."""

WIDE, NARROW = 720.0, 320.0
"""The two widths that a figure is drawn at, in CSS pixels: a page picks the one that fits."""

SIZE = 13.0
FONT = "font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\""


@dataclass(frozen=True)
class Look:
    """How one entity is drawn: its printed name, colour and shape."""

    name: str
    colour: str
    shape: str


def roomy(width: float) -> bool:
    """Whether labels have room beside what they label; otherwise they stand above it."""
    return width > NARROW + 100


def looks(names: Sequence[str]) -> tuple[Look, ...]:
    """A look for each name in order: the one asked about first."""
    return tuple(Look(name, COLOURS[k % len(COLOURS)], SHAPES[k % len(SHAPES)]) for k, name in enumerate(names))


def svg(width: float, height: float, title: str, body: Iterable[str], told: str = "") -> str:
    """A whole SVG picture with an accessible title, and what it shows in words; it scales to the width of its place."""
    words = f"<desc>{escape(printable(told))}</desc>" if told else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{escape(printable(title), quote=True)}" {FONT} font-size="{SIZE:g}" fill="{INK}">'
        f"<title>{escape(printable(title))}</title>{words}" + "".join(body) + "</svg>"
    )


def text(
    x: float,
    y: float,
    content: str,
    *,
    anchor: str = "start",
    colour: str = INK,
    bold: bool = False,
    size: float = SIZE,
    halo: bool = False,
) -> str:
    """One line of text, escaped, its baseline at `y`; a halo keeps it apart from lines that pass below it."""
    attributes = "" if anchor == "start" else f' text-anchor="{anchor}"'
    attributes += "" if colour == INK else f' fill="{colour}"'
    attributes += ' font-weight="600"' if bold else ""
    attributes += "" if size == SIZE else f' font-size="{size:g}"'
    attributes += f' stroke="{PAPER}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    return f'<text x="{x:.5g}" y="{y:.5g}"{attributes}>{escape(printable(content))}</text>'


def text_width(content: str, size: float = SIZE, *, bold: bool = False) -> float:
    """The width that a text may take in the widest common sans-serif: an estimate on the safe side."""
    units = sum(0.36 if c in "iljtfrI.,:;'|!()[] /" else 0.98 if c in "mwMW@%" else 0.64 for c in content)
    return size * units * (1.14 if bold else 1.0)


def wrap(content: str, width: float, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """The text broken between words into lines that fit `width`; a single word is never broken."""
    lines: list[str] = []
    for word in content.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def paragraph(x: float, y: float, lines: Sequence[str], *, leading: float = 16.0, **style: object) -> list[str]:
    """Lines of text one below the other, the first baseline at `y`."""
    return [text(x, y + k * leading, line, **style) for k, line in enumerate(lines)]  # type: ignore[arg-type]


def rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    """A filled bar."""
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{height:.2f}" fill="{colour}"/>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str = RULE, width: float = 1.0, dash: str = "") -> str:
    """A straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}" stroke="{colour}" stroke-width="{width:g}"{dashes}/>'


def polyline(points: Sequence[tuple[float, float]], colour: str, width: float, opacity: float = 1.0) -> str:
    """A line through several points."""
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-opacity="{opacity:g}"/>'


def dots(xs: Iterable[float], y: float, *, size: float = 5.0) -> str:
    """The field as faint dots on one line, in a single path."""
    path = "".join(f"M{x:.1f} {y:.1f}h0" for x in sorted(xs))
    return f'<path d="{path}" stroke="{FIELD}" stroke-width="{size:g}" stroke-linecap="round" stroke-opacity=".45"/>'


def mark(shape: str, x: float, y: float, colour: str, *, size: float = 5.0, filled: bool = True) -> str:
    """An entity's mark, `size` from the middle to the edge."""
    paint = f'fill="{colour if filled else PAPER}" stroke="{colour}" stroke-width="1.6"'
    s = size
    paths = {
        "square": f"M{x - s:.2f} {y - s:.2f}h{2 * s:g}v{2 * s:g}h{-2 * s:g}z",
        "diamond": f"M{x:.2f} {y - s * 1.25:.2f}l{s * 1.25:g} {s * 1.25:g}l{-s * 1.25:g} {s * 1.25:g}"
        f"l{-s * 1.25:g} {-s * 1.25:g}z",
        "triangle": f"M{x:.2f} {y - s * 1.2:.2f}l{s * 1.2:g} {s * 2.2:g}h{-s * 2.4:g}z",
    }
    if shape == "circle":
        return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{s:g}" {paint}/>'
    return f'<path d="{paths[shape]}" {paint}/>'


def legend(looks: Sequence[Look], width: float, *, field: str = "") -> tuple[list[str], float]:
    """The marks with their names on as many lines as the width needs, and the height that they take."""
    body: list[str] = []
    x, y = 6.0, 12.0
    for look in (*looks, *([Look(field, FIELD, "circle")] if field else [])):
        needed = text_width(look.name) + 34
        if x > 6 and x + needed > width:
            x, y = 6.0, y + 20
        body.append(mark(look.shape, x, y - 4.5, look.colour, size=2.5 if look.name == field else 4.5))
        body.append(text(x + 11, y, look.name, colour=FAINT if look.name == field else INK))
        x += needed
    return body, y + 12
