"""Files that cannot be taken: one clear error each with file and line, exit 2, and nothing written."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app

PLAIN = """
steps:
  - {do: normalise, how: min-max, to: [0, 100]}
  - {do: aggregate, indicators: arithmetic, pillars: arithmetic, missing: re-weight}
"""


def rank(*words: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["rank", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


DATA = {
    "27 a code that is missing": (",CA,", ",,", "iData.csv:4", "uCode is missing"),
    "28 an entity that stands twice": ("Dor,DO", "Dor,AV", "iData.csv:5", "AV stands twice"),
    "28 text in numbers": ("10,1,5", "ten,1,5", "iData.csv:2", "Roads holds the text 'ten'"),
    "28 a number with separators": ("20,3,4", '"20,5",3,4', "iData.csv:3", "Roads holds the text '20,5'"),
    "28 a number that only a program reads": ("30,2", "3_0,2", "iData.csv:4", "Roads holds the text '3_0'"),
    "10 an infinite figure": ("10,1,5", "Inf,1,5", "iData.csv:2", "Roads is Inf"),
    "10 a figure beyond numbers": ("10,1,5", "1e999,1,5", "iData.csv:2", "Roads is 1e999"),
    "28 a column that iMeta does not have": ("Roads,", "Raods,", "iData.csv:1", "the column Raods is not described"),
    "28 two columns of one name": ("Trains,", "Roads,", "iData.csv:1", "two columns are called 'Roads'"),
    "28 a column without a name": ("Trains,", ",", "iData.csv:1", "column 6 has no name"),
    "27 no column of codes": ("uCode", "Code", "iData.csv:1", "the column uCode is missing"),
    "a row that is too long": ("40,5,1", "40,5,1,7", "iData.csv:5", "8 cells under 7 column names"),
    "a quote that never ends": ("Camelot", '"Camelot', "iData.csv:4", "malformed CSV"),
}
META = {
    "23 a negative weight": ("Trains a day,1,3", "Trains a day,1,-3", "iMeta.csv:3", "the Weight of Trains is -3"),
    "28 a code that stands twice": ("1,Trains", "1,Roads", "iMeta.csv:3", "the code Roads stands twice"),
    "28 an unknown parent": (",Move,Ind", ",Mvoe,Ind", "iMeta.csv:2", "the Parent of Roads is 'Mvoe'"),
    "28 a parent that is no aggregate": ("Pop,Move", "Pop,Waste", "iMeta.csv:2", "whose Type is Indicator"),
    "28 a level that is skipped": ("tonnes,,Clean", "tonnes,,Index", "iMeta.csv:4", "has a Parent of Level 3"),
    "28 a cycle": ("3,Index,Good living,1,1,,,,", "3,Index,Good living,1,1,,,Move,", "iMeta.csv:7", "in a cycle"),
    "28 a Direction of 0": ("Waste burnt,-1", "Waste burnt,0", "iMeta.csv:4", "the Direction of Waste is 0"),
    "28 a Direction that is missing": ("built,1,1", "built,,1", "iMeta.csv:2", "the Direction of Roads is missing"),
    "28 a Weight that is missing": ("built,1,1", "built,1,NA", "iMeta.csv:2", "the Weight of Roads is missing"),
    "28 text in numbers": ("built,1,1", "built,1,one", "iMeta.csv:2", "Weight holds the text 'one'"),
    "28 a row that iData does not have": ("1,Trains", "1,Trams", "iData.csv:1", "the column Trains is not described"),
    "29 an indicator without a parent": ("Pop,Move", "Pop,", "iMeta.csv:2", "the indicator Roads has no Parent"),
    "27 a code that is missing": ("1,Waste", "1,", "iMeta.csv:4", "iCode is missing"),
    "an unknown type": (",Indicator\n2", ",Indicater\n2", "iMeta.csv:4", "the Type of Waste is 'Indicater'"),
    "a level that is none": ("2,Move", "2.5,Move", "iMeta.csv", "Level"),
    "two roots": (",,Index,Aggregate\n3", ",,,Aggregate\n3", "iMeta.csv:6", "the aggregate Clean has no Parent"),
    "an aggregate that holds nothing": (
        "3,Index", "2,Empty,E,1,1,,,Index,Aggregate\n3,Index", "iMeta.csv:7", "the aggregate Empty holds nothing",
    ),
    "an unknown denominator": ("km,Pop", "km,Pup", "iMeta.csv:2", "the Denominator of Roads is 'Pup'"),
    "no column of weights": ("Weight", "Wieght", "iMeta.csv:1", "the column Weight is missing"),
}  # fmt: skip
CASES = [("data", *case) for case in DATA.items()] + [("meta", *case) for case in META.items()]


@pytest.mark.parametrize(("which", "name", "case"), CASES, ids=[f"{which}: {name}" for which, name, _ in CASES])
def test_a_bad_file_is_one_error_with_its_line(
    own: Any, tmp_path: Path, which: str, name: str, case: tuple[str, str, str, str]
) -> None:
    old, new, where, what = case
    files = own(**{which: (old, new)})
    code, out, err = rank("--coinr", *files, "--xlsx", tmp_path / "out.xlsx")
    assert (code, out) == (2, ""), name
    assert what in err
    assert f"{tmp_path}/{where}" in err
    assert "Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["iData.csv", "iMeta.csv"]


def test_6_an_indicator_without_any_figure_is_refused_when_it_is_loaded(own: Any) -> None:
    data, meta = own()
    text = data.read_text(encoding="utf-8")
    for row in (",5\n", ",4\n", ",1\n"):
        text = text.replace(row, ",\n")
    data.write_text(text, encoding="utf-8")
    code, _, err = rank("--coinr", data, meta)
    assert code == 2
    assert "the column Waste holds no figure" in err
    assert "iData.csv:1" in err


def test_25_weights_of_one_pillar_that_are_all_0_are_refused_and_one_of_them_may_be(own: Any) -> None:
    code, _, err = rank("--coinr", *own(meta=("Waste burnt,-1,1", "Waste burnt,-1,0")))
    assert code == 2
    assert "iMeta.csv:6" in err
    assert "all weights in Clean are 0" in err
    code, out, _ = rank("--coinr", *own(meta=("Trains a day,1,3", "Trains a day,1,0")), "--json")
    scores = {row["entity"]: row["pillars"]["Move"] for row in json.loads(out)["scores"]}
    assert (code, scores) == (0, pytest.approx({"AV": 0, "BR": 100 / 3, "CA": 200 / 3, "DO": 100}))


def test_a_pillar_that_has_the_name_of_a_column_is_refused(own: Any) -> None:
    data, meta = own()
    meta.write_text(meta.read_text(encoding="utf-8").replace("Move", "score"), encoding="utf-8")
    code, _, err = rank("--coinr", data, meta)
    assert code == 2
    assert "no part of an index can be called 'score'" in err
    assert "iMeta.csv:5" in err


def test_27_namibia_is_not_missing_and_a_missing_figure_written_na_is(own: Any) -> None:
    data, meta = own(data=("Avalon,AV", "Namibia,NA"))
    data.write_text(data.read_text(encoding="utf-8").replace("5,30,2,\n", "5,30,2,NA\n"), encoding="utf-8")
    code, out, err = rank("--coinr", data, meta, "--json")
    assert (code, err) == (0, "")
    scores = {row["entity"]: row for row in json.loads(out)["scores"]}
    assert set(scores) == {"NA", "BR", "CA", "DO"}
    assert scores["CA"]["pillars"]["Clean"] is None


def test_a_unit_may_have_a_space_in_its_code(own: Any) -> None:
    code, out, _ = rank("--coinr", *own(data=(",AV,", ",Old Avalon,")), "--json")
    assert code == 0
    assert "Old Avalon" in {row["entity"] for row in json.loads(out)["scores"]}


@pytest.mark.parametrize("left", [1, 2])
def test_30_one_or_two_units_are_too_few(own: Any, left: int) -> None:
    data, meta = own()
    lines = data.read_text(encoding="utf-8").splitlines()
    data.write_text("\n".join(lines[: left + 1]), encoding="utf-8")
    code, out, err = rank("--coinr", data, meta)
    assert (code, out) == (2, "")
    assert f"{left} entities are left: too few to rank" in err


def test_31_screening_that_leaves_nobody_is_refused(own: Any, tmp_path: Path) -> None:
    lens = tmp_path / "lens.yaml"
    lens.write_text(PLAIN.replace("steps:", "steps:\n  - {do: screen, have-at-least: 1}"), encoding="utf-8")
    data, meta = own()
    lines = data.read_text(encoding="utf-8").replace("10,1,5", "10,1,").replace("20,3,4", "20,,4")
    data.write_text(lines.replace("40,5,1", ",5,1"), encoding="utf-8")
    code, _, err = rank("--coinr", data, meta, lens)
    assert code == 2
    assert "screening leaves none of 4 entities" in err


def test_32_a_unit_without_any_figure_is_listed(own: Any) -> None:
    code, out, _ = rank("--coinr", *own(data=("5,30,2,", "5,,,")), "--json")
    assert code == 0
    assert json.loads(out)["excluded"] == [{"entity": "CA", "reason": "no figure of any indicator"}]


def test_1_a_constant_column_is_refused_by_name(own: Any) -> None:
    data, meta = own()
    text = data.read_text(encoding="utf-8")
    for row in ("2,10,1", "4,20,3", "5,30,2", "10,40,5"):
        text = text.replace(row, row.rpartition(",")[0] + ",7")
    data.write_text(text, encoding="utf-8")
    code, _, err = rank("--coinr", data, meta)
    assert code == 2
    assert "the indicator Trains is constant: 7 for all 4 entities" in err


def test_a_constant_column_without_weight_stops_nothing(own: Any, tmp_path: Path) -> None:
    """Without the trains Move is the roads: Brasil 100/3 of them and 25 of waste, so (2 · 100/3 + 25)/3 = 30.56."""
    data, meta = own(meta=("Trains a day,1,3", "Trains a day,1,0"))
    text = data.read_text(encoding="utf-8")
    for row in ("2,10,1", "4,20,3", "5,30,2", "10,40,5"):
        text = text.replace(row, row.rpartition(",")[0] + ",7")
    data.write_text(text, encoding="utf-8")
    treated = tmp_path / "treated.yaml"
    treated.write_text(PLAIN.replace("steps:", "steps:\n  - {do: treat, how: winsorise}"), encoding="utf-8")
    for words in ((), (treated,)):
        code, out, err = rank(*words, "--coinr", data, meta, "--json")
        assert code == 0, err
        found = {row["entity"]: (round(row["score"], 2), row["coverage"]) for row in json.loads(out)["scores"]}
        assert found["BR"] == (30.56, 1.0)
        assert [f["indicator"] for f in json.loads(out)["flags"] if f["kind"] == "constant"] == ["Trains"]


def test_a_misspelt_heading_is_to_be_renamed(own: Any) -> None:
    code, _, err = rank("--coinr", *own(meta=("Parent", "Parnet")))
    assert code == 2
    assert "the column Parent is missing" in err
    assert "expected: you have 'Parnet': rename it Parent\n" in err


def test_the_row_numbers_that_r_writes_are_passed_over(own: Any) -> None:
    files = own()
    plain = json.loads(rank("--coinr", *files, "--json")[1])["scores"]
    for path in files:
        first, *rest = path.read_text(encoding="utf-8").splitlines()
        path.write_text(
            "\n".join(['"",' + first, *(f'"{n}",{row}' for n, row in enumerate(rest, 1))]), encoding="utf-8"
        )
    code, out, err = rank("--coinr", *files, "--json")
    assert code == 0, err
    assert json.loads(out)["scores"] == plain
    text = files[0].read_text(encoding="utf-8")
    files[0].write_text(text.replace('"4",', '"7",'), encoding="utf-8")
    assert "row.names = FALSE" in rank("--coinr", *files)[2]


def test_advice_fits_data_without_a_lens(own: Any) -> None:
    data, meta = own()
    lines = data.read_text(encoding="utf-8").splitlines(keepends=True)
    data.write_text("".join(lines[:3]), encoding="utf-8")
    code, _, err = rank("--coinr", data, meta)
    assert (code, "try:      bring in more entities" in err) == (2, True)
    data.write_text("".join(lines).replace("5,30,2,", "5,,,").replace("10,40,5,1", "10,,,"), encoding="utf-8")
    code, _, err = rank("--coinr", data, meta)
    assert (code, "widen what leaves the others out: 2 no figure of any indicator" in err) == (2, True)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "the table is empty"), (b"uCode,Roads\n", "a header and no rows"), (b"\xff\xfeu\x00", "is not UTF-8"),
     (b"uCode,uCode\nA,B\n", "two columns are called 'uCode'"), (b"PK\x03\x04\x14\x00\xff", "is not UTF-8")],
)  # fmt: skip
def test_what_is_no_table_is_told(own: Any, content: bytes, said: str) -> None:
    data, meta = own()
    data.write_bytes(content)
    code, _, err = rank("--coinr", data, meta)
    assert code == 2
    assert said in err
    assert str(data) in err


def test_a_file_that_is_not_there_is_told(own: Any, tmp_path: Path) -> None:
    data, _ = own()
    code, _, err = rank("--coinr", data, tmp_path / "none.csv")
    assert code == 2
    assert "the file cannot be read: No such file or directory" in err


def test_a_time_that_is_no_period_and_a_unit_twice_in_one_year(own: Any) -> None:
    data, meta = own()
    rows = data.read_text(encoding="utf-8").splitlines()
    timed = [rows[0] + ",Time", *(f"{row},2020" for row in rows[1:]), *(f"{row},2021" for row in rows[1:])]
    data.write_text("\n".join([*timed[:-1], rows[-1] + ",lately"]), encoding="utf-8")
    code, _, err = rank("--coinr", data, meta)
    assert code == 2
    assert "iData.csv:9" in err
    assert "'lately' is not a period" in err
    data.write_text("\n".join([*timed[:-1], rows[-1] + ",2020"]), encoding="utf-8")
    code, _, err = rank("--coinr", data, meta)
    assert code == 2
    assert "DO stands twice in 2020" in err


def test_a_lens_that_divides_data_without_denominators_is_refused(own: Any, tmp_path: Path) -> None:
    lens = tmp_path / "lens.yaml"
    lens.write_text(PLAIN.replace("steps:", "steps:\n  - {do: denominate, by: own}"), encoding="utf-8")
    data, meta = own()
    meta.write_text(meta.read_text(encoding="utf-8").replace(",Pop,", ",,").replace(",,People", ",Pop,People"))
    code, _, err = rank("--coinr", data, meta, lens)
    assert code == 2
    assert "the lens divides, and no indicator has a Denominator" in err


def test_9_a_denominator_of_zero_names_the_unit(own: Any, tmp_path: Path) -> None:
    lens = tmp_path / "lens.yaml"
    lens.write_text(PLAIN.replace("steps:", "steps:\n  - {do: denominate, by: own}"), encoding="utf-8")
    code, _, err = rank("--coinr", *own(data=("west,4", "west,0")), lens)
    assert code == 2
    assert "the Pop of BR is not above zero" in err


def test_a_name_cannot_steer_a_terminal_or_a_page(own: Any, tmp_path: Path) -> None:
    files = own(data=("Dor,DO", "<script>alert(1)</script>\x1b[31m\u202eDor,DO"))
    code, out, _ = rank("--coinr", *files)
    assert code == 0
    assert "\x1b" not in out
    assert "\u202e" not in out
    words = ["assess", "DO", "--against", "AV", "--coinr", *map(str, files), "--out", str(tmp_path / "out")]
    assert CliRunner().invoke(app, words).exit_code == 0
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("seed", range(4))
def test_files_with_cells_changed_at_random_are_ranked_or_refused_and_nothing_else(own: Any, seed: int) -> None:
    pieces = [
        ",",
        '"',
        "\n",
        "NA",
        "-1",
        "0",
        "1e400",
        "nan",
        "Index",
        "Move",
        ";",
        "AV",
        "1e308",
        "",
        "score",
        "/",
        "3",
    ]
    data, meta = own()
    texts, chance = [path.read_text(encoding="utf-8") for path in (data, meta)], random.Random(seed)
    ended: set[int] = set()
    for _ in range(25):
        for path, text in zip((data, meta), texts, strict=True):
            for _ in range(chance.randint(0, 2)):
                at = chance.randrange(len(text))
                text = text[:at] + chance.choice(pieces) + text[at + chance.randint(0, 4) :]
            path.write_text(text, encoding="utf-8")
        code, out, err = rank("--coinr", data, meta, "--json")
        ended.add(code)
        assert (code == 0) == bool(out), err
    assert ended == {0, 2}


@pytest.mark.parametrize("code", ["rank", "coverage"])
def test_an_indicator_that_has_the_name_of_a_column_of_a_ranking_is_refused(own: Any, code: str) -> None:
    data, meta = own()
    for path in (data, meta):
        path.write_text(path.read_text(encoding="utf-8").replace("Roads", code), encoding="utf-8")
    exit_code, _, err = rank("--coinr", data, meta)
    assert exit_code == 2
    assert f"no part of an index can be called {code!r}" in err
    assert "iMeta.csv:2" in err
