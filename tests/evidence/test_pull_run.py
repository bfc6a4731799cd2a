"""Pull: what a small invented publisher's file becomes, and what is refused on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.source import Provides
from theodolite.errors import EvidenceError, SnapshotError, TheodoliteError
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.pull.run import pull
from theodolite.evidence.snapshot import digest


@reader("made.sums")
def sums(files: Files, provides: Provides) -> Iterator[Reading]:
    """The column `measure` summed by country, for the last year."""
    table = files.of(provides)
    figures: dict[str, list[tuple[float, int, str]]] = {}
    for row, cells in table.rows():
        value = number(cells[provides.measure]) or 0.0
        figures.setdefault(cells["Country"], []).append((value, row, cells["First Operational Date"][:4]))
    for country, parts in figures.items():
        rows = ";".join(str(row) for _, row, _ in parts)
        yield Reading(country, max(p for *_, p in parts), sum(v for v, *_ in parts), f"{table.file.name}#row={rows}")


HEAD = "Name,Status,Certainty,Country,Possible Duplicate,First Operational Date,H100 equivalents\n"
MADE = HEAD + "a,Existing,Confirmed,China,,2025-01-01,100\nb,Existing,Likely,China,,2024-03-01,50\n"


def edition(folder: Path, content: str, extra: str = "") -> tuple[Catalog, Path]:
    """A user's catalogue with one edition that describes the file `content`, and the folder of the file."""
    raw = folder / "raw"
    raw.mkdir()
    (raw / "made.csv").write_text(content, encoding="utf-8")
    path = folder / "own" / "sources" / "made" / "clusters-2025.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "title: Made clusters\nproducer: Made\npublished: 2025-02-01\naccessed: 2025-02-02\ncitation: Made, 2025.\n"
        "url: https://example.org\nlicence: {name: CC0}\ntier: primary\n"
        f"files: [{{name: made.csv, hash: '{digest(content.encode())}'}}]\n"
        "provides: [{indicator: compute/clusters-h100e, reader: made.sums, measure: H100 equivalents, scale: 2}]\n"
        + extra,
        encoding="utf-8",
    )
    return Catalog.open(folder / "own"), raw


def test_two_rows_become_one_observation_with_its_place_and_scale(tmp_path: Path) -> None:
    catalog, raw = edition(tmp_path, MADE)
    (row,) = pull(catalog.sources["made/clusters-2025"], raw, catalog).rows(named=True)
    assert (row["entity"], row["period"], row["value"], row["unit"]) == ("CHN", "2025", 300.0, "H100-equivalent")
    assert (row["source"], row["edition"], row["locator"]) == ("made/clusters", "2025", "made.csv#row=2;3")


def test_a_file_changed_under_its_hash_is_refused(tmp_path: Path) -> None:
    catalog, raw = edition(tmp_path, MADE)
    (raw / "made.csv").write_text(MADE.replace("100", "101"), encoding="utf-8")
    with pytest.raises(SnapshotError, match="is not the file that made/clusters-2025 describes"):
        pull(catalog.sources["made/clusters-2025"], raw, catalog)


def test_a_missing_file_and_a_missing_address_say_what_to_do(tmp_path: Path) -> None:
    catalog, raw = edition(tmp_path, MADE)
    (raw / "made.csv").unlink()
    with pytest.raises(SnapshotError, match=r"no file made\.csv"):
        pull(catalog.sources["made/clusters-2025"], raw, catalog)
    with pytest.raises(SnapshotError, match=r"gives no address for made\.csv"):
        pull(catalog.sources["made/clusters-2025"], [], catalog)


def test_a_name_that_is_no_entity_is_refused_until_it_is_skipped(tmp_path: Path) -> None:
    text = MADE + "c,Existing,Confirmed,Utopia,,2025-01-01,1\n"
    catalog, raw = edition(tmp_path, text)
    with pytest.raises(EvidenceError, match=r"'Utopia' \(1\)"):
        pull(catalog.sources["made/clusters-2025"], raw, catalog)
    (tmp_path / "again").mkdir()
    catalog, raw = edition(tmp_path / "again", text, extra="skips: [Utopia]\n")
    assert len(pull(catalog.sources["made/clusters-2025"], raw, catalog)) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (MADE.replace("Country", "Nation"), r"no column 'Country'[\s\S]*made\.csv#row=2"),
        (MADE.replace("50", "fifty"), r"'fifty' under 'H100 equivalents' is not a number[\s\S]*made\.csv#row=3"),
        (HEAD + "a,Existing\n", r"2 cells under 7 column names[\s\S]*made\.csv:2"),
    ],
)
def test_what_a_reader_cannot_read_has_its_place(content: str, said: str, tmp_path: Path) -> None:
    catalog, raw = edition(tmp_path, content)
    with pytest.raises(TheodoliteError, match=said):
        pull(catalog.sources["made/clusters-2025"], raw, catalog)


def test_a_figure_that_stands_twice_is_refused(tmp_path: Path) -> None:
    text = MADE + 'c,Existing,Confirmed,"China, People\'s Republic of",,2025-01-01,1\n'
    catalog, raw = edition(tmp_path, text)
    with pytest.raises(EvidenceError, match="CHN × compute/clusters-h100e × 2025 stands twice"):
        pull(catalog.sources["made/clusters-2025"], raw, catalog)


def test_files_that_yield_no_observation_are_an_error(tmp_path: Path) -> None:
    catalog, raw = edition(tmp_path, HEAD)
    with pytest.raises(EvidenceError, match="yield no observation") as caught:
        pull(catalog.sources["made/clusters-2025"], raw, catalog)
    assert "'H100 equivalents' (made.sums)" in str(caught.value)
