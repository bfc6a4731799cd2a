"""Golden verdicts: what is known of the chips that the rules were written about, from the shipped evidence."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from theodolite.core.result import Result
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.controls.controls import control_table, controls
from theodolite.scenarios.controls.figure import DENSITY, TPP
from theodolite.scenarios.controls.judge import Verdict
from theodolite.scenarios.controls.result import ControlTable

OF_2022, OF_2023, MEMORY = "bis-2022-10-advanced-computing", "bis-2023-11-advanced-computing", "bis-2024-12-memory"
DIFFUSION, LETTER, EASED = "bis-2025-01-diffusion", "bis-2025-04-h20-letter", "bis-2026-01-case-by-case"


def verdict(ledger: Ledger, name: str, rule: str) -> Verdict:
    return {one.rule.id: one for one in controls(ledger, name).verdicts}[rule]


@pytest.mark.parametrize("chip", ["A100", "A800", "H100", "H800", "H200", "B200"])
def test_the_rule_of_2023_catches_the_large_chips_and_those_made_to_escape_that_of_2022(
    ledger: Ledger, chip: str
) -> None:
    found = verdict(ledger, chip, OF_2023)
    assert (found.controlled, found.paragraph) == ("yes", "3A090.a.1")
    assert "at least 4,800" in found.because


@pytest.mark.parametrize(
    ("chip", "controlled", "rate"), [("A100", "yes", "600 GB/s"), ("H100", "yes", "900 GB/s"),
                                     ("A800", "no", "400 GB/s"), ("H800", "no", "GB/s (300 to 400 by source)")],
)  # fmt: skip
def test_in_2022_the_interconnect_decides(ledger: Ledger, chip: str, controlled: str, rate: str) -> None:
    found = verdict(ledger, chip, OF_2022)
    assert found.controlled == controlled
    assert rate in found.because
    assert "at least 600 (3A090.a)" in found.because


def test_the_h20_lies_outside_the_rule_of_2023_and_is_caught_by_name(ledger: Ledger) -> None:
    found = controls(ledger, "H20")
    assert found.chip.figures[TPP].value == 2368
    assert found.chip.figures[DENSITY].value == 2.9
    told = {one.rule.id: one for one in found.verdicts}
    assert {id: one.controlled for id, one in told.items()} == {
        OF_2022: "no", OF_2023: "no", MEMORY: "no", DIFFUSION: "no", LETTER: "yes", EASED: "no",
    }  # fmt: skip
    assert "2.9 TPP/mm² [as reported; smbom/nvidia-h20-2024-01-03]" in told[OF_2023].because
    assert "2,368 TPP [8 bits × 296 TOPS; epoch/ml-hardware-2026-07]" in told[OF_2023].because
    assert told[OF_2023].sources == ("epoch/ml-hardware-2026-07", "smbom/nvidia-h20-2024-01-03")


def test_the_desktop_rtx_4080_would_be_caught_but_for_note_2(ledger: Ledger) -> None:
    found = controls(ledger, "RTX 4080")
    assert found.chip.figures[TPP].value == 3120
    assert found.chip.figures[DENSITY].value == pytest.approx(8.23, abs=0.005)
    told = verdict(ledger, "RTX 4080", OF_2023)
    assert (told.controlled, told.paragraph) == ("no", "Note 2 to 3A090")
    assert verdict(ledger, "RTX 4090", OF_2023).controlled == "yes"


def test_the_review_of_2026_is_open_to_the_h200_and_closed_to_the_b200(ledger: Ledger) -> None:
    assert verdict(ledger, "H200", EASED).controlled == "licence-case-by-case"
    assert verdict(ledger, "A100", EASED).controlled == "licence-case-by-case"
    closed = verdict(ledger, "B200", EASED)
    assert closed.controlled == "yes"
    assert closed.because.startswith("not eligible: ")
    assert "36,000 TPP" in closed.because
    assert "7,700 GB/s" in closed.because


def test_what_is_missing_is_undetermined_and_never_no(ledger: Ledger) -> None:
    unknown = verdict(ledger, "chip/cambricon-mlu370-x8", OF_2023)
    assert unknown.controlled == "undetermined"
    assert "performance density is not known" in unknown.because
    assert verdict(ledger, "H200", OF_2022).controlled == "undetermined"
    assert verdict(ledger, "L40", OF_2023).because.endswith("marketing for data centres is not known")


def test_the_memory_rule_catches_no_processor_whatever_memory_is_packaged_with_it(table: ControlTable) -> None:
    assert set(table.table.filter(rule=MEMORY)["controlled"]) == {"no"}


def test_the_diffusion_rule_holds_until_its_rescission_is_announced(ledger: Ledger) -> None:
    assert verdict(ledger, "H100", DIFFUSION).controlled == "yes"
    days = {date(2025, 1, 12): False, date(2025, 1, 13): True, date(2025, 5, 12): True, date(2025, 5, 13): False}
    for day, held in days.items():
        rules = {one.rule.id for one in controls(ledger, "H100", day).verdicts}
        assert (DIFFUSION in rules) == held, day


def test_one_rule_replaces_the_other_on_one_day(ledger: Ledger) -> None:
    before, after = (
        [one.rule.id for one in controls(ledger, "A100", day).verdicts]
        for day in (date(2023, 11, 16), date(2023, 11, 17))
    )
    assert (before, after) == ([OF_2022], [OF_2023])


@pytest.fixture(scope="module")
def table(ledger: Ledger) -> ControlTable:
    return control_table(ledger)


def test_the_table_has_every_chip_with_a_figure_and_every_rule(table: ControlTable, ledger: Ledger) -> None:
    chips = {id for id in ledger.entities if id.startswith("chip/")}
    assert set(table.chips) >= {
        id for id in chips if not ledger.select(entity=id, indicator="chip/dense-fp16").is_empty()
    }
    assert len(table.table) == len(table.chips) * 6
    assert table.table["because"].str.len_chars().min() > 10  # type: ignore[operator]


def test_performance_agrees_with_the_publishers_own_column_where_both_have_the_formats(ledger: Ledger) -> None:
    column = ledger.select(indicator="chip/total-processing-performance").select("entity", "value")
    computed = pl.DataFrame(
        [(id, one.figures[TPP].value) for id, one in control_table(ledger).chips.items() if TPP in one.figures],
        schema=["entity", "ours"], orient="row",
    )  # fmt: skip
    both = column.join(computed, on="entity").with_columns(ratio=pl.col("ours") / pl.col("value"))
    assert both["ratio"].min() == 1.0
    assert (both["ratio"] < 1.005).mean() > 0.95


def test_both_results_have_the_five_things(table: ControlTable, ledger: Ledger) -> None:
    for result in (table, controls(ledger, "H20")):
        assert isinstance(result, Result)
        assert set(result.sources) <= set(ledger.catalog.sources)
        assert list(result.sources) == sorted(set(result.sources))
        told = result.explain("chip/h20")
        assert {one["figure"]: one["value"] for one in told["figures"]}["interconnect"] == 900
        assert [one["controlled"] for one in told["verdicts"]] == ["no", "no", "no", "no", "yes", "no"]
        with pytest.raises(KeyError):
            result.explain("chip/h21")


def test_verdicts_become_rows_of_the_ledger_and_what_is_open_does_not(table: ControlTable) -> None:
    rows = table.observations()
    assert len(rows) == table.table.filter(pl.col("controlled") != "undetermined").height
    h20 = rows.filter(entity="chip/h20", indicator=f"control/{LETTER}")
    assert h20.select("value", "period", "note").row(0) == (1.0, "2025-04-09", "yes")
