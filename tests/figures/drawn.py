"""What a picture holds: the room of every text, and that none leaves the picture or covers another."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree

from theodolite.figures.theme import text_width

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[tuple[str, float, float, float, float]]:
    """Every text with its left, right, top and bottom; groups may be moved to the right."""
    found: list[tuple[str, float, float, float, float]] = []
    root = ElementTree.fromstring(svg)
    moved = {
        id(text): float((group.get("transform") or "translate(0").removeprefix("translate(").split()[0])
        for group in root.iter(f"{SVG}g")
        for text in group.iter(f"{SVG}text")
    }
    for text in root.iter(f"{SVG}text"):
        size, x, y = (float(text.get(name, default)) for name, default in (("font-size", "13"), ("x", "0"), ("y", "0")))
        x += moved.get(id(text), 0.0)
        long = text_width(text.text or "", size, bold=text.get("font-weight") is not None)
        left = {"start": x, "middle": x - long / 2, "end": x - long}[text.get("text-anchor", "start")]
        found.append((text.text or "", left, left + long, y - size * 0.75, y + size * 0.2))
    return found


def astray(svg: str, width: float) -> list[str]:
    """The texts that leave a picture of this width."""
    height = float((ElementTree.fromstring(svg).get("viewBox") or "").split()[3])
    return [
        word
        for word, left, right, top, bottom in texts(svg)
        if left < -1 or right > width + 1 or top < -2 or bottom > height + 1
    ]


def covered(svg: str) -> list[tuple[str, str]]:
    """The pairs of texts that cover each other."""
    return [
        (a[0], b[0])
        for a, b in itertools.combinations(texts(svg), 2)
        if a[1] < b[2] - 1 and b[1] < a[2] - 1 and a[3] < b[4] - 1 and b[3] < a[4] - 1
    ]


def told(svg: str) -> tuple[str, str]:
    """The title of a picture, and its description."""
    root = ElementTree.fromstring(svg)
    return root.findtext(f"{SVG}title") or "", root.findtext(f"{SVG}desc") or ""
