"""The verb recover: the JSON that others rely on, and bad files that end in an error and not in a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from theodolite.cli.main import app


def ask(*words: str) -> Result:
    return CliRunner().invoke(app, ["recover", *words])


def scores(folder: Path, altered: float | None = None) -> Path:
    """Twelve invented countries with totals 1:2:1 of three pillars, put on 0 to 100; the leader's may be `altered`."""
    values = np.random.default_rng(4).uniform(10, 90, (12, 3)).round(2)
    mean = values @ [0.25, 0.5, 0.25]
    total = (100 * (mean - mean.min()) / np.ptp(mean)).round(2)
    if altered is not None:
        total[total.argmax()] = altered
    lines = [f"Land {n},{a},{b},{c},{t}" for n, ((a, b, c), t) in enumerate(zip(values, total, strict=True))]
    path = folder / "scores.csv"
    path.write_text("\n".join(["country,one,two,three,total", *lines]), encoding="utf-8")
    return path


def test_weights_scale_fit_and_residual_stand_in_the_json(tmp_path: Path) -> None:
    done = ask(str(scores(tmp_path)), "--json")
    assert done.exit_code == 0
    document = json.loads(done.stdout)
    assert document["weights"] == pytest.approx({"one": 0.25, "two": 0.5, "three": 0.25}, abs=1e-3)
    assert document["ratio"] == {"one": 1, "two": 2, "three": 1}
    assert document["rescaled"] is True
    assert (document["scale"]["low"], document["scale"]["high"]) == (0, 100)
    assert document["r2"] > 0.9999999
    assert document["largest_residual"] < 0.02
    assert document["flags"] == []


def test_an_altered_leader_is_named_in_json_and_in_the_terminal(tmp_path: Path) -> None:
    path = scores(tmp_path, 90.85)
    document = json.loads(ask(str(path), "--json").stdout)
    assert [flag["kind"] for flag in document["flags"]] == ["altered-total"]
    assert document["flags"][0]["entity"] == document["largest_residual_of"]
    assert document["largest_residual"] == pytest.approx(9.15, abs=0.02)
    assert "printed 90.85, and the rule of the others gives 100" in " ".join(ask(str(path)).stdout.split())


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b'a,b,c\n"1,2,3\n'])
def test_a_file_that_holds_no_scores_exits_with_2(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    done = ask(str(path))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Traceback" not in done.output


def test_a_file_that_is_not_there_or_is_a_folder_exits_with_2(tmp_path: Path) -> None:
    assert ask(str(tmp_path / "none.csv")).exit_code == 2
    assert ask(str(tmp_path)).exit_code == 2
