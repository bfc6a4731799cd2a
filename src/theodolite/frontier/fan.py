"""Fan: every score and estimator side by side, with what experts have said, so that no one number stands alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.core.catalog import Catalog
from theodolite.core.observation import schema
from theodolite.core.prose import counted
from theodolite.core.spec import Spec
from theodolite.errors import FrontierError, TheodoliteError
from theodolite.evidence.ledger import Ledger
from theodolite.frontier.experts import expert_claims
from theodolite.frontier.from_ledger import releases, scores
from theodolite.frontier.groups import parse_pair
from theodolite.frontier.lag import lag
from theodolite.frontier.release import Releases
from theodolite.frontier.result import Lag, figures
from theodolite.frontier.rules import Rules

FEWEST = 3
"""A score of which either group has fewer models than this is left out of a fan: it would tell of single models."""


class InFan(Spec):
    """One entry of `codelists/fan.yaml`: a score of models that a fan asks for, in the order in which it is told."""

    why: str
    """What it adds to the others."""


@dataclass(frozen=True)
class Fan:
    """Lags of one pair of groups by several scores, the scores that are left out and why, and experts' claims.

    `claims` has the columns of `experts.expert_claims`: months that somebody has said, and where.
    """

    follower: str
    leader: str
    lags: tuple[Lag, ...]
    left_out: Mapping[str, str]
    claims: pl.DataFrame

    @cached_property
    def finding(self) -> str:
        """One sentence: over which months the scores spread, each by its level mean, and over which the claims do."""
        middle = {one.releases.title: one.estimate("level-mean").months for one in self.lags}
        known = {title: months for title, months in middle.items() if np.isfinite(months)}
        if not known:
            return (
                f"By none of {counted(len(self.lags), 'score')} has {self.follower} reached a record of {self.leader}."
            )
        least, most = min(known, key=lambda t: known[t]), max(known, key=lambda t: known[t])
        span = f"{known[least]:.1f} ({least}) to {known[most]:.1f} months ({most})"
        several = (
            f"{span} over {counted(len(known), 'score')}" if len(known) > 1 else f"{known[least]:.1f} months ({least})"
        )
        return f"{self.follower[:1].upper()}{self.follower[1:]} is behind {self.leader} by {several}{self._said()}."

    def _said(self) -> str:
        ends = [*self.claims["low"], *self.claims["value"], *self.claims["high"]]
        known = [float(end) for end in ends if end is not None]
        if not known:
            return ""
        return f"; {counted(len(self.claims), 'published claim')} say {min(known):g} to {max(known):g}"

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a score and estimator, in months, with the numbers of models."""
        rows = [
            {
                "score": one.releases.score, "title": one.releases.title, "estimator": estimate.name,
                **figures(estimate), "follower_models": len(one.tracks[0]), "leader_models": len(one.tracks[1]),
                "now": one.now.isoformat(),
            }
            for one in self.lags
            for estimate in one.estimators
        ]  # fmt: skip
        return pl.DataFrame(rows, infer_schema_length=None)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions that scores and claims come from, sorted."""
        claimed = (f"{work}-{edition}" for work, edition in self.claims.select("source", "edition").iter_rows())
        return tuple(sorted({*claimed, *(source for one in self.lags for source in one.sources)}))

    def explain(self, score: str) -> dict[str, Any]:
        """Everything about one score; raises KeyError for one that is not in the fan."""
        return {one.releases.score: one.document() for one in self.lags}[score]

    def observations(self) -> pl.DataFrame:
        """The figures of every score as rows for other rooms (see `Lag.observations`)."""
        frames = [one.observations() for one in self.lags]
        return pl.concat(frames) if frames else pl.DataFrame(schema=schema())

    def document(self) -> dict[str, Any]:
        """What `lag --score all --json` prints: the estimators of every score in one list, then each score's own."""
        told = [one.document() for one in self.lags]
        return {
            "score": "all",
            "follower": self.follower,
            "leader": self.leader,
            "now": max((one.now for one in self.lags), default=date.min).isoformat(),
            "finding": self.finding,
            "estimators": [estimate for one in told for estimate in one["estimators"]],
            "current": {one["score"]: one["current"] for one in told},
            "vertical_gap": {one["score"]: one["vertical_gap"] for one in told},
            "censored": {one["score"]: one["censored"] for one in told},
            "models": {one["score"]: one["models"] for one in told},
            "scores": told,
            "left_out": dict(self.left_out),
            "claims": self.claims.to_dicts(),
            "sources": list(self.sources),
        }


def fan(
    ledger: Ledger,
    follower: str,
    leader: str,
    *,
    among: Sequence[str] | None = None,
    as_of: date | None = None,
    rules: Rules = Rules(),  # noqa: B008 - rules are a constant
    told: Callable[[str, int, int], None] | None = None,
    **settings: Any,
) -> Fan:
    """The lag of `follower` behind `leader` by each score in `among`, or else by each of the catalogue's fan.

    `settings` go to `lag`; `told` hears of every score as it is begun. A score that the ledger does not hold, or of
    which either group has fewer than three models, is left out and told; a name that is no group of any score raises
    UnknownNameError, and FrontierError is raised where no score is left.
    """
    wanted = list(among) if among else [id for id in in_fan(ledger.catalog) if id in set(scores(ledger))]
    lags: list[Lag] = []
    left_out: dict[str, str] = {}
    errors: list[TheodoliteError] = []
    for place, id in enumerate(wanted):
        if told is not None:
            told(id, place, len(wanted))
        try:
            found = _one(releases(ledger, id, as_of), follower, leader, ledger.catalog, rules, settings)
        except TheodoliteError as error:
            errors.append(error)
            left_out[id] = error.what
            continue
        if isinstance(found, str):
            left_out[id] = found
        else:
            lags.append(found)
    if not lags:
        _refuse(left_out, errors)
    names = lags[0].follower.name, lags[0].leader.name
    return Fan(*names, tuple(lags), left_out, expert_claims(ledger, follower, leader))


def in_fan(catalog: Catalog) -> list[str]:
    """The ids of the scores that a fan asks for, in the catalogue's order."""
    return list(catalog.codelist("fan", InFan))


def _one(
    known: Releases, follower: str, leader: str, catalog: Catalog, rules: Rules, settings: Mapping[str, Any]
) -> Lag | str:
    found = lag(known, *parse_pair(follower, leader, catalog, known), rules, **settings)
    fewest = min(len(one) for one in found.tracks)
    return found if fewest >= FEWEST else f"too few models: {len(found.tracks[0])} against {len(found.tracks[1])}"


def _refuse(left_out: Mapping[str, str], errors: Sequence[TheodoliteError]) -> None:
    """Raise where no score is left: what every score says, if it is one thing, or else why each is left out."""
    if errors and len({error.what for error in errors}) == 1 and len(errors) == len(left_out):
        raise errors[0]
    reasons = "; ".join(f"{id}: {why}" for id, why in left_out.items())
    raise FrontierError(
        f"no score tells how far behind ({reasons})", expected=f"{FEWEST} models of each with one score"
    )
