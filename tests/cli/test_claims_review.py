"""`claims review` from a shell: one claim at a time, a word for each, and every decision in the log at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from theodolite.cli.claims_review import PROMPT
from theodolite.cli.main import app
from theodolite.evidence.keep import keep
from theodolite.evidence.review import Reviewer, history, review
from theodolite.store.reviews import log
from theodolite.store.rows import ReviewRow
from theodolite.store.workspace import open_workspace

Run = Callable[..., Result]


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Where the workspace lies; that reviews are the same on a server is tested with what writes them."""
    return str(tmp_path / "workspace.sqlite")


@pytest.fixture
def run(place: str, memo: Any, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls `theodolite claims review` as ann on the memo's three claims, with lines that she types."""
    monkeypatch.setenv("THEODOLITE_WORKSPACE", place)
    monkeypatch.setenv("THEODOLITE_REVIEWER", "ann")
    monkeypatch.setenv("COLUMNS", "100")
    keep(open_workspace(place), memo.document, memo.claims, "ann")

    def call(*typed: str, words: tuple[str, ...] = (), code: int = 0) -> Result:
        lines = "".join(f"{line}\n" for line in typed)
        done = CliRunner().invoke(app, ["claims", "review", *words], input=lines)
        assert done.exit_code == code, done.output
        return done

    return call


def plain(text: str) -> str:
    return " ".join(text.split())


def decided(place: str) -> list[tuple[str, str, str]]:
    """Every line of the log: the claim, its state and the reason."""
    return [(line.claim, line.state, line.reason) for line in log(open_workspace(place))]


def test_a_claim_is_shown_with_its_words_and_with_everything_that_was_read_of_it(run: Run) -> None:
    said = plain(run().stdout)
    assert said.startswith("1 of 3 What the two built (2025-03, memo.txt), page 1")
    assert "“In 2023 China published 1,200 papers on the matter, said the Institute for Made-up Figures.”" in said
    assert "value 1,200 papers unit papers (count, level) entity CHN: China period 2023 (“In 2023”)" in said
    assert "attributed_to Institute for Made-up Figures modality observed" in said
    assert "indicator research/ai-publications (70 per cent sure)" in said
    assert "evidence cannot be checked: " in said
    assert said.endswith("No claim was reviewed; 3 wait.")


def test_each_decision_is_in_the_log_and_the_next_claim_is_shown(run: Run, place: str, memo: Any) -> None:
    said = plain(run("accept", "reject", "not a figure, a boast", "needs-source", "whose forecast?").stdout)
    assert decided(place) == [
        (memo.papers.id, "accepted", ""),
        (memo.invested.id, "rejected", "not a figure, a boast"),
        (memo.planned.id, "needs-source", "whose forecast?"),
    ]
    assert said.index("1 of 3") < said.index("2 of 3") < said.index("3 of 3")
    assert said.endswith("3 claims were reviewed: 1 accepted, 1 rejected, 1 needs-source; 0 wait.")
    assert plain(run().stdout) == "No claim that was asked for waits for a review."


def test_letters_stand_for_words_and_a_reason_may_follow_them(run: Run, place: str, memo: Any) -> None:
    run("s", "r it is a boast", "b", "b", "A seen in the table", "q")
    assert decided(place) == [
        (memo.invested.id, "rejected", "it is a boast"),
        (memo.papers.id, "accepted", "seen in the table"),
    ]


def test_a_rejection_without_a_reason_writes_nothing(run: Run, place: str) -> None:
    said = plain(run("reject", "", "quit").stdout)
    assert "a rejection needs a reason" in said
    assert decided(place) == []


def test_an_edit_is_shown_and_stays_on_the_claim_until_one_goes_on(run: Run, place: str, memo: Any) -> None:
    said = plain(run("edit value 1300", "e attributed-to=", "skip", "q").stdout)
    assert "value: 1,200 → 1,300" in said
    assert "attributed_to: Institute for Made-up Figures → nothing" in said
    assert said.count("1 of 3") == 3
    assert said.count("2 of 3") == 1
    assert "edited by ann" in said
    lines = history(open_workspace(place), [memo.papers.id])
    assert [line.state for line in lines] == ["edited", "edited"]
    assert json.loads(lines[-1].after)["value"] == 1300.0
    assert json.loads(lines[-1].after)["attributed_to"] is None
    assert said.endswith("1 claim was reviewed: 1 edited; 2 wait.")


def test_fields_that_only_hold_together_are_edited_together(run: Run, place: str, memo: Any) -> None:
    run("edit low=1100 high=1300 qualifier=range value=", "q")
    (line,) = history(open_workspace(place), [memo.papers.id])
    after = json.loads(line.after)
    assert (after["value"], after["low"], after["high"], after["qualifier"]) == (None, 1100.0, 1300.0, "range")


def test_a_claim_is_held_against_the_evidence_and_an_edited_one_anew(run: Run) -> None:
    said = plain(run("skip", "edit indicator=", "q").stdout)
    first, second = said.split("2 of 3")[1:]
    assert "evidence imprecise (definition): it is another count, or not what the text says" in first
    assert "evidence cannot be checked: no indicator of the catalogue is recognised in it" in second


BAD: dict[str, str] = {
    "aprove": "no word is called 'aprove'",
    "": "type a word",
    "skip it": "skip takes nothing after it",
    "edit": "an edit needs a field and what it is to say",
    "edit value": "an edit needs a field and what it is to say",
    "edit value lots": "value cannot be 'lots'",
    "edit page 2": "the field 'page' is not edited",
    "edit valeu 2": "did you mean value?",
    "edit value=1 value=2": "value is set twice",
    "edit value 1200": "the edits change nothing",
    "edit qualifier range": "expected: edit low=… high=…",
    "back": "this is the first claim",
}


def test_a_word_that_is_none_is_told_in_one_line_and_asked_again(run: Run, place: str, memo: Any) -> None:
    printed = run(*BAD, "accept", "quit").stdout
    answers = [part.strip() for part in printed.partition("2 of 3")[0].split(PROMPT)[1:]]
    for (line, said), answer in zip(BAD.items(), answers, strict=False):
        assert said in answer.removeprefix(line)
        assert len(answer.removeprefix(line).strip().splitlines()) == 1
    assert printed.count("1 of 3") == 1
    assert len(answers) == len(BAD) + 1
    assert decided(place) == [(memo.papers.id, "accepted", "")]


def test_help_says_what_every_word_does(run: Run, place: str) -> None:
    said = plain(run("help", "q").stdout)
    for word in ("accept", "reject", "edit FIELD VALUE", "needs-source", "skip", "back", "quit"):
        assert word in said
    assert "attributed_to" in said, "the fields that an edit takes are named"
    assert decided(place) == []


def test_what_is_accepted_and_no_observation_is_told_at_once(run: Run) -> None:
    said = plain(run("edit period=", "q").stdout)
    assert "no observation: it has no period; expected a period" in said


def test_options_choose_and_rejected_ones_are_shown_when_they_are_asked_for(run: Run, place: str, memo: Any) -> None:
    run("reject a wish", words=("--modality", "projected"))
    assert decided(place) == [(memo.planned.id, "rejected", "a wish")]
    again = plain(run("accept", words=("--state", "rejected")).stdout)
    assert "1 of 1" in again
    assert "rejected by ann" in again
    assert "a wish" in again
    assert decided(place)[-1] == (memo.planned.id, "accepted", "")


def test_what_another_said_meanwhile_is_shown_before_anything_is_written(
    run: Run, place: str, memo: Any, catalog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["accept", "accept still", "quit"])

    def type_after_ben(_prompt: str = "") -> str:
        line = next(typed)
        if line == "accept":
            from datetime import UTC, datetime

            ben = Reviewer("ben", lambda: datetime(2025, 5, 1, tzinfo=UTC))
            review(open_workspace(place), [memo.papers.id], "rejected", ben, catalog, reason="no such papers")
        return line

    monkeypatch.setattr("builtins.input", type_after_ben)
    said = plain(run().stdout)
    assert "ben has reviewed" in said
    assert "no such papers" in said
    assert decided(place) == [(memo.papers.id, "rejected", "no such papers"), (memo.papers.id, "accepted", "still")]


def test_an_interrupt_loses_nothing_that_was_confirmed(
    run: Run, place: str, memo: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["accept"])

    def type_then_interrupt(_prompt: str = "") -> str:
        try:
            return next(typed)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("builtins.input", type_then_interrupt)
    done = run(code=130)
    assert "1 claim was reviewed: 1 accepted; 2 wait." in plain(done.stdout)
    assert decided(place) == [(memo.papers.id, "accepted", "")]


def test_a_decision_is_on_the_disk_before_the_next_word_is_asked_for(
    run: Run, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[ReviewRow]] = []

    def look(_prompt: str = "") -> str:
        seen.append(log(open_workspace(place)))
        return "accept"

    monkeypatch.setattr("builtins.input", look)
    run()
    assert [len(lines) for lines in seen] == [0, 1, 2]


def test_json_is_one_document_of_the_reviews_and_the_talk_is_on_standard_error(run: Run, memo: Any) -> None:
    done = run("accept", "edit value 4e9", words=("--json",))
    document = json.loads(done.stdout)
    assert [(line["claim"], line["state"]) for line in document["reviews"]] == [
        (memo.papers.id, "accepted"), (memo.invested.id, "edited"),
    ]  # fmt: skip
    assert document["reviews"][1]["changed"] == {"value": {"before": 3.5e9, "after": 4e9}}
    assert document["waiting"] == 1
    assert "1 of 3" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ID-1",), "review does not take names"),
        (("--set", "value=1"), "review does not take --set"),
        (("--reason", "x"), "review does not take --reason"),
        (("--state", "open"), "no state is called 'open'"),
    ],
)
def test_wrong_use_is_told(words: tuple[str, ...], said: str, run: Run) -> None:
    assert said in run(words=words, code=2).stderr


def test_signs_that_a_terminal_would_carry_out_are_not_printed(
    place: str, make_memo: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = make_memo("\x1b[31m [bold]red[/bold]", file="\x1b[2Jm[bold].txt")
    monkeypatch.setenv("THEODOLITE_WORKSPACE", place)
    keep(open_workspace(place), memo.document, memo.claims, "ann")
    done = CliRunner().invoke(app, ["claims", "review", "--by", "ann"], input="edit entity \x1b[31m[bold]Chn\nq\n")
    assert done.exit_code == 0, done.output
    assert "\x1b" not in done.stdout
    assert "m[bold].txt" in done.stdout
