"""Parity with COINr 1.1.14 on its ASEM example, to 1e-9, step by step where its output is valid."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from theodolite.index.aggregate import Aggregate
from theodolite.index.dataset import Array, Dataset
from theodolite.index.denominate import per
from theodolite.index.framework import Leaf, Pillar
from theodolite.index.impute import Impute
from theodolite.index.normalise import Normalise
from theodolite.index.ranking import ranks
from theodolite.index.treat import Treat
from theodolite.index.treatments import moments, shifted_log, winsorise


@pytest.fixture(scope="module")
def coinr(shared: Path) -> Path:
    return shared / "golden" / "coinr"


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def table(path: Path) -> Dataset:
    rows = records(path)
    codes = tuple(code for code in rows[0] if code != "uCode")
    values = np.array([[float(row[code]) if row[code] else np.nan for code in codes] for row in rows])
    return Dataset(tuple(row["uCode"] for row in rows), codes, values, np.ones(len(codes)))


def directions(coinr: Path, codes: tuple[str, ...]) -> Array:
    meta = {row["iCode"]: float(row["Direction"]) for row in records(coinr / "data/ASEM_iMeta.csv") if row["Direction"]}
    return np.array([meta[code] for code in codes])


def differ(found: Array, expected: Array) -> float:
    assert (np.isnan(found) == np.isnan(expected)).all()
    return float(np.nanmax(np.abs(found - expected)))


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5])
def test_winsorising_up_to_k_points_and_then_a_shifted_log(coinr: Path, most: int) -> None:
    data = table(coinr / "steps/Screened.csv")
    step = Treat.model_validate({"how": "winsorise", "at-most": most})
    found = step.apply(data, ())
    expected = table(coinr / f"treat/winmax{most}_logCT.csv")
    assert differ(found.values, expected.values) < 1e-9
    counted = {
        row["iCode"]: int(row["winsorise.nwin"])
        for row in records(coinr / f"treat/winmax{most}_logCT_table.csv")
        if row["check_SkewKurt1.Pass"] == "TRUE"
    }
    touched = [f.indicator for f in found.flags if f.kind == "treated" and f.entity]
    assert {code: touched.count(code) for code in counted} == counted


def test_stricter_bounds(coinr: Path) -> None:
    step = Treat.model_validate({"how": "winsorise", "skewness": 1, "kurtosis": 2})
    found = step.apply(table(coinr / "steps/Screened.csv"), ())
    assert differ(found.values, table(coinr / "treat/strict_1_2.csv").values) < 1e-9


def test_what_is_still_skewed_after_treatment_is_marked(coinr: Path) -> None:
    rows = records(coinr / "treat/winmax1_logCT_table.csv")
    found = Treat.model_validate({"how": "winsorise", "at-most": 1}).apply(table(coinr / "steps/Screened.csv"), ())
    expected = {row["iCode"] for row in rows if row["check_SkewKurt2.Pass"] == "FALSE"}
    assert (
        {flag.indicator for flag in found.flags if flag.kind == "still-skewed"} == expected == {"ForPort", "CultServ"}
    )


def test_skewness_and_kurtosis(coinr: Path) -> None:
    raw = table(coinr / "steps/Raw.csv")
    for row in records(coinr / "treat/raw_skew_kurt.csv"):
        assert moments(raw.column(row["iCode"])) == pytest.approx((float(row["skew"]), float(row["kurt"])), abs=1e-9)


def test_one_vector_under_each_function(coinr: Path) -> None:
    rows = records(coinr / "treat/vector_Goods.csv")
    x = np.array([float(row["x"]) for row in rows])
    assert differ(shifted_log(x).values, np.array([float(row["log_CT"]) for row in rows])) < 1e-9
    drawn = winsorise(x, at_most=3, then="none")
    assert differ(drawn.values, np.array([float(row["win3"]) for row in rows])) < 1e-9


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("n_minmax", {"how": "min-max", "to": [0, 100]}),
        ("n_minmax_1_100", {"how": "min-max", "to": [1, 100]}),
        ("n_zscore", {"how": "z-score"}),
        ("n_zscore_10_2", {"how": "z-score", "mean": 10, "sd": 2}),
        ("n_rank", {"how": "rank"}),
    ],
)
def test_normalising(coinr: Path, name: str, step: dict[str, object]) -> None:
    data = table(coinr / "steps/Treated.csv")
    data = replace(data, directions=directions(coinr, data.indicators))
    found = Normalise.model_validate(step).apply(data, ())
    assert differ(found.values, table(coinr / f"normalise/{name}.csv").values) < 1e-9


@pytest.mark.parametrize(("name", "how"), [("n_minmax", "min-max"), ("n_zscore", "z-score"), ("n_rank", "rank")])
def test_normalising_with_gaps(coinr: Path, name: str, how: str) -> None:
    data = table(coinr / "steps/Raw.csv")
    options = {"to": [0, 100]} if how == "min-max" else {}
    data = replace(data, directions=directions(coinr, data.indicators))
    found = Normalise.model_validate({"how": how, **options}).apply(data, ())
    assert differ(found.values, table(coinr / f"normalise/raw_{name}.csv").values) < 1e-9


@pytest.mark.parametrize("how", ["mean", "median"])
def test_imputing(coinr: Path, how: str) -> None:
    data = table(coinr / "steps/Denominated.csv")
    found = Impute.model_validate({"how": how}).apply(data, ())
    assert differ(found.values, table(coinr / f"impute/i_{how}.csv").values) < 1e-9
    assert sum(flag.kind == "imputed" for flag in found.flags) == 65


def framework(meta: list[dict[str, str]], parent: str) -> tuple[Leaf | Pillar, ...]:
    return tuple(
        Leaf(indicator=row["iCode"], weight=float(row["Weight"]))
        if row["Type"] == "Indicator"
        else Pillar(pillar=row["iCode"].lower(), weight=float(row["Weight"]), indicators=framework(meta, row["iCode"]))
        for row in meta
        if row["Parent"] == parent and row["Type"] in ("Indicator", "Aggregate")
    )


@pytest.mark.parametrize(("name", "how"), [("a_amean", "arithmetic"), ("a_gmean", "geometric")])
def test_aggregating_up_four_levels(coinr: Path, name: str, how: str) -> None:
    data = table(coinr / "aggregate/input_minmax_1_100.csv")
    meta = records(coinr / "data/ASEM_iMeta.csv")
    found = Aggregate(indicators=how, pillars=how).apply(data, framework(meta, "Index"))
    expected = table(coinr / f"aggregate/{name}.csv")
    names = {code: code.lower() for code in expected.indicators if code.lower() in found}
    assert len(names) == 10
    for code, pillar in names.items():
        assert differ(found[pillar], expected.column(code)) < 1e-9
    assert differ(found[""], expected.column("Index")) < 1e-9


def test_denominating_by_population(coinr: Path) -> None:
    raw, expected = table(coinr / "steps/Raw.csv"), table(coinr / "steps/Denominated.csv")
    own = {row["uCode"]: float(row["Population"]) for row in records(coinr / "data/ASEM_iData.csv")}
    by = {row["iCode"]: row["Denominator"] for row in records(coinr / "data/ASEM_iMeta.csv")}
    people = np.array([own[entity] for entity in raw.entities])
    divided = [code for code in raw.indicators if by[code] == "Population"]
    assert len(divided) >= 5
    for code in divided:
        assert differ(per(raw.column(code), people, raw.entities, "population"), expected.column(code)) < 1e-9


def test_from_screened_figures_to_ranks(coinr: Path) -> None:
    data = table(coinr / "steps/Screened.csv")
    meta = records(coinr / "data/ASEM_iMeta.csv")
    data = replace(data, directions=directions(coinr, data.indicators))
    for step in (Treat.model_validate({"how": "winsorise"}), Normalise.model_validate({"how": "min-max"})):
        data = step.apply(data, ())
    found = Aggregate(indicators="arithmetic", pillars="arithmetic").apply(data, framework(meta, "Index"))
    order = {row["uCode"]: int(row["Index"]) for row in records(coinr / "steps/results_ranks.csv")}
    assert dict(zip(data.entities, ranks(found[""]).tolist(), strict=True)) == order
