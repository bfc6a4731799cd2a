"""Pillar bars: the pillar scores of two entities side by side, with the field's median marked."""

from __future__ import annotations

import numpy as np

from theodolite.figures.theme import FAINT, FIRST, INK, SECOND, rect, svg, text
from theodolite.index.ranking import Ranking

LEFT, WIDTH, ROW = 120.0, 640.0, 44.0


def pillar_bars(ranking: Ranking, entities: tuple[str, ...]) -> str:
    """An SVG of each pillar's score for `entities` (the first two are coloured), from 0 to the highest score."""
    pillars = [node.pillar for node in ranking.lens.framework]
    name = ranking.ledger.catalog.economies.title
    top = max(float(np.nanmax(ranking.scores[p])) for p in pillars) or 1.0
    scale = (WIDTH - LEFT - 50) / top
    body: list[str] = []
    for i, pillar in enumerate(pillars):
        y = i * ROW + 30
        body.append(text(LEFT - 8, y + 16, pillar, anchor="end"))
        for k, entity in enumerate(entities[:2]):
            score = float(ranking.scores[pillar][ranking.final.entities.index(entity)])
            body.append(rect(LEFT, y + k * 13, score * scale, 11, (FIRST, SECOND)[k]))
            body.append(text(LEFT + score * scale + 5, y + k * 13 + 10, f"{score:.0f}", colour=FAINT))
        middle = LEFT + float(np.nanmedian(ranking.scores[pillar])) * scale
        body.append(f'<path d="M{middle:.2f} {y - 3:.2f}v31" stroke="{INK}" stroke-dasharray="2 2"/>')
    for k, entity in enumerate(entities[:2]):
        body.append(rect(LEFT + k * 160, 6, 11, 11, (FIRST, SECOND)[k]))
        body.append(text(LEFT + k * 160 + 16, 16, name(entity)))
    body.append(text(LEFT + 330, 16, "┆ median of the field", colour=FAINT))
    return svg(WIDTH, len(pillars) * ROW + 34, f"Pillar scores through the lens {ranking.lens.title}", body)
