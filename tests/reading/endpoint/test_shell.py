"""`read --endpoint` from a shell: nothing is sent unless it is named, and what is refused is told without the key."""

from __future__ import annotations

import json
import traceback
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from theodolite.cli.main import app
from theodolite.reading.endpoint.address import KEY

from .conftest import SECRET, Liar

TEXT = "The programme met its goal. Some 4,700 clinics were linked in 2023, says a second memo.\n"
CLINICS = {"quote": "Some 4,700 clinics were linked in 2023, says a second memo.", "span": "Some 4,700", "value": 4700}


def run(folder: Path, *words: str) -> Result:
    (folder / "memo.txt").write_text(TEXT, encoding="utf-8")
    names = ["read", str(folder / "memo.txt"), "--workspace", str(folder / "space.db"), "--json", *words]
    return CliRunner().invoke(app, names, env={KEY: SECRET})


def test_a_model_is_asked_where_it_is_named(liar: Liar, tmp_path: Path) -> None:
    liar.claims({**CLINICS, "subject": "The programme"}, {**CLINICS, "value": 47})
    done = run(tmp_path, "--endpoint", liar.url, "--model", "planted-model")
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    assert [claim["value"] for claim in document["claims"]] == [4700]
    assert document["endpoint"]["address"] == f"{liar.url}/chat/completions"
    assert document["endpoint"]["model"] == "planted-model"
    assert [row["reason"] for row in document["endpoint"]["refused"]] == [
        "the value does not re-parse: our grammar reads 4700 from 'Some 4,700'"
    ]
    assert "refused: the value does not re-parse" in done.stderr
    assert SECRET not in done.output
    assert not [path for path in tmp_path.iterdir() if SECRET.encode() in path.read_bytes()]


def test_nothing_is_sent_where_none_is_named(liar: Liar, tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.exit_code == 0, done.output
    assert "endpoint" not in json.loads(done.stdout)
    assert liar.asked == []


def test_where_the_endpoint_fails_the_grammars_claims_are_kept_and_the_exit_says_so(liar: Liar, tmp_path: Path) -> None:
    liar.sends(SECRET.encode(), 500)
    done = run(tmp_path, "--endpoint", liar.url, "--model", "m")
    assert done.exit_code == 1, done.output
    document = json.loads(done.stdout)
    assert [claim["origin"] for claim in document["claims"]] == ["grammar"]
    assert [row["reason"] for row in document["endpoint"]["unread"]] == ["the endpoint answers 500"]
    assert "characters 0 to" in done.stderr
    assert SECRET not in done.output


@pytest.mark.parametrize(
    "words",
    [
        ["--endpoint", "http://models.example/v1", "--model", "m"],
        ["--endpoint", "https://models.example"],
        ["--model", "m"],
    ],
)
def test_an_endpoint_that_is_half_named_or_unfit_is_wrong_use(tmp_path: Path, words: list[str]) -> None:
    done = run(tmp_path, *words)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert SECRET not in done.output
    if done.exc_info is not None:
        assert SECRET not in "".join(traceback.format_exception(*done.exc_info))
