"""Known systems: whether a table of scores copies a published system, and where its totals or weights differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import polars as pl

from theodolite.core.prose import shown
from theodolite.errors import PlanError
from theodolite.evidence.ledger import Ledger
from theodolite.index.framework import name_of, weights_of
from theodolite.index.lens import Lens, lenses
from theodolite.index.published.printed import printed
from theodolite.index.published.recover import Raised, Recovered
from theodolite.index.published.system import System, systems

FEWEST = 3
"""Economies with a printed total below which a table is not taken for a system."""

APART = 0.01
"""The difference of a weight from the lens's from which on it is another weight."""


def known_system(found: Recovered, ledger: Ledger) -> tuple[System, Lens] | None:
    """The published system whose pillars have the names of the table's columns, and the lens that re-makes it."""
    columns = {_plain(name) for name in found.published.pillars}
    for lens in lenses(ledger.catalog).values():
        if lens.replicates is not None and {name_of(node) for node in lens.framework} == columns:
            return systems(ledger.catalog)[lens.replicates], lens
    return None


def held_against_published(found: Recovered, ledger: Ledger) -> tuple[Raised, ...]:
    """What of a table differs from the published system that it is a copy of; nothing where we know no such system.

    A total differs by more than half a unit of the last digit that both print; a copy of which one total was altered,
    or all were computed anew (then the weights differ too), is seen by that.
    """
    known = known_system(found, ledger)
    if known is None:
        return ()
    system, lens = known
    try:
        results = printed(ledger, system).drop_nulls("score")
    except PlanError:
        return ()
    return (*_totals(found, ledger, system, results), *_weights(found, lens))


def _totals(found: Recovered, ledger: Ledger, system: System, results: pl.DataFrame) -> Iterator[Raised]:
    codes = [ledger.catalog.economies.find(name) for name in found.published.entities]
    told = {entity: (score, edition) for entity, score, edition in results.select("entity", "score", "edition").rows()}
    both = [at for at, code in enumerate(codes) if code in told]
    if len(both) < FEWEST:
        return
    reach = 0.51 * 10.0 ** -float(found.published.decimals[-1])
    for at in both:
        score, edition = told[str(codes[at])]
        total = float(found.published.totals[at])
        if abs(total - score) > reach:
            what = f"the total is {shown(total)} here, and {shown(score)} in {system.title} ({edition})"
            yield Raised("not-as-published", what, found.published.entities[at])


def _weights(found: Recovered, lens: Lens) -> Iterator[Raised]:
    given = weights_of(lens.framework)
    shares = dict(zip((name_of(node) for node in lens.framework), given / given.sum(), strict=True))
    apart = {name: weight for name, weight in found.weights.items() if abs(weight - shares[_plain(name)]) > APART}
    if apart:
        name, weight = max(apart.items(), key=lambda item: abs(item[1] - shares[_plain(item[0])]))
        what = f"these totals weigh {name} {weight:.3f}, and the lens {lens.id!r} {np.round(shares[_plain(name)], 3)}"
        yield Raised("other-weights", what)


def _plain(name: str) -> str:
    """A heading as the name of a pillar: `Operating Environment` is `operating-environment`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("&", " and ")).strip("-")
