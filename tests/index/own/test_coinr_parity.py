"""COINr's own example and a second case through `rank --coinr`: its scores to 1e-9, and every rank."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app
from theodolite.errors import PlanError
from theodolite.index.own.coinr import from_coinr
from theodolite.index.panel import rank_panel
from theodolite.index.ranking import rank_entities

LIKE_COINR = """
steps:
  - {do: denominate, by: own}
  - {do: impute, how: group-mean, by: EurAsia_group}
  - {do: screen, have-at-least: 0.9}
  - {do: treat, how: winsorise, skewness: 2, kurtosis: 3.5, at-most: 5, then: shifted-log}
  - {do: normalise, how: min-max, to: [0, 100]}
  - {do: aggregate, indicators: arithmetic, pillars: arithmetic}
"""
"""The steps of COINr's `build_example_coin`."""


def ranked(*words: str | Path) -> dict[str, Any]:
    done = CliRunner().invoke(app, ["rank", *map(str, words), "--json"])
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def by_hand(data: Path, meta: Path) -> dict[str, dict[str, float]]:
    """Entity → the score of every aggregate: min-max to 0–100, and weighted means of what is there, level by level."""
    rows, described = records(data), records(meta)
    scores: dict[str, np.ndarray] = {}
    for row in described:
        if row["Type"] == "Indicator":
            x = np.array([float(r[row["iCode"]]) if r[row["iCode"]] not in ("", "NA") else np.nan for r in rows])
            x = x * float(row["Direction"])
            scores[row["iCode"]] = 100 * (x - np.nanmin(x)) / (np.nanmax(x) - np.nanmin(x))
    aggregates = sorted((row for row in described if row["Type"] == "Aggregate"), key=lambda row: int(row["Level"]))
    for row in aggregates:
        held = [child for child in described if child["Parent"] == row["iCode"]]
        values = np.array([scores[child["iCode"]] for child in held])
        weights = np.array([float(child["Weight"]) for child in held])[:, None] * ~np.isnan(values)
        with np.errstate(invalid="ignore"):
            scores[row["iCode"]] = np.nansum(values * weights, axis=0) / weights.sum(axis=0)
    return {r["uCode"]: {a["iCode"]: float(scores[a["iCode"]][i]) for a in aggregates} for i, r in enumerate(rows)}


def ranks(scores: Sequence[float]) -> list[int]:
    return [1 + sum(other > score + 1e-9 for other in scores) for score in scores]


def test_the_asem_example_through_a_lens_with_its_steps_has_its_scores_and_ranks(shared: Path, tmp_path: Path) -> None:
    golden = shared / "golden/coinr"
    lens = tmp_path / "like-coinr.yaml"
    lens.write_text(LIKE_COINR, encoding="utf-8")
    found = ranked("--coinr", golden / "data/ASEM_iData.csv", golden / "data/ASEM_iMeta.csv", lens)
    scores = {row["uCode"]: row for row in records(golden / "steps/Aggregated.csv")}
    order = {row["uCode"]: int(row["Index"]) for row in records(golden / "steps/results_ranks.csv")}
    printed = {row["uCode"]: float(row["Index"]) for row in records(golden / "steps/results_scores.csv")}
    assert {row["entity"]: row["rank"] for row in found["scores"]} == order
    for row in found["scores"]:
        golden_row = scores[row["entity"]]
        assert row["score"] == pytest.approx(float(golden_row["Index"]), abs=1e-9)
        assert round(row["score"], 2) == pytest.approx(printed[row["entity"]])
        assert row["pillars"] == {name: pytest.approx(float(golden_row[name]), abs=1e-9) for name in (*row["pillars"],)}
        assert len(row["pillars"]) == 10


@pytest.mark.parametrize(
    ("data", "meta", "whole"),
    [("coinr/data/ASEM_iData.csv", "coinr/data/ASEM_iMeta.csv", "Index"),
     ("coinr-panel/iData.csv", "coinr-panel/iMeta.csv", "AIIndex")],
)  # fmt: skip
def test_without_a_lens_it_is_min_max_and_weighted_means_of_what_is_there(
    shared: Path, data: str, meta: str, whole: str
) -> None:
    files = shared / "golden" / data, shared / "golden" / meta
    found, expected = ranked("--coinr", *files), by_hand(*files)
    assert {row["entity"] for row in found["scores"]} == set(expected)
    order = ranks([scores[whole] for scores in expected.values()])
    assert {row["entity"]: row["rank"] for row in found["scores"]} == dict(zip(expected, order, strict=True))
    for row in found["scores"]:
        scores = expected[row["entity"]]
        assert row["score"] == pytest.approx(scores[whole], abs=1e-9)
        for name, score in row["pillars"].items():
            assert score == (pytest.approx(scores[name], abs=1e-9) if scores[name] == scores[name] else None)


def test_a_panel_is_ranked_at_its_last_year_and_as_of_an_earlier_one(shared: Path, tmp_path: Path) -> None:
    data, meta = (shared / "golden/coinr/data" / name for name in ("ASEM_iData_p.csv", "ASEM_iMeta.csv"))
    lines = data.read_text(encoding="utf-8").splitlines()
    at = lines[0].split(",").index('"Time"')
    for year, words in (("2022", ()), ("2020", ("--as-of", "2020-12-31"))):
        alone = tmp_path / f"{year}.csv"
        of_year = [line for line in lines[1:] if line.split(",")[at] == f'"{year}"']
        alone.write_text("\n".join([lines[0], *of_year]), encoding="utf-8")
        expected = by_hand(alone, meta)
        found = ranked("--coinr", data, meta, *words)
        for row in found["scores"]:
            assert row["score"] == pytest.approx(expected[row["entity"]]["Index"], abs=1e-9)


def test_the_years_of_a_panel_are_scaled_by_what_is_least_and_most_in_all_of_them(shared: Path) -> None:
    data, meta = (shared / "golden/coinr/data" / name for name in ("ASEM_iData_p.csv", "ASEM_iMeta.csv"))
    study = from_coinr(data, meta)
    panel = rank_panel(study.ledger, study.lens, range(2018, 2023))
    described = records(meta)
    rows = records(data)
    expected = by_hand_over_years(rows, described)
    for year in range(2018, 2023):
        ranking = panel.rankings[year]
        for row in ranking.table.iter_rows(named=True):
            assert row["score"] == pytest.approx(expected[row["entity"], year], abs=1e-9)


def by_hand_over_years(
    rows: Sequence[dict[str, str]], described: Sequence[dict[str, str]]
) -> dict[tuple[str, int], float]:
    """Entity and year → the index, as `by_hand`, with one scale for all rows."""
    scores: dict[str, np.ndarray] = {}
    for row in described:
        if row["Type"] == "Indicator":
            x = np.array([float(r[row["iCode"]] or "nan") for r in rows]) * float(row["Direction"])
            scores[row["iCode"]] = 100 * (x - np.nanmin(x)) / (np.nanmax(x) - np.nanmin(x))
    for row in sorted((r for r in described if r["Type"] == "Aggregate"), key=lambda r: int(r["Level"])):
        values = np.array([scores[child["iCode"]] for child in described if child["Parent"] == row["iCode"]])
        scores[row["iCode"]] = np.nanmean(values, axis=0)
    return {(r["uCode"], int(r["Time"])): float(scores["Index"][i]) for i, r in enumerate(rows)}


def test_a_score_is_explained_down_to_the_row_and_column_of_the_users_file(own: Any) -> None:
    """Brasil has 20 roads of 10 to 40: a third of the way; its figure stands in the third record."""
    data, meta = own()
    words = ["explain", "Brasil", "--coinr", str(data), str(meta)]
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exit_code == 0, done.stderr
    roads = json.loads(done.stdout)["pillars"][0]["indicators"][0]
    assert (roads["title"], roads["value"], roads["unit"], roads["period"]) == ("Roads built", 20, "km", "undated")
    assert roads["normalised"] == pytest.approx(100 / 3)
    observation = roads["observations"][0]
    assert observation["locator"] == "iData.csv#row=3&column=Roads"
    assert observation["quote"] == [
        {"place": "iData.csv#row=3", "cells": {"uName": "Brasil", "uCode": "BR", "Roads": "20"}}
    ]
    shown = CliRunner(env={"COLUMNS": "200"}).invoke(app, words).stdout
    assert "Moving about 45.8 (weight 2)" in shown
    assert "Roads built: 20 km (undated) → 33.33 points" in shown


def test_a_denominator_is_explained_with_its_own_row(own: Any, tmp_path: Path) -> None:
    """Camelot has 30 roads for 5 million people."""
    lens = tmp_path / "lens.yaml"
    lens.write_text(LIKE_COINR.replace("EurAsia_group", "Region"), encoding="utf-8")
    done = CliRunner().invoke(app, ["explain", "CA", "--lens", str(lens), "--coinr", *map(str, own()), "--json"])
    assert done.exit_code == 0, done.stderr
    roads = json.loads(done.stdout)["pillars"][0]["indicators"][0]
    assert (roads["value"], roads["denominator"]["by"], roads["denominator"]["value"]) == (30, "Pop", 5)
    assert roads["denominator"]["observations"][0]["locator"] == "iData.csv#row=4&column=Pop"


def test_a_report_on_own_data_says_that_no_day_is_known(own: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["assess", "Brasil", "--against", "Dor", "--coinr", *map(str, own()), "--out", str(out), "--json"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.stderr
    document = json.loads(done.stdout)
    assert (document["entity"], document["as_of"]) == ("BR", None)
    findings = " ".join(answer["finding"] for answer in document["answers"])
    assert "Brasil ranks 2nd of 4, through one lens; it stands below Dor." in findings
    assert "No lens takes a dated figure for Brasil." in findings
    assert "evidence known on a day not stated" in (out / "report.html").read_text(encoding="utf-8")
    assert CliRunner().invoke(app, [*words, "--lens", "powers", "--lens", "stack"]).exit_code == 2


def test_targets_come_from_imeta(shared: Path) -> None:
    golden = shared / "golden/coinr"
    steps = [
        {"do": "denominate", "by": "own"},
        {"do": "impute", "how": "group-mean", "by": "EurAsia_group"},
        {"do": "treat", "how": "winsorise"},
        {"do": "normalise", "how": "distance-to-target"},
        {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"},
    ]
    study = from_coinr(golden / "data/ASEM_iData.csv", golden / "data/ASEM_iMeta.csv", steps)
    final = rank_entities(study.ledger, study.lens).final
    expected = {row["uCode"]: row for row in records(golden / "normalise/n_dist2targ.csv")}
    for entity in final.entities:
        for indicator in final.indicators:
            assert final.value(entity, indicator) == pytest.approx(float(expected[entity][indicator]), abs=1e-9)


def test_figures_without_a_date_are_no_panel(own: Any) -> None:
    study = from_coinr(*own())
    with pytest.raises(PlanError, match="the figures of Roads have no date: there are no years to tell apart"):
        rank_panel(study.ledger, study.lens, [2018, 2019])
