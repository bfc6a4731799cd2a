"""What a scenario assumes: every input as a variable, with the policies that change it from year to year."""

from __future__ import annotations

from collections.abc import Mapping

from theodolite.core.catalog import Catalog
from theodolite.core.nearest import nearest
from theodolite.errors import UnknownNameError
from theodolite.scenarios.assumption import Assumption, Side, assumptions
from theodolite.scenarios.controls.rule import control_rules
from theodolite.scenarios.inputs import inputs
from theodolite.scenarios.scenario import Scenario
from theodolite.scenarios.variable import Variable, variable


def assumed(catalog: Catalog, scenario: Scenario) -> dict[str, Variable]:
    """Assumption → its variable over the years of a scenario.

    Raises UnknownNameError for an assumption that there is not, or that takes the place of one that the scenario does
    not rest on, and ScenarioError where one says nothing about the economy, does not convert, or does not run so long.
    """
    known = assumptions(catalog)
    asked = inputs(scenario)
    _check_used(scenario, asked)
    found: dict[str, Variable] = {}
    for key, unit in asked.items():
        own = _assumption(key, known, scenario)
        use = scenario.use.get(key)
        first = own if use is None else _in_place(own, use, known, scenario)
        uses = [(scenario.years.from_, first)]
        for policy in sorted(scenario.policies.values(), key=lambda one: one.from_):
            if key in policy.use:
                uses = [one for one in uses if one[0] < policy.from_]
                uses.append((policy.from_, _in_place(own, policy.use[key], known, scenario)))
                if policy.until is not None and policy.until < scenario.years.to:
                    uses.append((policy.until + 1, first))
        found[key] = variable(key, unit, scenario.span, scenario.about, uses)
    return found


def _assumption(id: str, known: Mapping[str, Assumption], scenario: Scenario) -> Assumption:
    if id not in known:
        raise UnknownNameError("assumption", id, nearest(id, known), where=f"scenarios/{scenario.id}.yaml")
    return known[id]


def _in_place(own: Assumption, use: str | Side, known: Mapping[str, Assumption], scenario: Scenario) -> Assumption:
    if isinstance(use, str):
        return _assumption(use, known, scenario)
    return own.model_copy(update={"sides": (use,), "illustrative": False})


def _check_used(scenario: Scenario, asked: Mapping[str, str]) -> None:
    """What is used in the place of an assumption takes the place of one that the scenario rests on."""
    used = {**scenario.use, **{key: use for one in scenario.policies.values() for key, use in one.use.items()}}
    for key in used:
        if key not in asked:
            raise UnknownNameError(
                "assumption of this scenario", key, nearest(key, asked), where=f"scenarios/{scenario.id}.yaml"
            )


def lifted(catalog: Catalog, scenario: Scenario) -> list[set[str]]:
    """The rules of export control that do not hold, year by year; raises UnknownNameError for one that there is not."""
    rules = control_rules(catalog)
    found: list[set[str]] = []
    for year in scenario.span:
        held = [p for p in scenario.policies.values() if p.from_ <= year <= (p.until or scenario.years.to)]
        found.append({rule for policy in held for rule in policy.lifts})
    for rule in sorted(set[str]().union(*found) - {"all", *rules}):
        raise UnknownNameError(
            "rule of export control", rule, nearest(rule, rules), where=f"scenarios/{scenario.id}.yaml"
        )
    return found
