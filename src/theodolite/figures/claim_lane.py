"""Claim lane: what has been said in months, one row a claim, numbered as in its table."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, isfinite
from typing import NamedTuple

import polars as pl

from theodolite.figures.free_places import fitted, wrapped
from theodolite.figures.month_scale import Block, Months, arrow, month_rules
from theodolite.figures.theme import COLOURS, PAPER, paragraph, text

CLAIM = COLOURS[3]
ROW, LEADING, SMALL = 19.0, 15.0, 11.5


class FanClaim(NamedTuple):
    """What somebody has said in months: who, when, the two ends (one number twice; infinite: open), and where."""

    who: str
    when: str
    low: float
    high: float
    locator: str


def claim_block(claims: Sequence[FanClaim], beside: bool, wide: float) -> Block:
    """The rows of the claims, their words beside the scale or above it."""

    def draw(months: Months, y: float) -> tuple[list[str], float]:
        body = [text(0, y + 13, "What has been claimed", bold=True)]
        y += 20
        for k, claim in enumerate(claims):
            room = (months.left - 36) if beside else wide - 110
            said = wrapped(f"{fitted(claim.who, room * 2, SMALL)}, {claim.when}", room, SMALL)
            height = max(ROW, LEADING * len(said) + 2)
            lane = y + height / 2 if beside else y + height + 7
            first = y + height / 2 + 4 - LEADING * (len(said) - 1) / 2 if beside else y + 12
            end = y + height if beside else lane + 8
            body += month_rules(months, y if beside else lane - 7, end)
            body += [_number_mark(k + 1, 8, first - 4), *paragraph(20, first, said, leading=LEADING, size=SMALL)]
            body.append(
                text(wide, lane + 4 if beside else first, claimed_months(claim), anchor="end", size=SMALL, colour=CLAIM)
            )
            body.append(claimed(months.x(claim.low), months.x(claim.high), lane, claim))
            body += [arrow(months.right, lane, CLAIM, right=True)] if claim.high > months.high else []
            body += [arrow(months.left, lane, CLAIM, right=False)] if claim.low < months.low else []
            y = end + (0 if beside else 4)
        return body, y + 12

    return draw


def claimed_months(claim: FanClaim) -> str:
    """The months of a claim: 24, 6 to 9, 12 or more."""
    if claim.high == inf:
        return f"{claim.low:g} or more"
    if claim.low == -inf:
        return f"up to {claim.high:g}"
    return f"{claim.low:g}" if claim.low == claim.high else f"{claim.low:g} to {claim.high:g}"


def _number_mark(number: int, x: float, y: float) -> str:
    """A number in a ring."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="{PAPER}" stroke="{CLAIM}"/>'
        + text(x, y + 3.5, str(number), anchor="middle", size=9.5, colour=CLAIM)
    )  # fmt: skip


def claimed(a: float, b: float, y: float, claim: FanClaim | None = None) -> str:
    """A claim: a diamond, or a line between two; an end that is open has none."""
    closed = {
        x for x, end in zip((a, b), (claim.low, claim.high) if claim else (0.0, 0.0), strict=True) if isfinite(end)
    }
    ends = "".join(f"M{x:.1f} {y - 4.5:.1f}l4.5 4.5l-4.5 4.5l-4.5 -4.5z" for x in sorted(closed))
    return f'<path d="M{a:.1f} {y:.1f}H{b:.1f}{ends}" fill="{CLAIM}" stroke="{CLAIM}" stroke-width="1.6"/>'


def claim_table(claims: Sequence[FanClaim]) -> pl.DataFrame:
    """The claims with the numbers that they have in the picture: who, when, months, and where it stands."""
    rows = [{"number": k + 1, **claim._asdict()} for k, claim in enumerate(claims)]
    return pl.DataFrame(rows, schema_overrides={"low": pl.Float64, "high": pl.Float64}, infer_schema_length=None)
