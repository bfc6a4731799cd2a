"""Rank: a claim of a place, held against a published rank or against the places that figures give."""

from __future__ import annotations

from theodolite.evidence.factcheck.asked import Asked
from theodolite.evidence.factcheck.figures import Figure
from theodolite.evidence.factcheck.level import check_level
from theodolite.evidence.factcheck.times import same_days
from theodolite.evidence.factcheck.verdict import Verdict, rows_of, unknown
from theodolite.evidence.factcheck.wording import told

WIDE = 20
"""Economies whose figures must be held for a place among them to be confirmed: those that are missing may be ahead."""

CLOSE = 0.9
"""A close second has at least this share of what the one ahead has."""


def check_rank(asked: Asked) -> Verdict:
    """The verdict on a place: of a rank that somebody published as of any level; else the place by size of the figure.

    A place by size is confirmed among at least WIDE economies; among fewer it is contradicted where more are ahead than
    the place allows, and cannot be checked otherwise. A `close` place is contradicted where the score of which the rank
    is a view has less than CLOSE of the one ahead.
    """
    if asked.indicator.kind == "rank":
        verdict = check_level(asked)
        return _closely(asked, verdict) if asked.claim.qualifier == "close" else verdict
    until = asked.setting.until
    flow = asked.indicator.kind == "flow"
    mine = [
        one
        for one in asked.pool
        if one.used
        and (one.end <= until if asked.days is None else same_days(asked.days, one.start, one.end, until, flow=flow))
    ]
    if not mine:
        return unknown(asked.claim, "no-figure")
    own = max(mine, key=lambda one: one.end)
    return _by_size(asked, own)


def _by_size(asked: Asked, own: Figure) -> Verdict:
    groups = asked.figures.ledger.catalog.economies.groups
    rows = asked.figures.at(asked.indicator.id, own.start, own.end, projected=own.projected)
    others = [one for one in rows if one.entity != own.entity and one.entity not in groups]
    ahead = sorted((one for one in others if one.low > own.high), key=lambda one: -one.value)
    level = [one for one in others if one.low <= own.high and one.high >= own.low]
    place, held = len(ahead) + 1, len(others) + 1
    catalog = asked.figures.ledger.catalog
    why = f"place {place} of {held} by {told(own, catalog)}"
    why += f", behind {', '.join(catalog.economies.said(one.entity) for one in ahead[:3])}" if ahead else ""
    behind = rows_of([own, *ahead[:3], *level[:1]])
    if asked.said.meets(place, place + len(level)) and held >= WIDE:
        return Verdict(asked.claim, "confirmed", why, rows=behind, computed=float(place))
    if held < WIDE and asked.said.high >= place:
        return unknown(
            asked.claim, "no-figure", f"the evidence base holds figures of {held} alone, too few for a place"
        )
    if not asked.sure or not asked.contradicts(own):
        return unknown(asked.claim, "unsure", f"others count it otherwise; {why}")
    return Verdict(asked.claim, "contradicted", why, "comparison", rows=behind, computed=float(place))


def _closely(asked: Asked, verdict: Verdict) -> Verdict:
    """A rank that agrees, held against the scores: of the entity, and of the counterpart or the one with the most."""
    score = asked.indicator.variant_of
    if verdict.holds != "confirmed" or score is None:
        return verdict
    period = next(one for one in asked.pool if one.row == verdict.rows[0])
    rows = asked.figures.at(score, period.start, period.end, projected=False)
    own = next((one for one in rows if one.entity == asked.entity), None)
    ahead = max((one for one in rows if own and one.value > own.value), key=lambda one: one.value, default=None)
    if own is None or ahead is None or own.value >= CLOSE * ahead.value:
        return verdict
    catalog = asked.figures.ledger.catalog
    who = catalog.economies.said(ahead.entity)
    why = f"{verdict.why}; not close: {told(own, catalog)} where {who} has {told(ahead, catalog)}"
    return Verdict(asked.claim, "contradicted", why, "adjective", rows=rows_of([period, own, ahead]))
