"""The workspace: what was pulled comes back, an edition is replaced whole, and nothing is half-written."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from theodolite.core.observation import schema
from theodolite.errors import WorkspaceError
from theodolite.store.location import data_folder, locate, missing, was_named
from theodolite.store.rows import Copy
from theodolite.store.workspace import open_workspace


def rows(work: str, edition: str, value: float) -> pl.DataFrame:
    """One observation of China."""
    cells = ("CHN", "a/b", "2023", value, None, value + 1, "count", "A", work, edition, "f.csv#row=2", "")
    return pl.DataFrame([cells], schema=schema(), orient="row")


def test_what_was_put_in_comes_out_again(place: str) -> None:
    copy = Copy("made/a-2024", "f.csv", "sha256:00", "/somewhere/f.csv")
    open_workspace(place).replace({"made/a-2024": rows("made/a", "2024", 1.5)}, [copy])
    again = open_workspace(place)
    assert again.observations().equals(rows("made/a", "2024", 1.5))
    assert again.copies() == [copy]


def test_an_edition_is_replaced_and_others_stay(place: str) -> None:
    space = open_workspace(place)
    editions = {"made/a-2023": rows("made/a", "2023", 1), "made/a-2024": rows("made/a", "2024", 2)}
    space.replace({**editions, "made/b-2024": rows("made/b", "2024", 3)}, [])
    space.replace({"made/a-2024": rows("made/a", "2024", 20)}, [])
    assert sorted(space.observations()["value"]) == [1, 3, 20]


def test_an_edition_that_is_pulled_again_without_a_figure_keeps_none_and_only_its_new_files(place: str) -> None:
    space = open_workspace(place)
    old, new, other = (
        Copy(source, f"{name}.csv", "sha256:00", f"/{name}.csv")
        for source, name in (("made/a-2024", "old"), ("made/a-2024", "new"), ("made/b-2024", "other"))
    )
    space.replace({"made/a-2024": rows("made/a", "2024", 2), "made/b-2024": rows("made/b", "2024", 3)}, [old, other])
    space.replace({"made/a-2024": rows("made/a", "2024", 2).clear()}, [new])
    assert space.observations()["value"].to_list() == [3]
    assert space.copies() == [new, other]


def test_an_interrupt_leaves_the_workspace_as_it_was(place: str) -> None:
    space = open_workspace(place)
    space.replace({"made/a-2024": rows("made/a", "2024", 2)}, [])

    def interrupted() -> None:
        with space.begin(writing=True) as connection:
            connection.exec_driver_sql("DELETE FROM observations")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert sorted(space.observations()["value"]) == [2]


def test_a_value_that_is_no_number_is_refused(tmp_path: Path) -> None:
    space = open_workspace(str(tmp_path / "w.sqlite"))
    space.replace({"made/a-2024": rows("made/a", "2024", 2)}, [])
    with space.begin(writing=True) as connection:
        connection.exec_driver_sql("UPDATE observations SET value = 'much'")
    with pytest.raises(WorkspaceError, match="no observation"):
        space.observations()


def test_a_workspace_on_a_read_only_medium_is_read_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = str(tmp_path / "50 % of it?.sqlite")
    open_workspace(place).replace({"made/a-2024": rows("made/a", "2024", 2)}, [])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr("theodolite.store.engine.os.access", lambda _path, _mode: False)
    space = open_workspace(place)
    assert space.observations()["value"].to_list() == [2]
    with pytest.raises(WorkspaceError, match="readonly"):
        space.replace({"made/a-2024": rows("made/a", "2024", 3)}, [])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("content", ["a picture of a cat, certainly no database", "x" * 5000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(content: str, tmp_path: Path) -> None:
    path = tmp_path / "cat.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WorkspaceError, match="not a database"):
        open_workspace(str(path))
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("address", ["nosuch://host/name", "postgresql+nosuch://host/name", "://"])
def test_an_address_that_is_not_understood_is_refused(address: str) -> None:
    with pytest.raises(WorkspaceError):
        open_workspace(address)


def test_a_password_is_never_printed(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        open_workspace(f"sqlite://user:secret@/{tmp_path}/no/such/folder/w.sqlite")
    assert "secret" not in str(caught.value)


def test_the_place_is_what_was_asked_then_the_environment_then_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    assert locate("mine.sqlite") == "mine.sqlite"
    assert locate(None) == str(data_folder() / "workspace.sqlite")
    monkeypatch.setenv("THEODOLITE_WORKSPACE", "team.sqlite")
    assert locate(None) == "team.sqlite"
    assert (was_named("team.sqlite"), was_named("mine.sqlite"), was_named(None)) == (False, True, False)
    assert missing("nowhere.sqlite")
    assert not missing("postgresql://host/name")
