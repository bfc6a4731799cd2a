"""Publishers' files written by hand for one test, and figures looked up in what ships."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from theodolite.core.source import Provides, SourceFile
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.pull.reader import Files, Reading, find_reader
from theodolite.evidence.snapshot import Snapshot

ReadWith = Callable[..., dict[tuple[str, str], Reading]]
Figure = Callable[[str, str], float]


@pytest.fixture
def read_with() -> ReadWith:
    """Reads a hand-written table with one reader: place and period → reading.

    Lines are separated by newlines, cells by `|` (they may hold commas); the first line names the columns.
    """

    def read(
        reader: str, text: str, measure: str, where: Mapping[str, str] | None = None
    ) -> dict[tuple[str, str], Reading]:
        lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
        content = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
        made = SourceFile(name="made.csv", hash="sha256:" + "0" * 64)
        provides = Provides(indicator="made/x", reader=reader, measure=measure, where=dict(where or {}))
        found = list(find_reader(reader)(Files({"made.csv": Snapshot(made, content.encode())}), provides))
        assert len({(one.place, one.period) for one in found}) == len(found)
        return {(one.place, one.period): one for one in found}

    return read


@pytest.fixture(scope="session")
def figure(ledger: Ledger) -> Figure:
    """One shipped value of one work: `figure("epoch/notable-ai-models", "CHN models/notable 2024")`."""
    values = {
        (work, f"{entity} {indicator} {period}"): value
        for work, entity, indicator, period, value in ledger.rows.sort("published")
        .select("source", "entity", "indicator", "period", "value")
        .iter_rows()
    }
    return lambda work, case: values[work, case]
