"""A scenario: ways in which chips come to a nation, assumptions, and policies as dated changes to them, as data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Discriminator, Field, Tag, model_validator

from theodolite.core.catalog import Catalog, Entries
from theodolite.core.nearest import nearest
from theodolite.core.reference import Reference
from theodolite.core.spec import Spec, load_spec
from theodolite.errors import ScenarioError, UnknownNameError
from theodolite.scenarios.arrival import Arrival, doubled
from theodolite.scenarios.assumption import Side

LONGEST = 60
"""Years that a scenario may run."""

ASKED = ("about", "years", "arrivals", "regions")
"""What a scenario, or one that it inherits from, has to say."""

ALONE: Mapping[str, object] = MappingProxyType({"against": None, "siting": None, "climate_plan": None})
"""What it may say, and what stands where nobody does."""


def _kind(use: object) -> str:
    return "name" if isinstance(use, str) else "side"


Use = Annotated[Annotated[str, Tag("name")] | Annotated[Side, Tag("side")], Discriminator(_kind)]
"""What takes the place of an assumption: another one by its id, or a side said on the spot."""


class Region(Spec):
    """A region of the country that holds a part of its chips; the parts are drawn and made to sum to one."""

    region: str
    """ISO 3166-2, whose grid has a factor in the ledger; or the economy, by the carbon intensity of its electricity."""
    low: float = Field(gt=0)
    high: float
    illustrative: bool = False
    after: tuple[Reference, ...] = Field(min_length=1)
    says: str = ""

    @model_validator(mode="after")
    def _upright(self) -> Region:
        if self.low > self.high:
            raise ValueError(f"the interval is upside down: low {self.low:g} is above high {self.high:g}")
        return self


class Years(Spec):
    """The years that a scenario runs, both included."""

    from_: int
    to: int

    @model_validator(mode="after")
    def _meet(self) -> Years:
        if not 0 <= self.to - self.from_ < LONGEST:
            raise ValueError(f"the years run from {self.from_} to {self.to}: forwards, and at most {LONGEST} of them")
        return self


class Policy(Spec):
    """A dated change: other assumptions in the place of some, and rules of export control that no longer hold."""

    title: str
    from_: int
    """The first year in which it holds."""
    until: int | None = None
    """The last one, where it ends."""
    use: Mapping[str, Use] = {}
    """Assumption → the one that takes its place, or a side said here."""
    lifts: tuple[str, ...] = ()
    """Rules of export control, by id, or `all`."""
    after: tuple[Reference, ...] = ()


class ClimatePlan(Spec):
    """A plan by which carbon dioxide for each unit of product is to be lower in one year than in another."""

    cut: str
    """The assumption of the part by which it is lower."""
    base: int
    until: int

    @model_validator(mode="after")
    def _forwards(self) -> ClimatePlan:
        if self.until <= self.base:
            raise ValueError(f"a plan from {self.base} to {self.until} ends before it begins")
        return self


class ScenarioFile(Spec):
    """What a file of `scenarios/` says: all of a scenario, or only what differs from the one that it inherits from."""

    id: str
    title: str
    question: str
    inherits: str | None = None
    """A scenario of the catalogue by its name, or the path of a file, from that of this one."""
    about: str | None = None
    """The economy, by its code."""
    years: Years | None = None
    against: str | None = None
    """The scenario that its months of delay are counted against; null where none is."""
    arrivals: tuple[Arrival, ...] = ()
    regions: tuple[Region, ...] = ()
    use: Mapping[str, Use] = {}
    """Assumption → the one that takes its place in every year, or a side said here."""
    policies: Mapping[str, Policy | None] = {}
    """Name → a dated change; null takes one away that is inherited."""
    climate_plan: ClimatePlan | None = None
    """A plan to cut carbon intensity that its emissions are held against."""
    siting: str | None = None
    """The siting that is told beside it, under `sitings/`: of the sites as they stand, not of its power."""
    caveats: tuple[str, ...] = ()


class Scenario(Spec):
    """A scenario with everything that it inherits."""

    id: str
    title: str
    question: str
    where: str
    """The file that it stands in."""
    lineage: tuple[str, ...]
    """The scenarios that it inherits from, the nearest first."""
    about: str
    years: Years
    against: str | None
    arrivals: tuple[Arrival, ...] = Field(min_length=1)
    regions: tuple[Region, ...] = Field(min_length=1)
    use: Mapping[str, Use]
    policies: Mapping[str, Policy]
    climate_plan: ClimatePlan | None
    siting: str | None
    caveats: tuple[str, ...]

    @property
    def span(self) -> range:
        """Its years."""
        return range(self.years.from_, self.years.to + 1)


def scenario_entries(catalog: Catalog) -> Entries[ScenarioFile]:
    """The files of `scenarios/`, each read when first asked for."""
    return catalog.entries("scenarios", ScenarioFile, "scenario")


def load_scenario(catalog: Catalog, name: str) -> Scenario:
    """The scenario called `name`, or in the file at that path, with everything that it inherits.

    Raises UnknownNameError where there is none, and ScenarioError where scenarios inherit from each other in a circle,
    nobody says what it is about, or a policy is dated outside its years.
    """
    known = scenario_entries(catalog)
    if name in known:
        path, chain = known.paths[name], [known[name]]
    elif name.endswith((".yaml", ".yml")):
        path = Path(name)
        chain = [load_spec(path, ScenarioFile, id=path.stem)]
    else:
        raise UnknownNameError("scenario", name, nearest(name, known))
    paths = [path]
    while (above := chain[-1].inherits) is not None:
        if above.endswith((".yaml", ".yml")):
            paths.append(paths[-1].parent / above)
            one = None if paths[-1] in paths[:-1] else load_spec(paths[-1], ScenarioFile, id=paths[-1].stem)
        elif above not in known:
            raise UnknownNameError("scenario", above, nearest(above, known), where=str(paths[-1]))
        else:
            paths.append(known.paths[above])
            one = None if paths[-1] in paths[:-1] else known[above]
        if one is None:
            round_ = " → ".join([*(each.id for each in chain), paths[-1].stem])
            raise ScenarioError(f"scenarios inherit from each other in a circle: {round_}", where=str(path))
        chain.append(one)
    return _merged(chain, path)


def _merged(chain: list[ScenarioFile], path: Path) -> Scenario:
    own = chain[0]
    said = {key: _nearest(chain, key) for key in (*ALONE, *ASKED)}
    for key in ASKED:
        if not said[key]:
            raise ScenarioError(
                f"the scenario {own.id!r} does not say {key.replace('_', '-')}:",
                where=str(path),
                expected="its own, or inherits: a scenario that does",
            )
    use: dict[str, str | Side] = {}
    policies: dict[str, Policy | None] = {}
    for one in reversed(chain):
        use |= one.use
        policies |= one.policies
    kept = {name: policy for name, policy in policies.items() if policy is not None}
    caveats = tuple(dict.fromkeys(caveat for one in chain for caveat in one.caveats))
    whole = Scenario.model_validate(
        {"id": own.id, "title": own.title, "question": own.question, "where": str(path),
         "lineage": tuple(one.id for one in chain[1:]), **said, "use": use, "policies": kept, "caveats": caveats},
        by_name=True,
    )  # fmt: skip
    _check_years(whole, own.policies)
    _check_doubles(whole)
    return within(whole, whole.years)


def _nearest(chain: list[ScenarioFile], key: str) -> object:
    """What the nearest scenario of a chain that says a key says under it: null takes away what is inherited."""
    return next((getattr(one, key) for one in chain if key in one.model_fields_set), None) or ALONE.get(key)


def within(scenario: Scenario, years: Years) -> Scenario:
    """A scenario over other years: policies begin and end inside them, and those outside are gone."""
    kept = {
        name: policy.model_copy(update={
            "from_": max(policy.from_, years.from_),
            "until": None if policy.until is None or policy.until >= years.to else policy.until,
        })
        for name, policy in scenario.policies.items()
        if policy.from_ <= years.to and (policy.until is None or policy.until >= years.from_)
    }  # fmt: skip
    return scenario.model_copy(update={"years": years, "policies": kept})


def _check_years(scenario: Scenario, own: Mapping[str, Policy | None]) -> None:
    """Policies of one's own lie inside the years; those that are inherited are cut to them."""
    for name, policy in own.items():
        if policy is None:
            continue
        until = policy.until if policy.until is not None else scenario.years.to
        if policy.from_ not in scenario.span or until not in scenario.span or until < policy.from_:
            raise ScenarioError(
                f"the policy {name!r} runs from {policy.from_}{'' if policy.until is None else f' to {until}'} and the "
                f"scenario {scenario.id!r} from {scenario.years.from_} to {scenario.years.to}",
                where=scenario.where,
                expected="years that meet",
            )


def _check_doubles(scenario: Scenario) -> None:
    """No region and no chip is counted twice."""
    regions = [one.region for one in scenario.regions]
    twice = next((f"the region {one} stands twice" for one in regions if regions.count(one) > 1), None)
    if (what := twice or doubled(scenario.arrivals)) is not None:
        raise ScenarioError(what, where=scenario.where, expected="each once")
