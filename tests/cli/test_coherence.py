"""`coherence` from a shell: the document, the tables, own data, the files, and what makes no sense."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app
from theodolite.core.catalog import SHIPPED


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner(env={"COLUMNS": "160"}).invoke(app, ["coherence", *words])
    return done.exit_code, done.stdout, done.stderr


def test_the_document_holds_every_table_and_the_sentence() -> None:
    code, out, _ = run("biggest", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["lens"] == "biggest"
    assert len(document["correlations"]) == 8 * 7 / 2
    assert [row["pillar"] for row in document["alphas"]] == ["models", "machines", "score"]
    assert [row["part"] for row in document["leave_one_out"]][-2:] == ["models", "machines"]
    pair = next(r for r in document["correlations"] if (r["a"], r["b"]) == ("models", "machines"))
    assert pair["n"] == document["entities"]
    assert f"over {document['entities']} economies" in document["finding"]
    assert document["without_components"] == []
    assert document["bounds"]["high"] == 0.92


def test_bounds_are_the_user_s_own() -> None:
    def flagged(*words: str) -> int:
        return sum(r["flag"] is not None for r in json.loads(run("biggest", "--json", *words)[1])["correlations"])

    assert flagged() == 0
    assert flagged("--high", "0.8") == 5
    assert flagged("--high", "0.8", "--by", "kendall") == 1


def test_a_lens_of_one_indicator_has_no_components_and_no_part_to_leave_out(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("uCode,Roads\nA,1\nB,2\nC,5\nD,4\n", encoding="utf-8")
    rows = ["Level,iCode,Direction,Weight,Parent,Type", "1,Roads,1,1,Ways,Indicator", "2,Ways,1,1,Index,Aggregate"]
    (tmp_path / "meta.csv").write_text("\n".join([*rows, "3,Index,1,1,,Aggregate", ""]), encoding="utf-8")
    own = ("--coinr", str(tmp_path / "data.csv"), str(tmp_path / "meta.csv"))
    code, out, _ = run(*own, "--json")
    document = json.loads(out)
    assert code == 0
    assert (document["components"], document["leave_one_out"]) == ([], [])
    # The one part is the score: all correlations are 1, and all of the importance is its own.
    assert [row["pearson"] for row in document["correlations"]] == pytest.approx([1.0] * 3)
    assert {row["part"]: row["importance"] for row in document["importance"]} == pytest.approx({"Roads": 1, "Ways": 1})
    code, out, _ = run(*own, "--out", str(tmp_path / "out"))
    assert code == 0
    assert "weight is not importance" in out
    assert (tmp_path / "out/components.csv").read_text(encoding="utf-8").startswith("pillar,component,eigenvalue")
    assert (tmp_path / "out/leave-one-out.csv").read_text(encoding="utf-8").startswith("part,level,mean_move")


def test_a_terminal_is_shown_the_pillars_and_what_is_flagged() -> None:
    code, out, _ = run("powers")
    assert code == 0
    for words in (
        "correlations of pillars (pearson)",
        "flagged pairs",
        "weight is not importance",
        "figures as gathered",
    ):
        assert words in out
    assert "redundant  talent/github-developers" in out


def test_own_data_in_coinr_s_form(shared: Path) -> None:
    data = shared / "golden/coinr/data"
    code, out, _ = run("--coinr", str(data / "ASEM_iData.csv"), str(data / "ASEM_iMeta.csv"), "--json")
    document = json.loads(out)
    assert code == 0
    assert document["entities"] == 51
    assert len(document["statistics"]) == 49
    flagged = {frozenset((r["a"], r["b"])): r["flag"] for r in document["correlations"] if r["flag"]}
    assert flagged[frozenset(("TBTs", "RTAs"))] == "negative"


def test_what_cannot_be_computed_is_named_and_the_exit_says_so(tmp_path: Path) -> None:
    """A constant indicator, which a scale with fixed ends lets through."""
    (tmp_path / "data.csv").write_text(
        "uCode,uName,a,b,c,d\nAUT,A,1,7,3,1\nBEL,B,2,7,1,2\nCHE,C,3,7,2,4\nDNK,D,4,7,5,3\n", encoding="utf-8"
    )
    rows = ["Level,iCode,iName,Direction,Weight,Parent,Type"]
    rows += [f"1,{code},{code},1,1,{parent},Indicator" for code, parent in zip("abcd", "PPQQ", strict=True)]
    rows += ["2,P,P,1,1,I,Aggregate", "2,Q,Q,1,1,I,Aggregate", "3,I,I,1,1,,Aggregate"]
    (tmp_path / "meta.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    lens = (SHIPPED / "lenses/biggest.yaml").read_text(encoding="utf-8")
    steps = """steps:
  - {do: normalise, how: scaled, from: [0, 10], to: [1, 100]}
  - {do: aggregate, indicators: arithmetic, pillars: arithmetic}
"""
    (tmp_path / "lens.yaml").write_text(lens[: lens.index("steps:")] + steps, encoding="utf-8")
    words = [str(tmp_path / "lens.yaml"), "--coinr", str(tmp_path / "data.csv"), str(tmp_path / "meta.csv")]
    code, out, _ = run(*words)
    assert code == 1
    assert "not in alpha of P: b (constant, or too few figures)" in out
    assert "no components of P: b is constant: 70.3 for all 4 entities" in " ".join(out.split())
    document = json.loads(run(*words, "--json")[1])
    assert [row["pillar"] for row in document["without_components"]] == ["P"]
    lost = next(r for r in document["correlations"] if (r["a"], r["b"]) == ("a", "b"))
    assert (lost["pearson"], lost["reason"]) == (None, "b is constant among the 4 entities with both")


def test_every_table_and_the_picture_are_written(tmp_path: Path) -> None:
    code, out, _ = run("biggest", "--out", str(tmp_path / "new"), "--json")
    assert code == 0
    names = {path.name for path in (tmp_path / "new").iterdir()}
    assert names == {
        "correlations.csv", "correlations.svg", "alphas.csv", "components.csv", "importance.csv", "statistics.csv",
        "availability.csv", "leave-one-out.csv",
    }  # fmt: skip
    with (tmp_path / "new/correlations.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert float(rows[0]["pearson"]) == json.loads(out)["correlations"][0]["pearson"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("biggest", "--high", "2"), "the bound high is 2"),
        (("biggest", "--by", "pearsn"), "no correlation is called 'pearsn'"),
        (("bigest",), "did you mean biggest?"),
        ((), "no lens is named"),
    ],
)
def test_what_makes_no_sense_is_the_user_s_error(words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err


def test_a_folder_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _, err = run("biggest", "--out", str(tmp_path / "file" / "below"))
    assert code == 2
    assert "cannot write" in err
