"""The first screen: the oldest figure that matters, and the commands that change the lens."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

import polars as pl

from theodolite.briefs.assessment import Assessment
from theodolite.briefs.exhibit import Cell, Table, cell
from theodolite.briefs.positions import DAGGER, KNOWN_ENOUGH, Position, apart, positions, spanned
from theodolite.briefs.question import Asked
from theodolite.briefs.used import Used, used
from theodolite.briefs.weight import rests_on
from theodolite.briefs.wording import plural
from theodolite.figures.numbers import in_words, percent

MOST_NAMED = 6
"""Places that are named below the table of places because little is known."""

LIKELY = "In brackets: the places that it takes in 90 of 100 plausible versions of the lens."


@dataclass(frozen=True)
class FirstScreen:
    """What a reader sees before scrolling, beside the finding and the standings."""

    places: Table
    key: tuple[str, ...]
    """How the table of places is read: what stands in brackets, and which places are marked."""
    rests: tuple[str, ...]
    """What the highest and the lowest place of the entity rest on too much."""
    left_out: tuple[str, ...]
    """The lenses that cannot be looked through, and why."""
    oldest: str
    oldest_rows: tuple[int, ...]
    commands: tuple[tuple[str, str], ...]
    """What it does, and the command."""


def first_screen(assessment: Assessment) -> FirstScreen:
    """The parts of the first screen that no question gives."""
    asked = assessment.asked
    found = oldest(used(asked))
    return FirstScreen(
        places(asked),
        _key(asked),
        tuple(line for ranking in apart(asked) for line in rests_on(asked, ranking, asked.entity)[:1]),
        tuple(f"{id}: {why}" for id, why in asked.unusable.items()),
        oldest_sentence(asked, found),
        found.rows if found else (),
        _commands(asked),
    )


def _commands(asked: Asked) -> tuple[tuple[str, str], ...]:
    """How the same is asked through one lens alone, and through one of the reader's own."""
    yours = ("A lens of your own, begun with “theodolite new lens”", f"{command(asked)} --lens my-lens.yaml")
    if asked.own:
        return (yours,)
    return ("One lens alone", f"{command(asked)} --lens {shlex.quote(list(asked.rankings)[-1])}"), yours


def places(asked: Asked) -> Table:
    """Lens × place of everyone with its range over versions of the lens, the span over the lenses below."""
    found = positions(asked)
    rows = [(cell(row[0].lens.title, f"of {row[0].ranked}"), *(_place(p) for p in row)) for row in found.values()]
    if len(rows) > 1:
        spans = [spanned(column) for column in zip(*found.values(), strict=True)]
        rows.append((Cell("Span of places", mark="lead"), *(Cell(s, mark="lead") for s in spans)))
    header = ("Lens", *(asked.name(entity) for entity in asked.everyone))
    return Table("places", "Place through each lens", header, tuple(rows), pl.DataFrame())


def _place(p: Position) -> Cell:
    if p.rank is None:
        return Cell(p.place, mark="quiet")
    if p.likely is None:
        return Cell(p.marked)
    best, worst = p.likely
    return Cell(p.marked, small=f"({best}–{worst})" if best < worst else f"({best})")


def _key(asked: Asked) -> tuple[str, ...]:
    rows = [p for row in positions(asked).values() for p in row]
    thin = [f"{asked.name(p.entity)} through {p.lens.title} {percent(p.known or 0.0)}" for p in rows if p.thin]
    more = f", and {in_words(len(thin) - MOST_NAMED)} more in the table of standings" if len(thin) > MOST_NAMED else ""
    key = [LIKELY] if any(p.likely for p in rows) else []
    if undrawn := [p.lens.title for p in rows if p.entity == asked.entity and p.lens.id not in asked.robust]:
        key.append(f"Without versions, so without brackets: {', '.join(undrawn)}.")
    if thin:
        share = percent(KNOWN_ENOUGH)
        key.append(f"{DAGGER} Known for less than {share} of the lens's weight: {', '.join(thin[:MOST_NAMED])}{more}.")
    return tuple(key)


def oldest(figures: tuple[Used, ...]) -> Used | None:
    """The oldest figure in use; of several from one year the one that weighs most; None where there is none."""
    dated = [figure for figure in figures if figure.year is not None and figure.state != "not-taken"]
    return min(dated, key=lambda f: (f.year, -f.weight, f.indicator), default=None)


def oldest_sentence(asked: Asked, figure: Used | None) -> str:
    """Which figure is the oldest of those used, how old it is, and how much of a lens rests on it."""
    if figure is None or figure.year is None:
        return "No dated figure is in use."
    age = asked.ledger.now.year - figure.year
    title = asked.catalog.indicators[figure.indicator].title
    lens = max(figure.weights, key=lambda id: (figure.weights[id], id))
    years = f"{in_words(age)} {plural(age, 'year')} before the date of the evidence" if age else "the present year"
    share, through = figure.weights[lens], f"the lens {asked.rankings[lens].lens.title}"
    part = f"it weighs {percent(share)} in {through}" if share else f"{through} divides by it"
    return f"{title} for {asked.called(figure.entity)} is of {figure.year}, {years}; {part}."


def command(asked: Asked) -> str:
    """The command that asks again, without its lenses."""
    words = ["theodolite", "assess", asked.entity, *(w for other in asked.against for w in ("--against", other))]
    words += [shlex.quote(word) for word in asked.own.words] if asked.own else []
    for one in asked.read:
        words += ["--read", shlex.quote(one.document.file)]
    for folder in asked.catalog.roots[1:]:
        words += ["--catalog", shlex.quote(str(folder))]
    if asked.ledger.as_of is not None:
        words += ["--as-of", asked.ledger.as_of.isoformat()]
    return " ".join(words)
