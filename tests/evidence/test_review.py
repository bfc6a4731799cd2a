"""Reviews: what a person says of a claim, what becomes of it, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import ReviewConflict, ReviewError, TheodoliteError, UnknownNameError
from theodolite.evidence.keep import from_json, keep
from theodolite.evidence.listing import listed
from theodolite.evidence.review import Reviewer, changes, history, review
from theodolite.store.reviews import log
from theodolite.store.workspace import Workspace, open_workspace

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANN, BEN = Reviewer("ann", lambda: NOON), Reviewer("ben", lambda: NOON)


@pytest.fixture
def space(place: str, memo: Any) -> Workspace:
    """A workspace with the memo and its three claims."""
    made = open_workspace(place)
    keep(made, memo.document, memo.claims, "ann")
    return made


def states(space: Workspace, catalog: Catalog) -> list[str]:
    """The state of each claim in their order."""
    return [one.state for one in listed(space, catalog).claims]


def test_the_state_of_a_claim_is_what_its_last_review_says(space: Workspace, memo: Any, catalog: Catalog) -> None:
    papers, invested, planned = (claim.id for claim in memo.claims)
    assert states(space, catalog) == ["proposed"] * 3
    review(space, [papers, planned], "accepted", ANN, catalog)
    review(space, [invested], "needs-source", ANN, catalog)
    review(space, [planned], "rejected", ANN, catalog, reason="a wish")
    assert states(space, catalog) == ["accepted", "needs-source", "rejected"]
    said = [(line.claim, line.by, line.state, line.reason) for line in history(space, [planned, papers])]
    assert said == [
        (papers, "ann", "accepted", ""), (planned, "ann", "accepted", ""), (planned, "ann", "rejected", "a wish"),
    ]  # fmt: skip


def test_an_edit_keeps_what_was_proposed_and_later_reviews_stand_on_it(
    space: Workspace, memo: Any, catalog: Catalog
) -> None:
    id = memo.papers.id
    (first,) = review(space, [id], "edited", ANN, catalog, edits={"value": "1300", "entity": "India"}, reason="misread")
    assert changes(first) == {"value": (1200.0, 1300.0), "entity": ("CHN", "IND")}
    (second,) = review(space, [id], "accepted", ANN, catalog)
    assert changes(second) == {}
    assert from_json(second.after) == replace(memo.papers, value=1300.0, entity="IND")
    assert from_json(first.before) == memo.papers
    assert listed(space, catalog).claims[0].claim.value == 1300


def test_a_review_is_stamped_with_the_time_it_is_given_in_utc(space: Workspace, memo: Any, catalog: Catalog) -> None:
    eastern = Reviewer("ann", lambda: datetime(2026, 3, 1, 0, 30, 1, 999, timezone(timedelta(hours=9))))
    (line,) = review(space, [memo.papers.id], "accepted", eastern, catalog)
    assert line.at == "2026-02-28T15:30:01Z"


def test_a_claim_that_is_named_twice_is_reviewed_once(space: Workspace, memo: Any, catalog: Catalog) -> None:
    assert len(review(space, [memo.papers.id] * 2, "accepted", ANN, catalog)) == 1


@pytest.mark.parametrize(
    ("state", "words", "error", "said"),
    [
        ("proposed", {}, ReviewError, "a claim cannot be 'proposed'"),
        ("acepted", {}, ReviewError, "one of accepted, edited, rejected, needs-source"),
        ("rejected", {}, ReviewError, "a rejection needs a reason"),
        ("rejected", {"reason": " "}, ReviewError, "a rejection needs a reason"),
        ("edited", {}, ReviewError, "an edit needs a field"),
        ("edited", {"edits": {"value": "1200"}}, ReviewError, "the edits change nothing"),
        ("edited", {"edits": {"value": "many"}}, ReviewError, "it is no number"),
        ("accepted", {"edits": {"value": "5"}}, ReviewError, "a claim that is accepted is not edited"),
        ("rejected", {"reason": "\udcff"}, TheodoliteError, "cannot be kept"),
    ],
)
def test_a_review_that_cannot_be_made_writes_nothing(
    state: Any, words: dict[str, Any], error: type[TheodoliteError], said: str, space: Workspace, memo: Any,
    catalog: Catalog,
) -> None:  # fmt: skip
    with pytest.raises(error, match=said):
        review(space, [memo.papers.id], state, ANN, catalog, **words)
    assert log(space) == []


def test_an_unknown_claim_gets_its_nearest_and_none_of_the_others_is_reviewed(
    space: Workspace, memo: Any, catalog: Catalog
) -> None:
    wrong = memo.papers.id[:-1]
    with pytest.raises(UnknownNameError) as caught:
        review(space, [memo.invested.id, wrong], "accepted", ANN, catalog)
    assert caught.value.near[0] == memo.papers.id
    with pytest.raises(UnknownNameError):
        history(space, ["nothing-0-1"])
    with pytest.raises(ReviewError, match="no claim is named"):
        review(space, [], "accepted", ANN, catalog)
    with pytest.raises(ReviewError, match="no reviewer"):
        review(space, [memo.papers.id], "accepted", replace(ANN, name=" "), catalog)
    assert log(space) == []


def test_what_another_said_meanwhile_is_told_and_nothing_is_written_over_it(
    space: Workspace, memo: Any, catalog: Catalog
) -> None:
    papers, invested = memo.papers.id, memo.invested.id
    (ann,) = review(space, [papers], "rejected", ANN, catalog, reason="no such papers", seen=0)
    with pytest.raises(ReviewConflict) as caught:
        review(space, [invested, papers], "accepted", BEN, catalog, seen=0)
    told = str(caught.value)
    assert f"ann has reviewed {papers} meanwhile: rejected, because 'no such papers'" in told
    assert f"--after {ann.id}" in told
    assert states(space, catalog) == ["rejected", "proposed", "proposed"]
    review(space, [invested, papers], "accepted", BEN, catalog, seen=ann.id)
    assert states(space, catalog) == ["accepted", "accepted", "proposed"]
    assert [line.by for line in history(space, [papers])] == ["ann", "ben"]


def test_who_says_nothing_of_what_they_saw_may_follow_themselves_and_nobody_else(
    space: Workspace, memo: Any, catalog: Catalog
) -> None:
    review(space, [memo.papers.id], "accepted", ANN, catalog)
    review(space, [memo.papers.id], "needs-source", ANN, catalog)
    with pytest.raises(ReviewConflict, match="ann has reviewed"):
        review(space, [memo.papers.id], "accepted", BEN, catalog)
    with pytest.raises(ReviewConflict):
        review(space, [memo.papers.id], "accepted", ANN, catalog, seen=0)


def test_nobody_has_seen_a_line_that_the_log_does_not_have(space: Workspace, memo: Any, catalog: Catalog) -> None:
    papers, invested = memo.papers.id, memo.invested.id
    (ann,) = review(space, [papers], "accepted", ANN, catalog)
    for claim in (papers, invested):
        with pytest.raises(ReviewError) as caught:
            review(space, [claim], "needs-source", BEN, catalog, seen=ann.id + 999)
        assert f"the log ends at line {ann.id}, before line {ann.id + 999}" in str(caught.value)
        assert not isinstance(caught.value, ReviewConflict)
    assert len(log(space)) == 1
    review(space, [invested], "needs-source", BEN, catalog, seen=ann.id)
    assert len(log(space)) == 2
