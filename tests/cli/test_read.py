"""`read` from a shell: documents in, claims out, what could not be read on standard error, and the exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from theodolite.cli.main import app
from theodolite.evidence.keep import kept
from theodolite.reading.read import read_document
from theodolite.store.documents import documents
from theodolite.store.reviews import claims
from theodolite.store.workspace import open_workspace

MEMO = (
    "TO: All\nFROM: Ann Cole\nDATE: 3 May 2024\nSUBJECT: Machines in Kenya and Ghana\n"
    "Kenya has at least 130 data centres. About 40 per cent of them stand in Nairobi.1 Ghana, with 61, is second.\n"
    '1. Ann Cole, "A Count of Machines," Trade Times, March 16, 2024, https://example.org/9.\n'
)
OTHER = "Rwanda spent $5 million on robots in 2023. The price of 12 machines fell.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents and a picture that is named as one, from which the test runs."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "memo.txt").write_text(MEMO)
    (tmp_path / "in" / "other.md").write_text(OTHER)
    (tmp_path / "in" / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*words: str) -> Result:
    return CliRunner().invoke(app, ["read", *words, "--workspace", "w.sqlite"])


def told(*words: str) -> dict[str, Any]:
    done = read(*words, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.usefixtures("folder")
def test_a_document_and_its_claims_are_told_with_their_places() -> None:
    answer = told("in/memo.txt")
    [document] = answer["documents"]
    assert document["file"] == "in/memo.txt"
    assert document["hash"] == document["id"] == read_document(MEMO.encode(), "x.txt").id
    assert (document["title"], document["title_known"]) == ("Machines in Kenya and Ghana", "the memo's line SUBJECT:")
    assert (document["date"], document["date_known"]) == ("2024-05-03", "the memo's line DATE:")
    assert (document["publisher"], document["format"], document["notes"]) == (None, "text", [])
    found = {claim["span"]: claim for claim in answer["claims"]}
    assert {"at least 130", "About 40 per cent"} <= set(found)
    for claim in answer["claims"]:
        assert MEMO[claim["start"] : claim["end"]] == claim["span"]
        assert MEMO[claim["quote_start"] :].startswith(claim["quote"])
        assert claim["doc"] == document["id"]
    first = found["at least 130"]
    assert (first["value"], first["low"], first["qualifier"]) == (130, 130, "at_least")
    assert (first["entity"], first["unit_class"], first["zone"]) == ("KEN", "count", "body")
    assert answer["left_out"] == []


@pytest.mark.usefixtures("folder")
def test_a_number_that_claims_nothing_is_told_with_its_reason_and_its_document() -> None:
    answer = told("in/memo.txt")
    marks = [one for one in answer["rejected"] if MEMO[one["start"] - 8 : one["end"]] == "Nairobi.1"[-9:]]
    assert [one["text"] for one in marks] == ["1"]
    assert {one["doc"] for one in answer["rejected"]} == {answer["documents"][0]["id"]}
    assert all(one["reason"] for one in answer["rejected"])


@pytest.mark.usefixtures("folder")
def test_the_others_are_read_where_one_cannot_be() -> None:
    done = read("in", "--json")
    assert done.exit_code == 1
    answer = json.loads(done.stdout)
    assert [document["file"] for document in answer["documents"]] == ["in/memo.txt", "in/other.md"]
    assert [one["file"] for one in answer["left_out"]] == ["in/picture.pdf"]
    assert "its bytes are a PNG picture" in answer["left_out"][0]["reason"]
    assert done.stderr.startswith("not read: in/picture.pdf: in/picture.pdf cannot be read: it is named .pdf")


@pytest.mark.usefixtures("folder")
def test_where_nothing_is_read_the_exit_code_is_2() -> None:
    done = read("in/picture.pdf")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("error: in/picture.pdf cannot be read: it is named .pdf")
    done = read("in/picture.pdf", "typo.txt")
    assert done.exit_code == 2
    assert "not read: typo.txt: typo.txt is not there" in done.stderr
    assert "error: nothing was read of 2 documents" in done.stderr
    assert not Path("w.sqlite").exists()
    assert read().exit_code == 2


@pytest.mark.usefixtures("folder")
def test_the_same_bytes_are_read_once_and_the_same_words_printed() -> None:
    Path("copy.txt").write_text(MEMO)
    assert [document["file"] for document in told("in/memo.txt", "copy.txt")["documents"]] == ["in/memo.txt"]
    assert read("in/memo.txt", "--json").stdout == read("in/memo.txt", "--json").stdout


@pytest.mark.usefixtures("folder")
def test_what_was_read_is_kept_in_the_workspace_once() -> None:
    for _ in range(2):
        assert read("in/memo.txt", "in/other.md").exit_code == 0
    space = open_workspace("w.sqlite")
    rows = documents(space)
    assert [row.file for row in rows] == ["in/memo.txt", "in/other.md"]
    assert kept(space, rows[0].id) == read_document(MEMO.encode(), "in/memo.txt")


@pytest.mark.usefixtures("folder")
def test_a_second_reading_of_the_same_bytes_is_printed_but_not_kept_beside_the_first() -> None:
    page = "<html><body><p>Kenya has at least 130 data centres.</p></body></html>\n"
    Path("s.txt").write_text(page)
    Path("s.html").write_text(page)
    assert read("s.txt").exit_code == 0
    space = open_workspace("w.sqlite")
    before = claims(space)
    done = read("s.html", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["documents"][0]["format"] == "html"
    said = "the bytes of s.html are kept already, as read from s.txt (format text)"
    assert said in done.stderr
    [left] = json.loads(done.stdout)["not_kept"]
    assert (left["file"], said in left["reason"]) == ("s.html", True)
    assert claims(space) == before
    assert read("s.txt").exit_code == 0


@pytest.mark.usefixtures("folder")
def test_a_document_is_read_anew_where_that_is_asked_for_and_nobody_has_reviewed_it() -> None:
    page = "<html><body><p>Kenya has at least 130 data centres.</p></body></html>\n"
    Path("s.txt").write_text(page)
    Path("s.html").write_text(page)
    assert read("s.txt").exit_code == 0
    assert "with --anew" in read("s.html").stderr
    assert read("s.html", "--anew").exit_code == 0
    [claim] = claims(open_workspace("w.sqlite"))[0]
    assert claim.start == len("Kenya has ")
    accept = ["claims", "accept", claim.id, "--by", "ann", "--workspace", "w.sqlite"]
    assert CliRunner().invoke(app, accept).exit_code in (0, 1)
    done = read("s.txt", "--anew")
    assert done.exit_code == 1
    assert "s.txt is not read anew: 1 claim of it had a review" in done.stderr
    assert [row.id for row in claims(open_workspace("w.sqlite"))[0]] == [claim.id]


@pytest.mark.usefixtures("folder")
def test_the_same_bytes_under_two_names_are_read_once_and_that_is_said() -> None:
    Path("a.txt").write_text(MEMO)
    done = read("in/memo.txt", "a.txt", "--json")
    assert done.exit_code == 0
    assert [one["file"] for one in json.loads(done.stdout)["documents"]] == ["in/memo.txt"]
    assert "read once: a.txt has the bytes of in/memo.txt" in done.stderr


@pytest.mark.usefixtures("folder")
def test_a_reader_that_goes_away_is_no_error() -> None:
    for more in ([], ["--json"]):
        words = [sys.executable, "-m", "theodolite", "read", "in/memo.txt", "--workspace", "w.sqlite", *more]
        ours, theirs = os.pipe()
        os.close(ours)
        done = subprocess.run(words, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
        os.close(theirs)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.usefixtures("folder")
def test_the_others_are_kept_where_one_cannot_be() -> None:
    page = "<html><body><p>Kenya has at least 130 data centres.</p></body></html>\n"
    Path("a.txt").write_text(page)
    Path("a.html").write_text(page)
    assert read("a.txt").exit_code == 0
    done = read("a.html", "in/memo.txt", "in/other.md")
    assert done.exit_code == 1
    assert done.stderr.startswith("not kept in the workspace: a.html: ")
    assert done.stderr.count("not kept") == 1
    assert [row.file for row in documents(open_workspace("w.sqlite"))] == ["a.txt", "in/memo.txt", "in/other.md"]


@pytest.mark.usefixtures("folder")
def test_a_document_with_a_nul_in_it_is_kept_with_the_others() -> None:
    Path("nul.txt").write_text("Ghana\0 has 61 data centres. " + "They grew. " * 100)
    assert [one["notes"] for one in told("nul.txt", "in/memo.txt")["documents"]] == [
        ["1 NUL character stands as \ufffd"], [],
    ]  # fmt: skip
    space = open_workspace("w.sqlite")
    assert [row.file for row in documents(space)] == ["in/memo.txt", "nul.txt"]


@pytest.mark.usefixtures("folder")
def test_a_document_is_kept_as_nobodys_where_the_system_has_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("No username set in the environment")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert read("in/memo.txt").exit_code == 0
    assert [row.added_by for row in documents(open_workspace("w.sqlite"))] == [""]


@pytest.mark.usefixtures("folder")
def test_a_workspace_that_cannot_be_had_does_not_hide_what_was_read() -> None:
    done = CliRunner().invoke(app, ["read", "in/memo.txt", "--json", "--workspace", "in/picture.pdf"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["documents"]
    assert done.stderr.startswith("not kept in the workspace: ")


@pytest.mark.parametrize(
    ("date", "day", "known"),
    [
        ("3 May 2024", "2024-05-02", False),
        ("3 May 2024", "2024-05-03", True),
        ("May 2024", "2024-05-30", False),
        ("May 2024", "2024-05-31", True),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_document_is_read_as_of_a_day_where_its_claims_are_listed_as_of_it(date: str, day: str, known: bool) -> None:
    Path("memo.txt").write_text(MEMO.replace("3 May 2024", date).replace("March 16, 2024, ", ""))
    Path("old.txt").write_text(MEMO.replace("3 May 2024", "1 March 2020"))
    assert read("memo.txt", "old.txt").exit_code == 0
    done = read("memo.txt", "old.txt", "--as-of", day)
    assert done.exit_code == (0 if known else 1)
    assert (f"and may be later than {day}" in done.stderr) is not known
    words = ["claims", "--as-of", day, "--json", "--workspace", "w.sqlite"]
    listed = json.loads(CliRunner().invoke(app, words).stdout)["claims"]
    assert {claim["file"] for claim in listed} == ({"memo.txt", "old.txt"} if known else {"old.txt"})


@pytest.mark.usefixtures("folder")
def test_an_undated_document_that_is_named_is_read_as_of_any_day() -> None:
    Path("memo.txt").write_text("China had 61 notable models.\n")
    assert read("memo.txt", "--as-of", "2024-05-02").exit_code == 0


@pytest.mark.usefixtures("folder")
def test_a_terminal_is_given_a_table_and_what_was_rejected() -> None:
    done = CliRunner(env={"COLUMNS": "160"}).invoke(app, ["read", "in/memo.txt", "--workspace", "w.sqlite"])
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "Machines in Kenya and Ghana"
    assert lines[1] == "2024-05-03 (the memo's line DATE:) · in/memo.txt"
    assert any(line.startswith("KEN") and "at least 130 data centres" in line for line in lines)
    assert any("claim nothing" in line for line in lines)
    assert lines[-1].startswith("1 document makes ")


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ("", "0 numbers claim nothing."),
        ("See page 4.", "1 number claims nothing: "),
        ("See page 4, and page 7.", "2 numbers claim nothing: "),
    ],
)
@pytest.mark.usefixtures("folder")
def test_the_numbers_that_claim_nothing_are_told_in_good_grammar(numbers: str, said: str) -> None:
    Path("note.txt").write_text(f"Ghana has no more of them.\n\n{numbers}\n")
    assert any(line.startswith(said) for line in read("note.txt").stdout.splitlines())


@pytest.mark.usefixtures("folder")
def test_control_characters_of_a_document_do_not_reach_the_terminal() -> None:
    Path("evil.txt").write_text("Kenya has 5 \x1b[31mred\x1b[0m machines \u202eand 6 cars.\n" + "It grew. " * 400)
    done = read("evil.txt")
    assert done.exit_code == 0
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
