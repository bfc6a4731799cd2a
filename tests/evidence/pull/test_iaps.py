"""Capability scores of models and the best of each economy, against tables worked by hand and published scores."""

from __future__ import annotations

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.entity_table import read_entities
from theodolite.evidence.ledger import Ledger

SCORES = """
Model | date       | Organization | Country (of organization) | eci | eci_ci_low | eci_ci_high
A     | 2023-05-01 | P            | China                     | 100 | 95         | 106
B     | 2023-08-01 | Q,R          | China,France              | 110 | 104        | 113
C     | 2024-06-01 | P            | China                     | 105 | 101        | 109
D     | 2025-02-03 | P            | China                     | 130 |            |
E     |            | P            | France                    | 199 | 190        | 200
"""
BENCHMARKS = """
benchmark | model | date       | org | score | score_sd
eci       | A     | 2023-05-01 | P   | 100   | 2.0
eci       | B     | 2023-08-01 | Q   | 150   | 0.0
chess     | A     | 2023-05-01 | P   | 7     | 1.0
"""


def test_the_best_so_far_never_falls_and_a_joint_model_is_each_ones(read_with) -> None:
    found = read_with("iaps.best", SCORES, "eci")
    assert {key: (one.value, one.note) for key, one in found.items()} == {
        ("China", "2023"): (110, "B"), ("France", "2023"): (110, "B"),
        ("China", "2024"): (110, "B"), ("France", "2024"): (110, "B"),
        ("China", "2025-02"): (130, "D"), ("France", "2025-02"): (110, "B"),
    }  # fmt: skip
    assert (found["China", "2023"].low, found["China", "2023"].high) == (104, 113)


def test_a_score_has_the_printed_interval_and_a_model_without_a_day_is_passed_over(read_with) -> None:
    found = read_with("iaps.eci", SCORES, "eci")
    assert len(found) == 4
    assert (found["model/A", "2023-05-01"].low, found["model/A", "2023-05-01"].high) == (95, 106)
    assert found["model/D", "2025-02-03"].low is None


def test_a_standard_deviation_becomes_a_5_to_95_interval_and_a_fixed_point_of_the_scale_has_none(read_with) -> None:
    found = read_with("iaps.score", BENCHMARKS, "eci")
    a, b = found["model/A", "2023-05-01"], found["model/B", "2023-08-01"]
    assert (a.low, a.high) == pytest.approx((100 - 3.2897, 100 + 3.2897), abs=1e-4)
    assert (b.low, b.high) == (None, None)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("work", "case", "value"),
    [
        ("iaps/eci-accessibility-gap", "USA models/best-eci 2025-12", 153.99290428017454),
        ("iaps/eci-accessibility-gap", "GBR models/best-eci 2025-12", 153.99290428017454),
        ("iaps/eci-accessibility-gap", "CHN models/best-eci 2025-12", 145.27885154267537),
        ("epoch/capabilities-index", "CHN models/best-eci 2025-11", 142.8258639601152),
        ("epoch/capabilities-index", "USA models/best-eci 2025-11", 154.35662248487947),
        ("iaps/eci-accessibility-gap", "model/deepseek-v3 frontier/eci 2024-12-26", 132.9594063473253),
        ("iaps/eci-accessibility-gap", "model/gpt-5 frontier/eci 2025-08-07", 150),
        ("iaps/eci-accessibility-gap", "model/gemini-3-pro-preview frontier/gpqa-diamond 2025-11-18", 92.61),
        ("iaps/eci-accessibility-gap", "model/gpt-5-2-2025-12-11-xhigh frontier/frontiermath-public 2025-12-11", 40.7),
        ("iaps/eci-accessibility-gap", "model/gpt-5-2 frontier/metr-time-horizon 2025-12-11", 394.38),
        ("iaps/eci-accessibility-gap", "model/claude-opus-4-6 frontier/eci 2026-02-05", 152.65),
    ],
)
def test_shipped_scores_are_those_printed(figure, work: str, case: str, value: float) -> None:
    assert figure(work, case) == pytest.approx(value, abs=0.01)


def test_the_version_of_march_2025_is_not_the_first_deepseek_v3(ledger: Ledger) -> None:
    """The edition of 2025-12-19 calls it DeepSeek-V3; a correction gives it the name that the next edition has."""
    assert ledger.select(entity="model/deepseek-v3", indicator="frontier/eci")["period"].to_list() == ["2024-12-26"]
    later = ledger.select(entity="model/deepseek-v3-mar-2025", indicator="frontier/eci")
    assert set(later["period"]) == {"2025-03-24"}
    assert sorted(later["edition"]) == ["2025-12-19", "2026-02-08"]


def test_a_model_that_epoch_lists_too_is_one_entity(catalog: Catalog) -> None:
    both = catalog.entities["model/kimi-k2-thinking"]
    assert (both.title, both.makers, both.economies) == ("Kimi K2 Thinking", "Moonshot", "CHN")


@pytest.mark.parametrize(
    ("model", "weights"),
    [("kimi-k2-thinking", "open"), ("gemini-3-pro", "closed"), ("deepseek-r1", "open"), ("llama-7b", "open")],
)
def test_a_model_says_whether_its_weights_are_open(catalog: Catalog, model: str, weights: str) -> None:
    assert catalog.entities[f"model/{model}"].weights == weights


def test_a_maker_has_its_countries_in_the_order_in_which_they_are_printed(catalog: Catalog) -> None:
    edition = "iaps/eci-accessibility-gap-2025-12-19"
    both = read_entities({edition: catalog.files("entities", ".csv")[edition]})
    assert both["organisation/google-deepmind"].economies == "USA;GBR"
    assert both["organisation/mistral-ai"].economies == "FRA"
    assert both["model/gemini-3-pro"].economies == "USA;GBR"


def test_every_score_of_the_edition_ships_and_a_chinese_run_has_its_economy(ledger: Ledger, catalog: Catalog) -> None:
    """Counted in the file: 147 index scores, and 571 on eight benchmarks."""
    rows = ledger.select(source="iaps/eci-accessibility-gap-2026-02-08")
    counts = dict(rows["indicator"].value_counts().iter_rows())
    assert counts == {
        "frontier/eci": 147, "frontier/gpqa-diamond": 149, "frontier/otis-mock-aime": 123, "frontier/math-level-5": 108,
        "frontier/frontiermath-public": 79, "frontier/metr-time-horizon": 35, "frontier/simpleqa-verified": 31,
        "frontier/swe-bench-verified": 23, "frontier/chess-puzzles": 23,
    }  # fmt: skip
    assert catalog.entities["model/qwen-max-2025-01-25"].economies == "CHN"
