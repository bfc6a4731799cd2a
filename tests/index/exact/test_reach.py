"""What a rank would take: moves worked by hand, against a grid over all moves, and through the shipped lenses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from theodolite.errors import PlanError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.aggregate import WHOLE, score_tree
from theodolite.index.exact.hill import hill
from theodolite.index.exact.levers import levers
from theodolite.index.exact.reach import reach, reach_on
from theodolite.index.exact.steady import is_steady
from theodolite.index.lens import load_lens
from theodolite.index.panel import rank_panel
from theodolite.index.ranking import Ranking, rank_entities, rank_through, ranks


def yearly(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures with the years between those given on a straight line: a pace is told of steady series alone."""
    return {
        e: {id: between(given) if isinstance(given, dict) else given for id, given in row.items()}
        for e, row in figures.items()
    }


def between(given: dict[str, float]) -> dict[str, float]:
    years = [int(year) for year in given]
    whole = range(min(years), max(years) + 1)
    return dict(zip(map(str, whole), np.interp(whole, years, list(given.values())).tolist(), strict=True))


AB: dict[str, Any] = {"a/a": {}, "a/b": {}}
FIGURES = yearly(
    {
        "USA": {"a/a": {"2020": 50, "2025": 100}, "a/b": {"2020": 80, "2025": 100}},
        "CHN": {"a/a": {"2020": 40, "2025": 60}, "a/b": {"2020": 45, "2025": 50}},
        "IND": {"a/a": {"2020": 35, "2025": 40}, "a/b": {"2020": 40, "2025": 80}},
        "NGA": {"a/a": {"2020": 0, "2025": 0}, "a/b": {"2020": 0, "2025": 0}},
    }
)


def test_the_second_place_takes_one_year_by_hand(world: Any) -> None:
    """China has 55 points, India 60. A year at the United States' pace in a (10) is worth 5 points, a year at India's
    in b (8) 4: so a moves, from 60 to 70, and China ties with India in the second place."""
    ranking = rank_entities(*world(AB, FIGURES))
    found = reach(ranking, "CHN", rank=2)
    assert found.possible
    assert found.target == pytest.approx(60, abs=1e-12)
    assert [(m.indicator, m.start, m.pace.peer) for m in found.moves] == [("a/a", 60, "USA")]
    assert (found.moves[0].to, found.moves[0].years) == pytest.approx((70, 1), abs=1e-9)
    assert found.moves[0].points == pytest.approx(5, abs=1e-9)
    assert found.score == pytest.approx(60, abs=1e-12)
    assert found.sources == ("nobody/made-2026-01",)
    assert "would reach rank 2 with 1.0 years" in found.finding


def test_the_first_place_takes_every_indicator_to_the_best_by_hand(world: Any) -> None:
    """a from 60 to 100 at 10 a year, b from 50 to 100 at India's 8 a year: 4 and 6.25 years."""
    found = reach(rank_entities(*world(AB, FIGURES)), "CHN", rank=1)
    assert [(m.indicator, round(m.to, 6), round(m.years, 6)) for m in found.moves] == [
        ("a/b", 100, 6.25),
        ("a/a", 100, 4),
    ]
    assert found.years == pytest.approx(10.25, abs=1e-6)
    assert found.explain("CHN")["moves"][0]["pace"]["first"] == {"period": "2020", "value": 40}
    assert found.explain("IND") == {"entity": "IND", "held": True, "score": pytest.approx(60), "rank": 2}


def test_nothing_has_to_move_for_a_rank_that_is_there(world: Any) -> None:
    found = reach(rank_entities(*world(AB, FIGURES)), "CHN", rank=3)
    assert (found.possible, found.moves, found.years) == (True, (), 0)


def test_an_indicator_without_a_panel_is_listed_and_the_best_rank_without_it_is_told(world: Any) -> None:
    """b is of one year alone: China can only move a, to 75 points, and stays below the 90 that India has in b."""
    flat = {
        e: {"a/a": row["a/a"], "a/b": {"2025": 100 if e == "IND" else row["a/b"]["2025"]}} for e, row in FIGURES.items()
    }
    flat["IND"]["a/a"] = {"2020": 70, "2025": 80}
    found = reach(rank_entities(*world(AB, yearly(flat))), "CHN", rank=2)
    assert not found.possible
    assert (found.best_rank, found.years) == (3, None)
    assert dict(found.unmoved) == {"a/b": "no peer at or above its level has figures 5 years apart"}
    assert found.score == pytest.approx(75)
    assert found.untold == ("a/b",)
    assert found.finding.endswith(
        "is not brought to rank 2: 1 of 2 indicators can be moved, which at the best values observed lead to rank 3; "
        "for want of a pace, no movement is told of 1."
    )


def test_less_is_better_moves_down_at_the_pace_of_the_one_that_fell_fastest(world: Any) -> None:
    """Emissions: Norway fell by 3 a year to 10, Sweden by 6 a year to 20. Germany, at 50, needs Sweden's 75 points."""
    figures = {"NOR": {"2020": 25, "2025": 10}, "SWE": {"2020": 50, "2025": 20}, "DEU": {"2020": 55, "2025": 50},
               "POL": {"2020": 60, "2025": 50}}  # fmt: skip
    given = {e: {"a/a": row} for e, row in figures.items()}
    found = reach(rank_entities(*world({"a/a": {"direction": "less"}}, yearly(given))), "DEU", rank=2)
    move = found.moves[0]
    assert (move.start, move.to, move.years, move.pace.peer) == pytest.approx((50, 20, 5, "SWE"))


def test_the_size_is_held_where_a_figure_is_divided(world: Any) -> None:
    """Per head: Singapore 10 of 1 (from 5 in 2020), China 20 of 20. A year at Singapore's pace is 1 a head: 20."""
    people = {"title": "People", "kind": "stock"}
    figures = {
        "SGP": {"a/a": {"2020": 5, "2025": 10}, "context/population": 1},
        "CHN": {"a/a": {"2020": 10, "2025": 20}, "context/population": 20},
        "USA": {"a/a": {"2020": 20, "2025": 40}, "context/population": 10},
    }
    steps = [{"do": "denominate", "by": "population"}, {"do": "normalise", "how": "min-max", "to": [0, 100]},
             {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"}]  # fmt: skip
    framework = [{"pillar": "all", "indicators": [{"indicator": "a/a"}]}]
    ledger, lens = world(
        {"a/a": {"denominators": ["population"]}, "context/population": people},
        yearly(figures),
        steps=steps,
        framework=framework,
    )
    move = reach(rank_entities(ledger, lens), "CHN", rank=2).moves[0]
    assert (move.pace.peer, move.pace.per_year, move.to) == ("SGP", pytest.approx(20), pytest.approx(80))
    assert move.years == pytest.approx(3)


def brute(less: bool, means: tuple[str, str], target: float) -> float:
    """The least years on a grid of 101³ moves, from the formulae of every step written out for Germany."""
    grids, values = [], []
    for id in ("a/a", "a/b", "b/c"):
        turn = -1.0 if less and id == "b/c" else 1.0
        rows = LESS if turn < 0 else THREE
        x, before = (np.array([row[id][year] for row in rows.values()], dtype=float) for year in ("2025", "2020"))
        own = x[list(rows).index("DEU")]
        above = (turn * x >= turn * own) & (np.array(list(rows)) != "DEU")
        pace = (turn * (x - before) / 5)[above].max()
        moved = np.linspace(own, turn * (turn * x).max(), 101)
        log = [turn * np.log(v - x.min() + np.ptp(x) / 100) for v in (moved, x)]
        values.append(1 + 99 * (log[0] - log[1].min()) / np.ptp(log[1]))
        grids.append(turn * (moved - own) / pace)
    mean = {"arithmetic": lambda u, v, w: w * u + (1 - w) * v, "geometric": lambda u, v, w: u**w * v ** (1 - w),
            "harmonic": lambda u, v, w: 1 / (w / u + (1 - w) / v)}  # fmt: skip
    a, b, c = np.meshgrid(*values, indexing="ij")
    years = sum(np.meshgrid(*grids, indexing="ij"))
    scores = mean[means[1]](mean[means[0]](a, b, 0.5), c, 2 / 3)
    return float(years[scores >= target].min())


THREE = {
    "USA": {"a/a": {"2020": 10, "2025": 900}, "a/b": {"2020": 20, "2025": 80}, "b/c": {"2020": 5, "2025": 9}},
    "CHN": {"a/a": {"2020": 40, "2025": 200}, "a/b": {"2020": 45, "2025": 50}, "b/c": {"2020": 6, "2025": 3}},
    "IND": {"a/a": {"2020": 35, "2025": 40}, "a/b": {"2020": 40, "2025": 90}, "b/c": {"2020": 9, "2025": 4}},
    "DEU": {"a/a": {"2020": 5, "2025": 25}, "a/b": {"2020": 10, "2025": 30}, "b/c": {"2020": 7, "2025": 2}},
    "NGA": {"a/a": {"2020": 1, "2025": 4}, "a/b": {"2020": 2, "2025": 6}, "b/c": {"2020": 8, "2025": 8}},
}
LESS = {e: {**row, "b/c": {"2020": first, "2025": last}} for (e, row), (first, last) in zip(
    THREE.items(), [(9, 2), (6, 3), (9, 4), (7, 7), (8, 8)], strict=True)}  # fmt: skip
TREE = [
    {"pillar": "p", "weight": 2, "indicators": [{"indicator": "a/a"}, {"indicator": "a/b"}]},
    {"pillar": "q", "indicators": [{"indicator": "b/c"}]},
]


MEANS = [("arithmetic", "arithmetic"), ("arithmetic", "geometric"), ("geometric", "arithmetic"),
         ("geometric", "geometric"), ("harmonic", "geometric")]  # fmt: skip


@pytest.mark.parametrize("less", [False, True])
@pytest.mark.parametrize("means", MEANS)
def test_no_point_of_a_grid_takes_fewer_years(world: Any, means: tuple[str, str], less: bool) -> None:
    """Logarithms, logarithms turned round, and means of every order, against a million points worked out apart."""
    indicators = {"a/a": {}, "a/b": {}, "b/c": {"direction": "less" if less else "more"}}
    steps = [{"do": "treat", "how": "shifted-log"}, {"do": "normalise", "how": "min-max", "to": [1, 100]},
             {"do": "aggregate", "indicators": means[0], "pillars": means[1]}]  # fmt: skip
    ranking = rank_entities(*world(indicators, yearly(LESS if less else THREE), framework=TREE, steps=steps))
    found = reach(ranking, "DEU", rank=2)
    assert found.possible
    assert hill(ranking, "DEU").rank(found.score) == 2
    assert found.score == pytest.approx(found.target, abs=1e-9)
    slow = brute(less, means, found.target)
    assert found.years is not None
    assert slow * 0.95 <= found.years <= slow * (1 + 1e-9)


def test_two_logarithms_are_moved_as_their_multiplier_says(world: Any) -> None:
    """Scale 100 ln((x + s)/s)/ln 101 with s = 10 and 1; paces 100 and 10. At the least sum of years every x + s is
    μ times its pace, and the product of both is India's 110·31: μ² = 3.41. Years: 2μ − (10 + 10)/100 − (3 + 1)/10."""
    figures = {
        "USA": {"a/a": {"2020": 500, "2025": 1000}, "a/b": {"2020": 50, "2025": 100}},
        "IND": {"a/a": {"2020": 90, "2025": 100}, "a/b": {"2020": 28, "2025": 30}},
        "CHN": {"a/a": {"2020": 9, "2025": 10}, "a/b": {"2020": 2, "2025": 3}},
        "NGA": {"a/a": {"2020": 0, "2025": 0}, "a/b": {"2020": 0, "2025": 0}},
    }
    steps = [{"do": "treat", "how": "shifted-log"}, {"do": "normalise", "how": "min-max", "to": [0, 100]},
             {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"}]  # fmt: skip
    found = reach(rank_entities(*world(AB, yearly(figures), steps=steps)), "CHN", rank=2)
    multiplier = 3.41**0.5
    assert found.years == pytest.approx(2 * multiplier - 0.6, rel=1e-9)
    assert {m.indicator: m.to for m in found.moves} == pytest.approx(
        {"a/a": 100 * multiplier - 10, "a/b": 10 * multiplier - 1}, rel=1e-4
    )


def test_after_the_moves_the_rank_is_there_through_every_shipped_lens(ledger: Ledger) -> None:
    """The moved figures are put on the scale by hand (a line or a line over logarithms through two of the others)."""
    shipped = ("biggest", "diffusion", "equal", "intensity", "powers", "stack")
    rankings = rank_through(ledger, [load_lens(id, ledger.catalog) for id in shipped])
    for id in ("powers", "intensity", "equal"):
        ranking = rankings[id]
        for entity in ("CHN", "IND", "DEU"):
            climbed = hill(ranking, entity)
            wanted = max(climbed.rank(climbed.score(climbed.top)), (ranking.rank_of(entity) or 0) - 3)
            found = reach_on(climbed, wanted)
            place = ranking.final.entities.index(entity)
            values = ranking.final.values.copy()
            for move in found.moves:
                j = ranking.final.indicators.index(move.indicator)
                values[place, j] = by_hand(ranking, move.indicator, entity, move.to)
            columns = {name: values[:, j] for j, name in enumerate(ranking.final.indicators)}
            scores = score_tree(ranking.lens.aggregate, ranking.lens.framework, columns, ranking.final.entities)[WHOLE]
            assert ranks(scores)[place] <= wanted
            less = ranks(np.where(np.arange(len(scores)) == place, scores - 1e-6, scores))[place]
            assert less > wanted or not found.moves


def by_hand(ranking: Ranking, indicator: str, entity: str, figure: float) -> float:
    """Between its two neighbours among all economies the scale of a figure is a line, over x or over ln(x + shift)."""
    raw, final = ranking.raw, ranking.final
    j, i = raw.indicators.index(indicator), final.indicators.index(indicator)
    size = np.ones(len(raw.entities))
    leaf = {leaf.indicator: leaf for pillar in ranking.lens.framework for leaf in pillar.indicators}[indicator]
    denominated = any(step.do == "denominate" for step in ranking.lens.steps) and raw.denominators[j]
    if denominated:
        by = getattr(leaf, "denominate", None) or "population"
        size = raw.sizes[by] if by in raw.denominators[j] else size
    x = (raw.values[:, j] / size)[[raw.entities.index(e) for e in final.entities]]
    y = final.values[:, i]
    known = ~np.isnan(x) & ~np.isnan(y)
    at = figure / size[raw.entities.index(entity)]
    treated = any(f.indicator == indicator and f.entity is None and f.kind == "treated" for f in final.flags)
    screened = x[known]
    low, high = screened.min(), screened.max()
    scale = (lambda v: np.log(v - low + (high - low) / 100)) if treated else (lambda v: v)
    order = np.argsort(screened)
    return float(np.interp(scale(np.array(at)), scale(screened[order]), y[known][order]))


def test_a_year_of_a_panel_has_the_goalposts_of_all_years_and_the_pace_of_its_own_time(world: Any) -> None:
    """In 2024 on the scale 0 to 100 of both years: United States 90 (from 40 in 2019), India 70, China 50. At 10 a year
    China takes 2 years to 70, and 4 to the best of that year, 90."""
    figures = {
        "USA": {"a/a": {"2019": 40, "2020": 50, "2024": 90, "2025": 100}},
        "IND": {"a/a": {"2019": 60, "2020": 60, "2024": 70, "2025": 70}},
        "CHN": {"a/a": {"2019": 40, "2020": 42, "2024": 50, "2025": 80}},
        "NGA": {"a/a": {"2019": 0, "2020": 0, "2024": 0, "2025": 0}},
    }
    then = rank_panel(*world({"a/a": {}}, yearly(figures)), [2024, 2025]).at(2024)
    second, first = reach(then, "CHN", rank=2), reach(then, "CHN", rank=1)
    assert (second.score, second.years) == pytest.approx((70, 2))
    assert (first.score, first.moves[0].to, first.years) == pytest.approx((90, 90, 4))
    assert (first.moves[0].pace.first, first.moves[0].pace.last) == ("2019", "2024")


def test_windows_are_held_against_the_windows_five_years_before(world: Any) -> None:
    """Models of 2024 to 2026: the United States 7 + 5 against 1 + 1 of 2019 to 2021, 2 a year; China has 2 + 1 = 3.
    A true zero of the list counts: Japan went from nothing to 15, 3 a year, so that China takes 4. The windows
    between grow by 3, 3, 6 and 6, and none holds most of it; Norway's 15 of one year are no pace."""
    count = {"missing-means": "none-recorded", "kind": "flow"}
    figures = {
        "USA": {"a/a": {"2019": 1, "2021": 1, "2023": 9, "2024": 7, "2025": 5}},
        "JPN": {"a/a": {"2022": 3, "2023": 3, "2024": 6, "2025": 9}},
        "NOR": {"a/a": {"2026": 15}},
        "CHN": {"a/a": {"2024": 2, "2025": 1}},
        "IND": {"a/a": {"2025": 1}},
    }
    framework = [{"pillar": "all", "indicators": [{"indicator": "a/a", "period": {"take": "sum", "over": 3}}]}]
    ledger, lens = world({"a/a": count}, figures, framework=framework)
    assert ledger.now.year == 2026
    ranking = rank_entities(ledger, lens)
    move = reach(ranking, "CHN", rank=1).moves[0]
    assert (move.pace.peer, move.pace.per_year, move.pace.before, move.years) == ("JPN", 3, 0, pytest.approx(4))


@pytest.mark.parametrize("rank", [0, 5])
def test_a_rank_that_nobody_has_is_refused(world: Any, rank: int) -> None:
    with pytest.raises(PlanError, match=f"nobody has the rank {rank}"):
        reach(rank_entities(*world(AB, FIGURES)), "CHN", rank=rank)


def test_ranks_have_no_goalposts_to_hold_and_who_is_not_ranked_is_told_so(world: Any) -> None:
    steps = [
        {"do": "normalise", "how": "rank"},
        {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"},
    ]
    with pytest.raises(PlanError, match="looks at the order of a/a alone"):
        reach(rank_entities(*world(AB, FIGURES, steps=steps)), "CHN", rank=1)
    with pytest.raises(UnknownNameError):
        reach(rank_entities(*world(AB, FIGURES)), "FRA", rank=1)


def test_levers_by_hand(world: Any) -> None:
    """A year: a 5 points (60, level with India), b 4. Six years: a ends at 100 after 4 years, +20; b +24, 98 of 100."""
    ranking = rank_entities(*world(AB, FIGURES))
    year, six = levers(ranking, "CHN"), levers(ranking, "CHN", years=6)
    assert [(v.indicator, round(v.points, 9), v.rank, v.years) for v in year.levers] == [
        ("a/a", 5, 2, 1),
        ("a/b", 4, 3, 1),
    ]
    assert [(v.indicator, round(v.to, 9), round(v.points, 9), v.rank) for v in six.levers] == [
        ("a/b", 98, 24, 2),
        ("a/a", 100, 20, 2),
    ]
    assert six.levers[1].years == pytest.approx(4)
    assert "Invented (+5.0 points, rank 2, as fast as the United States)" in year.finding
    assert year.observations()["value"].to_list() == pytest.approx([5, 4])
    with pytest.raises(PlanError, match="0 years move nothing"):
        levers(ranking, "CHN", years=0)


COURSES = [
    ([1.25, 1.2, 1.3, 1.2, 1.1, 30.5], False, "a new definition in the last year"),
    ([1.25, np.nan, np.nan, np.nan, np.nan, 30.5], False, "the ends alone"),
    ([10, 12, np.nan, np.nan, 18, 20], True, "four of six points"),
    ([10, 12, np.nan, np.nan, np.nan, 20], False, "three of six points"),
    (
        [1, 4, 16, 64, 256, 1024],
        True,
        "growth by a factor: most of the figures in the last year, a fifth of logarithms",
    ),
    ([0, 0, 0, 0, 1, 10], False, "from nothing, 9 of 10 in one year"),
    ([0, 1, 2, 3, 4, 5], True, "a straight line from nothing"),
    ([-60, -50, -40, -30, -20, -10], True, "less is better, turned round"),
    ([10, 20, 15, 25, 20, 25], True, "10 of 25 up"),
]


@pytest.mark.parametrize(("points", "steady", "why"), COURSES)
def test_a_break_is_nobodys_pace(points: list[float], steady: bool, why: str) -> None:
    assert is_steady(np.array(points)) == steady, why


def test_the_fastest_peer_whose_series_is_steady_sets_the_pace_by_hand(world: Any) -> None:
    """India jumps from 41 to 80 in the last year (7.8 a year over five); the United States went 50 to 100, 10 a year,
    in b 80 to 100, 4 a year: that is the pace. Without the United States nobody has one."""
    figures = {e: {**row} for e, row in FIGURES.items()}
    figures["IND"]["a/b"] = {"2020": 41, "2021": 41, "2022": 41, "2023": 41, "2024": 41, "2025": 80}
    pace = {v.indicator: v.pace for v in levers(rank_entities(*world(AB, figures)), "CHN").levers}["a/b"]
    assert (pace.peer, pace.per_year) == ("USA", pytest.approx(4))
    figures["USA"]["a/b"] = {"2020": 80, "2025": 100}
    unmoved = levers(rank_entities(*world(AB, figures)), "CHN").unmoved
    assert unmoved["a/b"].endswith("but in a single year or between too few known ones")
