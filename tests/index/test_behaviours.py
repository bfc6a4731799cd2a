"""Difficult data: what is refused, with the name of what is wrong, and what is flagged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from theodolite.errors import PlanError, SpecError, TableError
from theodolite.index.dataset import Dataset
from theodolite.index.method import _METHODS, method, methods
from theodolite.index.normalise import Normalise
from theodolite.index.ranking import rank_entities
from theodolite.index.treat import Treat
from theodolite.index.treatments import moments, winsorise

ENTITIES = ("AUT", "BEL", "CHE", "DNK", "EST", "FIN", "GRC", "HUN", "ITA", "JPN")
GEOMETRIC = [
    {"do": "normalise", "how": "z-score"},
    {"do": "aggregate", "indicators": "geometric", "pillars": "geometric"},
]
REWEIGHT = {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic", "missing": "re-weight"}
SCALE = {"do": "normalise", "how": "min-max", "to": [0, 100]}


def column(*values: float | None, id: str = "a/x") -> dict[str, dict[str, float]]:
    return {e: {id: v} for e, v in zip(ENTITIES, values, strict=False) if v is not None}


def two(first: list[float | None], second: list[float | None]) -> dict[str, dict[str, float]]:
    a, b = column(*first), column(*second, id="b/y")
    return {e: {**a.get(e, {}), **b.get(e, {})} for e in ENTITIES if e in a or e in b}


PAIR: Mapping[str, Any] = {"a/x": {}, "b/y": {}}
PILLARS = [
    {"pillar": "first", "indicators": [{"indicator": "a/x"}]},
    {"pillar": "second", "indicators": [{"indicator": "b/y"}]},
]


@pytest.mark.parametrize("values", [(7, 7, 7), (1, 1 + 2**-52, 1 + 2**-51), (0, 0, 0)])
def test_1_2_a_constant_or_nearly_constant_indicator_is_refused(world: Any, values: tuple[float, ...]) -> None:
    with pytest.raises(PlanError, match=r"a/x is constant: \d for all 3 entities"):
        rank_entities(*world({"a/x": {}}, column(*values)))


def test_4_a_missing_pillar_leaves_the_entity_out_unless_re_weighting_is_asked_for(world: Any) -> None:
    figures = two([1, 2, 3, 4], [4, 3, 2, None])
    refusing = rank_entities(*world(PAIR, figures, framework=PILLARS))
    assert refusing.rank_of("DNK") is None
    assert refusing.excluded["DNK"] == "a figure is missing: b/y"
    weighing = rank_entities(*world(PAIR, figures, framework=PILLARS, steps=[SCALE, REWEIGHT]))
    row = weighing.table.row(0, named=True)
    assert (row["entity"], row["score"], row["second"], row["coverage"]) == ("DNK", 100, None, 0.5)
    assert [f.what for f in weighing.flags if f.kind == "partial-pillar" and f.entity == "DNK"] == [
        "second: 0% of its weight rests on figures"
    ]


def test_5_a_geometric_mean_has_the_same_rule_for_missing_values(world: Any) -> None:
    steps = [{"do": "normalise", "how": "min-max", "to": [1, 100]}, {**REWEIGHT, "pillars": "geometric"}]
    ranking = rank_entities(*world(PAIR, two([1, 2, 3, 4], [4, 3, 2, None]), framework=PILLARS, steps=steps))
    scores = dict(ranking.table.select("entity", "score").iter_rows())
    assert scores == pytest.approx({"AUT": 10, "BEL": (34 * 50.5) ** 0.5, "CHE": 67**0.5, "DNK": 100})


def test_6_an_indicator_without_any_figure_is_refused(world: Any) -> None:
    with pytest.raises(PlanError, match="the indicator b/y has no figure"):
        rank_entities(*world(PAIR, column(1, 2, 3)))


@pytest.mark.parametrize("population", [0, -5])
def test_9_a_denominator_that_is_not_above_zero_is_refused(world: Any, population: float) -> None:
    figures = {e: {"a/x": 1.0 + n, "context/population": 10.0} for n, e in enumerate(ENTITIES[:4])}
    figures["CHE"]["context/population"] = population
    lens = per_head()
    with pytest.raises(PlanError, match="the population of CHE is not above zero"):
        rank_entities(*world({"a/x": {"denominators": ["population"]}, "context/population": {}}, figures, **lens))


def test_9_a_missing_denominator_makes_the_figure_missing_and_says_so(world: Any) -> None:
    figures = {e: {"a/x": 1.0 + n, "context/population": 10.0} for n, e in enumerate(ENTITIES[:4])}
    del figures["CHE"]["context/population"]
    ranking = rank_entities(
        *world({"a/x": {"denominators": ["population"]}, "context/population": {}}, figures, **per_head())
    )
    assert ranking.excluded == {"CHE": "a figure is missing: a/x"}
    assert ranking.table["score"].to_list() == pytest.approx([100, 100 / 3, 0])


def per_head() -> dict[str, Any]:
    return {
        "framework": [{"pillar": "all", "indicators": [{"indicator": "a/x"}]}],
        "steps": [{"do": "denominate", "by": "population"}, SCALE, {**REWEIGHT, "missing": "refuse"}],
    }


def test_a_denominator_that_the_indicator_does_not_allow_is_refused(world: Any) -> None:
    lens = per_head()
    lens["framework"][0]["indicators"][0]["denominate"] = "gdp"
    with pytest.raises(PlanError, match="'a/x' is divided by 'gdp'"):
        rank_entities(*world({"a/x": {"denominators": ["population"]}}, column(1, 2, 3), **lens))


def test_10_an_infinite_figure_does_not_load(world: Any) -> None:
    with pytest.raises(TableError, match="value is not a finite number in BEL × a/x × 2025"):
        world({"a/x": {}}, column(1, float("inf"), 3))


def test_11_13_tied_outliers_move_together_and_the_flag_says_so() -> None:
    x = np.array([*np.linspace(1, 2, 60), 500.0, 500.0, 500.0])
    data = Dataset(tuple(f"e{n}" for n in range(x.size)), ("a/x",), x[:, None], np.ones(1))
    found = Treat.model_validate({"how": "winsorise", "at-most": 2, "then": "none"}).apply(data, ())
    assert found.values[-3:, 0] == pytest.approx([2, 2, 2])
    flags = [flag.what for flag in found.flags if flag.kind == "treated"]
    assert flags == ["drawn in from 500 to 2"] * 3 + ["3 points drawn in, not 2: they are tied"]


def test_12_moments_of_enormous_and_tiny_values_do_not_overflow() -> None:
    x = np.array([1.0, 2.0, 3.0, 10.0, 4.0])
    assert moments(x * 1e300) == pytest.approx(moments(x))
    assert moments(x * 1e-300) == pytest.approx(moments(x))


def test_14_a_column_of_two_values_is_left_as_it_is_and_marked() -> None:
    x = np.array([0.0] * 9 + [1.0])
    treated = winsorise(x)
    assert (treated.values.tolist(), treated.done, treated.still_skewed) == (x.tolist(), "none", True)
    data = Dataset(ENTITIES, ("a/x",), x[:, None], np.ones(1))
    flags = Treat.model_validate({"how": "winsorise"}).apply(data, ()).flags
    assert {flag.kind: flag.what for flag in flags} == {
        "many-zeros": "90 per cent of the figures are zero",
        "still-skewed": "outliers remain after treatment",
    }


def test_16_fewer_than_four_figures_are_not_treated() -> None:
    data = Dataset(ENTITIES[:3], ("a/x",), np.array([[1.0], [2.0], [1e9]]), np.ones(1))
    found = Treat.model_validate({"how": "winsorise"}).apply(data, ())
    assert found.values.tolist() == data.values.tolist()
    assert [flag.what for flag in found.flags] == ["3 figures are too few to treat"]


def test_17_a_plain_log_of_a_column_with_zeros_is_refused(world: Any) -> None:
    steps = [{"do": "treat", "how": "log"}, SCALE, REWEIGHT]
    with pytest.raises(PlanError, match="a/x is zero or negative for AUT: treat: log takes values above zero"):
        rank_entities(*world({"a/x": {}}, column(0, 2, 3, 4), steps=steps))


def test_18_a_negative_value_under_a_geometric_mean_names_indicator_entity_and_remedy(world: Any) -> None:
    with pytest.raises(PlanError, match=r"a/x is -1.*for AUT .*geometric mean has no zeros or negatives") as caught:
        rank_entities(*world({"a/x": {}}, column(1, 2, 3), steps=GEOMETRIC))
    assert "min-max to [1, 100]" in str(caught.value)


def test_18_a_scale_from_zero_under_a_geometric_mean_is_refused_before_any_number(world: Any) -> None:
    steps = [SCALE, {"do": "aggregate", "indicators": "geometric", "pillars": "geometric"}]
    with pytest.raises(SpecError, match="not defined on a scale from 0"):
        world({"a/x": {}}, column(1, 2, 3), steps=steps)


def test_18_an_indicator_of_weight_zero_does_not_count(world: Any) -> None:
    framework = [{"pillar": "all", "indicators": [{"indicator": "a/x"}, {"indicator": "b/y", "weight": 0}]}]
    steps = [
        {"do": "normalise", "how": "z-score", "mean": 10, "sd": 2},
        {"do": "aggregate", "indicators": "geometric", "pillars": "geometric"},
    ]
    ranking = rank_entities(*world(PAIR, two([1, 2, 3], [5, -400, 3]), framework=framework, steps=steps))
    assert ranking.table["score"].to_list() == pytest.approx([12, 10, 8])


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"do": "normalise", "how": "min-max", "to": [100, 0]}, "the lower end comes first"),
        ({"do": "normalise", "how": "minmax"}, "min-max"),
        ({"do": "normalise", "how": "min-max", "too": [0, 1]}, "did you mean 'to'"),
        ({"do": "normalise", "how": "z-score", "sd": 0}, "greater than 0"),
        ({"do": "treat", "how": "winsorise", "at-most": -1}, "greater than or equal to 0"),
        ({"do": "screen", "have-at-least": 1.5}, "less than or equal to 1"),
    ],
)
def test_21_an_option_that_makes_no_sense_is_refused_with_its_line(world: Any, step: dict[str, Any], said: str) -> None:
    with pytest.raises(SpecError, match=said) as caught:
        world({"a/x": {}}, column(1, 2, 3), steps=[step, SCALE, REWEIGHT])
    assert "lens.yaml:" in str(caught.value)


def test_23_a_negative_weight_is_refused(world: Any) -> None:
    framework = [{"pillar": "all", "weight": -1, "indicators": [{"indicator": "a/x"}]}]
    with pytest.raises(SpecError, match="the weight -1 is not a number of at least 0"):
        world({"a/x": {}}, column(1, 2, 3), framework=framework)


@pytest.mark.parametrize("pillar", [{"weight": 0}, {"weight": 1, "zero": True}])
def test_25_weights_that_are_all_zero_are_refused(world: Any, pillar: dict[str, Any]) -> None:
    leaf = {"indicator": "a/x", "weight": 0 if pillar.pop("zero", False) else 1}
    with pytest.raises(SpecError, match=r"all weights .* are 0"):
        world({"a/x": {}}, column(1, 2, 3), framework=[{"pillar": "all", "indicators": [leaf], **pillar}])


def test_28_an_indicator_that_stands_twice_is_refused(world: Any) -> None:
    twice = [{"indicator": "a/x"}, {"indicator": "a/x"}]
    with pytest.raises(SpecError, match="a/x stands twice"):
        world({"a/x": {}}, column(1, 2, 3), framework=[{"pillar": "all", "indicators": twice}])


def test_a_level_and_its_share_are_not_counted_both(world: Any) -> None:
    with pytest.raises(PlanError, match="a/x and b/y are views of one thing"):
        world({"a/x": {}, "b/y": {"variant-of": "a/x"}}, two([1, 2, 3], [1, 2, 3]))


def test_an_indicator_that_is_not_there_gets_its_nearest_name(world: Any) -> None:
    with pytest.raises(PlanError, match="did you mean 'a/xx'"):
        world({"a/xx": {}}, {}, framework=[{"pillar": "all", "indicators": [{"indicator": "a/xy"}]}])


def test_30_two_entities_are_too_few_and_nine_are_flagged(world: Any) -> None:
    with pytest.raises(PlanError, match="2 entities are left: too few to rank"):
        rank_entities(*world({"a/x": {}}, column(1, 2)))
    few = rank_entities(*world({"a/x": {}}, column(*range(9))))
    assert [flag.what for flag in few.flags if flag.kind == "few-entities"] == ["only 9 entities are ranked"]
    enough = rank_entities(*world({"a/x": {}}, column(*range(10))))
    assert not [flag for flag in enough.flags if flag.kind == "few-entities"]


def test_31_32_screening_lists_who_is_left_out_and_never_leaves_nobody(world: Any) -> None:
    screen = {"do": "screen", "have-at-least": 1}
    figures = two([1, 2, 3, None], [1, 2, 3, 4])
    ranking = rank_entities(*world(PAIR, figures, steps=[screen, SCALE, REWEIGHT]))
    assert ranking.excluded == {"DNK": "too few figures: 50% of the indicators, 100% are asked for"}
    with pytest.raises(PlanError, match="screening leaves none of 6 entities"):
        rank_entities(
            *world(PAIR, two([1, 2, 3, None, None, None], [None] * 3 + [4, 5, 6]), steps=[screen, SCALE, REWEIGHT])
        )


def test_3_a_lens_that_can_score_hardly_anybody_is_refused(world: Any) -> None:
    with pytest.raises(PlanError, match="can score 2 of 4 entities: the others lack a figure"):
        rank_entities(*world(PAIR, two([1, 2, 3, None], [None, 2, 3, 4])))


def test_screening_by_pillar_names_the_pillar(world: Any) -> None:
    screen = {"do": "screen", "have-at-least": 0.5, "in-every-pillar": 0.5}
    ranking = rank_entities(
        *world(PAIR, two([1, 2, 3, None], [1, 2, 3, 4]), framework=PILLARS, steps=[screen, SCALE, REWEIGHT])
    )
    assert ranking.excluded == {"DNK": "too few figures in the pillar first: 0%, 50% are asked for"}


def test_less_is_better_needs_a_step_that_turns_it_round(world: Any) -> None:
    with pytest.raises(PlanError, match="less is better in a/x, and no step turns it round"):
        rank_entities(*world({"a/x": {"direction": "less"}}, column(1, 2, 3), steps=[REWEIGHT]))


def test_flags_of_cells_say_what_a_reader_should_know(world: Any) -> None:
    figures: dict[str, Any] = {e: {"a/x": 1.0 + n} for n, e in enumerate(ENTITIES[:4])}
    figures["AUT"] = {"a/x": {"2019": 1.0}}
    figures["BEL"] = {"a/x": {"2026": [2.0, "P"]}}
    ranking = rank_entities(*world({"a/x": {}, "b/y": {"missing-means": "none-recorded"}}, two_more(figures)))
    found = {(flag.kind, flag.entity, flag.indicator): flag.what for flag in ranking.flags if flag.entity}
    assert found == {
        ("old", "AUT", "a/x"): "the figure is of 2019",
        ("provisional", "BEL", "a/x"): "the figure of 2026 is provisional",
        ("none-recorded", "AUT", "b/y"): "none recorded, taken as zero",
        ("none-recorded", "DNK", "b/y"): "none recorded, taken as zero",
    }


def two_more(figures: dict[str, Any]) -> dict[str, Any]:
    return {e: {**row, **({"b/y": 3.0} if e in ("BEL", "CHE") else {})} for e, row in figures.items()}


def test_overlapping_periods_are_not_summed(world: Any) -> None:
    framework = [{"pillar": "all", "indicators": [{"indicator": "a/x", "period": {"take": "sum", "over": 3}}]}]
    figures = {e: {"a/x": {"2024": 1.0 + n, "2024-Q3": 1.0}} for n, e in enumerate(ENTITIES[:3])}
    with pytest.raises(PlanError, match="the periods of a/x overlap for AUT"):
        rank_entities(*world({"a/x": {}}, figures, framework=framework))


@pytest.mark.parametrize("how", ["none", "shifted-log", "winsorise"])
def test_a_constant_column_is_refused_by_treatment_too_and_ranks_nobody(world: Any, how: str) -> None:
    steps = [{"do": "treat", "how": how}, REWEIGHT]
    with pytest.raises(PlanError, match="a/x is constant: 7 for all 3 entities") as caught:
        rank_entities(*world({"a/x": {}}, column(7, 7, 7), steps=steps))
    assert f"treat: {how}" in str(caught.value)


def test_a_column_without_figures_stays_without_in_every_kernel() -> None:
    nothing = np.full(4, np.nan)
    facts = {
        "groups": ("a", "a", "b", ""), "series": ("a", "a", "b", "b"), "years": np.array([1.0, 2.0, 1.0, 2.0]),
        "positions": np.array([[0.0], [1.0], [0.5], [np.nan]]), "direction": 1.0,
    }  # fmt: skip
    options = {"lambda_": 0.5, "by": "group"}
    for step in ("treat", "impute"):
        for name, known in methods(step).items():
            given = {key: options[key] for key in options if key in known.options.model_fields}
            found = known.kernel(nothing, *(facts[fact] for fact in known.facts), **given)
            assert np.isnan(found.values if step == "treat" else found).all(), name


def test_a_figure_that_a_step_makes_infinite_is_told_with_indicator_and_step(world: Any) -> None:
    figures = {e: {"a/x": 10.0**n, "context/population": 1e-308} for n, e in enumerate(ENTITIES[:4], 1)}
    with pytest.raises(PlanError, match="a/x spans more than numbers can hold") as caught:
        rank_entities(
            *world({"a/x": {"denominators": ["population"]}, "context/population": {}}, figures, **per_head())
        )
    assert "denominate: by population" in str(caught.value)


def test_a_column_beyond_the_range_of_numbers_is_refused() -> None:
    data = Dataset(ENTITIES[:3], ("a/x",), np.array([[-1.7e308], [0.0], [1.7e308]]), np.ones(1))
    with pytest.raises(PlanError, match="a/x spans more than numbers can hold"):
        Normalise.model_validate({"how": "min-max"}).apply(data, ())


def test_a_normalisation_registered_under_a_new_name_is_read_and_its_domain_and_least_value_hold(world: Any) -> None:
    @method("normalise", "log-share", domain="positive", least=lambda: 0.0)
    def kernel(x: np.ndarray) -> np.ndarray:
        return np.log(x / np.nanmin(x))

    assert callable(kernel)
    own = {"do": "normalise", "how": "log-share"}
    try:
        ranking = rank_entities(*world({"a/x": {}}, column(1, np.e, np.e**3), steps=[own, REWEIGHT]))
        assert ranking.table["score"].to_list() == pytest.approx([3, 1, 0])
        with pytest.raises(PlanError, match="a/x is zero or negative for AUT: normalise: log-share takes values above"):
            rank_entities(*world({"a/x": {}}, column(0, 1, 2), steps=[own, REWEIGHT]))
        with pytest.raises(SpecError, match="a geometric mean of indicators is not defined on a scale from 0"):
            world({"a/x": {}}, column(1, 2, 3), steps=[own, GEOMETRIC[1]])
    finally:
        del _METHODS["normalise"]["log-share"]
