"""Checkpoints: the tally of an interrupted run on disk, for the same run and no other to carry on from."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

from theodolite.errors import PlanError
from theodolite.index.robustness.design import Counts
from theodolite.store.atomic import write_whole


class Tally(NamedTuple):
    """How many draws were made, how often each entity had each rank (n × n + 1, none first), and stood above each."""

    draws: int
    histogram: Counts
    wins: Counts


def write(path: Path, tally: Tally) -> None:
    """Write `tally` to `path`, whole or not at all."""
    content = io.BytesIO()
    np.savez_compressed(content, draws=tally.draws, histogram=tally.histogram, wins=tally.wins)
    write_whole(path, content.getvalue())


def read(path: Path, n: int) -> Tally | None:
    """The tally of n entities at `path`; None where there is none. Raises PlanError where it is something else."""
    if not path.exists():
        return None
    try:
        with np.load(path, allow_pickle=False) as stored:
            tally = Tally(int(stored["draws"]), stored["histogram"], stored["wins"])
    except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        raise _spoilt(path) from None
    whole = tally.histogram.shape == (n, n + 1) and tally.wins.shape == (n, n)
    if not whole or {tally.histogram.dtype, tally.wins.dtype} != {np.dtype(np.int64)}:
        raise _spoilt(path)
    if (tally.histogram.sum(axis=1) != tally.draws).any():
        raise _spoilt(path)
    return tally


def _spoilt(path: Path) -> PlanError:
    return PlanError(
        f"{str(path)!r} is no checkpoint of draws",
        expected="the file that an interrupted run of the same command left",
        next_step="delete it to begin anew",
    )
