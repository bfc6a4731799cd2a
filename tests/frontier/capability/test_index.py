"""The index: which scores count, on which scale, what is refused, and how it stands to the published one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.result import Result
from theodolite.errors import EvidenceError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.frontier.capability.benchmark import Benchmark, benchmarks_of, models_of
from theodolite.frontier.capability.compared import compared
from theodolite.frontier.capability.index import CapabilityIndex, capability_index
from theodolite.frontier.capability.scores import best_runs, scores_of

QUIZ = ("gpqa-diamond", "mmlu", "gsm8k")


@pytest.fixture(scope="module")
def index(ledger: Ledger) -> CapabilityIndex:
    """The index of all shipped scores."""
    return capability_index(ledger)


def small(ledger: Ledger, **options: object) -> CapabilityIndex:
    """An index of a few made models."""
    return capability_index(ledger, **{"resamples": 20, "at_least": 2, "models_each": 2, **options})  # type: ignore[arg-type]


def ladder(*runs: str) -> list[tuple[str, str, float]]:
    """Scores of made models on three benchmarks, each higher than the one before."""
    return [(run, name, 30 + 10 * k + 5 * j) for k, run in enumerate(runs, start=0) for j, name in enumerate(QUIZ)]


def test_of_the_runs_of_a_model_the_best_on_each_benchmark_counts(made: Callable[..., Ledger]) -> None:
    ledger = made([
        ("o3-2025-04-16-high", "gsm8k", 90), ("o3-2025-04-16-low", "gsm8k", 80),
        ("o3-2025-04-16-high", "mmlu", 70), ("o3-2025-04-16-low", "mmlu", 75), ("somebody", "mmlu", 20),
    ])  # fmt: skip
    rows = best_runs(ledger, ["frontier/gsm8k", "frontier/mmlu"])
    assert rows.select("model", "indicator", "entity", "value").rows() == [
        ("model/o3", "frontier/gsm8k", "model/o3-2025-04-16-high", 90),
        ("model/o3", "frontier/mmlu", "model/o3-2025-04-16-low", 75),
        ("model/somebody", "frontier/mmlu", "model/somebody", 20),
    ]


def test_of_one_run_in_two_editions_the_newer_counts(ledger: Ledger) -> None:
    """GPT-5.1's and others' runs stand in the edition of 2025-12 and in that of 2026-02."""
    rows = ledger.select(entity="model/o3-2025-04-16-high", indicator="frontier/gpqa-diamond")
    assert len(rows) == 2
    used = best_runs(ledger, ["frontier/gpqa-diamond"]).filter(entity="model/o3-2025-04-16-high")
    assert used["edition"].to_list() == ["2026-02-08"]


def test_what_guessing_gives_is_taken_off_and_never_below_nothing(made: Callable[..., Ledger]) -> None:
    """Four choices: 62.5 % is (0.625 − 0.25)/0.75 = ½, and 20 % is 0."""
    ledger = made([("a", "mmlu", 62.5), ("b", "mmlu", 20), ("a", "gsm8k", 50), ("b", "gsm8k", 20)])
    chosen = benchmarks_of(ledger.catalog, ["mmlu", "gsm8k"])
    above, plain = (
        scores_of(ledger, chosen, guessing=guessing, at_least=1, models_each=2) for guessing in (True, False)
    )
    assert above.benchmarks == ("frontier/gsm8k", "frontier/mmlu")
    assert above.shares == pytest.approx(np.array([[0.5, 0.5], [0.2, 0]]))
    assert plain.shares == pytest.approx(np.array([[0.5, 0.625], [0.2, 0.2]]))


def test_two_models_on_a_scale_of_their_own_stand_at_1_and_minus_1(made: Callable[..., Ledger]) -> None:
    found = small(made(ladder("low", "high")))
    assert found.table["entity"].to_list() == ["model/high", "model/low"]
    assert found.table["ability"].to_list() == pytest.approx([1, -1])
    assert found.table["published"].to_list() == [None, None]
    assert "a scale of the index's own" in found.finding
    with pytest.raises(EvidenceError, match="share too few models"):
        compared(found)


def test_on_the_published_scale_the_shared_models_have_the_published_mean_and_spread(
    made: Callable[..., Ledger],
) -> None:
    known = [("a", 100.0), ("b", 110.0), ("c", 135.0)]
    table = small(made(ladder("a", "b", "c", "d"), [*known, ("elsewhere", 90.0)])).table
    shared = table.filter(pl.col("published").is_not_null())
    assert shared["ability"].mean() == pytest.approx(115)
    assert shared["ability"].std(ddof=0) == pytest.approx(np.std([100, 110, 135]))
    assert shared["difference"].sum() == pytest.approx(0, abs=1e-9)
    assert table["entity"][0] == "model/d"


def test_models_that_share_no_benchmark_with_the_others_are_left_out_with_the_reason(
    made: Callable[..., Ledger],
) -> None:
    apart = [("x", "piqa", 70.0), ("y", "piqa", 60.0), ("x", "lambada", 50.0), ("y", "lambada", 60.0)]
    found = small(made([*ladder("a", "b", "c"), *apart]), benchmarks=[*QUIZ, "piqa", "lambada"])
    assert found.scores.models == ("model/a", "model/b", "model/c")
    for name in ("model/x", "model/y", "frontier/piqa", "frontier/lambada"):
        assert found.scores.dropped[name] == "shares no benchmark with the others"
    with pytest.raises(UnknownNameError) as error:
        found.explain("model/x")
    assert error.value.where == "shares no benchmark with the others"


def test_a_benchmark_of_one_model_and_one_on_which_all_score_the_same_are_left_out(
    made: Callable[..., Ledger],
) -> None:
    more = [("a", "piqa", 70.0), ("a", "lambada", 50.0), ("b", "lambada", 50.0)]
    found = small(made([*ladder("a", "b"), *more]), benchmarks=[*QUIZ, "piqa", "lambada", "weirdml"])
    assert dict(found.scores.dropped) == {
        "frontier/lambada": "all models score the same",
        "frontier/piqa": "1 of the models have a score, 2 are asked",
        "frontier/weirdml": "no model has a score",
    }


def test_a_model_on_too_few_benchmarks_is_left_out_and_what_hangs_on_it_too(made: Callable[..., Ledger]) -> None:
    more = [("alone", "mmlu", 50.0), ("alone", "piqa", 60.0), ("other", "piqa", 70.0)]
    found = small(made([*ladder("a", "b"), *more]), at_least=3)
    assert found.scores.dropped["model/alone"] == "on 2 of the benchmarks, 3 are asked"
    assert found.scores.dropped["model/other"] == "on 1 of the benchmarks, 3 are asked"
    assert found.scores.dropped["frontier/piqa"] == "no model that is left has a score"


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ([], "no two models"),
        ([("a", "mmlu", 50.0), ("a", "gsm8k", 40.0)], "no two models"),
        ([("a", "mmlu", 50.0), ("b", "mmlu", 50.0)], "no two models"),
        ([("a", "mmlu", 130.0), ("b", "mmlu", 50.0)], "is no share of a benchmark"),
    ],
    ids=["nothing", "one model", "constant", "above all"],
)
def test_scores_that_compare_nobody_are_refused(
    made: Callable[..., Ledger], scores: list[tuple[str, str, float]], message: str
) -> None:
    with pytest.raises(EvidenceError, match=message):
        small(made(scores), at_least=1)


def test_a_benchmark_that_is_none_is_refused_with_the_nearest(ledger: Ledger) -> None:
    with pytest.raises(UnknownNameError, match="gpqa-diamond"):
        capability_index(ledger, ["gpqa-diamant"])
    with pytest.raises(EvidenceError, match="make no index"):
        capability_index(ledger, resamples=19)


def test_the_order_of_the_rows_changes_no_byte(made: Callable[..., Ledger]) -> None:
    scores = ladder("a", "b", "c", "d")
    straight, turned = small(made(scores)), small(made(scores[::-1]))
    assert straight.table.write_csv() == turned.table.write_csv()


def test_every_run_has_one_model_and_every_benchmark_is_in_per_cent(catalog: Catalog) -> None:
    models, chosen = models_of(catalog), benchmarks_of(catalog)
    assert models["model/gpt-5-2025-08-07-high"] == models["model/gpt-5-2025-08-07-medium"] == "model/gpt-5"
    assert {catalog.indicators[id].unit for id in chosen} == {"percent"}
    assert benchmarks_of(catalog, ["winogrande"])["frontier/winogrande"].floor == 0.5
    assert Benchmark().floor == 0


def test_every_run_of_the_codelist_has_an_observation(ledger: Ledger) -> None:
    assert set(models_of(ledger.catalog)) <= ledger.entities


def test_the_index_agrees_with_the_published_one(index: CapabilityIndex) -> None:
    """Spearman 0.999, 0.8 points apart when this was written, on 141 models; all in one order would be 1."""
    found = compared(index).agreement
    assert found.models >= 130
    assert found.spearman > 0.99
    assert found.pearson > 0.99
    assert found.mean_difference < 1.2
    assert found.inside > 0.85


def test_without_what_guessing_gives_the_two_agree_better(ledger: Ledger, index: CapabilityIndex) -> None:
    plain = compared(capability_index(ledger, resamples=20, guessing=False)).agreement
    assert compared(index).agreement.mean_difference < plain.mean_difference


def test_a_difference_names_the_score_that_pulls_that_way(index: CapabilityIndex) -> None:
    rows = compared(index).differences.filter(pl.col("because").is_not_null())
    assert len(rows) > 100
    assert rows.filter(pl.col("difference") * pl.col("pull") <= 0).is_empty()
    assert rows.filter(pl.col("residual") * pl.col("pull") <= 0).is_empty()


def test_what_pulls_up_and_down_leaves_the_prior_alone(index: CapabilityIndex) -> None:
    """At the minimum the pulls of the scores are the prior's: ability over the curvature, in points."""
    width = float(np.diff(index.scale.of(index.fit.curves.ability, np.array([0.0, 1.0])))[0])
    curves, known = index.fit.curves, ~np.isnan(index.scores.shares)
    p = curves.expected
    bend = np.where(known, curves.slope**2 * p * (1 - p), 0).sum(axis=1) / index.fit.dispersion + 1
    assert index.pulls.sum(axis=1) == pytest.approx(width * curves.ability / bend, abs=1e-3)


def test_a_model_is_explained_by_each_of_its_scores(index: CapabilityIndex) -> None:
    told = index.explain("model/deepseek-v3")
    assert told["benchmarks"] == len(told["scores"])
    quiz = next(one for one in told["scores"] if one["indicator"] == "frontier/gpqa-diamond")
    assert quiz["observed"] == 56.53
    assert 25 < quiz["expected"] < 100
    assert quiz["residual"] == pytest.approx(quiz["observed"] - quiz["expected"])
    with pytest.raises(UnknownNameError, match="deepseek-v3"):
        index.explain("model/deepseek-v33")


def test_the_index_is_a_result(index: CapabilityIndex) -> None:
    assert isinstance(index, Result)
    assert index.finding.endswith(".")
    assert index.sources == (
        "epoch/runs-of-benchmarks-2025-12", "epoch/scores-reported-2025-12", "iaps/eci-accessibility-gap-2026-02-08",
    )  # fmt: skip
    rows = index.observations()
    assert len(rows) == len(index.table)
    assert rows.filter((pl.col("low") > pl.col("value")) | (pl.col("value") > pl.col("high"))).is_empty()


def test_the_hardest_benchmark_is_solved_by_half_at_a_higher_ability_than_the_easiest(index: CapabilityIndex) -> None:
    table = index.benchmarks
    hard, easy = (table.filter(indicator=f"frontier/{name}").row(0, named=True) for name in ("gso", "winogrande"))
    assert hard["difficulty"] > 150 > easy["difficulty"]
    assert easy["floor"] == 50
    assert (table["slope"] > 0).all()


def test_what_was_not_known_at_a_day_is_not_seen(ledger: Ledger) -> None:
    then = capability_index(ledger, as_of=date(2025, 12, 31), resamples=20)
    assert "model/claude-opus-4-6" not in then.scores.models
    assert {"iaps/eci-accessibility-gap-2025-12-19"} < set(then.sources)
    assert "iaps/eci-accessibility-gap-2026-02-08" not in then.sources
