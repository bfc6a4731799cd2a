"""A scenario: ways in which chips come to a nation, assumptions, and policies as dated changes to them, as data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from theodolite.core.catalog import Catalog, Entries
from theodolite.core.nearest import nearest
from theodolite.core.reference import Reference
from theodolite.core.spec import Spec, load_spec
from theodolite.errors import ScenarioError, UnknownNameError
from theodolite.scenarios.assumption import Side

LONGEST = 60
"""Years that a scenario may run."""


class Sold(Spec):
    """Chips that were sold within the rules, as counted: what is known, so no policy changes it."""

    by: Literal["sold"]
    chip: str
    indicator: str
    """The indicator that holds how many were sold by the end of each year."""


class Bought(Spec):
    """Chips on offer abroad once the count ends: as many as the money for them buys, where the rules let them through.

    The money goes to the first of them in the scenario's order, as far as the rules let it, and what is left to the
    next.
    """

    by: Literal["bought"]
    chip: str
    price: str
    """The assumption of its price."""


class Smuggled(Spec):
    """Chips that come in against the rules."""

    by: Literal["smuggled"]
    chip: str
    units: str
    """The assumption of how many come in a year."""


class Made(Spec):
    """Chips made in the country: logic dies × yield ÷ dies a chip, capped by memory stacks ÷ stacks a chip."""

    by: Literal["made"]
    chip: str
    dies: str
    die_yield: str
    dies_per_chip: str
    stacks: str
    stacks_per_chip: str
    from_: int | None = None
    until: int | None = None
    """The last year in which it is made."""


class Rented(Spec):
    """Computing abroad that is used from the country: it counts as computing there, and not in its electricity."""

    by: Literal["rented"]
    units: str
    """The assumption of how much, in H100 equivalents."""


Arrival = Annotated[Sold | Bought | Smuggled | Made | Rented, Field(discriminator="by")]


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


class ScenarioFile(Spec):
    """What a file of `scenarios/` says: all of a scenario, or only what differs from the one that it inherits from."""

    id: str
    title: str
    question: str
    inherits: str | None = None
    about: str | None = None
    """The economy, by its code."""
    years: Years | None = None
    against: str | None = None
    """The scenario that its months of delay are counted against."""
    reference_chip: str | None = None
    """The chip whose work is one H100 equivalent."""
    arrivals: tuple[Arrival, ...] = ()
    regions: tuple[Region, ...] = ()
    use: Mapping[str, Use] = {}
    """Assumption → the one that takes its place in every year, or a side said here."""
    policies: Mapping[str, Policy | None] = {}
    """Name → a dated change; null takes one away that is inherited."""
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
    reference_chip: str
    arrivals: tuple[Arrival, ...] = Field(min_length=1)
    regions: tuple[Region, ...] = Field(min_length=1)
    use: Mapping[str, Use]
    policies: Mapping[str, Policy]
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
    while (above := chain[-1].inherits) is not None:
        if above not in known:
            raise UnknownNameError("scenario", above, nearest(above, known), where=f"scenarios/{chain[-1].id}.yaml")
        if above in [one.id for one in chain]:
            round_ = " → ".join([*(one.id for one in chain), above])
            raise ScenarioError(f"scenarios inherit from each other in a circle: {round_}")
        chain.append(known[above])
    return _merged(chain, path)


def _merged(chain: list[ScenarioFile], path: Path) -> Scenario:
    own = chain[0]
    said = {key: _nearest(chain, key) for key in ("about", "years", "against", "reference_chip", "siting")}
    lists = {key: _nearest(chain, key) for key in ("arrivals", "regions")}
    for key, value in {**{key: said[key] for key in ("about", "years", "reference_chip")}, **lists}.items():
        if not value:
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
         "lineage": tuple(one.id for one in chain[1:]),
         **said, **lists, "use": use, "policies": kept, "caveats": caveats}, by_name=True,
    )  # fmt: skip
    _check_years(whole)
    return whole


def _nearest(chain: list[ScenarioFile], key: str) -> object:
    """What the nearest scenario of a chain says under a key."""
    return next((value for one in chain if (value := getattr(one, key))), None)


def _check_years(scenario: Scenario) -> None:
    for name, policy in scenario.policies.items():
        until = policy.until if policy.until is not None else scenario.years.to
        if policy.from_ not in scenario.span or until not in scenario.span or until < policy.from_:
            raise ScenarioError(
                f"the policy {name!r} runs from {policy.from_} to {until} and the scenario {scenario.id!r} from "
                f"{scenario.years.from_} to {scenario.years.to}",
                where=scenario.where,
                expected="years that meet",
            )
