"""`coherence` from a shell: the document, the tables, own data, the files, and what makes no sense."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app


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
