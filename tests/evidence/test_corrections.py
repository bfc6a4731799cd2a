"""Corrections: an error of a source is mended, says so, and fails loudly once the source has changed."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from pydantic import ValidationError

from theodolite.core.catalog import Catalog
from theodolite.core.observation import schema
from theodolite.errors import EvidenceError
from theodolite.evidence.corrections import Correction, correct

SOURCE = "epoch/gpu-clusters-2025-07"
ROWS = [
    ("CHN", "compute/clusters-mw", "2025", 50.0, "first note"),
    ("USA", "compute/clusters-mw", "2025", 70.0, ""),
    ("USA", "compute/clusters-count", "2025", 7.0, ""),
]


def catalog_with(folder: Path, text: str) -> Catalog:
    path = folder / "corrections" / "epoch" / "slip.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        f"source: {SOURCE}\nreason: A slip.\nreference: https://example.org\nstatus: reported\n{text}", encoding="utf-8"
    )
    return Catalog.open(folder)


def corrected(catalog: Catalog) -> pl.DataFrame:
    rows = [
        (e, i, p, v, None, None, "MW", "A", "epoch/gpu-clusters", "2026-08", "f#row=2", n) for e, i, p, v, n in ROWS
    ]
    return correct(pl.DataFrame(rows, schema=schema(), orient="row"), catalog.sources[SOURCE], catalog)


def test_a_value_is_replaced_and_the_row_says_so(tmp_path: Path) -> None:
    where = "where: {entity: CHN, indicator: compute/clusters-mw, period: '2025'}\nexpect: {value: 50}\n"
    rows = corrected(catalog_with(tmp_path, where + "use: {value: 5, status: E}\n"))
    mended = rows.filter(pl.col("entity") == "CHN").row(0, named=True)
    assert (mended["value"], mended["status"]) == (5.0, "E")
    assert mended["note"] == "first note; corrected to value 5.0, status E by epoch/slip"
    assert sorted(rows.filter(pl.col("entity") == "USA")["value"]) == [7.0, 70.0]


def test_a_period_is_replaced_in_every_row_that_matches(tmp_path: Path) -> None:
    where = "where: {indicator: compute/clusters-mw, period: '2025'}\nexpect: {rows: 2}\nuse: {period: '2024'}\n"
    rows = corrected(catalog_with(tmp_path, where))
    assert sorted(rows["period"]) == ["2024", "2024", "2025"]


def test_a_row_is_dropped(tmp_path: Path) -> None:
    where = "where: {indicator: compute/clusters-count}\nexpect: {value: 7}\ndrop: true\n"
    assert sorted(corrected(catalog_with(tmp_path, where))["value"]) == [50.0, 70.0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("where: {entity: CHN, indicator: compute/clusters-mw}\nexpect: {value: 51}\n", "expects 51, and"),
        ("where: {indicator: compute/clusters-mw}\nexpect: {rows: 3}\n", "expects 3 rows, and the source has 2"),
        ("where: {entity: IND, indicator: compute/clusters-mw}\nexpect: {value: 1}\n", "no row of the source matches"),
    ],
)  # fmt: skip
def test_a_mended_source_is_noticed(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=said) as caught:
        corrected(catalog_with(tmp_path, text + "use: {value: 5}\n"))
    assert str(Path("corrections", "epoch", "slip.yaml")) in str(caught.value)


@pytest.mark.parametrize("choice", [{}, {"use": {"value": 1}, "drop": True}])
def test_a_correction_either_replaces_or_drops(choice: dict[str, object]) -> None:
    given = {"id": "x", "source": SOURCE, "reason": "r", "reference": "r", "status": "reported"}
    with pytest.raises(ValidationError, match="either use: or drop"):
        Correction.model_validate({**given, "where": {"indicator": "a/b"}, "expect": {"rows": 1}, **choice})
