"""Migrations: a workspace of the first version keeps what it held, all at once; a newer one and others' are refused."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sql

from theodolite.errors import WorkspaceError
from theodolite.store import layout, migrate
from theodolite.store.engine import make_engine
from theodolite.store.location import is_address
from theodolite.store.rows import Copy
from theodolite.store.workspace import open_workspace

FIRST_VERSION = (
    'CREATE TABLE version ("schema" INTEGER NOT NULL)',
    """CREATE TABLE observations (
        entity TEXT NOT NULL, indicator TEXT NOT NULL, period TEXT NOT NULL, value FLOAT NOT NULL, low FLOAT,
        high FLOAT, unit TEXT NOT NULL, status TEXT NOT NULL, source TEXT NOT NULL, edition TEXT NOT NULL,
        locator TEXT NOT NULL, note TEXT NOT NULL)""",
    "CREATE INDEX observations_of_edition ON observations (source, edition)",
    """CREATE TABLE snapshots (
        source TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, path TEXT NOT NULL,
        PRIMARY KEY (source, name))""",
    "INSERT INTO version VALUES (1)",
    """INSERT INTO observations VALUES
        ('CHN', 'a/b', '2023', 1.5, NULL, 2.5, 'count', 'A', 'made/a', '2024', 'f.csv#row=2', '')""",
    "INSERT INTO snapshots VALUES ('made/a-2024', 'f.csv', 'sha256:00', '/somewhere/f.csv')",
)
"""What the first version of theodolite wrote, to the letter."""


def run(place: str, *statements: str) -> None:
    """Statements in one transaction, past every rule of ours."""
    if not is_address(place):
        Path(place).parent.mkdir(parents=True, exist_ok=True)
    with make_engine(place).begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def tables(place: str) -> dict[str, set[str]]:
    """The tables that are there, each with its columns."""
    engine = make_engine(place)
    there = sql.inspect(engine)
    return {name: {column["name"] for column in there.get_columns(name)} for name in there.get_table_names()}


def version(place: str) -> int:
    """The version that the workspace says it is of."""
    with make_engine(place).connect() as connection:
        return connection.exec_driver_sql('SELECT "schema" FROM version').scalar_one()


def test_a_workspace_of_the_first_version_keeps_what_it_held(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run(place, *FIRST_VERSION)
    space = open_workspace(place)
    assert space.observations()["value"].to_list() == [1.5]
    assert space.copies() == [Copy("made/a-2024", "f.csv", "sha256:00", "/somewhere/f.csv")]
    assert version(place) == migrate.SCHEMA == 2
    assert open_workspace(place).copies() == space.copies()
    assert list(tmp_path.glob("postgresql*")) == [], "an address is no folder"


def test_a_file_that_a_plain_sqlite_made_is_taken_too(tmp_path: Path) -> None:
    place = str(tmp_path / "old.sqlite")
    connection = sqlite3.connect(place)
    for statement in FIRST_VERSION:
        connection.execute(statement)
    connection.commit()
    connection.close()
    assert open_workspace(place).observations()["entity"].to_list() == ["CHN"]


def test_old_and_new_workspaces_have_the_tables_that_are_asked_for(place: str) -> None:
    run(place, *FIRST_VERSION)
    open_workspace(place)
    there = tables(place)
    for table in (layout.OBSERVATIONS, layout.SNAPSHOTS, layout.DOCUMENTS, layout.CLAIMS, layout.REVIEWS):
        assert there[table.name] == set(table.c.keys())
    assert set(layout.PASSAGES.c.keys()) <= there["passages"]


def test_a_first_opening_that_was_interrupted_between_two_tables_is_finished(place: str) -> None:
    run(place, *FIRST_VERSION[:2])
    assert open_workspace(place).copies() == []
    assert version(place) == 2


def test_a_migration_that_fails_leaves_the_workspace_as_it_was(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run(place, *FIRST_VERSION)
    before = tables(place)

    def breaks(connection: sql.Connection) -> None:
        migrate.version_2.migrate(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(migrate, "STEPS", (migrate.version_1.migrate, breaks))
    with pytest.raises(KeyboardInterrupt):
        open_workspace(place)
    assert tables(place) == before
    assert version(place) == 1
    monkeypatch.undo()
    assert open_workspace(place).observations()["value"].to_list() == [1.5]


@pytest.mark.parametrize("number", [3, 900, -1])
def test_a_workspace_of_a_newer_version_is_refused_and_left_alone(number: int, place: str) -> None:
    open_workspace(place)
    run(place, f'UPDATE version SET "schema" = {number}')
    before = tables(place)
    with pytest.raises(WorkspaceError, match=f"version {number}, which this theodolite does not know") as caught:
        open_workspace(place)
    assert "expected: version 2 or earlier" in str(caught.value)
    assert tables(place) == before


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    place = str(tmp_path / "bookmarks.sqlite")
    run(place, "CREATE TABLE bookmarks (address TEXT)")
    before = Path(place).read_bytes()
    with pytest.raises(WorkspaceError, match="of something else: it has a table 'bookmarks'"):
        open_workspace(place)
    assert Path(place).read_bytes() == before


def test_several_that_open_a_new_workspace_at_once_make_it_once(place: str) -> None:
    code = "import sys; from theodolite.store.workspace import open_workspace; open_workspace(sys.argv[1]).copies()"
    running = [subprocess.Popen([sys.executable, "-c", code, place], stderr=subprocess.PIPE) for _ in range(4)]
    assert [one.communicate(timeout=60)[1] for one in running] == [b""] * 4
    assert version(place) == 2


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("sqlite://", "cannot lie in memory"),
        (":memory:", "cannot lie in memory"),
        ("oracle://h/n", "oracle|understood"),
    ],
)
def test_a_place_that_is_neither_file_nor_server_is_refused(address: str, said: str) -> None:
    with pytest.raises(WorkspaceError, match=said):
        make_engine(address)
