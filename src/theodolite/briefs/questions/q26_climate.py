"""Can it grow in AI and keep its climate goals? Electricity, water and carbon dioxide, beside what others project."""

from __future__ import annotations

from theodolite.briefs.climate_exhibits import electricity_figure, projections_table, told
from theodolite.briefs.question import Answer, Asked
from theodolite.briefs.scenario_exhibits import driver_figure, fan_figure
from theodolite.briefs.scenarios_about import scenarios_about
from theodolite.scenarios.climate import climate
from theodolite.scenarios.simulate import simulate
from theodolite.uncertainty.sample import by_chance

QUESTION = "Can it grow in AI and keep its climate goals?"

DRAWS = 2_000

CAVEATS = (
    "Residual factors of grids are not used: contracts for renewable electricity make the rest of the grid no dirtier "
    "here.",
    "Figures of all data centres and of AI chips alone are no conflict: the second are a part of the first.",
)


def ask(asked: Asked) -> Answer | None:
    """The first scenario about the entity, beside published projections; nothing where there is none."""
    names = scenarios_about(asked)
    if not names:
        return None
    base = simulate(asked.ledger, names[0], DRAWS, asked.seed, sample=by_chance)
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
