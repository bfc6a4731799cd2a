"""Frames of pandas, polars and arrow, wide and long: the same figures give the same index, worked by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import theodolite
from theodolite.errors import PlanError, SpecError, TableError, TheodoliteError

MAKERS = {"polars": pl.DataFrame, "lazy": pl.LazyFrame, "pandas": pd.DataFrame, "arrow": pa.table}
WIDE = {
    "land": ["A", "B", "C", "D"],
    "roads": [10.0, 20, 30, 40],
    "waste": [5.0, 4, None, 1],
    "dull": ["x", "y", "z", "w"],
}
PILLARS = {"move": ["roads"], "clean": ["waste"]}


def scores(study: Any) -> dict[str, float]:
    ranking = theodolite.rank_entities(study.ledger, study.lens)
    return dict(ranking.table.select("entity", "score").iter_rows())


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_wide_frame_with_a_mapping_of_pillars(make: Any) -> None:
    """roads 0, 33⅓, 66⅔, 100; waste, of which less is better, 0, 25, unknown, 100; the index their mean."""
    study = theodolite.from_frame(make(WIDE), PILLARS, entity="land", less=["waste"])
    assert scores(study) == pytest.approx({"A": 0, "B": (100 / 3 + 25) / 2, "C": 200 / 3, "D": 100})


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_long_frame_gives_what_the_wide_one_does(make: Any) -> None:
    wide = pl.DataFrame(WIDE).unpivot(["roads", "waste"], index="land", variable_name="series")
    study = theodolite.from_frame(
        make(wide.to_dict(as_series=False)), PILLARS, entity="land", indicator="series", less=["waste"]
    )
    assert scores(study) == pytest.approx({"A": 0, "B": (100 / 3 + 25) / 2, "C": 200 / 3, "D": 100})


@pytest.mark.parametrize("read", [pl.read_csv, pd.read_csv], ids=["polars", "pandas"])
def test_frames_of_idata_and_imeta_are_what_the_files_are(own: Any, read: Any) -> None:
    data, meta = own()
    from_files = theodolite.from_coinr(data, meta)
    study = theodolite.from_frame(read(data), read(meta))
    assert scores(study) == scores(from_files)
    assert study.ledger.catalog.title("AV") == "Avalon"
    assert study.ledger.catalog.groups["Region"]["CA"] == "east"
    assert study.ledger.catalog.indicators["Roads"].denominators == ("Pop",)


def test_steps_may_be_given_as_a_list_and_weights_in_the_mapping() -> None:
    """z-scores of 1, 2, 3 are −1, 0, 1; with weights 3 and 1 the pillar is their weighted mean."""
    frame = pd.DataFrame({"uCode": ["A", "B", "C"], "x": [1, 2, 3], "y": [3, 2, 1]})
    steps = [
        {"do": "normalise", "how": "z-score"},
        {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"},
    ]
    study = theodolite.from_frame(frame, {"all": {"x": 3, "y": 1}}, steps)
    assert scores(study) == pytest.approx({"A": -0.5, "B": 0, "C": 0.5})


def test_a_panel_in_a_frame_has_a_year_a_row() -> None:
    frame = pl.DataFrame(
        {"uCode": ["A", "B", "C"] * 2, "year": [2020] * 3 + [2021] * 3, "x": [1.0, 2.0, 3.0, 3.0, 2.0, 1.0]}
    )
    study = theodolite.from_frame(frame, {"all": ["x"]}, period="year")
    panel = theodolite.rank_panel(study.ledger, study.lens, [2020, 2021])
    assert [panel.at(year).rank_of("A") for year in (2020, 2021)] == [3, 1]
    assert study.ledger.rows["locator"][0] == "frame#row=1&column=x"


def test_missing_figures_of_every_kind_are_missing() -> None:
    frame = pd.DataFrame(
        {
            "uCode": ["A", "B", "C", "D", "E"],
            "x": pd.array([1, pd.NA, 3, 4, 2], dtype="Int64"),
            "y": [np.nan, 1, 2, 3, None],
        }
    )
    study = theodolite.from_frame(frame, {"all": ["x", "y"]})
    assert sorted(study.ledger.rows.select("entity", "indicator").iter_rows()) == [
        ("A", "x"), ("B", "y"), ("C", "x"), ("C", "y"), ("D", "x"), ("D", "y"), ("E", "x"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "meta", "said", "where"),
    [({"land": ["A", "A", "C", "D"]}, PILLARS, "A stands twice", "frame, row 2"),
     ({"land": ["A", None, "C", "D"]}, PILLARS, "uCode is missing", "frame, row 2"),
     ({"roads": [1.0, 2, float("inf"), 4]}, PILLARS, "roads is inf", "frame, row 3"),
     ({"land": [1.0, 2.0, float("inf"), 4.0]}, PILLARS, "uCode is inf", "frame, row 3"),
     ({"land": [1.0, 2.0, float("-inf"), 4.0]}, PILLARS, "uCode is -inf", "frame, row 3"),
     ({"roads": ["1", "2", "three", "4"]}, PILLARS, "roads holds the text 'three'", "frame, row 3"),
     ({}, {"move": ["raods"]}, "move names 'raods', which the frame does not have", "frame"),
     ({}, {"move": []}, "no row is of the Type Indicator", "the mapping")],
)  # fmt: skip
def test_a_bad_frame_is_one_error_with_its_row(change: dict[str, Any], meta: Any, said: str, where: str) -> None:
    with pytest.raises(TableError, match=said) as caught:
        theodolite.from_frame(pd.DataFrame({**WIDE, **change}), meta, entity="land")
    assert caught.value.where == where


def test_a_long_frame_says_a_figure_once_and_names_indicators_that_are_known(own: Any) -> None:
    long = pl.DataFrame({"land": ["A", "A"], "series": ["roads", "roads"], "value": [1.0, 2.0]})
    with pytest.raises(TableError, match="roads of A stands twice"):
        theodolite.from_frame(long, {"move": ["roads"]}, entity="land", indicator="series")
    long = long.with_columns(Region=pl.lit("west"))
    with pytest.raises(TableError, match="the indicator 'roads' is not described"):
        theodolite.from_frame(long, pl.read_csv(own()[1]), entity="land", indicator="series")


@pytest.mark.parametrize("steps", [[{"do": "normalise", "how": "minmax"}], [{"do": "normalize"}], [], "nothing.yaml"])
def test_steps_that_are_none_are_refused(steps: Any) -> None:
    with pytest.raises((PlanError, SpecError)):
        theodolite.from_frame(pd.DataFrame(WIDE), PILLARS, steps, entity="land")


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(TheodoliteError, match="'list' is no frame"):
        theodolite.from_frame([1, 2], PILLARS)


def test_a_long_frame_of_an_imeta_has_its_groups_in_a_column(own: Any) -> None:
    data, meta = own(data=("5,30,2,", "5,30,2,2"))
    wide, described = pl.read_csv(data), pl.read_csv(meta)
    codes = ["Pop", "Roads", "Trains", "Waste"]
    long = wide.with_columns(pl.col(codes).cast(pl.Float64)).unpivot(
        codes, index=["uCode", "Region"], variable_name="code"
    )
    study = theodolite.from_frame(long, described, indicator="code")
    assert scores(study) == scores(theodolite.from_frame(wide, described))
    assert study.ledger.catalog.groups == {"Region": {"AV": "west", "BR": "west", "CA": "east", "DO": "east"}}
    with pytest.raises(TableError, match="the column Region is missing"):
        theodolite.from_frame(long.drop("Region"), described, indicator="code")


def test_a_name_in_less_that_no_pillar_holds_is_refused() -> None:
    """A misspelt name would turn the ranking round without a word: 5, 4, 1 of waste would be better than less."""
    for less, said in (
        (["Wast"], "did you mean 'waste'?"),
        (["dull"], "one of roads, waste"),
        ("waste", "a list of columns, such as ['waste']"),
    ):
        with pytest.raises(TheodoliteError) as caught:
            theodolite.from_frame(pl.DataFrame(WIDE), PILLARS, entity="land", less=less)
        assert caught.value.expected == said


def test_less_beside_an_imeta_is_refused_for_its_direction_says_it(own: Any) -> None:
    data, meta = own()
    with pytest.raises(PlanError, match="less= goes with a mapping"):
        theodolite.from_frame(pl.read_csv(data), pl.read_csv(meta), less=["Roads"])


LENS: dict[str, Any] = {
    "steps": [
        {"do": "normalise", "how": "z-score"},
        {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"},
    ],
    "doubt": {"weights": {"within": 0.5}},
}


def test_a_lens_may_be_a_mapping_with_its_doubt() -> None:
    """z-scores of 1, 2, 3 are −1, 0, 1; with weights from 1.5 to 4.5 and from 0.5 to 1.5 x may weigh half or more."""
    frame = pl.DataFrame({"uCode": ["A", "B", "C"], "x": [1, 2, 3], "y": [3, 2, 1]})
    study = theodolite.from_frame(frame, {"all": {"x": 3, "y": 1}}, LENS)
    assert scores(study) == pytest.approx({"A": -0.5, "B": 0, "C": 0.5})
    drawn = theodolite.robustness(theodolite.rank_entities(study.ledger, study.lens), draws=200)
    assert drawn.table["top_1"].to_list() == [1.0, 0.0, 0.0]


def test_a_mapping_is_taken_of_files_too(own: Any) -> None:
    lens = {"title": "By a mapping", "steps": [{"do": "normalise", "how": "rank"}, LENS["steps"][1]]}
    with pytest.raises(PlanError) as caught:
        theodolite.from_coinr(*own(), lens={**lens, "doubt": {"impyute": []}})
    assert caught.value.what == "unknown key 'impyute' (in doubt)"
    assert caught.value.expected == "did you mean 'impute'?"
    assert theodolite.from_coinr(*own(), lens=lens).lens.title == "By a mapping"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"draws": 0}, "0 draws are too few"),
        ({"draws": 10, "threads": 0}, "0 threads are too few"),
        ({"draws": 10, "seed": -1}, "-1 is no seed"),
    ],
)
def test_draws_that_are_none_are_told_by_what_is_wrong_with_them(given: dict[str, Any], said: str) -> None:
    frame = pl.DataFrame({"uCode": ["A", "B", "C"], "x": [1, 2, 3], "y": [3, 2, 1]})
    study = theodolite.from_frame(frame, {"all": {"x": 3, "y": 1}}, LENS)
    with pytest.raises(PlanError) as caught:
        theodolite.robustness(theodolite.rank_entities(study.ledger, study.lens), **given)
    assert caught.value.what == said


def test_pillars_in_pillars_of_a_mapping_are_told_to_be_an_imeta() -> None:
    with pytest.raises(PlanError, match="a mapping has one level of pillars") as caught:
        theodolite.from_frame(pl.DataFrame(WIDE), {"a": {"move": {"roads": 1}}}, entity="land")
    assert "a frame of iMeta" in str(caught.value.expected)
