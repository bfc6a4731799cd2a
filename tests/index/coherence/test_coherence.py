"""The coherence of small invented lenses worked by hand, of panels, and of the shipped lenses."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from theodolite.core.observation import COLUMNS
from theodolite.errors import PlanError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.coherence.bounds import Bounds
from theodolite.index.coherence.coherence import coherence
from theodolite.index.coherence.components import Components
from theodolite.index.coherence.said import interval
from theodolite.index.lens import load_lens
from theodolite.index.panel import rank_panel
from theodolite.index.ranking import rank_entities

ENTITIES = ("AUT", "BEL", "CHE", "DNK", "EST")
COLUMNS_OF = {
    "a/x": (1, 2, 3, 4, 5),
    "a/same": (2, 4, 6, 8, 10),
    "b/turned": (50, 40, 30, 20, 10),
    "b/odd": (1, 3, 2, 3, 1),
}
INDICATORS: dict[str, Any] = {"a/x": {}, "a/same": {}, "b/turned": {}, "b/odd": {}}
FRAMEWORK = [
    {"pillar": "first", "weight": 3, "indicators": [{"indicator": "a/x"}, {"indicator": "a/same"}]},
    {"pillar": "second", "indicators": [{"indicator": "b/turned"}, {"indicator": "b/odd"}]},
]
REWEIGHT = [
    {"do": "normalise", "how": "min-max", "to": [0, 100]},
    {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic", "missing": "re-weight"},
]


def figures(**gaps: str) -> dict[str, dict[str, float]]:
    """The figures of COLUMNS_OF, without that of an entity in the indicator that `gaps` names."""
    return {
        entity: {id: float(column[k]) for id, column in COLUMNS_OF.items() if gaps.get(entity) != id}
        for k, entity in enumerate(ENTITIES)
    }


@pytest.fixture
def found(world: Any) -> Any:
    return coherence(rank_entities(*world(INDICATORS, figures(), framework=FRAMEWORK)))


def pair(found: Any, a: str, b: str) -> dict[str, Any]:
    return found.table.row(by_predicate=(pl.col("a") == a) & (pl.col("b") == b), named=True)


def test_every_two_parts_stand_in_the_table_with_how_they_stand_to_each_other(found: Any) -> None:
    assert len(found.table) == 7 * 6 / 2
    assert pair(found, "a/x", "a/same") == {
        "a": "a/x", "b": "a/same", "level_a": 1, "level_b": 1, "relation": "siblings", "n": 5,
        "pearson": pytest.approx(1), "spearman": pytest.approx(1), "kendall": pytest.approx(1),
        "flag": "redundant", "reason": None,
    }  # fmt: skip
    relations = {b: pair(found, "a/x", b)["relation"] for b in ("b/odd", "first", "second", "score")}
    assert relations == {"b/odd": "apart", "first": "parent", "second": "across", "score": "above"}
    assert pair(found, "first", "second")["relation"] == "siblings"


def test_what_counts_against_its_pillar_or_a_sibling_is_flagged(found: Any) -> None:
    """first rises 0 … 100; second is (50, 87½, 50, 62½, 0): it falls with r = −125 / √(10 · 4062½) = −0.62.

    The score 3/4 · first + 1/4 · second is (12½, 40⅝, 50, 71⅞, 75) and rises with both a's and against b's.
    """
    second = found.columns["second"]
    assert second.tolist() == [50, 87.5, 50, 62.5, 0]
    assert found.columns["score"] == pytest.approx([12.5, 40.625, 50, 71.875, 75])
    assert pair(found, "first", "second")["pearson"] == pytest.approx(-125 / (10 * 4062.5) ** 0.5)
    assert pair(found, "first", "second")["flag"] == "negative"
    assert pair(found, "second", "score")["flag"] == "against"
    assert pair(found, "a/x", "b/turned")["flag"] is None, "apart: against each other is nobody's double count"
    strict = coherence(found.ranking, Bounds(by="kendall", high=1, weak=0.9, negative=-1))
    assert pair(strict, "a/x", "a/same")["flag"] == "redundant"
    assert pair(strict, "first", "second")["flag"] is None
    assert pair(strict, "b/odd", "second")["flag"] == "weak"


def test_alpha_says_how_many_items_and_what_is_low(found: Any) -> None:
    rows = {row["pillar"]: row for row in found.alphas.iter_rows(named=True)}
    assert rows["first"]["alpha"] == pytest.approx(1)
    assert (rows["score"]["flag"], rows["score"]["k"], rows["score"]["items"]) == ("negative", 2, 2)
    assert rows["score"]["alpha"] < 0
    assert rows["second"]["flag"] == "low"
    assert rows["second"]["alpha"] == pytest.approx(0, abs=1e-12), "turned and odd do not go together at all"


def test_weight_is_not_importance(found: Any) -> None:
    rows = {row["part"]: row for row in found.importance.iter_rows(named=True)}
    assert (rows["first"]["weight"], rows["a/x"]["effective_weight"]) == (0.75, 0.375)
    assert rows["a/x"]["importance"] == rows["a/same"]["importance"] == pytest.approx(0.5)
    assert rows["first"]["importance"] + rows["second"]["importance"] == pytest.approx(1)
    score = found.columns["score"]
    assert rows["first"]["r2"] == pytest.approx(np.corrcoef([1, 2, 3, 4, 5], score)[0, 1] ** 2)


def test_a_part_without_weight_is_no_item_has_no_importance_and_is_not_flagged(world: Any) -> None:
    """Without b/odd the second pillar is b/turned alone."""
    lighter = [
        FRAMEWORK[0],
        {"pillar": "second", "indicators": [{"indicator": "b/turned"}, {"indicator": "b/odd", "weight": 0}]},
    ]
    found = coherence(rank_entities(*world(INDICATORS, figures(), framework=lighter)))
    rows = {row["pillar"]: row for row in found.alphas.iter_rows(named=True)}
    assert (rows["second"]["items"], rows["second"]["alpha"]) == (1, None)
    assert list(found.components) == ["first", "score"]
    parts = {row["part"]: row for row in found.importance.iter_rows(named=True)}
    assert (parts["b/odd"]["importance"], parts["b/turned"]["importance"]) == (None, 1)
    assert pair(found, "b/odd", "second")["pearson"] == pytest.approx(0, abs=1e-12)
    assert pair(found, "b/odd", "second")["flag"] is None


def test_the_sentence_tells_all_of_it(found: Any) -> None:
    said = found.finding
    assert said.startswith("Through the lens 'T', the 2 pillars pull against each other (alpha -")
    assert "of 21 pairs of parts 3 flagged (1 redundant, 1 negative, 1 against)" in said
    assert said.endswith(").")


def test_the_interval_of_a_correlation_by_hand() -> None:
    """artanh 0.5 = 0.5493, ± 1.96/√(28 − 3) = 0.3920: tanh 0.1573 and tanh 0.9413."""
    assert interval(0.5, 28) == pytest.approx((0.1560, 0.7358), abs=5e-5)
    assert interval(0.9, 3) == (-1, 1)
    assert interval(1.0, 10) == (1, 1)


def test_33_a_pair_without_enough_figures_is_null_and_says_why(world: Any) -> None:
    gone = figures(AUT="a/x", BEL="a/x", CHE="a/x")
    found = coherence(rank_entities(*world(INDICATORS, gone, framework=FRAMEWORK, steps=REWEIGHT)))
    lost = pair(found, "a/x", "a/same")
    assert (lost["pearson"], lost["kendall"], lost["n"], lost["flag"]) == (None, None, 2, None)
    assert lost["reason"] == "2 entities have both figures: too few"
    rows = {row["pillar"]: row for row in found.alphas.iter_rows(named=True)}
    assert (rows["first"]["k"], rows["first"]["alpha"], rows["first"]["left_out"]) == (1, None, "a/x")
    assert found.components["first"] == ("2 entities have a figure of every item; a/x lacks the most (3 of 5)")
    assert found.statistics.row(0, named=True)["n"] == 2
    assert set(found.explain("AUT")["components"]) == {"second", "score"}


def test_33_a_part_that_is_constant_among_those_with_both_is_named(world: Any) -> None:
    gone = figures(BEL="b/odd", CHE="b/odd", DNK="b/odd")
    gone["AUT"]["b/odd"], gone["EST"]["b/odd"] = 1.0, 2.0
    extra = {**gone, "FIN": {"a/x": 9.0, "b/odd": 2.0}, "GRC": {"a/x": 9.0, "b/odd": 2.0}}
    extra["EST"]["a/x"] = 9.0
    del extra["AUT"]["a/x"]
    found = coherence(rank_entities(*world(INDICATORS, extra, framework=FRAMEWORK, steps=REWEIGHT)))
    assert pair(found, "a/x", "b/odd")["reason"] == ("a/x and b/odd is constant among the 3 entities with both")


def test_an_entity_is_explained_by_its_figures_and_its_place_on_each_component(found: Any) -> None:
    """Both items of first are (x − 3)/√2.5 standardised: the last stands √2 · 2/√2.5 along (1, 1)/√2."""
    told = found.explain("EST")
    assert (told["entity"], told["missing"], told["available"]) == ("EST", 0, 1.0)
    assert told["components"]["first"] == pytest.approx(2 * (2 / 2.5) ** 0.5)
    with pytest.raises(UnknownNameError, match="FRA"):
        found.explain("FRA")
    rows = found.observations().filter(entity="EST", indicator="lens/lens/component/first")
    assert rows["value"].to_list() == pytest.approx([2 * (2 / 2.5) ** 0.5])
    assert list(found.observations().columns) == list(COLUMNS)


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ({"high": 1.5}, "the bound high is 1.5"),
        ({"available": -0.1}, "the bound available is -0.1"),
        ({"weak": float("nan")}, "the bound weak is nan"),
        ({"negative": 0.5}, "out of order: negative 0.5, weak 0.3, high 0.92"),
        ({"by": "pearsons"}, "no correlation is called 'pearsons'"),
    ],
)
def test_bounds_that_make_no_sense_are_refused(bounds: dict[str, Any], said: str) -> None:
    with pytest.raises(PlanError, match=said):
        Bounds(**bounds)


def test_coherence_of_every_year_of_a_panel_is_of_that_year_s_scores(world: Any) -> None:
    """In 2024 x is turned round: with goalposts 1 to 5 in both years, x and same change from together to against."""
    panel = {
        entity: {
            "a/x": {"2023": 1.0 + k, "2024": 5.0 - k},
            "a/same": {"2023": 2.0 + 2 * k, "2024": 2.0 + 2 * k},
        }
        for k, entity in enumerate(ENTITIES)
    }
    framework = [FRAMEWORK[0]]
    rankings = rank_panel(*world({"a/x": {}, "a/same": {}}, panel, framework=framework), [2023, 2024]).rankings
    by_year = {year: coherence(ranking) for year, ranking in rankings.items()}
    assert {year: pair(one, "a/x", "a/same")["pearson"] for year, one in by_year.items()} == {
        2023: pytest.approx(1),
        2024: pytest.approx(-1),
    }
    assert pair(by_year[2024], "a/x", "first")["reason"] == "first is constant among the 5 entities with both"
    assert by_year[2024].statistics["max"].to_list() == [5, 10]
    alphas = {year: one.alphas.row(0, named=True) for year, one in by_year.items()}
    assert alphas[2023]["alpha"] == pytest.approx(1)
    assert (alphas[2024]["alpha"], alphas[2024]["reason"]) == (None, "the items cancel out: their sum does not vary")


def test_the_shipped_lens_of_scale_counts_the_developers_of_one_site_in_three_pillars(ledger: Ledger) -> None:
    found = coherence(rank_entities(ledger, load_lens("powers", ledger.catalog)))
    redundant = found.table.filter(flag="redundant", relation="apart")
    assert {"talent/github-developers", "industry/github-organisations"} <= {*redundant["a"], *redundant["b"]}
    whole = found.components["score"]
    assert isinstance(whole, Components)
    assert whole.kept == 1
    assert whole.eigenvalues.sum() == pytest.approx(7)
    assert (whole.loadings[:, 0] > 0).all()
