"""The heatmap holds what it shows: shades in proportion, signs without colour, names inside, frames where flagged."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from theodolite.figures.correlation import AGAINST, WITH, Pair, Part, correlation_heatmap
from theodolite.figures.theme import INK, NARROW, WIDE, text_width

PARTS = [
    Part("talent & <people>", 0, branch=True),
    Part("talent/developers", 1, branch=False),
    Part("talent/researchers", 1, branch=False),
    Part("score", 0, branch=True),
]
PAIRS = {
    (1, 0): Pair(0.8),
    (2, 0): Pair(-0.4, flagged=True),
    (2, 1): Pair(None),
    (3, 0): Pair(1.0),
    (3, 1): Pair(0.2),
    (3, 2): Pair(0.0),
}


def many(n: int) -> str:
    parts = [Part(f"pillar/indicator-{k}", 1, branch=False) for k in range(n)]
    pairs = {(k, j): Pair((-1) ** k * 0.5) for k in range(n) for j in range(k)}
    return correlation_heatmap("T", parts, pairs, NARROW)


def cells(svg: str) -> list[tuple[str, float]]:
    """Ground and strength of every cell after the key's seven."""
    return [(c, float(s)) for c, s in re.findall(r'fill="(#\w+)" fill-opacity="([\d.]+)"', svg)][7:]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_cell_is_as_full_as_its_correlation_is_strong(width: float) -> None:
    found = cells(correlation_heatmap("T", PARTS, PAIRS, width))
    assert [(found[0], found[1])] == [((WITH, 0.8), (AGAINST, 0.4))]
    assert found[3:] == [(WITH, 1.0), (WITH, 0.2), (WITH, 0.0)]


def test_what_is_flagged_is_framed_and_what_is_not_defined_is_struck_out() -> None:
    svg = correlation_heatmap("T", PARTS, PAIRS, WIDE)
    assert len(re.findall(rf'<rect [^>]*stroke="{INK}" stroke-width="2"', svg)) == 2, "the cell, and the key"
    assert [told for told in ("80", "−40", "100", "20", "0") if f">{told}</text>" not in svg] == []


def test_small_cells_against_each_other_have_a_stroke() -> None:
    svg = many(30)
    negative = len(re.findall(rf'fill="{AGAINST}"', svg))
    assert negative == sum(k for k in range(30) if k % 2) + 2
    assert len(re.findall(r'<path d="M[^"]*" stroke="#\w+" stroke-width="1.2"', svg)) == negative


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("n", [4, 24, 60])
def test_every_part_is_named_and_stays_inside(width: float, n: int) -> None:
    parts = [*PARTS[:3], *(Part(f"pillar/indicator-{k}", 1, branch=False) for k in range(n - 4)), PARTS[3]]
    pairs = {(k, j): Pair(0.3) for k in range(n) for j in range(k)}
    root = ElementTree.fromstring(correlation_heatmap("T", parts, pairs, width))
    height = float((root.get("viewBox") or "").split()[3])
    texts = list(root.iter("{http://www.w3.org/2000/svg}text"))
    said = " ".join(text.text or "" for text in texts)
    assert [part.name for part in parts if part.name not in said] == []
    for text in texts:
        long = text_width(text.text or "", float(text.get("font-size", "13")), bold=text.get("font-weight") is not None)
        x, y = float(text.get("x", "0")), float(text.get("y", "0"))
        left = {"start": x, "middle": x - long / 2, "end": x - long}[text.get("text-anchor", "start")]
        assert left >= -1
        assert left + long <= width + 1, text.text
        assert 0 < y <= height
    for box in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(box.get("x", "0")) + float(box.get("width", "0")) <= width + 1
        assert float(box.get("y", "0")) + float(box.get("height", "0")) <= height
