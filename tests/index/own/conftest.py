"""Small files of somebody's own: an iData and an iMeta that are sound, and copies with one thing changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

DATA = """uName,uCode,Region,Pop,Roads,Trains,Waste
Avalon,AV,west,2,10,1,5
Brasil,BR,west,4,20,3,4
Camelot,CA,east,5,30,2,
Dor,DO,east,10,40,5,1
"""
META = """Level,iCode,iName,Direction,Weight,Unit,Denominator,Parent,Type
1,Roads,Roads built,1,1,km,Pop,Move,Indicator
1,Trains,Trains a day,1,3,trains,Pop,Move,Indicator
1,Waste,Waste burnt,-1,1,tonnes,,Clean,Indicator
2,Move,Moving about,1,2,,,Index,Aggregate
2,Clean,Clean air,1,1,,,Index,Aggregate
3,Index,Good living,1,1,,,,Aggregate
,Pop,People,,,million,,,Denominator
,Region,Region,,,,,,Group
"""

Own = Callable[..., tuple[Path, Path]]


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """Write iData.csv and iMeta.csv, each with (old, new) replaced in it."""

    def write(data: tuple[str, str] | None = None, meta: tuple[str, str] | None = None) -> tuple[Path, Path]:
        files: list[Path] = []
        for name, text, change in (("iData.csv", DATA, data), ("iMeta.csv", META, meta)):
            if change:
                assert change[0] in text
                text = text.replace(*change)
            files.append(tmp_path / name)
            files[-1].write_text(text, encoding="utf-8")
        return files[0], files[1]

    return write
