"""Epoch AI's chips: figures against makers' data sheets, and stocks against the publisher's printed ones."""

from __future__ import annotations

import pytest

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger

CHIPS = """
Hardware name | Manufacturer | Release date | Last modified             | FP16 tensor | FP16 plain
Big One       | Maker        | 2024-05-01   | 2026-01-02 00:00:00+00:00 | 9e14        | 1e14
Small+ One    | Maker        |              | 2025-05-07 10:00:00+00:00 |             | 3e14
Bare One      |              | 2020-01-01   | 2025-05-07 10:00:00+00:00 |             |
"""
OWNERS = """
Owner | End date   | Incomplete | Compute estimate in H100e (median) | H100e (5th percentile) | H100e (95th percentile)
China | 9/30/2024  |            | 10 | 8  | 13
China | 12/31/2024 |            | 20 | 15 | 29
Firm  | 12/31/2024 |            | 50 | 40 | 60
China | 12/31/2025 | checked    | 21 | 15 | 29
"""


def test_the_first_column_that_has_a_figure_is_taken_and_another_is_named(read_with) -> None:
    found = read_with("epoch-chips.figure", CHIPS, "FP16 tensor | FP16 plain")
    assert found["chip/Big One", "2024-05-01"].value == 9e14
    assert found["chip/Big One", "2024-05-01"].note == ""
    late = found["chip/Small+ One", "2025-05-07"]
    assert late.value == 3e14
    assert late.note == "from the column FP16 plain; no release date: dated by the record's last change"
    assert len(found) == 2


BY_CHIP = (
    "Owner | Chip type | End date | Incomplete "
    "| Number of Units | Number of Units (5th percentile) | Number of Units (95th percentile)"
    """
China | A100 | 12/31/2024 | | 700 | 500 | 900
China | H20  | 9/30/2024  | | 10  | 8   | 13
China | H20  | 12/31/2024 | | 20  | 15  | 29
Firm  | H20  | 12/31/2024 | | 50  | 40  | 60
"""
)


def test_only_the_end_of_a_complete_year_is_a_stock_and_percentiles_are_its_interval(read_with) -> None:
    found = read_with("epoch-chips.owned", OWNERS, "economy", {"Owner": "China"})
    assert [(place, period, one.value, one.low, one.high, one.status) for (place, period), one in found.items()] == [
        ("China", "2024", 20, 15, 29, "E")
    ]
    assert ("organisation/Firm", "2024") in read_with("epoch-chips.owned", OWNERS, "organisation")


def test_chips_are_counted_by_kind(read_with) -> None:
    found = read_with("epoch-chips.units", BY_CHIP, "economy", {"Owner": "China", "Chip type": "H20"})
    assert [(key, one.value, one.low, one.high, one.status) for key, one in found.items()] == [
        (("China", "2024"), 20, 15, 29, "E")
    ]


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ("chip/nvidia-h100-sxm5-80gb chip/tdp 2022-09-20", 700),
        ("chip/nvidia-h100-sxm5-80gb chip/memory 2022-09-20", 80),
        ("chip/nvidia-h100-sxm5-80gb chip/memory-bandwidth 2022-09-20", 3350),
        ("chip/nvidia-h100-sxm5-80gb chip/dense-fp16 2022-09-20", 989.4),
        ("chip/nvidia-h100-sxm5-80gb chip/dense-fp8 2022-09-20", 1979),
        ("chip/nvidia-h100-sxm5-80gb chip/dense-int8 2022-09-20", 1979),
        ("chip/nvidia-h100-sxm5-80gb chip/die-size 2022-09-20", 814),
        ("chip/nvidia-h100-sxm5-80gb chip/interconnect 2022-09-20", 900),
        ("chip/nvidia-h100-sxm5-80gb chip/total-processing-performance 2022-09-20", 15832),
        ("chip/nvidia-a100-sxm4-80-gb chip/total-processing-performance 2020-11-16", 4992),
        ("chip/nvidia-a100-sxm4-80-gb chip/interconnect 2020-11-16", 600),
        ("chip/h20 chip/total-processing-performance 2023-11-09", 2368),
        ("chip/h20 chip/tdp 2023-11-09", 400),
        ("chip/h20 chip/memory 2023-11-09", 96),
        ("chip/nvidia-b200 chip/dense-fp4 2024-11-15", 9000),
        ("chip/nvidia-geforce-rtx-4080 chip/total-processing-performance 2022-09-20", 3120),
        ("chip/huawei-ascend-910b chip/dense-fp16 2022-03-17", 376),
    ],
)
def test_chips_have_the_figures_of_their_data_sheets(figure, case: str, value: float) -> None:
    assert figure("epoch/ml-hardware", case) == pytest.approx(value, rel=1e-12)


def test_every_chip_is_named_with_its_maker(ledger: Ledger, catalog: Catalog) -> None:
    ids = [id for id in ledger.entities if id.startswith("chip/")]
    assert len(ids) >= 170
    assert [id for id in ids if id not in catalog.entities] == []
    assert catalog.entities["chip/nvidia-b200"].makers == "NVIDIA"


def test_chinas_nvidia_stock_is_the_published_one(ledger: Ledger) -> None:
    rows = ledger.select(entity="CHN", indicator="compute/chip-stock-h100e")
    assert {p: (v, low, high) for p, v, low, high in rows.select("period", "value", "low", "high").iter_rows()} == {
        "2022": (31_906, 23_018, 45_398),
        "2023": (177_662, 144_649, 217_763),
        "2024": (322_257, 261_821, 395_153),
        "2025": (401_698, 324_871, 496_849),
    }


def test_other_owners_are_organisations(ledger: Ledger) -> None:
    rows = ledger.select(indicator="compute/owned-chip-stock-h100e", period="2025")
    assert sorted(rows["entity"]) == [
        "organisation/amazon", "organisation/google", "organisation/meta", "organisation/microsoft",
        "organisation/oracle",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("chip", "last"),
    [
        ("a100", (72_697, 47_100, 112_744)),
        ("a800", (121_421, 92_871, 157_504)),
        ("h800", (115_430, 93_121, 143_648)),
        ("h20", (1_489_899, 1_146_319, 1_938_218)),
    ],
)
def test_chips_sold_to_china_are_the_published_ones(ledger: Ledger, chip: str, last: tuple[int, int, int]) -> None:
    rows = ledger.select(entity="CHN", indicator=f"compute/chips-sold-{chip}").sort("period")
    assert rows.select("value", "low", "high").row(-1) == last
    assert rows["period"][-1] == "2025"
    assert list(rows["value"]) == sorted(rows["value"])
