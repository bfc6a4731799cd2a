"""Can it grow in AI and keep its climate goals? Electricity, water and carbon dioxide, beside what others project."""

from __future__ import annotations

from theodolite.briefs.climate_exhibits import electricity_figure, projections_table, told
from theodolite.briefs.question import SCENARIO_DRAWS, Answer, Asked
from theodolite.briefs.scenario_exhibits import driver_figure, fan_figure
from theodolite.errors import TheodoliteError
from theodolite.scenarios.climate import climate

QUESTION = "Can it grow in AI and keep its climate goals?"

CAVEATS = (
    f"Medians of {SCENARIO_DRAWS:,} draws: `theodolite simulate` draws more, and its second digit may differ.",
    "A year's electricity is that of the chips that stand at its end, run for a whole year: while stocks grow fast, "
    "more than was used in that year.",
    "Residual factors of grids are not used: contracts for renewable electricity make the rest of the grid no dirtier "
    "here.",
    "Figures of all data centres and of AI chips alone are no conflict: the second are a part of the first.",
)


def ask(asked: Asked) -> Answer | None:
    """The first scenario about the entity, beside published projections; nothing where there is none."""
    scenarios = asked.scenarios
    if scenarios is None:
        return None
    if isinstance(scenarios, TheodoliteError):
        return Answer(QUESTION, f"Not answered, for no scenario can be run on this evidence: {scenarios.what}.")
    base = scenarios.simulations[0]
    found = climate(asked.ledger, base, told(asked, asked.entity))
    drawn = driver_figure(base, "energy", folded=True)
    return Answer(
        question=QUESTION,
        finding=found.finding,
        findings=found.findings,
        exhibits=(
            electricity_figure(found),
            projections_table(found),
            fan_figure([base], "carbon", folded=True),
            *([] if drawn is None else [drawn]),
        ),
        sources=found.sources,
        caveats=CAVEATS,
    )
