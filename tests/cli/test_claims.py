"""`claims` from a shell: list, review, search and export, on a file and on a server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from theodolite.cli.main import app
from theodolite.evidence.keep import keep
from theodolite.store.tables import read_observations
from theodolite.store.workspace import open_workspace


@pytest.fixture
def run(place: str, memo: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Calls `theodolite claims` as ann, on a workspace with the memo and its three claims."""
    monkeypatch.setenv("THEODOLITE_WORKSPACE", place)
    monkeypatch.setenv("THEODOLITE_REVIEWER", "ann")
    keep(open_workspace(place), memo.document, memo.claims, "ann")

    def call(*words: str, code: int = 0) -> Result:
        done = CliRunner().invoke(app, ["claims", *words])
        assert done.exit_code == code, done.output
        return done

    return call


def plain(done: Result) -> str:
    """What was printed, in one line."""
    return " ".join(done.stdout.split())


def test_claims_are_listed_with_what_they_say_their_words_and_their_state(run: Any, memo: Any) -> None:
    said = plain(run())
    assert f"{memo.papers.id} proposed China · 1,200 papers · 2023 · observed · research/ai-publications" in said
    assert "said by Institute for Made-up Figures · page 1" in said
    assert "“In 2023 China published 1,200 papers on the matter, said the Institute for Made-up Figures.”" in said
    assert "What the two built (2025-03, memo.txt)" in said
    assert said.endswith("3 claims of 1 document: 3 proposed; the log stands at line 0.")
    assert run().stdout == run().stdout


def test_json_is_one_document_with_every_field_and_no_clock_time(run: Any, memo: Any) -> None:
    run("accept", memo.papers.id, "--reason", "seen in the table")
    document = json.loads(run("--entity", "China", "--json").stdout)
    (claim,) = document["claims"]
    assert claim == {
        **memo.papers.as_dict(), "file": "memo.txt", "state": "accepted",
        "review": {"line": document["line"], "by": "ann", "reason": "seen in the table"},
    }  # fmt: skip
    assert document["finding"].startswith("1 claim of 1 document: 1 accepted")
    assert json.loads(run("--as-of", "2024-12-31", "--json").stdout)["claims"] == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["--state", "proposed"], 2),
        (["--state", "proposed", "--state", "accepted"], 3),
        (["--entity", "IND", "--modality", "projected"], 1),
        (["--indicator", "research/ai-publications"], 1),
        (["--attributed-to", "institute"], 1),
        (["--text", "private investment"], 2),
        (["--document", "memo.txt"], 3),
        (["--entity", "Chile"], 0),
    ],
)
def test_options_choose(words: list[str], count: int, run: Any, memo: Any) -> None:
    run("accept", memo.papers.id)
    assert len(json.loads(run("list", *words, "--json").stdout)["claims"]) == count


def test_reviews_are_told_with_what_they_changed_and_stay_in_the_history(run: Any, memo: Any) -> None:
    run("accept", memo.papers.id, memo.planned.id)
    edited = plain(run("edit", memo.papers.id, "--set", "value=1300", "--set", "attributed-to=", "--reason", "a slip"))
    assert "edited by ann: a slip value: 1,200 → 1,300 attributed_to: Institute for Made-up Figures → nothing" in edited
    run("reject", memo.planned.id, "--reason", "a wish")
    run("needs-source", memo.invested.id)
    lines = json.loads(run("history", memo.papers.id, memo.planned.id, "--json").stdout)["reviews"]
    assert [(line["claim"], line["state"], line["by"]) for line in lines] == [
        (memo.papers.id, "accepted", "ann"), (memo.planned.id, "accepted", "ann"), (memo.papers.id, "edited", "ann"),
        (memo.planned.id, "rejected", "ann"),
    ]  # fmt: skip
    assert lines[2]["changed"]["value"] == {"before": 1200.0, "after": 1300.0}
    assert all(line["at"].endswith("Z") for line in lines)
    assert "Nobody has reviewed it." not in run("history", memo.invested.id).stdout


def test_what_another_said_is_told_until_it_has_been_seen(run: Any, memo: Any) -> None:
    run("reject", memo.papers.id, "--reason", "no such papers", "--by", "ben")
    line = json.loads(run("--json").stdout)["line"]
    refused = run("accept", memo.papers.id, code=2)
    assert "ben has reviewed" in refused.stderr
    assert "because 'no such papers'" in refused.stderr
    assert f"--after {line}" in refused.stderr
    run("accept", memo.papers.id, "--after", str(line))
    assert [line["by"] for line in json.loads(run("history", memo.papers.id, "--json").stdout)["reviews"]] == [
        "ben", "ann",
    ]  # fmt: skip


def test_an_accepted_claim_that_is_no_observation_is_told_at_once(run: Any, memo: Any) -> None:
    done = run("edit", memo.papers.id, "--set", "unit=percent", "--set", "unit_class=percent", "--json", code=1)
    document = json.loads(done.stdout)
    assert document["left_out"] == [
        {"claim": memo.papers.id, "reason": "its unit is 'percent'",
         "expected": "'count', the unit of research/ai-publications"},
    ]  # fmt: skip
    assert document["reviews"][0]["state"] == "edited"
    assert f"no observation: {memo.papers.id}: its unit is 'percent'" in done.stderr
    run("edit", memo.papers.id, "--set", "indicator=")
    gone = run("edit", memo.papers.id, "--set", "indicator=research/ai-publication", code=2)
    assert "research/ai-publications" in gone.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["accept", "ID-1"], "did you mean ID"),
        (["accept"], "accept needs ids of claims"),
        (["accept"], "`theodolite claims` prints them"),
        (["search"], "search needs words"),
        (["reject", "ID"], "a rejection needs a reason"),
        (["edit", "ID"], "an edit needs a field"),
        (["edit", "ID", "--set", "value=lots"], "value cannot be 'lots'"),
        (["edit", "ID", "--set", "value"], "--set 'value' is no edit"),
        (["edit", "ID", "--set", "value=1", "--set", "value=2"], "value is set twice"),
        (["edit", "ID", "--set", "quote=In 2023 India published 1,200 papers"], "do not stand in the document"),
        (["edit", "ID", "--set", "page=2"], "the field 'page' is not edited"),
        (["accept", "ID", "--set", "value=5"], "accept does not take --set"),
        (["accept", "ID", "--state", "proposed"], "accept does not take --state"),
        (["list", "--reason", "x"], "list does not take --reason"),
        (["list", "ID"], "list does not take names"),
        (["--state", "acepted"], "no state is called 'acepted'"),
        (["--document", "memo.tx"], "did you mean memo.txt?"),
        (["--indicator", "research/ai-publication"], "research/ai-publications"),
        (["--as-of", "yesterday"], "not a day"),
        (["export"], "export needs a file"),
        (["export", "--observations", "o.csv", "--state", "accepted"], "of all accepted claims"),
        (["export", "--labelled", "/dev/null/below/l.jsonl"], "cannot write"),
        (["aprove", "ID"], "aprove"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(words: list[str], said: str, run: Any, memo: Any) -> None:
    done = run(*[word.replace("ID", memo.papers.id) for word in words], code=2)
    assert said.replace("ID", memo.papers.id) in done.stderr
    assert json.loads(run("--json").stdout)["line"] == 0


def test_words_are_searched_in_every_passage(run: Any) -> None:
    assert plain(run("search", "yearbook", "made-up")) == (
        "memo.txt, page 2, endnotes, character 264 Sources 1. The yearbook of made-up figures, page 12. 1 passage."
    )
    (found,) = json.loads(run("search", "mills", "--json").stdout)["passages"]
    assert (found["file"], found["number"], found["zone"]) == ("memo.txt", 1, "body")
    assert json.loads(run("search", "unicorn", "--json").stdout) == {"passages": []}


def test_exports_hold_labels_and_observations_and_say_what_they_leave_out(run: Any, memo: Any, tmp_path: Path) -> None:
    labels, table = tmp_path / "out" / "labels.jsonl", tmp_path / "out" / "table.csv"
    run("accept", memo.papers.id, memo.invested.id)
    run("reject", memo.planned.id, "--reason", "a wish")
    done = run("export", "--labelled", str(labels), "--observations", str(table))
    assert done.stdout.splitlines() == [f"{labels}: 3 rows", f"{table}: 2 rows"]
    assert [json.loads(line)["state"] for line in labels.read_text("utf-8").splitlines()] == [
        "accepted", "accepted", "rejected",
    ]  # fmt: skip
    rows = read_observations(table)
    assert sorted(rows["value"]) == [1200.0, 3.5e9]
    first = labels.read_bytes(), table.read_bytes()
    run("edit", memo.papers.id, "--set", "period=", code=1)
    later = run("export", "--observations", str(table), "--json", code=1)
    assert json.loads(later.stdout)["left_out"][0]["reason"] == "it has no period"
    assert read_observations(table)["value"].to_list() == [3.5e9]
    run("edit", memo.papers.id, "--set", "period=2023")
    run("export", "--observations", str(table))
    assert table.read_bytes() == first[1]
    run("export", "--labelled", str(labels), "--state", "rejected")
    assert labels.read_bytes() == first[0].splitlines(keepends=True)[2]


def test_an_export_that_fails_half_way_leaves_the_file_as_it_was(
    run: Any, memo: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "table.csv"
    run("accept", memo.papers.id)
    run("export", "--observations", str(table))
    before = table.read_bytes()
    run("accept", memo.invested.id)

    def full(*_words: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("theodolite.store.atomic.os.chmod", full)
        assert "No space left on device" in run("export", "--observations", str(table), code=2).stderr
    assert table.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*table*")] == ["table.csv"]
    assert [path for path in tmp_path.rglob(".*") if path.is_file()] == []


def test_what_is_accepted_stands_in_the_evidence_base_of_every_verb_with_its_quote(run: Any, memo: Any) -> None:
    words = ["conflicts", "--indicator", "research/ai-publications", "--entity", "CHN", "--json"]
    assert "documents/what-the-two-built" not in CliRunner().invoke(app, words).stdout
    run("accept", memo.papers.id)
    done = CliRunner().invoke(app, words)
    cases = [case for case in json.loads(done.stdout)["conflicts"] if case["key"]["period"] == "2023"]
    sides = {side["value"]: side["source"] for case in cases for side in case["sides"]}
    assert sides[1200.0] == f"documents/what-the-two-built-{memo.papers.doc[7:19]}"
    assert "documents/what-the-two-built" not in CliRunner().invoke(app, [*words, "--as-of", "2025-03-30"]).stdout
    run("reject", memo.papers.id, "--reason", "no")
    assert "documents/what-the-two-built" not in CliRunner().invoke(app, words).stdout


def test_without_a_workspace_it_says_what_to_do(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["claims"])
    assert (done.exit_code, "theodolite read FILE" in done.stderr) == (2, True)
    done = CliRunner().invoke(app, ["claims", "--workspace", str(tmp_path / "none.sqlite")])
    assert (done.exit_code, "no workspace" in done.stderr) == (2, True)


def test_who_reviews_is_said_where_the_system_has_no_name(run: Any, memo: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4242")

    monkeypatch.setattr("getpass.getuser", nobody)
    monkeypatch.delenv("THEODOLITE_REVIEWER")
    assert "it is not known who you are" in run("accept", memo.papers.id, code=2).stderr
    run("accept", memo.papers.id, "--by", "ann")


def test_signs_that_a_terminal_would_carry_out_are_not_printed(
    place: str, make_memo: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = make_memo("\x1b[31m [bold]red[/bold]", file="\x1b[2Jm.txt")
    monkeypatch.setenv("THEODOLITE_WORKSPACE", place)
    keep(open_workspace(place), memo.document, memo.claims, "ann")
    for words in (["claims"], ["claims", "search", "bold red"]):
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
        assert "\x1b" not in done.stdout
    assert "[bold]red[/bold]" in done.stdout
