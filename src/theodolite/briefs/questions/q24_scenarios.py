"""What holds its computing back? What chips, rules and power allow by scenario, and what the spread is due to."""

from __future__ import annotations

from theodolite.briefs.pace_check import pace_check
from theodolite.briefs.question import SCENARIO_DRAWS, Answer, Asked
from theodolite.briefs.scenario_exhibits import driver_figure, fan_figure, lanes_figure, stock_figure
from theodolite.core.prose import upper
from theodolite.errors import TheodoliteError
from theodolite.scenarios.result import Simulation
from theodolite.scenarios.side_by_side import Comparison
from theodolite.scenarios.spoken import spoken

QUESTION = "What holds its computing back, and what would change it?"

CAVEATS = (
    f"Medians of {SCENARIO_DRAWS:,} draws: `theodolite simulate` draws more, and its second digit may differ.",
    "Scenarios are what-ifs over intervals of assumptions, and no forecast: `theodolite simulate NAME --assumptions` "
    "tells each with who says so.",
    "Months of delay are a heuristic: the logarithm of a ratio of computing over the frontier's yearly growth.",
)


def ask(asked: Asked) -> Answer | None:
    """All scenarios about the entity side by side; nothing where there is none, as of data of one's own."""
    found = asked.scenarios
    if found is None:
        return None
    if isinstance(found, TheodoliteError):
        return Answer(QUESTION, f"Not answered, for no scenario can be run on this evidence: {found.what}.")
    base = found.simulations[0]
    checks = [one for other in asked.against if (one := pace_check(asked, base, other)) is not None]
    drawn = driver_figure(base, "training-compute", folded=True)
    return Answer(
        question=QUESTION,
        finding=found.finding,
        findings=(*_because(base), *_delays(found), *(one.sentence for one in checks)),
        exhibits=(
            lanes_figure(found),
            stock_figure(base),
            *([] if drawn is None else [drawn]),
            fan_figure(found.simulations, "training-compute", folded=True),
        ),
        tables={"scenarios": found.table, **({} if base.drivers is None else {"scenario-drivers": base.drivers})},
        sources=tuple(sorted({*found.sources, *(source for one in checks for source in one.sources)})),
        caveats=(*CAVEATS, *base.plan.scenario.caveats, *base.plan.notes),
    )


def _because(base: Simulation) -> tuple[str, ...]:
    """What the spread of the first scenario comes from most."""
    if base.drivers is None:
        return ()
    rows = [row for row in base.drivers.iter_rows(named=True) if row["output"] == "training-compute"][:3]
    told = [f"{row['title'][:1].lower()}{row['title'][1:]} ({row['total']:.0%})" for row in rows]
    return (
        f"Under “{base.plan.scenario.title}” the spread in computing of {base.last} comes most from "
        f"{', '.join(told)} (total Sobol shares).",
    )


def _delays(found: Comparison) -> tuple[str, ...]:
    """Months of delay of each scenario, by the one that it is held against."""
    held: dict[str, list[str]] = {}
    for one in found.simulations:
        row = one.at("delay", found.year)
        if one.against is not None and row["median"] is not None:
            held.setdefault(one.against.scenario.title, []).append(f"“{one.plan.scenario.title}” {spoken(row)}")
    return tuple(
        upper(f"months of delay against “{against}” in {found.year}: {'; '.join(told)}.")
        for against, told in held.items()
    )
