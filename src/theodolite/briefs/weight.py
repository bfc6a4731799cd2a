"""Weight: the single indicators and works that a lens rests on so much that a place through it is theirs."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from theodolite.briefs.question import Asked
from theodolite.briefs.used import shares
from theodolite.figures.numbers import in_words, percent
from theodolite.index.ranking import Ranking

HEAVY = 1 / 3
"""The share of a lens's weight from which one indicator, or one work behind several, is told of."""

FRACTIONS = {
    1: "all",
    1 / 2: "half",
    1 / 3: "a third",
    1 / 4: "a quarter",
    2 / 3: "two thirds",
    3 / 4: "three quarters",
}


def rests_on(asked: Asked, ranking: Ranking, entity: str, *, whole: bool = False) -> tuple[str, ...]:
    """What the place of `entity` through a lens rests on by at least a third: one indicator, or one work.

    Data of the user's own are one work, which is no finding.
    Each is one sentence that ends with the first caveat of the (heaviest) indicator, or with all of them as a `whole`.
    """
    own = shares(ranking.lens)
    heavy = [id for id, share in sorted(own.items(), key=lambda item: -item[1]) if share >= HEAVY - 1e-9]
    said = [_indicator(asked, ranking, entity, id, own[id], whole=whole) for id in heavy]
    behind = {id: work for id in own if not asked.own and (work := _work(asked, ranking, entity, id))}
    by_work: defaultdict[str, list[str]] = defaultdict(list)
    for id, work in behind.items():
        by_work[work].append(id)
    for work, ids in sorted(by_work.items(), key=lambda item: -sum(own[id] for id in item[1])):
        if sum(own[id] for id in ids) >= HEAVY - 1e-9 and len(ids) > 1:
            said.append(_works(asked, ranking, work, sorted(ids, key=lambda id: -own[id]), whole=whole))
    return tuple(said)


def about(asked: Asked, id: str) -> str:
    """An indicator's title and all its caveats, as a reservation."""
    indicator = asked.catalog.indicators[id]
    return f"{indicator.title}: {' '.join(indicator.caveats)}"


def _indicator(asked: Asked, ranking: Ranking, entity: str, id: str, share: float, *, whole: bool) -> str:
    work = _work(asked, ranking, entity, id)
    producer = f" ({asked.catalog.sources[work].producer})" if work and not asked.own else ""
    title = f"{asked.catalog.indicators[id].title}{producer}"
    rests = f"{ranking.lens.title} rests for {_share(share)} of its weight on one indicator, {title}."
    return rests + _caveat(asked, id, whole=whole)


def _works(asked: Asked, ranking: Ranking, work: str, ids: list[str], *, whole: bool) -> str:
    source, own = asked.catalog.sources[work], shares(ranking.lens)
    rests = f"{ranking.lens.title} rests for {_share(sum(own[id] for id in ids))} of its weight on one work"
    through = f"{source.title} ({source.producer}), through {in_words(len(ids))} indicators"
    return f"{rests}, {through}.{_caveat(asked, ids[0], whole=whole)}"


def _caveat(asked: Asked, id: str, *, whole: bool) -> str:
    caveats = asked.catalog.indicators[id].caveats
    return f" {' '.join(caveats if whole else caveats[:1])}" if caveats else ""


def _work(asked: Asked, ranking: Ranking, entity: str, id: str) -> str | None:
    """The edition behind the last observation of the entity's figure; None where it has no figure."""
    cell = ranking.cell(entity, id)
    if cell is None:
        return None
    seen = asked.ledger.at(cell.rows[-1])
    return f"{seen['source']}-{seen['edition']}"


def _share(share: float) -> str:
    nearest = Fraction(share).limit_denominator(4)
    return FRACTIONS[float(nearest)] if abs(nearest - share) < 1e-6 and float(nearest) in FRACTIONS else percent(share)
