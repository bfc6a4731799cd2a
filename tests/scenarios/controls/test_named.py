"""Names of chips: ids, printed names, families, and names that mean several or none."""

from __future__ import annotations

import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import UnknownNameError
from theodolite.scenarios.controls.chip import known_chips
from theodolite.scenarios.controls.named import Named, find_chip
from theodolite.scenarios.controls.product_line import line_of, product_lines


def found(name: str, catalog: Catalog) -> Named:
    return find_chip(name, known_chips(catalog), catalog)


def test_a_family_answers_for_its_module_and_lists_the_others(catalog: Catalog) -> None:
    assert found("a100", catalog) == (
        "chip/nvidia-a100-sxm4-80-gb",
        ("chip/nvidia-a100", "chip/nvidia-a100-pcie", "chip/nvidia-a100-sxm4-40-gb"),
    )
    assert found("H100", catalog) == (
        "chip/nvidia-h100-sxm5-80gb", ("chip/nvidia-h100-nvl", "chip/nvidia-h100-pcie"),
    )  # fmt: skip
    assert found("H20", catalog) == ("chip/h20", ())
    assert found("B200", catalog).id == "chip/nvidia-b200"


@pytest.mark.parametrize("name", ["chip/nvidia-a100-pcie", "NVIDIA A100 PCIe", "nvidia a100 pcie", "A100 PCIe"])
def test_an_id_a_printed_name_and_its_words_mean_one_chip(catalog: Catalog, name: str) -> None:
    assert found(name, catalog).id == "chip/nvidia-a100-pcie"


def test_a_name_that_several_chips_share_is_refused_with_them(catalog: Catalog) -> None:
    with pytest.raises(UnknownNameError, match="chip/nvidia-tesla-p100-sxm2"):
        found("Tesla P100", catalog)
    with pytest.raises(UnknownNameError, match="no chip is called 'abacus'"):
        found("abacus", catalog)


def test_a_product_line_is_told_by_whole_words_and_an_unknown_one_is_not_guessed(catalog: Catalog) -> None:
    lines = product_lines(catalog)
    told = {id: line_of(f"chip/nvidia-{id}", lines) for id in ("geforce-rtx-4080", "a100-pcie", "rtx-a6000", "l40")}
    assert {id: line and line.data_centre for id, line in told.items()} == {
        "geforce-rtx-4080": False, "a100-pcie": True, "rtx-a6000": None, "l40": None,
    }  # fmt: skip
