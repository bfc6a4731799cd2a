"""Quotes: the exact records from one's own copy, and where to look without one."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.source import Source
from theodolite.evidence import quote as quoting
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.quote import MOST_RECORDS, quote
from theodolite.evidence.snapshot import digest

TABLE = 'Data Source,made\n\nname,year,"made, count"\nChina,2022,30\n"Korea, Rep.",2022,"1,5"\nIndia,2022,7\n'


def source(name: str, content: bytes) -> Source:
    return Source.model_validate(
        {
            "id": "made/table-2025", "title": "Made", "producer": "Made", "published": "2025-01-01",
            "accessed": "2025-01-01", "citation": "Made, 2025.", "url": "https://example.org",
            "licence": {"name": "CC0"}, "tier": "primary", "files": [{"name": name, "hash": digest(content)}],
            "provides": [{"indicator": "a/b", "reader": "a.b", "measure": "x"}],
        }
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "made.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_rows_are_quoted_under_their_column_names(folder: Path) -> None:
    found = quote({"locator": "made.csv#row=4;5-6"}, source("made.csv", TABLE.encode()), [folder])
    assert [dict(record.cells) for record in found.records] == [
        {"name": "China", "year": "2022", "made, count": "30"},
        {"name": "Korea, Rep.", "year": "2022", "made, count": "1,5"},
        {"name": "India", "year": "2022", "made, count": "7"},
    ]
    assert [record.place for record in found.records] == [f"made.csv#row={n}" for n in (4, 5, 6)]
    assert (found.missing, found.more, found.citation) == (None, 0, "Made, 2025.")


@pytest.mark.parametrize("place", ["raw", "raw/made.csv"])
def test_the_copy_may_be_named_by_its_folder_or_itself(folder: Path, place: str) -> None:
    assert len(quote({"locator": "made.csv#row=4"}, source("made.csv", TABLE.encode()), [folder / place]).records) == 1


def test_a_large_copy_is_quoted_alike_and_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ({"locator": "made.csv#row=4;6"}, source("made.csv", TABLE.encode()), [folder])
    kept = quote(*asked)
    monkeypatch.setattr(quoting, "LARGEST_KEPT", 10)
    monkeypatch.setattr(quoting, "_kept_copy", None)
    monkeypatch.setattr(quoting, "_kept_table", None)
    assert quote(*asked) == kept


def test_rows_far_beyond_the_end_are_not_looked_for(folder: Path) -> None:
    found = quote({"locator": "made.csv#row=6-99999999999999;4"}, source("made.csv", TABLE.encode()), [folder])
    assert [record.place for record in found.records] == ["made.csv#row=4", "made.csv#row=6"]


def test_a_copy_of_another_edition_is_not_quoted(folder: Path) -> None:
    found = quote({"locator": "made.csv#row=4"}, source("made.csv", b"another"), [folder])
    assert found.records == ()
    assert found.missing == "you have no copy of made.csv"


@pytest.mark.parametrize(
    ("locator", "said"),
    [
        ("https://example.org/report#page=12", "is not in a file that is pulled"),
        ("made.csv#row=99", "nothing stands at made.csv#row=99"),
        ("made.csv#sheet=One&cell=B2", "nothing stands at"),
    ],
)
def test_what_cannot_be_quoted_says_where_to_look(folder: Path, locator: str, said: str) -> None:
    found = quote({"locator": locator}, source("made.csv", TABLE.encode()), [folder])
    assert (found.records, found.locator, found.url) == ((), locator, "https://example.org")
    assert said in (found.missing or "")


def test_a_long_list_of_rows_is_cut_and_counted(tmp_path: Path) -> None:
    text = "n\n" + "".join(f"{n}\n" for n in range(2, 50))
    (tmp_path / "made.csv").write_text(text, encoding="utf-8")
    found = quote({"locator": "made.csv#row=2-49"}, source("made.csv", text.encode()), [tmp_path])
    assert (len(found.records), found.more) == (MOST_RECORDS, 48 - MOST_RECORDS)
    assert dict(found.records[0].cells) == {"n": "2"}


def test_a_cell_of_a_workbook_is_quoted_with_the_name_of_its_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Global Rankings")
    sheet.append(["Country", "Score"])
    sheet.append(["China", 72.01])
    stream = io.BytesIO()
    book.save(stream)
    (tmp_path / "made.xlsx").write_bytes(stream.getvalue())
    locator = "made.xlsx#sheet=Global%20Rankings&cell=B2"
    (record,) = quote({"locator": locator}, source("made.xlsx", stream.getvalue()), [tmp_path]).records
    assert dict(record.cells) == {"A2": "China", "B2": "72.01"}


def test_chinas_bills_are_quoted_from_the_publishers_own_file(catalog: Catalog, ledger: Ledger, shared: Path) -> None:
    (row,) = ledger.select(entity="CHN", indicator="government/ai-bills").rows(named=True)
    found = quote(row, catalog.sources["owid/ai-bills-2026-05"], [shared / "data" / "raw"])
    (record,) = found.records
    assert list(record.cells.values()) == ["China", "CHN", "2023", "4"]
    assert row["value"] == 4.0


def test_every_locator_of_a_shipped_table_leads_somewhere(catalog: Catalog, ledger: Ledger, shared: Path) -> None:
    rows = ledger.rows.unique(["source", "edition", "indicator"], keep="first", maintain_order=True)
    places = [shared / "data" / "raw", shared / "facts"]
    for row in rows.iter_rows(named=True):
        found = quote(row, catalog.sources[f"{row['source']}-{row['edition']}"], places)
        assert found.records or "is not in a file" in (found.missing or ""), (row["locator"], found.missing)
