"""A lens: a framework and every choice of method, in the order in which they are carried out."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import Field, model_validator

from theodolite.core.catalog import Catalog, Entries
from theodolite.core.check import did_you_mean
from theodolite.core.indicator import Indicator
from theodolite.core.nearest import nearest
from theodolite.core.reference import Reference
from theodolite.core.spec import Spec, load_spec, read_text
from theodolite.core.spec_error import line_of
from theodolite.errors import PlanError, UnknownNameError
from theodolite.index.aggregate import Aggregate
from theodolite.index.denominate import DENOMINATORS, OWN, Denominate
from theodolite.index.doubt import Doubt, alternatives
from theodolite.index.framework import Leaf, Node, Pillar, Taken, height, leaves, pillars
from theodolite.index.means import Mean
from theodolite.index.method import ColumnStep, OptionError
from theodolite.index.normalise import Normalise
from theodolite.index.step import Step, aggregate_of
from theodolite.index.weight import Weight

COLUMNS_OF_A_RANKING = ("entity", "score", "rank", "coverage", "oldest_period")
"""Names that a pillar cannot have, for they are columns of every ranking."""


class Population(Spec):
    """Which economies a lens looks at: those whose last figure of an indicator is at least so much."""

    indicator: str
    at_least: float


class Lens(Spec):
    """Evidence is seen through a lens; its id is the path below `lenses/`."""

    id: str
    title: str
    question: str
    after: tuple[Reference, ...] = Field(min_length=1)
    """Where the lens comes from."""
    framework: tuple[Pillar, ...] = Field(min_length=1)
    period: Taken = Taken()
    economies: Population | None = None
    steps: tuple[Step, ...] = Field(min_length=1)
    doubt: Doubt | None = None
    replicates: str | None = None
    """The published system that it re-makes, by its name under `systems/`; such a lens is looked through when named."""
    weights: Literal["given", "unknown"] = "given"
    """unknown: the publisher's weights are not public. Such a lens writes none, and nothing is ranked through it."""
    caveats: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Lens:
        _check_names(self)
        if self.weights == "unknown" and any(node.weight != 1 for node in _nodes(self.framework)):
            raise ValueError("the weights are said to be unknown, and the framework has some: write weights: given")
        with _fault_of("steps"):
            if [step.do for step in self.steps].count("aggregate") != 1 or self.steps[-1].do != "aggregate":
                raise ValueError("the steps end with one aggregate")
            _check_denominate(self)
            _check_columns(self, self.steps)
        own = _last_scales(self)
        with _fault_of("aggregate"):
            _check_means(self, [self.aggregate], own)
        with _fault_of("doubt"):
            doubted = alternatives(self.doubt, self.steps) if self.doubt else {}
            _check_columns(self, [step for steps in doubted.values() for step in steps])
            scales = [step for step in doubted.get("normalise", ()) if isinstance(step, Normalise)] or own
            means = [step for step in doubted.get("aggregate", ()) if isinstance(step, Aggregate)] or [self.aggregate]
            _check_means(self, means, scales)
        return self

    @property
    def aggregate(self) -> Aggregate:
        """The last step."""
        return aggregate_of(self.steps)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids of its indicators, in the order written."""
        return tuple(leaf.indicator for leaf in leaves(self.framework))

    @property
    def hash(self) -> str:
        """A hash of every choice: titles do not count, nor whether weights are written 1 and 1 or 2 and 2."""
        choices = self.model_dump(mode="json", include={"period", "economies", "steps"})
        written = json.dumps({**choices, "framework": _in_shares(self.framework)}, sort_keys=True)
        return "sha256:" + hashlib.sha256(written.encode()).hexdigest()


def _in_shares(nodes: Sequence[Node]) -> list[dict[str, Any]]:
    """`nodes` with the weights of siblings scaled to sum to one, ready for JSON."""
    total = sum(node.weight for node in nodes)
    return [
        {
            **node.model_dump(mode="json", exclude={"weight", "indicators", "title"}),
            "weight": round(node.weight / total, 12),
            "indicators": _in_shares(node.indicators) if isinstance(node, Pillar) else [],
        }
        for node in nodes
    ]


class Breach(NamedTuple):
    """A rule between a lens and the catalogue that is broken, what is wrong, what would be right, and where."""

    rule: Literal["names", "levels", "denominators"]
    what: str
    expected: str | None
    keys: tuple[int | str, ...]
    """The keys and places that lead to it in the lens's file."""


def breaches(lens: Lens, names: Collection[str], indicators: Mapping[str, Indicator]) -> Iterator[Breach]:
    """Every indicator that is not among `names` or not of economies, counted twice, or divided by what it may not be.

    Of an indicator that is named and not in `indicators` (its file does not load) only the name is looked at.
    """
    placed = list(_placed(lens.framework, ("framework",)))
    for at, step in enumerate(lens.steps):
        if isinstance(step, Denominate) and step.by not in (*(known := ("none", OWN, *DENOMINATORS)), *names):
            what, near = f"no denominator is called {step.by!r}", did_you_mean(nearest(step.by, known))
            yield Breach("denominators", what, near or ", ".join(known), ("steps", at, "by"))
    named = [(leaf.indicator, keys) for leaf, keys in placed]
    named += [(lens.economies.indicator, ("economies", "indicator"))] if lens.economies else []
    for name, keys in named:
        if name not in names:
            yield Breach("names", f"no indicator is called {name!r}", did_you_mean(nearest(name, names)), keys)
        elif name in indicators and (kind := indicators[name].of) != "economy":
            yield Breach("names", f"{name!r} is about the kind {kind!r}", "an indicator of economies", keys)
    views: dict[str, list[str]] = defaultdict(list)
    for leaf, keys in placed:
        if (id := leaf.indicator) in indicators:
            same = views[indicators[id].variant_of or id]
            same.append(id)
            if len(same) == 2:
                yield Breach("levels", f"{' and '.join(same)} are views of one thing", "one of them", keys)
            if leaf.denominate not in (None, "none", *(allowed := indicators[id].denominators)):
                what = f"{id!r} is divided by {leaf.denominate!r}"
                yield Breach("denominators", what, ", ".join(allowed) or "none", keys)


def _placed(nodes: Sequence[Node], above: tuple[int | str, ...]) -> Iterator[tuple[Leaf, tuple[int | str, ...]]]:
    for place, node in enumerate(nodes):
        if isinstance(node, Leaf):
            yield node, (*above, place, "indicator")
        else:
            yield from _placed(node.indicators, (*above, place, "indicators"))


def load_lens(name: str | Path, catalog: Catalog) -> Lens:
    """The lens called `name` in the catalogue, or the one in the YAML file `name`.

    Raises UnknownNameError where there is neither, SpecError where the file cannot be read as a lens, and PlanError
    where it breaks a rule of `breaches`.
    """
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        lens, where = load_spec(path, Lens, id=path.stem), path
    else:
        known = lenses(catalog)
        if str(name) not in known:
            raise UnknownNameError(
                "lens", str(name), nearest(str(name), known), next_step="one of: " + ", ".join(known)
            )
        lens, where = known[str(name)], known.paths[str(name)]
    for breach in breaches(lens, catalog.indicators, catalog.indicators):
        line = line_of(read_text(where), breach.keys)
        raise PlanError(f"the lens {lens.id!r}: {breach.what}", where=f"{where}:{line}", expected=breach.expected)
    return lens


def lenses(catalog: Catalog) -> Entries[Lens]:
    """Every lens of the catalogue by name."""
    return catalog.entries("lenses", Lens, "lens")


def own_lenses(catalog: Catalog) -> list[Lens]:
    """The lenses of the catalogue that re-make nobody's published system: those that are looked through unasked."""
    return [load_lens(id, catalog) for id, lens in lenses(catalog).items() if lens.replicates is None]


def refuse_unknown_weights(lens: Lens) -> None:
    """Raise PlanError for a lens whose weights are unknown: none are invented."""
    if lens.weights == "unknown":
        raise PlanError(
            f"the weights of the lens {lens.id!r} are unknown: their publisher does not print them",
            expected="weights of your own, or such as were recovered",
            next_step="copy the lens, write weights: given and a weight: for each pillar; "
            "or find them from published scores of its pillars with theodolite recover SCORES.csv",
        )


def _nodes(nodes: Sequence[Node]) -> list[Node]:
    return [*pillars(nodes), *leaves(nodes)]


def _check_names(lens: Lens) -> None:
    if not any(pillar.weight for pillar in lens.framework):
        raise ValueError("all weights of the pillars are 0: give one of them a weight above 0")
    names = [*lens.indicators, *(pillar.pillar for pillar in pillars(lens.framework))]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise ValueError(f"{', '.join(doubled)} stands twice in the framework")
    taken = sorted(set(names) & set(COLUMNS_OF_A_RANKING))
    if taken:
        raise ValueError(f"a pillar cannot be called {taken[0]!r}, for a ranking has a column of this name")


def _check_denominate(lens: Lens) -> None:
    steps = [step for step in lens.steps if step.do == "denominate"]
    if len(steps) > 1:
        raise ValueError("figures are divided once: the lens has two denominate steps")
    divided = [leaf.indicator for leaf in leaves(lens.framework) if leaf.denominate is not None]
    if divided and not steps:
        raise ValueError(f"{divided[0]} says denominate:, and no step divides: add {{do: denominate, by: none}}")


def _check_columns(lens: Lens, steps: Sequence[Step]) -> None:
    highest = height(lens.framework)
    for step in steps:
        if isinstance(step, ColumnStep):
            step.columns(lens.indicators)
        if isinstance(step, Weight) and isinstance(step.at, tuple) and not set(step.at) <= set(range(1, highest + 1)):
            raise ValueError(f"weights are found at the levels 1 to {highest} of this framework")


@contextmanager
def _fault_of(part: str) -> Generator[None]:
    """Say of a ValueError which part of the lens it lies in: steps, their last (aggregate), or doubt."""
    try:
        yield
    except ValueError as error:
        raise OptionError(str(error), part) from None


def _check_means(lens: Lens, means: Sequence[Aggregate], scales: Sequence[Normalise]) -> None:
    for mean, scale in product(means, scales):
        _check_levels(lens.framework, mean)
        _check_domain(lens.framework, scale, mean)


def _check_levels(framework: tuple[Pillar, ...], aggregate: Aggregate) -> None:
    if aggregate.levels is not None and len(aggregate.levels) != height(framework):
        raise ValueError(
            f"levels: names {len(aggregate.levels)} means, and the framework has {height(framework)} levels"
        )


def _last_scales(lens: Lens) -> list[Normalise]:
    """The normalisations that some indicator meets last."""
    last = {j: step for step in lens.steps if isinstance(step, Normalise) for j in step.columns(lens.indicators)}
    return list(dict.fromkeys(last.values()))


def _check_domain(framework: tuple[Pillar, ...], scale: Normalise, aggregate: Aggregate) -> None:
    for siblings in (framework, *(pillar.indicators for pillar in pillars(framework))):
        mean = aggregate.mean_of(siblings)
        if any(isinstance(node, Leaf) for node in siblings) and _below(scale.least, mean):
            raise ValueError(
                f"a {mean} mean of indicators is not defined on a scale from {scale.least:g}: "
                "normalise by min-max to [1, 100], or take the arithmetic mean"
            )
        for node in siblings:
            if isinstance(node, Pillar) and _below((below := aggregate.mean_of(node.indicators)).least, mean):
                raise ValueError(
                    f"a {mean} mean of pillars is not defined on scores by {below}, which may be 0 and less: "
                    "take the arithmetic mean of pillars"
                )


def _below(least: float | None, mean: Mean) -> bool:
    """Whether values from `least` on may be such as `mean` is not defined on."""
    if least is None or mean.domain == "real":
        return False
    return least <= 0 if mean.domain == "positive" else least < 0
