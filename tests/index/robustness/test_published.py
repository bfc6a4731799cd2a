"""Agreement with others: COINr's own uncertainty and sensitivity analysis, and the fragility of Tortoise's ranks."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from theodolite.index.own.coinr import from_coinr
from theodolite.index.ranking import rank_entities
from theodolite.index.robustness.draw import robustness
from theodolite.index.robustness.result import Robustness

DESIGN = """
steps:
  - {do: denominate, by: own}
  - {do: impute, how: group-mean, by: EurAsia_group}
  - {do: treat, how: winsorise, at-most: 5}
  - {do: normalise, how: min-max, to: [0, 100]}
  - {do: aggregate, indicators: arithmetic, pillars: arithmetic, missing: re-weight}
doubt:
  treat: {at-most: [1, 2, 3, 4, 5]}
  normalise: [{how: min-max, to: [1, 100]}, {how: z-score, mean: 10, sd: 2}]
  aggregate: [{indicators: arithmetic, pillars: arithmetic}, {indicators: geometric, pillars: geometric}]
  weights: {within: 25%, levels: [2, 3]}
"""
CHOICES = {"treat": "Winmax", "normalise": "Normalisation", "weights": "Weights", "aggregate": "Aggregation"}
STANDARD_ERRORS = 3.29
"""Between the 5 and 95 % ends of an interval."""


def records(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {next(iter(row.values())): row for row in rows}


@pytest.fixture(scope="module")
def asem(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Robustness:
    lens = tmp_path_factory.mktemp("asem") / "coinr.yaml"
    lens.write_text(DESIGN, encoding="utf-8")
    data = shared / "golden/coinr/data"
    study = from_coinr(data / "ASEM_iData.csv", data / "ASEM_iMeta.csv", lens)
    return robustness(rank_entities(study.ledger, study.lens), 1_000_000)


def test_a_million_draws_are_within_one_rank_of_coinr(asem: Robustness, shared: Path) -> None:
    theirs = records(shared / "golden/coinr/sensitivity/UA_N1000_seed42_rankstats.csv")
    assert len(theirs) == len(asem.table) == 51
    for row in asem.table.iter_rows(named=True):
        other = theirs[row["entity"]]
        assert row["rank"] == int(other["Nominal"])
        assert abs(row["p05"] - float(other["Q5"])) <= 1
        assert abs(row["median"] - float(other["Median"])) <= 1
        assert abs(row["p95"] - float(other["Q95"])) <= 1
        assert abs(row["mean"] - float(other["Mean"])) <= 0.25


def test_shares_of_the_choices_are_within_four_standard_errors_of_coinr(asem: Robustness, shared: Path) -> None:
    theirs = records(shared / "golden/coinr/sensitivity/SA_N500_seed7_sobol.csv")
    assert asem.drivers is not None
    assert {row["choice"] for row in asem.drivers.of()} == set(CHOICES)
    for row in asem.drivers.of():
        other = {name: float(value) for name, value in list(theirs[CHOICES[row["choice"]]].items())[1:]}
        for ours, share in (("first_order", "Si"), ("total", "STi")):
            error = (other[f"{share}_q95"] - other[f"{share}_q5"]) / STANDARD_ERRORS
            assert abs(row[ours] - other[share]) <= 4 * error
            assert row[f"{ours}_p05"] <= row[ours] <= row[f"{ours}_p95"]


def test_the_fragility_of_tortoise_under_free_weights(shared: Path, tmp_path: Path) -> None:
    table = records(shared / "data/raw/tortoise/AI_index_db.csv")
    codes = {"United States of America": "USA", "China": "CHN", "United Kingdom": "GBR", "Israel": "ISR",
             "Singapore": "SGP"}  # fmt: skip
    pillars = list(next(iter(table.values())))[1:8]
    assert pillars[0] == "Talent"
    data = ["uCode," + ",".join(f"p{j}" for j in range(7))]
    data += [
        f"{codes.get(name, f'X{i}')}," + ",".join(row[p] for p in pillars)
        for i, (name, row) in enumerate(table.items())
    ]
    meta = ["iCode,Direction,Weight,Parent,Level,Type", *(f"p{j},1,1,Index,1,Indicator" for j in range(7))]
    (tmp_path / "iData.csv").write_text("\n".join(data) + "\n", encoding="utf-8")
    (tmp_path / "iMeta.csv").write_text("\n".join([*meta, "Index,1,1,,2,Aggregate"]) + "\n", encoding="utf-8")
    (tmp_path / "free.yaml").write_text(
        "steps: [{do: aggregate, indicators: arithmetic, pillars: arithmetic}]\ndoubt: {weights: {free: simplex}}\n",
        encoding="utf-8",
    )
    study = from_coinr(tmp_path / "iData.csv", tmp_path / "iMeta.csv", tmp_path / "free.yaml")
    found = robustness(rank_entities(study.ledger, study.lens), 5_000, drivers=False)
    told = {row["entity"]: (row["p05"], row["median"], row["p95"]) for row in found.table.iter_rows(named=True)}
    measured = {"USA": (1, 1, 2), "CHN": (1, 2, 2), "GBR": (3, 5, 12), "ISR": (4, 10, 30), "SGP": (4, 9, 33)}
    assert len(told) == 62
    for entity, ranks in measured.items():
        assert all(abs(ours - theirs) <= 1 for ours, theirs in zip(told[entity], ranks, strict=True)), entity
