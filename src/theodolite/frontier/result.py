"""Result of a comparison of frontiers: its figures, and how they are told in one sentence, a table and a document."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from theodolite.core.observation import schema
from theodolite.core.prose import counted
from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.groups import Group
from theodolite.frontier.race import Race
from theodolite.frontier.release import Releases
from theodolite.frontier.rules import Rules
from theodolite.frontier.survival import LogNormal
from theodolite.frontier.track import Track, scale_of

TOLD = ("entity", "title", "makers", "economies", "value", "se", "source", "edition")
"""What is told of a release that is explained."""

MONTH = 365.25 / 12
"""Days of a month."""


@dataclass(frozen=True)
class Estimate:
    """One estimator's figure in months: NaN where it is not defined, infinite where it is beyond what has been seen.

    `low` and `high` are the raw figure's 90 % interval over resamples; `corrected` is the figure once the estimator's
    bias at these numbers of models is taken out, `corrected_low` and `corrected_high` its 90 % interval.
    """

    name: str
    months: float
    low: float
    high: float
    corrected: float
    corrected_low: float
    corrected_high: float


class Noise(NamedTuple):
    """Months until a record was matched given errors (see `matched.py`): mean, median, records, and how many."""

    mean: float
    median: float
    records: int
    matched: int


@dataclass(frozen=True)
class Lag:
    """How far one group's best is behind another's, as `lag.lag` computes it.

    `vertical_gap` is in the score's unit, above 0 where the follower is below. `survival` is a log-normal law of the
    months to reach a record; `noise` and `survival` are None where they cannot be had.
    """

    releases: Releases
    follower: Group
    leader: Group
    rules: Rules
    estimators: tuple[Estimate, ...]
    vertical_gap: float
    race: Race
    tracks: tuple[Track, Track]
    noise: Noise | None
    survival: LogNormal | None
    shrunk: bool
    seed: int
    resamples: int
    notes: tuple[str, ...]

    def estimate(self, name: str) -> Estimate:
        """The figure of one estimator; raises KeyError for a name that is none."""
        return {one.name: one for one in self.estimators}[name]

    @property
    def now(self) -> date:
        """The day up to which releases are known."""
        return self.releases.now

    @property
    def log(self) -> bool:
        """Whether scores are best drawn by their logarithm: all above 0, and a hundredfold apart."""
        heights = np.concatenate([one.heights for one in self.tracks])
        above = heights if not self.releases.less_is_better else -heights
        return bool((above > 0).all()) and scale_of(heights, self.releases.unit) == "log"

    def models_of(self) -> tuple[int, int]:
        """How many models the follower and the leader have."""
        return len(self.tracks[0]), len(self.tracks[1])

    @property
    def current(self) -> float:
        """Months since the leader first had the follower's best of today."""
        return self.estimate("calendar-current").months

    @property
    def records(self) -> int:
        """How many records the leader has set."""
        return int(self.race.levels.counted.sum())

    @property
    def censored(self) -> int:
        """How many of the leader's records the follower has not reached."""
        return int((self.race.levels.counted & ~self.race.levels.reached).sum())

    @property
    def ahead(self) -> bool:
        """Whether the follower's best is above the leader's."""
        return self.vertical_gap < 0

    @cached_property
    def finding(self) -> str:
        """One sentence: whose models, the span of the estimators, one with its intervals, and what is not reached."""
        known = [one.months for one in self.estimators if np.isfinite(one.months)]
        lead = f"By {named(self.releases.title)}{self._scope()}"
        pair = f"{self.follower.name} behind {self.leader.name}"
        if not known:
            return f"{lead}, the lag of {pair} cannot be told: no record had been reached by {day(self.now)}."
        least, most = min(known), max(known)
        if most <= 0 and least < 0:
            least, most = -most, -least
            what = f"the lead of {self.follower.name} over {self.leader.name} is {_range(least, most)} months"
        else:
            mixed = ", below 0 being a lead," if least < 0 else ""
            what = f"the lag of {pair} is {_range(least, most)} months{mixed}"
        return f"{lead}, {what} on {day(self.now)}, by estimator ({self._one()}){self._unreached()}."

    def _scope(self) -> str:
        """Which models were asked, where that is not all as they are."""
        rules = self.rules
        said = [
            f"among models with {rules.weights} weights" * (rules.weights != "any"),
            "Hong Kong's models being China's" * (rules.hong_kong == "with-china"),
            {"each": "", "sole": "without joint models", "first": "joint models being of the first named"}[rules.joint],
            "with noisy scores shrunk" * self.shrunk,
        ]
        return "".join(f", {one}" for one in said if one)

    def _one(self) -> str:
        """One estimator with its interval, and what is left of it: the level mean, or else today's."""
        one, words = self.estimate("level-mean"), "mean over records reached"
        if not np.isfinite([one.months, one.low, one.high]).all():
            one, words = self.estimate("calendar-current"), "today"
        raw = f"{words} {told(one.months)}, 90 % interval {told_span(one.low, one.high)}"
        if not np.isfinite(one.corrected):
            return raw
        left = f"{told(one.corrected)}, {told_span(one.corrected_low, one.corrected_high)}"
        return f"{raw}; once the numbers of models are allowed for {left}"

    def _unreached(self) -> str:
        if not self.records:
            return "; no record of the leader's can be counted"
        if not self.censored:
            return "; every record of the leader is reached"
        return f"; {self.censored} of {counted(self.records, 'record')} of the leader not yet reached"

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row an estimator: its name, what it is, and its figures in months (see `Estimate`)."""
        rows = [{"estimator": one.name, "what": ESTIMATORS[one.name].gloss, **figures(one)} for one in self.estimators]
        return pl.DataFrame(rows, schema_overrides=dict.fromkeys(figures(self.estimators[0]), pl.Float64))

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions that the scores come from, sorted."""
        return tuple(sorted(self.releases.sources))

    def explain(self, entity: str) -> dict[str, Any]:
        """One release: its score, day and place, and when the leader first had as much; raises KeyError for another."""
        row = {one["entity"]: one for one in self.releases.frame.iter_rows(named=True)}[entity]
        sign = -1.0 if self.releases.less_is_better else 1.0
        first = [
            float(day)
            for day, height in zip(self.tracks[1].days, self.tracks[1].heights, strict=True)
            if height >= sign * row["value"]
        ]
        had = min(first, default=np.nan)
        released = (row["start"].toordinal() + row["end"].toordinal()) / 2
        return {
            **{name: row[name] for name in TOLD},
            "released": str(row["start"]), "locator": row["locator"],
            "leader_had_it": None if np.isnan(had) else date.fromordinal(int(had)).isoformat(),
            "months_behind": None if np.isnan(had) else (released - had) / MONTH,
        }  # fmt: skip

    def observations(self) -> pl.DataFrame:
        """The figures as rows for other rooms: entity the follower's group, indicator `lag/ESTIMATOR`, unit months."""
        rows = [self._row(one) for one in self.estimators if np.isfinite(one.months)]
        return pl.DataFrame(rows, schema=schema(), orient="row")

    def _row(self, one: Estimate) -> tuple[object, ...]:
        note = f"behind {self.leader.name} by {self.releases.score}"
        interval = (finite(one.low), finite(one.high))
        return (
            self.follower.name, f"lag/{one.name}", self.now.isoformat(), one.months, *interval, "months", "E",
            "theodolite/lag", self.now.isoformat(), "; ".join(self.sources), note,
        )  # fmt: skip

    def document(self) -> dict[str, Any]:
        """What `lag --json` prints: figures that are not finite are null; `beyond` names those that are infinite."""
        return {
            "score": self.releases.score,
            "title": self.releases.title,
            "unit": self.releases.unit,
            "follower": self.follower.name,
            "leader": self.leader.name,
            "now": self.now.isoformat(),
            "finding": self.finding,
            "estimators": [
                {
                    "score": self.releases.score,
                    "name": one.name,
                    **{k: finite(v) for k, v in figures(one).items()},
                    "beyond": [k for k, v in figures(one).items() if np.isinf(v)],
                }
                for one in self.estimators
            ],
            "current": finite(self.current),
            "vertical_gap": self.vertical_gap,
            "records": self.records,
            "censored": self.censored,
            "matched": self.noise and {k: finite(v) for k, v in self.noise._asdict().items()},
            "log_normal": self.survival and {"median": self.survival.median, "mean": self.survival.mean},
            "models": dict(zip(("follower", "leader"), self.models_of(), strict=True)),
            "rules": asdict(self.rules),
            "shrunk": self.shrunk,
            "seed": self.seed,
            "resamples": self.resamples,
            "notes": list(self.notes),
            "sources": list(self.sources),
        }


def figures(one: Estimate) -> dict[str, float]:
    """The six numbers of an estimate by name."""
    names = ("months", "low", "high", "corrected", "corrected_low", "corrected_high")
    return {name: getattr(one, name) for name in names}


def finite(value: float) -> float | None:
    """A number, or None where it is not finite."""
    return float(value) if np.isfinite(value) else None


def day(of: date) -> str:
    """A day in words: 5 February 2026."""
    return f"{of.day} {of:%B %Y}"


def _range(least: float, most: float) -> str:
    return told(least) if most - least < 0.05 else f"{told(least)} to {told(most)}"


def told(months: float) -> str:
    """Months to a tenth; "beyond" what has been seen, or a dash where they are not defined."""
    if np.isnan(months) or months == -np.inf:
        return "–"
    return f"{round(months, 1) + 0.0:.1f}".replace("-", "−") if np.isfinite(months) else "beyond"


def told_way(months: float) -> str:
    """Months with what they are: 7.3 months behind, 2.0 months ahead."""
    return f"{told(abs(months))} months {'ahead' if months < 0 else 'behind'}"


def told_span(low: float, high: float) -> str:
    """An interval in words: 4.7 to 10.2, up to 9.6, from 2.0, 5.8 to beyond; a dash where neither end is known."""
    if np.isnan([low, high]).all() or (low == -np.inf and high == np.inf):
        return "–"
    return f"up to {told(high)}" if low == -np.inf else f"{told(low)} to {told(high)}"


def named(title: str) -> str:
    """A score's title inside a sentence: the Epoch Capabilities Index, GPQA Diamond."""
    return f"the {title}" if title.endswith("Index") else title
