"""Scores on benchmarks against tables worked by hand, and what ships against the publisher's own files."""

from __future__ import annotations

import pytest

from theodolite.core.source import Provides, SourceFile
from theodolite.errors import SnapshotError
from theodolite.evidence.pull.epoch_benchmarks import VERSIONS
from theodolite.evidence.pull.naming import Name
from theodolite.evidence.pull.reader import Files, Reading, find_reader
from theodolite.evidence.snapshot import Snapshot

DAYS = """id,Model,Version release date
a_high,A,2024-03-01
a_low,A,2024-03-01
b-7b,B 7B,2024-05-02
c,C,
"""
RUNS = """task,model,Best score (across scorers),Scores
Quiz,a_high,0.850,choice:0.85±0.02
Quiz,a_low,0.4,"choice:0.12±0.09,graded:0.4±0.05"
Quiz,a_low,0.3,choice:0.3±0.01
Quiz,B 7B,0,choice:0.0±0.00
Quiz,c,0.5,
Other,a_high,0.1,choice:0.1±0.01
"""
REPORTED = """Model version,Score
a_high,42%
a_high,44.5%
 ,99%
B 7B,
b-7b,"12"
"""


def snapshots(**texts: str) -> Files:
    """Files of an edition, as they would stand in a folder."""
    texts = {**texts, "model_versions": DAYS}
    return Files(
        {
            f"{name}.csv": Snapshot(SourceFile(name=f"{name}.csv", hash="sha256:" + "0" * 64), text.encode())
            for name, text in texts.items()
        }
    )


def read(reader: str, measure: str, text: str, scale: float = 1.0) -> dict[str, Reading]:
    provides = Provides(indicator="made/x", reader=reader, measure=measure, file="made.csv", scale=scale)
    found = list(find_reader(reader)(snapshots(made=text), provides))
    assert len({one.place for one in found}) == len(found)
    return {one.place: one for one in found}


def test_a_run_has_the_score_of_its_best_scorer_and_the_interval_of_that_scorers_error() -> None:
    found = read("epoch-benchmarks.run", "Quiz", RUNS, 100)
    high, low = found["model/a-high"], found["model/a-low"]
    assert (high.value, high.period, high.locator) == (0.85, "2024-03-01", "made.csv#row=2")
    assert (high.low, high.high) == pytest.approx((0.85 - 0.032897, 0.85 + 0.032897), abs=1e-6)
    assert (low.value, low.note) == (0.4, "best of 2 rows")
    assert (low.low, low.high) == pytest.approx((0.4 - 0.082243, 0.4 + 0.082243), abs=1e-6)


def test_an_error_that_prints_as_zero_gives_no_interval_and_a_version_without_a_day_is_passed_over() -> None:
    found = read("epoch-benchmarks.run", "Quiz", RUNS, 100)
    assert (found["model/b-7b"].value, found["model/b-7b"].low) == (0, None)
    assert set(found) == {"model/a-high", "model/a-low", "model/b-7b"}


def test_of_several_reports_the_best_counts_and_two_spellings_are_one_version() -> None:
    found = read("epoch-benchmarks.reported", "Score", REPORTED)
    assert {place: (one.value, one.note) for place, one in found.items()} == {
        "model/a-high": (44.5, "best of 2 rows"),
        "model/b-7b": (12, ""),
    }


@pytest.mark.parametrize("cell", ["102%", "-3%", "n/a", "about 4"])
def test_what_is_no_share_is_refused_with_its_place(cell: str) -> None:
    with pytest.raises(SnapshotError) as error:
        read("epoch-benchmarks.reported", "Score", f"Model version,Score\na_high,{cell}\n")
    assert error.value.where == "made.csv#row=2"


def test_a_share_of_one_is_refused_above_one() -> None:
    with pytest.raises(SnapshotError, match="no share"):
        read("epoch-benchmarks.run", "Quiz", RUNS.replace("0.850", "85"), 100)


def test_what_is_no_list_of_scorers_is_refused() -> None:
    with pytest.raises(SnapshotError, match="no list of scorers"):
        read("epoch-benchmarks.run", "Quiz", RUNS.replace("choice:0.85±0.02", "very good"), 100)


def test_versions_are_named_by_the_publishers_id_and_day() -> None:
    from theodolite.evidence.pull.epoch_benchmarks import versions

    found = list(versions(snapshots(), ["a_low", "b-7b", "c", " ", "nobody"]))
    assert found == [
        Name("model/a-low", "a_low", f"{VERSIONS}#row=3", released="2024-03-01"),
        Name("model/b-7b", "B 7B", f"{VERSIONS}#row=4", released="2024-05-02"),
    ]


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ("model/o3-2025-04-16-high frontier/frontiermath-private 2025-04-16", 18.7),
        ("model/gpt-5-1-medium frontier/gpqa-diamond 2025-11-13", 85.0),
    ],
)
def test_shipped_runs_are_those_printed(figure, case: str, value: float) -> None:
    assert figure("epoch/runs-of-benchmarks", case) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ("model/o4-mini-2025-04-16-medium frontier/arc-agi 2025-04-16", 42),
        ("model/gpt-5-2025-08-07-high frontier/aider-polyglot 2025-08-07", 88),
        ("model/gpt-4-0314 frontier/hellaswag 2023-03-14", 95.3),
        ("model/grok-4-0709 frontier/balrog 2025-07-09", 43.6),
    ],
)
def test_shipped_reports_are_those_printed(figure, case: str, value: float) -> None:
    assert figure("epoch/scores-reported", case) == pytest.approx(value, abs=1e-9)
