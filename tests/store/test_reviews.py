"""The log of reviews: lines are added in order, and no statement changes, replaces or takes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from theodolite.errors import WorkspaceError
from theodolite.store.documents import add_document
from theodolite.store.reviews import add_reviews, claim_documents, claims, latest, log
from theodolite.store.rows import ClaimRow, Content, DocumentRow, ReviewRow
from theodolite.store.workspace import Workspace, open_workspace

DOCUMENT = DocumentRow("sha256:1", "a.txt", "text", None, "", None, "", None, "", "me")
CLAIMS = [ClaimRow(f"c{number}", "sha256:1", number, number + 1, number, "{}") for number in range(3)]


@pytest.fixture
def space(place: str) -> Workspace:
    """A workspace with three claims."""
    made = open_workspace(place)
    add_document(made, DOCUMENT, Content("", "{}"), claims=CLAIMS)
    return made


def say(space: Workspace, claim: str, state: str) -> ReviewRow:
    """One more line of the log."""
    line = ReviewRow(0, claim, "2026-01-02T03:04:05Z", "ann", state, "because", "{}", "{}")
    return add_reviews(space, [claim], lambda _claims, _last: [line])[0]


def test_the_last_line_is_the_present_state_and_all_lines_stay(space: Workspace) -> None:
    first, second, third = say(space, "c0", "accepted"), say(space, "c1", "rejected"), say(space, "c0", "rejected")
    assert first.id < second.id < third.id
    rows, last = claims(space)
    assert (rows, last) == (CLAIMS, {"c0": third, "c1": second})
    assert log(space) == [first, second, third]
    assert log(space, ["c0"]) == [first, third]
    assert latest(space, ["rejected"]) == [second, third]
    assert latest(space, ["accepted"]) == []
    assert claim_documents(space) == dict.fromkeys(("c0", "c1", "c2"), "sha256:1")


def test_more_claims_are_asked_for_than_a_statement_takes(space: Workspace) -> None:
    first, second = say(space, "c2", "accepted"), say(space, "c0", "rejected")
    third = say(space, "c2", "rejected")
    asked = ["c0", *(f"none {number}" for number in range(70_000)), "c2", "c0"]
    assert log(space, asked) == [first, second, third]
    assert claim_documents(space, asked) == {"c0": "sha256:1", "c2": "sha256:1"}
    line = first._replace(id=0, claim="c1")
    seen: list[tuple[object, object]] = []

    def write(claims: Mapping[str, ClaimRow], last: Mapping[str, ReviewRow]) -> Iterable[ReviewRow]:
        seen.append((dict(claims), dict(last)))
        return [line]

    assert [row.claim for row in add_reviews(space, asked, write)] == ["c1"]
    assert seen == [({"c0": CLAIMS[0], "c2": CLAIMS[2]}, {"c0": second, "c2": third})]
    assert log(space, []) == []
    assert claim_documents(space, []) == {}


def test_whoever_writes_is_given_the_present_state(space: Workspace) -> None:
    said = say(space, "c1", "accepted")
    seen: list[tuple[object, object]] = []

    def write(claims: Mapping[str, ClaimRow], last: Mapping[str, ReviewRow]) -> Iterable[ReviewRow]:
        seen.append((dict(claims), dict(last)))
        return []

    assert add_reviews(space, ["c1", "c2"], write) == []
    assert seen == [({"c1": CLAIMS[1], "c2": CLAIMS[2]}, {"c1": said})]


def test_an_error_of_whoever_writes_leaves_the_log_as_it_was(space: Workspace) -> None:
    line = ReviewRow(0, "c0", "", "ann", "accepted", "", "{}", "{}")

    def write(_claims: object, _last: object) -> Iterable[ReviewRow]:
        yield line
        yield line._replace(claim="of nobody")

    with pytest.raises(WorkspaceError, match="cannot be used"):
        add_reviews(space, ["c0"], write)
    with pytest.raises(WorkspaceError, match=r"review of c0.*|cannot be kept"):
        add_reviews(space, ["c0"], lambda _claims, _last: [line._replace(reason="\udcff")])
    assert log(space) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reviews SET state = 'accepted'",
        "DELETE FROM reviews",
        "DELETE FROM reviews WHERE id = {id}",
        "INSERT OR REPLACE INTO reviews VALUES ({id}, 'c0', '', 'eve', 'accepted', '', '', '')",
        "TRUNCATE reviews",
        "DELETE FROM claims WHERE id = 'c0'",
        "DELETE FROM documents",
    ],
)
def test_no_statement_changes_or_takes_a_line(statement: str, space: Workspace) -> None:
    said = say(space, "c0", "rejected")
    with (
        pytest.raises(WorkspaceError, match=r"append-only|syntax error|foreign key|FOREIGN KEY"),
        space.begin(writing=True) as connection,
    ):
        connection.exec_driver_sql(statement.format(id=said.id))
    assert log(space) == [said]
