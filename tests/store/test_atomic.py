"""Atomic writing: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from theodolite.errors import OutputError
from theodolite.store.atomic import write_all, write_whole


def test_files_are_written_below_the_folder_and_others_are_left(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    write_all(tmp_path / "new", {"a/b.txt": b"1", "c.txt": b"2"})
    assert (tmp_path / "new" / "a" / "b.txt").read_bytes() == b"1"
    assert sorted(path.name for path in tmp_path.rglob("*.txt")) == ["b.txt", "c.txt", "mine.txt"]


def test_an_interrupt_while_writing_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path, {"a.txt": b"old", "b.txt": b"old"})
    written: list[int] = []
    chmod = os.chmod

    def interrupt(path: str, mode: int) -> None:
        written.append(mode)
        if len(written) == 2:
            raise KeyboardInterrupt
        chmod(path, mode)

    monkeypatch.setattr(os, "chmod", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_all(tmp_path, {"a.txt": b"new", "b.txt": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"old", "b.txt": b"old"}


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot write"):
        write_whole(tmp_path / "file" / "a.txt", b"x")
