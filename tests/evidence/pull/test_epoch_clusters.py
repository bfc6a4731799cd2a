"""Epoch AI's clusters: which stand at the end of a year, against sites worked by hand and counts of the file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

COLUMNS = (
    "Name | Country | Status | Certainty | First Operational Date | Decommissioned Date (if applicable)"
    " | Possible Duplicate | Builds Upon | Superseded by | Single cluster? | H100 equivalents\n"
)
MADE = (
    COLUMNS
    + """
Alp Phase 1 | Italy | Existing       | Confirmed | 2022-06-01 |         |      |             | Alp Phase 2 | Yes | 10
Alp Phase 2 | Italy | Existing       | Likely    | 2023-03-01 |         |      |             |             | Yes | 25
Bay Phase 1 | Italy | Existing       | Confirmed | 2022-01-01 |         |      |             |             | Yes | 4
Bay Phase 2 | Italy | Existing       | Confirmed | 2024-02-02 |         |      | Bay Phase 1 |             | No  | 90
Bay Phase 3 | Italy | Existing       | Unlikely  | 2024-03-03 |         |      | Bay Phase 2 |             | Yes | 900
Old         | Italy | Decommissioned | Confirmed | 2021-01-01 | 2023-07 |      |             |             | Yes | 1
Gone        | Italy | Decommissioned | Confirmed | 2021-01-01 |         |      |             |             | Yes | 500
Twin        | Italy | Existing       | Confirmed | 2022-01-01 |         | True |             |             | Yes | 800
Undated     | Italy | Existing       | Confirmed |            |         |      |             |             | Yes | 700
Blank       | Italy | Existing       | Confirmed | 2022-02-02 |         |      |             |             | Yes |
Nowhere     |       | Existing       | Confirmed | 2025-01-01 |         |      |             |             | Yes | 600
New Phase 1 | Italy | Planned        | Likely    |            |         |      |             |             | Yes | 40
New Phase 2 | Italy | Planned        | Likely    | 2024-12-12 |         |      | New Phase 1 |             | Yes | 60
Dream       | Italy | Planned        | Unlikely  |            |         |      |             |             | Yes | 3000
""".strip()
)


def of(found, text: str = "value") -> dict[str, object]:
    return {period: getattr(one, text) for (_, period), one in found.items()}


def test_a_site_counts_by_its_last_phase_and_a_closed_one_until_it_closed(read_with) -> None:
    """2021: Old. 2022: Old, Alp 1, Bay 1. 2023: Alp 2, Bay 1. February 2024: Alp 2, Bay 2 (its third is unlikely)."""
    found = read_with("epoch-clusters.stock", MADE, "H100 equivalents")
    assert of(found) == {"2021": 1, "2022": 15, "2023": 29, "2024-02": 115}
    assert of(found, "locator")["2023"] == "made.csv#row=3-4"


def test_a_cluster_without_a_figure_is_counted_and_adds_nothing(read_with) -> None:
    found = read_with("epoch-clusters.stock", MADE, "count")
    assert of(found) == {"2021": 1, "2022": 4, "2023": 3, "2024-02": 3}


def test_the_largest_is_one_cluster_and_not_a_sum_of_several(read_with) -> None:
    found = read_with("epoch-clusters.largest", MADE, "H100 equivalents")
    assert of(found) == {"2021": 1, "2022": 10, "2023": 25, "2024-02": 25}


def test_where_counts_only_some_of_the_records(read_with) -> None:
    """Without the second phase of Bay, which is no single cluster, its first stands again in 2024."""
    found = read_with("epoch-clusters.stock", MADE, "H100 equivalents", where={"Single cluster?": "Yes"})
    assert of(found) == {"2021": 1, "2022": 15, "2023": 29, "2024-02": 29}


def test_what_is_planned_is_the_last_phase_of_each_likely_site_as_of_the_newest_cluster(read_with) -> None:
    found = read_with("epoch-clusters.planned", MADE, "H100 equivalents")
    assert of(found) == {"2024-02": 60}


@pytest.mark.parametrize(
    ("case", "value"),
    [
        # Alps in its second phase (10,752) and Piz Daint in its second (54.9); the first phases are within them.
        ("CHE compute/clusters-h100e 2023", 54.907),
        ("CHE compute/clusters-h100e 2024", 10806.907),
        ("CHE compute/clusters-count 2024", 2),
        ("CHE compute/clusters-mw 2024", 11.9088 + 4.3744),
        # Puhti, LUMI, ISEG and the first phase of an 8,000-chip site whose second is planned.
        ("FIN compute/clusters-count 2025-07", 4),
        ("FIN compute/clusters-h100e 2024", 20.21222 + 2305.354 + 1520 + 8000),
        ("FIN compute/clusters-planned-mw 2025-07", 84.084),
        ("ISR compute/largest-cluster-h100e 2023", 1024),
        ("ISR compute/largest-cluster-h100e 2025-07", 2048),
        ("USA compute/largest-cluster-h100e 2024", 100000),
        ("USA compute/largest-cluster-h100e 2025-07", 275795.8),
        # Summit stood from 2018 to November 2024.
        ("USA compute/largest-cluster-h100e 2018", 1746.3365),
        ("CHN compute/clusters-planned-mw 2025-07", 51),
        # The publisher's standard analysis is without 97,000 and 80,537 that may be several sites counted together.
        ("CHN compute/clusters-h100e-standard 2025-07", 106231),
        ("USA compute/clusters-h100e-standard 2025-07", 1009719.78 - 80536.19),
        # The entry of 30,000 chips is no single cluster; the largest that is one has 10,000.
        ("CHN compute/largest-cluster-h100e 2025-07", 10000),
    ],
)
def test_shipped_figures_are_those_added_up_by_hand(figure, case: str, value: float) -> None:
    assert figure("epoch/gpu-clusters", case) == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize(
    ("country", "entity", "listed", "duplicates", "earlier"),
    [
        ("China", "CHN", (227_471.0, 327.6, 218), (24_240.0, 10.7, 24), (0.0, 0.0, 0)),
        (
            "United States of America", "USA",
            (1_347_539.54, 2_127.64, 144), (28_014.29, 71.69, 19), (309_805.47, 453.13, 13),
        ),
    ],
)  # fmt: skip
def test_the_whole_list_less_duplicates_and_earlier_phases_is_what_ships(
    figure, shared: Path, country: str, entity: str, listed: tuple, duplicates: tuple, earlier: tuple
) -> None:
    """Every dated, existing, confirmed or likely record summed gives 227,471 and 1,347,540 H100 equivalents.

    Ours leave out the publisher's possible duplicates (a tenth of China's) and phases that a later one holds (a
    quarter of the United States': Memphis would count 100, 200 and 276 thousand for one site of 276).
    """
    columns = ("H100 equivalents", "Power Capacity (MW)", None)
    indicators = ("compute/clusters-h100e", "compute/clusters-mw", "compute/clusters-count")
    with (shared / "data/raw/epoch/gpu_clusters.csv").open(encoding="utf-8-sig", newline="") as stream:
        records = [
            record
            for record in csv.DictReader(stream)
            if record["Country"] == country and record["Status"] == "Existing" and record["First Operational Date"]
            and record["Certainty"] in {"Confirmed", "Likely"}
        ]  # fmt: skip
    twins = [record for record in records if record["Possible Duplicate"]]

    def total(of_records: list[dict[str, str]], column: str | None) -> float:
        return sum(float(record[column] or 0) if column else 1 for record in of_records)

    for column, indicator, all_of_it, twice, phases in zip(
        columns, indicators, listed, duplicates, earlier, strict=True
    ):
        assert total(records, column) == pytest.approx(all_of_it, rel=1e-5)
        assert total(twins, column) == pytest.approx(twice, rel=1e-3)
        ours = figure("epoch/gpu-clusters", f"{entity} {indicator} 2025-07")
        assert ours == pytest.approx(all_of_it - twice - phases, rel=1e-4)
