"""Snapshots: what a malformed, changed, hidden or enormous file gets."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from theodolite.core.source import SourceFile
from theodolite.errors import SnapshotError
from theodolite.evidence.pull.reader import number
from theodolite.evidence.snapshot import Snapshot, digest, find, read_bounded


def snapshot(content: bytes, encoding: str = "utf-8-sig") -> Snapshot:
    return Snapshot(SourceFile(name="table.csv", hash=digest(content), encoding=encoding), content)


def test_records_are_counted_from_the_header_as_row_one() -> None:
    rows = list(snapshot(b'Country,Value\nChina,1\n\n"Korea, Rep.","2\n3"\nIndia,4\n').rows())
    assert [number for number, _ in rows] == [2, 4, 5]
    assert rows[1][1] == {"Country": "Korea, Rep.", "Value": "2\n3"}


def test_a_header_further_down_and_semicolons_are_read() -> None:
    rows = list(snapshot(b"a title;;\nCountry;2023;\nChina;2,5;\n").rows(header=2, delimiter=";"))
    assert rows == [(3, {"Country": "China", "2023": "2,5", "": ""})]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'Country,Value\nChina,"1\n', "unexpected end of data"),
        (b'Country,Value\n"Chi"na,1\n', "expected after"),
        (b"Country,Value\nChina,1\nIndia\n", "1 cells under 2 column names"),
        (b"Country,Value\nChina,1,2\n", "3 cells under 2 column names"),
        (b"Country,Value,Value\nChina,1,2\n", "two columns are called 'Value'"),
        (b"Country,Value\nChina,1\0\n", "NUL"),
        (b"Country,Value\nC\xc3\xb4te,1\n\xff", "byte 22"),
    ],
)
def test_a_malformed_file_names_itself(content: bytes, said: str) -> None:
    with pytest.raises(SnapshotError, match=said) as caught:
        list(snapshot(content).rows())
    assert "table.csv" in str(caught.value)


def test_a_stated_encoding_is_used() -> None:
    rows = list(snapshot("Economy,Share\nCôte d'Ivoire,1\n".encode("mac_roman"), "mac_roman").rows())
    assert rows[0][1]["Economy"] == "Côte d'Ivoire"


def test_a_missing_column_gets_its_row_and_its_nearest_name() -> None:
    ((_, cells),) = snapshot(b"Country,Power Capacity (MW)\nChina,1\n").rows()
    with pytest.raises(SnapshotError, match=r"table\.csv#row=2") as caught:
        cells["Power Capacity"]
    assert "did you mean 'Power Capacity (MW)'?" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1.0),
        ("12,345,678.9", 12345678.9),
        (" -3.5% ", -3.5),
        (".5", 0.5),
        ("1e26", 1e26),
        (7, 7.0),
        ("1.5E-3", 0.0015),
    ],
)
def test_a_cell_is_a_number(text: object, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "  ", None])
def test_an_empty_cell_is_no_number(text: object) -> None:
    assert number(text) is None


@pytest.mark.parametrize("text", ["1,5", "n/a", "nan", "inf", "1e999", "1_000", "..", "-", "12 GW", "1.2.3"])
def test_what_is_no_number_is_refused_with_its_place(text: str) -> None:
    ((_, cells),) = snapshot(f'Country,Value\nChina,"{text}"\n'.encode()).rows()
    with pytest.raises(SnapshotError, match=r"table\.csv#row=2") as caught:
        number(cells["Value"])
    assert "'Value'" in str(caught.value)


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), 2_000_000_000)
    with pytest.raises(SnapshotError, match="2,000,000,000 bytes"):
        read_bounded(path)


def test_a_file_is_found_below_a_folder_or_not_at_all(tmp_path: Path) -> None:
    file = SourceFile(name="2024/data.csv", hash=digest(b""))
    (tmp_path / "a" / "2024").mkdir(parents=True)
    (tmp_path / "a" / "2023").mkdir()
    for year in ("2023", "2024"):
        (tmp_path / "a" / year / "data.csv").write_text(year)
    assert find(file, tmp_path) == tmp_path / "a" / "2024" / "data.csv"
    assert find(SourceFile(name="other.csv", hash=digest(b"")), tmp_path) is None
    with pytest.raises(SnapshotError, match="2 files are called"):
        find(SourceFile(name="data.csv", hash=digest(b"")), tmp_path)
    pinned = SourceFile(name="data.csv", hash=digest(b"2023"))
    assert find(pinned, tmp_path) == tmp_path / "a" / "2023" / "data.csv"
    with pytest.raises(SnapshotError, match="is not there"):
        find(file, tmp_path / "nowhere")
