"""COINr's iData and iMeta as two CSV files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from theodolite.evidence.own_table import read_csv
from theodolite.index.own.data import read_data
from theodolite.index.own.meta import read_meta
from theodolite.index.own.study import Given, Study, as_steps, study_of


def from_coinr(data: Path | str, meta: Path | str, lens: Given = None, as_of: date | None = None) -> Study:
    """The study of COINr's iData and iMeta in two CSV files; the steps are those of `lens`, as in `study_of`.

    Raises TableError with file and line where they are not what `read_meta` and `read_data` ask for.
    """
    described = read_meta(read_csv(Path(meta)))
    table = read_csv(Path(data))
    return study_of(read_data([table], described), described, table, as_steps(lens), as_of)
