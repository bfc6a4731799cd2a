"""`assess` from a shell: the report, the JSON, the summary, and what a wrong name or folder gets."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import theodolite
from theodolite.cli.main import app


def run(*words: object) -> Result:
    """`theodolite assess` with `words`."""
    return CliRunner().invoke(app, ["assess", *map(str, words)])


def test_assess_writes_a_report_that_holds_the_finding(tmp_path: Path) -> None:
    done = run("China", "--against", "USA", "--out", tmp_path, "--json")
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    assert document["entity"] == "CHN"
    assert document["against"] == ["USA"]
    assert document == json.loads((tmp_path / "assessment.json").read_text(encoding="utf-8"))
    assert done.stdout == (tmp_path / "assessment.json").read_text(encoding="utf-8")
    assert all((tmp_path / name).is_file() for name in document["files"])
    assert document["answers"][0]["finding"] in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert len(document["answers"]) >= 4
    assert document["evidence_hash"].startswith("sha256:")


@pytest.mark.parametrize("entity", ["SGP", "IND", "CHE"])
def test_every_country_works_the_same_way(tmp_path: Path, entity: str) -> None:
    done = run(entity, "--against", "USA", "--out", tmp_path, "--lens", "powers", "--lens", "intensity")
    assert done.exit_code == 0, done.output
    words = " ".join(done.stdout.split())
    assert "Lens" in words
    assert "Oldest figure in use" in words
    assert "Where do sources conflict?" in words


def test_an_economy_that_every_lens_leaves_out_is_told_why(tmp_path: Path) -> None:
    done = run("Monaco", "--against", "USA", "--out", tmp_path, "--lens", "powers")
    assert done.exit_code == 0, done.output
    assert "not ranked" in done.stdout
    assert "too small" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_an_unknown_country_gets_its_nearest_name(tmp_path: Path) -> None:
    done = run("Chnia", "--against", "USA", "--out", tmp_path / "new")
    assert done.exit_code == 2
    assert "China (CHN)" in done.stderr
    assert not (tmp_path / "new").exists()


def test_an_unknown_lens_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    done = run("CHN", "--against", "USA", "--lens", "pwoers", "--out", tmp_path / "new")
    assert done.exit_code == 2
    assert "powers" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_group_of_economies_is_refused(tmp_path: Path) -> None:
    done = run("European Union", "--against", "USA", "--out", tmp_path)
    assert done.exit_code == 2
    assert "group" in done.stderr


def test_a_folder_that_cannot_be_written_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run("CHN", "--against", "USA", "--lens", "powers", "--out", tmp_path / "file")
    assert done.exit_code == 2
    assert done.stderr.startswith("error: cannot write")
    assert "name another folder" in done.stderr


def test_what_was_known_on_an_earlier_day(tmp_path: Path) -> None:
    done = run("CHN", "--against", "USA", "--out", tmp_path, "--lens", "powers", "--as-of", "1999-01-01")
    assert done.exit_code == 2
    assert "no figure" in done.stderr


def test_a_report_without_some_lenses_is_done_but_says_so_with_its_exit_code(tmp_path: Path) -> None:
    done = run("CHN", "--against", "USA", "--as-of", "2026-06-10", "--out", tmp_path)
    assert done.exit_code == 1
    assert "Lens left out" in done.stdout
    assert "published from 2026-07-15 on" in " ".join(done.stdout.split())


def test_two_lenses_of_one_name_are_refused(tmp_path: Path) -> None:
    own = tmp_path / "powers.yaml"
    shipped = Path(theodolite.__file__).parent / "catalog" / "lenses" / "powers.yaml"
    own.write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("CHN", "--against", "USA", "--lens", "powers", "--lens", own, "--out", tmp_path / "out")
    assert (done.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "two lenses have the id 'powers'" in done.stderr


def test_a_report_on_own_data_names_them_in_its_commands_and_asks_only_what_they_answer(tmp_path: Path) -> None:
    data, meta, steps = tmp_path / "my data.csv", tmp_path / "meta.csv", tmp_path / "steps.yaml"
    data.write_text("uCode,uName,Time,a,b\nAA,Alpha,2020,1,2\nBB,Beta,2020,2,1\nCC,Gamma,2020,3,5\n", encoding="utf-8")
    meta.write_text(
        "Level,iCode,iName,Direction,Weight,Parent,Type\n1,a,First,1,1,sust,Indicator\n1,b,Second,1,1,conn,Indicator\n"
        "2,sust,Staying Power,1,1,x,Aggregate\n2,conn,Links to ASEM,1,1,x,Aggregate\n3,x,Liveliness,1,1,,Aggregate\n",
        encoding="utf-8",
    )
    steps.write_text(
        "steps: [{do: normalise, how: rank}, {do: aggregate, indicators: arithmetic, pillars: arithmetic}]"
    )
    own = ("--coinr", data, meta)
    assert run("BB", "--against", "CC", *own, "--lens", steps, "--out", tmp_path / "out").exit_code == 0
    page = (tmp_path / "out/report.html").read_text(encoding="utf-8")
    text = " ".join(re.sub(r"<[^>]+>", "", page).split())
    remade = f"theodolite assess BB --against CC --coinr &#39;{data}&#39; {meta} --lens {steps} --out out"
    assert remade in text
    assert f"--coinr &#39;{data}&#39; {meta} --lens my-lens.yaml" in text
    assert "One lens alone" not in text
    assert "artificial intelligence" not in text
    assert "Theodolite assessment · Liveliness · evidence" in text
    assert "Does use keep pace" not in text
    assert "Staying Power" in text
    assert "Links to ASEM (3rd)" in text
    assert "on one work" not in text, "own data are one file: that is no finding"


MEMO = """# Power and machines

Date: 18 June 2024

By 2026 China's data centres will take nearly 6% of its electricity demand.

In 2022 China installed 290,144 industrial robots. Kenya has 214 of them.
"""


def test_documents_are_asked_what_they_claim_and_whether_it_holds(tmp_path: Path) -> None:
    memo, broken = tmp_path / "memo.md", tmp_path / "broken.pdf"
    memo.write_text(MEMO, encoding="utf-8")
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    words = ("China", "--against", "USA", "--lens", "powers", "--read", memo, "--out", tmp_path / "out")
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    (one,) = document["read"]
    assert (one["title"], one["date"], one["date_known"]) == (
        "Power and machines",
        "2024-06-18",
        "the memo's line Date:",
    )
    (found,) = [one for one in document["answers"] if one["question"].startswith("What do these documents claim")]
    assert found["finding"] == (
        "One document makes two claims about China and the United States; of the two that the evidence base can check, "
        "one is confirmed and one is contradicted."
    )
    assert {"iea/electricity-2024-01", "ifr/world-robotics-2024-09"} <= set(found["sources"])
    assert "tables/document-claims.csv" in document["files"]
    assert "figures/document-claims-marks.svg" in document["files"]
    again = run(*words, "--read", broken)
    assert (again.exit_code, "not read: " in again.stderr) == (1, True)
    assert "What do these documents claim, and does it hold?" in " ".join(again.stdout.split())


def test_documents_do_not_go_with_data_of_ones_own(tmp_path: Path) -> None:
    done = run("AUT", "--against", "BEL", "--read", "memo.md", "--coinr", "a.csv", "b.csv", "--out", tmp_path / "out")
    assert (done.exit_code, "documents are not held against data of your own" in done.stderr) == (2, True)
