"""`check-claims` from a shell: verdicts with what says so, whatever they are, on a memo of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from theodolite.cli.main import app

MEMO = """# A note on power and patents

Date: 18 June 2024

By 2026 China's data centres will take nearly 6% of its electricity demand.

Inventors in Korea have just over 4,000 generative AI patents.

At least 50 firms build [bold]models[/bold] there.
"""


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    path = tmp_path / "memo.md"
    path.write_text(MEMO, encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("THEODOLITE_WORKSPACE", str(tmp_path / "space.sqlite"))
    monkeypatch.setenv("THEODOLITE_REVIEWER", "ann")
    monkeypatch.setenv("COLUMNS", "200")

    def call(*words: str, code: int = 0) -> Result:
        done = CliRunner().invoke(app, [*words])
        assert done.exit_code == code, done.output
        return done

    return call


def test_the_gravest_verdict_stands_first_with_its_figure_and_source(run: Any, memo: Path) -> None:
    said = run("check-claims", str(memo)).stdout
    assert said.index("contradicted  China, Share of electricity used by data centres") < said.index("confirmed  ")
    one_line = " ".join(said.split())
    assert "wrong entity" in one_line
    assert "it is the figure of the United States: 6 % in 2026 (iea/electricity-2024-01)" in one_line
    assert "4,155 in 2014–2023 (wipo/generative-ai-patents-2024)" in one_line
    assert "cannot be checked, 1: no indicator of the catalogue is recognised in it" in one_line
    assert "50 firms" not in one_line, "what cannot be checked is counted and not listed"


def test_all_lists_what_cannot_be_checked_and_words_of_a_document_are_not_markup(run: Any, memo: Path) -> None:
    said = " ".join(run("check-claims", str(memo), "--all").stdout.split())
    assert "cannot check" in said
    assert "[bold]models[/bold]" in said


def test_json_holds_claims_verdicts_and_observations(run: Any, memo: Path) -> None:
    document = json.loads(run("check-claims", str(memo), "--json").stdout)
    assert list(document) == ["finding", "documents", "verdicts", "left_out"]
    assert [(one["file"], one["date"]) for one in document["documents"]] == [(str(memo), "2024-06-18")]
    wrong, right, none = document["verdicts"]
    assert (wrong["verdict"], wrong["error"]) == ("contradicted", "wrong-entity")
    assert [(seen["entity"], seen["value"]) for seen in wrong["observations"]] == [("CHN", 2.7), ("USA", 6.0)]
    assert (right["verdict"], right["claim"]["entity"], right["observations"][0]["value"]) == (
        "confirmed",
        "KOR",
        4155.0,
    )
    assert (none["verdict"], none["reason"], none["observations"]) == ("cannot check", "unmapped", [])
    text = memo.read_text(encoding="utf-8")
    assert [text[one["claim"]["start"] : one["claim"]["end"]] for one in document["verdicts"]] == [
        "nearly 6%", "just over 4,000", "At least 50",
    ]  # fmt: skip


def test_the_same_document_gives_the_same_bytes_and_is_not_kept(run: Any, memo: Path, tmp_path: Path) -> None:
    assert run("check-claims", str(memo), "--json").stdout == run("check-claims", str(memo), "--json").stdout
    assert not (tmp_path / "space.sqlite").exists()


def test_what_was_not_yet_known_cannot_be_checked(run: Any, memo: Path) -> None:
    document = json.loads(run("check-claims", str(memo), "--as-of", "2024-06-20", "--json").stdout)
    assert [one["verdict"] for one in document["verdicts"]] == ["contradicted", "cannot check", "cannot check"]


def test_a_document_that_cannot_be_read_is_left_out_and_the_others_are_checked(run: Any, memo: Path) -> None:
    done = run("check-claims", str(memo), str(memo.parent / "none.md"), "--json", code=1)
    document = json.loads(done.stdout)
    assert len(document["verdicts"]) == 3
    (left,) = document["left_out"]
    assert left["file"].endswith("none.md")
    assert "none.md is not there" in done.stderr


def test_nothing_usable_is_the_users_error(run: Any, memo: Path) -> None:
    assert "there is nothing to check" in run("check-claims", code=2).stderr
    assert "is not there" in run("check-claims", str(memo.parent / "none.md"), code=2).stderr
    assert "there is no workspace" in run("check-claims", "--accepted", code=2).stderr


def test_accepted_claims_are_checked_and_confirm_nothing_of_themselves(run: Any, memo: Path) -> None:
    claims = json.loads(run("read", str(memo), "--json").stdout)["claims"]
    run("claims", "accept", claims[0]["id"])
    document = json.loads(run("check-claims", "--accepted", "--json").stdout)
    assert [(one["claim"]["id"], one["verdict"]) for one in document["verdicts"]] == [(claims[0]["id"], "contradicted")]
    assert all(not seen["source"].startswith("documents/") for seen in document["verdicts"][0]["observations"])
    both = json.loads(run("check-claims", str(memo), "--accepted", "--json").stdout)
    assert len(both["verdicts"]) == 3, "a claim that is read and accepted is checked once"
    assert list(both["documents"][0])[:3] == ["id", "file", "title"]


def test_a_claim_that_was_rejected_in_the_workspace_is_not_checked_beside_the_accepted_ones(
    run: Any, memo: Path
) -> None:
    first, second, third = (one["id"] for one in json.loads(run("read", str(memo), "--json").stdout)["claims"])
    run("claims", "accept", first)
    run("claims", "reject", second, "--reason", "a misprint")

    def checked(*words: str) -> list[str]:
        verdicts = json.loads(run("check-claims", *words, "--json").stdout)["verdicts"]
        return [one["claim"]["id"] for one in verdicts]

    assert checked(str(memo), "--accepted") == [first, third]
    assert checked("--accepted") == [first]
    assert checked(str(memo)) == [first, second, third], "without --accepted the workspace is not looked at"
