"""The headline: the span of places of the entity, and through how many lenses it stands above each other one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from theodolite.briefs.certainty import certainty
from theodolite.briefs.positions import DAGGER, Position, apart
from theodolite.briefs.question import Asked
from theodolite.briefs.wording import listed, plural, span, versions
from theodolite.core.prose import upper
from theodolite.figures.numbers import in_words, ordinal, percent

HALF = 0.5


def headline(asked: Asked, places: Mapping[str, tuple[Position, ...]]) -> str:
    """One sentence on the places of everyone, as `positions` gives them; more where one of them is no likely one."""
    rows = list(places.values())
    others = listed([_against(asked, rows, k) for k in range(1, len(asked.everyone))])
    said = _span(asked, rows)
    if all(row[0].rank is None for row in rows):
        return f"{said}."
    return f"{said}; it stands {others}{_surely(asked)}{_thin(asked, rows)}.{_rare(asked)}"


def _rare(asked: Asked) -> str:
    """Of the lowest and the highest place: that it is no likely one over the versions of its lens."""
    robust = (asked.robust.get(ranking.lens.id) for ranking in apart(asked))
    found = [certainty(r, asked.entity) for r in robust if r is not None and asked.entity in r.entities]
    return "".join(f" Through {c.lens.title}, {c.rare}." for c in found if c.rare)


def _surely(asked: Asked) -> str:
    """How sure the comparison is: told where the lenses agree on it, so that one share says it for all of them."""
    if len(asked.against) != 1:
        return ""
    both = [r for r in asked.robust.values() if {asked.entity, asked.against[0]} <= set(r.entities)]
    above = [r.beat(asked.entity, asked.against[0]) for r in both]
    below = [r.beat(asked.against[0], asked.entity) for r in both]
    least = max(min(above, default=0.0), min(below, default=0.0))
    if len(both) < len(asked.rankings) or least < HALF:
        return ""
    each = " of each" if len(both) > 1 else ""
    return f", {'and that ' if len(both) > 1 else ''}{versions(least, 'plausible version', at_least=True)}{each}"


def _thin(asked: Asked, rows: Sequence[tuple[Position, ...]]) -> str:
    """Which of the places that are compared rest on too little of their lens's weight."""
    thin = [p for row in rows if row[0].rank is not None for p in row if p.thin]
    if not thin:
        return ""
    if len(thin) > 2:
        least = percent(min(p.known or 0.0 for p in thin))
        many = f"{in_words(len(thin))} places ({DAGGER})"
        return f", counting {many} that rest on only part of a lens's weight, the least on {least}"
    named = listed(
        [f"{asked.called(p.entity)} through {p.lens.title} ({percent(p.known or 0.0)}{DAGGER})" for p in thin]
    )
    return f", where {plural(len(thin), 'one place rests', 'two places rest')} on only part of the weight: {named}"


def _span(asked: Asked, rows: Sequence[tuple[Position, ...]]) -> str:
    who = upper(asked.called(asked.entity))
    ranked = [row[0] for row in rows if row[0].rank is not None]
    ranks = [p.rank for p in ranked if p.rank is not None]
    lenses = f"{in_words(len(rows))} {plural(len(rows), 'lens', 'lenses')}"
    if not ranks:
        return f"{who} is ranked through none of {lenses} ({rows[0][0].reason})"
    if asked.unusable:
        lenses += f" ({in_words(len(asked.unusable))} left out)"
    through = lenses if len(ranks) == len(rows) else f"{in_words(len(ranks))} of {lenses}"
    if len(ranks) == 1:
        return f"{who} ranks {ordinal(ranks[0])} of {ranked[0].ranked}, through {through}"
    if min(ranks) == max(ranks):
        return f"{who} ranks {ordinal(ranks[0])} through {through}"
    return f"{who} ranks anywhere from {span(ranks)}, depending on which of {through} one looks through"


def _against(asked: Asked, rows: Sequence[tuple[Position, ...]], k: int) -> str:
    """Above, level with or below one other, and through how many of the lenses that rank both."""
    other = asked.called(asked.everyone[k])
    pairs = [(a.rank, b.rank, a.lens.title) for a, b in ((row[0], row[k]) for row in rows) if a.rank and b.rank]
    above = [title for a, b, title in pairs if a < b]
    below = [title for a, b, title in pairs if a > b]
    if not pairs:
        return f"beside {other} through no lens"
    if len(pairs) == 1:
        return f"{'above' if above else 'below' if below else 'level with'} {other}"
    all_of = "both" if len(pairs) == 2 else f"all {in_words(len(pairs))}"
    for word, found in (("above", above), ("below", below)):
        if len(found) == len(pairs):
            return f"{word} {other} through {all_of}"
    level = len(pairs) - len(above) - len(below)
    equal = f" (level through {in_words(level)})" if level else ""
    if not above:
        return f"below {other} through {in_words(len(below))} of {in_words(len(pairs))}{equal}"
    named = f" ({listed(above)})" if len(above) <= 2 else ""
    return f"above {other} through {in_words(len(above))} of {in_words(len(pairs))}{named}{equal}"
