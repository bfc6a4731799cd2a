"""Narrow terminals: texts stand below each other where there is no room for columns, and are never cut to pieces."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app

MEMO = """# A note on robots and patents

Date: 18 June 2024

In 2023 the federation said that Germany had installed 32,000 industrial robots in factories of every kind.

Inventors in Korea have just over 4,000 generative AI patents.

A trade journal counted 41,000 industrial robots installed in Germany in 2023.
"""


@pytest.fixture
def memo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("THEODOLITE_WORKSPACE", str(tmp_path / "w.sqlite"))
    path = tmp_path / "memo.md"
    path.write_text(MEMO, encoding="utf-8")
    return str(path)


def printed(width: int, *words: str) -> list[str]:
    done = CliRunner().invoke(app, words, env={"COLUMNS": str(width)})
    assert done.exit_code == 0, done.output
    assert max(map(len, done.stdout.splitlines())) <= width
    return [line.rstrip() for line in done.stdout.splitlines()]


def test_what_is_read_takes_a_line_of_facts_and_then_its_words(memo: str) -> None:
    lines = printed(80, "read", memo)
    at = next(place for place, line in enumerate(lines) if line.startswith("DEU · 32,000 robots · 2023"))
    assert lines[at + 1].startswith("  In 2023 the federation said that Germany had installed 32,000 industrial")
    assert not [line for line in lines if line.startswith("who ")]


def test_a_verdict_stands_with_the_evidence_and_the_claim_below_it(memo: str) -> None:
    lines = printed(80, "check-claims", memo)
    at = next(place for place, line in enumerate(lines) if line.startswith("confirmed: "))
    assert "4,155 in 2014–2023 (wipo/generative-ai-patents-2024)" in " ".join(lines[at : at + 4])
    assert "  Inventors in Korea have just over 4,000 generative AI patents." in lines
    assert [line for line in lines if line.startswith("contradicted, value: ")]


def test_the_sides_of_a_conflict_stand_below_each_other(memo: str) -> None:
    lines = printed(80, "conflicts", "--read", memo)
    at = lines.index("  41,000 robots  conflicts")
    assert lines[at + 1].startswith("    A trade journal counted 41,000 industrial robots installed in Germany in")


@pytest.mark.parametrize(
    ("words", "heading"), [(("read",), "who "), (("check-claims",), "verdict  "), (("conflicts", "--read"), " →")]
)
def test_there_is_a_table_where_there_is_room(words: tuple[str, ...], heading: str, memo: str) -> None:
    assert [line for line in printed(120, *words, memo) if line.startswith(heading)]
