"""`theodolite lag` from the command line: its document, its table, a user's own data, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app

OWN = """entity,date,score,group
one,2024-01-01,10,red
two,2024-03-01,20,red
three,2024-09-01,30,red
slow,2024-02-01,5,blue
close,2024-05-01,10,blue
even,2024-07-01,20,blue
"""


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["lag", *words])
    return done.exit_code, done.stdout, done.stderr


def told(*words: str) -> dict[str, Any]:
    code, out, err = run(*words, "--json")
    assert code == 0, err
    return json.loads(out)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(OWN)
    return path


def test_china_behind_the_united_states_is_what_the_publisher_and_others_found() -> None:
    found = told("CHN", "USA", "--resamples", "200")
    months = {one["name"]: one["months"] for one in found["estimators"]}
    assert (found["score"], found["now"]) == ("frontier/eci", "2026-02-05")
    assert months["level-mean"] == pytest.approx(7.3, abs=0.05)
    assert months["level-km-median"] == pytest.approx(7.1, abs=0.05)
    assert months["calendar-mean"] == pytest.approx(7.8, abs=0.05)
    assert months["record-mean"] == pytest.approx(6.5, abs=0.05)
    assert found["current"] == pytest.approx(7.7, abs=0.2)
    assert found["models"] == {"follower": 33, "leader": 102}
    assert found["censored"] == 4
    assert all(one["low"] <= one["months"] <= one["high"] for one in found["estimators"])
    assert all(one["corrected"] is not None for one in found["estimators"])


def test_a_table_of_ones_own_is_compared_by_its_groups(own: Path) -> None:
    found = told("blue", "red", "--data", str(own))
    assert found["follower"] == "blue"
    assert found["current"] == pytest.approx(184 / (365.25 / 12)), "red had 20 on 1 March; now is 1 September"
    code, _, err = run("blue", "red", "--data", str(own), "--score", "eci")
    assert (code, "--score is of the evidence base" in err) == (2, True)
    assert found["censored"] == 1


def test_the_table_in_a_terminal_names_every_estimator(own: Path) -> None:
    code, out, _ = run("blue", "red", "--data", str(own))
    assert code == 0
    for name in ("level-mean", "level-km-median", "level-restricted-mean", "calendar-mean", "record-mean"):
        assert name in out
    assert "records of the leader: 3, of which 1 not reached" in out


def test_over_time_tells_what_would_have_been_said_and_scores_it(own: Path) -> None:
    past = told("blue", "red", "--data", str(own), "--over-time")["past"]
    assert past["over_time"][-1]["date"] == "2024-09-01"
    assert {one["name"] for one in past["scores"]} >= {"level-mean", "calendar-current"}


def test_a_fan_is_one_document_and_says_by_its_exit_code_that_scores_were_left_out() -> None:
    found = told("CHN", "USA", "--score", "all", "--resamples", "20")
    assert len(found["estimators"]) == 6 * len(found["scores"])
    assert found["claims"][0]["start"] <= found["claims"][0]["end"], "days are text"
    assert run("KOR", "USA", "--score", "all", "--resamples", "20")[0] == 1


def test_the_same_seed_gives_the_same_bytes(own: Path) -> None:
    words = ("blue", "red", "--data", str(own), "--seed", "5", "--json")
    assert run(*words)[1] == run(*words)[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("KOR", "USA"), "no release"),
        (("CHN", "USA", "--score", "gpqa"), "gpqa-diamond"),
        (("Alibabba", "OpenAI"), "Alibaba"),
        (("CHN", "USA", "--as-of", "yesterday"), "not a day"),
        (("CHN", "USA", "--less"), "--data"),
        (("CHN", "USA", "--score", "all", "--over-time"), "one score"),
        (("CHN", "USA", "--data", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_what_cannot_be_answered_is_one_clear_error(words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.startswith("error: ")
