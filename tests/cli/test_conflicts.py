"""`conflicts` from a shell: a readable list and one JSON document."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from theodolite.cli.main import app


def test_a_case_says_who_says_what() -> None:
    words = ["conflicts", "--indicator", "industry/private-investment", "--entity", "United States"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    said = " ".join(done.stdout.split())
    assert "USA, industry/private-investment, 2023: conflicts; owid/cset-investment is primary" in said
    assert "67,200,000,000 usd stanford/ai-index" in said


def test_json_holds_the_same_cases_with_their_fields() -> None:
    words = ["conflicts", "--indicator", "published/stanford-rank", "--entity", "IND", "--json"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    (case,) = [case for case in document["conflicts"] if case["key"]["period"] == "2023"]
    assert list(case) == ["key", "relation", "sides", "used", "why"]
    assert (case["relation"], case["used"]) == ("superseded", "stanford/global-vibrancy-2025")
    assert [(side["edition"], side["value"]) for side in case["sides"]] == [("2025", 7.0), ("2024", 4.0)]
    early = json.loads(CliRunner().invoke(app, [*words, "--as-of", "2025-06-01"]).stdout)
    assert all(case["key"]["period"] != "2023" for case in early["conflicts"])


def test_an_unknown_indicator_or_entity_gets_its_nearest_name() -> None:
    done = CliRunner().invoke(app, ["conflicts", "--indicator", "industry/private-investmant"])
    assert (done.exit_code, "industry/private-investment" in done.stderr) == (2, True)
    done = CliRunner().invoke(app, ["conflicts", "--entity", "Chnia"])
    assert (done.exit_code, "China (CHN)" in done.stderr) == (2, True)


def test_where_there_are_many_cases_those_that_conflict_come_one_by_one_and_the_rest_by_subject() -> None:
    done = CliRunner().invoke(app, ["conflicts"])
    assert done.exit_code == 0, done.output
    assert "USA, industry/private-investment, 2023: conflicts" in " ".join(done.stdout.split())
    assert "counts by its own definition" not in done.stdout, "cases of other relations are not told one by one"
    assert "different-definition" in "".join(done.stdout.split())


def test_the_cases_of_one_subject_come_newest_first() -> None:
    words = ["conflicts", "--indicator", "research/ai-publications", "--entity", "CHN", "--json"]
    cases = json.loads(CliRunner().invoke(app, words).stdout)["conflicts"]
    periods = [case["key"]["period"] for case in cases if case["key"]["concept"] == "ai-publications"]
    assert len(periods) >= 10
    assert periods == sorted(periods, reverse=True)
