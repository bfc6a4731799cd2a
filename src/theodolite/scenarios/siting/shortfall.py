"""What cannot be: which limits of a siting nothing can keep, and by how much, in words."""

from __future__ import annotations

import numpy as np

from theodolite.core.prose import shown
from theodolite.errors import ScenarioError
from theodolite.scenarios.siting.goal import WORDS
from theodolite.scenarios.siting.programme import Programme, Question, Total, programme
from theodolite.scenarios.siting.solve import Solved, solve

PHYSICAL = 1e4
"""How much sooner a cap is given up than what is built: capacity, connections and lines."""

TOLD = 1e-6
"""Slacks below this part of their limit are none."""


def shortfall(question: Question) -> ScenarioError:
    """The error of a siting that nothing fits: solved again with slack in every limit, and as little as will do."""
    made = programme(question, elastic=True)
    found = solve(made, [_penalty(made, question)])
    said = [] if found is None else _said(question, found)
    if not said:
        return ScenarioError(
            f"the siting {question.inputs.siting.id!r} was not settled", next_step="ask for other limits or hours"
        )
    return ScenarioError(
        f"nothing keeps all the limits of the siting {question.inputs.siting.id!r}: {'; '.join(said)}",
        where=str(question.inputs.siting.path),
        expected="limits that leave room for all work",
        next_step="raise the limits that fail by at least that much, or ask for less work",
    )


def _penalty(made: Programme, question: Question) -> Total:
    """The sum of slacks, each over the size of its limit, physical ones much heavier."""
    return {
        f"slack {name}": np.array(
            (1.0 if name.endswith(("cap", "renewable share")) else PHYSICAL) / _size(name, question)
        )
        for name in made.slacks
    }


def _size(name: str, question: Question) -> float:
    i = question.inputs
    work = float(i.demand.sum())
    energy = work * i.hours * float(i.pue.max())
    water = work * i.hours * float((i.wue + i.pue * i.grid_water).max())
    sizes = {
        "cost cap": energy * float(i.price.max()),
        "carbon cap": energy * float(i.factor.max()),
        "water cap": water,
        "water-cap": water,
        "stressed-water cap": water * float(i.stress.max()),
        "energy cap": energy,
        "renewable share": energy,
    }
    return sizes.get(name, work) or 1.0


def _said(question: Question, found: Solved) -> list[str]:
    i, limits = question.inputs, question.limits
    hubs = [one.title for one in i.siting.hubs.values()]
    regions = [one.title for one in i.siting.regions.values()]

    def at(name: str, unit: str, what: str) -> list[str]:
        """One phrase for each hub at which a limit is passed."""
        over = found.values.get(f"slack {name}", np.zeros(len(hubs)))
        size = _size(name, question)
        return [
            f"{what} {hub} is short by {shown(one)} {unit}"
            for hub, one in zip(hubs, over, strict=True)
            if one > TOLD * size
        ]

    said = at("capacity", "MW", "the capacity of") + at("grid-limit", "MW", "the connection to the grid of")
    for r, region in enumerate(regions):
        said += at(f"network-limit {r}", "MW", f"the line from {region} to")
    said += at("water-cap", "m3", "the water of")
    for name, goal in WORDS.items():
        over, unit = float(found.values.get(f"slack {name} cap", np.zeros(1)).sum()), goal.unit_in(i.siting.currency)
        if over > TOLD * _size(f"{name} cap", question):
            cap = f"the cap on {goal.words} of {shown(limits.most(i, name))} {unit}"
            said.append(f"{cap} is passed by {shown(over)} {unit} at least")
    over = float(found.values.get("slack renewable share", np.zeros(1)).sum())
    if over > TOLD * _size("renewable share", question):
        said.append(
            f"contracts fall short of {100 * limits.share(i):.4g}% of all electricity by {shown(over)} MWh at least"
        )
    return said
