"""Gaps that are filled: by group, along a panel, by the other indicators; what cannot be filled is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from theodolite.errors import PlanError
from theodolite.index.dataset import Dataset
from theodolite.index.framework import Leaf, Pillar
from theodolite.index.impute import Impute

NAN = np.nan
ENTITIES = ("AUT", "BEL", "CHE", "DNK", "EST")
GROUPS = {"size": ("S", "M", "S", "M", "")}


def data(*columns: list[float], entities: tuple[str, ...] = ENTITIES, **more: Any) -> Dataset:
    ids = tuple(f"a/{letter}" for letter, _ in zip("xyz", columns, strict=False))
    return Dataset(entities, ids, np.array(columns).T, np.ones(len(ids)), **more)


def filled(step: dict[str, Any], given: Dataset, framework: Any = ()) -> Dataset:
    return Impute.model_validate(step).apply(given, framework)


def test_a_gap_takes_the_mean_or_the_median_of_its_group() -> None:
    given = data([1, 10, NAN, NAN, 7], [2, 1, 4, 3, 5], groups=GROUPS)
    for how in ("group-mean", "group-median"):
        found = filled({"how": how, "by": "size"}, given)
        assert found.column("a/x").tolist() == [1, 10, 1, 10, 7]
    assert [(f.kind, f.entity, f.what) for f in found.flags] == [
        ("imputed", "CHE", "missing, and filled by group-median by size"),
        ("imputed", "DNK", "missing, and filled by group-median by size"),
    ]


def test_7_an_empty_group_is_refused_with_group_and_indicator() -> None:
    given = data([1, NAN, 3, NAN, NAN], [NAN, 1, 2, 3, 4], groups=GROUPS)
    with pytest.raises(PlanError, match=r"no figure of the group fills a gap: \(M, a/x\), \(no group, a/x\)") as caught:
        filled({"how": "group-mean", "by": "size"}, given)
    assert "then: median" in str(caught.value)


def test_7_a_fallback_is_written_down_and_each_cell_says_what_filled_it() -> None:
    given = data([1, NAN, 3, NAN, NAN], groups=GROUPS)
    found = filled({"how": "group-mean", "by": "size", "then": "median"}, given)
    assert found.column("a/x").tolist() == [1, 2, 3, 2, 2]
    assert {flag.what for flag in found.flags} == {
        "missing, and filled by median, for group-mean by size has nothing to fill it with"
    }


def test_a_grouping_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(PlanError, match="not grouped by 'income'") as caught:
        filled({"how": "group-mean", "by": "income"}, data([1, 2, NAN, 4, 5], groups=GROUPS))
    assert "size" in str(caught.value)


PANEL = ("AUT@2020", "AUT@2021", "AUT@2023", "BEL@2020", "BEL@2021", "BEL@2022")


def test_along_a_panel_the_last_figure_is_carried_forward_and_never_back() -> None:
    found = filled({"how": "carried-forward"}, data([4, NAN, NAN, NAN, 6, NAN], entities=PANEL))
    assert found.column("a/x").tolist() == pytest.approx([4, 4, 4, NAN, 6, 6], nan_ok=True)


def test_along_a_panel_gaps_lie_on_the_line_between_years_and_nothing_is_drawn_beyond() -> None:
    found = filled({"how": "linear"}, data([4, NAN, 10, NAN, 6, NAN], entities=PANEL))
    assert found.column("a/x").tolist() == pytest.approx([4, 6, 10, NAN, 6, NAN], nan_ok=True)


def test_the_order_of_rows_is_not_the_order_of_years() -> None:
    entities, order = np.array(PANEL), [2, 5, 0, 4, 1, 3]
    mixed = data([10, NAN, 4, 6, NAN, NAN], entities=tuple(entities[order]))
    assert filled({"how": "linear"}, mixed).column("a/x").tolist() == pytest.approx(
        [10, NAN, 4, 6, 6, NAN], nan_ok=True
    )


def test_figures_of_one_period_are_no_panel() -> None:
    with pytest.raises(PlanError, match="no figures before or after"):
        filled({"how": "linear"}, data([1, NAN, 3, 4, 5]))


def test_a_gap_takes_the_place_that_the_entity_has_on_its_siblings() -> None:
    # EST is at 1/2 of y (3 of 1 to 5) and at 1 of z, whose least is best: 3/4 of x (0 to 8) is 6.
    given = data([0, 8, 4, 2, NAN], [1, 5, 2, 4, 3], [9, 8, 7, 6, 5])
    given = Dataset(given.entities, given.indicators, given.values, np.array([1.0, 1.0, -1.0]))
    ids = [Leaf(indicator=id) for id in given.indicators]
    one = (Pillar(pillar="all", indicators=tuple(ids)),)
    assert filled({"how": "row-mean"}, given, one).value("EST", "a/x") == 6
    apart = (Pillar(pillar="first", indicators=tuple(ids[:2])), Pillar(pillar="second", indicators=tuple(ids[2:])))
    assert filled({"how": "row-mean"}, given, apart).value("EST", "a/x") == 4
    assert filled({"how": "row-mean", "within": "all"}, given, apart).value("EST", "a/x") == 6


def test_8_an_entity_without_any_figure_of_the_pillar_stays_without() -> None:
    given = data([0, 8, 4, 2, NAN], [1, 5, 2, 4, NAN])
    one = (Pillar(pillar="all", indicators=(Leaf(indicator="a/x"), Leaf(indicator="a/y"))),)
    found = filled({"how": "row-mean"}, given, one)
    assert np.isnan(found.values[-1]).all()
    assert found.flags == ()


def test_a_step_may_name_the_indicators_that_it_is_for() -> None:
    given = data([1, 2, NAN, 5, 6], [1, 2, NAN, 5, 6])
    assert filled({"how": "mean", "only": ["a/y"]}, given).values[2].tolist() == pytest.approx([NAN, 3.5], nan_ok=True)
    assert filled({"how": "mean", "except": ["a/y"]}, given).values[2].tolist() == pytest.approx(
        [3.5, NAN], nan_ok=True
    )
