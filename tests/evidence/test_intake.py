"""Intake: what a user names becomes names and bytes; what cannot be had is told without stopping the others."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from theodolite.errors import DocumentError, SnapshotError
from theodolite.evidence import intake
from theodolite.evidence.intake import named_in


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of documents, others, and hidden ones, from which the test runs."""
    for name in ("b.txt", "a.md", "deep/c.HTML", "deep/d.csv", ".hidden/e.txt", ".f.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"There are 5 in {name}.")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*places: str) -> list[str]:
    return [one.name for one in named_in(places)]


def error(place: str) -> str:
    [one] = named_in([place])
    with pytest.raises((DocumentError, SnapshotError)) as caught:
        one.load()
    return str(caught.value)


@pytest.mark.usefixtures("folder")
def test_a_folder_is_its_documents_sorted_and_each_file_is_named_once() -> None:
    assert names("in") == ["in/a.md", "in/b.txt", "in/deep/c.HTML"]
    assert names("in/b.txt", "in", "./in/b.txt") == ["in/b.txt", "in/a.md", "in/deep/c.HTML"]
    assert [one.load() for one in named_in(["in/b.txt"])] == [b"There are 5 in b.txt."]


@pytest.mark.usefixtures("folder")
def test_a_pattern_is_the_files_that_match() -> None:
    assert names("in/*.txt") == ["in/b.txt"]
    assert names("in/**/*.*") == ["in/a.md", "in/b.txt", "in/deep/c.HTML", "in/deep/d.csv"]


@pytest.mark.usefixtures("folder")
def test_a_file_whose_name_looks_like_a_pattern_is_a_file(folder: Path) -> None:
    (folder / "a[1].txt").write_text("5")
    assert names("a[1].txt") == ["a[1].txt"]


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_had_says_so_when_it_is_asked_for(folder: Path) -> None:
    assert error("typo.txt") == "typo.txt is not there\n  try:      look for a typing mistake"
    assert "empty holds no document" in error("empty")
    assert "in/*.pdf holds no document\n  expected: a pattern that files match" in error("in/*.pdf")
    os.mkfifo(folder / "pipe")
    assert "pipe is no regular file" in error("pipe")
    assert error("http://example.org/a.html").endswith("expected: an https address")
    assert "127.0.0.1, which is not a public address" in error("https://127.0.0.1/a.html")
    assert "user name or password" in error("https://a:b@example.org/a.html")


def test_a_large_file_is_refused_by_its_size_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    opened: list[object] = []
    monkeypatch.setattr("builtins.open", lambda *words, **_: opened.append(words))
    assert "has 100,000,000 bytes\n  expected: at most 64,000,000" in error(str(large))
    assert opened == []


def test_a_folder_of_too_many_files_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_FILES", 2)
    assert "in stands for 3 files\n  expected: at most 2" in error("in")
    assert folder.is_dir()


class _Input:
    """Standard input of some bytes."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def test_standard_input_is_read_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", _Input(b"There are 5."))
    [one] = named_in(["-"])
    assert (one.name, one.load()) == ("-", b"There are 5.")
    monkeypatch.setattr("sys.stdin", _Input(b"x" * 20))
    monkeypatch.setattr(intake, "LARGEST_DOCUMENT", 10)
    assert "standard input goes on and on\n  expected: at most 10 bytes" in error("-")


@pytest.mark.usefixtures("folder")
def test_a_folder_that_may_not_be_opened_is_told_beside_the_documents_of_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names("in") == ["in/a.md", "in/b.txt", "in/deep"]
    with pytest.raises(DocumentError) as caught:
        named_in(["in"])[-1].load()
    assert str(caught.value) == "in/deep cannot be opened: Permission denied"
    assert error("in/deep") == "in/deep cannot be opened: Permission denied"
