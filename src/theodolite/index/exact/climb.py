"""Climb: the least years in which an entity's score reaches a target, up the means of a framework of any depth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from theodolite.errors import PlanError
from theodolite.index.aggregate import WHOLE, shares_of
from theodolite.index.dataset import Array
from theodolite.index.exact.hill import Hill
from theodolite.index.exact.level import up
from theodolite.index.exact.segments import Program, Sum, value
from theodolite.index.framework import Leaf, Node, Pillar, pillars, weights_of
from theodolite.index.method import Link

SEGMENTS, ROUNDS, PROGRAMS = 24, 6, 4
"""Into how many segments a curve is cut, and the three around an answer again; how often, and how often by programs."""

EVENLY = np.linspace(0, 1, SEGMENTS + 1)

SECTIONS, PARTS, ROUGHLY = 7, 300, 3
"""How often, and into how many parts, an interval is divided until it is as narrow as numbers can tell; and how often
where only the better of two answers is looked for."""

BENT = 1e-6
"""How much steeper a later segment may be, as a share of the steepest, for a curve still to count as concave."""


def least_years(hill: Hill, target: float, time_limit: float) -> tuple[dict[str, float], float]:
    """Indicator → years, of the least sum with which the score of the entity reaches `target`, all else held.

    `target` must be within reach. Every mean of the framework must have a link g, on whose scale it is a plain sum:
    then the score is built of sums and of functions of one variable. These are cut into segments, and the segments
    around the answer are cut anew in every round. Where all means share one scale and every curve is concave on it,
    the steepest segments are climbed first, which is exact; else a mixed-integer program decides (HiGHS). Last, one
    indicator is moved until the score is met. The sum is the least to within a ten-thousandth of it.

    With them, the share of the sum that is not proven to be needed: 0 but where a program ran into `time_limit`.
    Raises PlanError where a mean has no link, and where `time_limit` (seconds, for each program) ends without answer.
    """
    cuts = _Cuts(hill)
    years = _met(hill, hill.top, target, ROUGHLY)
    for _ in range(ROUNDS if cuts.plain else PROGRAMS):
        cuts.shorten(sum(years.values()))
        found = cuts.steepest(target) if cuts.plain else cuts.programmed(target, time_limit)
        met = _met(hill, found, target, ROUGHLY)
        years = min(met, years, key=lambda one: sum(one.values()))
    return _met(hill, years, target, SECTIONS), cuts.gap


class _Cuts:
    """The curves of a hill, cut into segments that become finer around the answers found."""

    def __init__(self, hill: Hill) -> None:
        self.hill = hill
        framework = hill.ranking.lens.framework
        self.now, top = (
            {name: float(scores[n]) for name, scores in hill.trees([{}, hill.top]).items()} for n in (0, 1)
        )
        self.links = {pillar.pillar: self._link(pillar.indicators) for pillar in pillars(framework)}
        self.root = self._link(framework)
        rising = [name for name in self.links if top[name] > self.now[name]]
        self.coarse = {id: one.most * EVENLY**2 for id, one in hill.slopes.items()}
        self.coarse |= {name: np.linspace(self.now[name], top[name], SEGMENTS + 1) for name in rising}
        self.grids = dict(self.coarse)
        self.concave: dict[str, bool] = {}
        self.gap = 0.0
        self.parts = self._parts(framework, 1.0)
        one_scale = all(link.power == self.root.power for link in self.links.values())
        self.plain = one_scale and all(self.concave.values())

    def shorten(self, most: float) -> None:
        """Cut anew the curves of which less than half is climbed in `most` years, the sum of an answer so far."""
        for id, slope in self.hill.slopes.items():
            if min(most, slope.most) < self.coarse[id][-1] / 2:
                self.coarse[id] = min(most, slope.most) * EVENLY**2
                self.grids[id] = self.coarse[id]

    def steepest(self, target: float) -> dict[str, float]:
        """Indicator → years: segments in the order of what they add a year, until `target` is met."""
        ids = list(self.hill.slopes)
        widths = [np.diff(self.grids[id]) for id in ids]
        heights = [self.parts[id] * np.diff(self._heights(id, self.root)) for id in ids]
        width, height = np.concatenate(widths), np.concatenate(heights)
        owner = np.repeat(np.arange(len(ids)), [len(one) for one in widths])
        order = np.argsort(-height / width, kind="stable")
        need = float(up(self.root, np.array(target)) - up(self.root, np.array(self.hill.score({}))))
        before = np.cumsum(height[order]) - height[order]
        climbed = np.clip((need - before) / np.where(height[order] > 0, height[order], 1.0), 0.0, 1.0) * width[order]
        years = np.bincount(owner[order], weights=climbed, minlength=len(ids))
        found = {id: min(float(given), self.hill.slopes[id].most) for id, given in zip(ids, years, strict=True)}
        self._refine(found)
        return found

    def programmed(self, target: float, time_limit: float) -> dict[str, float]:
        """Indicator → years by a mixed-integer program over the segments."""
        program, places = Program(), dict[str, Sum]()
        total = self._sum(self.hill.ranking.lens.framework, program, places)
        program.demand(total, float(up(self.root, np.array(target))), np.inf)
        solution, self.gap = program.solve(time_limit)
        found = {name: value(place, solution) for name, place in places.items()}
        for name in found.keys() & self.links.keys():
            grid = self.grids[name]
            found[name] = float(np.interp(found[name], up(self.links[name], grid), grid))
        self._refine(found)
        return {id: float(np.clip(found[id], 0.0, slope.most)) for id, slope in self.hill.slopes.items()}

    def _refine(self, found: Mapping[str, float]) -> None:
        for name, place in found.items():
            grid = self.grids[name]
            k = int(np.clip(np.searchsorted(grid, place), 1, len(grid) - 1))
            first, last = grid[max(k - 2, 0)], grid[min(k + 1, len(grid) - 1)]
            coarse = self.coarse[name]
            finer = np.linspace(first, last, SEGMENTS + 1)
            self.grids[name] = np.concatenate([coarse[coarse < first], finer, coarse[coarse > last]])

    def _heights(self, id: str, link: Link) -> Array:
        return up(link, self.hill.slopes[id].values(self.grids[id]))

    def _parts(self, nodes: Sequence[Node], share: float) -> dict[str, float]:
        """Indicator → the product of its shares up to the whole; notes by the way which curves are concave."""
        link, parts = self._link(nodes), dict[str, float]()
        for node, own in zip(nodes, self._shares(nodes), strict=True):
            if own == 0:
                continue
            if isinstance(node, Pillar):
                parts |= self._parts(node.indicators, share * own)
                if node.pillar in self.grids:
                    grid = self.grids[node.pillar]
                    self.concave[node.pillar] = _falls(up(self.links[node.pillar], grid), up(link, grid))
            elif node.indicator in self.hill.slopes:
                parts[node.indicator] = share * own
                self.concave[node.indicator] = _falls(self.grids[node.indicator], self._heights(node.indicator, link))
        return parts

    def _sum(self, nodes: Sequence[Node], program: Program, places: dict[str, Sum]) -> Sum:
        """The score of sibling `nodes` on the rising scale of their mean, as a sum of the program's variables."""
        link, total = self._link(nodes), Sum()
        for node, share in zip(nodes, self._shares(nodes), strict=True):
            if share > 0 and isinstance(node, Leaf):
                total.add(self._leaf(node, link, program, places), share)
            elif share > 0 and isinstance(node, Pillar):
                total.add(self._pillar(node, link, program, places), share)
        return total

    def _leaf(self, leaf: Leaf, link: Link, program: Program, places: dict[str, Sum]) -> Sum:
        id = leaf.indicator
        if id not in self.hill.slopes:
            return Sum(float(up(link, np.array(self._value(leaf)))))
        grid = self.grids[id]
        places[id], reached = program.curve(grid, self._heights(id, link), cost=grid, concave=self.concave[id])
        return reached

    def _pillar(self, pillar: Pillar, link: Link, program: Program, places: dict[str, Sum]) -> Sum:
        """A pillar on the scale of the mean above it: its own sum where the scales are one, else a curve over it."""
        own, name = self.links[pillar.pillar], pillar.pillar
        if name not in self.grids:
            return Sum(float(up(link, np.array(self.now[name]))))
        below = self._sum(pillar.indicators, program, places)
        if own.power == link.power:
            return below
        grid = self.grids[name]
        places[name], reached = program.curve(up(own, grid), up(link, grid), concave=self.concave[name])
        difference = Sum()
        difference.add(places[name])
        difference.add(below, -1.0)
        program.demand(difference, 0.0, 0.0)
        return reached

    def _link(self, nodes: Sequence[Node]) -> Link:
        mean = self.hill.ranking.lens.aggregate.mean_of(nodes)
        if mean.link is None:
            raise PlanError(
                f"the parts of a score add up on no scale under the mean {mean}",
                where=f"aggregate: {mean}",
                expected="an arithmetic, geometric, harmonic or generalised mean",
                next_step="ask through a lens with one of these",
            )
        return mean.link

    def _shares(self, nodes: Sequence[Node]) -> list[float]:
        """The shares with which siblings count for the entity; 0 where it has no figure, or they have no weight."""
        values = np.array([[self._value(node) for node in nodes]])
        return [float(share) for share in shares_of(values, weights_of(nodes))[0]]

    def _value(self, node: Node) -> float:
        final = self.hill.ranking.final
        if isinstance(node, Pillar):
            return self.now[node.pillar]
        return float(final.values[final.entities.index(self.hill.entity), final.indicators.index(node.indicator)])


def _falls(x: Array, y: Array) -> bool:
    """Whether the slopes of a rising curve fall from segment to segment."""
    slopes = np.diff(y) / np.diff(x)
    return not (np.diff(slopes) > BENT * np.abs(slopes).max()).any()


def _met(hill: Hill, years: Mapping[str, float], target: float, sections: int) -> dict[str, float]:
    """`years` with one indicator moved until the score is the target: of those that can, the one that moved most.

    One that is neither at its start nor at its end comes first; where none alone makes up what is short, the first is
    moved to its end, and the next tried.
    """
    years = dict(years)
    for id in sorted(hill.slopes, key=lambda id: (years[id] in (0.0, hill.slopes[id].most), -years[id])):
        low, high = 0.0, hill.slopes[id].most
        for _ in range(sections):
            tried = np.linspace(low, high, PARTS + 1)[1:]
            enough = hill.trees([{**years, id: float(one)} for one in tried])[WHOLE] >= target
            if not enough.any():
                break
            first = int(np.argmax(enough))
            low, high = float(tried[first - 1]) if first else low, float(tried[first])
        else:
            return {**years, id: high}
        years[id] = high
    return years
