"""`reach` from a shell: moves for a rank, weights for a tie, own data, and what a wrong word gets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["reach", *words])
    return done.exit_code, done.stdout, done.stderr


def test_the_moves_for_a_rank_as_json() -> None:
    code, out, _ = run("India", "--rank", "5", "--lens", "powers", "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["entity"], told["lens"], told["asked"], told["possible"]) == ("IND", "powers", 5, True)
    assert told["rank"] > 5
    assert told["reached"] == pytest.approx(told["target"], abs=1e-9)
    assert told["years"] == pytest.approx(sum(move["years_at_peer_pace"] for move in told["moves"]))
    for move in told["moves"]:
        assert set(move) >= {"indicator", "from", "to", "years_at_peer_pace"}
        first, last = (move["pace"][end]["value"] for end in ("first", "last"))
        assert move["pace"]["per_year"] == pytest.approx((last - first) / move["pace"]["years"])
        assert move["to"] == pytest.approx(move["from"] + move["years_at_peer_pace"] * move["pace"]["per_year"])
    assert len(told["levers"]) == 5
    assert {row["reason"] for row in told["unmoved"]} == {
        "its own figure is not known",
        "no peer at or above its level has figures 5 years apart",
    }
    assert told["by_weights"]["best"]["rank"] <= told["rank"] <= told["by_weights"]["worst"]["rank"]
    assert told["by_weights"]["region"] == "each within 25% of itself"


def test_the_weights_for_a_tie_as_json() -> None:
    code, out, _ = run("CHN", "--over", "USA", "--lens", "powers", "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["a"], told["b"], told["ahead"], told["possible"]) == ("CHN", "USA", "USA", True)
    moved = sum(abs(told["weights"][name] - told["given"][name]) for name in told["given"]) / 2
    assert moved == pytest.approx(told["least_weight_change"], abs=1e-12)
    tie = sum(told["weights"][name] * told["differences"][name] for name in told["given"])
    assert tie == pytest.approx(0, abs=1e-9)


def test_a_tie_that_no_weights_give_is_an_answer_too() -> None:
    code, out, _ = run("CHN", "--over", "USA", "--lens", "powers", "--within", "25%", "--json")
    told = json.loads(out)
    assert (code, told["possible"], told["least_weight_change"], told["weights"]) == (0, False, None, {})
    assert told["farthest"] < 0
    assert told["why"].startswith("under each within 25% of itself, China stays behind by at least")


def test_it_is_told_in_plain_words() -> None:
    _, out, _ = run("Germany", "--rank", "2", "--lens", "powers")
    assert "Germany, at rank 3 through the lens 'AI powers', would reach rank 2 with" in out
    assert "at the pace of" in out
    assert "not moved, its own figure is not known: Largest known training run" in out
    assert "can rank from 3 to 4 by the weights of the pillars (each within 25% of itself): proven." in out
    _, out, _ = run("Germany", "--over", "China", "--lens", "powers", "--level", "compute")
    assert "China is ahead of Germany" in out
    assert "Germany ahead by" in out


def test_own_data_without_a_panel_have_weights_to_move_and_no_paces(shared: Path) -> None:
    own = [str(shared / "golden/coinr/data" / name) for name in ("ASEM_iData.csv", "ASEM_iMeta.csv")]
    code, out, _ = run("AUT", "--rank", "1", "--coinr", *own, "--json")
    told = json.loads(out)
    assert (code, told["possible"], told["moves"], told["levers"]) == (0, False, [], [])
    assert told["best_rank"] == told["rank"]
    assert told["still"] == "the data have one period"
    _, out, _ = run("AUT", "--rank", "1", "--coinr", *own)
    first, *rest = out.split("\n", maxsplit=1)
    assert first.endswith("no movement to rank 1 can be told: the data have one period.")
    assert "not moved" not in rest[0], "not a list of every indicator"
    assert "by the weights of the pillars (any weights): proven." in rest[0]
    code, out, _ = run("AUT", "--over", "BEL", "--coinr", *own, "--json")
    assert code == 0
    assert json.loads(out)["possible"] in (True, False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("CHN", "--lens", "powers"), "reach takes a rank or another economy"),
        (("CHN", "--rank", "1", "--over", "USA", "--lens", "powers"), "reach takes a rank or another economy"),
        (("CHN", "--rank", "999", "--lens", "powers"), "nobody has the rank 999"),
        (("CHN", "--over", "USA", "--within", "much", "--lens", "powers"), "'much' is not a share"),
        (("CHN", "--over", "Andorra", "--lens", "powers"), "Andorra is left out"),
        (("CHN", "--over", "USA", "--level", "comput", "--lens", "powers"), "compute"),
        (("CHN", "--over", "China", "--lens", "powers"), "CHN always ties with itself"),
        (("CHN", "--rank", "1"), "no lens is named"),
    ],
)
def test_a_wrong_word_is_one_clear_error(words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("years", ["-5", "0", "nan", "inf"])
def test_years_that_move_nothing_are_refused(years: str) -> None:
    code, out, err = run("IND", "--rank", "5", "--lens", "powers", "--years", years)
    assert (code, out) == (2, "")
    assert "years move nothing" in err
    assert "expected: years above zero" in err
