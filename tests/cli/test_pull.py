"""`pull` from a shell: into a workspace and into tables, what is left out, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from theodolite.cli.main import app
from theodolite.cli.pull import _chosen
from theodolite.core.catalog import SHIPPED, Catalog
from theodolite.core.source import Provides
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.snapshot import digest
from theodolite.store.tables import read_observations
from theodolite.store.workspace import open_workspace

TEXT = "country,year,made\nChina,2022,30\nChina,2023,32\n"
SOURCE = """
title: Made
producer: Made
published: 2025-02-01
accessed: 2025-02-02
citation: Made, 2025.
url: https://example.org
licence: {name: CC0}
tier: primary
ships: false
why-not-shipped: The publisher forbids it.
files: [{name: FILE, hash: "HASH"}]
provides: [{indicator: research/made, reader: listed.figures, measure: made}]
"""
INDICATOR = "title: Made\nunit: count\ndirection: more\nkind: stock\nmissing-means: unknown\ndefinition: Made up.\n"


@reader("listed.figures")
def figures(files: Files, provides: Provides) -> Iterator[Reading]:
    """One figure a record."""
    table = files.of(provides)
    for row, cells in table.rows():
        if cells["country"] == "interrupt":
            raise KeyboardInterrupt
        yield Reading(
            cells["country"], cells["year"], number(cells[provides.measure]) or 0, f"{table.file.name}#row={row}"
        )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a user's catalogue `own`, whose source `made/table-2025` has its file below `raw`."""
    write(tmp_path / "raw" / "made.csv", TEXT)
    write(tmp_path / "own/sources/made/table-2025.yaml", source("made.csv"))
    write(tmp_path / "own/indicators/research/made.yaml", INDICATOR)
    return tmp_path


def source(file: str, text: str = TEXT) -> str:
    return SOURCE.replace("FILE", file).replace("HASH", digest(text.encode()))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(own: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, words), "--catalog", str(own / "own")])


def pull(own: Path, *words: str | Path) -> Result:
    return run(own, "pull", *words, "--workspace", own / "w.sqlite")


def test_what_is_pulled_is_in_the_ledgers_opened_afterwards(own: Path) -> None:
    done = pull(own, "made/table", "--from", own / "raw", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {
        "pulled": [
            {
                "source": "made/table-2025",
                "observations": 2,
                "indicators": ["research/made"],
                "files": [{"name": "made.csv", "hash": digest(TEXT.encode())}],
            }
        ],
        "left_out": [],
    }
    space = open_workspace(str(own / "w.sqlite"))
    assert space.observations()["value"].to_list() == [30.0, 32.0]
    assert [copy.path for copy in space.copies()] == [str(own / "raw" / "made.csv")]
    write(own / "own/sources/made/other-2024.yaml", source("other.csv"))
    row = "CHN,research/made,2023,40,,,count,A,made/other,2024,other.csv#row=3,\n"
    header = "entity,indicator,period,value,low,high,unit,status,source,edition,locator,note\n"
    write(own / "own/observations/made/other-2024.csv", header + row)
    asked = ("conflicts", "--indicator", "research/made", "--json")
    assert json.loads(run(own, *asked).stdout)["conflicts"] == []
    (case,) = json.loads(run(own, *asked, "--workspace", own / "w.sqlite").stdout)["conflicts"]
    assert {side["value"] for side in case["sides"]} == {32.0, 40.0}


def test_tables_are_written_below_the_folder_and_twice_the_same(own: Path) -> None:
    path = own / "out/observations/made/table-2025.csv"
    assert pull(own, "made/table-2025", "--from", own / "raw", "--into", own / "out").exit_code == 0
    first = path.read_bytes()
    assert pull(own, "made/table-2025", "--from", own / "raw", "--into", own / "out").exit_code == 0
    assert path.read_bytes() == first
    assert read_observations(path)["locator"].to_list() == ["made.csv#row=2", "made.csv#row=3"]
    assert not (own / "w.sqlite").exists()


def test_a_missing_file_leaves_its_source_out_and_the_others_in(own: Path) -> None:
    write(own / "own/sources/made/lost-2025.yaml", source("lost.csv"))
    done = pull(own, "made/table", "made/lost", "--from", own / "raw", "--json")
    assert done.exit_code == 1
    assert "left out: made/lost-2025: no file lost.csv" in done.stderr
    assert [one["source"] for one in json.loads(done.stdout)["left_out"]] == ["made/lost-2025"]
    assert len(open_workspace(str(own / "w.sqlite")).observations()) == 2


def test_nothing_usable_is_an_error_and_makes_no_workspace(own: Path) -> None:
    write(own / "own/sources/made/lost-2025.yaml", source("lost.csv"))
    done = pull(own, "made/table", "made/lost", "--from", own / "own")
    assert done.exit_code == 2
    assert "nothing was pulled of 2 sources" in done.stderr
    assert not (own / "w.sqlite").exists()


def test_what_was_pulled_needs_its_catalogue_to_be_read(own: Path) -> None:
    assert pull(own, "made/table", "--from", own / "raw").exit_code == 0
    done = CliRunner().invoke(app, ["conflicts", "--workspace", str(own / "w.sqlite")])
    assert done.exit_code == 2
    assert "name the catalogue that describes it with --catalog" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"country,year,made\nChina,2022,\xff\n", "is not UTF-8"),
        (b'country,year,made\nChina,2022,"30\n', "malformed CSV"),
        (b"country,year\nChina,2022\n", "no column 'made'"),
        (b"country,year,made\nChina,2022,thirty\n", "'thirty' under 'made' is not a number"),
        (b"country,year,made\nUtopia,2022,1\n", "'Utopia' (1)"),
        (b"country,year,made\nChina,next,1\n", "'next' is not a period"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_error(own: Path, content: bytes, said: str) -> None:
    (own / "raw" / "made.csv").write_bytes(content)
    entry = SOURCE.replace("FILE", "made.csv").replace("HASH", digest(content))
    write(own / "own/sources/made/table-2025.yaml", entry)
    done = pull(own, "made/table", "--from", own / "raw")
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (own / "w.sqlite").exists()


def test_without_a_place_or_an_address_the_next_step_is_told(own: Path) -> None:
    done = pull(own, "made/table")
    assert done.exit_code == 2
    assert "gives no address for made.csv" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["made/tabel"], "did you mean made/table"),
        ([], "say which sources to pull"),
        (["made/table", "--all"], "say which sources to pull"),
        (["made/table", "--from", "http://example.org/made.csv"], "expected: an https address"),
        (["made/table", "--from", "https://127.0.0.1/made.csv"], "not a public address"),
        (["made/table", "--from", "https://[::1]/made.csv"], "not a public address"),
        (["made/table", "--from", "nowhere"], "'nowhere' is not there"),
        (["made/table", "--into", str(SHIPPED)], "may not be shipped: The publisher forbids it."),
    ],
)
def test_wrong_use_is_refused(own: Path, words: list[str], said: str) -> None:
    done = pull(own, *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (own / "w.sqlite").exists()


def test_an_address_stands_for_one_file(own: Path) -> None:
    write(own / "own/sources/made/more-2025.yaml", source("more.csv"))
    done = pull(own, "made/table", "made/more", "--from", "https://example.org/made.csv")
    assert done.exit_code == 2
    assert "an address stands for one file" in done.stderr


def test_a_folder_that_cannot_be_written_is_told(own: Path) -> None:
    done = pull(own, "made/table", "--from", own / "raw", "--into", own / "raw" / "made.csv")
    assert done.exit_code == 2
    assert "cannot write" in done.stderr


def test_a_workspace_that_was_named_must_be_there_to_be_read(own: Path) -> None:
    done = run(own, "conflicts", "--workspace", own / "typo.sqlite")
    assert done.exit_code == 2
    assert "no workspace" in done.stderr


@pytest.mark.parametrize("into", [[], ["--into", "out"]])
def test_an_interrupt_in_the_middle_leaves_nothing(own: Path, into: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own)
    text = "country,year,made\nChina,2022,30\ninterrupt,2022,1\n"
    write(own / "raw" / "slow.csv", text)
    write(own / "own/sources/made/zlow-2025.yaml", source("slow.csv", text))
    done = pull(own, "made/table", "made/zlow", "--from", own / "raw", *into)
    assert done.exit_code == 130
    assert not (own / "w.sqlite").exists()
    assert not (own / "out").exists()


def test_what_may_not_ship_is_held_back_from_the_shipped_catalogue(catalog: Catalog) -> None:
    held = [id for id, entry in catalog.sources.items() if not entry.ships]
    assert "tortoise/global-ai-index-table-2021" in held
    assert not set(_chosen([], True, SHIPPED, catalog)) & set(held)
    assert set(_chosen([], True, Path("elsewhere"), catalog)) >= set(held)
