"""World Bank: wide and long tables, and two editions of one series."""

from __future__ import annotations

from datetime import date

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.source import Provides, SourceFile
from theodolite.errors import SnapshotError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.pull.reader import Files
from theodolite.evidence.pull.worldbank import wide
from theodolite.evidence.reconcile import reconcile
from theodolite.evidence.snapshot import Snapshot

WDI = "worldbank/wdi"
WIDE = (
    '\ufeff"Data Source","Made",\n\n"Last Updated Date","2026-07-13",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2022","2023",\n'
    '"China","CHN","R&D","GB.XPD","2.5","2.6",\n"China","CHN","Other","OTHER","9","9",\n'
    '"World","WLD","R&D","GB.XPD","","2.7",\n'
)


@pytest.mark.parametrize(
    ("work", "case", "value"),
    [
        (WDI, "CHN research/rd-expenditure 2023", 2.57729),
        (WDI, "USA research/rd-expenditure 2023", 3.44716),
        (WDI, "CHN talent/researchers-per-million 2023", 2107.27003),
        (WDI, "USA talent/researchers-per-million 2022", 4937.49441),
        (WDI, "CHN research/scientific-articles 2018", 528263.25),
        (WDI, "USA research/scientific-articles 2018", 422807.71),
        (WDI, "CHN industry/high-tech-exports 2020", 757723684192),
        (WDI, "USA industry/ip-receipts 2020", 114045000000),
        (WDI, "CHN industry/ip-receipts 2020", 8554460469.53),
        ("worldbank/population", "CHN context/population 2024", 1408975000),
        ("worldbank/population", "USA context/population 2024", 340110988),
        ("worldbank/gdp", "CHN context/gdp-current-usd 2023", 17794781986104.457),
        ("worldbank/gdp", "USA context/gdp-current-usd 2023", 27360935000000),
    ],
)
def test_a_figure_is_as_the_publisher_prints_it(figure, work: str, case: str, value: float) -> None:
    assert figure(work, case) == value


def read_wide(text: str, measure: str) -> dict[tuple[str, str], tuple[float, str]]:
    """Place and period → value and locator."""
    made = Snapshot(SourceFile(name="wdi.csv", hash="sha256:" + "0" * 64), text.encode())
    provides = Provides(indicator="x", reader="worldbank.wide", measure=measure)
    return {(r.place, r.period): (r.value, r.locator) for r in wide(Files({"wdi.csv": made}), provides)}


def test_a_wide_table_begins_below_four_lines_and_has_a_byte_order_mark() -> None:
    assert read_wide(WIDE, "GB.XPD") == {
        ("CHN", "2022"): (2.5, "wdi.csv#row=6"),
        ("CHN", "2023"): (2.6, "wdi.csv#row=6"),
        ("WLD", "2023"): (2.7, "wdi.csv#row=8"),
    }


def test_a_series_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(SnapshotError, match=r"no series 'SP\.POP'") as error:
        read_wide(WIDE, "SP.POP")
    assert "GB.XPD, OTHER" in str(error.value)


def test_a_table_of_another_shape_is_refused() -> None:
    with pytest.raises(SnapshotError, match="no column 'Indicator Code'"):
        read_wide("\n".join(["a,b"] * 8), "GB.XPD")


def test_the_editions_of_2021_and_2026_answer_as_of_their_day(catalog: Catalog, ledger: Ledger) -> None:
    def latest(seen: Ledger) -> tuple[str, float]:
        rows = reconcile(seen, ["research/rd-expenditure"])
        return rows.filter(entity="CHN").sort("period").select("period", "value").row(-1)

    assert latest(Ledger.open(catalog, date(2022, 1, 1))) == ("2018", 2.18568)
    assert latest(ledger) == ("2023", 2.57729)


def test_a_figure_that_the_later_edition_withdrew_stands_in_the_earlier_one_alone(ledger: Ledger) -> None:
    rows = ledger.select(entity="GBR", indicator="talent/researchers-per-million", source=WDI)
    last = {edition: rows.filter(edition=edition)["period"].max() for edition in rows["edition"].unique()}
    assert last == {"2021-09-15": "2018", "2026-07-13": "2017"}


def test_population_covers_taiwan_from_a_second_work(ledger: Ledger) -> None:
    used = reconcile(ledger, ["context/population"]).filter(entity="TWN", period="2023").row(0, named=True)
    assert (used["source"], used["value"]) == ("owid/population", 23317145)
    assert ledger.select(entity="TWN", source="worldbank/population").is_empty()
