"""NCSES: a table without years, dated and checked by one that has them."""

from __future__ import annotations

import pytest

from theodolite.core.source import Provides, SourceFile
from theodolite.errors import SnapshotError
from theodolite.evidence.pull.ncses import articles
from theodolite.evidence.pull.reader import Files, Reading
from theodolite.evidence.snapshot import Snapshot

WORK = "ncses/ai-articles"
UNDATED = """table_id,row_id,time_period,value
9968,r001,World,10
9968,r002,World,20
9968,r003,World -> Seychelles -> China,4
9968,r004,World -> Seychelles -> China,9
9968,r005,World -> Qatar -> C&#244;te d&#8217;Ivoire,1
9968,r006,World -> Qatar -> C&#244;te d&#8217;Ivoire,0
9968,r007,World -> Paraguay -> EU-27<sup>b</sup>,3
9968,r008,World -> Paraguay -> EU-27<sup>b</sup>,5
"""
DATED = """region_country_or_economy_full_path,field_2021,field_2022
World,,
World -> Total articles,10,20
World -> Total articles -> With multiple institutions,4,8
World -> China -> Total articles,4,9
"""


def read(undated: str, dated: str) -> list[Reading]:
    """The readings of the two tables."""
    texts = {"9968/data.csv": undated, "10067/data.csv": dated}
    files = Files(
        {
            name: Snapshot(SourceFile(name=name, hash="sha256:" + "0" * 64), text.encode())
            for name, text in texts.items()
        }
    )
    return list(articles(files, Provides(indicator="x", reader="ncses.articles", measure=" by ".join(texts))))


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ("CHN research/ai-articles-scopus 2022", 42524),
        ("USA research/ai-articles-scopus 2022", 12642),
        ("WLD research/ai-articles-scopus 2022", 123402),
        ("WLD research/ai-articles-scopus 2010", 36494),
        ("CAN research/ai-articles-scopus 2022", 2772),
        ("EUU research/ai-articles-scopus 2010", 9198),
    ],
)
def test_a_figure_is_as_the_publisher_prints_it(figure, case: str, value: float) -> None:
    assert figure(WORK, case) == value


def test_the_economy_is_the_last_part_of_a_broken_path_and_the_year_comes_from_the_other_table() -> None:
    found = {(one.place, one.period): (one.value, one.locator) for one in read(UNDATED, DATED)}
    assert found["China", "2022"] == (9, "9968/data.csv#row=5")
    assert found["Côte d’Ivoire", "2021"] == (1, "9968/data.csv#row=6")
    assert found["EU-27", "2022"] == (5, "9968/data.csv#row=9")


@pytest.mark.parametrize(
    ("undated", "dated", "said"),
    [
        (UNDATED.replace("World,20", "World,21"), DATED, "World has 21 articles in 2022, but 20 in the table"),
        (UNDATED.replace("China,9", "China,8"), DATED, "China has 8 articles in 2022, but 9 in the table"),
        (
            UNDATED.replace("9968,r004,World -> Seychelles -> China,9\n", ""),
            DATED,
            "China has 1 values and 2 totals for 2 years",
        ),
        (UNDATED, DATED.replace("World -> Total articles,10,20\n", ""), "no total to check 9968/data.csv against"),
        (
            UNDATED,
            DATED.replace("China -> Total articles,4,9", "China -> Total articles,4,"),
            "China has 2 values and 1 totals for 2 years",
        ),
        (UNDATED, "a,b\n1,2\n", "no column 'region_country_or_economy_full_path'"),
    ],
)
def test_tables_that_disagree_are_not_used(undated: str, dated: str, said: str) -> None:
    with pytest.raises(SnapshotError, match=said):
        read(undated, dated)
