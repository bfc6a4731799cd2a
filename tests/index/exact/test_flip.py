"""Weight changes: ties worked by hand, against linear programs, and their impossibility with its proof."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from theodolite.errors import PlanError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.exact.all_pairs import least_weight_changes
from theodolite.index.exact.flip import least_weight_change
from theodolite.index.exact.least_change import least_changes, nearest_weights
from theodolite.index.exact.region import greatest
from theodolite.index.lens import load_lens
from theodolite.index.ranking import rank_entities

FIGURES = {
    "USA": {"a/a": 100, "b/b": 60, "c/c": 0},
    "CHN": {"a/a": 60, "b/b": 100, "c/c": 20},
    "IND": {"a/a": 20, "b/b": 40, "c/c": 100},
    "NGA": {"a/a": 0, "b/b": 0, "c/c": 0},
}
THREE: dict[str, Any] = {"a/a": {}, "b/b": {}, "c/c": {}}
FRAMEWORK = [
    {"pillar": "p", "weight": 5, "indicators": [{"indicator": "a/a"}]},
    {"pillar": "q", "weight": 3, "indicators": [{"indicator": "b/b"}]},
    {"pillar": "r", "weight": 2, "indicators": [{"indicator": "c/c"}]},
]

REWEIGHT = [
    {"do": "normalise", "how": "min-max", "to": [0, 100]},
    {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic", "missing": "re-weight"},
]


def by_program(differences: np.ndarray, weights: np.ndarray) -> float:
    """½‖w − w₀‖₁ by HiGHS: w = w₀ + u − v."""
    k = len(weights)
    step = np.hstack([np.eye(k), -np.eye(k)])
    equal = np.vstack([np.ones(k) @ step, differences @ step])
    done = linprog(np.full(2 * k, 0.5), A_ub=-step, b_ub=weights, A_eq=equal, b_eq=[0, -differences @ weights])
    return np.nan if done.x is None else float(done.fun)


def test_a_tie_by_hand(world: Any) -> None:
    """United States 68, China 64, so China lacks 4 (-40, 40, 20). A unit from p to q gains 80: 0.05 of the weight."""
    found = least_weight_change(rank_entities(*world(THREE, FIGURES, framework=FRAMEWORK)), "CHN", "USA")
    assert found.lead == pytest.approx(-4)
    assert found.least_weight_change == pytest.approx(0.05, abs=1e-15)
    assert found.weights == pytest.approx({"p": 0.45, "q": 0.35, "r": 0.2}, abs=1e-15)
    assert (found.ahead, found.why) == ("USA", "from p to q")
    assert "is ahead of China until 5.0% of the weight of the pillars moves: from p to q." in found.finding
    assert found.explain("CHN")["rank_at_tie"] == 1


def test_a_tie_that_takes_from_two_pillars_by_hand(world: Any) -> None:
    """India 42 of 68: lacks 26 (-80, -20, 100). A unit from p gains 180: 0.1444. Against China (-40, -60, 80), 22: from
    q 140 a unit, 0.1571. With the weights 1:8:1, India has 44 of 58: lacks 14, q gives 120 a unit, 0.11667."""
    ranking = rank_entities(*world(THREE, FIGURES, framework=FRAMEWORK))
    assert least_weight_change(ranking, "IND", "USA").least_weight_change == pytest.approx(26 / 180, abs=1e-15)
    assert least_weight_change(ranking, "USA", "IND").least_weight_change == pytest.approx(26 / 180, abs=1e-15)
    assert least_weight_change(ranking, "IND", "CHN").least_weight_change == pytest.approx(22 / 140, abs=1e-15)
    light = [{**FRAMEWORK[0], "weight": 1}, {**FRAMEWORK[1], "weight": 8}, {**FRAMEWORK[2], "weight": 1}]
    found = least_weight_change(rank_entities(*world(THREE, FIGURES, framework=light)), "IND", "USA")
    assert found.lead == pytest.approx(44 - 58)
    first = 0.1 * 180
    assert first > 14
    assert found.least_weight_change == pytest.approx(14 / 180, abs=1e-15)


def test_weight_is_taken_from_the_worst_and_then_from_the_next() -> None:
    """d = (-10, -4, 2), w₀ = (.1, .8, .1): lacks 4. The first gives its 0.1 (1.2), the second 2.8/6 = 0.46667."""
    d, w = np.array([-10.0, -4.0, 2.0]), np.array([0.1, 0.8, 0.1])
    assert least_changes(d[None, :], w)[0] == pytest.approx(0.1 + 2.8 / 6, abs=1e-15)
    assert nearest_weights(d, w) == pytest.approx([0, 0.8 - 2.8 / 6, 0.2 + 2.8 / 6], abs=1e-15)


def test_one_that_is_nowhere_ahead_cannot_tie_and_the_proof_is_told(world: Any) -> None:
    """Nigeria against China: behind on every pillar, at the nearest by 20 on r."""
    ranking = rank_entities(*world(THREE, FIGURES, framework=FRAMEWORK))
    found = least_weight_change(ranking, "NGA", "CHN")
    assert (found.possible, found.least_weight_change, found.farthest) == (False, None, pytest.approx(-20))
    assert found.why == "Nigeria is behind on every one of p, q, r: no weights can bring it level"
    assert found.observations().is_empty()
    level = least_weight_change(ranking, "NGA", "USA")
    assert level.why == "from p, q to r; 100.0% of the weight would lie on r, where Nigeria ties"
    assert level.least_weight_change == pytest.approx(0.8, abs=1e-15), "all weight on r, where both have nothing"


def test_who_is_behind_by_as_much_everywhere_or_on_the_only_one_cannot_tie(world: Any) -> None:
    """-100 on both of two, or -20 on one: no weight that moves gains anything. 0 on one is a tie."""
    two, one = np.array([2 / 3, 1 / 3]), np.ones(1)
    assert np.isnan(least_changes(np.array([[-100.0, -100.0], [100.0, 100.0]]), two)).all()
    assert np.isnan(least_changes(np.array([[-20.0]]), one)).all()
    assert least_changes(np.array([[0.0]]), one).tolist() == [0.0]
    assert least_changes(np.array([[-1e-15, -1e-15]]), two).tolist() == [0.0], "rounding is no lead"
    ranking = rank_entities(*world(THREE, FIGURES, framework=FRAMEWORK))
    found = least_weight_change(ranking, "CHN", "USA", level="p")
    assert (found.possible, found.lead, found.farthest) == (False, pytest.approx(-4), pytest.approx(-4))
    assert found.why == "China is behind on every one of a/a: no weights can bring it level"
    pairs = least_weight_changes(ranking, level="p")
    assert pairs.table["least_weight_change"].to_list() == [None] * 6
    assert pairs.finding.endswith("6 of 6 pairs keep their order whatever becomes of the weights in p.")


def test_a_tie_that_leaves_nearly_all_weight_on_one_pillar_says_so_and_by_how_little_it_leads(world: Any) -> None:
    """Korea has 90, 90 and ½ against the United States' 100, 100 and 0 (5:3:2): behind by 7.9. Its ½ on r makes up 10
    on the others where r has 20/21: 0.75238 of the weight moves."""
    figures = {"USA": {"a/a": 100, "b/b": 100, "c/c": 0}, "KOR": {"a/a": 90, "b/b": 90, "c/c": 0.5},
               "IND": {"a/a": 0, "b/b": 0, "c/c": 100}}  # fmt: skip
    found = least_weight_change(rank_entities(*world(THREE, figures, framework=FRAMEWORK)), "KOR", "USA")
    assert (found.lead, found.least_weight_change) == (pytest.approx(-7.9), pytest.approx(20 / 21 - 0.2))
    assert found.why.endswith("; 95.2% of the weight would lie on r, where South Korea leads by 0.5 points")


def test_within_bounds_by_hand(world: Any) -> None:
    """Within 10 %: p 0.45 to 0.55, q 0.27 to 0.33, r 0.18 to 0.22. The most that China gains is 0.03·80 + 0.02·60 = 3.6
    of 4. Within 25 %, 0.05 from p to q is inside: p 0.375, q 0.375. With r at least 0.25, 0.05 goes there (60 a unit:
    3), and 1 is left, 0.0125 from p to q."""
    ranking = rank_entities(*world(THREE, FIGURES, framework=FRAMEWORK))
    tight = least_weight_change(ranking, "CHN", "USA", within=0.1)
    assert (tight.possible, tight.farthest) == (False, pytest.approx(-0.4))
    assert tight.why == "under each within 10% of itself, China stays behind by at least 0.4 points"
    assert least_weight_change(ranking, "CHN", "USA", within=0.25).least_weight_change == pytest.approx(0.05, abs=1e-9)
    r = least_weight_change(ranking, "CHN", "USA", at_least={"r": 0.25})
    assert r.least_weight_change == pytest.approx(0.0625, abs=1e-9)
    assert r.weights == pytest.approx({"p": 0.4375, "q": 0.3125, "r": 0.25}, abs=1e-9)


BOUNDS = [
    ({"within": 2}, "cannot move within"),
    ({"at_least": {"p": 0.9, "q": 0.2}}, "no weights lie"),
    ({"at_most": {"p": 0.1, "q": 0.2, "r": 0.3}}, "no weights lie"),
]


@pytest.mark.parametrize(("more", "said"), BOUNDS)
def test_bounds_that_no_weights_fit_are_refused(world: Any, more: dict[str, Any], said: str) -> None:
    with pytest.raises(PlanError, match=said):
        least_weight_change(rank_entities(*world(THREE, FIGURES, framework=FRAMEWORK)), "CHN", "USA", **more)


def test_names_that_are_none_are_refused(world: Any) -> None:
    ranking = rank_entities(*world(THREE, FIGURES, framework=FRAMEWORK))
    for words in ({"level": "pilars"}, {"at_most": {"s": 1.0}}):
        with pytest.raises(UnknownNameError):
            least_weight_change(ranking, "CHN", "USA", **words)
    with pytest.raises(UnknownNameError):
        least_weight_change(ranking, "CHN", "FRA")


def test_two_that_tie_as_it_is_are_told_so(world: Any) -> None:
    """60 and 60: nothing has to move, whatever rounding says."""
    figures = {**FIGURES, "JPN": {"a/a": 68, "b/b": 60, "c/c": 60}, "KOR": {"a/a": 92, "b/b": 20, "c/c": 60}}
    found = least_weight_change(rank_entities(*world(THREE, figures, framework=FRAMEWORK)), "JPN", "KOR")
    assert (found.ahead, found.why) == (None, "they tie as it is")
    assert found.least_weight_change == pytest.approx(0, abs=1e-15)
    assert found.finding.startswith("Japan and South Korea tie through the lens")


NESTED = [
    {"pillar": "p", "weight": 3, "indicators": [{"indicator": "a/a", "weight": 2}, {"indicator": "b/b"}]},
    {"pillar": "q", "indicators": [{"indicator": "c/c"}]},
]


def test_the_weights_inside_one_pillar_by_hand(world: Any) -> None:
    """p counts ¾: United States 65, China 60; 5 lacks. In p a unit from a to b gains 80·¾ = 60: 0.08333 of p's weight.
    Over all indicators (½, ¼, ¼) a unit from a to b gains 80: 0.0625."""
    ranking = rank_entities(*world(THREE, FIGURES, framework=NESTED))
    assert ranking.score_of("USA") - ranking.score_of("CHN") == pytest.approx(5)
    inside = least_weight_change(ranking, "CHN", "USA", level="p")
    assert inside.least_weight_change == pytest.approx(5 / 60, abs=1e-15)
    assert inside.weights == pytest.approx({"a/a": 2 / 3 - 5 / 60, "b/b": 1 / 3 + 5 / 60})
    assert least_weight_change(ranking, "CHN", "USA", level="indicators").least_weight_change == pytest.approx(0.0625)


def test_a_geometric_mean_ties_on_logarithms(world: Any) -> None:
    """80¹ᐟ²·20¹ᐟ² = 40 against 50: w ln 80 + (1 − w) ln 20 = ln 50 at w = ln 2.5/ln 4 = 0.66096, so 0.16096 moves."""
    steps = [{"do": "normalise", "how": "min-max", "to": [1, 100]},
             {"do": "aggregate", "indicators": "arithmetic", "pillars": "geometric"}]  # fmt: skip
    two = [{"pillar": "p", "indicators": [{"indicator": "a/a"}]}, {"pillar": "q", "indicators": [{"indicator": "b/b"}]}]
    figures = {"USA": {"a/a": 50, "b/b": 50}, "CHN": {"a/a": 80, "b/b": 20}, "IND": {"a/a": 100, "b/b": 1},
               "NGA": {"a/a": 1, "b/b": 100}}  # fmt: skip
    ranking = rank_entities(*world({"a/a": {}, "b/b": {}}, figures, framework=two, steps=steps))
    found = least_weight_change(ranking, "CHN", "USA")
    assert found.least_weight_change == pytest.approx(np.log(2.5) / np.log(4) - 0.5, abs=1e-12)
    with pytest.raises(PlanError, match="no straight line through the means geometric, arithmetic"):
        least_weight_change(ranking, "CHN", "USA", level="p")


def test_two_that_are_not_scored_on_the_same_pillars_are_refused_and_two_that_are_do_tie(world: Any) -> None:
    """Without r: Japan and Korea have p and q alone, as ⅝ and ⅜ of what they have. Japan 40·⅝ + 60·⅜ = 47.5, Korea
    50; 2.5 lacks, a unit of their weight from p (−10) to q (+10) gains 20: ⅛ of the 0.8 that p and q have, 0.1."""
    figures = {**FIGURES, "JPN": {"a/a": 40, "b/b": 60}, "KOR": {"a/a": 50, "b/b": 50}}
    ranking = rank_entities(*world(THREE, figures, framework=FRAMEWORK, steps=REWEIGHT))
    with pytest.raises(PlanError, match="JPN and CHN are not scored on the same pillars: JPN lacks r"):
        least_weight_change(ranking, "JPN", "CHN")
    found = least_weight_change(ranking, "JPN", "KOR")
    assert found.lead == pytest.approx(-2.5)
    assert found.least_weight_change == pytest.approx(0.1)
    tied = found.level.scores(np.array(list(found.weights.values())))
    assert tied[found.level.place("JPN")] == pytest.approx(tied[found.level.place("KOR")], abs=1e-12)
    pairs = least_weight_changes(ranking)
    assert pairs.explain("JPN")["undecided"] == ["CHN", "IND", "NGA", "USA"]
    assert pairs.table.filter(ahead="KOR", behind="JPN")["least_weight_change"][0] == pytest.approx(0.1)


def test_random_pairs_are_those_of_the_linear_program() -> None:
    random = np.random.default_rng(0)
    for _ in range(300):
        k = int(random.integers(2, 9))
        w = random.dirichlet(np.ones(k))
        d = np.round(random.normal(size=k) * 30, 1)
        slow, fast = by_program(d, w), least_changes(d[None, :], w)[0]
        assert np.isnan(slow) == np.isnan(fast)
        if not np.isnan(fast):
            assert fast == pytest.approx(slow, abs=1e-12)
            tie = nearest_weights(d, w)
            assert tie.min() >= 0
            assert (tie.sum(), tie @ d, np.abs(tie - w).sum() / 2) == pytest.approx((1, 0, fast), abs=1e-12)


def test_the_greatest_lead_in_a_region_is_that_of_the_linear_program() -> None:
    random = np.random.default_rng(1)
    for _ in range(100):
        k = int(random.integers(2, 8))
        w, d = random.dirichlet(np.ones(k)), random.normal(size=k)
        low, high = w * random.uniform(0, 1, k), np.minimum(w * random.uniform(1, 3, k), 1)
        slow = linprog(-d, A_eq=np.ones((1, k)), b_eq=[1], bounds=list(zip(low, high, strict=True)))
        assert greatest(d[None, :], low, high)[0] == pytest.approx(-slow.fun, abs=1e-12)


def test_all_pairs_of_a_shipped_lens_are_those_of_the_linear_program(ledger: Ledger) -> None:
    ranking = rank_entities(ledger, load_lens("powers", ledger.catalog))
    pairs = least_weight_changes(ranking)
    assert pairs.entities[:2] == tuple(ranking.table["entity"][:2])
    random = np.random.default_rng(2)
    for i, j in random.integers(0, len(pairs.entities), (100, 2)):
        if i != j:
            on = pairs.level
            places = (np.array([on.place(pairs.entities[int(n)])]) for n in (i, j))
            slow = by_program(on.differences(*places)[0], on.weights)
            assert pairs.changes[i, j] == pytest.approx(slow, abs=1e-9, nan_ok=True)
            assert pairs.changes[i, j] == pairs.changes[j, i] or np.isnan(slow)
    assert pairs.explain("CHN")["pairs"][0]["least_weight_change"] is not None
    assert len(pairs.observations()) > 100
