"""Beside the tree of `explain`: how sure the place is, the strongest levers, and what would turn a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from theodolite.errors import PlanError

if TYPE_CHECKING:
    from theodolite.index.ranking import Ranking
    from theodolite.index.robustness.result import Robustness


def beside(
    ranking: Ranking, entity: str, against: Sequence[str], draws: int, seed: int, *, levers: bool
) -> dict[str, Any]:
    """`versions`, `levers` and `against` as JSON, each with its `finding`; a part that cannot be had says `why`."""
    drawn = _drawn(ranking, draws, seed)
    return {
        "versions": drawn if isinstance(drawn, dict) else _versions(drawn, entity),
        "levers": _levers(ranking, entity) if levers else {},
        "against": [_against(ranking, drawn, entity, other) for other in against],
    }


def findings(parts: dict[str, Any]) -> list[str]:
    """The sentences of `beside`, in its order."""
    told = [parts["versions"], parts["levers"], *parts["against"]]
    return [part.get("finding") or part["why"] for part in told if part]


def _drawn(ranking: Ranking, draws: int, seed: int) -> Robustness | dict[str, Any]:
    if draws == 0:
        return {}
    from theodolite.index.robustness.draw import robustness

    try:
        return robustness(ranking, draws, seed, drivers=False)
    except PlanError as error:
        return {"why": f"No versions of the lens are drawn: {error.what}"}


def _versions(robust: Robustness, entity: str) -> dict[str, Any]:
    from theodolite.briefs.certainty import certainty
    from theodolite.briefs.wording import versions
    from theodolite.figures.numbers import ordinal

    if entity not in robust.entities:
        return {"why": "No version of the lens ranks it"}
    found = certainty(robust, entity)
    written = f"; {ordinal(found.rank)} as written {versions(found.as_written)}" if found.rank else ""
    return {
        "draws": robust.draws,
        "p05": found.low,
        "median": found.middle,
        "p95": found.high,
        "probability_of_rank": found.as_written,
        "finding": f"Of {robust.draws:,} plausible versions of the lens: {found.told}{written}",
    }


def _levers(ranking: Ranking, entity: str) -> dict[str, Any]:
    from theodolite.index.exact.levers import levers, told

    try:
        found = levers(ranking, entity)
    except PlanError as error:
        return {"why": f"No levers: {error.what}"}
    return {"strongest": [told(lever) for lever in found.strongest], "finding": found.finding}


def _against(ranking: Ranking, drawn: Robustness | dict[str, Any], entity: str, other: str) -> dict[str, Any]:
    """How often the entity stands above the other, and the least weight that would turn the comparison."""
    from theodolite.briefs.wording import versions
    from theodolite.index.exact.flip import least_weight_change

    if ranking.rank_of(other) is None:
        ranking.explain(other)
    found: dict[str, Any] = {"entity": other}
    said = ranking.ledger.catalog.economies.said
    often = ""
    if not isinstance(drawn, dict) and {entity, other} <= set(drawn.entities):
        found["above"] = drawn.beat(entity, other)
        often = f"{said(entity)} stands above {said(other)} {versions(found['above'])}. "
    try:
        flip = least_weight_change(ranking, entity, other)
    except PlanError as error:
        return {**found, "why": f"{often}No weights are worked out against {said(other)}: {error.what}"}
    return {
        **found,
        "possible": flip.possible,
        "least_weight_change": flip.least_weight_change,
        "weights": dict(flip.weights),
        "finding": f"{often}{flip.finding}",
    }
