"""Lag: how many months one group's best stands behind another's, by six estimators, with what each may be off."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from theodolite.core.prose import counted
from theodolite.errors import FrontierError
from theodolite.frontier.calibration import FEWEST, SIMULATED, Corrected, calibrated
from theodolite.frontier.envelope import Array
from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.groups import Group
from theodolite.frontier.matched import matched
from theodolite.frontier.race import Race
from theodolite.frontier.release import Releases
from theodolite.frontier.resample import RESAMPLES, Progress, interval, raw, resampled
from theodolite.frontier.result import MONTH, Estimate, Lag, Noise
from theodolite.frontier.rules import Rules, shared, side
from theodolite.frontier.shrink import shrunk
from theodolite.frontier.survival import LogNormal, log_normal
from theodolite.frontier.track import Track, scale_of, track


def lag(
    releases: Releases,
    follower: Group,
    leader: Group,
    rules: Rules = Rules(),  # noqa: B008 - rules are a constant
    *,
    shrink: bool = False,
    resamples: int = RESAMPLES,
    simulated: int = SIMULATED,
    seed: int = 0,
    progress: Progress | None = None,
) -> Lag:
    """How many months `follower` is behind `leader` by the score of `releases`, up to the last day that they know.

    Six estimators (`estimators.py`), each with a 90 % interval over `resamples` resamples and, where `simulated` is
    not 0, the figure that is left once its bias at these numbers of models is taken out (`calibration.py`). A missing
    standard error is taken as none; `shrink` first draws noisy scores towards their group's trend. The same releases
    and seed give the same figures. Raises FrontierError where a group has no model (`rules.side`), where both
    have the same, or where `resamples` is below 1.
    """
    if resamples < 1:
        raise FrontierError(f"{resamples} resamples are too few", expected="at least one")
    rows = side(releases, follower, rules), side(releases, leader, rules)
    if rows[0].equals(rows[1]):
        raise FrontierError(
            f"{follower.name} and {leader.name} have the same models", expected="two groups that differ"
        )
    behind, ahead = (track(one, less_is_better=releases.less_is_better) for one in rows)
    scale = scale_of(np.concatenate([behind.heights, ahead.heights]), releases.unit)
    if shrink:
        behind, ahead = shrunk(behind, scale), shrunk(ahead, scale)
    now = float(releases.now.toordinal())
    race = raw(behind, ahead, now)
    days = {name: float(one.days(race)[0]) for name, one in ESTIMATORS.items()}
    drawn = resampled(behind, ahead, now, resamples, seed, progress)
    known = calibrated(behind, ahead, now, days, scale, seed, simulated) if simulated else None
    notes = (*releases.notes, *_without(follower, rows[0]), *_without(leader, rows[1]), *_corrected(known, simulated))
    return Lag(
        releases, follower, leader, rules,
        estimators=tuple(_estimate(name, days[name], drawn[name], known) for name in ESTIMATORS),
        vertical_gap=float(ahead.heights.max() - behind.heights.max()),
        race=race, tracks=(behind, ahead), noise=_noise(behind, ahead, race), survival=_survival(race),
        shrunk=shrink, seed=seed, resamples=resamples, notes=(*notes, *_notes(rows, behind, ahead, race)),
    )  # fmt: skip


def _estimate(name: str, days: float, drawn: Array, known: Mapping[str, Corrected] | None) -> Estimate:
    corrected = known[name] if known else Corrected(np.nan, np.nan, np.nan)
    return Estimate(name, *(value / MONTH for value in (days, *interval(drawn), *corrected)))


def _noise(behind: Track, ahead: Track, race: Race) -> Noise | None:
    found = matched(behind, ahead, race)
    return found and Noise(found.mean / MONTH, found.median / MONTH, found.records, found.matched)


def _survival(race: Race) -> LogNormal | None:
    """A log-normal law of the months to reach a record; None where it is not determined, or a lag is 0 or a lead."""
    lags, counted_, reached = race.levels
    months, ended = lags[counted_] / MONTH, reached[counted_]
    return log_normal(months, ended) if len(months) and (months > 0).all() else None


def _corrected(known: Mapping[str, Corrected] | None, simulated: int) -> list[str]:
    """What corrected figures suppose, or why there are none."""
    if known and np.isfinite([one.days for one in known.values()]).any():
        return ["Corrected figures suppose that both sides release alike, good models and lesser ones."]
    return (
        [f"Not corrected for the numbers of models: the leader has fewer than {FEWEST}."]
        if simulated and known is None
        else []
    )


def _without(group: Group, rows: pl.DataFrame) -> list[str]:
    """Which of several economies, or how many of them, have no model in a group."""
    missing = [code for code in group.members if code not in set(";".join(rows["economies"]).split(";"))]
    if group.kind != "economies" or len(group.members) < 2 or not missing:
        return []
    few = f": {', '.join(missing)}" if len(missing) <= 5 else ""
    return [f"No model of {len(missing)} of the {len(group.members)} economies of {group.name}{few}."]


def _notes(rows: tuple[pl.DataFrame, pl.DataFrame], behind: Track, ahead: Track, race: Race) -> list[str]:
    """What a reader has to know of these two groups: what they share, what is not known of them, and who is ahead."""
    notes: list[str] = []
    if (both := shared(*rows)) is not None:
        notes.append(both)
    without = int(np.isnan(np.concatenate([behind.errors, ahead.errors])).sum())
    if without:
        notes.append(f"{without} of {len(behind) + len(ahead)} scores have no standard error and are taken as exact.")
    if min(len(behind), len(ahead)) == 1:
        notes.append(
            "A group of one model is the same in every resample: its interval tells of its score's error alone."
        )
    if beaten := int((race.leader.records & ~race.levels.counted).sum()):
        notes.append(f"Not counted: {counted(beaten, 'record')} of the leader that the follower's first release beat.")
    if behind.heights.max() > ahead.heights.max():
        notes.append("The follower is ahead: lags below 0 are months by which it leads.")
    elif race.levels.counted.any() and not (race.levels.counted & race.levels.reached).any():
        notes.append("The follower has reached none of the leader's records: every lag is longer than the wait so far.")
    return notes
