"""Rules: whose a model is, where that may be seen in several ways, and the releases of one group under them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from theodolite.errors import FrontierError
from theodolite.frontier.groups import Group
from theodolite.frontier.release import Releases, parts

HONG_KONG, MAINLAND = "HKG", "CHN"


@dataclass(frozen=True)
class Rules:
    """The switches of a comparison.

    `hong_kong`: `apart` as publishers list it, or `with-china`: a group that has China has Hong Kong's models too.
    `joint`, of a model of several economies: `each` counts it for each of them, as publishers do; `sole` only for a
    group that has them all; `first` only for the group of the first that is named. `weights`: only models whose weights
    are `open`, only `closed` ones, or `any`, among them those of which it is not known.
    """

    hong_kong: Literal["apart", "with-china"] = "apart"
    joint: Literal["each", "sole", "first"] = "each"
    weights: Literal["any", "open", "closed"] = "any"


def side(releases: Releases, group: Group, rules: Rules = Rules()) -> pl.DataFrame:
    """The rows of `releases` that are the group's under `rules`, in their order.

    A model of which no economy is known is nobody's, and in `rest` alone. Raises FrontierError where none is left,
    with the groups that have some.
    """
    rows = releases.frame.filter(_belongs(releases, group, rules))
    if rules.weights != "any":
        rows = rows.filter(pl.col("weights") == rules.weights)
    if rows.is_empty():
        of = f"{rules.weights} weights of " if rules.weights != "any" else ""
        raise FrontierError(
            f"{of}{group.name} has no release with a score of {releases.title}",
            expected=_who_has_some(releases, group),
            next_step="another score, group or rule",
        )
    return rows


def shared(one: pl.DataFrame, other: pl.DataFrame) -> str | None:
    """A note on the releases that stand on both sides of a comparison; None where none does."""
    count = len(one.join(other, on="entity", how="semi"))
    if not count:
        return None
    return f"{count} joint {'release counts' if count == 1 else 'releases count'} on both sides."


def _belongs(releases: Releases, group: Group, rules: Rules) -> pl.Expr:
    match group.kind:
        case "economies":
            return _of_economies(group.members, rules)
        case "weights":
            return pl.col("weights").is_in(group.members)
        case "makers":
            return parts("makers").list.eval(pl.element().is_in(group.members)).list.any()
        case "own":
            return pl.col("group").is_in(group.members)
        case "rest":
            others = _none() if group.other is None else _belongs(releases, group.other, replace(rules, weights="any"))
            return ~others


def _of_economies(members: Iterable[str], rules: Rules) -> pl.Expr:
    codes = set(members)
    if rules.hong_kong == "with-china" and MAINLAND in codes:
        codes.add(HONG_KONG)
    economies = parts("economies")
    inside = economies.list.eval(pl.element().is_in(sorted(codes)))
    match rules.joint:
        case "each":
            return inside.list.any()
        case "sole":
            return inside.list.all() & (inside.list.len() > 0)
        case "first":
            return economies.list.first().is_in(sorted(codes)).fill_null(value=False)


def _none() -> pl.Expr:
    return pl.lit(value=False)


def _who_has_some(releases: Releases, group: Group) -> str:
    """The groups of the same kind that have releases, with how many."""
    counts = {"makers": releases.makers, "own": releases.groups}.get(group.kind, releases.economies)()
    return "one of " + ", ".join(f"{name} ({count})" for name, count in counts.items()) if counts else "a group"
