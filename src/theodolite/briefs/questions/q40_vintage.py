"""How fresh and complete is the evidence? The year behind every figure, and what is missing in which way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from theodolite.briefs.pillar_evidence import pillar_table, thin_pillars
from theodolite.briefs.question import Answer, Asked
from theodolite.briefs.used import Used, used
from theodolite.briefs.vintage import ages, coverage
from theodolite.briefs.wording import day, plural
from theodolite.core.prose import upper
from theodolite.figures.numbers import in_words
from theodolite.index.gather import YEARS_UNTIL_OLD

YEARS_UNTIL_AGED = 2
"""Beyond so many years a figure is counted as one that is not new."""


def ask(asked: Asked) -> Answer:
    """The age of the figures in use and their gaps, for the entity and those it is held against."""
    figures = tuple(figure for figure in used(asked) if figure.weight > 0)
    return Answer(
        question="How fresh and complete is the evidence?",
        finding=_finding(asked, figures),
        findings=(*_gaps(asked, figures), *_old(asked, figures)),
        exhibits=(coverage(asked, figures), ages(asked, figures), pillar_table(asked)),
        sources=tuple(sorted({s for ranking in asked.rankings.values() for s in ranking.sources})),
        caveats=thin_pillars(asked),
    )


def _of(figures: Sequence[Used], entity: str) -> list[Used]:
    return [figure for figure in figures if figure.entity == entity]


def _finding(asked: Asked, figures: Sequence[Used]) -> str:
    own = _of(figures, asked.entity)
    in_use = [figure for figure in own if figure.state != "not-taken"]
    if asked.ranked(asked.entity):
        own = in_use
    years = sorted(figure.year for figure in own if figure.year is not None)
    who = asked.called(asked.entity)
    if not years:
        return f"No lens takes a dated figure for {who}."
    middle = years[(len(years) - 1) // 2]
    lenses = "The lenses take" if len(asked.rankings) > 1 else "The lens takes"
    have = f"{in_words(len(years))} {plural(len(years), 'figure')}"
    begin = (
        f"{lenses} {have} for {who}" if asked.ranked(asked.entity) else f"No lens ranks {who}; {have} of it are there"
    )
    return (
        f"{begin}; their middle year is {middle}, and {aged(years, asked.ledger.now.year)} on "
        f"{day(asked.ledger.now)}, the date of the evidence."
    )


def aged(years: Sequence[int], now: int) -> str:
    """How many are more than two years old, and how many of these more than four."""
    getting, old = (sum(year < now - age for year in years) for age in (YEARS_UNTIL_AGED, YEARS_UNTIL_OLD))
    aged, ago = in_words(YEARS_UNTIL_AGED), in_words(YEARS_UNTIL_OLD)
    if not getting:
        return f"none is more than {aged} years old"
    said = f"{in_words(getting)} {plural(getting, 'is', 'are')} more than {aged} years old"
    return f"{said} ({in_words(old)} of them more than {ago})" if old else f"{said} (none more than {ago})"


def _gaps(asked: Asked, figures: Sequence[Used]) -> list[str]:
    said: list[str] = []
    for entity in asked.everyone:
        states = Counter(figure.state for figure in _of(figures, entity))
        there, none, unknown = states["figure"] + states["old"], states["none-recorded"], states["unknown"]
        looked_for = sum(states.values())
        kept_out = states["not-taken"]
        if not asked.ranked(entity):
            parts = [f"no lens ranks it; {_share(kept_out, looked_for)} there and shown, and count nowhere"]
        elif kept_out:
            parts = [
                f"{_share(there, looked_for)} taken by a lens",
                f"{in_words(kept_out)} {plural(kept_out, 'is', 'are')} there but too old for the lens, or looked for "
                "only by a lens that leaves it out",
            ]
        else:
            parts = [f"{_share(there, looked_for)} there"]
        if none:
            parts.append(f"for {in_words(none)} the source lists all that it knows and records nothing: a true zero")
        if unknown:
            averages = " and left out of the averages" if asked.ranked(entity) else ""
            parts.append(f"{in_words(unknown)} {plural(unknown, 'is', 'are')} unknown{averages}")
        said.append(f"{upper(asked.called(entity))}: {'; '.join(parts)}.")
    return said


def _share(count: int, whole: int) -> str:
    share = "all" if count == whole else f"{in_words(count) if count else 'none'} of"
    return f"{share} the {in_words(whole)} figures looked for {plural(count, 'is', 'are')}"


def _old(asked: Asked, figures: Sequence[Used]) -> list[str]:
    old = sorted(
        {(f.year or 0, asked.catalog.indicators[f.indicator].title, f.entity) for f in figures if f.state == "old"}
    )
    if not old:
        return []
    named = [f"{title} ({asked.name(entity)}, {year})" for year, title, entity in old[:6]]
    more = f", and {len(old) - 6} more in the figure below" if len(old) > 6 else ""
    return [f"Older than {in_words(YEARS_UNTIL_OLD)} years and still in use: {'; '.join(named)}{more}."]
