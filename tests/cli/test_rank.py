"""`rank` from a shell: the JSON of the design, the table, and what a missing or mistyped lens gets."""

from __future__ import annotations

import json
import re
from pathlib import Path

from typer.testing import CliRunner

from theodolite.cli.main import app
from theodolite.core.catalog import SHIPPED


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["rank", *words])
    return done.exit_code, done.stdout, done.stderr


def test_the_document_holds_scores_exclusions_and_spans() -> None:
    code, out, _ = run("powers", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["lens"] == "powers"
    first = document["scores"][0]
    assert (first["entity"], first["rank"], first["coverage"]) == ("USA", 1, 1.0)
    assert set(first) == {"entity", "score", "rank", "pillars", "coverage", "oldest_period", "leave_one_out", "span"}
    assert set(first["pillars"]) == {"research", "talent", "models", "compute", "industry", "energy", "open-source"}
    assert first["span"]["best"] == 1
    for row in document["scores"]:
        assert row["leave_one_out"]["best"] <= row["rank"] <= row["leave_one_out"]["worst"]
    assert first["leave_one_out"] == {"best": 1, "worst": 1, "indicator": None}
    assert first["span"]["lenses"] == len(document["span_over"]) == 6
    reasons = {row["entity"]: row["reason"] for row in document["excluded"]}
    assert reasons["AND"].startswith("too small: ")
    assert not set(reasons) & {row["entity"] for row in document["scores"]}


def test_the_same_question_gets_the_same_bytes() -> None:
    assert run("intensity", "--json") == run("intensity", "--json", "--seed", "0")


def test_top_shows_so_many_and_counts_the_rest() -> None:
    code, out, _ = run("biggest", "--top", "3")
    assert code == 0
    assert "United States" in out
    assert "… and " in out
    assert "not ranked: " in out
    assert "one out: best and worst rank with any one indicator left out" in out
    assert len(json.loads(run("biggest", "--top", "3", "--json")[1])["scores"]) == 3


def test_without_a_lens_the_lenses_are_listed_with_their_questions() -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    assert re.search(r"^    powers +Who can build frontier AI at scale\?$", err, re.MULTILINE)


def test_a_mistyped_lens_gets_the_nearest() -> None:
    code, _, err = run("pwers")
    assert code == 2
    assert "did you mean powers?" in err


def test_a_lens_may_be_a_file_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    text = (SHIPPED / "lenses/biggest.yaml").read_text(encoding="utf-8")
    own.write_text(text.replace("title: Biggest and fastest", "title: Mine"), encoding="utf-8")
    document = json.loads(run(str(own), "--json")[1])
    shipped = json.loads(run("biggest", "--json")[1])
    assert document["lens"] == "mine"
    assert [row["score"] for row in document["scores"]] == [row["score"] for row in shipped["scores"]]


def test_a_file_that_is_not_there_or_no_lens_is_one_clear_error(tmp_path: Path) -> None:
    code, _, err = run(str(tmp_path / "nothing.yaml"))
    assert code == 2
    assert "cannot be read" in err
    bad = tmp_path / "bad.yaml"
    bad.write_text("title: Bad\nqestion: Why?\n", encoding="utf-8")
    code, _, err = run(str(bad))
    assert code == 2
    assert "bad.yaml:2" in err
    assert "question" in err


def test_a_day_to_come_answers_as_no_day_does() -> None:
    assert run("powers", "--json", "--as-of", "2099-01-01") == run("powers", "--json")


def test_a_lens_that_cannot_be_computed_yet_says_from_when_on_it_can() -> None:
    """The last indicator of `diffusion` was first published on 27 May 2026, that of `powers` on 15 July."""
    code, _, err = run("powers", "--as-of", "2026-06-30")
    assert code == 2
    assert "all its indicators are published from 2026-07-15 on" in err
    document = json.loads(run("diffusion", "--json", "--as-of", "2026-06-30")[1])
    without = {row["lens"]: row["reason"] for row in document["span_without"]}
    assert "are published from 2026-07-15 on" in without["powers"]
