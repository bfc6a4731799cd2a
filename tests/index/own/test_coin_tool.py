"""The COIN Tool's workbook: read as COINr reads it, written so that it is read to the same index, and safe to open."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app

DIVIDING = """
steps:
  - {do: denominate, by: own}
  - {do: impute, how: group-mean, by: Region}
  - {do: normalise, how: min-max, to: [0, 100]}
  - {do: aggregate, indicators: arithmetic, pillars: arithmetic}
"""
UNEVEN = """
title: Uneven
question: Who?
after: [{title: A test, href: "https://example.org"}]
framework:
  - pillar: energy
    weight: 2
    indicators:
      - {indicator: energy/generation, weight: 3}
      - pillar: clean
        indicators: [{indicator: energy/low-carbon-share, weight: 2}, {indicator: energy/carbon-intensity}]
  - pillar: people
    indicators: [{indicator: adoption/internet-users}]
steps:
  - {do: denominate, by: population}
  - {do: normalise, how: min-max, to: [1, 100]}
  - {do: aggregate, indicators: arithmetic, pillars: geometric, missing: re-weight}
"""


def rank(*words: str | Path) -> dict[str, Any]:
    done = CliRunner().invoke(app, ["rank", *map(str, words), "--json"])
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def refused(*words: str | Path) -> str:
    done = CliRunner().invoke(app, ["rank", *map(str, words)])
    assert (done.exit_code, done.stdout) == (2, "")
    return done.stderr


def same(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(one["scores"]) == len(other["scores"]) > 2
    for a, b in zip(one["scores"], other["scores"], strict=True):
        assert (a["entity"], a["rank"], list(a["pillars"])) == (b["entity"], b["rank"], list(b["pillars"]))
        assert b["score"] == pytest.approx(a["score"], abs=1e-12)


def as_the_coin_tool_has_it(path: Path) -> Path:
    """A workbook with figures typed into the cells that COINr's `import_coin_tool` reads, and nothing else of ours."""
    book = openpyxl.Workbook()
    database, framework = book.active, book.create_sheet("Framework")
    database.title = "Database"
    heads = {7: (1, 3, 1), 8: (1, 1, -1), 9: ("n/a",) * 3, 10: ("n/a",) * 3, 11: ("Index",) * 3, 12: ("si.01",) * 3,
             13: ("p.01", "p.01", "p.02"), 14: ("sp.01",) * 3, 15: ("Roads", "Trains", "Waste"),
             16: ("Ind.01", "Ind.02", "Ind.03")}  # fmt: skip
    for row, cells in heads.items():
        for column, cell in enumerate(cells, start=5):
            database.cell(row, column, cell)
    database.cell(15, 8, "--")
    database.cell(16, 8, "Ind.04")
    figures = {"AV": (10, 1, 5), "BR": (20, 3, 4), "CA": (30, 2, "n/a"), "DO": (40, 5, 1)}
    for row, (code, cells) in enumerate(figures.items(), start=17):
        for column, cell in enumerate((f"Land of {code}", code, None, *cells), start=2):
            database.cell(row, column, cell)
    for row, cells in enumerate(
        [("Code", "Level", "Weight", None, None, "Dimension/indicator"), ("Index", 4, 1, None, None, "Good living"),
         ("p.01", 2, 2, None, None, "Moving"), ("p.02", 2, 1, None, None, "Clean air"),
         ("p.03", 2, None, None, None, "--"), ("Ind.01", 1, 1, None, None, "Roads")], start=4,
    ):  # fmt: skip
        for column, cell in enumerate(cells, start=3):
            framework.cell(row, column, cell)
    book.save(path)
    return path


def test_a_workbook_of_the_coin_tool_by_hand(tmp_path: Path) -> None:
    """Move = (1·roads + 3·trains)/4, Clean = −waste, the index (2·Move + 1·Clean)/3; the unused levels do not count."""
    found = rank("--coin-tool", as_the_coin_tool_has_it(tmp_path / "tool.xlsx"))
    scores = {row["entity"]: (row["score"], row["pillars"]) for row in found["scores"]}
    assert scores["AV"] == (0, {"p.01": 0, "p.02": 0})
    assert scores["BR"][1] == pytest.approx({"p.01": (100 / 3 + 3 * 50) / 4, "p.02": 25})
    assert scores["BR"][0] == pytest.approx((2 * (100 / 3 + 150) / 4 + 25) / 3)
    assert scores["CA"] == (
        pytest.approx((200 / 3 + 75) / 4),
        {"p.01": pytest.approx((200 / 3 + 75) / 4), "p.02": None},
    )
    assert scores["DO"] == (pytest.approx(100), {"p.01": 100, "p.02": 100})


def test_a_figure_of_a_workbook_is_found_in_its_cell(tmp_path: Path) -> None:
    tool = as_the_coin_tool_has_it(tmp_path / "my tool.xlsx")
    done = CliRunner().invoke(app, ["explain", "Land of BR", "--coin-tool", str(tool), "--json"])
    assert done.exit_code == 0, done.stderr
    first = json.loads(done.stdout)["pillars"][0]["indicators"][0]
    assert (first["title"], first["value"]) == ("Roads", 20)
    observation = first["observations"][0]
    assert observation["locator"] == "my%20tool.xlsx#sheet=Database&cell=E18"
    assert observation["quote"][0]["cells"]["E18"] == "20"


@pytest.mark.parametrize("lens", [False, True])
def test_a_workbook_that_was_written_is_read_to_the_same_index(own: Any, tmp_path: Path, lens: bool) -> None:
    steps = tmp_path / "lens.yaml"
    steps.write_text(DIVIDING, encoding="utf-8")
    with_lens = [steps] if lens else []
    files = own(data=("5,30,2,", "5,30,2,8"))
    first = rank("--coinr", *files, *with_lens, "--xlsx", tmp_path / "out.xlsx")
    same(first, rank("--coin-tool", tmp_path / "out.xlsx", *with_lens, "--xlsx", tmp_path / "again.xlsx"))
    same(first, rank("--coin-tool", tmp_path / "again.xlsx", *with_lens))


def test_the_asem_example_and_a_shipped_lens_come_back_from_their_workbooks(shared: Path, tmp_path: Path) -> None:
    files = [shared / "golden/coinr/data" / name for name in ("ASEM_iData.csv", "ASEM_iMeta.csv")]
    first = rank("--coinr", *files, "--xlsx", tmp_path / "asem.xlsx")
    same(first, rank("--coin-tool", tmp_path / "asem.xlsx"))
    first = rank("intensity", "--xlsx", tmp_path / "intensity.xlsx")
    same(first, rank("intensity", "--coin-tool", tmp_path / "intensity.xlsx"))


def test_data_exported_without_a_lens_keep_what_a_lens_divides_and_groups_by(own: Any, tmp_path: Path) -> None:
    steps = tmp_path / "lens.yaml"
    steps.write_text(DIVIDING, encoding="utf-8")
    files = own()
    rank("--coinr", *files, "--xlsx", tmp_path / "out.xlsx")
    same(rank("--coinr", *files, steps), rank("--coin-tool", tmp_path / "out.xlsx", steps))


def test_the_same_ranking_gives_the_same_bytes(own: Any, tmp_path: Path) -> None:
    files = own()
    for name in ("one.xlsx", "two.xlsx"):
        rank("--coinr", *files, "--xlsx", tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize("name", ['=cmd|"/c calc"!A1', "+1+1", "-2+3", "@SUM(A1)"])
def test_a_name_that_looks_like_a_formula_stays_text(own: Any, tmp_path: Path, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    files = own(data=("Avalon", quoted))
    first = rank("--coinr", *files, "--xlsx", tmp_path / "out.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "out.xlsx"):
        assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    database = openpyxl.load_workbook(tmp_path / "out.xlsx")["Database"]
    assert database["B17"].value == name
    assert database["B17"].quotePrefix
    same(first, rank("--coin-tool", tmp_path / "out.xlsx"))


def test_sheets_are_where_the_coin_tool_has_them(own: Any, tmp_path: Path) -> None:
    rank("--coinr", *own(), "--xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    database = book["Database"]
    assert [database.cell(row, 6).value for row in (7, 8, 11, 13, 15, 16)] == [
        3, 1, "Index", "p.00", "Trains a day", "Trains",
    ]  # fmt: skip
    assert [database.cell(17, column).value for column in (2, 3, 5)] == ["Avalon", "AV", 10]
    assert database.cell(19, 7).value == "n/a"
    framework = [[cell.value for cell in row] for row in book["Framework"].iter_rows(min_row=4, min_col=3, max_col=8)]
    assert framework[0] == ["Code", None, "Weight", None, None, "Dimension/indicator"]
    assert {(row[0], row[2], row[5]) for row in framework[1:]} == {
        ("Index", 1, "Good living"), ("sp.Move", 2, "Moving about"), ("sp.Clean", 1, "Clean air"),
    }  # fmt: skip
    assert [cell.value for cell in book["Scores"][2]][:4] == [1, "DO", "Dor", pytest.approx(100)]


def changed(path: Path, sheet: str, cell: str, value: object) -> Path:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "said"),
    [("Database", "E18", "many", "Ind.01 holds the text 'many'"), ("Database", "C18", None, "uCode is missing"),
     ("Database", "C18", "AV", "AV stands twice"), ("Database", "F8", 0, "the Direction of Ind.02 is 0"),
     ("Database", "F7", None, "the Weight of Ind.02 is missing"), ("Database", "F16", "Ind.01", "two columns are"),
     ("Framework", "E6", -1, "the Weight of p.01 is -1"), ("Framework", "C6", "p.09", "the pillar 'p.01' has no row"),
     ("Framework", "H4", "Name", "no column is called 'Dimension/indicator'"),
     ("Database", "E18", "=1+1", "the formula in E18 has no result")],
)  # fmt: skip
def test_a_bad_cell_is_one_error_with_its_place(
    tmp_path: Path, sheet: str, cell: str, value: object, said: str
) -> None:
    tool = changed(as_the_coin_tool_has_it(tmp_path / "tool.xlsx"), sheet, cell, value)
    err = refused("--coin-tool", tool)
    assert said in err
    assert str(tool) in err


def test_what_is_no_workbook_or_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = tmp_path / "plain.xlsx"
    plain.write_text("uCode,Roads\n", encoding="utf-8")
    assert "not a readable workbook" in refused("--coin-tool", plain)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    bomb = tmp_path / "bomb.xlsx"
    bomb.write_bytes(packed.getvalue())
    assert bomb.stat().st_size < 1_000_000
    assert "the workbook unpacks to 200,000,000 bytes" in refused("--coin-tool", bomb)
    tool = as_the_coin_tool_has_it(tmp_path / "tool.xlsx")
    monkeypatch.setattr("theodolite.index.own.workbook.MOST_ROWS", 10)
    assert "has more than 10 rows" in refused("--coin-tool", tool)


def test_a_sheet_that_is_not_there_is_named(own: Any, tmp_path: Path) -> None:
    rank("--coinr", *own(), "--xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    del book["Framework"]
    book.save(tmp_path / "out.xlsx")
    assert "no sheet is called 'Framework'" in refused("--coin-tool", tmp_path / "out.xlsx")


def test_own_data_are_named_once(own: Any, tmp_path: Path) -> None:
    assert "own data are named twice" in refused("--coinr", *own(), "--coin-tool", tmp_path / "x.xlsx")


def test_a_workbook_that_cannot_be_written_is_told(own: Any, tmp_path: Path) -> None:
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    assert "cannot write" in refused("--coinr", *own(), "--xlsx", folder)


def test_a_workbook_never_stands_over_what_is_read_nor_where_nobody_looks(own: Any, tmp_path: Path) -> None:
    data, meta = own()
    before = [path.read_bytes() for path in (data, meta)]
    for read in (data, meta, tmp_path / "." / "iData.csv"):
        assert "is read: it would be overwritten" in refused("--coinr", data, meta, "--xlsx", read)
    assert "is no name of a workbook" in refused("--coinr", data, meta, "--xlsx", tmp_path / "out.txt")
    assert "there is no folder" in refused("--coinr", data, meta, "--xlsx", tmp_path / "new" / "out.xlsx")
    assert [path.read_bytes() for path in (data, meta)] == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["iData.csv", "iMeta.csv"]
    book = tmp_path / "book.xlsx"
    rank("--coinr", data, meta, "--xlsx", book)
    held = book.read_bytes()
    assert "is read: it would be overwritten" in refused("--coin-tool", book, "--xlsx", book)
    assert book.read_bytes() == held


@pytest.mark.parametrize("name", ["sp.x", "p.01", "si.Clean", "x.y", "Clean air & water"])
def test_whatever_a_pillar_is_called_it_comes_back(own: Any, tmp_path: Path, name: str) -> None:
    data, meta = own()
    meta.write_text(meta.read_text(encoding="utf-8").replace(",Clean,", f",{name},"), encoding="utf-8")
    first = rank("--coinr", data, meta, "--xlsx", tmp_path / "out.xlsx")
    assert list(first["scores"][0]["pillars"]) == ["Move", name]
    same(first, rank("--coin-tool", tmp_path / "out.xlsx"))


def test_branches_of_different_depth_come_back_to_the_same_index(tmp_path: Path) -> None:
    """A lens of ours may hold indicators and pillars side by side; a mean of one is itself."""
    lens = tmp_path / "uneven.yaml"
    lens.write_text(UNEVEN, encoding="utf-8")
    first = rank(lens, "--xlsx", tmp_path / "out.xlsx")
    second = rank(lens, "--coin-tool", tmp_path / "out.xlsx")
    assert len(first["scores"]) == len(second["scores"]) > 20
    found = {row["entity"]: row["score"] for row in second["scores"]}
    assert {row["entity"]: row["score"] for row in first["scores"]} == pytest.approx(found, abs=1e-12)


def test_more_levels_than_the_coin_tool_has_are_refused_before_anything_is_written(own: Any, tmp_path: Path) -> None:
    data, meta = own()
    text = (
        meta.read_text(encoding="utf-8").replace(",,Index,Aggregate", ",,Above,Aggregate").replace("3,Index", "6,Index")
    )
    above = "3,Above,A,1,1,,,Upper,Aggregate\n4,Upper,B,1,1,,,Top,Aggregate\n5,Top,C,1,1,,,Index,Aggregate\n"
    meta.write_text(text.replace("6,Index", above + "6,Index"), encoding="utf-8")
    assert len(rank("--coinr", data, meta)["scores"]) == 4
    err = refused("--coinr", data, meta, "--xlsx", tmp_path / "out.xlsx")
    assert "has 4 levels of pillars" in err
    assert not (tmp_path / "out.xlsx").exists()
