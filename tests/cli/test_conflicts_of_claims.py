"""`conflicts --read` and `--claims` from a shell, on memos of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from theodolite.cli.main import app

ONE = """# Machines of the East

Date: 3 March 2024

In 2022 China installed 290,144 industrial robots. China aims to be the world leader in AI by 2030.

China is ahead in 47 of 44 technologies.
"""
TWO = """# Machines, told again

Date: 9 May 2024

In 2022 China installed 410,000 industrial robots, [bold red]it is said[/]. Beijing wants to be the leader
of the world in AI by 2030.
"""
EVIDENCE = "ifr/world-robotics-2024-09"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("THEODOLITE_WORKSPACE", str(tmp_path / "space.sqlite"))
    monkeypatch.setenv("THEODOLITE_REVIEWER", "ann")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    Path("one.md").write_text(ONE, encoding="utf-8")
    Path("two.md").write_text(TWO, encoding="utf-8")

    def call(*words: str, code: int = 0) -> Result:
        done = CliRunner().invoke(app, [*words])
        assert done.exit_code == code, done.output
        return done

    return call


READ = ("conflicts", "--read", "one.md", "--read", "two.md")


def robots(done: Result) -> dict[str, Any]:
    """The case of robots installed in China in 2022."""
    cases = json.loads(done.stdout)["conflicts"]
    return next(case for case in cases if case["key"]["indicator"] == "adoption/robots-installed")


def test_two_memos_and_the_evidence_base_are_three_sides_of_one_case(run: Any) -> None:
    case = robots(run(*READ, "--json"))
    assert list(case) == ["key", "relation", "sides", "used", "why"]
    assert (case["relation"], case["used"], case["key"]["period"]) == ("conflicts", EVIDENCE, "2022")
    assert [(side["kind"], side["value"], side["relation"]) for side in case["sides"]] == [
        ("evidence", 290144.0, None), ("claim", 410000.0, "conflicts"), ("claim", 290144.0, "agrees"),
    ]  # fmt: skip
    last = case["sides"][1]
    assert (last["file"], last["quote"][-14:], TWO[last["start"] : last["end"]]) == (
        "two.md",
        "it is said[/].",
        "410,000",
    )


def test_json_names_each_document_with_its_hash_its_date_and_how_that_is_known(run: Any) -> None:
    document = json.loads(run(*READ, "--json").stdout)
    assert list(document) == ["finding", "documents", "conflicts", "checks_finding", "checks", "left_out"]
    first = document["documents"][0]
    assert (first["file"], first["title"], first["date"]) == ("one.md", "Machines of the East", "2024-03-03")
    assert first["hash"].startswith("sha256:")
    assert first["date_known"] not in ("", "the document does not say")
    (check,) = [check for check in document["checks"] if check["outcome"] == "does not hold"]
    assert check["computed"] == "47 / 44 = 107 %"
    assert run(*READ, "--json").stdout == run(*READ, "--json").stdout


def test_a_terminal_is_told_the_sides_with_their_words_which_are_not_markup(run: Any) -> None:
    said = " ".join(run(*READ).stdout.split())
    assert "China, Industrial robots installed, 2022: conflicts; ifr/world-robotics-2024-09 is in the evidence" in said
    assert (
        "410,000 robots conflicts In 2022 China installed 410,000 industrial robots, [bold red]it is said[/]." in said
    )
    assert "(two.md, characters" in said
    assert "47 / 44 = 107 %" in said
    assert "\x1b" not in said


def test_it_is_narrowed_by_indicator_and_entity(run: Any) -> None:
    found = json.loads(run(*READ, "--entity", "Japan", "--json").stdout)
    assert (found["conflicts"], found["checks"]) == ([], [])
    found = json.loads(run(*READ, "--indicator", "adoption/robots-installed", "--json").stdout)
    assert {case["key"]["indicator"] for case in found["conflicts"]} == {"adoption/robots-installed"}
    run(*READ, "--indicator", "adoption/robots-instaled", code=2)


def test_claims_kept_in_the_workspace_are_sides_with_their_edits_and_not_those_rejected(run: Any) -> None:
    run("conflicts", "--claims", code=2)
    run("read", "one.md", "two.md")
    kept = robots(run("conflicts", "--claims", "--json"))
    assert [side["value"] for side in kept["sides"]] == [290144.0, 410000.0, 290144.0]
    wrong = kept["sides"][1]["claim"]
    run("claims", "reject", wrong, "--reason", "hearsay")
    assert [side["value"] for side in robots(run("conflicts", "--claims", "--json"))["sides"]] == [290144.0, 290144.0]
    both = robots(run("conflicts", "--claims", "--read", "two.md", "--json"))
    assert [side["value"] for side in both["sides"]] == [290144.0, 290144.0], "a rejected claim stays rejected"


def test_a_document_that_cannot_be_read_is_told_and_the_others_go_on(run: Any) -> None:
    Path("broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    done = run(*READ, "--read", "broken.pdf", "--json", code=1)
    assert [one["file"] for one in json.loads(done.stdout)["left_out"]] == ["broken.pdf"]
    assert robots(done)["relation"] == "conflicts"
    run("conflicts", "--read", "nowhere.txt", code=2)
