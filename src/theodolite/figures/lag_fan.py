"""Lag fan: months behind by score and estimator, raw and corrected with their intervals, below what experts claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, isfinite, isnan
from typing import NamedTuple

import polars as pl

from theodolite.figures.claim_lane import FanClaim, claim_block, claimed, claimed_months
from theodolite.figures.free_places import wrapped
from theodolite.figures.keys import Sample, key
from theodolite.figures.month_scale import Block, Months, arrow, month_axis, month_rules
from theodolite.figures.theme import (
    COLOURS,
    FAINT,
    INK,
    line,
    mark,
    paragraph,
    roomy,
    svg,
    text,
    text_width,
)  # fmt: skip

ROW, LEADING, SMALL, LEFT = 21.0, 15.0, 11.5, 196.0
TWO_COLUMNS, GUTTER = 1000.0, 40.0
"""From this width on scores stand in two columns, so far apart."""

MOST_NARROW = 12
"""Rows that a narrow page holds; of more, one estimator a score is drawn."""

REPEATED = 300.0
"""From this height on the months stand below the marks too."""

BEYOND = 1.5
"""Intervals are drawn up to this many times the largest figure; what lies beyond is an arrow."""


FLOATS: dict[str, type[pl.Float64]] = dict.fromkeys(
    ["months", "low", "high", "corrected", "corrected_low", "corrected_high"], pl.Float64
)
"""The columns of the table that are numbers even where none is known."""


class Span(NamedTuple):
    """A figure in months and the ends of its 90 % interval: NaN where unknown, infinite where beyond what was seen."""

    months: float
    low: float
    high: float


class FanRow(NamedTuple):
    """One estimator's figure for a score, as computed and once corrected for the numbers of models."""

    estimator: str
    raw: Span
    corrected: Span


@dataclass(frozen=True)
class FanScore:
    """One score: its title, how many models of the follower and of the leader have it, and its rows."""

    title: str
    follower_models: int
    leader_models: int
    rows: tuple[FanRow, ...]


def lag_fan(
    title: str, scores: Sequence[FanScore], claims: Sequence[FanClaim], width: float, *,
    follower: str, leader: str, chosen: str = "",
) -> str:  # fmt: skip
    """Claims on top, each with its number in the table, then each score with its estimators.

    A narrow page of more than a dozen rows shows of each score the estimator named `chosen`, else its first.
    """
    beside = roomy(width)
    folded = not beside and sum(len(score.rows) for score in scores) > MOST_NARROW
    shown = [_folded(score, chosen) for score in scores] if folded else list(scores)
    heads, top = _head(shown, width, follower, leader, folded, bool(claims))
    columns = 2 if width >= TWO_COLUMNS and len(shown) > 1 else 1
    wide = (width - GUTTER * (columns - 1)) / columns
    low, high = _ends(shown, claims)
    figures = [text_width(_figures(row.raw), SMALL) for score in shown for row in score.rows]
    months = Months(low, high, *((LEFT, wide - max(figures, default=40.0) - 16) if beside else (12.0, wide - 12)))
    blocks = [claim_block(claims, beside, wide)] if claims else []
    blocks += [_score_block(score, beside, wide, folded) for score in shown]
    body, bottom = _columns(blocks, columns, months, wide, top)
    return svg(width, bottom, title, [*heads, *body], _told(scores, claims, follower, leader))


def fan_table(scores: Sequence[FanScore]) -> pl.DataFrame:
    """One row a score and estimator: the figures in months, null where unknown or beyond, and which are beyond."""
    rows = [
        {
            "score": score.title, "estimator": row.estimator,
            **{name: _finite(value) for name, value in _named(row).items()}, "beyond": row.raw.months == inf,
            "follower_models": score.follower_models, "leader_models": score.leader_models,
        }
        for score in scores
        for row in score.rows
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides=FLOATS, infer_schema_length=None)


def _named(row: FanRow) -> dict[str, float]:
    (raw, low, high), (corrected, least, most) = row.raw, row.corrected
    return {
        "months": raw, "low": low, "high": high, "corrected": corrected, "corrected_low": least, "corrected_high": most,
    }  # fmt: skip


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def _folded(score: FanScore, chosen: str) -> FanScore:
    rows = [row for row in score.rows if row.estimator == chosen] or list(score.rows[:1])
    return FanScore(score.title, score.follower_models, score.leader_models, tuple(rows[:1]))


def _ends(scores: Sequence[FanScore], claims: Sequence[FanClaim]) -> tuple[float, float]:
    """The months that are drawn: zero, all figures and claims, and of the intervals what is not far beyond them."""
    rows = [row for score in scores for row in score.rows]
    figures = [0.0, *(v for row in rows for v in (row.raw.months, row.corrected.months) if isfinite(v))]
    figures += [v for claim in claims for v in (claim.low, claim.high) if isfinite(v)]
    spans = [v for row in rows for span in (row.raw, row.corrected) for v in span if isfinite(v)]
    least, most = min(figures), max(*figures, 1.0)
    reach = (BEYOND - 1) * (most - least)
    low = max(min([least, *spans]), least - reach)
    high = min(max([most, *spans]), most + reach)
    return floor(low), ceil(high)


def _head(
    scores: Sequence[FanScore], width: float, follower: str, leader: str, folded: bool, claims: bool
) -> tuple[list[str], float]:
    words = wrapped(f"Months that {follower} is behind {leader}; below zero it is ahead", width, 12, bold=True)
    body = paragraph(0, 12, words, size=12, bold=True)
    y = 16.0 * len(words) + 2
    samples: list[tuple[Sample, str]] = [
        (lambda x, y: [*_bar(x, x + 22, y, COLOURS[0]), _dot(x + 11, y, filled=True)],
         "as computed, with its 90 % interval"),
        (lambda x, y: [line(x, y, x + 22, y, INK, 1.2), _dot(x + 11, y, filled=False)],
         "corrected for the numbers of models"),
        (lambda x, y: [arrow(x + 22, y, INK, right=True), line(x, y, x + 21, y, INK, 1.2)], "goes on beyond"),
    ]  # fmt: skip
    if claims:
        samples.append((lambda x, y: [claimed(x + 5, x + 17, y)], "what somebody has claimed"))
    drawn, y = key(samples, width, y)
    names = sorted({row.estimator for score in scores for row in score.rows})
    if folded and names:
        said = f"Of each score: {', '.join(names)}. The table has every estimator."
        lines = wrapped(said, width, SMALL)
        drawn += paragraph(0, y + 12, lines, size=SMALL, colour=FAINT, leading=LEADING)
        y += LEADING * len(lines)
    return [*body, *drawn], y + 8


def _columns(blocks: Sequence[Block], columns: int, months: Months, wide: float, top: float) -> tuple[list[str], float]:
    """The blocks one below the other, the second half of their height in a second column; each with its own scale."""
    heights = [block(months, 0.0)[1] for block in blocks]
    parts: list[list[Block]] = [[] for _ in range(columns)]
    gone = 0.0
    for tall, block in zip(heights, blocks, strict=True):
        parts[min(int((gone + tall / 2) / (sum(heights) or 1.0) * columns), columns - 1)].append(block)
        gone += tall
    body: list[str] = []
    bottom = top
    for k, part in enumerate(parts):
        drawn: list[str] = []
        y = top + 22
        for block in part:
            lines, y = block(months, y)
            drawn += lines
        foot = month_axis(months, y + 6) if y > top + REPEATED else []
        shift = k * (wide + GUTTER)
        body.append(
            f'<g transform="translate({shift:g} 0)">' + "".join([*month_axis(months, top + 10), *drawn, *foot]) + "</g>"
        )
        bottom = max(bottom, y + 14)
    return body, bottom


def _score_block(score: FanScore, beside: bool, wide: float, folded: bool) -> Block:
    def draw(months: Months, y: float) -> tuple[list[str], float]:
        heading = wrapped(score.title, wide - 4, bold=True)
        counts = f"{score.follower_models:,} and {score.leader_models:,} models"
        body = paragraph(0, y + 13, heading, leading=16, bold=True)
        y += 16.0 * len(heading)
        if text_width(counts, SMALL) + text_width(heading[-1], bold=True) + 12 > wide:
            y += LEADING
        body.append(text(wide, y - 3, counts, anchor="end", colour=FAINT, size=SMALL))
        y += 4
        for row in score.rows:
            label = "" if folded else row.estimator
            lines, y = _row(row, label, months, y, wide) if beside else _tall_row(row, label, months, y, wide)
            body += lines
        return body, y + 8

    return draw


def _row(row: FanRow, label: str, months: Months, y: float, wide: float) -> tuple[list[str], float]:
    """A row with its label at the left and its figures at the right."""
    labels = wrapped(label, months.left - 16, SMALL)
    height = max(ROW, LEADING * len(labels) + 4)
    middle = y + height / 2
    body = [*month_rules(months, y, y + height)]
    body += paragraph(8, middle + 4 - LEADING * (len(labels) - 1) / 2, labels, leading=LEADING, size=SMALL)
    body += _spans(row, months, middle)
    return [*body, text(wide, middle + 4, _figures(row.raw), anchor="end", size=SMALL)], y + height


def _tall_row(row: FanRow, label: str, months: Months, y: float, wide: float) -> tuple[list[str], float]:
    """A row with its label and figures above."""
    figures = _figures(row.raw)
    room = wide - text_width(figures, SMALL) - 12
    labels = wrapped(label, room, SMALL) if label else [""]
    body = paragraph(0, y + 11, [one for one in labels if one], leading=LEADING, size=SMALL)
    body.append(text(wide, y + 11, figures, anchor="end", size=SMALL))
    y += LEADING * len(labels) + 1
    return [*body, *month_rules(months, y, y + 18), *_spans(row, months, y + 9)], y + 22


def _figures(raw: Span) -> str:
    """A figure with its interval: 7.3 (4.6–10.6)."""
    if isnan(raw.months):
        return "not defined"
    if not isfinite(raw.months):
        return f"over {_number(raw.low)}" if isfinite(raw.low) else "beyond"
    if isnan(raw.low) or isnan(raw.high):
        return _number(raw.months)
    return f"{_number(raw.months)} ({_number(raw.low)} to {_number(raw.high)})"


def _number(months: float) -> str:
    return "beyond" if months == inf else f"{months:.1f}".replace("-", "−")


def _spans(row: FanRow, months: Months, middle: float) -> list[str]:
    """The raw figure on its thick bar, below it the corrected one, hollow, on a thin line, where known."""
    body: list[str] = []
    for span, y, thick in ((row.raw, middle - 3, True), (row.corrected, middle + 5, False)):
        low, high = _edges(span)
        if not isnan(span.months):
            a, b = months.x(low), months.x(high)
            body += _bar(a, b, y, COLOURS[0]) if thick else [line(a, y, b, y, INK, 1.2)]
            colour = COLOURS[0] if thick else INK
            body += [arrow(months.right, y, colour, right=True)] if high > months.high else []
            body += [arrow(months.left, y, colour, right=False)] if low < months.low else []
        if isfinite(span.months):
            body.append(_dot(months.x(span.months), y, filled=thick))
    return body


def _edges(span: Span) -> tuple[float, float]:
    """From where to where a span is drawn: an end that is not known is the figure itself."""
    low, high = (span.months if isnan(end) else end for end in (span.low, span.high))
    return (span.low, inf) if span.months == inf and isfinite(span.low) else (low, high)


def _bar(a: float, b: float, y: float, colour: str) -> list[str]:
    return [f'<path d="M{a:.1f} {y:.1f}H{b:.1f}" stroke="{colour}" stroke-width="6" stroke-opacity=".32"/>']


def _dot(x: float, y: float, *, filled: bool) -> str:
    colour = COLOURS[0] if filled else INK
    return mark("circle", x, y, colour, size=4 if filled else 3.2, filled=filled)


def _told(scores: Sequence[FanScore], claims: Sequence[FanClaim], follower: str, leader: str) -> str:
    """What the picture shows, in words."""
    words = [f"{score.title}: {', '.join(f'{r.estimator} {_figures(r.raw)}' for r in score.rows)}" for score in scores]
    words += [f"claim {k + 1}, {claim.who}, {claim.when}: {claimed_months(claim)}" for k, claim in enumerate(claims)]
    return f"Months that {follower} is behind {leader}. " + ". ".join(words) + "."
