"""Steps that look along a panel or over all of it: gaps between years, references of the year, weights found once."""

from __future__ import annotations

from typing import Any

import pytest

from theodolite.index.panel import rank_panel

YEARS = [2021, 2022, 2023]
FIGURES = {
    "AUT": {"a/x": {"2021": 0.0, "2023": 10.0}, "a/y": {"2021": 1.0, "2022": 2.0, "2023": 3.0}},
    "BEL": {"a/x": {"2021": 4.0, "2022": 4.0}, "a/y": {"2021": 2.0, "2022": 2.0, "2023": 5.0}},
    "CHE": {"a/x": {"2021": 8.0, "2022": 6.0, "2023": 8.0}, "a/y": {"2021": 4.0, "2022": 0.0, "2023": 4.0}},
}
BOTH: dict[str, Any] = {"a/x": {}, "a/y": {}}
OWN_YEAR = {"take": "latest", "not-older-than": "0 years"}
MEAN = {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"}


def values(world: Any, steps: list[dict[str, Any]]) -> dict[int, dict[str, float | None]]:
    panel = rank_panel(*world(BOTH, FIGURES, period=OWN_YEAR, steps=[*steps, MEAN]), YEARS)
    finals = {year: panel.at(year).final for year in YEARS}
    return {year: {e: data.value(e, "a/x") for e in data.entities} for year, data in finals.items()}


def test_a_gap_between_two_years_lies_on_the_line_and_one_at_the_end_takes_the_last_figure(world: Any) -> None:
    # AUT 2022 is half way from 0 to 10; BEL 2023, after its last figure, is carried forward.
    steps = [{"do": "impute", "how": "linear"}, {"do": "impute", "how": "carried-forward"}]
    found = values(world, [*steps, {"do": "normalise", "how": "min-max", "to": [0, 10]}])
    assert {year: found[year]["AUT"] for year in YEARS} == pytest.approx({2021: 0, 2022: 5, 2023: 10})
    assert found[2023]["BEL"] == pytest.approx(4)


def test_the_flag_of_a_filled_cell_is_of_its_year(world: Any) -> None:
    steps = [{"do": "impute", "how": "carried-forward"}, {"do": "normalise", "how": "min-max"}, MEAN]
    panel = rank_panel(*world(BOTH, FIGURES, period=OWN_YEAR, steps=steps), YEARS)
    told = {
        year: [(f.entity, f.indicator, f.what) for f in panel.at(year).flags if f.kind == "imputed"] for year in YEARS
    }
    what = "missing, and filled by carried-forward"
    assert told == {2021: [], 2022: [("AUT", "a/x", what)], 2023: [("BEL", "a/x", what)]}
    assert panel.at(2022).coverage[""].tolist() == [0.5, 1, 1]


def test_distances_are_to_the_reference_of_the_same_year(world: Any) -> None:
    # The worst of all years is 0 (AUT 2021); CHE has 8, 6 and 8.
    steps = [{"do": "impute", "how": "linear"}, {"do": "impute", "how": "carried-forward"}]
    found = values(world, [*steps, {"do": "normalise", "how": "distance-to-reference", "to": "CHE", "only": ["a/x"]},
                           {"do": "normalise", "how": "rank", "except": ["a/x"]}])  # fmt: skip
    assert {year: found[year]["BEL"] for year in YEARS} == pytest.approx({2021: 4 / 8, 2022: 4 / 6, 2023: 4 / 8})


def test_weights_are_found_once_for_all_years(world: Any) -> None:
    steps = [
        {"do": "impute", "how": "linear"}, {"do": "impute", "how": "carried-forward"},
        {"do": "normalise", "how": "z-score"}, {"do": "weight", "how": "critic"}, MEAN,
    ]  # fmt: skip
    panel = rank_panel(*world(BOTH, FIGURES, period=OWN_YEAR, steps=steps), YEARS)
    weights = [dict(panel.at(year).weights) for year in YEARS]
    assert weights[0] == weights[1] == weights[2]
    assert weights[0]["a/x"] + weights[0]["a/y"] == pytest.approx(1)
    assert weights[0]["a/x"] != pytest.approx(0.5, abs=1e-6)
