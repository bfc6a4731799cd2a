"""Tables: a bare figure has the unit, the year and the subject of what heads its cell, in every format."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from theodolite.core.catalog import Catalog
from theodolite.reading.claims import claims_of
from theodolite.reading.read import read_document
from theodolite.reading.subjects.names import names_of

CATALOG = Catalog.open()
NAMES = names_of(CATALOG)
ROWS = [
    ["Country", "2023, US$ bn", "2024, US$ bn", "Firms"],
    ["Kenya", "1.2", "1.9", "128"],
    ["Ghana", "0.8", "1.1", "64"],
]
LED = "The table shows what two governments gave to artificial intelligence, as far as their books have been audited."
FIGURES = [
    ("KEN", 1.2e9, "USD", "2023"),
    ("KEN", 1.9e9, "USD", "2024"),
    ("KEN", 128.0, "firms", None),
    ("GHA", 0.8e9, "USD", "2023"),
    ("GHA", 1.1e9, "USD", "2024"),
    ("GHA", 64.0, "firms", None),
]


def figures(file: bytes, name: str) -> list[tuple[str | None, float | None, str, str | None]]:
    reading = claims_of(read_document(file, name), NAMES, CATALOG)
    return [(one.entity, one.value, one.unit, one.period) for one in reading.claims if one.zone == "table"]


def as_docx() -> bytes:
    made, held = docx.Document(), BytesIO()
    made.add_heading("Spending")
    made.add_paragraph(LED)
    table = made.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for i, row in enumerate(ROWS):
        for j, cell in enumerate(row):
            table.cell(i, j).text = cell
    made.save(held)
    return held.getvalue()


def as_html() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    return f"<html><body><article><h1>Spending</h1><p>{LED}</p><table>{rows}</table></article></body></html>".encode()


def as_markdown() -> bytes:
    head, *rows = ["| " + " | ".join(row) + " |" for row in ROWS]
    return "\n".join(["# Spending", "", LED, "", head, "|---|--:|--:|--:|", *rows, ""]).encode()


def test_a_figure_of_a_word_document_is_of_its_column_and_row() -> None:
    assert figures(as_docx(), "a.docx") == FIGURES


def test_a_figure_of_a_page_is_of_its_column_and_row() -> None:
    assert figures(as_html(), "a.html") == FIGURES


def test_a_figure_of_a_markdown_table_is_of_its_column_and_row() -> None:
    assert figures(as_markdown(), "a.md") == FIGURES


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            ["Table 2. Load of data centres, MW", "", "Country | 2023 | 2024", "Chad | 3 | 4", "Mali | 5 | 6"],
            [("TCD", 3, "MW", "2023"), ("TCD", 4, "MW", "2024"), ("MLI", 5, "MW", "2023"), ("MLI", 6, "MW", "2024")],
        ),
        (
            ["Measure | Peru | Chile", "AI papers, 2023 | 905 | 1,412", "Adoption, % | 31 | 44"],
            [
                ("PER", 905, "papers", "2023"),
                ("CHL", 1412, "papers", "2023"),
                ("PER", 31, "percent", None),
                ("CHL", 44, "percent", None),
            ],
        ),
        (
            ["Year | Users (million) | Budget, US$ thousand", "2022 | 3.5 | 120", "2023 | 4.1 | –"],
            [(None, 3.5e6, "users", "2022"), (None, 120e3, "USD", "2022"), (None, 4.1e6, "users", "2023")],
        ),
        (
            ["| Region | Demand 2030, TWh | Note |", "| Oman | 12–15 | high |", "| Qatar | 8 | 2 plants |"],
            [
                ("OMN", None, "TWh", "2030"),
                ("QAT", 8, "TWh", "2030"),
                ("QAT", 2, "plants", None),
            ],
        ),
    ],
)
def test_units_and_years_stand_in_titles_rows_or_columns(lines: list[str], wanted: list[tuple[object, ...]]) -> None:
    assert figures("\n".join(lines).encode(), "a.txt") == wanted


def test_a_figure_that_nothing_heads_is_still_none() -> None:
    assert figures(b"Country | 2023 | 2024\nChad | 3 | 4\nMali | 5 | 6", "a.txt") == []
