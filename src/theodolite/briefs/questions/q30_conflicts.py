"""Where do sources conflict? What each says of the figures that the lenses use for those asked about."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from theodolite.briefs.disputes import (
    Case,
    apart_by,
    disputes,
    heading,
    label,
    producer,
    taken_side,
    times_apart,
    value,
)
from theodolite.briefs.exhibit import Cell, Figure, Table, cell
from theodolite.briefs.question import Answer, Asked
from theodolite.briefs.used import used
from theodolite.briefs.wording import listed, plural
from theodolite.core.prose import upper
from theodolite.evidence.conflicts import SAID, conflicts
from theodolite.figures.numbers import NOTHING, in_words
from theodolite.figures.source_values import Disagreement, Said, source_values

QUESTION = "Where do sources conflict?"
DRAWN = 8
"""Cases in the figure."""

GLOSS = {
    "conflicts": "conflict",
    "different-definition": "different definitions",
    "compatible": "compatible: their intervals meet",
    "superseded": "restated later",
    "same-origin": "one origin, repeated",
    "agrees": "agree",
}
"""Relation between sources → how it is told."""


def ask(asked: Asked) -> Answer:
    """The cases of the lenses' indicators that more than one source tells of, for everyone asked about."""
    figures = used(asked)
    found = conflicts(asked.ledger, sorted({f.indicator for f in figures}), asked.everyone)
    rows = {row for figure in figures for row in figure.rows}
    cases = disputes(found, rows, {f.indicator for f in figures})
    if not cases:
        return Answer(QUESTION, f"No figure that a lens takes for {_all(asked)} is told of by more than one source.")
    return Answer(
        question=QUESTION,
        finding=_finding(asked, cases),
        findings=tuple(_sentence(asked, case) for case in cases if case["relation"] == "conflicts")[:DRAWN],
        exhibits=(*_figure(asked, cases), _table(asked, cases)),
        tables={"conflicts-all-years": found.table.drop("case"), "conflicts-all-years-sides": found.sides},
        sources=tuple(sorted({f"{s['source']}-{s['edition']}" for case in cases for s in case["sides"]})),
        caveats=(
            "Other years of the same indicators stand in tables/conflicts-all-years.csv. A figure that no second "
            "source gives cannot conflict, and is no surer for that.",
        ),
    )


def _all(asked: Asked) -> str:
    return listed([asked.called(entity) for entity in asked.everyone])


def _finding(asked: Asked, cases: Sequence[Case]) -> str:
    current = [case for case in cases if case["in_use"]]
    earlier = len(cases) - len(current)
    many = in_words(len(current)) if current else "none"
    said = f"More than one source tells of {many} of the figures that the lenses take for {_all(asked)}"
    said = f"{said}{_relations(current)}.{_restated(current)}"
    if not earlier:
        return said
    others = f"{in_words(earlier)} {'other' if current else 'figure'}{'s' if earlier > 1 else ''}"
    return f"{said} For {others}, two sources tell of an earlier year, and do not say the same."


def _relations(cases: Sequence[Case]) -> str:
    counts = {relation: sum(case["relation"] == relation for case in cases) for relation in GLOSS}
    clash = counts.pop("conflicts")
    if clash and clash == len(cases):
        return "; all of them conflict" if clash > 1 else "; the two conflict"
    of_them = f"{in_words(clash) if clash else 'none'} of them {plural(clash or 1, 'conflicts', 'conflict')}"
    others = [_told(n, relation) for relation, n in counts.items() if n]
    return f"; {'; '.join([of_them, *filter(None, [listed(others)])])}" if cases else ""


def _restated(cases: Sequence[Case]) -> str:
    """How far figures are from those that were restated later; nothing where none was."""
    ratios = [times_apart(c) for c in cases if c["relation"] == "superseded" and times_apart(c) > 1]
    if not ratios:
        return ""
    widest = apart_by(max(ratios))
    if len(ratios) == 1:
        return f" The restated figure and the one before it are {widest}."
    return f" The restated figures and those before them are at most {widest}."


def _told(count: int, relation: str) -> str:
    return f"{in_words(count)} {plural(count, *SAID[relation])}"


def _sentence(asked: Asked, case: Case) -> str:
    own = taken_side(case)
    others = [s for s in case["sides"] if s is not own]
    against = listed([f"{value(asked, s, case)} ({producer(asked, s)}, {s['edition']})" for s in others])
    return (
        f"{upper(heading(asked, case))}: {value(asked, own, case)} ({producer(asked, own)}) is used, against {against}."
    )


def _figure(asked: Asked, cases: Sequence[Case]) -> tuple[Figure, ...]:
    apart = [case for case in cases if case["lowest"] != case["highest"]][:DRAWN]
    if not apart:
        return ()
    colour = {entity: look.colour for entity, look in zip(asked.everyone, asked.looks, strict=True)}
    drawn = [
        Disagreement(
            f"{heading(asked, case)}: {GLOSS[case['relation']]}",
            colour[case["entity"]],
            tuple(Said(label(asked, s, case), s["value"], value(asked, s, case), s["taken"]) for s in case["sides"]),
        )
        for case in apart
    ]
    title = "What each source says of the same figure"
    caption = "Each case has its own scale from zero. The filled mark is the source that the lenses use."
    kept = ("indicator", "period", "value", "low", "high", "source", "edition", "relation", "taken")
    facts = [{"entity": case["entity"]} | {k: s[k] for k in kept} for case in apart for s in case["sides"]]
    table = pl.DataFrame(facts, infer_schema_length=None)
    return (Figure.drawn("conflicts", title, caption, lambda width: source_values(title, drawn, width), table),)


def _table(asked: Asked, cases: Sequence[Case]) -> Table:
    rows, facts = [], []
    for case in cases:
        own = taken_side(case)
        others = [
            f"{value(asked, s, case)} ({producer(asked, s)}, {s['edition']})" for s in case["sides"] if s is not own
        ]
        ratio = apart_by(times_apart(case)) if times_apart(case) > 1 else ""
        rows.append(
            (
                Cell(heading(asked, case)),
                cell(GLOSS[case["relation"]], small=ratio),
                Cell(value(asked, own, case), (own["row"],), small=producer(asked, own)),
                cell("; ".join(others) or NOTHING),
                cell(case["why"] or ""),
            )
        )
        facts.append({key: value for key, value in case.items() if key not in ("sides", "case")})
    return Table(
        name="conflicts-in-use",
        caption="Every figure in use that more than one source tells of: what is used, what is set aside, and why.",
        header=("Figure", "Relation", "Used", "Also said", "Why this one"),
        rows=tuple(rows),
        frame=pl.DataFrame(facts, infer_schema_length=None),
        folded=len(rows) > DRAWN,
    )
