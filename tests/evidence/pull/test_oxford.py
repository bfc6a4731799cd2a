"""Oxford Insights' workbooks: a workbook made by hand, and the publisher's own where it is at hand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import openpyxl
import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.source import Provides, SourceFile
from theodolite.errors import SnapshotError, SpecError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.pull.oxford import scores
from theodolite.evidence.pull.reader import Files, Reading
from theodolite.evidence.pull.run import pull
from theodolite.evidence.snapshot import Snapshot

SHEETS = {
    "Cover": [["An index of invented countries"]],
    "Pillars and more": [
        [None, None, None, "Pillars"],
        ["Country", "Total", None, "Vision"],
        ["Atlantis", 62.5, None, 100],
        [None, None, None, None],
        ["Lemuria", 40, None, None],
        [" Mu ", 10, None, 20],
        ["Atlantis", 62.5, None, 100],
    ],
}


def read(
    measure: str, sheets: dict[str, list[Sequence[object]]] = SHEETS, period: str | None = "2024"
) -> list[Reading]:
    """The readings of a workbook with these sheets."""
    workbook, content = openpyxl.Workbook(), io.BytesIO()
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(content)
    return read_bytes(measure, content.getvalue(), period)


def read_bytes(measure: str, content: bytes, period: str | None = "2024") -> list[Reading]:
    """The readings of the file `made.xlsx` with this content."""
    made = SourceFile(name="made.xlsx", hash="sha256:" + "0" * 64)
    provides = Provides(indicator="made/x", reader="oxford.scores", measure=measure, period=period)
    return list(scores(Files({"made.xlsx": Snapshot(made, content)}), provides))


def test_a_column_is_read_with_the_cell_it_stands_in_and_a_repeated_row_once() -> None:
    assert [(r.place, r.value, r.locator) for r in read("Vision")] == [
        ("Atlantis", 100, "made.xlsx#sheet=Pillars%20and%20more&cell=D3"),
        ("Mu", 20, "made.xlsx#sheet=Pillars%20and%20more&cell=D6"),
    ]
    assert [(r.place, r.value) for r in read("Total")] == [("Atlantis", 62.5), ("Lemuria", 40), ("Mu", 10)]


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(SnapshotError, match=r"no sheet of made\.xlsx has the columns 'Country' and 'Visions'"):
        read("Visions")


def test_a_workbook_without_a_year_needs_one_from_its_source() -> None:
    with pytest.raises(SpecError, match="prints no year"):
        read("Total", period=None)


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(SnapshotError, match="is not a readable workbook"):
        read_bytes("Total", b"Country,Total\nAtlantis,1\n")


def test_a_workbook_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theodolite.evidence.pull.oxford.LARGEST_UNPACKED", 1_000)
    with pytest.raises(SnapshotError, match="unpacks to"):
        read("Total")


def test_china_stood_23rd_and_then_8th_by_another_framework(ledger: Ledger) -> None:
    rows = ledger.select(entity="CHN", indicator="published/oxford-rank", source="oxford/government-ai-readiness")
    ranks = {period: (value, status) for period, value, status in rows.select("period", "value", "status").iter_rows()}
    assert ranks["2024"] == (23, "A")
    assert ranks["2025"] == (8, "B")
    assert [ranks[str(year)][0] for year in range(2019, 2024)] == [20, 19, 15, 17, 16]


def test_the_score_of_2024_is_the_plain_mean_of_three_pillars(catalog: Catalog, shared: Path) -> None:
    table = wide(pull(catalog.sources["oxford/government-ai-readiness-workbook-2024"], shared / "data/raw", catalog))
    pillars = ["government", "technology-sector", "data-and-infrastructure"]
    mean = table.select(pl.mean_horizontal(f"published/oxford-2024-{pillar}" for pillar in pillars)).to_series()
    assert len(table) == 188
    assert (mean - table["published/oxford-score"]).abs().max() < 1e-6


def test_the_score_of_2025_weighs_six_pillars(catalog: Catalog, shared: Path) -> None:
    table = wide(pull(catalog.sources["oxford/government-ai-readiness-workbook-2025"], shared / "data/raw", catalog))
    weights = {"ai-infrastructure": 0.25, "development-and-diffusion": 0.25, "governance": 0.15,
               "public-sector-adoption": 0.15, "policy-capacity": 0.10, "resilience": 0.10}  # fmt: skip
    pillars = table.select(f"published/oxford-2025-{pillar}" for pillar in weights).to_numpy()
    assert len(table) == 195
    residual = np.abs(pillars @ np.array(list(weights.values())) - table["published/oxford-score"].to_numpy())
    assert residual.max() < 0.0075


def wide(rows: pl.DataFrame) -> pl.DataFrame:
    """One row an economy, one column an indicator."""
    return rows.pivot("indicator", index="entity", values="value")
