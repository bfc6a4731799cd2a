"""Two entities held against each other, a deficit, and a tree of explanation: worked by hand on four economies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from theodolite.core.result import Result
from theodolite.errors import PlanError, UnknownNameError
from theodolite.index.compare import compare
from theodolite.index.contribution import indicator_gaps, pillar_gaps, unknown_among
from theodolite.index.deficit import deficit
from theodolite.index.framework import Taken
from theodolite.index.lens import Lens
from theodolite.index.method import _METHODS, method
from theodolite.index.ranking import Ranking, Span, rank_each, rank_entities, rank_through, span_of_ranks

INDICATORS = {"build/models": {"missing-means": "none-recorded", "title": "Models"}, "use/share": {"title": "Share"}}
# Models of 2024 to 2026 (0, 10, 5, 0), min-max 0–100: 0, 100, 50, 0; share (40, 10, 20, 30) 100, 0, 33⅓, 66⅔.
FIGURES = {
    "AUT": {"build/models": {"2024": 0.0}, "use/share": 40},
    "BEL": {"build/models": {"2024": 4.0, "2025": 6.0}, "use/share": 10},
    "CHE": {"build/models": {"2025": 5.0}, "use/share": 20},
    "DNK": {"build/models": {"2021": 9.0}, "use/share": 30},
}
SUM = {"indicator": "build/models", "period": {"take": "sum", "over": 3}}
BOTH = [
    {"pillar": "build", "weight": 3, "indicators": [SUM]},
    {"pillar": "use", "indicators": [{"indicator": "use/share"}]},
]


def steps(low: int = 0, mean: str = "arithmetic") -> list[dict[str, Any]]:
    return [
        {"do": "normalise", "how": "min-max", "to": [low, 100]},
        {"do": "aggregate", "indicators": "arithmetic", "pillars": mean},
    ]


@pytest.fixture
def rankings(world: Any) -> dict[str, Ranking]:
    """Through `lens` (3 to 1), and through `made`, `used` (one pillar each) and `geo` (the geometric mean of both)."""
    ledger, whole = world(INDICATORS, FIGURES, framework=BOTH, steps=steps())
    others = [
        Lens.model_validate(
            {"id": id, "title": id, "question": "?", "after": [{"title": "T"}], "framework": framework, "steps": how}
        )
        for id, framework, how in (
            ("made", BOTH[:1], steps()),
            ("used", BOTH[1:], steps()),
            ("geo", BOTH, steps(1, "geometric")),
        )
    ]
    return rank_through(ledger, [whole, *others])


def test_the_contributions_of_pillars_sum_to_the_lead(rankings: dict[str, Ranking]) -> None:
    assert pillar_gaps(rankings["lens"], "BEL", "AUT") == pytest.approx({"build": 75, "use": -25})
    logs = pillar_gaps(rankings["geo"], "BEL", "AUT")
    assert logs == pytest.approx({"build": 0.75 * np.log(100), "use": -0.25 * np.log(100)})


def test_lenses_disagree_and_the_pillar_that_decides_is_named(rankings: dict[str, Ranking]) -> None:
    found = compare([rankings["lens"], rankings["made"], rankings["used"]], "BEL", "AUT")
    assert found.ahead == {"lens": "BEL", "made": "BEL", "used": "AUT"}
    assert found.finding == (
        "Belgium is ahead of Austria through 2 of 3 lenses (lens, made), and behind through 1 (used): "
        "build decides lens, build decides made, use decides used."
    )
    first = found.table.row(0, named=True)
    assert (first["pillar"], first["contribution"], first["gap"], first["scale"]) == ("build", 75, 50, "points")
    assert (first["rank_a"], first["rank_b"], first["score_a"], first["score_b"]) == (1, 3, 75, 25)
    assert isinstance(found, Result)
    assert found.sources == ("nobody/made-2026-01",)


def test_no_lens_ranks_both(rankings: dict[str, Ranking]) -> None:
    with pytest.raises(PlanError, match="no lens ranks both BEL and USA"):
        compare(list(rankings.values()), "BEL", "USA")


def test_a_lens_that_refuses_stands_apart_and_two_of_one_name_are_refused(world: Any) -> None:
    ledger, lens = world(INDICATORS, FIGURES, framework=BOTH, steps=steps())
    refusing = lens.model_copy(update={"id": "none", "period": Taken(not_older_than="0 years")})
    rankings, refused = rank_each(ledger, [lens, refusing])
    assert (list(rankings), list(refused)) == (["lens"], ["none"])
    assert "use/share" in str(refused["none"])
    with pytest.raises(PlanError, match="use/share"):
        rank_through(ledger, [lens, refusing])
    with pytest.raises(PlanError, match="two lenses have the id 'lens'"):
        rank_each(ledger, [lens, refusing, lens])


def test_the_span_of_ranks_over_lenses(rankings: dict[str, Ranking]) -> None:
    assert span_of_ranks(list(rankings.values()), "AUT") == Span(1, 3, 4)
    assert span_of_ranks(list(rankings.values()), "USA") is None


def test_an_indicator_counts_by_what_the_score_loses_at_the_median(rankings: dict[str, Ranking]) -> None:
    # For BEL, against the median of the other three: models 100 against 0, share 0 against 66⅔.
    gaps = indicator_gaps(rankings["lens"], "BEL", ["AUT", "CHE", "DNK"])
    assert gaps == pytest.approx({"build/models": 75, "use/share": -0.25 * 200 / 3})


def test_an_indicator_that_no_peer_has_a_figure_of_is_left_out_and_named(world: Any) -> None:
    figures = {"AUT": {"a/x": 1, "b/y": 5}, "BEL": {"a/x": 2}, "CHE": {"a/x": 3}, "DNK": {"a/x": 1, "b/y": 9}}
    mean = {**steps()[1], "missing": "re-weight"}
    ranking = rank_entities(*world({"a/x": {}, "b/y": {}}, figures, steps=[steps()[0], mean]))
    assert unknown_among(ranking, ["BEL", "CHE"]) == ("b/y",)
    assert indicator_gaps(ranking, "DNK", ["BEL", "CHE"]) == pytest.approx({"a/x": 50 - (75 + 100) / 2})


@pytest.fixture
def best() -> Iterator[str]:
    """A mean that has no link, registered under a name of its own: the best of what there is."""

    @method("aggregate", "best")
    def kernel(values: np.ndarray, shares: np.ndarray) -> np.ndarray:
        return np.where(shares > 0, values, -np.inf).max(axis=1)

    assert callable(kernel)
    yield "best"
    del _METHODS["aggregate"]["best"]


def test_a_mean_without_a_link_is_compared_pillar_by_pillar(world: Any, best: str) -> None:
    # BEL has 100 and 0, AUT 0 and 100: the best of each is 100, and BEL with AUT's models has 0.
    ranking = rank_entities(*world(INDICATORS, FIGURES, framework=BOTH, steps=steps(mean=best)))
    row = compare([ranking], "BEL", "AUT").table.row(0, named=True)
    assert (row["scale"], row["gap"]) == ("points, one at a time", 0)
    assert pillar_gaps(ranking, "BEL", "AUT") == {"build": 100, "use": 0}


def test_the_deficit_is_the_rank_at_using_less_the_rank_at_building(rankings: dict[str, Ranking]) -> None:
    found = deficit(rankings["made"], rankings["used"])
    assert {row["entity"]: row["deficit"] for row in found.table.iter_rows(named=True)} == {
        "BEL": 4 - 1,
        "CHE": 3 - 2,
        "AUT": 1 - 3,
        "DNK": 2 - 3,
    }
    tree = found.explain("BEL")
    assert tree["peers"] == ["CHE", "AUT", "DNK"]
    assert [(part["indicator"], part["value"], part["period"]) for part in tree["holds_back"]] == [
        ("use/share", 10.0, "2025")
    ]
    assert tree["holds_back"][0]["points"] == pytest.approx(-200 / 3)
    assert tree["carries"][0]["points"] == pytest.approx(100)
    assert found.sentence("BEL") == (
        "Belgium ranks 1 at building AI and 4 at using it, among 4 economies that both lenses rank; "
        "held against its 3 nearest peers at building, what holds its use back most: Share."
    )
    assert isinstance(found, Result)
    with pytest.raises(UnknownNameError, match="the lens 'made' does not rank it"):
        found.explain("USA")


def test_the_tree_walks_from_the_score_to_every_observation_of_a_window(rankings: dict[str, Ranking]) -> None:
    tree = rankings["lens"].explain("BEL")
    assert (tree["score"], tree["rank"], tree["ranked"], tree["coverage"]) == (75, 1, 4, 1)
    leaf = tree["pillars"][0]["indicators"][0]
    assert (leaf["value"], leaf["period"], leaf["recorded"], leaf["normalised"]) == (10, "2024/2026", "observed", 100)
    assert [(seen["period"], seen["value"], seen["locator"]) for seen in leaf["observations"]] == [
        ("2024", 4.0, "row=0"),
        ("2025", 6.0, "row=1"),
    ]
    assert leaf["observations"][0]["source"] == "nobody/made-2026-01"


def test_nothing_recorded_and_missing_are_said_apart(world: Any) -> None:
    figures = {"AUT": {"a/list": 1}, "BEL": {"b/rate": 1}, "CHE": {"a/list": 2, "b/rate": 3}, "DNK": {"b/rate": 2}}
    mean = {**steps()[1], "missing": "re-weight"}
    ranking = rank_entities(
        *world({"a/list": {"missing-means": "none-recorded"}, "b/rate": {}}, figures, steps=[steps()[0], mean])
    )
    said = {e: [leaf["recorded"] for leaf in ranking.explain(e)["pillars"][0]["indicators"]] for e in ("AUT", "BEL")}
    assert said == {"AUT": ["observed", "missing"], "BEL": ["none recorded", "observed"]}


def test_an_economy_that_was_left_out_is_told_why(world: Any) -> None:
    ledger, lens = world(INDICATORS, {**FIGURES, "EST": {"build/models": 1.0}}, framework=BOTH, steps=steps())
    with pytest.raises(UnknownNameError, match=r"Estonia is left out \(a figure is missing: use/share\)"):
        rank_entities(ledger, lens).explain("EST")


def test_a_ranking_is_a_result_whose_scores_are_rows(rankings: dict[str, Ranking]) -> None:
    ranking = rankings["lens"]
    assert isinstance(ranking, Result)
    rows = ranking.observations()
    whole = rows.filter(indicator="lens/lens").sort("entity")
    assert whole["value"].to_list() == pytest.approx([25, 75, 75 / 2 + 25 / 3, 50 / 3])
    assert set(rows["indicator"]) == {"lens/lens", "lens/lens/build", "lens/lens/use"}
    assert set(rows["locator"]) == {ranking.lens.hash}
    assert set(rows["source"]) == {"theodolite/lens-lens"}


def test_a_common_period_does_not_run_ahead_with_the_few(world: Any) -> None:
    figures = {e: {"a/x": {"2023": n, "2024": 2.0 * n}} for n, e in enumerate(("AUT", "BEL", "CHE", "DNK"), 1)}
    figures["AUT"]["a/x"]["2025"] = 99.0
    framework = [{"pillar": "all", "indicators": [{"indicator": "a/x", "period": {"take": "common"}}]}]
    ranking = rank_entities(*world({"a/x": {}}, figures, framework=framework))
    assert ranking.raw.column("a/x").tolist() == [2, 4, 6, 8]
    assert set(ranking.table["oldest_period"]) == {"2024"}


def test_a_figure_too_old_is_not_taken_and_a_provisional_one_only_without_another(world: Any) -> None:
    figures = {
        "AUT": {"a/x": {"2020": 1.0}},
        "BEL": {"a/x": {"2025": 2.0, "2026": [9.0, "P"]}},
        "CHE": {"a/x": {"2026": [3.0, "P"]}},
        "DNK": {"a/x": {"2024": 4.0, "2030": [9.0, "F"]}},
        "EST": {"a/x": {"2022": 5.0}},
    }
    ranking = rank_entities(*world({"a/x": {}}, figures, period={"take": "latest", "not-older-than": "4 years"}))
    assert {e: ranking.raw.value(e, "a/x") for e in figures} == {"AUT": None, "BEL": 2, "CHE": 3, "DNK": 4, "EST": 5}
