"""A lens: a framework and every choice of method, in the order in which they are carried out."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from theodolite.core.catalog import Catalog, Entries
from theodolite.core.nearest import nearest
from theodolite.core.spec import Spec, load_spec
from theodolite.errors import PlanError, UnknownNameError
from theodolite.index.aggregate import Aggregate
from theodolite.index.denominate import Denominate
from theodolite.index.framework import Pillar, Taken, leaves, pillars
from theodolite.index.normalise import Normalise
from theodolite.index.screen import Screen

Step = Annotated[Denominate | Screen | Normalise | Aggregate, Field(discriminator="do")]


class Reference(Spec):
    """Where something comes from: a work, its address, and the page in it."""

    title: str
    href: str | None = None
    page: int | None = None


class Population(Spec):
    """Which economies a lens looks at: those whose figure of an indicator is at least so much."""

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
    caveats: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Lens:
        names = [leaf.indicator for leaf in leaves(self.framework)] + [p.pillar for p in pillars(self.framework)]
        doubled = sorted({name for name in names if names.count(name) > 1})
        if doubled:
            raise ValueError(f"{', '.join(doubled)} stands twice in the framework")
        if [step.do for step in self.steps].count("aggregate") != 1 or self.steps[-1].do != "aggregate":
            raise ValueError("the steps end with one aggregate")
        return self

    @property
    def hash(self) -> str:
        """A hash of every choice: two lenses that compute the same have the same one, whatever their titles."""
        choices = self.model_dump_json(include={"framework", "period", "economies", "steps"})
        return "sha256:" + hashlib.sha256(choices.encode()).hexdigest()


def load_lens(name: str | Path, catalog: Catalog) -> Lens:
    """The lens called `name` in the catalogue, or the one in the YAML file `name`.

    Raises UnknownNameError where there is neither, and PlanError where it names an indicator that is not there.
    """
    path = Path(name)
    if path.suffix == ".yaml" and path.is_file():
        lens, where = load_spec(path, Lens, id=path.stem), str(path)
    else:
        known = lenses(catalog)
        if str(name) not in known:
            raise UnknownNameError(
                "lens", str(name), nearest(str(name), known), next_step="one of: " + ", ".join(known)
            )
        lens, where = known[str(name)], str(known.paths[str(name)])
    check_indicators(lens, catalog, where)
    return lens


def lenses(catalog: Catalog) -> Entries[Lens]:
    """Every lens of the catalogue by name."""
    return catalog.entries("lenses", Lens, "lens")


def check_indicators(lens: Lens, catalog: Catalog, where: str) -> None:
    """Raise PlanError where the lens names an indicator that the catalogue does not hold."""
    for leaf in leaves(lens.framework):
        if leaf.indicator not in catalog.indicators:
            near = nearest(leaf.indicator, catalog.indicators)
            raise PlanError(
                f"the lens {lens.id!r} names the indicator {leaf.indicator!r}, which is not in the catalogue",
                where=where,
                expected=f"did you mean {near[0]}?" if near else None,
            )
