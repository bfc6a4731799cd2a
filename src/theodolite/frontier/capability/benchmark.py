"""Benchmark: which indicators the index is fitted on, what guessing scores there, and which runs are of one model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field

from theodolite.core.catalog import Catalog
from theodolite.core.nearest import nearest
from theodolite.core.spec import Spec
from theodolite.errors import SpecError, UnknownNameError


class Benchmark(Spec):
    """One entry of `codelists/benchmarks.yaml`, under the id of the indicator that holds its scores in per cent."""

    choices: Annotated[int, Field(ge=2)] | None = None
    """Of how many answers one is chosen; left out where answers are free."""

    @property
    def floor(self) -> float:
        """What guessing scores, as a share of 1."""
        return 0.0 if self.choices is None else 1 / self.choices


class Runs(Spec):
    """One entry of `codelists/runs.yaml`: the runs that are of one model, under its id."""

    runs: tuple[str, ...]
    """Their ids after `model/`: versions of one day, at any effort of reasoning and with any host."""


def benchmarks_of(catalog: Catalog, chosen: Iterable[str] | None = None) -> dict[str, Benchmark]:
    """The benchmarks of the catalogue by indicator, or those `chosen` (by the whole id or what follows the pillar).

    Raises UnknownNameError where one is chosen that the codelist does not hold.
    """
    known = catalog.codelist("benchmarks", Benchmark)
    if chosen is None:
        return known
    short = {id.rpartition("/")[2]: id for id in known}
    found: dict[str, Benchmark] = {}
    for name in chosen:
        id = short.get(name, name)
        if id not in known:
            raise UnknownNameError("benchmark", name, nearest(name, [*known, *short]))
        found[id] = known[id]
    return found


def models_of(catalog: Catalog) -> Mapping[str, str]:
    """Run → model, of every run that has a model in `codelists/runs.yaml`; the others are models of their own.

    Raises SpecError where a run is said to be of two models.
    """
    found: dict[str, str] = {}
    for model, entry in catalog.codelist("runs", Runs).items():
        for name in entry.runs:
            run = f"model/{name}"
            if found.setdefault(run, model) != model:
                raise SpecError(f"{run} is a run of {found[run]} and of {model}", where="codelists/runs.yaml")
    return found
