"""Checkpoints: the tally of an interrupted run on disk, for the same run and no other to carry on from."""

from __future__ import annotations

import io
import zipfile
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


def write(path: Path, key: str, tally: Tally) -> None:
    """Write `tally` of the run `key` to `path`, whole or not at all."""
    content = io.BytesIO()
    np.savez_compressed(content, key=np.array(key), draws=tally.draws, histogram=tally.histogram, wins=tally.wins)
    write_whole(path, content.getvalue())


def read(path: Path, key: str, draws: int) -> Tally | None:
    """The tally at `path`; None where there is none.

    Raises PlanError where the file is of another run (lens, evidence or seed), or holds more than `draws`.
    """
    if not path.exists():
        return None
    try:
        with np.load(path, allow_pickle=False) as stored:
            found, tally = str(stored["key"]), Tally(int(stored["draws"]), stored["histogram"], stored["wins"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        raise _other(path, "is no checkpoint of draws") from None
    if found != key:
        raise _other(path, "is the checkpoint of another lens, evidence or seed")
    if tally.draws > draws:
        raise _other(path, f"holds {tally.draws:,} draws already, and {draws:,} are asked for")
    return tally


def _other(path: Path, why: str) -> PlanError:
    return PlanError(
        f"{str(path)!r} {why}",
        expected="the file that an interrupted run of the same command left",
        next_step="name another file, or delete this one to begin anew",
    )
