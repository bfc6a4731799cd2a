"""Attainable ranks and dominance: against every vertex of small cases, and against draws of weights."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest

from theodolite.errors import PlanError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.exact.attainable import attainable_ranks
from theodolite.index.exact.dominance import dominance, dominance_through
from theodolite.index.exact.flip import least_weight_change
from theodolite.index.lens import load_lens
from theodolite.index.ranking import Ranking, rank_entities, rank_through, ranks

CODES = ("AUT", "BEL", "CHE", "DEU", "ESP", "FRA", "GBR", "HUN", "IRL", "JPN")
TWO: dict[str, Any] = {"a/a": {}, "b/b": {}}
PILLARS = [{"pillar": "p", "weight": 3, "indicators": [{"indicator": "a/a"}]},
           {"pillar": "q", "weight": 1, "indicators": [{"indicator": "b/b"}]}]  # fmt: skip
FIGURES = {
    "USA": {"a/a": 100, "b/b": 0},
    "CHN": {"a/a": 60, "b/b": 60},
    "IND": {"a/a": 50, "b/b": 80},
    "NGA": {"a/a": 0, "b/b": 100},
    "IDN": {"a/a": 40, "b/b": 40},
}

REWEIGHT = [
    {"do": "normalise", "how": "min-max", "to": [0, 100]},
    {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic", "missing": "re-weight"},
]


def scores(ranking: Ranking, weights: np.ndarray) -> np.ndarray:
    return np.column_stack([ranking.scores[pillar.pillar] for pillar in ranking.lens.framework]) @ weights


def test_best_and_worst_ranks_by_hand(world: Any) -> None:
    """China (60, 60) is above the United States below w = 0.6 of p, above India (50, 80) over ⅔: never first, and at
    worst third (behind India and Nigeria for small w; behind the United States and nobody else for large w)."""
    ranking = rank_entities(*world(TWO, FIGURES, framework=PILLARS))
    found = attainable_ranks(ranking, "CHN")
    assert (found.best.rank, found.best.bound, found.worst.rank, found.worst.bound) == (2, 2, 3, 3)
    assert found.finding.endswith("can rank from 2 to 3 by the weights of the pillars (any weights): proven.")
    assert found.explain("CHN")["worst"]["rank"] == 3
    assert found.observations()["value"].to_list() == [2, 3]
    near = attainable_ranks(ranking, "CHN", within=0.1)
    assert (near.best.rank, near.worst.rank) == (2, 2), "p from 0.675 to 0.825: behind the United States, above India"
    assert near.best.status == "settled beforehand"


def test_a_tie_gives_the_better_rank_even_where_one_point_alone_gives_it(world: Any) -> None:
    """Japan (50, 50) meets the United States (100, 0) and Nigeria (0, 100) at w = ½ only: first there, else second."""
    figures = {"USA": {"a/a": 100, "b/b": 0}, "NGA": {"a/a": 0, "b/b": 100}, "JPN": {"a/a": 50, "b/b": 50}}
    found = attainable_ranks(rank_entities(*world(TWO, figures, framework=PILLARS)), "JPN")
    assert (found.best.rank, found.best.bound, found.worst.rank) == (1, 1, 2)
    assert found.best.weights == pytest.approx({"p": 0.5, "q": 0.5})


def test_ranks_are_those_at_every_vertex_between_ties_of_two_pillars(world: Any) -> None:
    random = np.random.default_rng(0)
    for _ in range(4):
        table = random.integers(0, 40, (8, 2))
        table[0], table[1] = (0, 40), (40, 0)
        figures = {e: {"a/a": int(x), "b/b": int(y)} for e, (x, y) in zip(CODES, table, strict=False)}
        ranking = rank_entities(*world(TWO, figures, framework=PILLARS))
        ends = {0.0, 1.0}
        x = np.column_stack([ranking.scores["p"], ranking.scores["q"]])
        for i, j in combinations(range(8), 2):
            d = x[i] - x[j]
            if d[0] != d[1] and 0 <= (t := -d[1] / (d[0] - d[1])) <= 1:
                ends.add(float(t))
        points = sorted(ends)
        points += [(a + b) / 2 for a, b in pairwise(points)]
        all_ranks = np.array([ranks(scores(ranking, np.array([t, 1 - t]))) for t in points])
        for place, entity in enumerate(ranking.final.entities):
            found = attainable_ranks(ranking, entity)
            assert (found.best.rank, found.worst.rank) == (all_ranks[:, place].min(), all_ranks[:, place].max())
            assert found.best.gap == found.worst.gap == 0


def test_no_draw_of_weights_goes_beyond_and_the_weights_found_give_the_rank(ledger: Ledger) -> None:
    """Ten thousand draws in the region for three economies; the weights of each end are looked at anew."""
    ranking = rank_entities(ledger, load_lens("powers", ledger.catalog))
    random = np.random.default_rng(1)
    given = np.array([pillar.weight for pillar in ranking.lens.framework])
    given = given / given.sum()
    draws = given * random.uniform(0.75, 1.25, (40_000, len(given)))
    draws = draws / draws.sum(axis=1, keepdims=True)
    draws = draws[(np.abs(draws / given - 1) <= 0.25).all(axis=1)][:10_000]
    drawn = np.array([ranks(scores(ranking, one)) for one in draws[:3000]])
    for entity in ("CHN", "DEU", "GBR"):
        found = attainable_ranks(ranking, entity, within=0.25)
        place = ranking.final.entities.index(entity)
        assert found.best.gap == found.worst.gap == 0
        assert found.best.rank <= drawn[:, place].min()
        assert found.worst.rank >= drawn[:, place].max()
        for one in (found.best, found.worst):
            weights = np.array(list(one.weights.values()))
            assert ranks(scores(ranking, weights))[place] == one.rank
            assert (np.abs(weights / given - 1) <= 0.25 + 1e-9).all()


def test_those_of_whom_nothing_can_be_said_are_in_the_bound(world: Any) -> None:
    """India (50, 80) is first for w of p from 2/7 to 8/13, where it has more than 61, and at worst third, at w = 1.
    Korea has 55 on p alone: below India there, but nothing is said in general, and the bound of the worst counts it."""
    figures = {**FIGURES, "KOR": {"a/a": 55}}
    found = attainable_ranks(rank_entities(*world(TWO, figures, framework=PILLARS, steps=REWEIGHT)), "IND")
    assert found.undecided == ("KOR",)
    assert (found.best.rank, found.best.bound) == (1, 1)
    assert 3 <= found.worst.rank <= found.worst.bound == 4


def test_those_whose_scores_keep_clear_are_settled_though_they_have_other_pillars(world: Any) -> None:
    """Korea has 30 on p alone, so 30 under all weights; China never has less than 60, and Indonesia 40. Spain has 95:
    it is ahead of both always."""
    figures = {**FIGURES, "KOR": {"a/a": 30}, "ESP": {"a/a": 95}}
    ranking = rank_entities(*world(TWO, figures, framework=PILLARS, steps=REWEIGHT))
    found = attainable_ranks(ranking, "CHN")
    assert found.undecided == ()
    assert (found.best.rank, found.worst.rank, found.best.gap, found.worst.gap) == (3, 4, 0, 0)
    assert attainable_ranks(ranking, "IDN").undecided == ()
    assert attainable_ranks(ranking, "USA").undecided == ("ESP", "KOR")


def test_whoever_lacks_the_whole_pillar_keeps_its_score_and_is_counted(world: Any) -> None:
    """Korea has 100 on p and nothing in q, so 100. The United States have 40 + 50w, with w of q on b: second at best.
    Nigeria has 50 − 50w and is ahead below w = 0.1."""
    framework = [{"pillar": "p", "indicators": [{"indicator": "a/a"}]},
                 {"pillar": "q", "indicators": [{"indicator": "b/b"}, {"indicator": "c/c"}]}]  # fmt: skip
    figures = {
        "KOR": {"a/a": 100},
        "USA": {"a/a": 80, "b/b": 100, "c/c": 0},
        "NGA": {"a/a": 0, "b/b": 0, "c/c": 100},
        "JPN": {"a/a": 100},
    }
    three = world({**TWO, "c/c": {}}, figures, framework=framework, steps=REWEIGHT)
    ranking = rank_entities(*three)
    ends = {e: attainable_ranks(ranking, e, level="q") for e in figures}
    assert (ends["USA"].best.rank, ends["USA"].worst.rank, ends["USA"].undecided) == (3, 4, ())
    assert (ends["KOR"].best.rank, ends["KOR"].worst.rank) == (1, 1), "Japan has the same score, and ties"
    assert all(one.best.gap == one.worst.gap == 0 for one in ends.values())
    assert ends["USA"].explain("KOR")["best"]["rank"] == 1


def test_no_time_at_all_and_bounds_that_exclude_the_written_weights_still_give_a_rank(ledger: Ledger) -> None:
    ranking = rank_entities(ledger, load_lens("powers", ledger.catalog))
    first = ranking.lens.framework[0].pillar
    for entity in ranking.table["entity"][5:9]:
        whole = attainable_ranks(ranking, entity, at_least={first: 0.6})
        cut = attainable_ranks(ranking, entity, at_least={first: 0.6}, seconds=1e-9)
        assert cut.best.bound <= whole.best.rank <= cut.best.rank
        assert cut.worst.bound >= whole.worst.rank >= cut.worst.rank
        assert cut.best.weights[first] >= 0.6


def test_what_a_time_limit_leaves_open_is_told(ledger: Ledger) -> None:
    """Cut off at once, the bounds still hold the whole answer for India by any weights of the pillars."""
    ranking = rank_entities(ledger, load_lens("powers", ledger.catalog))
    whole, cut = (attainable_ranks(ranking, "IND", seconds=seconds) for seconds in (20.0, 1e-6))
    assert whole.best.gap == whole.worst.gap == 0
    assert cut.best.bound <= whole.best.rank <= cut.best.rank
    assert cut.worst.bound >= whole.worst.rank >= cut.worst.rank


def test_dominance_by_hand(world: Any) -> None:
    """China (60, 60) and India (50, 80) are above Indonesia (40, 40) everywhere; else every order turns somewhere."""
    ranking = rank_entities(*world(TWO, FIGURES, framework=PILLARS))
    found = dominance(ranking)
    assert found.explain("CHN")["never_behind"] == ["IDN"]
    assert found.explain("IDN")["never_ahead_of"] == ["CHN", "IND"]
    assert {row["entity"]: row["least_lead"] for row in found.explain("CHN")["open"]} == {
        "IND": pytest.approx(-20),
        "NGA": pytest.approx(-40),
        "USA": pytest.approx(-40),
    }
    assert found.table.row(0) == ("CHN", 1, 0, 3)
    assert "2 of 10 pairs of economies keep their order" in found.finding
    near = dominance(ranking, within=0.1)
    assert near.explain("USA")["never_behind"] == ["CHN", "IDN", "IND", "NGA"]
    with pytest.raises(UnknownNameError):
        found.explain("FRA")


def test_the_least_lead_is_over_the_weight_of_what_both_have(world: Any) -> None:
    """Equal weights within half of themselves: from 1/6 to 1/2. Japan is behind Korea by 30 on a and ahead by 5 on b,
    and both lack c: at worst -30 · 3/4 + 5 · 1/4 = -21.25, at best -30 · 1/4 + 5 · 3/4 = -3.75 points."""
    framework = [
        {"pillar": name, "indicators": [{"indicator": f"{i}/{i}"}]} for name, i in zip("pqr", "abc", strict=True)
    ]
    figures = {
        "USA": {"a/a": 100, "b/b": 0, "c/c": 10},
        "NGA": {"a/a": 0, "b/b": 100, "c/c": 0},
        "KOR": {"a/a": 70, "b/b": 45},
        "JPN": {"a/a": 40, "b/b": 50},
    }
    three = world({**TWO, "c/c": {}}, figures, framework=framework, steps=REWEIGHT)
    ranking = rank_entities(*three)
    found = dominance(ranking, within=0.5)
    japan, korea = (found.entities.index(e) for e in ("JPN", "KOR"))
    assert found.margins[japan, korea] == pytest.approx(-21.25)
    assert found.margins[korea, japan] == pytest.approx(3.75)
    assert dominance(ranking).margins[japan, korea] == -30
    flip = least_weight_change(ranking, "JPN", "KOR", within=0.5)
    assert (flip.possible, flip.farthest) == (False, pytest.approx(-3.75))


def test_no_draw_turns_round_who_is_never_behind(ledger: Ledger) -> None:
    ranking = rank_entities(ledger, load_lens("powers", ledger.catalog))
    found = dominance(ranking)
    draws = np.random.default_rng(2).dirichlet(np.ones(len(ranking.lens.framework)), 500)
    least = np.min([own[:, None] - own[None, :] for own in (scores(ranking, one) for one in draws)], axis=0)
    assert (found.margins <= least + 1e-9).all()
    assert (least[found.never_behind] >= -1e-9).all()


def test_who_is_ahead_through_every_lens(ledger: Ledger) -> None:
    shipped = ("biggest", "diffusion", "equal", "intensity", "powers", "stack")
    rankings = list(rank_through(ledger, [load_lens(id, ledger.catalog) for id in shipped]).values())
    found = dominance_through(rankings)
    for i, j in np.argwhere(found.never_behind)[:200]:
        a, b = found.entities[i], found.entities[j]
        assert all((r.rank_of(a) or 0) <= (r.rank_of(b) or 0) for r in rankings)
    usa = found.explain("USA")["never_behind"]
    assert "CHN" in usa
    assert all(all((r.rank_of("USA") or 0) <= (r.rank_of(e) or 0) for r in rankings) for e in usa)
    with pytest.raises(PlanError, match="0 economies in common"):
        dominance_through([])
