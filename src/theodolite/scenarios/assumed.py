"""What a scenario assumes: every input as a variable, with the policies that change it from year to year."""

from __future__ import annotations

from collections.abc import Mapping

from theodolite.core.catalog import Catalog
from theodolite.core.nearest import nearest
from theodolite.core.prose import counted
from theodolite.errors import ScenarioError, UnknownNameError
from theodolite.scenarios.assumption import Assumption, Side, assumptions
from theodolite.scenarios.controls.rule import control_rules
from theodolite.scenarios.inputs import arriving, inputs
from theodolite.scenarios.scenario import Policy, Scenario
from theodolite.scenarios.variable import Variable, variable


def assumed(catalog: Catalog, scenario: Scenario) -> dict[str, Variable]:
    """Assumption → its variable over the years of a scenario.

    Raises UnknownNameError for an assumption that there is not, or that takes the place of one that the scenario does
    not rest on, and ScenarioError where one says nothing about the economy, does not convert, or does not run so long.
    """
    known = assumptions(catalog)
    asked = inputs(scenario)
    _check_used(scenario, asked)
    uses = {key: _uses(key, known, scenario) for key in asked}
    _check_about(scenario, uses)
    _check_begins(scenario, uses)
    return {
        key: _variable(key, unit, uses[key], _assumption(key, known, scenario), scenario) for key, unit in asked.items()
    }


def _variable(key: str, unit: str, uses: list[tuple[int, Assumption]], own: Assumption, scenario: Scenario) -> Variable:
    """The variable of one assumption; errors that do not say where are in the scenario's file."""
    try:
        return variable(key, unit, scenario.span, scenario.about, uses, own)
    except ScenarioError as error:
        raise ScenarioError(
            error.what, where=error.where or scenario.where, expected=error.expected, next_step=error.next_step
        ) from None


def _uses(key: str, known: Mapping[str, Assumption], scenario: Scenario) -> list[tuple[int, Assumption]]:
    """From which year on which assumption stands for one: of the policies in force in a year the latest decides.

    Of several that begin in one year it is the last: that of the scenario itself comes after those it inherits.
    """
    own = _assumption(key, known, scenario)
    found: list[tuple[int, Assumption]] = []
    before: str | Side | None = None
    for year in scenario.span:
        held = [p for p in scenario.policies.values() if key in p.use and _in_force(p, year, scenario)]
        latest = max((one.from_ for one in held), default=None)
        use = [p for p in held if p.from_ == latest][-1].use[key] if held else scenario.use.get(key)
        if not found or use != before:
            found.append((year, own if use is None else _in_place(own, use, known, scenario)))
        before = use
    return found


def _in_force(policy: Policy, year: int, scenario: Scenario) -> bool:
    return policy.from_ <= year <= (scenario.years.to if policy.until is None else policy.until)


def _check_begins(scenario: Scenario, uses: Mapping[str, list[tuple[int, Assumption]]]) -> None:
    """What arrives before the first year would be lost: raises ScenarioError where something is said to."""
    for key in arriving(scenario):
        (_, assumption), *_ = uses[key]
        begins = [min(side.by_year) for side in assumption.about(scenario.about) if side.by_year]
        if begins and min(begins) < scenario.years.from_:
            raise ScenarioError(
                f"the scenario {scenario.id!r} begins in {scenario.years.from_}, and {key!r} in {min(begins)}: what "
                "came before would be lost",
                where=scenario.where,
                expected=f"years: from {min(begins)} on",
            )


def _check_about(scenario: Scenario, uses: Mapping[str, list[tuple[int, Assumption]]]) -> None:
    """Every assumption says something about the economy; raises ScenarioError with all that do not."""
    silent: list[str] = []
    for key, stretches in uses.items():
        try:
            for _, assumption in stretches:
                assumption.about(scenario.about)
        except ScenarioError:
            silent.append(key)
    if silent:
        raise ScenarioError(
            f"{counted(len(silent), 'assumption')} of the scenario {scenario.id!r} "
            f"{'says' if len(silent) == 1 else 'say'} nothing about {scenario.about}: {', '.join(silent)}",
            where=scenario.where,
            next_step=f"say each under use: {{{silent[0]}: {{low: …, high: …, after: [{{title: …}}]}}}}",
        )


def _assumption(id: str, known: Mapping[str, Assumption], scenario: Scenario) -> Assumption:
    if id not in known:
        raise UnknownNameError("assumption", id, nearest(id, known), where=scenario.where)
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
            raise UnknownNameError("assumption of this scenario", key, nearest(key, asked), where=scenario.where)


def lifted(catalog: Catalog, scenario: Scenario) -> list[set[str]]:
    """The rules of export control that do not hold, year by year; raises UnknownNameError for one that there is not."""
    rules = control_rules(catalog)
    found: list[set[str]] = []
    for year in scenario.span:
        held = [p for p in scenario.policies.values() if _in_force(p, year, scenario)]
        found.append({rule for policy in held for rule in policy.lifts})
    for rule in sorted(set[str]().union(*found) - {"all", *rules}):
        raise UnknownNameError("rule of export control", rule, nearest(rule, rules), where=scenario.where)
    return found
