"""What would it take to stand higher? The moves that each better place would take, in years, and what does most."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from theodolite.briefs.climb import Climb, at_rank, change, climb, rung, title
from theodolite.briefs.exhibit import Cell, Figure, Table, cell
from theodolite.briefs.positions import apart
from theodolite.briefs.question import Answer, Asked
from theodolite.briefs.weights import turned, weight_table
from theodolite.briefs.wording import in_titles, listed, plural
from theodolite.core.prose import upper
from theodolite.errors import PlanError
from theodolite.figures.numbers import in_words, number, ordinal, score
from theodolite.figures.reach_ladder import reach_ladder
from theodolite.index.exact.reach import Reach
from theodolite.index.ranking import Ranking

QUESTION = "What would it take to stand higher?"

LIMITS = (
    "This is arithmetic, not a forecast: everybody else stands still, every figure moves by itself, and a year is a "
    "year at the pace of the fastest economy at or above its level over the last five. Years of several indicators are "
    "added up; moved side by side they take as long as the longest. A pace per head of a small economy is a high bar "
    "for a large one.",
)


def ask(asked: Asked) -> Answer:
    """The steps up through the lens where the entity stands lowest, and through the one that is told of first."""
    climbs, lost = _climbs(asked)
    weighed = tuple(filter(None, (turned(asked, other) for other in asked.against)))
    table = [weight_table(asked)] if weighed else []
    if not climbs:
        return Answer(QUESTION, _nothing(asked, lost), weighed, tuple(table), sources=_sources(asked, []))
    first, *others = climbs
    return Answer(
        question=QUESTION,
        finding=_finding(asked, first),
        findings=(
            *_lever(asked, first),
            *(line for other in others for line in (_goal(asked, other), *_lever(asked, other))),
            *weighed,
        ),
        exhibits=(*(_ladder(asked, c, folded=c is not first) for c in climbs), _levers(asked, climbs), *table),
        sources=_sources(asked, climbs),
        caveats=(*LIMITS, *lost),
    )


def _sources(asked: Asked, climbs: Sequence[Climb]) -> tuple[str, ...]:
    paced = {s for c in climbs for part in (*c.steps, c.levers) for s in part.sources}
    return tuple(sorted({*paced, *(s for ranking in asked.rankings.values() for s in ranking.sources)}))


def _climbs(asked: Asked) -> tuple[list[Climb], tuple[str, ...]]:
    """The climbs through the lowest lens and the first that ranks the entity; and why there is none through a lens."""
    ranked = [r for r in asked.rankings.values() if r.rank_of(asked.entity) is not None]
    chosen: dict[str, Ranking] = {r.lens.id: r for r in (*apart(asked)[:1], *ranked[:1])}
    found, lost = list[Climb](), list[str]()
    for ranking in chosen.values():
        try:
            steps = climb(asked, ranking, goal_alone=bool(found))
        except PlanError as error:
            lost.append(f"{ranking.lens.title}: no movement can be told, for {in_titles(error.what, asked.catalog)}.")
            continue
        found += [steps] if steps else []
    return found, tuple(lost)


def _nothing(asked: Asked, lost: Sequence[str]) -> str:
    who = upper(asked.called(asked.entity))
    if not asked.ranked(asked.entity):
        return f"{who} is not ranked, so there is no place to move from."
    if lost:
        return " ".join(lost)
    return f"{who} stands first wherever moves can be worked out: there is nothing above it to reach."


def _finding(asked: Asked, c: Climb) -> str:
    near, far = c.steps[0], c.steps[-1]
    said = f"Through {c.ranking.lens.title}, where {asked.called(asked.entity)} is {ordinal(c.rank)}"
    said += f", {_place(asked, near)} {_takes(asked, near)}"
    return f"{said}." if far is near else f"{said}; {_place(asked, far)} {_takes(asked, far)}."


def _goal(asked: Asked, c: Climb) -> str:
    return f"{c.ranking.lens.title}: {_place(asked, c.steps[-1])} {_takes(asked, c.steps[-1])}."


def _place(asked: Asked, step: Reach) -> str:
    """A place, and who stands there if it is one of those asked about: 18th, where the United States stands,."""
    held = [asked.called(e) for e in asked.against if step.ranking.rank_of(e) == step.rank]
    return f"{ordinal(step.rank)} place ({listed(held)} today)" if held else f"{ordinal(step.rank)} place"


def _takes(asked: Asked, step: Reach) -> str:
    if step.years is None:
        untold = f"of {in_words(len(step.untold))} no movement can be told"
        return f"is not reached by the indicators that can be moved (at best {ordinal(step.best_rank)}); {untold}"
    longest = step.moves[0]
    if len(step.moves) == 1:
        moved = f"{title(asked, longest.indicator)} from {change(asked, step.hill, longest)}"
        return f"is one move away: {moved} ({_years(step.years)})"
    many = in_words(len(step.moves))
    return (
        f"would take {many} moves side by side, the longest of {_years(longest.years)} "
        f"({title(asked, longest.indicator)}, as fast as {asked.called(longest.pace.peer)}); "
        f"added up, {_years(step.years)}"
    )


def _years(years: float) -> str:
    if years < 0.1:
        return "less than a tenth of a year"
    shown = number(round(years, 1) if years < 10 else round(years))
    return f"{shown} {'year' if shown == '1' else 'years'}"


def _lever(asked: Asked, c: Climb) -> list[str]:
    """What a single year in one indicator would do most."""
    strongest = c.levers.strongest[:3]
    if not strongest:
        return []
    told = listed(
        [
            f"{title(asked, v.indicator)} (+{score(v.points)} points{_to(c, v.rank)}, as fast as "
            f"{asked.called(v.pace.peer)})" for v in strongest
        ]
    )  # fmt: skip
    alone = ", each alone" if len(strongest) > 1 else ""
    return [f"{c.ranking.lens.title}: a year at the pace of the fastest does most in {told}{alone}."]


def _to(c: Climb, rank: int) -> str:
    return f", to {ordinal(rank)} place" if rank != c.rank else ""


def _ladder(asked: Asked, c: Climb, *, folded: bool) -> Figure:
    rungs = [rung(asked, step) for step in c.steps]
    lens = c.ranking.lens
    heading = f"{lens.title}: from {ordinal(c.rank)} place upwards, in years at the pace of the fastest"
    shown = [
        (cell(ordinal(step.rank)), cell(at_rank(asked, c.ranking, step.rank)),
         cell(title(asked, m.indicator), small=change(asked, step.hill, m)), cell(_years(m.years)))
        for step in c.steps if step.possible for m in step.moves
    ]  # fmt: skip
    frame = pl.concat([_written(asked, step) for step in c.steps])
    name = f"ladder-{lens.id}"
    numbers = Table(name, f"{heading}: every move", ("Place", "Who stands there", "Move", "Takes"), tuple(shown), frame)
    caption = (
        "The moves with the least sum of years for each place; everybody else stands still. Side by side they take as "
        "long as the longest."
    )
    look = asked.looks[0]
    draw = lambda width: reach_ladder(heading, look, c.rank, rungs, width)  # noqa: E731
    return Figure.drawn(name, heading, caption, draw, frame, folded=folded, numbers=numbers)


def _written(asked: Asked, step: Reach) -> pl.DataFrame:
    """The moves of a step, as its own table has them, with what they are for."""
    about = {"lens": step.ranking.lens.id, "entity": asked.entity, "rank": step.rank, "possible": step.possible}
    return step.table.select(*(pl.lit(value).alias(name) for name, value in about.items()), pl.all())


def _levers(asked: Asked, climbs: Sequence[Climb]) -> Table:
    rows, facts = [], []
    for c in climbs:
        for v in c.levers.strongest:
            behind = c.ranking.cell(asked.entity, v.indicator)
            rows.append(
                (
                    Cell(title(asked, v.indicator), behind.rows if behind else (), small=c.ranking.lens.title),
                    cell(f"+{score(v.points)}"),
                    cell(ordinal(v.rank)),
                    cell(change(asked, c.levers.hill, v), small="" if v.years == c.levers.years else _years(v.years)),
                )
            )
        facts.append(c.levers.table.with_columns(lens=pl.lit(c.ranking.lens.id), entity=pl.lit(asked.entity)))
    many = plural(len(climbs), "the lens", "each lens")
    caption = f"What one year at the pace of the fastest does in one indicator alone: the five strongest of {many}."
    header = ("Indicator", "Points", "Place then", "From, to, and whose pace it is")
    return Table("levers", caption, header, tuple(rows), pl.concat(facts))
