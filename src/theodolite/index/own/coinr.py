"""COINr's iData and iMeta as two CSV files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from theodolite.index.lens import Lens
from theodolite.index.own.data import read_data
from theodolite.index.own.meta import read_meta
from theodolite.index.own.study import Steps, Study, study_of
from theodolite.index.own.table import read_csv


def from_coinr(data: Path, meta: Path, steps: Steps | Lens | None = None, as_of: date | None = None) -> Study:
    """The study of COINr's iData and iMeta in two CSV files; `steps` as in `study_of`.

    Raises TableError with file and line where they are not what `read_meta` and `read_data` ask for.
    """
    described = read_meta(read_csv(meta))
    table = read_csv(data)
    return study_of(read_data([table], described), described, table, steps, as_of)
