"""Lenses: the shipped ones hold what they say, a doubt is read strictly, and equal choices have equal hashes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from theodolite.core.catalog import SHIPPED, Catalog
from theodolite.errors import PlanError, SpecError, UnknownNameError
from theodolite.index.aggregate import Aggregate
from theodolite.index.doubt import alternatives
from theodolite.index.lens import Lens, load_lens, own_lenses
from theodolite.index.normalise import Normalise

NAMES = ("biggest", "diffusion", "equal", "intensity", "powers", "stack")
FIGURES = {e: {"a/x": n, "b/y": -n} for n, e in enumerate(("AUT", "BEL", "CHE"))}
SCALE = {"do": "normalise", "how": "min-max", "to": [1, 100]}
MEAN = {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"}


def lens(world: Any, **given: Any) -> Lens:
    return world({"a/x": {}, "b/y": {}}, FIGURES, **{"steps": [SCALE, MEAN], **given})[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_lens_says_where_it_comes_from_and_what_it_cannot_see(name: str, catalog: Catalog) -> None:
    shipped = load_lens(name, catalog)
    assert shipped.question.endswith("?")
    assert any("Handbook" in work.title and work.href for work in shipped.after)
    assert len(shipped.after) >= 2 or name == "equal"
    assert shipped.caveats
    assert shipped.doubt is not None
    assert alternatives(shipped.doubt, shipped.steps)["normalise"][0] == shipped.steps[-2]


def test_the_shipped_lenses_of_our_own_are_these(catalog: Catalog) -> None:
    assert tuple(lens.id for lens in own_lenses(catalog)) == NAMES


def test_equal_weighs_every_pillar_and_every_indicator_alike(catalog: Catalog) -> None:
    equal = load_lens("equal", catalog)
    assert {pillar.weight for pillar in equal.framework} == {1.0}
    assert {leaf.weight for pillar in equal.framework for leaf in pillar.indicators} == {1.0}
    assert len(equal.framework) == 9


def test_a_lens_nobody_knows_gets_its_nearest_name_and_the_list(catalog: Catalog) -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean powers\?") as caught:
        load_lens("pwers", catalog)
    assert "biggest, diffusion, equal" in str(caught.value)


def test_options_left_out_are_filled_in_so_that_equal_choices_are_equal(world: Any) -> None:
    short = lens(world, steps=[{"do": "normalise", "how": "min-max"}, MEAN])
    long = lens(world, steps=[{"do": "normalise", "how": "min-max", "to": [0, 100]}, {**MEAN, "missing": "refuse"}])
    assert short.steps == long.steps
    assert hash(short.steps) == hash(long.steps)
    assert short.hash == long.hash
    assert short.hash != lens(world).hash
    assert Normalise.model_validate_json(short.steps[0].model_dump_json(by_alias=True)) == short.steps[0]


def test_weights_are_shares_also_in_the_hash(world: Any) -> None:
    def weighed(*weights: float) -> str:
        inside = [{"indicator": id, "weight": weight} for id, weight in zip(("a/x", "b/y"), weights, strict=True)]
        return lens(world, framework=[{"pillar": "one", "weight": weights[0], "indicators": inside}]).hash

    alike = weighed(1, 1)
    assert alike == weighed(2, 2)
    assert alike != weighed(1, 2)


def test_a_weight_may_be_a_fraction(world: Any) -> None:
    framework = [
        {"pillar": "one", "weight": "1/5", "indicators": [{"indicator": "a/x"}]},
        {"pillar": "two", "weight": "4/5", "indicators": [{"indicator": "b/y"}]},
    ]
    assert [pillar.weight for pillar in lens(world, framework=framework).framework] == [0.2, 0.8]


def test_a_doubt_becomes_typed_alternatives(world: Any) -> None:
    doubted = lens(
        world,
        doubt={
            "normalise": [SCALE | {"to": [1, 10]}, {"how": "rank"}],
            "aggregate": {"pillars": ["arithmetic", "geometric"]},
            "weights": {"within": "25%"},
            "drop-indicator": True,
            "evidence": "conflicts",
        },
    )
    assert doubted.doubt is not None
    assert doubted.doubt.weights is not None
    assert doubted.doubt.weights.within == 0.25
    found = alternatives(doubted.doubt, doubted.steps)
    assert [step.options for step in found["normalise"] if isinstance(step, Normalise)] == [{"to": (1.0, 10.0)}, {}]
    assert [str(step.pillars) for step in found["aggregate"] if isinstance(step, Aggregate)] == [
        "arithmetic",
        "geometric",
    ]


@pytest.mark.parametrize(
    ("doubt", "said"),
    [
        ({"treat": [{"how": "log"}]}, "doubt names the step 'treat', which the lens does not have"),
        ({"normalise": [{"how": "min-max", "til": [0, 1]}]}, "min-max has no option 'til'"),
        ({"normalise": [{"how": "rank", "to": [0, 1]}]}, "doubt, normalise: normalise rank has no option 'to'"),
        ({"normalise": []}, "no alternative is given"),
        ({"normalise": [{"do": "treat", "how": "none"}]}, "doubt, normalise: {do: treat} is another step"),
        ({"aggregate": [{"do": "screen", "have-at-least": 0.5}]}, "doubt, aggregate: {do: screen} is another step"),
        ({"aggregate": {"do": ["aggregate", "screen"]}}, "doubt, aggregate: {do: screen} is another step"),
        ({"aggregate": {"pillars": ["arithmetical"]}}, "aggregate knows no method 'arithmetical': did you mean"),
        ({"aggregate": {"pilars": ["arithmetic"]}}, "pilars"),
        ({"weights": {"within": "ever so much"}}, "a share is written 25% or 0.25"),
        ({"weighs": {"within": "25%"}}, "did you mean 'weights'"),
        ({"normalise": [{"how": "min-max", "to": [0, 100]}], "aggregate": {"indicators": ["geometric"]}},
         "a geometric mean of indicators is not defined on a scale from 0"),
    ],
)  # fmt: skip
def test_a_doubt_that_cannot_be_carried_out_is_refused(world: Any, doubt: dict[str, Any], said: str) -> None:
    with pytest.raises(SpecError) as caught:
        lens(world, doubt=doubt)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([SCALE], "the steps end with one aggregate"),
        ([MEAN, SCALE], "the steps end with one aggregate"),
        ([MEAN, MEAN], "the steps end with one aggregate"),
        ([{"do": "denominate", "by": "gdp"}, {"do": "denominate", "by": "none"}, SCALE, MEAN], "divided once"),
        ([{"do": "normalize", "how": "rank"}, MEAN], "normalize"),
    ],
)
def test_steps_that_make_no_lens_are_refused(world: Any, steps: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(SpecError) as caught:
        lens(world, steps=steps)
    assert said in str(caught.value)


def test_a_denominator_that_no_step_divides_by_is_refused(world: Any) -> None:
    leaf = {"indicator": "a/x", "denominate": "population"}
    with pytest.raises(SpecError, match="a/x says denominate:, and no step divides"):
        lens(world, framework=[{"pillar": "one", "indicators": [leaf]}])


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ({"take": "sum"}, "over how many years"),
        ({"take": "latest", "over": 3}, "over how many years"),
        ({"take": "sum", "over": 100000}, "less than or equal to 100"),
        ({"take": "latest", "not-older-than": "3000 years"}, "not-older-than"),
        ({"take": "mean", "over": 3, "not-older-than": "4 years"}, "not-older-than goes with latest"),
    ],
)
def test_a_rule_of_periods_that_contradicts_itself_is_refused(world: Any, period: dict[str, Any], said: str) -> None:
    with pytest.raises(SpecError, match=said):
        lens(world, period=period)


def test_a_pillar_cannot_take_the_name_of_a_column(world: Any) -> None:
    with pytest.raises(SpecError, match="a pillar cannot be called 'rank'"):
        lens(world, framework=[{"pillar": "rank", "indicators": [{"indicator": "a/x"}]}])


def test_an_indicator_that_is_not_there_is_told_with_its_line(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "own.yaml"
    text = (SHIPPED / "lenses/biggest.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("compute/top500-rmax", "compute/top500-rmix"), encoding="utf-8")
    line = text[: text.index("compute/top500-rmax")].count("\n") + 1
    with pytest.raises(PlanError) as caught:
        load_lens(path, catalog)
    assert caught.value.where == f"{path}:{line}"
    assert caught.value.expected == "did you mean 'compute/top500-rmax'?"
