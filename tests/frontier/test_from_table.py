"""Releases from a user's own table: what is read, and what is refused with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import PlanError, TableError, UnknownNameError
from theodolite.frontier.from_table import table_releases
from theodolite.frontier.groups import parse_pair
from theodolite.frontier.rules import side

GOOD = """entity,Date,score,Country,organisation,weights,low,high
m1,2024-03-05,10,China,P,open,6.7103,13.2897
m2,2024-02,20,United States;KOR,P;Q,Closed,,
m3,2024-Q1,30,"Korea, Republic of",Q,,29,31
m4,2023,40,,,,39,41
m5,2023-05-01,,FRA,Q,,,
"""


def written(folder: Path, text: str, name: str = "scores.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8-sig")
    return folder / name


def test_a_table_is_read_with_the_precision_of_its_dates(tmp_path: Path, catalog: Catalog) -> None:
    found = table_releases(written(tmp_path, GOOD), catalog)
    assert found.frame.select("entity", "start", "end", "value", "economies", "makers", "weights").rows() == [
        ("m4", date(2023, 1, 1), date(2023, 12, 31), 40.0, "", "", ""),
        ("m3", date(2024, 1, 1), date(2024, 3, 31), 30.0, "KOR", "Q", ""),
        ("m2", date(2024, 2, 1), date(2024, 2, 29), 20.0, "USA;KOR", "P;Q", "closed"),
        ("m1", date(2024, 3, 5), date(2024, 3, 5), 10.0, "CHN", "P", "open"),
    ]
    assert found.frame["se"].to_list()[2:] == [None, pytest.approx(2.0, abs=1e-4)]
    assert (found.now, found.score, found.sources) == (date(2024, 3, 31), "scores", ("scores.csv",))
    assert found.notes == ("Left out: 1 release without a score.", "Of nobody: 1 release without a group.")
    assert found.frame["locator"][3] == "scores.csv#row=2&column=score"


def test_as_of_leaves_out_what_may_have_come_out_later(tmp_path: Path, catalog: Catalog) -> None:
    found = table_releases(written(tmp_path, GOOD), catalog, date(2024, 3, 10), less_is_better=True)
    assert (found.frame["entity"].to_list(), found.now, found.less_is_better) == (
        ["m4", "m2", "m1"], date(2024, 3, 10), True,
    )  # fmt: skip
    assert found.notes[1] == "Left out: 1 release perhaps of after 2024-03-10."
    with pytest.raises(TableError, match="nothing had been released by 2020-01-01"):
        table_releases(written(tmp_path, GOOD), catalog, date(2020, 1, 1))


def test_groups_may_be_of_the_users_own(tmp_path: Path, catalog: Catalog) -> None:
    text = "entity,date,score,group,se\na,2024-01,1,ours,0.5\nb,2024-02,2,theirs,0\nc,2024-02,2,NA,\n"
    found = table_releases(written(tmp_path, text), catalog)
    ours, rest = (side(found, group) for group in parse_pair("Ours", "rest", catalog, found))
    assert (ours["title"].to_list(), rest["title"].to_list()) == (["a"], ["b", "c"])
    assert found.frame["se"].to_list() == [0.5, 0.0, None]


@pytest.mark.parametrize("kind", [pl.DataFrame, pd.DataFrame])
def test_a_frame_is_read_like_a_file(kind, catalog: Catalog) -> None:
    frame = kind({"Model": ["a", "b"], "date": [date(2024, 1, 5), date(2024, 2, 5)], "score": [1.5, 2.5],
                  "country": ["CHN", "US, China"]})  # fmt: skip
    found = table_releases(frame, catalog)
    assert found.frame.select("entity", "start", "value", "economies").rows() == [
        ("a", date(2024, 1, 5), 1.5, "CHN"),
        ("b", date(2024, 2, 5), 2.5, "USA;CHN"),
    ]
    years = table_releases(kind({"entity": ["a"], "date": [2024], "score": [1.0], "group": ["g"]}), catalog)
    assert years.now == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("entity,date,score,group\na,2024,ten,g\n", ":2", "score holds the text 'ten'"),
        ("entity,date,score,group\na,2024,1,g\nb,2024,inf,g\n", ":3", "score is inf"),
        ("entity,date,score,group\na,2024-02-30,1,g\n", ":2", "date: '2024-02-30' is not a date of the calendar"),
        ("entity,date,score,group\na,03/05/2024,1,g\n", ":2", "date: '03/05/2024' is not a period"),
        ("entity,date,score,group\na,,1,g\n", ":2", "date is missing"),
        ("entity,date,score,group\na,2024,1,g\n\na,2025,2,g\n", ":4", "a stands twice"),
        ("entity,date,score,group\n,2024,1,g\n", ":2", "entity is missing"),
        ("entity,date,score,group,se\na,2024,1,g,-1\n", ":2", "se is -1"),
        ("entity,date,score,group,se\na,2024,1,g,1e300\n", ":2", "se is 1e+300"),
        ("entity,date,score,group,se\na,2024,1,g,1e-300\n", ":2", "se is 1e-300"),
        ("entity,date,score,group\na,2024,-1.7e308,g\n", ":2", "the score is -1.7e+308"),
        ("entity,date,score,group,low,high\na,2024,1,g,2,0\n", ":2", "the score 1 lies outside 2 to 0"),
        ("entity,date,score,group,low,high\na,2024,1,g,0,\n", ":2", "high is missing"),
        ("entity,date,score,group,low\na,2024,1,g,0\n", ":1", "the column high is missing"),
        ("entity,date,score,group,se,low,high\na,2024,1,g,1,0,2\n", ":1", "the table has errors and intervals"),
        ("entity,date,score,group,weights\na,2024,1,g,ajar\n", ":2", "weights are 'ajar'"),
        ("entity,date,score,country\na,2024,1,NA\n", ":2", "the country NA may be one, or none"),
        ("entity,date,score\na,2024,1\n", ":1", "no column says who released it"),
        ("entity,dates,score,group\na,2024,1,g\n", ":1", "the column date is missing"),
        ("entity,date,score,group\na,2024,,g\n", ":1", "no row has a score"),
        ("entity,date,score,group\n", ":1", "the table has a header and no rows"),
        ("", "scores.csv", "the table is empty"),
        ("entity,date,score,group\na,2024,1\n", ":2", "3 cells under 4 column names"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, catalog: Catalog, text: str, where: str, what: str
) -> None:
    with pytest.raises(TableError) as error:
        table_releases(written(tmp_path, text), catalog)
    assert str(error.value.where).endswith(where)
    assert error.value.what.startswith(what)


def test_the_nearest_header_is_named(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(TableError) as error:
        table_releases(written(tmp_path, "entity,dates,score,group\na,2024,1,g\n"), catalog)
    assert error.value.expected == "you have 'dates': rename it date"


def test_an_unknown_country_is_refused_with_near_names(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(UnknownNameError) as error:
        table_releases(written(tmp_path, "entity,date,score,country\na,2024,1,Chnia\n"), catalog)
    assert "China (CHN)" in error.value.near
    assert str(error.value.where).endswith(":2")


def test_what_is_neither_a_path_nor_a_frame_is_refused(catalog: Catalog) -> None:
    with pytest.raises(PlanError):
        table_releases(7, catalog)
