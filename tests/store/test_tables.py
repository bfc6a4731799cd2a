"""Observation tables: read strictly, with the line of a mistake, and written the same twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from theodolite.errors import TableError
from theodolite.store.tables import read_observations, read_tables, to_csv

HEADER = "entity,indicator,period,value,low,high,unit,status,source,edition,locator,note\n"
GOOD = 'CHN,a/b,2023,1.5,,2,count,A,made/a,2024,f.csv#row=2,"a, note"\n'


def table(folder: Path, text: str | bytes) -> Path:
    path = folder / "t.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_row_is_read_as_it_is_meant(tmp_path: Path) -> None:
    row = read_observations(table(tmp_path, HEADER + GOOD)).row(0, named=True)
    assert (row["value"], row["low"], row["high"], row["note"], row["edition"]) == (1.5, None, 2.0, "a, note", "2024")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER + GOOD + GOOD.replace("1.5", "many"), r"value is not a finite number in CHN × a/b × 2023[\s\S]*:3"),
        (HEADER + GOOD.replace("1.5", "inf"), "value is not a finite number"),
        (HEADER + GOOD.replace("1.5", ""), "value is empty"),
        (HEADER + GOOD.replace(",2,count", ",nan,count"), "high is not a finite number"),
        (HEADER + GOOD.replace("made/a", " ") + GOOD.replace("made/a", ""), r"source is empty.*and in 1 more rows"),
        (HEADER.replace("value", "valeu") + GOOD, r"no column 'value' \(is 'valeu' meant\?\); unknown column 'valeu'"),
        (HEADER + "CHN,a/b\n" + GOOD + "a,b,c,d,e,f,g,h,i,j,k,l,m\n", r"not a readable CSV table|is empty"),
        (HEADER.encode() + b"C\xffN" + GOOD[3:].encode(), "not a readable CSV table"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(text: str | bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=said) as caught:
        read_observations(table(tmp_path, text))
    assert "t.csv" in str(caught.value)


def test_of_several_tables_each_row_keeps_its_file_and_line(tmp_path: Path) -> None:
    texts = {"none.csv": HEADER, "two.csv": HEADER + GOOD + GOOD.replace("CHN", "IND"), "one.csv": HEADER + GOOD}
    paths = [tmp_path / name for name in texts]
    for path in paths:
        path.write_text(texts[path.name], encoding="utf-8")
    rows = read_tables(paths)
    places = [(str(paths[1]), 2), (str(paths[1]), 3), (str(paths[2]), 2)]
    assert rows.select("file", "line").rows() == places
    assert rows["entity"].to_list() == ["CHN", "IND", "CHN"]
    assert read_tables(paths[:1]).schema == rows.schema
    paths[2].write_text(HEADER + GOOD + GOOD.replace("1.5", "many"), encoding="utf-8")
    with pytest.raises(TableError, match=r"one\.csv:3"):
        read_tables(paths)


def test_a_table_of_two_gigabytes_and_one_that_is_not_there_are_refused(tmp_path: Path) -> None:
    path = table(tmp_path, "")
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), 2_000_000_000)
    with pytest.raises(TableError, match="2,000,000,000 bytes"):
        read_observations(path)
    with pytest.raises(TableError, match="cannot be read"):
        read_observations(tmp_path / "nowhere.csv")


def test_rows_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    others = [("CHN", "ARE"), ("2023", "2022"), (",A,", ",F,"), (",,2,", ",1,2,"), ("1.5", "1.6"), ("a, note", "")]
    text = HEADER + GOOD + "".join(GOOD.replace(old, new) for old, new in others)
    rows = read_observations(table(tmp_path, text))
    assert to_csv(rows) == to_csv(rows.reverse())
    written = read_observations(table(tmp_path, to_csv(rows)))
    assert written["entity"].to_list() == ["ARE"] + ["CHN"] * 6
    assert written["period"].to_list() == ["2023", "2022"] + ["2023"] * 5
    assert written.sort(written.columns).equals(rows.sort(rows.columns))
