"""Exhibits of a siting: hubs as tiles, what flows from regions to hubs, and the front of cost and carbon dioxide."""

from __future__ import annotations

from collections import defaultdict

from theodolite.briefs.exhibit import Figure
from theodolite.figures.pareto_front import Front, Solution, front_table, pareto_front
from theodolite.figures.siting_flows import Flow, flow_table, siting_flows
from theodolite.figures.siting_tiles import Hub, State, siting_table, siting_tiles
from theodolite.figures.theme import looks
from theodolite.scenarios.siting.overview import AS_SAID, UNSHIFTED, Overview
from theodolite.scenarios.siting.result import Site

TILED = (AS_SAID, "without limits of latency")
"""The variants that tiles hold side by side."""

COLUMNS = 4
"""Tiles beside each other: as many as a phone has room for."""


def siting_exhibits(found: Overview, *, folded: bool = False) -> list[Figure]:
    """The tiles, the flows, and the front where there is one."""
    figures = [tiles_figure(found, folded=folded), flows_figure(found, folded=folded)]
    return figures if found.front is None else [*figures, front_figure(found, folded=folded)]


def tiles_figure(found: Overview, *, folded: bool = False) -> Figure:
    """Hubs roughly where they lie, with what is used of each, with and without limits of latency."""
    places = _places(found.site)
    hubs = [
        Hub(one.title, *places[one.hub], float(one.row["capacity"]), float(one.row["grid_factor"]))
        for one in found.site.hubs
    ]
    states = [State(name, tuple(one.work for one in found.variants[name].hubs)) for name in TILED]
    title = f"Where work stands at the least cost: {found.site.inputs.siting.title}"
    caption = "MW of IT used of each hub's capacity, and the average factor of its grid; most inputs are illustrative."
    draw = lambda width: siting_tiles(title, hubs, states, width)  # noqa: E731
    return Figure.drawn("siting-tiles", title, caption, draw, siting_table(hubs, states), folded=folded)


def flows_figure(found: Overview, *, folded: bool = False) -> Figure:
    """From the regions that ask to the hubs that do the work, real time and batch apart."""
    siting = found.site.inputs.siting
    sums: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    waits = dict(zip(siting.classes, found.site.inputs.movable, strict=True))
    titles = {one.hub: one.title for one in found.site.hubs}
    for flow in found.site.flow_list:
        sums[flow["region"], flow["hub"]][int(waits[flow["class"]])] += flow["mw"]
    flows = [
        Flow(siting.regions[region].title, titles[hub], urgent, batch)
        for (region, hub), (urgent, batch) in sums.items()
    ]
    title = f"Who does whose work at the least cost: {siting.title}"
    caption = "Mean MW of IT from the regions that ask for work to the hubs that do it."
    draw = lambda width: siting_flows(title, flows, width)  # noqa: E731
    return Figure.drawn("siting-flows", title, caption, draw, flow_table(flows), folded=folded)


def front_figure(found: Overview, *, folded: bool = False) -> Figure:
    """Cost against carbon dioxide: what less of one takes of the other."""
    assert found.front is not None
    currency = found.site.inputs.siting.currency
    points = [_solution(one) for one in found.front.points]
    named = [points[0]._replace(name="least cost"), *points[1:-1], points[-1]._replace(name="least carbon dioxide")]
    none = [] if found.savings is None else [_solution(found.savings.base)._replace(name=UNSHIFTED)]
    fronts = [Front(looks(["limits of latency hold"])[0], tuple(named), tuple(none))]
    title = f"Cost and carbon dioxide: {found.site.inputs.siting.title}"
    caption = "Each point is the least cost at a limit on carbon dioxide; no point is better than another in both."
    across, up = f"Cost, bn {currency} a year", "Carbon dioxide, Mt a year"
    draw = lambda width: pareto_front(title, across, up, fronts, width)  # noqa: E731
    return Figure.drawn("siting-front", title, caption, draw, front_table(fronts), folded=folded)


def _solution(one: Site) -> Solution:
    return Solution(one.totals["cost"] / 1e9, one.totals["carbon"] / 1e6)


def _places(found: Site) -> dict[str, tuple[int, int]]:
    """Hub → column and row of its tile: rows from north to south, in each from west to east."""
    hubs = found.inputs.siting.hubs
    north = sorted(hubs, key=lambda id: -hubs[id].latitude)
    rows = [north[at : at + COLUMNS] for at in range(0, len(north), COLUMNS)]
    return {
        id: (column, row)
        for row, ids in enumerate(rows) for column, id in enumerate(sorted(ids, key=lambda id: hubs[id].longitude))
    }  # fmt: skip
