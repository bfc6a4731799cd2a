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
from theodolite.core.prose import counted, upper
from theodolite.core.spec import Spec
from theodolite.errors import FrontierError, TheodoliteError
from theodolite.evidence.ledger import Ledger
from theodolite.frontier.experts import expert_claims
from theodolite.frontier.from_ledger import releases, scores
from theodolite.frontier.groups import parse_pair
from theodolite.frontier.lag import lag
from theodolite.frontier.release import Releases
from theodolite.frontier.result import Lag, figures, told, told_way
from theodolite.frontier.rules import Rules

FEWEST = 3
"""A score of which either group has fewer models than this is left out of a fan: it would tell of single models."""


class InFan(Spec):
    """One entry of `codelists/fan.yaml`: a score of models that a fan asks for, in the order in which it is told."""

    why: str
    """What it adds to the others."""
    input: bool = False
    """Whether it tells what goes into models, and not what comes out."""


@dataclass(frozen=True)
class Fan:
    """Lags of one pair of groups by several scores, the scores that are left out and why, and experts' claims.

    `inputs` are the scores that tell what goes into models; `claims` has the columns of `experts.expert_claims`: months
    that somebody has said, and where.
    """

    follower: str
    leader: str
    lags: tuple[Lag, ...]
    inputs: frozenset[str]
    left_out: Mapping[str, str]
    claims: pl.DataFrame

    @cached_property
    def finding(self) -> str:
        """One sentence: over which months the scores spread by the level mean, then inputs, then what is claimed."""
        known = {one.releases.score: one for one in self.lags if np.isfinite(_middle(one))}
        able = [one for id, one in known.items() if id not in self.inputs]
        put_in = [one for id, one in known.items() if id in self.inputs]
        pair = f"{self.follower} {{}} {self.leader}"
        if not known:
            return upper(
                f"by none of {counted(len(self.lags), 'score')} can the lag of {pair.format('behind')} be told."
            )
        said = (
            [self._spread(able)]
            if able
            else [f"no score of what models can do tells how far {pair.format('is behind')}"]
        )
        said += [
            f"by {one.releases.title[:1].lower()}{one.releases.title[1:]} {told_way(_middle(one))}" for one in put_in
        ]
        return upper("; ".join([*said, *self._said()]) + ".")

    def _spread(self, lags: Sequence[Lag]) -> str:
        """The least and the greatest level mean, with whose score each is."""
        least, most = min(lags, key=_middle), max(lags, key=_middle)
        if _middle(most) < 0:
            least, most = most, least
        ends = [
            f"{told(abs(_middle(one)))} ({one.releases.title})" for one in ([least] if least is most else [least, most])
        ]
        way = "ahead of" if max(_middle(least), _middle(most)) < 0 else "behind"
        if _middle(least) < 0 <= _middle(most):
            ends[0] = f"a lead of {ends[0]}"
        span = " to ".join(ends)
        over = f", raw means over {counted(len(lags), 'score')}" if len(lags) > 1 else ", raw"
        return f"{self.follower} is {way} {self.leader} by {span} months{over}"

    def _said(self) -> list[str]:
        ends = [*self.claims["low"], *self.claims["value"], *self.claims["high"]]
        known = [float(end) for end in ends if end is not None]
        say = f"{counted(len(self.claims), 'published claim')} {'says' if len(self.claims) == 1 else 'say'}"
        return [f"{say} {min(known):g} to {max(known):g}"] if known else []

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
        """What `lag --score all --json` prints: estimators of all scores in one list, the first score's other figures.

        `scores` has everything of each.
        """
        told = [one.document() for one in self.lags]
        return {
            "score": "all",
            "follower": self.follower,
            "leader": self.leader,
            "now": max((one.now for one in self.lags), default=date.min).isoformat(),
            "finding": self.finding,
            "estimators": [estimate for one in told for estimate in one["estimators"]],
            **{name: told[0][name] for name in ("current", "vertical_gap", "censored", "models")},
            "scores": told,
            "left_out": dict(self.left_out),
            "claims": self.claims.with_columns(pl.col(pl.Date).cast(pl.String)).to_dicts(),
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
        _refuse(f"{follower} or {leader}", left_out, errors)
    names = lags[0].follower.name, lags[0].leader.name
    claims = expert_claims(ledger, follower, leader)
    by = as_of or ledger.as_of
    claims = claims if by is None else claims.filter(pl.col("end") <= by)
    inputs = frozenset(id for id, one in ledger.catalog.codelist("fan", InFan).items() if one.input)
    return Fan(*names, tuple(lags), inputs, left_out, claims)


def claimed(row: Mapping[str, Any]) -> str:
    """What a claim says in months: 24; 6 to 9; 7, from 4 to 14."""
    low, high, value = row["low"], row["high"], row["value"]
    if low is None or high is None or low == high:
        return f"{value:g}"
    middle = "" if value is None or abs(value - (low + high) / 2) < 1e-9 else f"{value:g}, from "
    return f"{middle}{low:g} to {high:g}"


def _middle(one: Lag) -> float:
    return one.estimate("level-mean").months


def in_fan(catalog: Catalog) -> list[str]:
    """The ids of the scores that a fan asks for, in the catalogue's order."""
    return list(catalog.codelist("fan", InFan))


def _one(
    known: Releases, follower: str, leader: str, catalog: Catalog, rules: Rules, settings: Mapping[str, Any]
) -> Lag | str:
    found = lag(known, *parse_pair(follower, leader, catalog, known), rules, **settings)
    fewest = min(len(one) for one in found.tracks)
    return found if fewest >= FEWEST else f"too few models: {len(found.tracks[0])} against {len(found.tracks[1])}"


def _refuse(pair: str, left_out: Mapping[str, str], errors: Sequence[TheodoliteError]) -> None:
    """Raise where no score is left: what every score says, if it is one thing, or else why each is left out."""
    if errors and len({error.what for error in errors}) == 1 and len(errors) == len(left_out):
        raise errors[0]
    if len(errors) == len(left_out) and all(isinstance(error, FrontierError) for error in errors):
        raise FrontierError(f"{pair} has no model with any of {counted(len(errors), 'score')}")
    reasons = "; ".join(f"{id}: {why}" for id, why in left_out.items())
    raise FrontierError(
        f"no score tells how far behind ({reasons})", expected=f"{FEWEST} models of each with one score"
    )
