"""GitHub Innovation Graph: quarters kept, quarters summed, and exchange that counts once."""

from __future__ import annotations

import pytest

from theodolite.errors import SnapshotError

WORK = "github/innovation-graph"
QUARTERS = """
pushes | iso2_code | year | quarter
1      | CN        | 2024 | 1
2      | CN        | 2024 | 2
3      | CN        | 2024 | 3
4      | CN        | 2024 | 4
5      | CN        | 2025 | 1
6      | EU        | 2025 | 1
7      | EU        | 2024 | 3
"""
EXCHANGE = """
weight | source | destination | year | quarter
10     | CN     | US          | 2025 | 3
20     | US     | CN          | 2025 | 3
40     | CN     | CN          | 2025 | 3
80     | EU     | CN          | 2025 | 3
160    | DE     | CN          | 2025 | 3
320    | CN     | US          | 2025 | 2
640    | CN     | US          | 2024 | 4
"""


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ("CHN talent/github-developers 2025-Q3", 10815602),
        ("USA talent/github-developers 2024-Q4", 24759357),
        ("CHN industry/github-organisations 2025-Q3", 354758),
        ("USA industry/github-organisations 2025-Q3", 1530645),
        ("CHN open-source/repositories 2025-Q3", 18380520),
        ("USA open-source/repositories 2025-Q3", 71358768),
        ("CHN open-source/git-pushes 2025", 2017326 + 2138478 + 2049726),
        ("USA open-source/git-pushes 2025", 30612863 + 33947845 + 34494395),
        ("CHN open-source/python-pushers 2024-Q1", 27416 + 4478),
        ("USA open-source/python-pushers 2024-Q1", 328027 + 107911),
        ("CHN open-source/collaboration 2025-Q3", 117587 + 132468),
        ("USA open-source/collaboration 2025-Q3", 895275 + 5085053),
    ],
)
def test_a_figure_is_as_the_publisher_prints_it(figure, case: str, value: float) -> None:
    assert figure(WORK, case) == value


def test_a_stock_is_kept_at_the_end_of_a_year_and_in_the_newest_quarter(read_with) -> None:
    found = read_with("github.stock", QUARTERS, "pushes")
    assert {key: one.value for key, one in found.items()} == {
        ("CN", "2024-Q4"): 4,
        ("CN", "2025-Q1"): 5,
        ("EU", "2025-Q1"): 6,
    }


def test_a_year_with_fewer_than_four_quarters_is_provisional(read_with) -> None:
    found = read_with("github.flow", QUARTERS, "pushes")
    assert (found["CN", "2024"].value, found["CN", "2024"].status) == (10, "A")
    assert found["CN", "2024"].locator == "made.csv#row=2-5"
    assert (found["CN", "2025"].status, found["CN", "2025"].note) == ("P", "1 of 4 quarters")
    assert found["EU", "2024"].status == "P"


def test_collaboration_is_both_ways_without_oneself_and_without_the_union_beside_its_members(read_with) -> None:
    found = read_with("github.collaboration", EXCHANGE, "weight")
    assert found["CN", "2025-Q3"].value == 10 + 20 + 160
    assert found["CN", "2025-Q3"].locator == "made.csv#row=2-3;6"
    assert found["EU", "2025-Q3"].value == 80
    assert (found["US", "2024-Q4"].value, ("US", "2025-Q2") in found) == (640, False)


def test_people_are_summed_over_the_topics_named_and_a_misspelt_topic_is_refused(read_with) -> None:
    table = """
num_pushers | topic | iso2_code | year | quarter
100         | ai    | CN        | 2025 | 3
200         | llm   | CN        | 2025 | 3
400         | rust  | CN        | 2025 | 3
"""
    found = read_with("github.pushers", table, "topic: ai, llm")
    assert found["CN", "2025-Q3"].value == 300
    with pytest.raises(SnapshotError, match=r"no topic of made\.csv is called lmm"):
        read_with("github.pushers", table, "topic: ai, lmm")


def test_a_file_of_another_table_is_refused(read_with) -> None:
    with pytest.raises(SnapshotError, match="no column 'developers'"):
        read_with("github.stock", QUARTERS, "developers")
