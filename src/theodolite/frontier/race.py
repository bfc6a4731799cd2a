"""Race: a follower's and a leader's running best side by side, and how far behind the one is by level and by day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from theodolite.frontier.envelope import NOT_YET, Array, Envelope, Mask, Ranks, envelope, ranked


class Levels(NamedTuple):
    """Days from the leader's reaching each of its records to the follower's; each resamples × leader's releases.

    `counted` marks records whose lag is known or still growing; `reached` those that the follower has reached by now:
    of the others `lags` holds the days until now, which the lag exceeds (right-censored).
    """

    lags: Array
    counted: Mask
    reached: Mask


class Stretches(NamedTuple):
    """The time from the first day on which both have released something until now, cut where either improves.

    Each is resamples × stretches, one a release. On day t of a stretch from `start` to `end` the lag is t − `since`
    where the follower is behind, −(t − `since`) where it is `ahead`, and `apart` where both stand `level`. `begun`
    marks those from when both have released something, the others have no length; `record` those that a record of the
    follower's begins.
    """

    start: Array
    end: Array
    since: Array
    ahead: Mask
    level: Mask
    apart: Array
    begun: Mask
    record: Mask

    def lag_at(self, day: Array) -> Array:
        """The lag in days on a day of each stretch."""
        moving = np.where(self.ahead, self.since - day, day - self.since)
        return np.where(self.level, self.apart, moving)


@dataclass(frozen=True)
class Race:
    """Two envelopes over one order of heights, and `now`, the day up to which releases are known."""

    follower: Envelope
    leader: Envelope
    now: float

    @cached_property
    def levels(self) -> Levels:
        """L(c) = τ_follower(c) − τ_leader(c) at the heights c of the leader's records; negative where it came first.

        A record that the follower's first release beats is not counted where the leader had set it before that: since
        when the follower could have done it is not known (left-censored).
        """
        reached_on = self.follower.first_reach(self.leader.best)
        reached = reached_on <= self.now
        began = self.follower.days[:, :1]
        known = (reached_on > began) | (self.leader.days >= began)
        return Levels(np.minimum(reached_on, self.now) - self.leader.days, self.leader.records & known, reached)

    @cached_property
    def stretches(self) -> Stretches:
        """B(t) = t − τ_leader(F_follower(t)), its mirror image where the follower is ahead, and what is in between.

        Ahead means above the leader's best of that day; the lag is then minus the time since the follower first
        reached that best, so that only releases up to t are asked. Where both have the same best c it is what it was
        when the later one reached it, τ_follower(c) − τ_leader(c). Of one day the leader's releases come first.
        """
        follower, leader = self.follower, self.leader
        days = np.concatenate([leader.days, follower.days], axis=1)
        order = np.argsort(days, axis=1, kind="stable")
        start = np.take_along_axis(days, order, axis=1)
        of_leader = _merged(leader.best, follower.best, order, first=True)
        of_follower = _merged(follower.best, leader.best, order, first=False)
        record = np.concatenate([np.zeros_like(leader.records), follower.records], axis=1)
        end = np.concatenate([start[:, 1:], np.full((len(start), 1), self.now)], axis=1)
        begun = (of_follower > NOT_YET) & (of_leader > NOT_YET)
        ahead = of_follower > of_leader
        behind_since = leader.first_reach(of_follower)
        ahead_since = follower.first_reach(of_leader)
        since = np.where(begun, np.where(ahead, ahead_since, behind_since), start)
        level = begun & (of_follower == of_leader)
        apart = np.where(level, ahead_since, 0.0) - np.where(level, behind_since, 0.0)
        return Stretches(
            start, np.where(begun, end, start), since, ahead, level, apart, begun,
            np.take_along_axis(record, order, axis=1),
        )  # fmt: skip


def race(follower: tuple[Array, Array], leader: tuple[Array, Array], now: float) -> Race:
    """A race of two groups, each its days and heights (resamples × releases): none missing, none later than `now`.

    Of heights more is better.
    """
    ranks_f, ranks_l = ranked(follower[1], leader[1])
    return Race(envelope(follower[0], ranks_f), envelope(leader[0], ranks_l), now)


def _merged(best: Ranks, other: Ranks, order: Ranks, *, first: bool) -> Ranks:
    """One group's running best at each release of either: before its own first it is not yet anything."""
    none = np.full_like(other, NOT_YET)
    both = np.concatenate([best, none] if first else [none, best], axis=1)
    return np.maximum.accumulate(np.take_along_axis(both, order, axis=1), axis=1)
