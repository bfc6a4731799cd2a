"""The look of every figure: colours that survive colour blindness and print, type, and how a number is written."""

from __future__ import annotations

from html import escape

INK, FAINT, RULE, PAPER = "#1d2733", "#5b6775", "#d5dbe1", "#ffffff"
FIRST, SECOND, FIELD = "#b3361e", "#1f5f99", "#b9c2cb"
"""The entity asked about, the one it is held against, and everybody else."""

FONT = "font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\""


def svg(width: float, height: float, title: str, body: list[str]) -> str:
    """A whole SVG picture with an accessible title; it scales to the width of its place."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{escape(title, quote=True)}" {FONT} font-size="13" fill="{INK}">'
        f"<title>{escape(title)}</title>" + "".join(body) + "</svg>"
    )


def text(x: float, y: float, content: str, *, anchor: str = "start", colour: str = INK, weight: int = 400) -> str:
    """One line of text, escaped."""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{colour}" font-weight="{weight}">'
        f"{escape(content)}</text>"
    )


def rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    """A filled bar."""
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{height:.2f}" rx="1.5" fill="{colour}"/>'
